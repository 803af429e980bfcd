fn main() {
    let t = std::time::Instant::now();
    match footnote::knowledge::FactBase::embedded() {
        Ok(b) => println!("{} observations {:?}", b.observations.len(), t.elapsed()),
        Err(e) => println!("{e}"),
    }
}
