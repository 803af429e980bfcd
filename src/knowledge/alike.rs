//! Forms by what they are like: by a sound, or by all characters but one.
//!
//! Owns: that a likeness which two different forms share leads to neither. Must not know: what makes forms alike.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// Forms by a key that others may share.
#[derive(Debug, Default)]
pub(super) struct Alike {
    forms: Vec<CompactString>,
    /// Place in `forms`; `None` where two different ones fit.
    by_key: FxHashMap<CompactString, Option<u32>>,
}

impl Alike {
    /// Adds a form under each of its keys; of two forms that are the same for `same`, the first stands for both.
    pub fn add(
        &mut self,
        form: &str,
        keys: impl Iterator<Item = CompactString>,
        same: impl Fn(&str, &str) -> bool,
    ) {
        let fresh = self.forms.len() as u32;
        self.forms.push(form.into());
        for key in keys {
            let only = self.by_key.entry(key).or_insert(Some(fresh));
            *only = only.filter(|known| {
                let known = &self.forms[*known as usize];
                known == form || same(known, form)
            });
        }
    }

    /// The one form under `key`: `None` where there is none, `Some(None)` where there are several.
    pub fn get(&self, key: &str) -> Option<Option<&str>> {
        self.by_key.get(key).map(|only| only.map(|form| self.forms[form as usize].as_str()))
    }
}
