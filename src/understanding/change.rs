//! Changes in per cent: “more than X by how many per cent” is no share.
//!
//! Owns: what makes a word for a share one for a change. Must not know: figures, wording.

use super::frame::Frame;
use super::link::Item;
use crate::knowledge::Cue;

/// “A has more than B, by what per cent?”: the percentage behind both is of the difference.
pub(super) fn relative(items: &[Item], frame: &mut Frame) {
    let live = |i: &&Item| !i.negated;
    let more = [Cue::More, Cue::Less, Cue::Above, Cue::Below, Cue::Diff];
    let Some(compared) = items.iter().position(|i| live(&i) && more.iter().any(|c| i.has(*c))) else {
        return;
    };
    let place = |i: &&Item| i.entity.is_some() || i.group.is_some() || i.has(Cue::Pronoun);
    let percent = |i: &&Item| i.has(Cue::Percent) && i.number.is_none();
    let asked = items[compared..].iter().filter(live).any(|i| percent(&i)) && items.iter().any(|i| place(&i));
    // A verb of sharing asks for a share.
    let shares = items.iter().filter(live).any(|i| i.has(Cue::Share) && !i.has(Cue::Percent));
    if asked && !shares && frame.has(Cue::Than) && frame.conditions.is_empty() {
        frame.cues.insert(Cue::RelativeChange);
        frame.cues.remove(&Cue::Share);
        frame.cues.remove(&Cue::Percent);
        frame.cues.remove(&Cue::Diff);
    }
}
