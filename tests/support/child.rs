//! The bot as a process of its own: started, signalled, killed, and all that it has ever printed looked through.
//!
//! Owns: the binary, its settings and its output. Whatever happens in a test, at the end no output may hold a secret.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child as Process, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use super::fake::Fake;
use super::{CANARY, NEVER};

/// A running bot.
pub struct Child {
    process: Process,
    log: PathBuf,
}

/// Settings that a developer's own environment must not bring in.
const OURS: &[&str] = &[
    "TELOXIDE_TOKEN",
    "TELEGRAM_API_URL",
    "DATABASE_URL",
    "FOOTNOTE_DATABASE_CA",
    "FOOTNOTE_KNOWLEDGE",
    "FOOTNOTE_DATA",
    "FOOTNOTE_ADMINS",
    "FOOTNOTE_LISTEN",
    "FOOTNOTE_WEBHOOK_URL",
    "FOOTNOTE_WEBHOOK_SECRET",
    "FOOTNOTE_WEBHOOK_CERT",
    "FOOTNOTE_KEEP_MB",
    "FOOTNOTE_LIMIT_MINUTE",
    "FOOTNOTE_LIMIT_HOUR",
    "FOOTNOTE_LIMIT_GROUP",
    "FOOTNOTE_LIMIT_INLINE",
    "FOOTNOTE_LOG",
    "RUST_LOG",
];

/// `footnote` with the environment of a test in `folder`.
pub fn footnote(folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_footnote"));
    command.args(arguments).current_dir(folder);
    for name in OURS {
        command.env_remove(name);
    }
    command.env("FOOTNOTE_DATA", folder.join("data")).envs(settings.iter().copied());
    command
}

impl Child {
    /// `footnote run` against `fake`, without limits on people unless `settings` say so.
    pub fn start(fake: &Fake, folder: &Path, settings: &[(&str, &str)]) -> Child {
        let url = fake.url.as_str();
        let mut all = vec![("TELOXIDE_TOKEN", CANARY), ("TELEGRAM_API_URL", url)];
        all.extend([
            ("FOOTNOTE_LIMIT_MINUTE", "0"),
            ("FOOTNOTE_LIMIT_HOUR", "0"),
            ("FOOTNOTE_LIMIT_GROUP", "0"),
            ("FOOTNOTE_LIMIT_INLINE", "0"),
        ]);
        all.extend(settings);
        Child::of(footnote(folder, &["run"], &all), folder)
    }

    /// Any command as a bot; its output goes to a file, so that it never waits for a reader.
    pub fn of(mut command: Command, folder: &Path) -> Child {
        static NEXT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let nth = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let log = folder.join(format!("output-{nth}.txt"));
        let file = File::create(&log).expect("a file for the output");
        let process = command
            .stdin(Stdio::null())
            .stdout(file.try_clone().expect("a second handle"))
            .stderr(file)
            .spawn()
            .expect("the bot starts");
        Child { process, log }
    }

    pub fn output(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(&self.log).expect("the output")).into_owned()
    }

    pub fn kill(&mut self) {
        self.process.kill().expect("it lives");
        self.process.wait().expect("it ends");
    }

    /// Sends a signal by its name, such as `-TERM`.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([name, &self.process.id().to_string()]).status();
        assert!(sent.expect("kill").success());
    }

    /// How it has ended, if it has.
    pub fn has_ended(&mut self) -> Option<ExitStatus> {
        self.process.try_wait().expect("a status")
    }

    /// Waits for its end; gives how it ended and how long that took.
    pub async fn ended(&mut self) -> (ExitStatus, Duration) {
        let start = Instant::now();
        loop {
            if let Some(status) = self.process.try_wait().expect("a status") {
                return (status, start.elapsed());
            }
            assert!(start.elapsed() < Duration::from_secs(60), "it does not end: {}", self.output());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Waits until the output holds `what`.
    pub async fn says(&self, what: &str) {
        for _ in 0..6000 {
            if self.output().contains(what) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("it never says {what:?}: {}", self.output());
    }

    /// Resident memory in bytes.
    pub fn memory(&self) -> u64 {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).expect("a status");
        let line = status.lines().find(|line| line.starts_with("VmRSS")).expect("its memory");
        let kilobytes = line.split_whitespace().nth(1).and_then(|number| number.parse::<u64>().ok());
        kilobytes.expect("a number") * 1024
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let output = self.output();
        if !std::thread::panicking() {
            assert!(!output.contains(NEVER), "a secret is in the output: {output}");
        } else {
            eprintln!("the bot's output: {}", output.replace(NEVER, "[secret]"));
        }
    }
}
