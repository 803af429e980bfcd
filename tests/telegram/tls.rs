//! Encryption to PostgreSQL: whom the bot trusts, and what each `sslmode` of `DATABASE_URL` means.

use footnote::store::{PostgresStore, Store as _, StoreError};

use crate::store::LEASE;
use crate::support::bot::eventually;
use crate::support::certificates::Certificates;
use crate::support::child::{Child, footnote};
use crate::support::fake::Fake;
use crate::support::postgres::{self, PASSWORD, Running};
use crate::support::{NEVER, eavesdrop};

/// Encryption is offered, and in the database `strict` demanded.
const ACCESS: &str = "hostnossl strict all 127.0.0.1/32 reject
    host all all 127.0.0.1/32 scram-sha-256
    host all all ::1/128 scram-sha-256\n";

struct Server {
    port: u16,
    certificates: Certificates,
    running: Running,
}

impl Server {
    async fn start() -> Option<Server> {
        eavesdrop::begin();
        let certificates = Certificates::make()?;
        let access = ACCESS.lines().map(|line| format!("{}\n", line.trim())).collect();
        let mut files = vec![("access", access)];
        for name in ["server.pem", "server.key"] {
            files.push((name, certificates.read(name)));
        }
        let settings =
            ["ssl=on", "ssl_cert_file=../server.pem", "ssl_key_file=../server.key", "hba_file=access"];
        let (port, running) = postgres::special(files, settings.to_vec()).await?;
        let server = Server { port, certificates, running };
        server.plainly("CREATE DATABASE strict").await;
        Some(server)
    }

    fn url(&self, host: &str, database: &str, mode: &str) -> String {
        format!("postgres://footnote:{PASSWORD}@{host}:{}/{database}{mode}", self.port)
    }

    async fn plainly(&self, sql: &str) {
        let client = postgres::connect(&self.url("127.0.0.1", "postgres", "")).await;
        client.batch_execute(sql).await.unwrap();
    }

    /// Opens a store; gives whether its connections are encrypted.
    async fn open(&self, database: &str, mode: &str, authority: Option<&str>) -> Result<bool, StoreError> {
        self.open_at("127.0.0.1", database, mode, authority).await
    }

