//! Notes under a chart: what a reader must know to read the picture right.
//!
//! Owns: which notes there are, and their numbers. Must not know: how bars are made.

use rust_decimal::Decimal;

use super::sketch::Sketch;
use super::{begun, plain};
use crate::answer::model::{Bar, Form, Known, Remark};
use crate::answer::voice::Voice;

/// Notes under a chart, each once.
pub(super) struct Remarks {
    pub list: Vec<Remark>,
    /// The number of the last source or note.
    last: usize,
}

impl Remarks {
    pub fn after(citations: usize) -> Remarks {
        Remarks { list: vec![], last: citations }
    }

    /// The number of a note that a bar points at.
    pub fn numbered(&mut self, text: String) -> Option<u8> {
        if let Some(known) = self.list.iter().find(|r| r.text == text) {
            return known.marker;
        }
        self.last += 1;
        let marker = u8::try_from(self.last).ok();
        self.list.push(Remark { marker, text });
        marker
    }

    pub fn once(&mut self, text: String) {
        if self.list.iter().all(|r| r.text != text) {
            self.list.push(plain(text));
        }
    }
}

/// What a reader must know to read the picture right.
pub(super) fn note(
    voice: Voice<'_>,
    sketch: &Sketch,
    form: Form,
    bars: &[Bar],
    dropped: usize,
    remarks: &mut Remarks,
) {
    let def = &voice.base.indicators[sketch.indicator].def;
    if form == Form::Ladder {
        let ranks: Vec<Decimal> = bars.iter().filter_map(|b| b.value).collect();
        let ahead = bars.iter().filter(|b| b.known == Known::Undetermined).count();
        let beyond = |first: &Decimal| *first > Decimal::from(ahead + 1);
        if ranks.first().is_some_and(beyond) || ranks.windows(2).any(|pair| pair[1] - pair[0] > Decimal::ONE)
        {
            remarks.once(voice.say("chart-gaps"));
        }
        if let Some(coverage) = &def.coverage {
            remarks.once(begun(voice, voice.text(coverage) + &voice.say("full-stop")));
        }
    }
    if form == Form::Bars && bars.iter().any(|b| b.hedge.is_some() && !b.forecast) {
        remarks.once(voice.say("chart-hedge"));
    }
    if form == Form::Bars && bars.iter().any(|b| b.forecast) {
        remarks.once(voice.say("chart-forecast"));
    }
    if sketch.derived || bars.iter().any(|b| b.derived) {
        remarks.once(voice.say("chart-computed"));
    }
    if dropped > 0 {
        remarks.once(voice.with("chart-more", [("n", dropped.to_string())]));
    }
}
