//! Sending the picture of a chart: from Telegram's own copy where it has one, else drawn and uploaded.
//!
//! Owns: what to do where Telegram does not take the picture: it is drawn anew, goes out plainer, or is told in words.
//! Must not know: what is on it.

use serde_json::Value;
use teloxide::types::ChatAction;

use super::{Attempt, Delivery, GONE, Next, Sender};
use crate::render::html;
use crate::telegram::api::{Api, CallError};
use crate::telegram::metrics::Fault;
use crate::telegram::outgoing::{Message, Photo};
use crate::telegram::payload::Redirect;
use crate::telegram::payload::photo::{Picture, SendPhoto};

/// What Telegram says of a group that takes messages and no photos.
const NO_PHOTOS: &[&str] =
    &["to send photos", "to send media", "send_photos_forbidden", "send_media_forbidden"];

/// How an attempt with one picture has ended.
enum Posted {
    Out(Delivery),
    /// Telegram does not know the file that was named.
    NoSuchFile,
    /// There can be no photo; words remain.
    NoPhoto,
}

impl Attempt for SendPhoto {
    async fn attempt(&self, api: &Api) -> Result<Value, CallError> {
        api.submit(self.form()).await
    }
}

impl Redirect for SendPhoto {
    fn redirect(&mut self, chat: i64) -> bool {
        // The old messages have other numbers there.
        self.reply_to = None;
        std::mem::replace(&mut self.place.chat, chat) != chat
    }
}

impl Sender {
    /// Sends `photo`; what takes long shows that a picture is on its way.
    pub(super) async fn photo(&self, photo: &Photo) -> Result<Delivery, CallError> {
        self.shown(photo.place, ChatAction::UploadPhoto, self.picture(photo)).await
    }

    async fn picture(&self, photo: &Photo) -> Result<Delivery, CallError> {
        let Some(key) = self.gallery.key(&photo.chart).await else { return self.in_words(photo).await };
        if let Some(file) = self.gallery.file(key).await {
            match self.post(photo, key, Picture::Known(file.clone())).await? {
                Posted::Out(delivery) => return Ok(delivery),
                Posted::NoSuchFile => self.gallery.forget(key, &file).await,
                Posted::NoPhoto => return self.in_words(photo).await,
            }
        }
        let Some(drawn) = self.gallery.draw(&photo.chart).await else { return self.in_words(photo).await };
        match self.post(photo, key, Picture::Drawn(drawn)).await? {
            Posted::Out(delivery) => Ok(delivery),
            Posted::NoSuchFile | Posted::NoPhoto => self.in_words(photo).await,
        }
    }

    /// The caption says all that the picture shows. Buttons that change a caption have none to change.
    async fn in_words(&self, photo: &Photo) -> Result<Delivery, CallError> {
        let Photo { place, reply_to, caption, .. } = photo;
        let html = caption.clone();
        self.message(&Message { place: *place, reply_to: *reply_to, html, buttons: vec![] }).await
    }

    async fn post(&self, photo: &Photo, key: u64, picture: Picture) -> Result<Posted, CallError> {
        let known = matches!(picture, Picture::Known(_));
        let mut instead = None;
        let refused = |payload: &mut SendPhoto, code: u16, description: &str| {
            let description = description.to_ascii_lowercase();
            let says = |part: &&str| description.contains(*part);
            if NO_PHOTOS.iter().any(says) {
                instead = Some(Posted::NoPhoto);
                return Next::End(Delivery::Refused);
            }
            if code == 403 || GONE.iter().any(says) {
                return Next::End(Delivery::Gone);
            }
            if says(&"repl") && says(&"not found") && payload.reply_to.take().is_some() {
                return Next::Again;
            }
            if says(&"thread not found") && payload.place.thread.take().is_some() {
                return Next::Again;
            }
            if known && !says(&"can't parse entities") {
                tracing::info!(code, "Telegram does not take its own copy of a picture, which is drawn anew");
                instead = Some(Posted::NoSuchFile);
                return Next::End(Delivery::Refused);
            }
            tracing::error!(
                code,
                "Telegram refuses a picture of ours: this is a fault in drawing or rendering"
            );
            tracing::debug!(%description, "the refusal");
            self.metrics.fault(Fault::Markup);
            if payload.markup {
                payload.markup = false;
                payload.caption = html::strip(&payload.caption);
                return Next::Again;
            }
            if !std::mem::take(&mut payload.buttons).is_empty() {
                return Next::Again;
            }
            instead = Some(Posted::NoPhoto);
            Next::End(Delivery::Refused)
        };
        let mut payload = SendPhoto::new(photo, picture);
        let sent = match self.persist_for(&mut payload, refused).await? {
            Ok(sent) => sent,
            Err(delivery) => return Ok(instead.unwrap_or(Posted::Out(delivery))),
        };
        if known {
            self.metrics.picture("reused");
        }
        // The largest of its sizes stands last; any of them stands for the whole.
        let sizes = sent["photo"].as_array();
        if let Some(file) = sizes.and_then(|sizes| sizes.last()?["file_id"].as_str()) {
            self.gallery.keep(key, file).await;
        }
        Ok(Posted::Out(Delivery::Sent(sent["message_id"].as_i64())))
    }
}
