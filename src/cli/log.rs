//! The log.
//!
//! Owns: its format, and that neither panics nor libraries put a question or a secret into it at the default level.
//! Must not know: what is logged.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

/// Logs to stderr, as lines of JSON if `json`. A second call, as tests make, changes nothing.
pub(super) fn start(filter: &str, json: bool) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let _ = if json {
        log.json().flatten_event(true).with_current_span(false).with_span_list(false).try_init()
    } else {
        log.with_ansi(std::io::stderr().is_terminal()).try_init()
    };
}

/// A panic is logged with its place. Its words stay out of the log below debug: they may quote a question, as those
/// of a slice at a wrong character do.
pub(super) fn hush_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a panic");
        let words = panic.payload();
        let words =
            words.downcast_ref::<&str>().copied().or(words.downcast_ref::<String>().map(String::as_str));
        tracing::debug!(words, "the panic");
    }));
}
