//! What the strict CSP needs of the templates: no style and no script inside a page.

use super::source::{files, must_be_none};

/// The attributes of an element that browsers run as script.
fn has_handler(tag: &str) -> bool {
    tag.split_whitespace().any(|part| {
        let Some((name, _)) = part.split_once('=') else { return false };
        name.len() > 2 && name.starts_with("on") && name.chars().all(|c| c.is_ascii_lowercase())
    })
}

#[test]
fn pages_carry_no_style_and_no_script_of_their_own() {
    let mut found = Vec::new();
    for source in files("themes", &[".html"]).into_iter().filter(|source| !source.path.contains("/mails/")) {
        for (place, _) in source.text.match_indices('<') {
            let tag = source.text[place..].split('>').next().unwrap_or_default();
            let inline_script = tag.starts_with("<script") && !tag.contains("src=");
            let styled = tag.starts_with("<style") || tag.contains(" style=");
            if inline_script || styled || has_handler(tag) {
                found.push(format!("{} : {tag}>", source.path));
            }
        }
    }
    must_be_none(&found, "La CSP l'interdit : un fichier de static/, ou une classe.");
}

#[test]
fn nothing_comes_from_elsewhere() {
    let mut found = Vec::new();
    for source in files("themes", &[".html", ".css", ".js"]) {
        for word in ["src=\"http", "src=\"//", "@import", "url(http", "url(//", "from \"http", "eval(", "innerHTML"] {
            if source.text.contains(word) && !source.path.contains("/mails/") {
                found.push(format!("{} : {word}", source.path));
            }
        }
    }
    must_be_none(&found, "Ni police, ni script, ni image d'un autre site ; ni HTML fabriqué dans le navigateur.");
}
