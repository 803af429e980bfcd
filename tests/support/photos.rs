//! Photos at the fake Bot API server: forms with a picture, and pictures that the server has already.
//!
//! Owns: reading a form as strictly as Telegram reads it, which files there are, the pictures themselves.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::{Answer, Call, Fake, error, ok};
use crate::support::strict;

/// The pictures that the server has.
#[derive(Default)]
pub struct Album {
    files: HashMap<String, Vec<u8>>,
    /// Uploads are numbered, also those of a call that is refused.
    uploads: usize,
    /// Chat and number of the messages that are photos.
    sent: HashSet<(i64, i64)>,
}

impl Fake {
    /// Photos that have arrived in `chat`.
    pub fn photos(&self, chat: i64) -> Vec<Call> {
        let arrived = |call: &Call| call.status == 200 && call.chat() == chat;
        self.tried("sendPhoto").into_iter().filter(arrived).collect()
    }

    /// Waits for `count` photos in `chat`.
    pub async fn until_photos(&self, chat: i64, count: usize) -> Vec<Call> {
        self.until(&format!("{count} photos in {chat}"), |fake| {
            Some(fake.photos(chat)).filter(|photos| photos.len() >= count)
        })
        .await
    }

    /// Changes of what stands under photos in `chat` that were taken.
    pub fn captions(&self, chat: i64) -> Vec<Call> {
        let taken = |call: &Call| call.status == 200 && call.chat() == chat;
        self.tried("editMessageCaption").into_iter().filter(taken).collect()
    }

    /// Waits for `count` of them.
    pub async fn until_captioned(&self, chat: i64, count: usize) -> Vec<Call> {
        self.until(&format!("{count} captions in {chat}"), |fake| {
            Some(fake.captions(chat)).filter(|captions| captions.len() >= count)
        })
        .await
    }

    /// The server has lost all pictures, as one that belongs to another bot.
    pub fn lose_pictures(&self) {
        self.lock().photos.files.clear();
    }

    /// How many pictures were uploaded.
    pub fn uploads(&self) -> usize {
        self.lock().photos.uploads
    }

    /// The picture that a call has uploaded or named.
    pub fn picture(&self, call: &Call) -> Vec<u8> {
        let name = call.body["photo"].as_str().expect("a photo");
        let files = &self.lock().photos.files;
        files.get(name.trim_start_matches("attached:")).cloned().unwrap_or_default()
    }
}

/// The fields of a form as the other methods have them; an uploaded picture is put aside under a new name.
pub fn fields(fake: &Fake, body: &[u8]) -> Value {
    let mut all = Map::new();
    for (name, file, content) in parts(body) {
        let text = || String::from_utf8(content.to_vec()).expect("a field is text");
        let value = match (name.as_str(), file) {
            (_, true) => {
                let mut inner = fake.lock();
                inner.photos.uploads += 1;
                let id = format!("file-{}", inner.photos.uploads);
                inner.photos.files.insert(id.clone(), content.to_vec());
                json!(format!("attached:{id}"))
            }
            ("chat_id" | "message_thread_id", _) => json!(text().parse::<i64>().expect("a number")),
            ("reply_parameters" | "reply_markup", _) => serde_json::from_str(&text()).expect("JSON"),
            _ => json!(text()),
        };
        all.insert(name, value);
    }
    Value::Object(all)
}

/// Name, whether it is a file, and content of each part.
fn parts(body: &[u8]) -> Vec<(String, bool, &[u8])> {
    let find = |from: usize, what: &[u8]| {
        body[from..].windows(what.len()).position(|window| window == what).map(|at| from + at)
    };
    let line = find(0, b"\r\n").expect("a form begins with its boundary");
    let boundary = [b"\r\n", &body[..line]].concat();
    let (mut at, mut all) = (line + 2, Vec::new());
    while let Some(blank) = find(at, b"\r\n\r\n") {
        let head = String::from_utf8(body[at..blank].to_vec()).expect("a head is text");
        let end = find(blank + 4, &boundary).expect("a part ends");
        let name = head.split("name=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a name");
        all.push((name.to_owned(), head.contains("filename=\""), &body[blank + 4..end]));
        at = end + boundary.len() + 2;
    }
    all
}

/// A photo arrives: a PNG that was uploaded, or one that the server has.
pub fn sent(fake: &Fake, body: &Value) -> Answer {
    let mut inner = fake.lock();
    let chat = body["chat_id"].as_i64().unwrap_or(0);
    let photo = body["photo"].as_str().unwrap_or_default();
    let name = photo.trim_start_matches("attached:").to_owned();
    let Some(picture) = inner.photos.files.get(&name) else {
        let wrong = "Bad Request: wrong file identifier/HTTP URL specified";
        return error(400, wrong, json!({}));
    };
    if !picture.starts_with(b"\x89PNG\r\n\x1a\n") || !picture.ends_with(b"IEND\xaeB`\x82") {
        return error(400, "Bad Request: IMAGE_PROCESS_FAILED", json!({}));
    }
    if let Err(why) = caption(body) {
        return error(400, &why, json!({}));
    }
    inner.last_message += 1;
    let number = inner.last_message;
    inner.photos.sent.insert((chat, number));
    let sizes = json!([{"file_id": "small", "width": 90}, {"file_id": name, "width": 1280}]);
    let message = json!({"message_id": inner.last_message, "chat": {"id": chat}, "photo": sizes});
    ok(message)
}

/// Other words under a photo that stands in the chat.
pub fn recaptioned(fake: &Fake, body: &Value) -> Answer {
    let mut inner = fake.lock();
    let (chat, message) = (body["chat_id"].as_i64().unwrap_or(0), body["message_id"].as_i64().unwrap_or(0));
    if !inner.photos.sent.contains(&(chat, message)) {
        return error(400, "Bad Request: there is no caption in the message to edit", json!({}));
    }
    if let Err(why) = caption(body) {
        return error(400, &why, json!({}));
    }
    let now = json!([body["caption"], body["reply_markup"]]);
    if inner.standing.insert((chat, message), now.clone()) == Some(now) {
        return error(400, "Bad Request: message is not modified", json!({}));
    }
    ok(json!({"message_id": message, "date": 1, "chat": {"id": chat, "type": "hologram"}}))
}

/// What is wrong with the words under a photo.
fn caption(body: &Value) -> Result<(), String> {
    let caption = body["caption"].as_str().unwrap_or_default();
    if body["parse_mode"] == "HTML" {
        strict::message(caption).map_err(|why| format!("Bad Request: can't parse entities: {why}"))?;
    }
    match footnote::render::html::strip(caption).encode_utf16().count() > 1024 {
        true => Err("Bad Request: message caption is too long".into()),
        false => Ok(()),
    }
}
