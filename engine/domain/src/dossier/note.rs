//! Notes among staff: who is named in one. « @camille.ferrand » is found by the address, by the name in full,
//! then by the first or the last name alone; what may mean several people is asked again.

use super::Problem;
use crate::format::fold;
use crate::ids::AgentId;
use std::collections::BTreeMap;

/// The field of the form.
pub const FIELD: &str = "note";

/// Somebody who may be named: who examines the dossiers of the programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collegue {
    /// Who.
    pub id: AgentId,
    /// First name.
    pub prenom: String,
    /// Last name.
    pub nom: String,
    /// Address.
    pub email: String,
}

impl Collegue {
    fn local(&self) -> &str {
        self.email.split_once('@').map_or(self.email.as_str(), |(local, _)| local)
    }
}

/// What to write after the arobase for each: the start of the address, or all of it where another starts alike.
#[must_use]
pub fn handles(among: &[Collegue]) -> Vec<(&Collegue, &str)> {
    let starts: Vec<String> = among.iter().map(|one| compact(one.local())).collect();
    let mut alike: BTreeMap<&str, usize> = BTreeMap::new();
    for start in &starts {
        *alike.entry(start).or_default() += 1;
    }
    let handle = |(one, start): (_, &String)| {
        let one: &Collegue = one;
        (one, if alike[start.as_str()] > 1 { one.email.as_str() } else { one.local() })
    };
    among.iter().zip(&starts).map(handle).collect()
}

/// The colleagues that a text names, each once, in its order.
///
/// # Errors
/// A name that nobody has, or that several have: with whom it may mean.
pub fn mentions(text: &str, collegues: &[Collegue]) -> Result<Vec<AgentId>, Vec<Problem>> {
    let (mut found, mut problems) = (vec![], vec![]);
    for word in named(text) {
        match &meant(word, collegues)[..] {
            [one] if found.contains(&one.id) => {}
            [one] => found.push(one.id),
            [] => problems.push(Problem::of(FIELD, format!("Personne ne s'appelle « @{word} » parmi vos collègues."))),
            several => problems.push(Problem::of(FIELD, ambiguous(word, several, collegues))),
        }
    }
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

fn ambiguous(word: &str, several: &[&Collegue], collegues: &[Collegue]) -> String {
    let theirs = handles(collegues).into_iter().filter(|(one, _)| several.contains(one));
    let choices = theirs.map(|(one, handle)| format!("@{handle} ({} {})", one.prenom, one.nom));
    format!("« @{word} » peut être {}. Écrivez l'un de ces noms.", choices.collect::<Vec<_>>().join(" ou "))
}

fn meant<'a>(word: &str, collegues: &'a [Collegue]) -> Vec<&'a Collegue> {
    let wanted = compact(word);
    let by = |same: &dyn Fn(&Collegue) -> bool| collegues.iter().filter(|one| same(one)).collect::<Vec<_>>();
    if word.contains('@') {
        return by(&|one| one.email.to_lowercase() == word.to_lowercase());
    }
    let whole = by(&|one| {
        let (prenom, nom) = (compact(&one.prenom), compact(&one.nom));
        [compact(one.local()), format!("{prenom}{nom}"), format!("{nom}{prenom}")].contains(&wanted)
    });
    if whole.is_empty() { by(&|one| compact(&one.prenom) == wanted || compact(&one.nom) == wanted) } else { whole }
}

/// The words after an arobase that starts one: an address of mail names nobody.
fn named(text: &str) -> impl Iterator<Item = &str> {
    let starts = |place: usize| !text[..place].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '.');
    text.match_indices('@').filter(move |(place, _)| starts(*place)).filter_map(|(place, _)| {
        let rest = &text[place + 1..];
        let inside = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@' | '\'' | '’');
        let end = rest.find(|c: char| !inside(c)).unwrap_or(rest.len());
        let word = rest[..end].trim_end_matches(|c: char| !c.is_alphanumeric());
        (!word.is_empty()).then_some(word)
    })
}

fn compact(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Collegue, handles, mentions};
    use crate::ids::AgentId;
    use uuid::Uuid;

    fn who(id: u128, prenom: &str, nom: &str, email: &str) -> Collegue {
        Collegue { id: AgentId(Uuid::from_u128(id)), prenom: prenom.into(), nom: nom.into(), email: email.into() }
    }

    fn team() -> Vec<Collegue> {
        vec![
            who(1, "Camille", "Ferrand", "camille.ferrand@courriel.example"),
            who(2, "Camille", "Le Goff", "clegoff@courriel.example"),
            who(3, "Inès", "Zanetti", "ines@courriel.example"),
            who(4, "Inès", "Zola", "ines@autre.example"),
        ]
    }

    fn found(text: &str) -> Vec<u128> {
        mentions(text, &team()).expect(text).into_iter().map(|id| id.0.as_u128()).collect()
    }

    #[test]
    fn people_are_named_by_address_or_by_name() {
        assert_eq!(found("@camille.ferrand, et @clegoff."), [1, 2]);
        assert_eq!(found("Voir avec @Camille.Le-Goff ; puis @legoff !"), [2]);
        assert_eq!(found("(@zanetti) @ZOLA"), [3, 4]);
        assert_eq!(found("@ines@autre.example."), [4]);
    }

    #[test]
    fn an_address_of_mail_names_nobody() {
        assert!(found("Écrit à clegoff@courriel.example ; rendez-vous @ 15 h, @.").is_empty());
    }

    #[test]
    fn who_is_written_by_the_start_of_the_address_unless_another_starts_alike() {
        let all = [team(), vec![who(5, "Inès", "Zupan", "i.nes@ailleurs.example")]].concat();
        let written: Vec<&str> = handles(&all).into_iter().map(|(_, handle)| handle).collect();
        let ines = ["ines@courriel.example", "ines@autre.example", "i.nes@ailleurs.example"];
        assert_eq!(written, [&["camille.ferrand", "clegoff"][..], &ines].concat());
    }

    #[test]
    fn a_name_that_several_have_is_asked_again_with_the_choices() {
        let problems = mentions("@camille @ines @personne", &team()).expect_err("three problems");
        let said: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        assert!(said[0].contains("@camille.ferrand (Camille Ferrand) ou @clegoff (Camille Le Goff)"), "{said:?}");
        assert!(said[1].contains("@ines@courriel.example (Inès Zanetti) ou @ines@autre.example"), "{said:?}");
        assert!(said[2].contains("Personne ne s'appelle « @personne »"), "{said:?}");
        assert!(problems.iter().all(|problem| problem.field == "note"));
    }
}
