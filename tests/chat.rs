//! The conversation in the terminal, through the real binary with piped input.

mod binary;
#[path = "world/mod.rs"]
mod world;

use binary::{Ran, elsewhere, footnote, footnote_in_world};

const ENGLISH: [(&str, &str); 1] = [("LANG", "en_GB.UTF-8")];

fn chat(lines: &[&str]) -> Ran {
    footnote_in_world("chat", &["chat"], &lines.join("\n"), &ENGLISH)
}

/// What was said after the line of instructions, paragraph by paragraph.
fn answers(ran: &Ran) -> Vec<&str> {
    ran.out.trim_end().split("\n\n").skip(1).collect()
}

#[test]
fn a_question_gets_the_answer_of_ask() {
    let question = "How many lighthouses does Mistwick have?";
    let ran = chat(&[question]);
    let asked = footnote_in_world("chat", &["ask", question], "", &ENGLISH);
    assert_eq!((ran.code, asked.code), (Some(0), Some(0)), "{ran:?}");
    assert_eq!(answers(&ran), [asked.out.trim_end()]);
}

#[test]
fn a_follow_up_continues_the_conversation() {
    let ran = chat(&["How many lighthouses does Mistwick have?", "", "And Saltmere?"]);
    let told = answers(&ran);
    assert_eq!(told.len(), 2, "an empty line says nothing: {ran:?}");
    assert!(told[1].starts_with("28") && told[1].contains("Saltmere"), "{}", told[1]);
}

#[test]
fn a_number_chooses_where_the_engine_asked_back() {
    let ran = chat(&["What is Saltmere's rank?", "2"]);
    let told = answers(&ran);
    assert!(told[0].contains("\n  1. ") && told[0].contains("\n  2. "), "{}", told[0]);
    assert!(told[1].contains("Millcraft League"), "{}", told[1]);
}

#[test]
fn a_number_chooses_from_a_page_even_after_the_engine_asked_back() {
    let ran = chat(&["What is Saltmere's rank?", "/start", "２."]);
    let told = answers(&ran);
    let question = told[1].lines().find_map(|line| line.strip_prefix("  2. ")).expect("a second question");
    let (place, _) = question.split_once(" · ").expect("a place and what is asked of it");
    assert!(told[2].contains(place) && !told[2].contains("Millcraft"), "{question}: {}", told[2]);
}

#[test]
fn the_commands_show_their_pages() {
    let ran = chat(&["/help", "/sources", "/cite 4", "/cite", "/privacy", "/nonsense"]);
    let told = answers(&ran);
    assert_eq!(told[0], told[5], "a command that does not exist gets help");
    assert!(told[1].contains("Note 4: Guild of Millers"), "{}", told[1]);
    assert!(told[2].contains("Guild of Millers") && !told[2].contains("Note 3"), "{}", told[2]);
    assert_eq!(told[3], told[1], "without a number, all sources");
    assert_eq!(told.len(), 6, "{ran:?}");
}

#[test]
fn rank_with_a_name_tells_all_its_ranks_whatever_was_said_before() {
    let ran = chat(&[
        "How many lighthouses does Mistwick have?",
        "/rank Saltmere",
        "/rank who has the most windmills?",
    ]);
    let told = answers(&ran);
    let ranks = ["5th", "1st", "Millcraft", "Beacon"];
    assert!(ranks.iter().all(|r| told[1].contains(r)) && !told[1].contains("lighthouses"), "{}", told[1]);
    assert!(told[2].starts_with("Mistwick") && told[2].contains("1,250 windmills"), "{}", told[2]);
}

#[test]
fn quitting_leaves_at_once_and_so_does_the_end_of_input() {
    let quit = chat(&["/quit", "How many lighthouses does Mistwick have?"]);
    assert_eq!((quit.code, answers(&quit).len()), (Some(0), 0), "{quit:?}");
    let end = chat(&[]);
    assert_eq!((end.code, answers(&end).len()), (Some(0), 0), "{end:?}");
}

#[test]
fn a_pipe_gets_no_escape_codes() {
    let ran = chat(&["How many lighthouses does Mistwick have?"]);
    assert!(!ran.out.contains('\u{1b}'), "{:?}", ran.out);
}

#[test]
fn the_opening_is_in_the_language_of_the_locale() {
    for (locale, word) in [("zh_HK.UTF-8", "離開"), ("zh_CN.UTF-8", "离开"), ("C", "leaves")] {
        let ran = footnote_in_world("chat", &["chat"], "", &[("LANG", locale)]);
        assert!(ran.out.contains(word), "{locale}: {}", ran.out);
    }
}

#[test]
fn without_a_token_two_lines_lead_to_one_and_the_conversation_opens() {
    let question = "How many lighthouses does Mistwick have?";
    let bare = footnote_in_world("chat", &[], question, &ENGLISH);
    let named = chat(&[question]);
    let extra = bare.out.strip_suffix(named.out.as_str()).expect("the same conversation as `chat`");
    assert_eq!(extra.lines().count(), 2, "{extra}");
    assert!(extra.contains("@BotFather") && extra.contains("TELOXIDE_TOKEN"), "{extra}");
}

#[test]
fn a_fact_base_that_does_not_load_is_told_with_file_and_line() {
    let folder = world::on_disk("chat-broken");
    let measures = folder.join("windward/measures.toml");
    let text = std::fs::read_to_string(&measures).expect("the world was written");
    std::fs::write(&measures, text.replacen("unit = \"count\"", "unit = \"barrels\"", 1))
        .expect("it is broken");
    let settings = [("FOOTNOTE_KNOWLEDGE", folder.to_str().expect("a UTF-8 path"))];
    for (arguments, code) in [(&["chat"][..], 3), (&["ask", "hello"], 3), (&["check"], 1)] {
        let ran = footnote(elsewhere(), arguments, "", &settings);
        assert_eq!(ran.code, Some(code), "{arguments:?}: {ran:?}");
        let told = ran.out + &ran.err;
        assert!(told.contains("windward/measures.toml:3"), "{arguments:?}: {told}");
        assert!(!told.contains("panicked") && !told.contains("backtrace"), "{told}");
    }
}

#[test]
fn a_knowledge_folder_that_is_not_there_is_told() {
    let ran = footnote(elsewhere(), &["ask", "hello"], "", &[("FOOTNOTE_KNOWLEDGE", "no-such-folder")]);
    assert_ne!(ran.code, Some(0));
    assert!(ran.err.contains("no-such-folder"), "{}", ran.err);
}
