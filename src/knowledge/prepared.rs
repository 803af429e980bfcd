//! Reads the values of a data file as `build.rs` has laid them down.
//!
//! Owns: their form in bytes. Must not know: the schema, which takes these values as it takes those of TOML; whether
//! they are all right, which is for the text to tell.

use serde::de::value::{BorrowedStrDeserializer, Error};
use serde::de::{DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};
use serde_spanned::de::{SpannedDeserializer, is_spanned};

/// What was laid down in `bytes`; `None` where the schema does not take it.
pub(super) fn read<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Option<T> {
    T::deserialize(&mut Reader { rest: bytes }).ok()
}

#[derive(Clone)]
struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], Error> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or_else(|| Error::custom("cut off"))?;
        self.rest = rest;
        Ok(taken)
    }

    fn bytes<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        self.take(N)?.try_into().map_err(Error::custom)
    }

    fn length(&mut self) -> Result<usize, Error> {
        Ok(u32::from_le_bytes(self.bytes()?) as usize)
    }

    fn text(&mut self) -> Result<&'a str, Error> {
        let length = self.length()?;
        std::str::from_utf8(self.take(length)?).map_err(Error::custom)
    }

    /// The text of a value that can only be one.
    fn word(&mut self) -> Result<&'a str, Error> {
        if self.bytes()? == *b"s" { self.text() } else { Err(Error::custom("no text")) }
    }

    /// Where the table that comes next stands in its file.
    fn span(&self) -> Result<std::ops::Range<usize>, Error> {
        let mut ahead = self.clone();
        if ahead.bytes()? != *b"t" {
            return Err(Error::custom("no table"));
        }
        Ok(ahead.length()?..ahead.length()?)
    }
}

impl<'de> IntoDeserializer<'de, Error> for &mut Reader<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.bytes::<1>()? {
            [b'b'] => visitor.visit_bool(self.bytes()? != [0]),
            [b'i'] => visitor.visit_i64(i64::from_le_bytes(self.bytes()?)),
            [b'f'] => visitor.visit_f64(f64::from_le_bytes(self.bytes()?)),
            [b's'] => visitor.visit_borrowed_str(self.text()?),
            [b'a'] => {
                let left = self.length()?;
                visitor.visit_seq(Entries { reader: self, left })
            }
            [b't'] => {
                let (_, _, left) = (self.length()?, self.length()?, self.length()?);
                visitor.visit_map(Entries { reader: self, left })
            }
            _ => Err(Error::custom("no such sort of value")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if is_spanned(name) {
            let span = self.span()?;
            visitor.visit_map(SpannedDeserializer::new(self, span))
        } else {
            self.deserialize_any(visitor)
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(BorrowedStrDeserializer::new(self.word()?))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}

/// What is left of an array or a table.
struct Entries<'r, 'a> {
    reader: &'r mut Reader<'a>,
    left: usize,
}

impl<'de> SeqAccess<'de> for Entries<'_, 'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl<'de> MapAccess<'de> for Entries<'_, 'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(BorrowedStrDeserializer::new(self.reader.text()?)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(&mut *self.reader)
    }
}
