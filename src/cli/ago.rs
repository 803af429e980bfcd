//! How long ago something was, for a person at the terminal.
//!
//! Owns: the clock of the commands, and the words. Must not know: what it was.

/// The time since `then` (seconds since 1970) in the unit that fits.
pub(super) fn since(then: i64) -> String {
    words(now() - then)
}

/// Seconds since 1970.
pub(super) fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

fn words(seconds: i64) -> String {
    match seconds {
        ..=119 => format!("{} s", seconds.max(0)),
        120..=7199 => format!("{} min", seconds / 60),
        7200..=172_799 => format!("{} h", seconds / 3600),
        _ => format!("{} days", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn each_span_has_its_unit() {
        let spans = [-5, 119, 120, 7199, 7200, 172_799, 172_800].map(words);
        assert_eq!(spans, ["0 s", "119 s", "2 min", "119 min", "2 h", "47 h", "2 days"]);
    }
}
