//! What the tests of the Telegram front share: a fake Bot API server, an invented engine, a bot to start and kill.

pub mod bot;
pub mod certificates;
pub mod child;
pub mod eavesdrop;
pub mod fake;
pub mod gate;
pub mod hook;
pub mod late;
pub mod postgres;
pub mod strict;
pub mod world;

/// A token that must never be seen in any output.
pub const CANARY: &str = "123456:canary-AAExyzTOKENdoNOTleak";

/// What no output may hold: the token's secret, and the database's and the webhook's, all of which have this in them.
pub const NEVER: &str = "canary-";

/// The webhook's secret.
pub const HOOK_SECRET: &str = "canary-webhook_SECRET-0123456789";

/// One after the other for tests that need the machine to themselves; the others may run beside them.
pub static HEAVY: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// Figures that a test has measured: on the test's own output, and in a file that is shown after all tests.
pub fn report(line: &str) {
    use std::io::Write as _;
    eprintln!("MEASURED: {line}");
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("measured.txt");
    let file = std::fs::File::options().create(true).append(true).open(file);
    writeln!(file.expect("a report"), "{line}").expect("a report");
}

/// A port of this machine that nobody listens on at the moment.
pub fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("bound").port()
}
