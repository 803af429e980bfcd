//! Telegram HTML and plain text: escapes, tables, sources, and cutting at 4,096 UTF-16 units.

use footnote::answer::{Answer, Block, Citation, Item, Lang, Span};
use footnote::render::{html, plain};
use proptest::prelude::*;

use crate::support::world::{blank, text};

fn strong(text: &str) -> Span {
    Span::Strong(text.into())
}

fn item(label: &str, value: &str, marks: &[u8]) -> Item {
    let mut spans = vec![text(value)];
    if !marks.is_empty() {
        spans.push(Span::Mark(marks.to_vec()));
    }
    Item { label: vec![text(label)], value: spans }
}

fn source(marker: u8, label: &str, url: Option<&str>) -> Citation {
    Citation {
        marker,
        refs: vec![],
        label: label.into(),
        url: url.map(str::to_owned),
        key: None,
        printed: vec![],
    }
}

fn full() -> Answer {
    let mut answer = blank(Lang::En);
    answer.blocks = vec![
        Block::Headline(vec![
            text("Atlantis has "),
            strong("4,711 <towers>"),
            Span::Mark(vec![1, 12]),
            text("."),
        ]),
        Block::Line(vec![text("Towers & \"spires\", mid-1900")]),
        Block::List(vec![item("Mu", "12", &[2]), item("Lemuria", "", &[])]),
        Block::Note(vec![text("Leaning ones "), strong("included"), text(".")]),
    ];
    answer.citations = vec![
        source(1, "Atlas <1900>", Some("https://example.org/?q=\"a\"&b=<c>")),
        source(2, "Census", Some("javascript:alert(1)")),
    ];
    answer
}

#[test]
fn an_answer_reads_figure_first_with_sources_below() {
    let expected = "Atlantis has <b>4,711 &lt;towers&gt;</b>¹\u{202F}¹².\n\
        Towers &amp; &quot;spires&quot;, mid-1900\n\n\
        • Mu: 12\u{202F}²\n• Lemuria\n\n\
        <i>Leaning ones </i><b>included</b><i>.</i>\n\n\
        <blockquote expandable>¹ <a href=\"https://example.org/?q=&quot;a&quot;&amp;b=&lt;c&gt;\">Atlas &lt;1900&gt;</a>\n\
        ² Census</blockquote>";
    assert_eq!(html::render(&full()), [expected]);
    let expected = "Atlantis has 4,711 <towers>¹\u{202F}¹².\nTowers & \"spires\", mid-1900\n• Mu: 12\u{202F}²\n• Lemuria\n\
        Leaning ones included.\n¹ Atlas <1900> https://example.org/?q=\"a\"&b=<c>\n² Census javascript:alert(1)";
    assert_eq!(plain::render(&full()), expected);
}

#[test]
fn a_label_stands_before_a_colon_of_its_own_script() {
    let mut answer = full();
    answer.lang = Lang::ZhHant;
    assert!(html::render(&answer)[0].contains("• Mu\u{FF1A}12\u{202F}²\n"));
    assert!(plain::render(&answer).contains("Mu\u{FF1A}12\u{202F}²\n"));
}

