//! Charts over the shipped fact base: which there are, and what each of them carries.
//!
//! Owns: what a chart must have. Must not know: how it is drawn.

use footnote::answer::{Chart, Form, Known, Lang};
use footnote::render::plain::render as plain;
use rust_decimal::Decimal;

use crate::base::{LANGUAGES, SHIPPED, ask, asked, of_every_indicator};

/// What Telegram takes under a photo.
const MOST_CAPTION_UNITS: usize = 1024;

fn form(chart: Option<&Chart>) -> String {
    chart.map_or("none".to_owned(), |c| format!("{:?}", c.panels[0].form).to_lowercase())
}

fn told(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// All charts that the tests know of, with a name for each.
fn all() -> Vec<(String, Chart)> {
    let of_indicators = LANGUAGES.into_iter().flat_map(|lang| {
        let charts = of_every_indicator(lang).into_iter();
        charts
            .filter_map(move |(k, c)| Some((format!("{} {}", SHIPPED.indicators[k].def.id, lang.tag()), c?)))
    });
    let of_questions = asked().into_iter().filter_map(|a| Some((a.text.to_owned(), a.chart?)));
    of_indicators.chain(of_questions).collect()
}

#[test]
fn every_question_has_the_chart_that_is_expected() {
    let wrong: Vec<String> = asked()
        .iter()
        .map(|a| (a, form(a.chart.as_ref())))
        .filter(|(a, form)| a.form != form)
        .map(|(a, form)| format!("{form} and not {}: {}", a.form, a.text))
        .collect();
    told(&wrong);
}

#[test]
fn an_indicator_has_a_chart_exactly_where_the_document_has_a_figure() {
    for lang in LANGUAGES {
        for (k, chart) in of_every_indicator(lang) {
            let figures = SHIPPED.series(k).filter(|o| o.value.is_some()).count();
            let id = &SHIPPED.indicators[k].def.id;
            assert_eq!(chart.is_some(), figures > 0, "{id} has {figures} figures");
            if figures == 0 {
                assert!(
                    SHIPPED.indicators[k].def.absent.is_some(),
                    "{id} has no figure and does not say why"
                );
            }
        }
    }
}

#[test]
fn every_figure_and_every_gap_of_an_indicator_is_in_its_chart() {
    let mut wrong = Vec::new();
    for (k, chart) in of_every_indicator(Lang::En) {
        let Some(chart) = chart else { continue };
        let id = &SHIPPED.indicators[k].def.id;
        let bars = || chart.panels.iter().flat_map(|p| &p.bars);
        let own = SHIPPED.series(k).filter(|o| o.scope.is_none() && !o.restates && !o.aggregate);
        for o in own {
            let code = &SHIPPED.entities[o.entity].code;
            if !bars().any(|b| b.entity.as_ref() == Some(code) && b.value == o.value) {
                wrong.push(format!("{id}: {code} with {:?} is not in it", o.value));
            }
        }
    }
    told(&wrong);
}

#[test]
fn a_comparison_of_any_two_places_has_a_chart_with_both() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (k, indicator) in SHIPPED.indicators.iter().enumerate().filter(|(_, i)| i.def.absent.is_none()) {
        let mut places: Vec<usize> =
            SHIPPED.series(k).filter(|o| o.agent.is_none() && !o.aggregate).map(|o| o.entity).collect();
        places.dedup();
        for pair in places.windows(2).filter(|p| p[0] != p[1]) {
            let [a, b] = [pair[0], pair[1]].map(|e| &SHIPPED.entities[e]);
            let questions = [
                format!("{}和{}的{}比較", a.name.hant, b.name.hant, indicator.def.name.hant),
                format!("Compare {} and {} by {}", a.name.en, b.name.en, indicator.def.name.en),
            ];
            for question in questions {
                seen += 1;
                let Some(chart) = ask(&question, None) else {
                    wrong.push(format!("no chart: {question}"));
                    continue;
                };
                let has = |code: &String| {
                    chart.panels.iter().flat_map(|p| &p.bars).any(|b| b.entity.as_ref() == Some(code))
                };
                if !has(&a.code) || !has(&b.code) {
                    wrong.push(format!("one is not in it: {question}"));
                }
            }
        }
    }
    assert!(seen > 40, "only {seen} comparisons");
    told(&wrong);
}

