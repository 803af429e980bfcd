//! Answering an inline query.
//!
//! Owns: the payload, and what to do where Telegram refuses it. Must not know: what is offered.

use teloxide::payloads::{AnswerInlineQuery, AnswerInlineQuerySetters as _};
use teloxide::types::{
    FileId, InlineQueryId, InlineQueryResult, InlineQueryResultArticle, InlineQueryResultCachedPhoto,
    InlineQueryResultsButton, InlineQueryResultsButtonKind, InputMessageContent, InputMessageContentText,
    ParseMode,
};

use super::{Delivery, Next, Sender};
use crate::render::html;
use crate::telegram::api::CallError;
use crate::telegram::metrics::Fault;
use crate::telegram::outgoing::{Article, FROM_INLINE, Offer, Pictured};
use crate::telegram::payload::{Redirect, quiet};

impl Sender {
    /// Hands `offer` to whoever is writing.
    pub(super) async fn offer(&self, offer: &Offer) -> Result<Delivery, CallError> {
        let mut without_pictures = false;
        let refused = |payload: &mut AnswerInlineQuery, code: u16, description: &str| {
            let description = description.to_ascii_lowercase();
            // The person has written on meanwhile.
            if description.contains("query is too old") || payload.results.is_empty() {
                return Next::End(Delivery::Sent(None));
            }
            if payload.results.iter().any(|result| matches!(result, InlineQueryResult::CachedPhoto(_))) {
                tracing::info!(code, "Telegram does not take its own copies of pictures, which are left out");
                without_pictures = true;
                payload.results = results(offer, false, true);
                return Next::Again;
            }
            tracing::error!(code, "Telegram refuses inline results of ours: this is a fault in rendering");
            tracing::debug!(%description, "the refusal");
            self.metrics.fault(Fault::Markup);
            payload.results = plainer(offer, payload);
            Next::Again
        };
        let delivery = self.persist(&mut payload(offer), refused).await;
        // Which of them it was, nobody says. Whoever asks for one next has it drawn anew.
        for picture in offer.articles.iter().filter_map(|a| a.picture.as_ref()).filter(|_| without_pictures) {
            self.gallery.forget(picture.key, &picture.file).await;
        }
        delivery
    }
}

impl Redirect for AnswerInlineQuery {
    fn redirect(&mut self, _chat: i64) -> bool {
        false
    }
}

fn payload(offer: &Offer) -> AnswerInlineQuery {
    let button = InlineQueryResultsButton {
        text: offer.more.clone(),
        kind: InlineQueryResultsButtonKind::StartParameter(FROM_INLINE.into()),
    };
    AnswerInlineQuery::new(InlineQueryId(offer.query.clone()), results(offer, true, true))
        .cache_time(offer.cache)
        .is_personal(offer.personal)
        .next_offset(offer.next.clone())
        .button(button)
}

/// Without markup; where there is none left to leave out, nothing.
fn plainer(offer: &Offer, refused: &AnswerInlineQuery) -> Vec<InlineQueryResult> {
    let marked = |result: &InlineQueryResult| match result {
        InlineQueryResult::Article(article) => match &article.input_message_content {
            InputMessageContent::Text(text) => text.parse_mode.is_some(),
            _ => false,
        },
        _ => false,
    };
    match refused.results.iter().any(marked) {
        true => results(offer, false, false),
        false => Vec::new(),
    }
}

/// Articles, each with its picture behind it.
fn results(offer: &Offer, pictures: bool, markup: bool) -> Vec<InlineQueryResult> {
    let both = |article: &Article| {
        let text = if markup { article.html.clone() } else { html::strip(&article.html) };
        let pictured = article.picture.as_ref().filter(|_| pictures).map(|p| photo(article, p));
        [Some(result(article, text, markup)), pictured].into_iter().flatten()
    };
    offer.articles.iter().flat_map(both).collect()
}

fn photo(article: &Article, Pictured { id, file, caption, .. }: &Pictured) -> InlineQueryResult {
    let mut photo = InlineQueryResultCachedPhoto::new(id.clone(), FileId(file.clone()));
    photo.title = Some(article.title.clone());
    photo.description = Some(article.description.clone());
    photo.caption = Some(caption.clone());
    photo.parse_mode = Some(ParseMode::Html);
    InlineQueryResult::CachedPhoto(photo)
}

fn result(article: &Article, text: String, markup: bool) -> InlineQueryResult {
    let mut content = InputMessageContentText::new(text).link_preview_options(quiet());
    content.parse_mode = markup.then_some(ParseMode::Html);
    let content = InputMessageContent::Text(content);
    InlineQueryResult::Article(
        InlineQueryResultArticle::new(article.id.clone(), article.title.clone(), content)
            .description(article.description.clone()),
    )
}
