//! The hosts of a programme: exact names, lower case, no port, each once over all programmes.

use super::file::File;
use super::shape::Text;
use std::ops::Range;

/// Says what is wrong with the hosts of one programme.
pub(super) fn check(hosts: &[Text], place: &Range<usize>, file: &mut File<'_>) {
    if hosts.is_empty() {
        file.say(place, "aucun nom d'hôte n'est déclaré.", "Écrivez « hotes: [fussat-audiens.org] ».");
    }
    for (at, host) in hosts.iter().enumerate() {
        if let Some((message, advice)) = fault_of(&host.text) {
            file.say(&host.place, format!("« {} » : {message}", host.text), advice);
        } else if hosts[..at].iter().any(|before| before.text == host.text) {
            file.say(&host.place, format!("l'hôte « {} » est écrit deux fois.", host.text), "Retirez-en un.");
        }
    }
}

fn fault_of(host: &str) -> Option<(&'static str, String)> {
    if let Some((_, rest)) = host.split_once("://") {
        return Some((
            "un nom d'hôte s'écrit sans « https:// ».",
            format!("Écrivez « {} ».", rest.trim_end_matches('/')),
        ));
    }
    if let Some((name, _)) = host.split_once(':') {
        return Some(("un nom d'hôte s'écrit sans port.", format!("Écrivez « {name} ».")));
    }
    if host.chars().any(char::is_uppercase) {
        return Some(("un nom d'hôte s'écrit en minuscules.", format!("Écrivez « {} ».", host.to_lowercase())));
    }
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if host.len() > 253 || !host.contains('.') || !host.split('.').all(label) {
        return Some(("ce n'est pas un nom d'hôte.", "Écrivez par exemple « fussat-audiens.org ».".to_owned()));
    }
    None
}
