//! A peer in Rust: reads questions as lines of JSON, prints for each the number of the best pair by tantivy's BM25.
//!
//!     peer CORPUS.jsonl < questions

use std::io::{BufRead, Write};

use serde_json::{Value as Json, json};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{
    IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::{Index, TantivyDocument, Term, doc};

type Failure = Box<dyn std::error::Error>;

/// Words, and pairs of neighbouring ideographs: what search engines without a dictionary take Chinese apart into.
fn tokens(text: &str) -> Vec<String> {
    let han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    let lower = text.to_lowercase();
    let mut runs: Vec<Vec<char>> = vec![vec![]];
    for c in lower.chars() {
        let part = han(c) || c.is_ascii_alphanumeric();
        let fits = runs.last().and_then(|r| r.last()).is_none_or(|last| han(*last) == han(c));
        if !part || !fits {
            runs.push(vec![]);
        }
        if part {
            runs.last_mut().into_iter().for_each(|r| r.push(c));
        }
    }
    let split = |run: Vec<char>| -> Vec<String> {
        if run.len() > 1 && han(run[0]) {
            run.windows(2).map(|pair| pair.iter().collect()).collect()
        } else {
            vec![run.into_iter().collect()]
        }
    };
    runs.into_iter().filter(|r| !r.is_empty()).flat_map(split).collect()
}

fn main() -> Result<(), Failure> {
    let path = std::env::args().nth(1).ok_or("peer CORPUS.jsonl")?;
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("whitespace")
        .set_index_option(IndexRecordOption::WithFreqs);
    let mut schema = Schema::builder();
    let asks = schema.add_text_field("asks", TextOptions::default().set_indexing_options(indexing));
    let at = schema.add_u64_field("at", STORED);
    let index = Index::create_in_ram(schema.build());
    let mut writer = index.writer_with_num_threads(1, 50_000_000)?;
    for (number, line) in std::fs::read_to_string(path)?.lines().enumerate() {
        let pair: Json = serde_json::from_str(line)?;
        let text = tokens(pair["asks"].as_str().unwrap_or_default()).join(" ");
        writer.add_document(doc!(asks => text, at => number as u64))?;
    }
    writer.commit()?;
    let searcher = index.reader()?.searcher();
    let mut out = std::io::stdout().lock();
    writeln!(out, "ready")?;
    for line in std::io::stdin().lock().lines() {
        let question: Json = serde_json::from_str(&line?)?;
        let terms = tokens(question["text"].as_str().unwrap_or_default());
        let clause = |t: String| -> (Occur, Box<dyn Query>) {
            let term = Term::from_field_text(asks, &t);
            (Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)))
        };
        let query = BooleanQuery::new(terms.into_iter().map(clause).collect());
        let best = searcher.search(&query, &TopDocs::with_limit(1))?;
        let (score, found) = match best.first() {
            Some((score, address)) => {
                let document: TantivyDocument = searcher.doc(*address)?;
                (*score, document.get_first(at).and_then(|v| v.as_u64()).unwrap_or_default())
            }
            None => (0.0, 0),
        };
        writeln!(out, "{}", json!({"at": found, "score": score}))?;
        out.flush()?;
    }
    Ok(())
}
