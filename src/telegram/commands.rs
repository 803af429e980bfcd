//! The commands that Telegram's menu offers, and in which chats.
//!
//! Owns: the one table of them, in the order of the menu. A command's words are the messages `command-…` of the language
//! data; what it does is its file in `handlers`. Must not know: either.

/// A command of the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Command {
    /// Without the slash.
    pub name: &'static str,
    /// Who sees it.
    pub seen: Seen,
}

/// Whose menu a command stands in; what is offered in groups is offered everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Everybody, everywhere.
    Everywhere,
    /// Everybody in private, and in groups those who look after the group.
    PrivateAndGroupAdmins,
    /// In private only.
    Private,
    /// The people who look after the bot, in private.
    Admins,
}

/// A kind of chat that has a menu of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    Private,
    Group,
    GroupAdmins,
    /// The chat with somebody who looks after the bot.
    Admin,
}

/// All of them.
pub const COMMANDS: &[Command] = &[
    Command { name: "start", seen: Seen::Private },
    Command { name: "help", seen: Seen::Everywhere },
    Command { name: "rank", seen: Seen::Everywhere },
    Command { name: "compare", seen: Seen::Everywhere },
    Command { name: "chart", seen: Seen::Everywhere },
    Command { name: "table", seen: Seen::Everywhere },
    Command { name: "topics", seen: Seen::Everywhere },
    Command { name: "sources", seen: Seen::Everywhere },
    Command { name: "cite", seen: Seen::Everywhere },
    Command { name: "lang", seen: Seen::PrivateAndGroupAdmins },
    Command { name: "privacy", seen: Seen::Everywhere },
    Command { name: "forgetme", seen: Seen::Everywhere },
    Command { name: "about", seen: Seen::Everywhere },
    Command { name: "feedback", seen: Seen::Private },
    Command { name: "misses", seen: Seen::Admins },
    Command { name: "stats", seen: Seen::Admins },
];

/// The commands of `scope`'s menu.
pub fn menu(scope: Scope) -> impl Iterator<Item = &'static Command> {
    let seen = move |command: &&Command| match scope {
        Scope::Admin => true,
        Scope::Private => command.seen != Seen::Admins,
        Scope::Group => command.seen == Seen::Everywhere,
        Scope::GroupAdmins => matches!(command.seen, Seen::Everywhere | Seen::PrivateAndGroupAdmins),
    };
    COMMANDS.iter().filter(seen)
}
