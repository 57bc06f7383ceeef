//! A person of the samples, plainly fictional: invented names and streets, numbers of telephone kept
//! for fiction, addresses of mail that can reach nobody.

use super::chance::Chance;
use super::words;
use chrono::{Months, NaiveDate, TimeDelta};
use guichet_domain::format::fold;
use guichet_domain::value::Adresse;

/// Somebody.
#[derive(Debug, Clone)]
pub(super) struct Person {
    /// Madame rather than Monsieur.
    pub(super) woman: bool,
    /// First name.
    pub(super) prenom: String,
    /// Last name.
    pub(super) nom: String,
    /// Day of birth; a programme's answers may say another.
    pub(super) naissance: NaiveDate,
    /// Address of mail.
    pub(super) email: String,
    /// Telephone, ten digits.
    pub(super) telephone: String,
    /// Their account, where it is also somebody else's.
    pub(super) iban: Option<String>,
    /// Postal address.
    pub(super) adresse: Adresse,
}

/// Draws somebody of working age on that day.
pub(super) fn draw(today: NaiveDate, chance: &mut Chance) -> Person {
    let woman = chance.percent(52);
    let prenom = chance.word(if woman { &words::WOMEN } else { &words::MEN });
    let nom = chance.word(&words::NAMES);
    let years = u32::try_from(chance.between(24, 58)).unwrap_or(40);
    let naissance = today.checked_sub_months(Months::new(12 * years)).unwrap_or(today);
    let (code_postal, commune) = chance.one(&words::TOWNS).copied().unwrap_or_default();
    let site = chance.word(&["courriel.example", "poste.example", "boite.example"]);
    Person {
        woman,
        prenom: prenom.to_owned(),
        nom: nom.to_owned(),
        naissance: naissance - TimeDelta::days(chance.between(0, 364)),
        email: format!("{}.{}@{site}", plain(prenom), plain(nom)),
        telephone: format!("{}{}", chance.word(&["063998", "019900"]), chance.digits(4)),
        iban: None,
        adresse: Adresse {
            voie: format!("{} {}", chance.between(1, 140), chance.word(&words::STREETS)),
            complement: if chance.percent(25) {
                format!("Bâtiment {}", chance.word(&["A", "B", "C"]))
            } else {
                String::new()
            },
            code_postal: code_postal.to_owned(),
            commune: commune.to_owned(),
            pays: String::new(),
        },
    }
}

impl Person {
    /// First and last name.
    pub(super) fn whole_name(&self) -> String {
        format!("{} {}", self.prenom, self.nom)
    }

    /// The same with a number in the address of mail, when two people share a name.
    pub(super) fn numbered(mut self, number: usize) -> Self {
        self.email = self.email.replacen('@', &format!("{number}@"), 1);
        self
    }
}

/// A name as in an address of mail.
fn plain(name: &str) -> String {
    fold(name).chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::draw;
    use crate::commands::samples::chance::Chance;
    use guichet_domain::field::read_email;

    #[test]
    fn nobody_real_can_be_reached() {
        let mut chance = Chance::new(5);
        let today = chrono::NaiveDate::from_ymd_opt(2020, 11, 25).unwrap();
        for _ in 0..300 {
            let person = draw(today, &mut chance).numbered(2);
            assert!(read_email(&person.email).is_ok() && person.email.ends_with(".example"), "{}", person.email);
            assert!(person.telephone.starts_with("063998") || person.telephone.starts_with("019900"));
            assert_eq!(person.telephone.len(), 10);
            assert!(person.naissance < today);
        }
    }
}
