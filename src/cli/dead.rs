//! `footnote dead`: updates that were set aside, with their errors.
//!
//! Owns: listing them, opening them again, deleting them. Must not know: what they say; nobody is shown that.

use super::{ago, memory};
use crate::config::Config;

/// More are not listed at a time.
const MOST: usize = 1000;

/// Which updates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    One(i64),
    All,
}

/// What to do with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    List,
    Retry(Which),
    Forget(Which),
}

impl std::str::FromStr for Which {
    type Err = String;

    fn from_str(text: &str) -> Result<Which, String> {
        match text {
            "all" => Ok(Which::All),
            number => number.parse().map(Which::One).map_err(|_| "a number, or all".to_owned()),
        }
    }
}

impl Which {
    fn id(self) -> Option<i64> {
        match self {
            Which::One(id) => Some(id),
            Which::All => None,
        }
    }
}

/// Works on the store of `config`, also beside a running bot; prints to standard output.
pub fn run(config: &Config, deed: Deed) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    runtime.block_on(async {
        let store = memory::visit(config).await?;
        match deed {
            Deed::List => {
                let dead = store.list_dead(MOST).await?;
                for update in &dead {
                    let again = if update.whole { "" } else { " (too old to try again)" };
                    let ago = ago::since(update.since);
                    println!(
                        "{}  {ago} ago, {} attempts: {}{again}",
                        update.update_id, update.attempts, update.error
                    );
                }
                println!("{} set aside", dead.len());
            }
            Deed::Retry(which) => {
                println!("{} will be tried again", store.revive(which.id(), ago::now()).await?);
            }
            Deed::Forget(which) => println!("{} forgotten", store.bury(which.id()).await?),
        }
        store.close().await?;
        Ok(())
    })
}
