//! Brings updates to webhooks as Telegram does: in order within a chat, side by side across chats, again and again until
//! somebody says 200.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use super::HOOK_SECRET;

/// A sender of updates to one or several replicas, in turn as behind a load balancer.
#[derive(Clone)]
pub struct Hook {
    urls: Arc<Vec<String>>,
    next: Arc<AtomicUsize>,
    chats: Arc<Mutex<HashMap<i64, UnboundedSender<Value>>>>,
    client: reqwest::Client,
}

impl Hook {
    pub fn new(urls: Vec<String>) -> Hook {
        let client = reqwest::Client::builder().timeout(Duration::from_secs(5)).build().expect("a client");
        Hook { urls: Arc::new(urls), next: Arc::default(), chats: Arc::default(), client }
    }

    /// Brings `update` behind all that was pushed for `chat` before.
    pub fn push(&self, chat: i64, update: Value) {
        let mut chats = self.chats.lock().expect("no panic");
        let queue = chats.entry(chat).or_insert_with(|| {
            let (queue, mut updates) = unbounded_channel();
            let hook = self.clone();
            tokio::spawn(async move {
                while let Some(update) = updates.recv().await {
                    hook.bring(&update).await;
                }
            });
            queue
        });
        queue.send(update).expect("the chat's task lives");
    }

    async fn bring(&self, update: &Value) {
        loop {
            let url = &self.urls[self.next.fetch_add(1, Ordering::Relaxed) % self.urls.len()];
            let sent = self
                .client
                .post(url)
                .header("X-Telegram-Bot-Api-Secret-Token", HOOK_SECRET)
                .header("Content-Type", "application/json")
                .body(update.to_string())
                .send()
                .await;
            if sent.is_ok_and(|answer| answer.status() == 200) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}
