//! Settings: what is read, and that all mistakes are named at once without quoting a secret.

use std::ffi::OsString;

use footnote::config::{Config, ConfigError, Token};

use crate::support::CANARY;

fn read(settings: &[(&str, &str)]) -> Result<Config, ConfigError> {
    Config::read(|name| settings.iter().find(|(key, _)| *key == name).map(|(_, value)| OsString::from(value)))
}

#[test]
fn nothing_has_to_be_set() {
    let config = read(&[("TELOXIDE_TOKEN", "  ")]).unwrap_or_else(|error| panic!("{error}"));
    assert!(config.token.is_none() && config.api_url.is_none() && config.admins.is_empty());
    assert_eq!(config.log, "info");
}

#[test]
fn everything_can_be_set() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let config = read(&[
        ("TELOXIDE_TOKEN", CANARY),
        ("TELEGRAM_API_URL", "http://127.0.0.1:8081"),
        ("FOOTNOTE_KNOWLEDGE", path),
        ("FOOTNOTE_DATA", path),
        ("FOOTNOTE_ADMINS", "7, 8"),
        ("RUST_LOG", "footnote=debug,info"),
    ]);
    let config = config.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(config.token.map(|token| token.reveal().to_owned()), Some(CANARY.into()));
    assert_eq!(config.api_url.map(|url| url.port()), Some(Some(8081)));
    assert_eq!(
        (config.knowledge.as_deref(), config.data.as_deref()),
        (Some(folder.path()), Some(folder.path()))
    );
    assert_eq!((config.admins, config.log.as_str()), (vec![7, 8], "footnote=debug,info"));
}

#[test]
fn all_mistakes_are_named_at_once_and_a_token_is_not_quoted() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let result = read(&[
        ("TELOXIDE_TOKEN", &CANARY.replace(':', ";")),
        ("TELEGRAM_API_URL", "127.0.0.1:8081"),
        ("FOOTNOTE_KNOWLEDGE", "no/such/folder"),
        ("FOOTNOTE_DATA", file.path().to_str().unwrap()),
        ("FOOTNOTE_ADMINS", "7 @ann"),
        ("RUST_LOG", "footnote=loud"),
    ]);
    let Err(ConfigError(mistakes)) = result else { panic!("no mistake is seen") };
    let names = [
        "TELOXIDE_TOKEN",
        "TELEGRAM_API_URL",
        "FOOTNOTE_KNOWLEDGE",
        "FOOTNOTE_DATA",
        "FOOTNOTE_ADMINS",
        "RUST_LOG",
    ];
    assert_eq!(mistakes.len(), names.len(), "{mistakes:?}");
    for (mistake, name) in mistakes.iter().zip(names) {
        assert!(mistake.starts_with(name) && !mistake.contains("canary"), "{mistake}");
    }
}

#[test]
fn a_token_is_a_number_a_colon_and_a_secret() {
    for good in ["1:a", "123456:AA-b_9", CANARY] {
        assert!(Token::parse(good).is_some(), "{good}");
    }
    for bad in ["", ":", "1:", ":a", "a:b", "1:a b", "1:a/../x", "1:a\n", "１:a", "1:a:b"] {
        assert!(Token::parse(bad).is_none(), "{bad}");
    }
}
