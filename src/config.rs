//! Settings from the environment and `.env`.
//!
//! Owns: their names, their checks and the words in which a mistake is told to the operator.
//! Must not know: what the settings are used for.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use tracing_subscriber::EnvFilter;
use url::Url;

/// The bot's token. It has neither `Debug` nor `Display`, so that it cannot slip into a log or an error.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Reads a token of the form that BotFather gives, `123456:ABC-…`.
    pub fn parse(text: &str) -> Option<Token> {
        let (id, secret) = text.split_once(':')?;
        let well_formed = !id.is_empty()
            && id.bytes().all(|byte| byte.is_ascii_digit())
            && !secret.is_empty()
            && secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
        well_formed.then(|| Token(text.to_owned()))
    }

    /// The token itself, for the one place that talks to Telegram.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// All settings, checked.
#[derive(Clone)]
pub struct Config {
    /// `TELOXIDE_TOKEN`; none: the conversation is held in the terminal.
    pub token: Option<Token>,
    /// `TELEGRAM_API_URL`; none: Telegram's own server.
    pub api_url: Option<Url>,
    /// `FOOTNOTE_KNOWLEDGE`; none: the fact base carried in the binary.
    pub knowledge: Option<PathBuf>,
    /// `FOOTNOTE_DATA`; none: the platform's data folder.
    pub data: Option<PathBuf>,
    /// `FOOTNOTE_ADMINS`: user ids.
    pub admins: Vec<i64>,
    /// `RUST_LOG`, or `info`.
    pub log: String,
}

/// Every mistake in the settings, one a line.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{}", .0.join("\n"))]
pub struct ConfigError(pub Vec<String>);

impl Config {
    /// Reads the environment, and `.env` in the working folder for what the environment leaves open.
    pub fn load() -> Result<Config, ConfigError> {
        let file = read_dotenv(Path::new(".env"));
        let mut mistakes: Vec<String> = file.as_ref().err().cloned().into_iter().collect();
        let file = file.unwrap_or_default();
        let lookup = |name: &str| std::env::var_os(name).or_else(|| file.get(name).map(OsString::from));
        match Config::read(lookup) {
            Ok(config) if mistakes.is_empty() => Ok(config),
            Ok(_) => Err(ConfigError(mistakes)),
            Err(ConfigError(more)) => {
                mistakes.extend(more);
                Err(ConfigError(mistakes))
            }
        }
    }

    /// Reads settings through `lookup` and names all mistakes at once. An empty value counts as none.
    pub fn read(lookup: impl Fn(&str) -> Option<OsString>) -> Result<Config, ConfigError> {
        let mut mistakes = Vec::new();
        let text = |name: &'static str, mistakes: &mut Vec<String>| match lookup(name)?.into_string() {
            Ok(value) if value.trim().is_empty() => None,
            Ok(value) => Some(value.trim().to_owned()),
            Err(_) => {
                mistakes.push(format!("{name} is not text in UTF-8"));
                None
            }
        };
        let token = text("TELOXIDE_TOKEN", &mut mistakes).and_then(|value| {
            let token = Token::parse(&value);
            if token.is_none() {
                // The value is not quoted: it may be a real token with a slip of the pen in it.
                mistakes.push(
                    "TELOXIDE_TOKEN is not a bot token; BotFather gives one like 123456:ABC-def".into(),
                );
            }
            token
        });
        let api_url = text("TELEGRAM_API_URL", &mut mistakes).and_then(|value| match Url::parse(&value) {
            Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => Some(url),
            _ => {
                mistakes.push("TELEGRAM_API_URL is not an http:// or https:// address".into());
                None
            }
        });
        let knowledge = text("FOOTNOTE_KNOWLEDGE", &mut mistakes).map(PathBuf::from);
        if let Some(folder) = knowledge.as_ref().filter(|folder| !folder.is_dir()) {
            mistakes.push(format!("FOOTNOTE_KNOWLEDGE: there is no folder {}", folder.display()));
        }
        let data = text("FOOTNOTE_DATA", &mut mistakes).map(PathBuf::from);
        if let Some(file) = data.as_ref().filter(|path| path.exists() && !path.is_dir()) {
            mistakes.push(format!("FOOTNOTE_DATA: {} is not a folder", file.display()));
        }
        let listed = text("FOOTNOTE_ADMINS", &mut mistakes).unwrap_or_default();
        let mut admins = Vec::new();
        for id in listed.split([',', ' ']).filter(|id| !id.is_empty()) {
            match id.parse() {
                Ok(id) => admins.push(id),
                Err(_) => mistakes.push(format!("FOOTNOTE_ADMINS: {id} is not a user id (a number)")),
            }
        }
        let log = text("RUST_LOG", &mut mistakes).unwrap_or_else(|| "info".into());
        if let Err(error) = EnvFilter::try_new(&log) {
            mistakes.push(format!("RUST_LOG: {error}"));
        }
        match mistakes.is_empty() {
            true => Ok(Config { token, api_url, knowledge, data, admins, log }),
            false => Err(ConfigError(mistakes)),
        }
    }

    /// Where the SQLite file lives.
    pub fn data_folder(&self) -> Result<PathBuf, ConfigError> {
        let platform =
            || directories::ProjectDirs::from("", "", "footnote").map(|dirs| dirs.data_dir().into());
        self.data.clone().or_else(platform).ok_or_else(|| {
            ConfigError(vec![
                "FOOTNOTE_DATA is not set, and this account has no home folder to default to".into(),
            ])
        })
    }
}

/// The settings in a `.env` file; a missing file has none. Values are not quoted in errors: they may be secret.
fn read_dotenv(path: &Path) -> Result<HashMap<String, String>, String> {
    let name = path.display();
    let content = match std::fs::read(path) {
        Ok(content) => content,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(HashMap::new()),
        Err(error) => return Err(format!("{name} cannot be read: {error}")),
    };
    let content = String::from_utf8(content).map_err(|_| format!("{name} is not text in UTF-8"))?;
    // Some editors begin a file with a byte order mark.
    let content = content.trim_start_matches('\u{FEFF}');
    let mut settings = HashMap::new();
    for entry in dotenvy::from_read_iter(content.as_bytes()) {
        match entry {
            Ok((key, value)) => settings.insert(key, value),
            Err(dotenvy::Error::LineParse(bad, _)) => {
                // dotenvy gives the line, not its number; a quote left open gives several.
                let first = bad.trim().lines().next().unwrap_or_default().trim();
                let line = content.lines().position(|line| line.trim() == first);
                let place = line.map_or(String::new(), |line| format!(", line {}", line + 1));
                return Err(format!("{name}{place}: a setting reads NAME=value, with quotes around spaces"));
            }
            Err(_) => return Err(format!("{name} cannot be read")),
        };
    }
    Ok(settings)
}
