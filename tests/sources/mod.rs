//! The project's own source files, read as Rust reads them.
//!
//! Owns: the files of `src/`, their string literals and the paths that they use. Must not know: any rule about them.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use proc_macro2::{Delimiter, Literal, TokenStream, TokenTree};

/// One file of `src/`, by its path below the project, with `/`.
pub struct Source {
    pub path: String,
    pub text: String,
}

/// A string literal and the line on which it begins, from 1.
#[derive(Debug, PartialEq, Eq)]
pub struct Text {
    pub line: usize,
    pub value: String,
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file of `src/`, sorted by path.
pub fn sources() -> Vec<Source> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("src can be read") {
            let path = entry.expect("an entry of src can be read").path();
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|e| e == "rs") {
                files.push(path);
            }
        }
    }
    let mut files = Vec::new();
    walk(&root().join("src"), &mut files);
    files.sort();
    let source = |file: PathBuf| Source {
        path: file.strip_prefix(root()).expect("src is below").to_string_lossy().replace('\\', "/"),
        text: std::fs::read_to_string(&file).expect("a source file is UTF-8"),
    };
    files.into_iter().map(source).collect()
}

fn tokens(text: &str) -> TokenStream {
    TokenStream::from_str(text).unwrap_or_else(|e| panic!("the source is no Rust: {e}"))
}

/// The string literals of a file, also those within macros and attributes; comments of either kind are none.
#[allow(dead_code, reason = "each test binary uses its part of this module")]
pub fn strings(text: &str) -> Vec<Text> {
    fn walk(stream: TokenStream, found: &mut Vec<Text>) {
        for token in stream {
            match token {
                TokenTree::Group(group) => {
                    // A doc comment reaches us as the attribute `[doc = "…"]`.
                    let first = group.stream().into_iter().next();
                    let doc = group.delimiter() == Delimiter::Bracket
                        && matches!(first, Some(TokenTree::Ident(name)) if name == "doc");
                    if !doc {
                        walk(group.stream(), found);
                    }
                }
                TokenTree::Literal(literal) => found
                    .extend(value(&literal).map(|value| Text { line: literal.span().start().line, value })),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    walk(tokens(text), &mut found);
    found
}

/// What a string or character literal stands for, escapes resolved; none for numbers.
fn value(literal: &Literal) -> Option<String> {
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => Some(text.value()),
        syn::Lit::ByteStr(bytes) => Some(String::from_utf8_lossy(&bytes.value()).into_owned()),
        syn::Lit::CStr(text) => Some(text.value().to_string_lossy().into_owned()),
        syn::Lit::Char(one) => Some(one.value().to_string()),
        _ => None,
    }
}

/// What a file takes from the crate: `[room, item]` of every `crate::room::item`, use trees spread out.
#[allow(dead_code, reason = "each test binary uses its part of this module")]
pub fn crate_paths(text: &str) -> Vec<Vec<String>> {
    /// Reads a use tree from `at`; gives the position behind it.
    fn tree(tokens: &[TokenTree], mut at: usize, before: &[String], found: &mut Vec<Vec<String>>) -> usize {
        let mut path = before.to_vec();
        loop {
            match tokens.get(at) {
                Some(TokenTree::Ident(name)) => path.push(name.to_string()),
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    let mut next = 0;
                    while next < inner.len() {
                        next = tree(&inner, next, &path, found).max(next + 1);
                    }
                    return at + 1;
                }
                _ => break,
            }
            at += 1;
            let colon = |k: usize| matches!(tokens.get(k), Some(TokenTree::Punct(p)) if p.as_char() == ':');
            if !(colon(at) && colon(at + 1)) {
                break;
            }
            at += 2;
        }
        if path.len() > before.len() {
            path.truncate(2);
            found.push(path);
        }
        at
    }
    fn walk(stream: TokenStream, found: &mut Vec<Vec<String>>) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            match token {
                // `pub(crate)` has no colons behind it.
                TokenTree::Ident(name) if name == "crate" && at + 3 < tokens.len() => {
                    if matches!(&tokens[at + 1], TokenTree::Punct(p) if p.as_char() == ':') {
                        tree(&tokens, at + 3, &[], found);
                    }
                }
                TokenTree::Group(group) => walk(group.stream(), found),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    walk(tokens(text), &mut found);
    found
}
