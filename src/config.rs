//! Settings from the environment and `.env`.
//!
//! Owns: their names, their checks and the words in which a mistake is told to the operator.
//! Must not know: what the settings are used for.

mod dotenv;
mod reader;
mod secret;

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use tracing_subscriber::EnvFilter;
use url::Url;

use reader::Reader;
pub use secret::{Secret, Token};

/// Where a webhook's requests arrive if nothing else is said: a proxy in front has the certificate.
const LISTEN: &str = "127.0.0.1:8080";

/// Paths that are taken by the bot's own pages.
const TAKEN: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

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
    /// `DATABASE_URL`: PostgreSQL, with its password; none: SQLite in the data folder.
    pub database: Option<Secret>,
    /// `FOOTNOTE_DATABASE_CA`: the certificate, PEM, of the authority that vouches for the database.
    pub database_ca: Option<PathBuf>,
    /// `FOOTNOTE_WEBHOOK_URL`, `…_SECRET`, `…_CERT`; none: long polling.
    pub webhook: Option<WebhookConfig>,
    /// `FOOTNOTE_LISTEN`: where the webhook, health and metrics are served.
    pub listen: Option<SocketAddr>,
    /// `FOOTNOTE_ADMINS`: user ids.
    pub admins: Vec<i64>,
    /// `FOOTNOTE_LIMIT_MINUTE`, `…_HOUR`, `…_GROUP`, `…_INLINE`: messages and inline queries that are answered; 0: no
    /// limit.
    pub limits: [Option<u32>; 4],
    /// `FOOTNOTE_KEEP_MB`: what the store may grow to, in megabytes.
    pub keep_mb: Option<u32>,
    /// `FOOTNOTE_KEEP_QUESTIONS`: whether questions without an answer are kept for the editor.
    pub keep_questions: bool,
    /// `RUST_LOG`, or `info`.
    pub log: String,
    /// `FOOTNOTE_LOG=json`.
    pub json_log: bool,
}

/// The webhook's settings.
#[derive(Clone)]
pub struct WebhookConfig {
    pub url: Url,
    pub secret: Secret,
    /// A self-signed certificate for Telegram to trust, PEM.
    pub certificate: Option<PathBuf>,
}

/// Every mistake in the settings, one a line.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{}", .0.join("\n"))]
pub struct ConfigError(pub Vec<String>);

