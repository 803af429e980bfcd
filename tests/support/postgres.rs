//! A PostgreSQL to test against: the one that `FOOTNOTE_TEST_DATABASE_URL` names, or a throwaway cluster of our own.
//!
//! Owns: starting it once for all tests of a binary, and ending it with them, however they end. Each test has a schema of
//! its own in it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// The database's password, which must be in no output.
pub const PASSWORD: &str = "canary-PaSsWoRd-neverSHOWN";

/// Kept open as long as this process lives: when it closes, the cluster goes.
static CLUSTER: OnceLock<Option<(String, Option<Child>)>> = OnceLock::new();

/// The address of an empty schema; `None` where there is no PostgreSQL, which `FOOTNOTE_TEST_POSTGRES=required` forbids.
pub async fn schema() -> Option<String> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let server =
        tokio::task::spawn_blocking(|| CLUSTER.get_or_init(cluster).as_ref().map(|(url, _)| url.clone()));
    let Some(server) = server.await.expect("the cluster starts") else {
        let required = std::env::var_os("FOOTNOTE_TEST_POSTGRES").is_some_and(|value| value == "required");
        assert!(!required, "PostgreSQL is required: install it, or set FOOTNOTE_TEST_DATABASE_URL");
        eprintln!("SKIPPED: there is no PostgreSQL here; install it, or set FOOTNOTE_TEST_DATABASE_URL");
        return None;
    };
    let name = format!("t{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let client = connect(&server).await;
    client.batch_execute(&format!("CREATE SCHEMA {name}")).await.expect("a schema");
    let sign = if server.contains('?') { '&' } else { '?' };
    Some(format!("{server}{sign}options=-csearch_path%3D{name}"))
}

/// A connection beside the store's.
pub async fn connect(url: &str) -> tokio_postgres::Client {
    let (client, connection) =
        tokio_postgres::connect(url, tokio_postgres::NoTls).await.expect("PostgreSQL answers");
    tokio::spawn(connection);
    client
}

fn cluster() -> Option<(String, Option<Child>)> {
    if let Ok(url) = std::env::var("FOOTNOTE_TEST_DATABASE_URL") {
        return Some((url, None));
    }
    let (port, child, _) = launch(&programs()?, &[], &[]);
    Some((format!("postgres://footnote:{PASSWORD}@127.0.0.1:{port}/postgres"), Some(child)))
}

/// A server of its own with `files` in its folder, where it also starts, and with further `settings`; its port. It goes
/// when the second is dropped. `None` as for [`schema`].
pub async fn special(
    files: Vec<(&'static str, String)>,
    settings: Vec<&'static str>,
) -> Option<(u16, Running)> {
    let Some(programs) = programs() else {
        eprintln!("SKIPPED: there is no PostgreSQL here to start with settings of its own");
        return None;
    };
    let launched = tokio::task::spawn_blocking(move || launch(&programs, &files, &settings)).await;
    let (port, child, folder) = launched.expect("the server starts");
    Some((port, Running { child, folder }))
}

/// A server that ends with this.
pub struct Running {
    child: Child,
    folder: PathBuf,
}

impl Running {
    /// Gives one of its files another content; the owner and the rights stay.
    pub fn rewrite(&self, name: &str, content: String) {
        std::fs::write(self.folder.join(name), content).expect("a file of the server");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

fn launch(programs: &Path, files: &[(&str, String)], settings: &[&str]) -> (u16, Child, PathBuf) {
    let port = super::free_port();
    let folder = tempfile::tempdir().expect("a folder").keep();
    for (name, content) in files {
        std::fs::write(folder.join(name), content).expect("a file for the server");
    }
    // The server must not run as root, and the folder must be its own. When our end of the pipe closes, all of it goes.
    let script = r#"
        set -eu
        dir=$1; bin=$2; port=$3
        shift 3
        as=
        chmod -R go= "$dir"
        if [ "$(id -u)" = 0 ]; then
            chown -R postgres "$dir"
            as="setpriv --reuid=postgres --regid=postgres --clear-groups"
        fi
        trap 'rm -rf "$dir"' EXIT
        cd "$dir"
        $as "$bin/initdb" -D "$dir/data" -U footnote --auth=scram-sha-256 --pwfile="$dir/password" >"$dir/log" 2>&1
        $as "$bin/postgres" -D "$dir/data" -p "$port" -c listen_addresses=127.0.0.1 -c max_connections=300 \
            -c unix_socket_directories="$dir" -c shared_buffers=64MB "$@" >>"$dir/log" 2>&1 &
        server=$!
        cat >/dev/null
        kill -INT "$server"
        wait "$server" || true
    "#;
    std::fs::write(folder.join("password"), PASSWORD).expect("a password file");
    let child = Command::new("sh")
        .args(["-c", script, "sh"])
        .args([folder.as_path(), programs])
        .arg(port.to_string())
        .args(settings.iter().flat_map(|setting| ["-c", setting]))
        .stdin(Stdio::piped())
        .spawn()
        .expect("a shell");
    let start = Instant::now();
    loop {
        let log = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
        if log.contains("ready to accept connections") {
            break;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "PostgreSQL does not start: {log}");
        std::thread::sleep(Duration::from_millis(50));
    }
    (port, child, folder)
}

/// Where PostgreSQL's programs are; Debian keeps them out of the path.
fn programs() -> Option<PathBuf> {
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut places: Vec<PathBuf> = debian.map(|entry| entry.path().join("bin")).collect();
    places.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    places.extend(std::env::split_paths(&path));
    let whole = |place: &Path| ["initdb", "postgres"].iter().all(|program| place.join(program).is_file());
    places.into_iter().rev().find(|place| whole(place))
}
