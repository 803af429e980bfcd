//! What every check looks at: definitions, raw lines, and look-ups over them.
//!
//! Owns: finding a definition, and the line of a word inside it. Must not know: what is right or wrong.

use std::collections::HashMap;

use crate::knowledge::{
    Bound, Definitions, EachDef, IndicatorDef, ObservationDef, Origin, Period, Placed, RawFile, Unit,
};
use crate::text::numeral::NumeralWords;
use crate::text::tokenize;

/// The definitions of a fact base as written, with the words of its language.
pub(super) struct World<'a> {
    pub files: &'a [RawFile],
    pub defs: &'a Definitions,
    pub words: NumeralWords,
    /// Token keys of the words that make a numeral a bound, the longest first.
    pub bounds: Vec<(Vec<String>, Bound)>,
    indicators: HashMap<&'a str, &'a Placed<IndicatorDef>>,
    /// The lines of each file.
    lines: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> World<'a> {
    pub fn new(files: &'a [RawFile], defs: &'a Definitions) -> World<'a> {
        let kinds = [
            (&defs.bounds.over, Bound::Over),
            (&defs.bounds.nearly, Bound::Nearly),
            (&defs.bounds.about, Bound::About),
        ];
        let mut bounds: Vec<_> = kinds
            .into_iter()
            .flat_map(|(forms, bound)| forms.iter().map(move |form| (keys(form), bound)))
            .collect();
        bounds.sort_by_key(|(keys, _)| std::cmp::Reverse(keys.len()));
        let mut indicators = HashMap::new();
        defs.indicators.iter().for_each(|i| _ = indicators.entry(i.value.id.as_str()).or_insert(i));
        let lines = files.iter().map(|f| (f.path.as_str(), f.text.lines().collect())).collect();
        World { files, defs, words: NumeralWords::new(&defs.numerals), bounds, indicators, lines }
    }

    pub fn indicator(&self, id: &str) -> Option<&'a Placed<IndicatorDef>> {
        self.indicators.get(id).copied()
    }

    pub fn unit(&self, indicator: &str) -> Option<Unit> {
        self.indicator(indicator).map(|i| i.value.unit)
    }

    /// Every figure of the prose with the observation that it belongs to.
    pub fn figures(&self) -> impl Iterator<Item = (&'a Placed<ObservationDef>, &'a EachDef)> {
        self.defs.observations.iter().flat_map(|o| o.value.each.iter().map(move |each| (o, each)))
    }

    /// The period of a figure: its own, its observation's, or its indicator's.
    pub fn period(&self, observation: &ObservationDef, each: &EachDef) -> Option<Period> {
        let own = each.period.as_ref().or(observation.period.as_ref());
        let text = own.or_else(|| self.indicator(&observation.indicator)?.value.period.as_ref())?;
        Period::parse(text)
    }

    /// The line of `word` inside the definition that begins at `origin`, else the definition's own.
    pub fn line_of(&self, origin: &Origin, word: &str) -> Origin {
        self.line_between(origin, "", word)
    }

    /// The line of the figure's literal inside its observation, by its entity too where several print the same.
    pub fn line_of_figure(&self, observation: &Placed<ObservationDef>, each: &EachDef) -> Origin {
        let quoted = |text: &str| format!("\"{text}\"");
        let entity = each.entity.as_deref().map(quoted).unwrap_or_default();
        self.line_between(&observation.origin, &entity, &quoted(&each.literal))
    }

    /// The line of a feature in the signature of the definition that begins at `origin`.
    pub fn line_of_feature(&self, origin: &Origin, feature: &str) -> Origin {
        self.line_between(origin, "= [", feature)
    }

    fn line_between(&self, origin: &Origin, first: &str, second: &str) -> Origin {
        let Some(all) = self.lines.get(&*origin.file) else { return origin.clone() };
        let mut lines = all.iter().enumerate().skip(origin.line - 1);
        // The next header ends the definition; its own header is its first line.
        let own = |(i, line): &(usize, &&str)| *i == origin.line - 1 || !line.starts_with('[');
        let found = lines.by_ref().take_while(own).find(|(_, l)| l.contains(first) && l.contains(second));
        found.map_or(origin.clone(), |(i, _)| Origin { file: origin.file.clone(), line: i + 1 })
    }
}

/// The keys that the lexicon compares a form by.
pub(super) fn keys(form: &str) -> Vec<String> {
    tokenize(form).into_iter().map(|t| t.key.into_string()).collect()
}
