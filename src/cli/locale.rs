//! The language of the person at the terminal, before they have typed a word.
//!
//! Owns: reading the locale. Must not know: what is said in that language.

use crate::answer::Lang;

/// Where a locale is looked for; the first one that is set counts, as POSIX has it.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The language of the environment's locale; English where there is none.
pub fn lang() -> Lang {
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    VARIABLES.iter().find_map(set).map_or(Lang::En, |locale| of(&locale))
}

/// The language of a locale such as `zh_HK.UTF-8` or a tag such as `zh-Hans-SG`.
fn of(locale: &str) -> Lang {
    let mut parts = locale.split(['_', '-', '.', '@']);
    if !parts.next().is_some_and(|language| language.eq_ignore_ascii_case("zh")) {
        return Lang::En;
    }
    let mainland = |part: &str| ["cn", "sg", "hans"].iter().any(|name| part.eq_ignore_ascii_case(name));
    let written = |part: &str| part.eq_ignore_ascii_case("hant");
    let parts: Vec<&str> = parts.collect();
    let simplified = !parts.iter().any(|part| written(part)) && parts.iter().any(|part| mainland(part));
    if simplified { Lang::ZhHans } else { Lang::ZhHant }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_names_one_of_our_languages() {
        for (locale, lang) in [
            ("zh_HK.UTF-8", Lang::ZhHant),
            ("zh_TW", Lang::ZhHant),
            ("zh_CN.GB18030", Lang::ZhHans),
            ("zh-Hans-SG", Lang::ZhHans),
            ("zh-Hant-CN", Lang::ZhHant),
            ("zh", Lang::ZhHant),
            ("en_GB.UTF-8", Lang::En),
            ("C.UTF-8", Lang::En),
            ("POSIX", Lang::En),
        ] {
            assert_eq!(of(locale), lang, "{locale}");
        }
    }
}
