//! What the bot says, as Fluent messages of the language data.
//!
//! Owns: formatting a message in a language. Must not know: any wording.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::answer::Lang;
use crate::text::simplify;

/// Arguments of a message.
pub type Args<'a> = FluentArgs<'a>;

/// Messages in Traditional Chinese and English; Simplified Chinese is converted, with words of its own.
pub struct Messages {
    hant: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
    /// Mainland words for converted ones, longest first.
    mainland: Vec<(String, String)>,
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Messages")
    }
}

impl Messages {
    pub(super) fn new(
        files: &[(String, String)],
        simplified: &[(String, String)],
    ) -> Result<Messages, String> {
        let bundle = |lang: Lang| -> Result<_, String> {
            let tag = lang.tag();
            let language = tag.parse().map_err(|e| format!("{tag}: {e}"))?;
            let mut bundle = FluentBundle::new_concurrent(vec![language]);
            bundle.set_use_isolating(false);
            bundle.add_builtins().map_err(|e| format!("{tag}: {e}"))?;
            for (_, text) in files.iter().filter(|(file, _)| file == tag) {
                let resource = FluentResource::try_new(text.clone())
                    .map_err(|(_, errors)| format!("{tag}.ftl: {}", errors[0]))?;
                bundle.add_resource(resource).map_err(|e| format!("{tag}.ftl: {}", e[0]))?;
            }
            Ok(bundle)
        };
        let mut mainland: Vec<_> = simplified.iter().map(|(from, to)| (simplify(from), to.clone())).collect();
        mainland.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
        Ok(Messages { hant: bundle(Lang::ZhHant)?, en: bundle(Lang::En)?, mainland })
    }

    /// Whether both languages have the message.
    pub fn has(&self, id: &str) -> bool {
        self.hant.has_message(id) && self.en.has_message(id)
    }

    /// The message `id` in `lang`. In Simplified Chinese the result is still Traditional: [`Messages::simplified`]
    /// converts a whole answer at once. An unknown id gives the id itself, which the tests look for.
    pub fn say(&self, lang: Lang, id: &str, args: &Args<'_>) -> String {
        let bundle = if lang == Lang::En { &self.en } else { &self.hant };
        let Some(pattern) = bundle.get_message(id).and_then(|m| m.value()) else { return id.to_owned() };
        bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned()
    }

    /// Traditional text as a mainland reader writes it.
    pub fn simplified(&self, text: &str) -> String {
        let mut text = simplify(text);
        for (from, to) in &self.mainland {
            if text.contains(from.as_str()) {
                text = text.replace(from.as_str(), to);
            }
        }
        text
    }
}

/// Shorthand for message arguments.
pub fn args<'a, const N: usize>(pairs: [(&'a str, FluentValue<'a>); N]) -> Args<'a> {
    pairs.into_iter().collect()
}