#[test]
fn a_chart_has_its_title_period_units_and_sources() {
    let mut wrong = Vec::new();
    for (name, chart) in all() {
        let mut lacks = |what: bool, lacking: &str| {
            if !what {
                wrong.push(format!("{name}: {lacking}"));
            }
        };
        lacks(!chart.title.is_empty(), "no title");
        lacks(!chart.citations.is_empty() && !chart.marks.is_empty(), "no source");
        for panel in &chart.panels {
            let figures = || panel.bars.iter().filter(|b| b.value.is_some() && !b.derived);
            // A bar that is a time has it as its label; times stand in their order and are never equal.
            let times = panel.bars.iter().all(|b| b.entity == panel.bars[0].entity) && panel.bars.len() > 1;
            let dated = panel.period.is_some() || times || figures().all(|b| b.detail.is_some());
            lacks(dated, "no period");
            for bar in &panel.bars {
                lacks(!bar.label.is_empty() && !bar.text.is_empty(), "a bar without words");
                let bare = bar.text.chars().all(|c| c.is_ascii_digit() || ".,".contains(c));
                // English counts say in the title what is counted.
                lacks(!bare || panel.unit == "count" && chart.lang == Lang::En, "a figure without a unit");
                for mark in &bar.marks {
                    lacks(chart.remarks.iter().any(|r| r.marker == Some(*mark)), "a marker without its note");
                }
            }
        }
    }
    told(&wrong);
}

#[test]
fn a_gap_is_shown_as_a_gap_and_never_as_a_number() {
    let mut gaps = 0;
    for (name, chart) in all() {
        for bar in chart.panels.iter().flat_map(|p| &p.bars) {
            assert_eq!(bar.value.is_some(), bar.known == Known::Figure, "{name}: {}", bar.label);
            if bar.known != Known::Figure {
                gaps += 1;
                assert!(!bar.text.contains(|c: char| c.is_ascii_digit()), "{name}: {}", bar.text);
            }
        }
    }
    assert!(gaps > 100, "only {gaps} gaps");
}

#[test]
fn bars_stand_in_order() {
    for (name, chart) in all() {
        for panel in chart.panels.iter().filter(|p| p.form != Form::Facts) {
            // Times stand in their own order.
            if panel.bars.iter().all(|b| b.entity == panel.bars[0].entity) {
                continue;
            }
            let values: Vec<Decimal> =
                panel.bars.iter().filter(|b| !b.rest).filter_map(|b| b.value).collect();
            let least_first =
                panel.form == Form::Ladder || ["低至高", "少到多"].iter().any(|w| name.contains(w));
            let sorted = values.windows(2).all(|v| if least_first { v[0] <= v[1] } else { v[0] >= v[1] });
            assert!(sorted, "{name}: {values:?}");
            let first_gap =
                panel.bars.iter().position(|b| b.known == Known::Missing).unwrap_or(panel.bars.len());
            assert!(
                panel.bars[first_gap..].iter().all(|b| b.value.is_none() || b.rest),
                "{name}: a figure after a gap"
            );
        }
    }
}

#[test]
fn the_caption_is_the_twin_of_the_picture_and_fits_under_a_photo() {
    for (name, chart) in all() {
        let caption = plain(&chart.caption());
        assert!(caption.encode_utf16().count() <= MOST_CAPTION_UNITS, "{name}: {caption}");
        assert!(caption.contains(&chart.title), "{name}: {caption}");
        for bar in chart.panels.iter().flat_map(|p| &p.bars) {
            assert!(caption.contains(&bar.text) && caption.contains(&bar.label), "{name}: no {}", bar.label);
        }
        for citation in &chart.citations {
            assert!(caption.contains(&citation.label), "{name}: no {}", citation.label);
        }
    }
}

#[test]
fn a_ranking_told_in_full_has_those_that_are_only_known_to_lie_ahead() {
    let chart = ask("全球金融人工智能競爭力指數的排名", None).expect("a ranking has a chart");
    let open = chart.panels[0].bars.iter().take_while(|b| b.known == Known::Undetermined).count();
    assert_eq!(open, 2);
}
