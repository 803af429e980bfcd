//! Panels: lines of a sketch in words, in the order of the picture.
//!
//! Owns: titles, periods, forms, order. Must not know: why a line is there.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::bar::bar;
use super::remarks::{Remarks, note};
use super::sketch::{Content, Line, Manner, Sketch};
use super::{begun, label};
use crate::answer::model::{Bar, Form, Known, Panel};
use crate::answer::voice::Voice;
use crate::knowledge::{Best, Observation, Unit};

/// A picture of more lines is too small to read.
const MOST_BARS: usize = 30;

/// The name of a chart: what it measures, and of whom where that is narrowed.
pub(super) fn title(voice: Voice<'_>, sketch: &Sketch) -> String {
    if let Manner::Profile(entity) = sketch.manner {
        return label(voice, &voice.entity(entity));
    }
    let what = voice.indicator(sketch.indicator);
    let single = voice.base.indicators[sketch.indicator].single.is_some();
    let scope = sketch.scope.clone().or_else(|| one_entity(voice, sketch).filter(|_| !single));
    match scope {
        Some(scope) => begun(voice, voice.with("in-scope", [("scope", scope), ("what", what)])),
        None => begun(voice, what),
    }
}

/// What several panels are together.
pub(super) fn joint_title(voice: Voice<'_>, sketches: &[Sketch]) -> String {
    let names: Vec<String> = sketches.iter().map(|s| voice.short(s.indicator)).collect();
    begun(voice, voice.list(&names))
}

/// The place that all figures are of, where they are of several times.
fn one_entity(voice: Voice<'_>, sketch: &Sketch) -> Option<String> {
    series(voice, sketch).then(|| {
        let first = sketch.observations().next()?;
        Some(voice.entity(voice.base.observations[first].entity))
    })?
}

/// Whether the lines are one place at several times.
fn series(voice: Voice<'_>, sketch: &Sketch) -> bool {
    let all: Vec<&Observation> = sketch.observations().map(|o| &voice.base.observations[o]).collect();
    let plain = sketch.lines.len() == all.len() && all.len() > 1 && sketch.unit != Unit::Rank;
    plain
        && all
            .iter()
            .all(|o| o.entity == all[0].entity && o.indicator == all[0].indicator && o.agent.is_none())
}

/// One panel, and what is to be noted about it.
pub(super) fn panel(voice: Voice<'_>, sketch: &Sketch, remarks: &mut Remarks) -> Panel {
    let base = voice.base;
    let of_times = series(voice, sketch);
    let mut lines: Vec<&Line> = sketch.lines.iter().collect();
    order(voice, sketch, &mut lines, of_times);
    let dropped = fit(&mut lines);
    let period = shared_period(voice, sketch);
    let bars: Vec<Bar> = lines
        .iter()
        .map(|line| {
            let mut bar = bar(voice, sketch, line, of_times);
            if let Content::Observed(o) = line.content {
                let o = &base.observations[o];
                let dated = period.is_none() && !of_times && o.value.is_some() && sketch.unit != Unit::Rank;
                let when = Some(voice.period(o)).filter(|p| dated && !p.is_empty());
                bar.detail = bar.detail.or_else(|| when.map(|p| begun(voice, p)));
                let note = o.note.map(|n| voice.text(&base.remarks[n].text));
                bar.marks = note.and_then(|text| remarks.numbered(text)).into_iter().collect();
            }
            bar
        })
        .collect();
    let form = form(sketch, &bars);
    note(voice, sketch, form, &bars, dropped, remarks);
    Panel {
        form,
        indicator: match sketch.manner {
            Manner::Profile(_) => String::new(),
            _ => base.indicators[sketch.indicator].def.id.clone(),
        },
        heading: None,
        period: period.map(|p| begun(voice, p)),
        unit: sketch.unit.name().to_owned(),
        bars,
    }
}

fn form(sketch: &Sketch, bars: &[Bar]) -> Form {
    let known = bars.iter().filter(|b| b.known == Known::Figure).count();
    match (sketch.manner, sketch.unit) {
        (Manner::Scale, Unit::Rank) => Form::Ladder,
        (Manner::Scale, _) if known > 1 => Form::Bars,
        _ => Form::Facts,
    }
}

/// First to last, or last to first where that was asked for; times in their order; gaps and what is left of a whole at the end.
fn order(voice: Voice<'_>, sketch: &Sketch, lines: &mut [&Line], of_times: bool) {
    if of_times || sketch.manner != Manner::Scale {
        return;
    }
    let base = voice.base;
    let best = base.indicators[sketch.indicator].def.best;
    let value = |line: &Line| match &line.content {
        Content::Observed(o) => {
            let o = &base.observations[*o];
            // One that is known to lie ahead stands there.
            o.value.or(o.range.map(|(low, _)| low - Decimal::new(5, 1)))
        }
        Content::Computed(c) => Some(c.value),
        Content::Without(_) => None,
    };
    let rest = |line: &Line| matches!(&line.content, Content::Computed(c) if c.rest);
    let ascending = sketch.unit == Unit::Rank || (best == Best::Least) != sketch.reversed;
    lines.sort_by_key(|line| {
        let size = value(line);
        let up = size.filter(|_| ascending);
        let down = size.filter(|_| !ascending).map(Reverse);
        (size.is_none(), rest(line), up, down)
    });
}

/// Keeps the first lines and all that were asked for; tells how many are left out.
fn fit(lines: &mut Vec<&Line>) -> usize {
    let all = lines.len();
    let mut room = MOST_BARS.saturating_sub(lines.iter().filter(|l| l.asked).count());
    lines.retain(|line| {
        let kept = line.asked || room > 0;
        if !line.asked {
            room = room.saturating_sub(1);
        }
        kept
    });
    all - lines.len()
}

/// The period of all lines, where it is one and the same.
fn shared_period(voice: Voice<'_>, sketch: &Sketch) -> Option<String> {
    let base = voice.base;
    let valued = sketch.observations().map(|o| &base.observations[o]).filter(|o| o.value.is_some());
    let mut periods: Vec<String> = valued.map(|o| voice.period(o)).collect();
    if periods.is_empty() {
        let terms = sketch.lines.iter().any(|l| matches!(l.content, Content::Computed(_)));
        let own = base.indicators[sketch.indicator].def.period_name.as_ref();
        return own.filter(|_| terms).map(|name| voice.text(name));
    }
    periods.dedup();
    if periods.len() == 1 { periods.pop().filter(|p| !p.is_empty()) } else { None }
}
