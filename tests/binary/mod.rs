//! The real binary with input on a pipe, shielded from the settings of whoever runs the tests.
//!
//! Owns: starting it and collecting what it says. Must not know: what it should say.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// How a run of the binary ended.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// Where the binary runs if a test does not mind: a folder without `.env`.
pub fn elsewhere() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

/// Runs `footnote` in `folder` with `arguments` and `input`; `settings` is the whole environment that it sees.
pub fn footnote(folder: &Path, arguments: &[&str], input: &str, settings: &[(&str, &str)]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_footnote"));
    command.args(arguments).current_dir(folder).env_clear().envs(settings.iter().copied());
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut pipe = child.stdin.take().expect("standard input is a pipe");
    let input = input.to_owned();
    // From a thread: a batch larger than the pipe would otherwise wait for its own answers.
    let writer = std::thread::spawn(move || {
        // The program may leave before it has read everything.
        let _ = pipe.write_all(input.as_bytes());
    });
    let output = child.wait_with_output().expect("the binary ends");
    writer.join().expect("the writer does not panic");
    let text = |bytes| String::from_utf8(bytes).expect("the binary writes UTF-8");
    Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// The same over the invented world, written to disk under `name`.
#[allow(dead_code, reason = "each test binary uses its part of this module")]
pub fn footnote_in_world(name: &str, arguments: &[&str], input: &str, settings: &[(&str, &str)]) -> Ran {
    // Written once: tests of one binary run side by side, and none may find a file half written.
    static WRITTEN: std::sync::OnceLock<std::path::PathBuf> = std::sync::OnceLock::new();
    let folder = WRITTEN.get_or_init(|| super::world::on_disk(name));
    let mut settings = settings.to_vec();
    settings.push(("FOOTNOTE_KNOWLEDGE", folder.to_str().expect("the target folder has a UTF-8 path")));
    footnote(elsewhere(), arguments, input, &settings)
}
