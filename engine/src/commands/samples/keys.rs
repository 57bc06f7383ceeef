//! Numbers that carry a key: social security and bank account. Their form and keys are right, so that
//! forms accept them; the bank and the towns of birth do not exist.

use super::chance::Chance;
use chrono::{Datelike, NaiveDate};

/// A bank code that no bank has.
const BANK: &str = "99990";
/// The check digits of French accounts and of the social security count modulo this.
const MODULUS: u64 = 97;

/// A social security number for somebody born that day, key included.
pub(super) fn nir(woman: bool, born: NaiveDate, chance: &mut Chance) -> String {
    let sex = if woman { 2 } else { 1 };
    let department = chance.between(1, 95);
    // 20 is not a department since Corsica was divided: its people have letters there.
    let department = if department == 20 { 21 } else { department };
    // Communes are numbered from 1: none has a number above 900 in these departments.
    let body = format!(
        "{sex}{:02}{:02}{department:02}{:03}{:03}",
        born.year() % 100,
        born.month(),
        chance.between(901, 989),
        chance.between(1, 999)
    );
    format!("{body}{:02}", MODULUS - modulo(&body))
}

/// A French IBAN.
pub(super) fn iban(chance: &mut Chance) -> String {
    let (branch, account) = (chance.digits(5), chance.digits(11));
    let number = |digits: &str| digits.parse::<u64>().unwrap_or(0);
    let rib = MODULUS - (89 * number(BANK) + 15 * number(&branch) + 3 * number(&account)) % MODULUS;
    let bban = format!("{BANK}{branch}{account}{rib:02}");
    // FR is 15 27, and 00 stands for the digits being computed.
    let check = MODULUS + 1 - modulo(&format!("{bban}152700"));
    format!("FR{check:02}{bban}")
}

/// The remainder of a number too long for any integer.
fn modulo(digits: &str) -> u64 {
    digits.bytes().fold(0, |rest, digit| (rest * 10 + u64::from(digit - b'0')) % MODULUS)
}

#[cfg(test)]
mod tests {
    use super::{iban, nir};
    use crate::commands::samples::chance::Chance;
    use chrono::NaiveDate;
    use guichet_domain::field;
    use guichet_domain::programme::{Champ, Kind};

    fn champ(kind: Kind) -> Champ {
        Champ {
            id: "essai".into(),
            kind,
            libelle: String::new(),
            aide: String::new(),
            pourquoi: String::new(),
            si: None,
            facultatif: false,
            defaut: None,
            filtrable: false,
            identifie: None,
            source: None,
            line: 0,
        }
    }

    #[test]
    fn forms_accept_every_number_drawn() {
        let mut chance = Chance::new(3);
        for days in 0..400 {
            let born = NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + chrono::TimeDelta::days(days * 40);
            let number = nir(days % 2 == 0, born, &mut chance);
            assert!(field::read(&champ(Kind::Nir), &number).is_ok(), "{number}");
            let account = iban(&mut chance);
            assert!(field::read(&champ(Kind::Iban), &account).is_ok(), "{account}");
        }
    }

    #[test]
    fn the_number_tells_the_sex_and_the_month_of_birth() {
        let born = NaiveDate::from_ymd_opt(1987, 4, 9).unwrap();
        assert!(nir(true, born, &mut Chance::new(1)).starts_with("28704"));
        assert!(nir(false, born, &mut Chance::new(1)).starts_with("18704"));
    }

    #[test]
    fn the_account_carries_the_french_key_too() {
        let account = iban(&mut Chance::new(9));
        let part = |from: usize, to: usize| account[from..to].parse::<u64>().unwrap();
        assert_eq!((89 * part(4, 9) + 15 * part(9, 14) + 3 * part(14, 25) + part(25, 27)) % 97, 0);
    }
}
