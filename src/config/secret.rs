//! Values that must never be seen.
//!
//! Owns: types without `Debug` and `Display`, so that a secret cannot slip into a log, an error or a panic by way of
//! formatting. Must not know: what they open.

/// The bot's token.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Reads a token of the form that BotFather gives, `123456:ABC-…`.
    pub fn parse(text: &str) -> Option<Token> {
        let (id, secret) = text.split_once(':')?;
        let well_formed = !id.is_empty()
            && id.bytes().all(|byte| byte.is_ascii_digit())
            && !secret.is_empty()
            && secret.bytes().all(plain);
        well_formed.then(|| Token(text.to_owned()))
    }

    /// The token itself, for the one place that talks to Telegram.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether `text` gives the secret part away.
    pub(super) fn shows_in(&self, text: &str) -> bool {
        self.0.split_once(':').is_some_and(|(_, secret)| text.contains(secret))
    }
}

/// A shared secret, or an address with a password in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Any text.
    pub fn new(text: impl Into<String>) -> Secret {
        Secret(text.into())
    }

    /// What Telegram takes as a webhook's secret, if it is long enough to be one: 16 to 256 letters, digits, `_`, `-`.
    pub fn webhook(text: &str) -> Option<Secret> {
        ((16..=256).contains(&text.len()) && text.bytes().all(plain)).then(|| Secret::new(text))
    }

    /// The secret itself, for the one place that needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

fn plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}