#[test]
fn a_long_list_of_short_values_is_a_table_with_aligned_columns() {
    let mut answer = blank(Lang::ZhHant);
    let rows = [("大西國", "1,234", &[1][..]), ("Mu", "56", &[]), ("利莫里亞", "7", &[1, 2])];
    let mut items: Vec<Item> = rows.iter().map(|(label, value, marks)| item(label, value, marks)).collect();
    items.extend((0..4).map(|_| item("X", "8 <", &[])));
    answer.blocks = vec![Block::Headline(vec![text("t")]), Block::List(items.clone())];
    let table = "t\n\n<pre>大西國    1,234¹\nMu           56\n利莫里亞      7¹\u{202F}²\n";
    let rendered = html::render(&answer).remove(0);
    assert!(rendered.starts_with(table), "{rendered}");
    assert!(rendered.ends_with("\nX           8 &lt;</pre>"), "{rendered}");

    // Words line up at the left.
    let words: Vec<Item> = (0..7).map(|nth| item("X", &"w".repeat(nth + 1), &[])).collect();
    answer.blocks = vec![Block::List(words)];
    assert!(html::render(&answer)[0].starts_with("<pre>X  w\nX  ww\n"));

    // A value that is long, or missing, or few rows: a list.
    for change in [item("X", &"9".repeat(40), &[]), item("X", "", &[])] {
        let mut items = items.clone();
        items[3] = change;
        answer.blocks = vec![Block::List(items)];
        assert!(html::render(&answer)[0].starts_with("• 大西國\u{FF1A}1,234\u{202F}¹\n• Mu"));
    }
    answer.blocks = vec![Block::List(items[..6].to_vec())];
    assert!(!html::render(&answer)[0].contains("<pre>"));
}

#[test]
fn long_sources_are_folded_away() {
    let mut answer = full();
    answer.citations[1].label = "x".repeat(200);
    let rendered = html::render(&answer).remove(0);
    assert!(rendered.contains("\n\n<blockquote expandable>¹ <a href="), "{rendered}");
    assert!(rendered.ends_with(&format!("</a>\n² {}</blockquote>", "x".repeat(200))), "{rendered}");
}

#[test]
fn a_message_without_tags_is_the_text_as_it_was_written() {
    for text in ["&lt;b&gt;", "&quot;", "&amp;quot;", "a < b > c & \"d\""] {
        assert_eq!(html::strip(&format!("<b>{}</b>", html::escape(text))), text);
    }
}

#[test]
fn an_address_that_telegram_would_stumble_over_is_no_link() {
    let mut answer = full();
    for odd in [
        "ftp://example.org",
        "https://example.org/a b",
        "https://example.org/\u{0}",
        &format!("https://{}", "x".repeat(2048)),
    ] {
        answer.citations = vec![source(1, "Atlas", Some(odd))];
        assert!(html::render(&answer)[0].ends_with(">¹ Atlas</blockquote>"), "{odd}");
    }
}

#[test]
fn an_answer_without_text_is_no_message() {
    assert!(html::render(&blank(Lang::En)).is_empty());
    let mut answer = blank(Lang::En);
    answer.blocks = vec![Block::Headline(vec![text(" \n\t"), strong("")])];
    assert!(html::render(&answer).is_empty());
}

#[test]
fn a_message_is_cut_at_a_line_and_counts_utf_16_units_after_escapes() {
    let mut answer = blank(Lang::En);
    // 64 lines of 63 towers (126 units) and a break: 127 units each.
    answer.blocks = vec![Block::Line(vec![text(&vec!["🗼".repeat(63); 64].join("\n"))])];
    let parts = html::render(&answer);
    let lines: Vec<_> = parts.iter().map(|part| part.lines().count()).collect();
    assert_eq!(lines, [32, 32]);

    // Escapes don't count; one unit more does.
    for (units, messages) in [(4096, 1), (4097, 2)] {
        answer.blocks = vec![Block::Headline(vec![strong(&"<".repeat(units))])];
        assert_eq!(html::render(&answer).len(), messages, "{units}");
    }
}

