//! Very many chats: memory stays flat, and the data folder within what retention allows.
//!
//! The long run, a million chats (some ten minutes on two cores):
//! `cargo test --release --test telegram many::a_million -- --ignored --nocapture`

use std::path::Path;
use std::time::Instant;

use serde_json::json;

use crate::support::child::Child;
use crate::support::fake::{Fake, private};
use crate::support::{HEAVY, report};

/// Bytes of all files in `folder`.
fn size(folder: &Path) -> u64 {
    std::fs::read_dir(folder)
        .unwrap()
        .flatten()
        .filter_map(|entry| entry.metadata().ok())
        .map(|file| file.len())
        .sum()
}

/// Has `chats` people ask one thing each; gives memory after the first part and at the end, and the folder's size.
async fn asked_by(chats: i64, settings: &[(&str, &str)]) -> (u64, u64, u64) {
    let _alone = HEAVY.lock().await;
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    fake.forget_calls();
    let bot = Child::start(&fake, folder.path(), settings);
    bot.says("the bot is running").await;
    let start = Instant::now();
    let (mut early, mut peak, mut largest) = (0, 0, 0);
    for chat in 1..=chats {
        fake.push(json!({"message": private(chat, json!({"text": "hello"}))}));
        if chat % 1000 == 0 || chat == chats {
            // A thousand under way at a time, as a busy hour has it.
            let wanted = usize::try_from(chat).unwrap();
            fake.until("their answers", |fake| (fake.messages() >= wanted).then_some(())).await;
            peak = peak.max(bot.memory());
            largest = largest.max(size(&folder.path().join("data")));
            if chat <= chats / 10 {
                early = peak;
            }
        }
    }
    let mb = |bytes: u64| bytes / 1024 / 1024;
    report(&format!(
        "{chats} chats: {:.0}/s, memory {} MB after a tenth and {} MB at most, data folder at most {} MB",
        chats as f64 / start.elapsed().as_secs_f64(),
        mb(early),
        mb(peak),
        mb(largest)
    ));
    (early, peak, largest)
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_chats_leave_memory_flat() {
    let (early, peak, largest) = asked_by(10_000, &[]).await;
    assert!(peak < early + (24 << 20), "from {early} to {peak} bytes");
    assert!(largest < 64 << 20, "{largest} bytes of data");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "some ten minutes; see the head of this file"]
async fn a_million_chats_leave_memory_flat_and_the_data_bounded() {
    let (early, peak, largest) = asked_by(1_000_000, &[("FOOTNOTE_KEEP_MB", "40")]).await;
    assert!(peak < early + (48 << 20), "from {early} to {peak} bytes");
    assert!(largest < 256 << 20, "{largest} bytes of data");
}
