//! Voice: values, names, periods and lists as words in the answer's language.
//!
//! Owns: formatting of single things. Must not know: which answer they stand in.

use fluent_bundle::FluentValue;
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::model::Lang;
use crate::knowledge::{Args, Bound, FactBase, Observation, Text, Unit, args};

/// Speaks one language over one fact base. Simplified Chinese is spoken as Traditional and converted at the end.
#[derive(Clone, Copy)]
pub struct Voice<'a> {
    pub base: &'a FactBase,
    pub lang: Lang,
}

/// Decimal places that a scaled amount is shown with.
const AMOUNT_PLACES: u32 = 2;

impl<'a> Voice<'a> {
    pub fn say(&self, id: &str) -> String {
        self.base.messages.say(self.lang, id, &Args::new())
    }

    /// A message with text arguments.
    pub fn with<const N: usize>(&self, id: &str, pairs: [(&'a str, String); N]) -> String {
        let pairs = pairs.map(|(key, value)| (key, FluentValue::from(value)));
        self.base.messages.say(self.lang, id, &args(pairs))
    }

    /// A message with a whole number `n`, for plurals and ordinals.
    pub fn numbered(&self, id: &str, n: u32) -> String {
        self.base.messages.say(self.lang, id, &args([("n", FluentValue::from(n))]))
    }

    /// A wording of the data in this language.
    pub fn text(&self, text: &Text) -> String {
        if self.lang == Lang::En { text.en.clone() } else { text.hant.clone() }
    }

    pub fn entity(&self, entity: usize) -> String {
        self.text(&self.base.entities[entity].name)
    }

    pub fn group(&self, group: usize) -> String {
        self.text(&self.base.groups[group].name)
    }

    pub fn indicator(&self, indicator: usize) -> String {
        self.text(&self.base.indicators[indicator].def.name)
    }

    /// The indicator's short name, for buttons and lists.
    pub fn short(&self, indicator: usize) -> String {
        let def = &self.base.indicators[indicator].def;
        self.text(def.short.as_ref().unwrap_or(&def.name))
    }

    /// Names in a row: `a, b and c`.
    pub fn list(&self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [only] => only.clone(),
            [head @ .., last] => self.with(
                "list-last",
                [("head", head.join(&self.say("list-separator"))), ("last", last.clone())],
            ),
        }
    }

    /// The period of an observation in words; empty where the document gives none.
    pub fn period(&self, observation: &Observation) -> String {
        let def = &self.base.indicators[observation.indicator].def;
        if let Some(said) = &observation.say_period {
            return self.text(said);
        }
        let forecast = if observation.forecast { self.say("forecast") } else { String::new() };
        let own = observation.period == self.base.indicators[observation.indicator].period;
        if let (Some(name), true) = (&def.period_name, own) {
            return self.text(name);
        }
        let Some(period) = observation.period else { return String::new() };
        let year = |y: i32| self.with("year", [("year", y.to_string())]);
        let name = match (period.from, period.month) {
            (Some(from), None) if from != period.to => {
                self.with("years", [("from", from.to_string()), ("to", period.to.to_string())])
            }
            (_, Some(month)) => self.with(
                "month",
                [("year", period.to.to_string()), ("month", self.numbered("month-name", u32::from(month)))],
            ),
            _ => year(period.to),
        };
        format!("{name}{forecast}")
    }

    /// The value of an observation with unit and bound, or that there is none.
    pub fn observed(&self, observation: &Observation) -> String {
        if let Some(said) = &observation.say {
            return self.text(said);
        }
        let Some(value) = observation.value else { return self.say("no-figure") };
        let plain =
            self.value(value, self.base.indicators[observation.indicator].def.unit, observation.indicator);
        self.bounded(observation.bound, plain)
    }

    /// A worded value within its bound.
    pub fn bounded(&self, bound: Option<Bound>, plain: String) -> String {
        match bound {
            Some(Bound::Over) => self.with("bound-over", [("value", plain)]),
            Some(Bound::Nearly) => self.with("bound-nearly", [("value", plain)]),
            Some(Bound::About) => self.with("bound-about", [("value", plain)]),
            None => plain,
        }
    }

    /// A value with its unit; counts take the indicator's counter.
    pub fn value(&self, value: Decimal, unit: Unit, indicator: usize) -> String {
        match unit {
            Unit::Rank if !value.fract().is_zero() => plain(value, AMOUNT_PLACES),
            Unit::Rank => self.numbered("rank", value.to_u32().unwrap_or_default()),
            Unit::Percent => self.with("percent", [("value", plain(value, AMOUNT_PLACES))]),
            Unit::PercentagePoint => self.with("percentage-points", [("value", plain(value, AMOUNT_PLACES))]),
            Unit::Usd => self.money(value),
            Unit::Times => self.with("times", [("value", ratio(value))]),
            Unit::Year => self.with("year", [("year", plain(value, 0))]),
            Unit::Index => plain(value, AMOUNT_PLACES),
            Unit::Count => {
                let counter = self.base.indicators[indicator]
                    .def
                    .counter
                    .as_ref()
                    .map(|c| self.text(c))
                    .unwrap_or_default();
                self.with("count", [("value", grouped(value.round_dp(AMOUNT_PLACES))), ("counter", counter)])
            }
        }
    }

    /// A told value with what it counts, where the language has no counter for that: no bare number stands alone.
    pub fn with_unit(&self, value: String, indicator: usize) -> String {
        let def = &self.base.indicators[indicator].def;
        let counter = def.counter.as_ref().map(|c| self.text(c)).unwrap_or_default();
        if def.unit != Unit::Count || !counter.is_empty() {
            return value;
        }
        self.with("count-of", [("value", value), ("indicator", self.indicator(indicator))])
    }

    /// Dollars, scaled for reading.
    fn money(&self, value: Decimal) -> String {
        let magnitudes = &self.base.magnitudes;
        let scale = if self.lang == Lang::En { &magnitudes.en } else { &magnitudes.hant };
        let fitting =
            scale.iter().find(|(_, factor)| Decimal::from_f64(*factor).is_some_and(|f| value.abs() >= f));
        let (number, magnitude) = match fitting
            .and_then(|(name, factor)| Some((name, Decimal::from_f64(*factor)?)))
        {
            Some((name, factor)) => (grouped((value / factor).round_dp(AMOUNT_PLACES)), format!(" {name}")),
            None => (grouped(value), String::new()),
        };
        self.with("usd", [("value", number), ("magnitude", magnitude)])
    }
}

fn plain(value: Decimal, places: u32) -> String {
    value.round_dp(places).normalize().to_string()
}

/// A ratio keeps enough digits to mean something below one tenth.
fn ratio(value: Decimal) -> String {
    let small = value.abs() < Decimal::new(1, 1);
    plain(value, if small { 4 } else { 2 })
}

/// Digits in groups of three.
pub fn grouped(value: Decimal) -> String {
    let text = value.normalize().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let digits = whole.trim_start_matches('-');
    let mut grouped = String::new();
    for (k, c) in digits.chars().enumerate() {
        if k > 0 && (digits.len() - k) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(c);
    }
    let sign = if whole.starts_with('-') { "-" } else { "" };
    fraction.map_or_else(|| format!("{sign}{grouped}"), |f| format!("{sign}{grouped}.{f}"))
}
