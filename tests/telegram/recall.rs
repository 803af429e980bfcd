//! What the store remembers of turns that are over, over both engines: answers, votes, hellos, and forgetting them.

use footnote::store::{
    Answered, Conclusion, Feedback, NewUpdate, Retention, SavedDialogue, Store, Ticket, Unanswered,
};

use crate::store::{Place, on_both};

const NOW: i64 = 1_800_000_000;
const DAY: i64 = 24 * 60 * 60;

/// Takes an update of `chat` in and into work.
async fn begin(store: &dyn Store, update_id: i64, chat: i64) -> Ticket {
    let body = format!("{{\"message\":{{\"from\":{{\"id\":{chat}}}}}}}");
    store.take_in(vec![NewUpdate { update_id, chat, body }], NOW).await.unwrap();
    store.claim(chat, NOW).await.unwrap().unwrap().ticket
}

fn answered(turn: i64, chat: i64, person: i64) -> Answered {
    Answered {
        turn,
        chat,
        person,
        asked_in: turn * 10,
        messages: vec![turn * 10 + 1, turn * 10 + 2],
        question: "幾多座塔？🗼 <b>".into(),
        lang: "zh-Hant".into(),
        facts: "{}".into(),
        context: "{\"before\":1}".into(),
    }
}

async fn conclude(store: &dyn Store, answered: Answered) {
    let ticket = begin(store, answered.turn, answered.chat).await;
    let leaves = Conclusion { answered: Some(answered), ..Conclusion::default() };
    store.conclude(ticket, leaves, NOW).await.unwrap();
}

fn thinks(verdict: &str) -> Feedback {
    Feedback { verdict: verdict.into(), question: "Towers?".into(), lang: "en".into(), facts: "{}".into() }
}

async fn counts(store: &dyn Store) -> Vec<(String, u64)> {
    let mut all: Vec<(String, u64)> =
        store.feedback(9).await.unwrap().into_iter().map(|noted| (noted.what.verdict, noted.times)).collect();
    all.sort();
    all
}