impl Config {
    /// Reads the environment, and `.env` in the working folder for what the environment leaves open.
    pub fn load() -> Result<Config, ConfigError> {
        let file = dotenv::read(Path::new(".env"));
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
        let mut from = Reader::new(lookup);
        let token = "is not a bot token; BotFather gives one like 123456:ABC-def";
        let token = from.read("TELOXIDE_TOKEN", token, Token::parse);
        let api_url = from.read("TELEGRAM_API_URL", "is not an http:// or https:// address", web);
        let knowledge = from.text("FOOTNOTE_KNOWLEDGE").map(PathBuf::from);
        if let Some(folder) = knowledge.as_ref().filter(|folder| !folder.is_dir()) {
            from.mistakes.push(format!("FOOTNOTE_KNOWLEDGE: there is no folder {}", folder.display()));
        }
        let data = from.text("FOOTNOTE_DATA").map(PathBuf::from);
        if let Some(file) = data.as_ref().filter(|path| path.exists() && !path.is_dir()) {
            from.mistakes.push(format!("FOOTNOTE_DATA: {} is not a folder", file.display()));
        }
        let database = "is not an address of PostgreSQL, postgres://user:password@host/name";
        let database = from.read("DATABASE_URL", database, postgres);
        let database_ca = file(&mut from, "FOOTNOTE_DATABASE_CA");
        let webhook = webhook(&mut from, token.as_ref(), api_url.is_some());
        let listen = "is not an address and a port, such as 127.0.0.1:8080 or [::]:8080";
        let listen = from.read("FOOTNOTE_LISTEN", listen, |value| value.parse().ok());
        let listen = listen.or_else(|| webhook.as_ref().and(LISTEN.parse().ok()));
        let listed = from.text("FOOTNOTE_ADMINS").unwrap_or_default();
        let mut admins = Vec::new();
        for id in listed.split([',', ' ']).filter(|id| !id.is_empty()) {
            match id.parse() {
                Ok(id) => admins.push(id),
                Err(_) => from.mistakes.push(format!("FOOTNOTE_ADMINS: {id} is not a user id (a number)")),
            }
        }
        let mut number = |name: &str| from.read(name, "is not a whole number", |value| value.parse().ok());
        let limits =
            ["FOOTNOTE_LIMIT_MINUTE", "FOOTNOTE_LIMIT_HOUR", "FOOTNOTE_LIMIT_GROUP", "FOOTNOTE_LIMIT_INLINE"]
                .map(&mut number);
        let keep_mb = number("FOOTNOTE_KEEP_MB");
        let keep_questions =
            from.read("FOOTNOTE_KEEP_QUESTIONS", "is neither yes nor no", |value| match value {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            });
        let log = from.text("RUST_LOG").unwrap_or_else(|| "info".into());
        if let Err(error) = EnvFilter::try_new(&log) {
            from.mistakes.push(format!("RUST_LOG: {error}"));
        }
        let json_log = from.read("FOOTNOTE_LOG", "is neither text nor json", |value| match value {
            "json" => Some(true),
            "text" => Some(false),
            _ => None,
        });
        if !from.mistakes.is_empty() {
            return Err(ConfigError(from.mistakes));
        }
        Ok(Config {
            token,
            api_url,
            knowledge,
            data,
            database,
            database_ca,
            webhook,
            listen,
            admins,
            limits,
            keep_mb,
            keep_questions: keep_questions.unwrap_or(true),
            log,
            json_log: json_log.unwrap_or_default(),
        })
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

fn web(value: &str) -> Option<Url> {
    Url::parse(value).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// An address that the driver reads, too; its own words are not told, as they may quote the password.
fn postgres(value: &str) -> Option<Secret> {
    let ours = value.starts_with("postgres://") || value.starts_with("postgresql://");
    let plainer = value.replace("sslmode=verify-full", "sslmode=require");
    let plainer = plainer.replace("sslmode=verify-ca", "sslmode=require");
    let read =
        tokio_postgres::Config::from_str(&plainer).ok().filter(|config| !config.get_hosts().is_empty());
    (ours && read.is_some()).then(|| Secret::new(value))
}

/// A file that must be there.
fn file<F: Fn(&str) -> Option<OsString>>(from: &mut Reader<F>, name: &str) -> Option<PathBuf> {
    let path = from.text(name).map(PathBuf::from)?;
    if !path.is_file() {
        from.mistakes.push(format!("{name}: there is no file {}", path.display()));
    }
    Some(path)
}

/// The webhook's settings belong together: half of them is a mistake, not another kind of bot.
fn webhook<F: Fn(&str) -> Option<OsString>>(
    from: &mut Reader<F>,
    token: Option<&Token>,
    own_server: bool,
) -> Option<WebhookConfig> {
    const URL: &str = "FOOTNOTE_WEBHOOK_URL";
    const SECRET: &str = "FOOTNOTE_WEBHOOK_SECRET";
    let wrong = "is not an https:// address with a path of letters, digits and / _ - . of its own";
    // A Bot API server of one's own may call without encryption; Telegram's does not.
    let url = from.read(URL, wrong, |value| {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/_-.".contains(&byte);
        web(value)
            .filter(|url| url.scheme() == "https" || own_server)
            .filter(|url| url.path().bytes().all(plain) && !TAKEN.contains(&url.path()))
    });
    if url.as_ref().is_some_and(|url| token.is_some_and(|token| token.shows_in(url.as_str()))) {
        from.mistakes
            .push(format!("{URL} has the bot token in it; addresses end up in logs, so choose another"));
    }
    let set = from.text(URL).is_some();
    let wrong = "is not 16 to 256 letters, digits, _ and -; `openssl rand -hex 32` makes a good one";
    let secret = from.read(SECRET, wrong, Secret::webhook);
    let certificate = file(from, "FOOTNOTE_WEBHOOK_CERT");
    match (set, from.text(SECRET).is_some()) {
        (true, false) => from.mistakes.push(format!(
            "{SECRET} is not set, and without it anybody could bring updates; `openssl rand -hex 32` makes a good one"
        )),
        (false, true) => from.mistakes.push(format!("{SECRET} is set, but {URL} is not")),
        _ => {}
    }
    if !set && certificate.is_some() {
        from.mistakes.push(format!("FOOTNOTE_WEBHOOK_CERT is set, but {URL} is not"));
    }
    Some(WebhookConfig { url: url?, secret: secret?, certificate })
}
