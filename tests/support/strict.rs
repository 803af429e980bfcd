//! Reads Telegram HTML as strictly as Telegram does, and a little more: an entity that it would show raw is an error.

/// Tags that may be used, and whether they may stand in themselves.
const TAGS: &[&str] = &["b", "i", "u", "s", "code", "pre", "a", "blockquote"];

/// Units of UTF-16 that a message may have when its tags and entities are read.
const MOST: usize = 4096;

/// Whether `html` is a message that Telegram takes; else why not.
pub fn message(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let (mut shown, mut rest) = (String::new(), html);
    while let Some(character) = rest.chars().next() {
        match character {
            '<' => {
                let end = rest.find('>').ok_or("a tag without an end")?;
                tag(&rest[1..end], &mut open)?;
                rest = &rest[end + 1..];
            }
            '>' => return Err("a bare >".into()),
            '&' => {
                let end = rest.find(';').ok_or("a bare &")?;
                shown.push(entity(&rest[1..end])?);
                rest = &rest[end + 1..];
            }
            other => {
                shown.push(other);
                rest = &rest[other.len_utf8()..];
            }
        }
    }
    if let Some(tag) = open.last() {
        return Err(format!("<{tag}> is not closed"));
    }
    let units = shown.encode_utf16().count();
    if units > MOST {
        return Err(format!("{units} units"));
    }
    if shown.trim().is_empty() {
        return Err("nothing to be seen".into());
    }
    Ok(())
}

fn tag<'a>(inside: &'a str, open: &mut Vec<&'a str>) -> Result<(), String> {
    if let Some(name) = inside.strip_prefix('/') {
        return match open.pop() {
            Some(last) if last == name => Ok(()),
            last => Err(format!("</{name}> ends {last:?}")),
        };
    }
    let (name, attribute) = inside.split_once(' ').unwrap_or((inside, ""));
    if !TAGS.contains(&name) {
        return Err(format!("<{name}> is unknown"));
    }
    let fine = match (name, attribute) {
        ("blockquote", "expandable") | (_, "") => name != "a",
        ("a", link) => link
            .strip_prefix("href=\"")
            .and_then(|rest| rest.strip_suffix('"'))
            .is_some_and(|url| !url.contains(['"', '<']) && entities(url).is_ok()),
        _ => false,
    };
    if !fine {
        return Err(format!("<{inside}> has odd attributes"));
    }
    if open.contains(&name) && name == "blockquote" {
        return Err("block quotes do not nest".into());
    }
    open.push(name);
    Ok(())
}

fn entities(text: &str) -> Result<(), String> {
    for part in text.split('&').skip(1) {
        entity(part.split_once(';').ok_or("a bare & in an address")?.0)?;
    }
    Ok(())
}

fn entity(name: &str) -> Result<char, String> {
    match name {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "quot" => Ok('"'),
        _ => Err(format!("&{name}; is shown raw")),
    }
}
