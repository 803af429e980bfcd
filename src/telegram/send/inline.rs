//! Answering an inline query.
//!
//! Owns: the payload, and what to do where Telegram refuses it. Must not know: what is offered.

use teloxide::payloads::{AnswerInlineQuery, AnswerInlineQuerySetters as _};
use teloxide::types::{
    InlineQueryId, InlineQueryResult, InlineQueryResultArticle, InlineQueryResultsButton,
    InlineQueryResultsButtonKind, InputMessageContent, InputMessageContentText, ParseMode,
};

use super::{Delivery, Next, Sender};
use crate::render::html;
use crate::telegram::api::CallError;
use crate::telegram::metrics::Fault;
use crate::telegram::outgoing::{Article, FROM_INLINE, Offer};
use crate::telegram::payload::{Redirect, quiet};

impl Sender {
    /// Hands `offer` to whoever is writing.
    pub(super) async fn offer(&self, offer: &Offer) -> Result<Delivery, CallError> {
        let refused = |payload: &mut AnswerInlineQuery, code: u16, description: &str| {
            let description = description.to_ascii_lowercase();
            // The person has written on meanwhile.
            if description.contains("query is too old") || payload.results.is_empty() {
                return Next::End(Delivery::Sent(None));
            }
            tracing::error!(code, "Telegram refuses inline results of ours: this is a fault in rendering");
            tracing::debug!(%description, "the refusal");
            self.metrics.fault(Fault::Markup);
            payload.results = plainer(offer, payload);
            Next::Again
        };
        self.persist(&mut payload(offer), refused).await
    }
}

impl Redirect for AnswerInlineQuery {
    fn redirect(&mut self, _chat: i64) -> bool {
        false
    }
}

fn payload(offer: &Offer) -> AnswerInlineQuery {
    let results: Vec<InlineQueryResult> =
        offer.articles.iter().map(|article| result(article, article.html.clone(), true)).collect();
    let button = InlineQueryResultsButton {
        text: offer.more.clone(),
        kind: InlineQueryResultsButtonKind::StartParameter(FROM_INLINE.into()),
    };
    AnswerInlineQuery::new(InlineQueryId(offer.query.clone()), results)
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
        true => offer.articles.iter().map(|a| result(a, html::strip(&a.html), false)).collect(),
        false => Vec::new(),
    }
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
