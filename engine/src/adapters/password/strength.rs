//! Whether a password is hard enough to guess, said in French when it is not.
//!
//! No rule of composition: length counts, except what every attacker tries first, which `worth`
//! weighs.

use super::worth::worth;
use guichet_domain::format::fold;

/// Characters at least, for a bénéficiaire.
pub const MIN_BENEFICIAIRE: usize = 12;
/// Characters at least, for staff.
pub const MIN_STAFF: usize = 14;
/// Characters at least, when they are all digits.
const MIN_DIGITS: usize = 16;
const MAX: usize = 128;

/// What a password must be worth once known words count for little.
const WORTH: usize = 9;

/// Judges a password of at least `min` characters. `context` are words that an attacker would try
/// for this person: the programme, the name, the e-mail address.
///
/// # Errors
/// What is wrong and what to do, for the page.
pub fn strength(password: &str, min: usize, context: &[&str]) -> Result<(), String> {
    let length = password.chars().count();
    if length > MAX {
        return Err(format!("Votre mot de passe dépasse {MAX} caractères. Choisissez-en un plus court."));
    }
    if length < min {
        return Err(format!(
            "Votre mot de passe doit contenir au moins {min} caractères. Une phrase convient très bien."
        ));
    }
    if length < MIN_DIGITS && password.chars().all(|c| c.is_numeric()) {
        return Err(format!("Un mot de passe fait seulement de chiffres doit en contenir au moins {MIN_DIGITS}."));
    }
    let own = own_words(context);
    // Digits are read as digits, then as the letters they often stand for: m0td3p4ss3. Some signs
    // unfold into many letters; what comes after is not needed to judge.
    let folded: String = core(&fold(password)).chars().take(2 * MAX).collect();
    let worth = worth(&folded, &own).min(worth(&unmasked(&folded), &own));
    if worth >= WORTH {
        return Ok(());
    }
    if own.iter().any(|word| folded.contains(word.as_str()) || unmasked(&folded).contains(word.as_str())) {
        return Err(
            "Ce mot de passe ressemble trop à votre nom, à votre adresse ou au nom de l'aide. Choisissez-en un autre."
                .to_owned(),
        );
    }
    Err("Ce mot de passe est trop courant et serait deviné. Choisissez par exemple plusieurs mots sans rapport entre eux.".to_owned())
}

/// The words of the context that are long enough to matter: `jean.dupont@exemple.fr` gives `jean`,
/// `dupont`, `exemple` and `jeandupont`.
fn own_words(context: &[&str]) -> Vec<String> {
    let mut words = Vec::new();
    for text in context {
        let folded = fold(text);
        let parts = folded.split(|c: char| !c.is_alphanumeric());
        words.extend(parts.filter(|part| part.chars().count() >= 3).map(str::to_owned));
        let whole = folded.split('@').next().unwrap_or_default();
        words.push(whole.chars().filter(|c| c.is_alphanumeric()).collect());
    }
    words.retain(|word| word.chars().count() >= 3);
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.dedup();
    words
}

/// Without spaces, nor the signs people add at the ends; cut down to one turn of a repetition.
fn core(folded: &str) -> String {
    let trimmed = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let kept = if trimmed.is_empty() { folded } else { trimmed };
    let chars: Vec<char> = kept.chars().filter(|c| !c.is_whitespace()).collect();
    let turns = (1..=chars.len() / 2).find(|&turn| chars.iter().zip(&chars[turn..]).all(|(a, b)| a == b));
    chars[..turns.unwrap_or(chars.len())].iter().collect()
}

/// Signs and digits as the letters they stand for.
fn unmasked(text: &str) -> String {
    let letter = |c| match c {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        c => c,
    };
    text.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::{MIN_BENEFICIAIRE, MIN_STAFF, strength};

    const CONTEXT: [&str; 3] = ["FUSSAT", "camille.martin@exemple.fr", "Camille Martin"];

    fn judged(password: &str) -> Result<(), String> {
        strength(password, MIN_BENEFICIAIRE, &CONTEXT)
    }

    #[test]
    fn good_passwords_pass_whatever_they_are_made_of() {
        for password in [
            "trois tortues jaunes dansent",
            "k7Bq92mWx0Pd",
            "8305917264058136",
            "хорошая погода завтра",
            "🦔🌵🎻🧊🛶🪁🧦🥨🦜🎈🧭🪴",
            "j'ai mangé 12 huîtres",
            "Vive-les-mirabelles-de-Nancy",
            "martinet noir sur clocher gris",
            "                x7 Kd ouragan vélin",
        ] {
            assert_eq!(judged(password), Ok(()), "{password}");
        }
    }

    #[test]
    fn common_passwords_are_refused_however_disguised() {
        for password in [
            "motdepasse123",
            "Motdepasse2024!",
            "M0td3p4ss3!!!!",
            "password1234",
            "P@ssw0rd2023",
            "azertyuiop123",
            "qwertyuiop12",
            "abcdefghijkl",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "k7k7k7k7k7k7",
            "!!!!!!!!!!!!!!",
            "jetaimejetaime",
            "motdepasseazerty",
            "soleilsoleil75",
            "Bonjour-bonjour",
            "1234567890123456",
            "0000000000000000",
            "correct horse battery staple",
            "marseille13013",
        ] {
            assert!(judged(password).is_err(), "{password}");
        }
    }

    #[test]
    fn words_of_the_person_and_of_the_programme_are_refused() {
        for password in [
            "fussat-2020-12",
            "Camille.Martin",
            "MartinCamille1",
            "c4mille m4rtin",
            "fussatfussat",
            "Martin-Exemple-75",
        ] {
            let message = judged(password).expect_err(password);
            assert!(message.contains("votre nom"), "{password}: {message}");
        }
        assert_eq!(strength("Camille.Martin.Verlaine.Oblique", MIN_STAFF, &CONTEXT), Ok(()));
    }

    #[test]
    fn length_is_counted_in_characters_and_told() {
        let short = judged("é".repeat(11).as_str()).expect_err("11");
        assert!(short.contains("au moins 12 caractères"));
        assert!(strength("k7Bq92mWx0Pd", MIN_STAFF, &[]).expect_err("12").contains("14"));
        assert!(judged("830591726405813").expect_err("15 digits").contains("16"));
        assert!(judged(&"x7Kd9".repeat(26)).expect_err("130").contains("128"));
        let longest: String = ('\u{4e00}'..).take(128).collect();
        assert_eq!(judged(&longest), Ok(()));
    }

    #[test]
    fn signs_that_unfold_into_many_letters_do_not_hold_the_judge_up() {
        let start = std::time::Instant::now();
        let _ = judged(&"\u{fdfa}".repeat(64).replacen('\u{fdfa}', "k", 1));
        assert!(start.elapsed() < std::time::Duration::from_secs(2));
    }
}