/// Reads HTML as Telegram does: the text, or what is wrong with it.
fn read(html: &str) -> Result<String, String> {
    let (mut text, mut open) = (String::new(), Vec::new());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text += &rest[..at];
        rest = &rest[at..];
        if rest.starts_with('&') {
            let known = [("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&'), ("&quot;", '"')];
            let (entity, character) =
                known.iter().find(|(entity, _)| rest.starts_with(entity)).ok_or("a bare &")?;
            text.push(*character);
            rest = &rest[entity.len()..];
            continue;
        }
        let end = rest.find('>').ok_or("an open <")?;
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        match tag.strip_prefix('/') {
            Some(name) if open.pop() == Some(name.to_owned()) => {}
            Some(name) => return Err(format!("{name} closes what is not open")),
            None => {
                let name = tag.split(' ').next().unwrap_or_default();
                let known = ["b", "i", "pre", "blockquote expandable"].contains(&tag)
                    || tag.strip_prefix("a href=\"").and_then(|url| url.strip_suffix('"')).is_some_and(
                        |url| !url.contains(|character: char| character == '"' || character.is_control()),
                    );
                if !known || open.contains(&"pre".to_owned()) {
                    return Err(format!("<{tag}> in {open:?}"));
                }
                open.push(name.to_owned());
            }
        }
    }
    text += rest;
    if text.contains(['<', '>']) && !html.contains("&lt;") && !html.contains("&gt;") {
        return Err("a bare sign".into());
    }
    if open.is_empty() { Ok(text) } else { Err(format!("{open:?} left open")) }
}

/// Text with everything in it that has ever broken a renderer.
fn any_text() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "<",
        ">",
        "&",
        "\"",
        "'",
        "&amp;",
        "</b>",
        "<pre>",
        "\n",
        " ",
        "香港",
        "שלום",
        "مرحبا",
        "\u{202E}",
        "🗼",
        "👩‍👩‍👧‍👦",
        "🇭🇰",
        "e\u{301}",
        "\u{0}",
        "\u{7}",
        "%",
        "longer words to cut between ",
    ]);
    let piece = prop_oneof![4 => odd.prop_map(str::to_owned), 1 => ".{0,20}"];
    let runs = prop_oneof![8 => 1..6usize, 1 => 200..3000usize];
    (prop::collection::vec(piece, 0..8), runs)
        .prop_map(|(pieces, runs)| pieces.concat().repeat(runs).chars().take(9000).collect())
}

fn any_spans() -> impl Strategy<Value = Vec<Span>> {
    let span = prop_oneof![
        any_text().prop_map(Span::Text),
        any_text().prop_map(Span::Strong),
        prop::collection::vec(any::<u8>(), 0..4).prop_map(Span::Mark),
    ];
    prop::collection::vec(span, 0..5)
}

fn any_answer() -> impl Strategy<Value = Answer> {
    let item = (any_spans(), any_spans()).prop_map(|(label, value)| Item { label, value });
    let short =
        ("[a-z香<&]{1,5}", "[0-9🗼]{1,3}").prop_map(|(label, value)| self::item(&label, &value, &[1]));
    let block = prop_oneof![
        any_spans().prop_map(Block::Headline),
        any_spans().prop_map(Block::Line),
        any_spans().prop_map(Block::Note),
        prop::collection::vec(item, 0..9).prop_map(Block::List),
        prop::collection::vec(short, 0..900).prop_map(Block::List),
    ];
    let url = prop::option::of(any_text().prop_map(|rest| format!("https://example.org/{rest}")));
    let citation = (any::<u8>(), any_text(), url)
        .prop_map(|(marker, label, url)| source(marker, &label, url.as_deref()));
    (prop::collection::vec(block, 0..5), prop::collection::vec(citation, 0..5))
        .prop_map(|(blocks, citations)| Answer { blocks, citations, ..blank(Lang::En) })
}

/// The characters that carry meaning, in their order.
fn ink(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_whitespace() && !character.is_control() && *character != '•')
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_rendered_telegram_takes_and_nothing_is_lost(answer in any_answer()) {
        let mut whole = String::new();
        for part in html::render(&answer) {
            let text = read(&part).map_err(|error| TestCaseError::fail(format!("{error}: {part}")))?;
            prop_assert!(text.encode_utf16().count() <= 4096);
            prop_assert!(!text.trim().is_empty());
            prop_assert_eq!(html::strip(&part), text.clone());
            whole += &text;
        }
        // All words are there, in order; the plain rendering has addresses in addition and another colon.
        let mut bare = answer.clone();
        bare.citations.iter_mut().for_each(|citation| citation.url = None);
        prop_assert_eq!(ink(&whole).replace(':', ""), ink(&plain::render(&bare)).replace(':', ""));
    }
}
