//! Questions over the invented world, each with what its answer must give.
//!
//! Owns: which questions are asked, and their answers from the world's own figures. Must not know: the engine.

use serde::Serialize;

use super::shape::Lots;
use super::world::World;

/// One turn of a conversation, in the form that `footnote ask --batch` takes, with what is expected of its answer.
#[derive(Debug, Clone, Serialize)]
pub struct Asked {
    pub chat: String,
    pub text: String,
    /// How it is asked: `lookup`, `compare` …; `opening` for a turn that only sets the scene.
    pub asks: &'static str,
    /// The kind of the answer: `answer`, `no_data`, `clarify`.
    pub kind: &'static str,
    /// A figure that the answer must give.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<i64>,
    /// The entity whose figure it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
}

/// The sorts of questions, the commonest ones more than once.
const SORTS: [&str; 16] = [
    "lookup",
    "lookup",
    "lookup",
    "lookup",
    "lookup",
    "followup",
    "followup",
    "compare",
    "compare",
    "sum",
    "difference",
    "most",
    "mistyped",
    "missing",
    "unknown",
    "number",
];

/// All questions of `world`'s shape.
pub fn questions(world: &World) -> Vec<Asked> {
    (0..world.shape.questions).flat_map(|k| conversation(world, k)).collect()
}

fn conversation(world: &World, k: usize) -> Vec<Asked> {
    let mut lots = Lots::of(&[world.shape.seed, 4, k as u64]);
    let sort = SORTS[k % SORTS.len()];
    let indicator = lots.below(world.shape.indicators);
    let period = lots.below(world.shape.periods);
    let covered = world.covered(indicator);
    let a = *lots.pick(&covered);
    let others: Vec<usize> = covered.iter().copied().filter(|e| *e != a).collect();
    let b = if others.is_empty() { a } else { *lots.pick(&others) };
    let (x, y) = (world.value(indicator, a, period), world.value(indicator, b, period));
    let (x, y) = (x.cast_signed(), y.cast_signed());
    // “How many more” is asked of the one that has more.
    let (a, b, x, y) = if sort == "difference" && x < y { (b, a, y, x) } else { (a, b, x, y) };
    let template = lots.pick(&world.words.questions[sort]).clone();
    let mut asked = Ask { world, indicator, period, a, b, typed: None, number: x };
    let (kind, value, entity) = match sort {
        "lookup" | "followup" => ("answer", Some(x), Some(a)),
        "compare" => ("answer", Some(x.max(y)), Some(if x >= y { a } else { b })),
        "sum" => ("answer", Some(x + y), None),
        "difference" => ("answer", Some(x - y), None),
        "most" => {
            let of = |e: &usize| world.value(indicator, *e, period);
            let most = covered.iter().copied().max_by_key(of);
            ("answer", most.map(|e| of(&e).cast_signed()), most)
        }
        "mistyped" => {
            asked.typed = Some(mistyped(&world.entities[a].en, &mut lots));
            ("answer", Some(x), Some(a))
        }
        "missing" => {
            asked.a = uncovered(world, &covered, &mut lots);
            (if covered.contains(&asked.a) { "answer" } else { "no_data" }, None, None)
        }
        "unknown" => {
            asked.typed = Some("Xqzvwxyk".to_owned());
            ("clarify", None, None)
        }
        _ => ("answer", Some(x), Some(a)),
    };
    let mut turns: Vec<Asked> = template
        .split(" // ")
        .map(|turn| Asked {
            chat: format!("q{k}"),
            text: asked.fill(turn),
            asks: "opening",
            kind: "answer",
            value: None,
            entity: None,
        })
        .collect();
    if let Some(last) = turns.last_mut() {
        (last.asks, last.kind, last.value) = (sort, kind, value);
        last.entity = entity.map(|e| format!("E{e}"));
    }
    turns
}

/// What the slots of a phrasing are filled with.
struct Ask<'a> {
    world: &'a World,
    indicator: usize,
    period: usize,
    a: usize,
    b: usize,
    /// Stands in the place of `a`'s name.
    typed: Option<String>,
    number: i64,
}

impl Ask<'_> {
    fn fill(&self, template: &str) -> String {
        let chinese = template.chars().any(|c| c > '\u{2e80}' && c != '？');
        let name = |n: &super::names::Name| if chinese { n.hant.clone() } else { n.en.clone() };
        let year = self.world.year(self.period);
        let time = match (self.world.shape.periods, chinese) {
            (1, _) => String::new(),
            (_, true) => format!("{year}年"),
            (_, false) => format!(" in {year}"),
        };
        let a = self.typed.clone().unwrap_or_else(|| name(&self.world.entities[self.a]));
        template
            .replace("{a}", &a)
            .replace("{b}", &name(&self.world.entities[self.b]))
            .replace("{what}", &name(&self.world.what(self.indicator)))
            .replace("{time}", &time)
            .replace("{number}", &self.number.to_string())
    }
}

/// Somebody that the indicator has no figure for, where there is anybody.
fn uncovered(world: &World, covered: &[usize], lots: &mut Lots) -> usize {
    let tries = std::iter::repeat_with(|| lots.below(world.shape.entities)).take(1_000);
    let lone = |e: &usize| covered.binary_search(e).is_err() && world.within(*e).is_some();
    tries.into_iter().find(lone).unwrap_or(covered[0])
}

/// Two letters in the middle of a word change places.
fn mistyped(name: &str, lots: &mut Lots) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let places: Vec<usize> = (2..letters.len() - 1).filter(|k| letters[*k] != letters[k + 1]).collect();
    if !places.is_empty() {
        let k = *lots.pick(&places);
        letters.swap(k, k + 1);
    }
    letters.into_iter().collect()
}
