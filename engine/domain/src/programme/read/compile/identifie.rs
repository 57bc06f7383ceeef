//! `identifie`: on which champs the mark makes sense. What two dossiers then share is in `empreinte`.

use crate::programme::Identifie;
use crate::programme::read::declared::{ChampYaml, KindWord};
use crate::programme::read::file::File;

/// The kinds of champ that can tell such a thing apart.
pub(super) fn check(champ: &ChampYaml, file: &mut File<'_>) {
    let (Some(mark), Some(kind)) = (&champ.identifie, &champ.kind) else { return };
    let (kinds, advice): (&[KindWord], _) = match mark.meaning {
        Identifie::Naissance => (&[KindWord::Date], "Marquez la date de naissance du bénéficiaire."),
        Identifie::Foyer => {
            (&[KindWord::Texte, KindWord::Adresse], "Marquez une adresse, ou le nom et le prénom de l'autre adulte.")
        }
        Identifie::Enfant => {
            (&[KindWord::Texte, KindWord::Date], "Marquez le nom, le prénom ou la date de naissance de l'enfant.")
        }
    };
    if !kinds.contains(&kind.meaning) {
        file.say(&mark.place, "ce type de champ n'identifie pas cela.", advice);
    }
}

/// A row of a liste is a child, never the bénéficiaire nor the foyer.
pub(super) fn check_column(column: &ChampYaml, file: &mut File<'_>) {
    if let Some(mark) = column.identifie.as_ref().filter(|mark| mark.meaning != Identifie::Enfant) {
        file.say(
            &mark.place,
            "une ligne de liste n'identifie qu'un enfant.",
            "Écrivez « identifie: enfant », ou retirez-la.",
        );
    }
}
