//! Looks through all that is logged within this process, at the most talkative level, for what no output may hold. Bots
//! that are processes of their own are looked through in `child`.

use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, Once};

use tracing_subscriber::filter::LevelFilter;

use super::NEVER;

/// The first thing heard that nobody may say.
static HEARD: Mutex<Option<String>> = Mutex::new(None);

static BYTES: AtomicU64 = AtomicU64::new(0);

/// From now on every event and span of this process is heard.
pub fn begin() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let listener = tracing_subscriber::fmt().with_ansi(false).with_max_level(LevelFilter::TRACE);
        listener.with_writer(|| Ear).init();
    });
}

/// Fails the test if a secret has been heard; gives how many bytes have been heard so far.
pub fn nothing_leaked() -> u64 {
    let heard = HEARD.lock().expect("no panic while it is held").clone();
    assert!(
        heard.is_none(),
        "a secret is in the log: {}",
        heard.unwrap_or_default().replace(NEVER, "[secret]")
    );
    BYTES.load(Ordering::Relaxed)
}

/// A line comes in one piece.
struct Ear;

impl Write for Ear {
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        BYTES.fetch_add(line.len() as u64, Ordering::Relaxed);
        let text = String::from_utf8_lossy(line);
        if text.contains(NEVER) {
            HEARD.lock().expect("no panic while it is held").get_or_insert(text.into_owned());
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
