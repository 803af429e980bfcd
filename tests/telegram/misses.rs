//! `footnote misses`: what the editor is shown of questions without an answer and of answers that were found bad.

use serde_json::{Value, json};

use crate::support::child::footnote;
use footnote::engine::gist;
use footnote::knowledge::FactBase;
use footnote::store::{Feedback, SqliteStore, Store as _, Unanswered};

/// Two ways to ask for one thing, in two languages and with another verdict; and something else.
async fn filled(folder: &std::path::Path) {
    std::fs::create_dir(folder.join("data")).unwrap();
    let store = SqliteStore::open(&folder.join("data/footnote.sqlite")).unwrap();
    let unanswered = |question: &str, lang: &str| Unanswered {
        question: question.to_owned(),
        lang: lang.to_owned(),
        kind: "no_data".to_owned(),
    };
    for (question, lang) in [
        ("readiness of Narnia?", "en"),
        ("readiness of Narnia?", "en"),
        ("What is Narnia's readiness, please?", "en"),
        ("why is the sky blue", "en"),
    ] {
        store.note_unanswered(unanswered(question, lang), 1000).await.unwrap();
    }
    let judged = |verdict: &str, facts: Value| Feedback {
        verdict: verdict.to_owned(),
        question: "Narnia readiness".to_owned(),
        lang: "en".to_owned(),
        facts: facts.to_string(),
    };
    store.note_feedback(judged("down", json!({"figures": [], "refs": ["fn:8"]})), 2000).await.unwrap();
    store.note_feedback(judged("said", json!({"said": "it is \u{202E}<7>"})), 3000).await.unwrap();
    store.note_feedback(judged("up", json!({})), 3000).await.unwrap();
    store.close().await.unwrap();
}

fn misses(folder: &std::path::Path, arguments: &[&str]) -> String {
    let output = footnote(folder, arguments, &[]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn alike_misses_stand_together_with_their_count() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path()).await;
    let json = misses(folder.path(), &["misses", "--json"]);
    let groups: Vec<Value> = json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(groups.len(), 2, "{json}");
    assert_eq!((&groups[0]["times"], &groups[0]["last"]), (&json!(5), &json!(3000)));
    assert_eq!(groups[0]["misses"][0]["question"], "readiness of Narnia?");
    assert_eq!(groups[0]["misses"][0]["times"], 2);
    let sorts: Vec<&str> =
        groups[0]["misses"].as_array().unwrap().iter().map(|miss| miss["sort"].as_str().unwrap()).collect();
    assert_eq!(sorts, ["no_data", "said", "down", "no_data"]);
    assert_eq!(groups[1]["misses"][0]["question"], "why is the sky blue");

    let text = misses(folder.path(), &["misses"]);
    for part in
        ["5×, the last ", "2×  no_data  en  readiness of Narnia?", "said: it is", "answered from: fn:8"]
    {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert!(text.ends_with("6 in 2 groups\n"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_store_has_none() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(misses(folder.path(), &["misses"]), "0 in 0 groups\n");
    assert_eq!(misses(folder.path(), &["misses", "--json"]), "");
}

#[test]
fn what_a_question_says_does_not_hang_on_its_language() {
    let base = FactBase::embedded().unwrap();
    let says = |text: &str| gist(&base, text);
    assert_eq!(says("香港的就緒度？"), says("What is Hong Kong's readiness?"));
    assert_eq!(says("香港的就绪度是多少"), says("香港 就緒度"));
    assert_ne!(says("香港的就緒度？"), says("新加坡的就緒度？"));
    assert!(says("Zembla").is_superset(&says("zembla please")) && !says("Zembla").is_empty());
    assert!(!says("please").is_empty(), "nothing but idle words says these");
    assert!(says("").is_empty());
}