    async fn open_at(
        &self,
        host: &str,
        database: &str,
        mode: &str,
        authority: Option<&str>,
    ) -> Result<bool, StoreError> {
        let authority = authority.map(|name| self.certificates.read(name));
        let url = self.url(host, database, mode);
        let opened = PostgresStore::open(&url, authority.as_deref().map(str::as_bytes), LEASE).await;
        if let Err(error) = &opened {
            let told = format!("{error} {error:?}");
            assert!(!told.contains(NEVER), "{told}");
        }
        let store = opened?;
        assert_eq!(store.backlog().await?.open, 0);
        let client = postgres::connect(&self.url("127.0.0.1", "postgres", "")).await;
        let sql = "SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'footnote'";
        let encrypted: Vec<bool> =
            client.query(sql, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
        assert!(!encrypted.is_empty() && encrypted.iter().all(|one| *one == encrypted[0]), "{encrypted:?}");
        store.close().await?;
        drop(store);
        // The next one must not count this one's connections.
        let gone = "SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'footnote'";
        while client.query_one(gone, &[]).await.unwrap().get::<_, i64>(0) > 0 {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        Ok(encrypted[0])
    }

    /// Opening fails, and says that `why`.
    async fn refuses(&self, mode: &str, authority: Option<&str>, why: &str) {
        let error = self.open("postgres", mode, authority).await.unwrap_err();
        assert!(
            matches!(error, StoreError::Unreachable(_)) && error.to_string().contains(why),
            "{mode}: {error}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_is_trusted_if_its_authority_is_and_its_name_fits() {
    let Some(server) = Server::start().await else { return };
    for mode in ["?sslmode=require", "?sslmode=verify-ca", "?sslmode=verify-full"] {
        assert!(server.open("strict", mode, Some("authority.pem")).await.unwrap(), "{mode} is encrypted");
        // The well-known authorities do not know it, and neither does another one of the same name.
        server.refuses(mode, None, "UnknownIssuer").await;
        server.refuses(mode, Some("other.pem"), "certificate").await;
    }
    // Another name for the same machine, for which the certificate does not vouch.
    let error =
        server.open_at("localhost", "postgres", "?sslmode=require", Some("authority.pem")).await.unwrap_err();
    assert!(error.to_string().contains("not valid for name"), "{error}");

    // A certificate that vouches for itself is its own authority, and no other is.
    server.running.rewrite("server.pem", server.certificates.read("self.pem"));
    server.running.rewrite("server.key", server.certificates.read("self.key"));
    server.plainly("SELECT pg_reload_conf()").await;
    let encrypted = eventually("the new certificate", async || {
        server.open("strict", "?sslmode=require", Some("self.pem")).await.ok()
    });
    assert!(encrypted.await);
    server.refuses("?sslmode=require", Some("authority.pem"), "UnknownIssuer").await;
    eavesdrop::nothing_leaked();
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_demand_there_is_no_encryption_and_a_server_that_demands_it_says_so() {
    let Some(server) = Server::start().await else { return };
    for mode in ["", "?sslmode=disable", "?sslmode=prefer"] {
        assert!(!server.open("postgres", mode, None).await.unwrap(), "{mode} is not encrypted");
        let error = server.open("strict", mode, Some("authority.pem")).await.unwrap_err();
        let told = error.to_string();
        assert!(told.contains("no encryption") && told.contains("28000"), "{mode}: {told}");
    }
    // An authority that is no certificate is named.
    let error = server.open("postgres", "?sslmode=require", Some("authority.key")).await.unwrap_err();
    assert!(error.to_string().contains("FOOTNOTE_DATABASE_CA: there is no certificate in it"), "{error}");
    eavesdrop::nothing_leaked();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_binary_says_what_is_wrong_with_encryption_and_never_the_password() {
    let Some(server) = Server::start().await else { return };
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let url = server.url("127.0.0.1", "strict", "?sslmode=require");
    let authority = server.certificates.path("authority.pem");
    let other = server.certificates.path("other.pem");
    let check = |settings: &[(&str, &str)]| {
        let output = footnote(folder.path(), &["check-config"], settings).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        assert!(!text.contains(NEVER), "{text}");
        (output.status.code(), text.into_owned())
    };
    let (code, text) = check(&[
        ("DATABASE_URL", &url),
        ("FOOTNOTE_DATABASE_CA", authority.to_str().unwrap()),
        ("RUST_LOG", "trace"),
    ]);
    assert!(code == Some(0) && text.contains("set, encrypted") && text.contains("0 updates open"), "{text}");
    let (code, text) = check(&[("DATABASE_URL", &url), ("FOOTNOTE_DATABASE_CA", other.to_str().unwrap())]);
    assert!(code == Some(2) && text.contains("MISTAKE  the store") && text.contains("certificate"), "{text}");
    let plain = server.url("127.0.0.1", "strict", "");
    let (code, text) = check(&[("DATABASE_URL", &plain)]);
    assert!(
        code == Some(2) && text.contains("set, not encrypted") && text.contains("no encryption"),
        "{text}"
    );

    // At the most talkative level, with an authority that does not fit and then with one that does.
    let trace = ("RUST_LOG", "trace");
    let mut bot = Child::start(
        &fake,
        folder.path(),
        &[("DATABASE_URL", &url), ("FOOTNOTE_DATABASE_CA", other.to_str().unwrap()), trace],
    );
    bot.says("waiting for the database").await;
    bot.signal("-TERM");
    assert!(bot.ended().await.0.success());
    assert!(bot.output().contains("certificate"), "{}", bot.output());
    let mut bot = Child::start(
        &fake,
        folder.path(),
        &[("DATABASE_URL", &url), ("FOOTNOTE_DATABASE_CA", authority.to_str().unwrap()), trace],
    );
    fake.say(1, "/help");
    fake.until_sent(1, 1).await;
    bot.signal("-TERM");
    assert!(bot.ended().await.0.success());
    assert!(bot.output().len() > 10_000, "the level is talkative");
}