on_both! {
    async fn an_answer_is_found_by_its_question_and_by_each_of_its_messages(place) {
        let store = place.open().await;
        conclude(&*store, answered(7, 1, 2)).await;
        conclude(&*store, answered(8, 1, 3)).await;
        let first = Some(answered(7, 1, 2));
        assert_eq!(store.answer_to(1, 70, NOW).await.unwrap(), first);
        assert_eq!(store.answer_in(1, 71, NOW).await.unwrap(), first);
        assert_eq!(store.answer_in(1, 72, NOW).await.unwrap(), first);
        // A part of a number is no number, and another chat's message is another message.
        assert_eq!(store.answer_in(1, 7, NOW).await.unwrap(), None);
        assert_eq!(store.answer_in(2, 71, NOW).await.unwrap(), None);
        assert_eq!(store.answer_to(1, 71, NOW).await.unwrap(), None);
        assert_eq!(store.last_answer(1, 2, NOW).await.unwrap(), first);
        assert_eq!(store.last_answer(1, 4, NOW).await.unwrap(), None);
        // After a day it is as good as gone, also where nobody has cleared up.
        assert_eq!(store.answer_to(1, 70, NOW + DAY + 1).await.unwrap(), None);
        assert_eq!(store.answer_in(1, 71, NOW + DAY + 1).await.unwrap(), None);
        store.prune(Retention::default(), NOW + DAY + 1).await.unwrap();
        assert!(!place.content().await.contains("answered"));
    }

    async fn an_answer_given_anew_keeps_its_place_and_is_judged_anew(place) {
        let store = place.open().await;
        conclude(&*store, answered(7, 1, 2)).await;
        conclude(&*store, answered(8, 1, 2)).await;
        assert!(store.vote(7, 5, thinks("up"), NOW).await.unwrap());
        let ticket = begin(&*store, 9, 1).await;
        let anew = Answered { question: "anders".into(), messages: vec![71], ..answered(7, 1, 2) };
        let leaves = Conclusion { answered: Some(anew.clone()), ..Conclusion::default() };
        store.conclude(ticket, leaves, NOW + 5).await.unwrap();
        assert_eq!(store.answer_to(1, 70, NOW).await.unwrap(), Some(anew));
        assert_eq!(store.last_answer(1, 2, NOW).await.unwrap().unwrap().turn, 8);
        assert!(store.vote(7, 5, thinks("up"), NOW).await.unwrap(), "the old vote was for the old answer");
    }

    async fn a_voter_counts_once_and_may_think_again(place) {
        let store = place.open().await;
        assert!(store.vote(7, 5, thinks("up"), NOW).await.unwrap());
        assert!(!store.vote(7, 5, thinks("up"), NOW).await.unwrap());
        assert_eq!(counts(&*store).await, [("up".to_owned(), 1)]);
        assert!(store.vote(7, 6, thinks("up"), NOW).await.unwrap());
        assert!(store.vote(7, 5, thinks("down"), NOW).await.unwrap());
        assert_eq!(counts(&*store).await, [("down".to_owned(), 1), ("up".to_owned(), 1)]);
        assert!(store.vote(7, 6, thinks("down"), NOW).await.unwrap());
        assert_eq!(counts(&*store).await, [("down".to_owned(), 2)], "what nobody thinks any more is not told");
        assert!(store.vote(8, 6, thinks("up"), NOW).await.unwrap(), "another answer");
        store.forget_votes(6).await.unwrap();
        let left = place.content().await;
        assert_eq!(left.lines().filter(|line| line.starts_with("vote")).count(), 1, "{left}");
        store.prune(Retention::default(), NOW + DAY + 1).await.unwrap();
        assert!(!place.content().await.contains("vote:"));
        assert_eq!(counts(&*store).await.len(), 2, "what was said stays, without who");
    }

    async fn the_end_of_a_turn_leaves_all_that_it_should_in_one_step(place) {
        let store = place.open().await;
        let ticket = begin(&*store, 1, 4711).await;
        let unanswered =
            Unanswered { question: "Towers of Mu?".into(), lang: "en".into(), kind: "no_data".into() };
        let leaves = Conclusion {
            dialogue: Some(SavedDialogue { chat: 4711, person: 4711, body: "{}".into() }),
            answered: Some(answered(1, 4711, 4711)),
            unanswered: Some(unanswered.clone()),
            feedback: Some(thinks("said")),
            greeted: Some(-4),
        };
        store.conclude(ticket, leaves, NOW).await.unwrap();
        assert!(store.dialogue(4711, 4711, NOW).await.unwrap().is_some());
        assert_eq!(store.unanswered(9).await.unwrap()[0].what, unanswered);
        assert_eq!(counts(&*store).await, [("said".to_owned(), 1)]);
        assert!(store.greeted(-4, NOW).await.unwrap() && !store.greeted(-5, NOW).await.unwrap());
        assert!(!store.greeted(-4, NOW + DAY + 1).await.unwrap());
        assert_eq!(store.backlog().await.unwrap().open, 0);
    }

    async fn a_person_is_forgotten_at_once_and_nobody_else_is(place) {
        let store = place.open().await;
        // In private, in a group, and where it failed in a group.
        for (turn, chat, person) in [(1, 4711, 4711), (2, -9, 4711), (3, -9, 88)] {
            conclude(&*store, answered(turn, chat, person)).await;
        }
        for (update_id, from) in [(4, 4711), (5, 47_110), (6, 88)] {
            let body = format!("{{\"message\":{{\"from\":{{\"id\":{from},\"is_bot\":false}}}}}}");
            store.take_in(vec![NewUpdate { update_id, chat: -9, body }], NOW).await.unwrap();
            let ticket = store.claim(-9, NOW).await.unwrap().unwrap().ticket;
            store.dead(ticket, "the handler panicked", NOW).await.unwrap();
        }
        store.forget(4711).await.unwrap();
        let left = place.content().await;
        assert_eq!(store.last_answer(4711, 4711, NOW).await.unwrap(), None);
        assert_eq!(store.last_answer(-9, 4711, NOW).await.unwrap(), None);
        assert!(store.last_answer(-9, 88, NOW).await.unwrap().is_some(), "{left}");
        let whole: Vec<bool> = store.list_dead(9).await.unwrap().iter().map(|dead| dead.whole).collect();
        assert_eq!(whole, [false, true, true], "{left}");
        store.forget_chat(-9).await.unwrap();
        assert!(!place.content().await.contains("88"), "{left}");
    }

    async fn a_picture_is_known_by_its_key_until_it_is_dropped_or_old(place) {
        let store = place.open().await;
        // A key may have all of its bits.
        let key = u64::MAX - 6;
        assert_eq!(store.picture(key).await.unwrap(), None);
        store.keep_picture(key, "first".into(), NOW).await.unwrap();
        store.keep_picture(key, "second".into(), NOW).await.unwrap();
        store.keep_picture(8, "other".into(), NOW).await.unwrap();
        // Another replica has sent it meanwhile: that one stays.
        store.drop_picture(key, "first").await.unwrap();
        assert_eq!(store.picture(key).await.unwrap().as_deref(), Some("second"));
        store.drop_picture(key, "second").await.unwrap();
        assert_eq!(store.picture(key).await.unwrap(), None);
        assert_eq!(store.picture(8).await.unwrap().as_deref(), Some("other"));
        // What is in use stays, what is old goes; and of too many the oldest.
        store.keep_picture(9, "in use".into(), NOW).await.unwrap();
        store.keep_picture(9, "in use".into(), NOW + 60 * DAY).await.unwrap();
        store.prune(Retention::default(), NOW + 91 * DAY).await.unwrap();
        assert_eq!(store.picture(8).await.unwrap(), None);
        assert_eq!(store.picture(9).await.unwrap().as_deref(), Some("in use"));
        store.keep_picture(10, "newer".into(), NOW + 61 * DAY).await.unwrap();
        let few = Retention { picture_rows: 1, ..Retention::default() };
        store.prune(few, NOW + 62 * DAY).await.unwrap();
        assert_eq!(store.picture(9).await.unwrap(), None);
        assert_eq!(store.picture(10).await.unwrap().as_deref(), Some("newer"));
    }

    async fn a_group_that_moves_takes_its_conversations_along(place) {
        let store = place.open().await;
        let said = |chat: i64, person: i64, body: &str| {
            Some(SavedDialogue { chat, person, body: body.into() })
        };
        for (id, dialogue) in [(1, said(-1, 5, "old 5")), (2, said(-1, 6, "old 6")), (3, said(-100, 6, "new 6"))] {
            let ticket = begin(&*store, id, -1).await;
            let leaves = Conclusion { dialogue, greeted: Some(-1), ..Conclusion::default() };
            store.conclude(ticket, leaves, NOW).await.unwrap();
        }
        conclude(&*store, answered(9, -1, 5)).await;
        // Telegram tells it twice, in either chat.
        store.move_chat(-1, -100).await.unwrap();
        store.move_chat(-1, -100).await.unwrap();
        assert_eq!(store.dialogue(-100, 5, NOW).await.unwrap(), Some("old 5".into()));
        assert_eq!(store.dialogue(-100, 6, NOW).await.unwrap(), Some("new 6".into()));
        assert_eq!(store.dialogue(-1, 5, NOW).await.unwrap(), None);
        assert!(store.greeted(-100, NOW).await.unwrap(), "no second hello");
        assert_eq!(store.answer_to(-100, 90, NOW).await.unwrap(), None, "messages have other numbers there");
        assert!(!place.content().await.contains("answered"));
    }
}
