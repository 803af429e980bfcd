//! Periods as the data writes them: `2024`, `2026-01`, `2013/2024`, `2025-H1`, `../2037`.
//!
//! Owns: parsing, and whether a time that a person names is covered. Must not know: how a period is worded.

use serde::{Deserialize, Serialize};

use super::schema::PeriodKind;
use crate::text::numeral::When;

/// A period or date with the precision that it was given in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// `None` for an open start (`../2037`).
    pub from: Option<i32>,
    pub to: i32,
    pub month: Option<u8>,
    pub half: Option<u8>,
}

impl Period {
    /// Parses the data's notation; `None` where it is malformed.
    pub fn parse(text: &str) -> Option<Period> {
        let year = |t: &str| t.parse::<i32>().ok().filter(|y| (1800..=2200).contains(y));
        if let Some((from, to)) = text.split_once('/') {
            let to = year(to)?;
            let from = if from == ".." { None } else { Some(year(from)?) };
            return from.is_none_or(|f| f < to).then_some(Period { from, to, month: None, half: None });
        }
        let (y, rest) = text.split_once('-').map_or((text, None), |(y, r)| (y, Some(r)));
        let to = year(y)?;
        let (month, half) = match rest {
            None => (None, None),
            Some("H1") => (None, Some(1)),
            Some("H2") => (None, Some(2)),
            Some(m) => (Some(m.parse::<u8>().ok().filter(|m| (1..=12).contains(m))?), None),
        };
        Some(Period { from: Some(to), to, month, half })
    }

    /// Whether a figure for this period answers a question that names `asked`.
    pub fn covers(&self, asked: &When, kind: Option<PeriodKind>, single_year: bool) -> bool {
        let year = asked.from == asked.to;
        if asked.quarter {
            return false;
        }
        match kind {
            // A total over years answers for the whole range, or up to its end, and for no year inside it.
            Some(PeriodKind::Cumulative) => {
                !single_year && Some(asked.from) == self.from && asked.to == self.to
            }
            Some(PeriodKind::Basis) => {
                year && (asked.to == self.to || asked.to == self.to + 1) && asked.half.is_none()
            }
            _ => {
                let (from, to) = (self.from.unwrap_or(self.to), self.to);
                if from == to && !year {
                    // A range asks for the figures at its two ends.
                    return to == asked.from || to == asked.to;
                }
                let ends = (asked.from == from || asked.from == to) && (asked.to == to || asked.to == from);
                let month =
                    asked.month.is_none_or(|m| self.month.is_none_or(|own| own == m || self.half_like(m)));
                let half =
                    asked.half.is_none_or(|h| self.half.is_none_or(|own| own == h) && self.half_fits(h));
                ends && month && half
            }
        }
    }

    /// Mid-year is written as June; the months around it mean the same.
    fn half_like(&self, month: u8) -> bool {
        self.month == Some(6) && month == 7
    }

    fn half_fits(&self, half: u8) -> bool {
        self.month.is_none_or(|m| (m <= 6) == (half == 1))
    }

    /// The notation that it was parsed from.
    pub fn notation(&self) -> String {
        match (self.from, self.month, self.half) {
            (None, ..) => format!("../{}", self.to),
            (Some(from), None, None) if from != self.to => format!("{from}/{}", self.to),
            (_, Some(month), _) => format!("{}-{month:02}", self.to),
            (_, _, Some(half)) => format!("{}-H{half}", self.to),
            _ => self.to.to_string(),
        }
    }
}
