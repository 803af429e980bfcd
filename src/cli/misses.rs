//! `footnote misses`: what an editor of the fact base has to look at.
//!
//! Owns: how it is printed. Must not know: what a miss is, what is alike; that is `editor`'s.

use super::{ago, memory};
use crate::config::Config;
use crate::editor::{self, Group, Miss};
use crate::engine::gist;
use crate::knowledge::FactBase;

/// More of either sort are not read; the most frequent come first.
const MOST: usize = 5000;

/// Prints the misses in the store of `config`, also beside a running bot, those alike together.
pub fn run(config: &Config, base: &FactBase, json: bool) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let misses = runtime.block_on(async {
        let store = memory::visit(config).await?;
        let misses = editor::misses(store.as_ref(), MOST).await?;
        store.close().await?;
        anyhow::Ok(misses)
    })?;
    let groups = editor::grouped(misses, |words| gist(base, words));
    for group in &groups {
        match json {
            true => println!("{}", serde_json::to_string(group)?),
            false => print(group),
        }
    }
    if !json {
        println!("{} in {} groups", groups.iter().map(|group| group.times).sum::<u64>(), groups.len());
    }
    Ok(())
}

fn print(group: &Group) {
    println!("{}×, the last {} ago", group.times, ago::since(group.last));
    for miss in &group.misses {
        let Miss { question, lang, sort, times, said, facts, .. } = miss;
        println!("  {times}×  {sort}  {lang}  {question}");
        if let Some(said) = said {
            println!("      said: {said}");
        }
        let refs = facts.as_ref().and_then(|facts| facts["refs"].as_array()).into_iter().flatten();
        let refs: Vec<&str> = refs.filter_map(|reference| reference.as_str()).collect();
        if !refs.is_empty() {
            println!("      answered from: {}", refs.join(", "));
        }
    }
}
