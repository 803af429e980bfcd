//! `/privacy`: what is kept, and for how long. `/forgetme`: that it is kept no longer.
//!
//! Owns: the commands. Must not know: the words; how long things are kept is `store::Retention`'s.

use super::{Asked, Content, Ending, House, Outcome};
use crate::answer::{Block, Span};
use crate::engine::Page;
use crate::telegram::Line;

/// The command without its slash.
pub(super) const FORGET: &str = "forgetme";

pub(super) async fn privacy(house: House, asked: Asked) -> Ending {
    let lang = asked.from.lang;
    let mut page = house.page(lang, Page::Privacy).await?;
    let kept = house.keeps_questions.then_some(Line::KeepsQuestions);
    for line in kept.into_iter().chain([Line::KeepsFeedback, Line::Forget]) {
        let said = house.speaker.line(lang, line, &[("days", &house.noted_days.to_string())]);
        page.blocks.push(Block::Line(vec![Span::Text(said)]));
    }
    Ok(Outcome { send: house.messages(&asked.from, &page).await?, ..Outcome::default() })
}

pub(super) async fn forget_me(house: House, asked: Asked) -> Ending {
    house.forget(asked.from.person).await?;
    house.send_line(&asked.from, Line::Forgotten).await
}

/// Whether this is the wish to be forgotten.
pub(super) fn forgets(asked: &Asked) -> bool {
    matches!(&asked.content, Content::Command(name, _) if name == FORGET)
}

impl House {
    /// Deletes what is kept about `person`, in all chats.
    pub(super) async fn forget(&self, person: i64) -> anyhow::Result<()> {
        self.store.forget(person).await?;
        self.store.forget_votes(self.ballot.voter(person)).await?;
        Ok(())
    }
}
