//! What Telegram shows of the bot before anybody has spoken to it: name, descriptions, the menu of commands.
//!
//! Owns: registering them in English, which is the default, and in Chinese, for each kind of chat. Must not know: the
//! words, which are pages; when somebody has written to the bot.
//! Telegram allows few changes of a name a day, so only what differs is set. A failure is only logged.

use serde::Serialize;
use serde_json::Value;
use teloxide::payloads::{
    GetMyCommands, GetMyDescription, GetMyName, GetMyShortDescription, SetMyCommands, SetMyDescription,
    SetMyName, SetMyShortDescription,
};
use teloxide::requests::Payload;
use teloxide::types::{BotCommand, BotCommandScope, ChatId};

use super::Speaker;
use super::api::{Api, CallError};
use super::commands::{Scope, menu};
use crate::answer::{Answer, Block, Lang};
use crate::engine::Page;
use crate::render::bare;

/// Telegram knows languages by two letters, so both ways to write Chinese share one.
const LANGUAGES: [(Option<&str>, Lang); 2] = [(None, Lang::En), (Some("zh"), Lang::ZhHant)];

/// Registers everything that Telegram does not show yet, but for what is one person's only.
pub(super) async fn register(api: &Api, speaker: &dyn Speaker) {
    for (code, lang) in LANGUAGES {
        let language_code = code.map(str::to_owned);
        let page = |page| first_text(&speaker.page(lang, page));
        let name = page(Page::BotName);
        let description = page(Page::BotDescription);
        let short_description = page(Page::BotShortDescription);
        if let Some(name) = name {
            let get = GetMyName { language_code: language_code.clone() };
            let set = SetMyName { name: Some(name.clone()), language_code: language_code.clone() };
            log("name", code, one(api, get, set, |now| now["name"] == name.as_str()).await);
        }
        if let Some(text) = description {
            let get = GetMyDescription { language_code: language_code.clone() };
            let set =
                SetMyDescription { description: Some(text.clone()), language_code: language_code.clone() };
            log("description", code, one(api, get, set, |now| now["description"] == text.as_str()).await);
        }
        if let Some(text) = short_description {
            let get = GetMyShortDescription { language_code: language_code.clone() };
            let set = SetMyShortDescription {
                short_description: Some(text.clone()),
                language_code: language_code.clone(),
            };
            let same = |now: &Value| now["short_description"] == text.as_str();
            log("short description", code, one(api, get, set, same).await);
        }
        for (scope, of) in SCOPES {
            log("commands", code, commands(api, speaker, (code, lang), scope, of).await);
        }
    }
}

/// The menu of somebody who looks after the bot, in the chat with them; whether Telegram shows it now. It refuses to
/// speak of a chat in which nobody has written.
pub(super) async fn of_admin(api: &Api, speaker: &dyn Speaker, person: i64) -> bool {
    let scope = || Some(BotCommandScope::Chat { chat_id: ChatId(person).into() });
    let mut shown = true;
    for language in LANGUAGES {
        let set = commands(api, speaker, language, scope(), Scope::Admin).await;
        shown &= set.is_ok();
        log("an admin's commands", language.0, set);
    }
    shown
}

async fn commands(
    api: &Api,
    speaker: &dyn Speaker,
    (code, lang): (Option<&str>, Lang),
    scope: Option<BotCommandScope>,
    of: Scope,
) -> Result<(), CallError> {
    let commands = worded(speaker, lang, of);
    let language_code = code.map(str::to_owned);
    let wanted = serde_json::json!(commands);
    let get = GetMyCommands { scope: scope.clone(), language_code: language_code.clone() };
    let set = SetMyCommands { commands, scope, language_code };
    one(api, get, set, |now| *now == wanted).await
}

/// Menus by kind of chat; the first is for chats of all other kinds.
const SCOPES: [(Option<BotCommandScope>, Scope); 4] = [
    (None, Scope::Group),
    (Some(BotCommandScope::AllPrivateChats), Scope::Private),
    (Some(BotCommandScope::AllGroupChats), Scope::Group),
    (Some(BotCommandScope::AllChatAdministrators), Scope::GroupAdmins),
];

async fn one<G, S>(api: &Api, get: G, set: S, same: impl Fn(&Value) -> bool) -> Result<(), CallError>
where
    G: Payload + Serialize,
    S: Payload + Serialize,
{
    // A look that fails doesn't matter: then it is set, and that says what is wrong.
    if api.call::<_, Value>(&get).await.is_ok_and(|now| same(&now)) {
        return Ok(());
    }
    api.call::<_, Value>(&set).await.map(|_| ())
}

fn log(what: &str, language: Option<&str>, result: Result<(), CallError>) {
    if let Err(error) = result {
        let description = match &error {
            CallError::Refused { description, .. } => description.as_str(),
            _ => "",
        };
        tracing::warn!(%error, description, what, language, "the bot's profile could not be set");
    }
}

fn first_text(page: &Answer) -> Option<String> {
    let text = page.blocks.iter().find_map(|block| match block {
        Block::Headline(spans) | Block::Line(spans) | Block::Note(spans) => Some(bare(spans)),
        Block::List(_) => None,
    })?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn worded(speaker: &dyn Speaker, lang: Lang, scope: Scope) -> Vec<BotCommand> {
    let command = |name: &'static str| {
        let description = first_text(&speaker.page(lang, Page::Command(name)))?;
        Some(BotCommand { command: name.to_owned(), description })
    };
    menu(scope).filter_map(|known| command(known.name)).collect()
}
