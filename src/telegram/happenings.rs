//! Messages that nobody has written: Telegram tells of something that happened in a chat, or copies a post.
//!
//! Owns: telling them from what people say. Must not know: what is done about either.

use super::update::Message;

/// A channel's post that Telegram has copied into its discussion group.
pub(super) fn is_automatic(message: &Message) -> bool {
    message.rest.get("is_automatic_forward").and_then(serde_json::Value::as_bool).unwrap_or(false)
}

/// Whether Telegram wrote the message, about something that happened in the chat. Content of kinds that are yet to
/// come counts as a person's.
pub(super) fn is_service(message: &Message) -> bool {
    const SERVICE: &[&str] = &[
        "new_chat_members",
        "left_chat_member",
        "new_chat_title",
        "new_chat_photo",
        "delete_chat_photo",
        "group_chat_created",
        "supergroup_chat_created",
        "channel_chat_created",
        "message_auto_delete_timer_changed",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "pinned_message",
        "successful_payment",
        "refunded_payment",
        "users_shared",
        "chat_shared",
        "connected_website",
        "write_access_allowed",
        "passport_data",
        "proximity_alert_triggered",
        "boost_added",
        "chat_background_set",
        "direct_message_price_changed",
        "paid_message_price_changed",
        "gift",
        "unique_gift",
        "giveaway_created",
        "giveaway_completed",
        "web_app_data",
    ];
    const FAMILIES: &[&str] = &["forum_topic_", "general_forum_topic_", "video_chat_", "checklist_tasks_"];
    let service = |field: &String| {
        SERVICE.contains(&field.as_str()) || FAMILIES.iter().any(|family| field.starts_with(family))
    };
    message.rest.keys().any(service)
}
