//! The bot's own counts as a few numbers for the people who look after it.
//!
//! Owns: reading them out of the text that monitoring gets, so that nothing is counted twice. Must not know: how they
//! are shown.

/// Counts of one bot since its start.
pub(super) struct Tally(String);

impl Tally {
    /// From the metrics in the format of OpenMetrics.
    pub(super) fn new(metrics: String) -> Tally {
        Tally(metrics)
    }

    /// The value of each label of `name`.
    pub(super) fn each(&self, name: &str) -> Vec<(&str, u64)> {
        let line = |line| {
            let (label, value) = of(line, name)?;
            Some((label.split('"').nth(1)?, value.parse().ok()?))
        };
        let mut all: Vec<(&str, u64)> = self.0.lines().filter_map(line).collect();
        all.sort_unstable();
        all
    }

    /// All values of `name` together.
    pub(super) fn sum(&self, name: &str) -> u64 {
        self.0.lines().filter_map(|line| of(line, name)?.1.parse::<u64>().ok()).sum()
    }

    /// The time that so many percent of what the histogram `name` has seen stayed within, in milliseconds; `None` where
    /// it has seen nothing.
    pub(super) fn within(&self, name: &str, percent: u64) -> Option<u64> {
        let bucket = format!("{name}_bucket");
        let line = |line| {
            let (label, count) = of(line, &bucket)?;
            Some((label.split('"').nth(1)?.parse::<f64>().ok()?, count.parse().ok()?))
        };
        let buckets: Vec<(f64, u64)> = self.0.lines().filter_map(line).collect();
        let all = buckets.last().map(|(_, count)| *count).filter(|count| *count > 0)?;
        let (bound, _) = buckets.iter().find(|(_, count)| count * 100 >= all * percent)?;
        // What lies beyond all buckets has no bound.
        bound.is_finite().then_some((bound * 1000.0).round() as u64)
    }
}

/// The labels and the value in `line`, if it is one of `name`.
fn of<'a>(line: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let rest = line.strip_prefix(name)?;
    let (labels, value) = rest.split_once(' ')?;
    (labels.is_empty() || labels.starts_with('{')).then_some((labels, value))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::telegram::Metrics;

    #[test]
    fn counts_and_times_are_read_as_they_were_counted() {
        let metrics = Metrics::default();
        metrics.taken_in("polling", 3);
        metrics.taken_in("webhook", 4);
        metrics.answered("answer");
        metrics.answered("answer");
        metrics.answered("no_data");
        metrics.backlog(5, 2);
        assert_eq!(Tally::new(metrics.text()).within("footnote_answering_seconds", 50), None);
        for ms in [1, 3, 3, 100] {
            metrics.answering(Duration::from_millis(ms));
        }
        let tally = Tally::new(metrics.text());
        assert_eq!(tally.sum("footnote_updates_total"), 7);
        assert_eq!(tally.each("footnote_answers_total"), [("answer", 2), ("no_data", 1)]);
        assert_eq!((tally.sum("footnote_open_updates"), tally.sum("footnote_dead_updates")), (5, 2));
        let times = [50, 95].map(|percent| tally.within("footnote_answering_seconds", percent));
        assert_eq!(times, [Some(4), Some(128)]);
    }
}
