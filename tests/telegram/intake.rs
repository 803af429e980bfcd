//! Fetching updates: what is asked for, and how trouble is waited out. Also what is registered at start.

use serde_json::json;

use footnote::telegram::commands::{COMMANDS, Scope, menu};

use crate::support::CANARY;
use crate::support::bot::{Bot, quick};
use crate::support::fake::{Fake, Fault};
use crate::support::world::{World, html_about};
use footnote::config::Token;
use footnote::store::SqliteStore;
use footnote::telegram::{Service, StartError};

/// A test that would wait forever fails instead.
async fn in_time<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(std::time::Duration::from_secs(60), what).await.expect("it ends")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_trouble_is_waited_out() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    fake.spoil("getMe", Fault::Refuse(502, "Bad Gateway"), 2);
    let faults = [
        Fault::Refuse(500, "Internal Server Error"),
        Fault::Refuse(409, "Conflict: terminated by other getUpdates request"),
        Fault::Refuse(409, "Conflict: can't use getUpdates method while webhook is active"),
        Fault::Refuse(401, "Unauthorized"),
        Fault::Refuse(418, "I'm a teapot"),
        Fault::RetryAfter(0),
        Fault::Raw(200, "{\"ok\":true,\"result\":[{\"update_id\":"),
        Fault::Raw(200, "{\"ok\":true,\"result\":{}}"),
        Fault::Raw(200, "{\"ok\":true,\"result\":[{\"no number\":1}]}"),
    ];
    for fault in faults {
        fake.spoil("getUpdates", fault, 2);
    }
    let bot = Bot::start(&fake, folder.path());
    fake.say(1, "towers?");
    assert_eq!(fake.until_sent(1, 1).await[0].text(), html_about("towers?"));
    bot.stop().await.unwrap();
    // Telegram remembers the list of whoever called last, so every call has it.
    assert!(fake.polls().len() > 18);
    for poll in fake.polls() {
        assert_eq!(
            poll["allowed_updates"],
            json!([
                "message",
                "edited_message",
                "channel_post",
                "edited_channel_post",
                "callback_query",
                "inline_query",
                "my_chat_member"
            ])
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_token_ends_the_bot_with_advice() {
    for (code, description) in [(401, "Unauthorized"), (404, "Not Found")] {
        let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
        fake.spoil("getMe", Fault::Refuse(code, description), 1);
        let store = SqliteStore::open(&folder.path().join("s")).unwrap();
        let service = Service::new(
            Token::parse(CANARY).unwrap(),
            std::sync::Arc::new(store),
            std::sync::Arc::new(World),
        );
        let run = service.server(Some(fake.url.clone())).pace(quick()).run(Default::default());
        let ended = in_time(run).await;
        let error = ended.unwrap_err();
        assert!(matches!(error, StartError::Token));
        assert!(error.to_string().contains("TELOXIDE_TOKEN") && !error.to_string().contains("canary"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_revoked_later_ends_the_bot_too() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let store = SqliteStore::open(&folder.path().join("s")).unwrap();
    let service =
        Service::new(Token::parse(CANARY).unwrap(), std::sync::Arc::new(store), std::sync::Arc::new(World));
    let run = tokio::spawn(service.server(Some(fake.url.clone())).pace(quick()).run(Default::default()));
    fake.until("a start", |fake| fake.tried("getMe").pop()).await;
    fake.spoil("getUpdates", Fault::Refuse(401, "Unauthorized"), 1000);
    fake.spoil("getMe", Fault::Refuse(401, "Unauthorized"), 1000);
    assert!(matches!(in_time(run).await.unwrap(), Err(StartError::Token)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_profile_is_set_in_both_languages_and_only_where_it_differs() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let set = |fake: &Fake| -> Vec<_> {
        fake.calls()
            .into_iter()
            .filter(|call| call.method.starts_with("setmy") && call.status == 200)
            .collect()
    };
    // A failure is only logged.
    fake.spoil("setMyDescription", Fault::Refuse(400, "Bad Request: no"), 1);
    let bot = Bot::start(&fake, folder.path());
    let calls = fake.until("the profile", |fake| Some(set(fake)).filter(|set| set.len() == 13)).await;
    for (method, field, english, chinese) in [
        ("setmyname", "name", "page BotName in en", "page BotName in zh-Hant"),
        (
            "setmyshortdescription",
            "short_description",
            "page BotShortDescription in en",
            "page BotShortDescription in zh-Hant",
        ),
    ] {
        let value = |code: serde_json::Value| {
            let call = calls.iter().find(|call| call.method == method && call.body["language_code"] == code);
            call.map(|call| call.body[field].clone())
        };
        assert_eq!(value(json!(null)), Some(json!(english)));
        assert_eq!(value(json!("zh")), Some(json!(chinese)));
    }
    let commands: Vec<_> = calls.iter().filter(|call| call.method == "setmycommands").collect();
    assert_eq!(commands.len(), 8);
    for (kind, scope) in [
        (None, Scope::Group),
        (Some("all_private_chats"), Scope::Private),
        (Some("all_group_chats"), Scope::Group),
        (Some("all_chat_administrators"), Scope::GroupAdmins),
    ] {
        for (code, lang) in [(json!(null), "en"), (json!("zh"), "zh-Hant")] {
            let of = commands
                .iter()
                .find(|call| call.body["language_code"] == code && call.body["scope"]["type"] == json!(kind));
            let described = |name: &str| format!("page Command(\"{name}\") in {lang}");
            let wanted: Vec<_> = menu(scope)
                .map(|known| json!({"command": known.name, "description": described(known.name)}))
                .collect();
            assert_eq!(of.expect("a menu").body["commands"], json!(wanted), "{kind:?} {lang}");
        }
    }
    let names = |scope| menu(scope).map(|known| known.name).collect::<Vec<_>>();
    assert_eq!(names(Scope::Admin).len(), COMMANDS.len());
    assert!(!names(Scope::Private).contains(&"misses") && !names(Scope::Group).contains(&"lang"));
    assert!(names(Scope::GroupAdmins).contains(&"lang") && !names(Scope::GroupAdmins).contains(&"start"));
    bot.stop().await.unwrap();

    let bot = Bot::start(&fake, folder.path());
    fake.until("the missing description", |fake| (set(fake).len() == 14).then_some(())).await;
    assert!(fake.settle(1).await.is_empty());
    bot.stop().await.unwrap();
    assert_eq!(set(&fake).len(), 14);
}
