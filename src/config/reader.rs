//! Reads settings one by one and collects what is wrong with them.
//!
//! Owns: the mistakes. Must not know: which settings there are.

use std::ffi::OsString;

/// Settings by name, from wherever `lookup` finds them.
pub(super) struct Reader<F> {
    lookup: F,
    pub mistakes: Vec<String>,
}

impl<F: Fn(&str) -> Option<OsString>> Reader<F> {
    pub(super) fn new(lookup: F) -> Reader<F> {
        Reader { lookup, mistakes: Vec::new() }
    }

    /// The value of `name`; an empty one counts as none.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        match (self.lookup)(name)?.into_string() {
            Ok(value) if value.trim().is_empty() => None,
            Ok(value) => Some(value.trim().to_owned()),
            Err(_) => {
                self.mistakes.push(format!("{name} is not text in UTF-8"));
                None
            }
        }
    }

    /// The value of `name` as `read` takes it. `wrong` says what is wrong when it does not; the value itself is not
    /// quoted, as it may be a secret with a slip of the pen in it.
    pub(super) fn read<T>(
        &mut self,
        name: &str,
        wrong: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let value = self.text(name)?;
        let read = read(&value);
        if read.is_none() {
            self.mistakes.push(format!("{name} {wrong}"));
        }
        read
    }
}
