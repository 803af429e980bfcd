//! Entries of `[[unlisted]]`: each stands in the document, is needed, and says why.
//!
//! Owns: the check `unlisted`. Must not know: what carries a numeral.

use super::Out;
use super::carried::coverage;
use super::document::{Document, plain};
use super::places::occurrences;
use super::world::World;

/// An entry that is not in the document, lists a numeral that a fact carries by now, or gives no reason.
pub(super) fn unlisted(world: &World<'_>, document: &Document, out: &mut Out) {
    let needed = coverage(world, document).needed;
    let ours = world.defs.unlisted.iter().enumerate().filter(|(_, u)| u.document == document.index);
    for (i, entry) in ours {
        let (at, literal) = (&entry.value.at, &entry.value.literal);
        let stands = document.at(at).iter().any(|text| !occurrences(text, &plain(literal)).is_empty());
        if !stands {
            out.error(entry.origin.clone(), format!("`{literal}` does not stand at {at}"));
        } else if !needed.contains(&i) {
            out.error(entry.origin.clone(), format!("`{literal}` at {at} need not be listed: it is carried"));
        }
        if entry.value.why.trim().is_empty() {
            out.error(entry.origin.clone(), format!("`{literal}` is listed without a reason"));
        }
    }
}
