//! The trace: each stage of the line in words, for `ask --trace`.
//!
//! Owns: how stages are shown to an editor. Must not know: how they decide.

use crate::knowledge::{FactBase, Feature};
use crate::query::Outcome;
use crate::understanding::{Ask, Frame, Operand, Parsed};

/// The lines of a trace, if there is to be one: most answers are asked for without.
pub struct Trace {
    wanted: bool,
    pub lines: Vec<String>,
}

impl Trace {
    pub fn new(wanted: bool) -> Trace {
        Trace { wanted, lines: Vec::new() }
    }

    pub fn parsed(&mut self, base: &FactBase, parsed: &Parsed) {
        if !self.wanted {
            return;
        }
        for (k, clause) in parsed.clauses.iter().enumerate() {
            for item in clause {
                let features: Vec<String> = item.features().map(|f| feature_name(base, f)).collect();
                let mut told = features.join(" ");
                if let Some(number) = &item.number {
                    told += &format!(" {number:?}");
                }
                for (flag, name) in [
                    (item.filler, "filler"),
                    (item.unknown, "UNKNOWN"),
                    (item.negated, "negated"),
                    (item.excepted, "excepted"),
                    (item.place.is_some(), "PLACE"),
                    (item.outside.is_some(), "OUTSIDE"),
                ] {
                    if flag {
                        told += &format!(" [{name}]");
                    }
                }
                self.lines.push(format!("mention {k}: {} → {}", item.surface, told.trim()));
            }
        }
    }

    pub fn frame(&mut self, base: &FactBase, frame: &Frame, ask: Ask) {
        if !self.wanted {
            return;
        }
        for c in &frame.topics {
            self.lines.push(format!(
                "topic: {} score {:.2} explained {:.2} unexplained {:.2} inherited {}",
                base.topic_id(c.topic),
                c.score,
                c.explained,
                c.unexplained,
                c.inherited
            ));
        }
        if !frame.near.is_empty() {
            let near: Vec<&str> = frame.near.iter().map(|t| base.topic_id(*t)).collect();
            self.lines.push(format!("near: {}", near.join(" ")));
        }
        let operands: Vec<&str> = frame
            .operands
            .iter()
            .map(|o| match o {
                Operand::Entity(e) => base.entities[*e].code.as_str(),
                Operand::Group(g) => base.groups[*g].code.as_str(),
                Operand::All | Operand::Rest => "*",
            })
            .collect();
        let codes = |list: &[usize]| {
            list.iter().map(|e| base.entities[*e].code.as_str()).collect::<Vec<_>>().join(" ")
        };
        self.lines.push(format!(
            "frame: ask {ask:?}; operands {}; companies {}; regions {}; excluded {}; times {:?}; conditions {:?}; top {:?}; nth {:?}; amounts {:?}; cues {:?}",
            operands.join(" "),
            codes(&frame.companies),
            codes(&frame.regions),
            codes(&frame.excluded),
            frame.times.iter().map(|t| (t.from, t.to)).collect::<Vec<_>>(),
            frame.conditions.iter().map(|c| (c.comparison, c.value)).collect::<Vec<_>>(),
            frame.top,
            frame.nth,
            frame.amounts.iter().map(|a| a.value).collect::<Vec<_>>(),
            frame.cues,
        ));
        if frame.leftover > 0.0 {
            self.lines.push(format!("leftover: {:.2}", frame.leftover));
        }
        if !frame.unexplained.is_empty() {
            self.lines.push(format!("unexplained: {}", frame.unexplained.join(" | ")));
        }
    }

    pub fn outcomes(&mut self, base: &FactBase, outcomes: &[Outcome]) {
        if !self.wanted {
            return;
        }
        for outcome in outcomes {
            self.lines.push(match outcome {
                Outcome::Found(f) => format!(
                    "found: {} {:?}; rows {}; verdict {:?}; derived {:?}",
                    base.indicators[f.indicator].def.id,
                    f.ask,
                    f.rows
                        .iter()
                        .map(|r| base.entities[r.entity].code.as_str())
                        .collect::<Vec<_>>()
                        .join(" "),
                    f.verdict,
                    f.derived.as_ref().map(|d| (d.kind, d.value)),
                ),
                Outcome::Statement(s) => format!("statement: {}", base.statements[*s].def.id),
                other => format!("{other:?}").chars().take(200).collect(),
            });
        }
    }
}

/// A feature of a clause in words.
fn feature_name(base: &FactBase, feature: Feature) -> String {
    match feature {
        Feature::Concept(c) => base.concepts[c].id.clone(),
        Feature::Entity(e) => format!("@{}", base.entities[e].code),
        Feature::Group(g) => format!("#{}", base.groups[g].code),
        Feature::Cue(c) => format!("?{c:?}").to_lowercase(),
    }
}
