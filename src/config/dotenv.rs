//! The `.env` file.
//!
//! Owns: reading it, and naming the line of a mistake. Must not know: which settings there are. Values are not quoted in
//! errors: they may be secret.

use std::collections::HashMap;
use std::path::Path;

/// The settings in a `.env` file; a missing file has none.
pub(super) fn read(path: &Path) -> Result<HashMap<String, String>, String> {
    let name = path.display();
    let content = match std::fs::read(path) {
        Ok(content) => content,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(HashMap::new()),
        Err(error) => return Err(format!("{name} cannot be read: {error}")),
    };
    let content = String::from_utf8(content).map_err(|_| format!("{name} is not text in UTF-8"))?;
    // Some editors begin a file with a byte order mark.
    let content = content.trim_start_matches('\u{FEFF}');
    let mut settings = HashMap::new();
    for entry in dotenvy::from_read_iter(content.as_bytes()) {
        match entry {
            Ok((key, value)) => settings.insert(key, value),
            Err(dotenvy::Error::LineParse(bad, _)) => {
                // dotenvy gives the line, not its number; a quote left open gives several.
                let first = bad.trim().lines().next().unwrap_or_default().trim();
                let line = content.lines().position(|line| line.trim() == first);
                let place = line.map_or(String::new(), |line| format!(", line {}", line + 1));
                return Err(format!("{name}{place}: a setting reads NAME=value, with quotes around spaces"));
            }
            Err(_) => return Err(format!("{name} cannot be read")),
        };
    }
    Ok(settings)
}
