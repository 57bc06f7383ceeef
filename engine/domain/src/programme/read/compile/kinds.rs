//! What a champ is to the rules (its type), and what belongs to its kind. Its columns are left to
//! `champs`, which calls here for each of them.

use super::rules;
use crate::ids::ChampId;
use crate::programme::read::declared::{ChampYaml, KindWord};
use crate::programme::read::file::File;
use crate::programme::read::shape::{Block, Text, day_of, decimal_of};
use crate::programme::{Bounds, Kind};
use crate::rule::{Expected, Names, Type};
use crate::value::Value;
use std::collections::BTreeMap;

/// How rules see a champ.
pub(super) fn type_of(champ: &ChampYaml) -> Type {
    let keys = || -> BTreeMap<String, String> {
        let choix = champ.choix.iter().flat_map(|choix| &choix.0);
        choix.map(|(key, label)| (key.text.clone(), label.text.clone())).collect()
    };
    match champ.kind.as_ref().map(|kind| kind.meaning) {
        Some(KindWord::Entier) => Type::Entier,
        Some(KindWord::Nombre) => Type::Nombre,
        Some(KindWord::Montant) => Type::Montant,
        Some(KindWord::Date | KindWord::Mois) => Type::Date,
        Some(KindWord::OuiNon) => Type::OuiNon,
        Some(KindWord::Choix) if champ.choix.is_some() => Type::Choix(keys()),
        Some(KindWord::ChoixMultiple) => Type::Multiple(keys()),
        Some(KindWord::Liste) => {
            let columns = champ.champs.iter().flat_map(|columns| &columns.0);
            Type::Liste(columns.map(|(name, column)| (name.text.clone(), type_of(column))).collect())
        }
        Some(KindWord::Texte | KindWord::TexteLong | KindWord::Choix | KindWord::Email | KindWord::Telephone) => {
            Type::Texte
        }
        // A secret is never compared, and an address is not one value.
        Some(KindWord::Iban | KindWord::Nir | KindWord::Adresse) | None => Type::Opaque,
    }
}

/// Whether the declaration does not say what the champ is: rules that read it are not to blame.
pub(super) fn is_unclear(champ: &ChampYaml) -> bool {
    match champ.kind.as_ref().map(|kind| kind.meaning) {
        None => true,
        Some(KindWord::Choix) => champ.choix.is_none() && champ.parmi.is_none(),
        Some(KindWord::ChoixMultiple) => champ.choix.is_none(),
        Some(_) => false,
    }
}

/// The kind of a champ that is not a liste, with its bounds and choices.
pub(super) fn kind_of(champ: &ChampYaml, names: &Names, file: &mut File<'_>) -> Option<Kind> {
    let word = champ.kind.as_ref()?;
    let length = |most: usize| champ.longueur_max.as_ref().map_or(most, |length| length.number);
    Some(match word.meaning {
        KindWord::Texte => Kind::Texte { longueur_max: length(200) },
        KindWord::TexteLong => Kind::TexteLong { longueur_max: length(4000) },
        KindWord::Entier => Kind::Entier(bounds(champ, Expected::Nombre, names, file)),
        KindWord::Nombre => Kind::Nombre(bounds(champ, Expected::Nombre, names, file)),
        KindWord::Montant => Kind::Montant(bounds(champ, Expected::Montant, names, file)),
        KindWord::Date => {
            let Bounds { min, max, .. } = bounds(champ, Expected::Date, names, file);
            check_days(champ, file);
            Kind::Date { min, max }
        }
        KindWord::Mois => Kind::Mois,
        KindWord::OuiNon => Kind::OuiNon,
        KindWord::Choix => match &champ.parmi {
            Some(column) => Kind::Parmi(ChampId(column.text.clone())),
            None => Kind::Choix(choices(champ, file)),
        },
        KindWord::ChoixMultiple => Kind::ChoixMultiple(choices(champ, file)),
        KindWord::Email => Kind::Email,
        KindWord::Telephone => Kind::Telephone,
        KindWord::Adresse => Kind::Adresse,
        KindWord::Iban => Kind::Iban,
        KindWord::Nir => Kind::Nir,
        KindWord::Liste => return None,
    })
}

fn bounds(champ: &ChampYaml, expected: Expected, names: &Names, file: &mut File<'_>) -> Bounds {
    let bounds = Bounds {
        min: rules::optional(champ.min.as_ref(), expected, names, file),
        max: rules::optional(champ.max.as_ref(), expected, names, file),
        unite: champ.unite.as_ref().map(|unite| unite.text.clone()),
    };
    if let ((Some(min), Some(max)), Some(written)) = (bounds.constants(), &champ.min)
        && min > max
    {
        file.say(
            &written.place,
            "le minimum dépasse le maximum : aucune réponse ne serait acceptée.",
            "Échangez « min » et « max ».",
        );
    }
    bounds
}

fn check_days(champ: &ChampYaml, file: &mut File<'_>) {
    if let (Some(min), Some(max)) = (&champ.min, &champ.max)
        && let (Some(first), Some(last)) = (day_of(min.text.trim()), day_of(max.text.trim()))
        && first > last
    {
        file.say(&min.place, "le premier jour accepté vient après le dernier.", "Échangez « min » et « max ».");
    }
}

fn choices(champ: &ChampYaml, file: &mut File<'_>) -> Vec<(String, String)> {
    let Some(choix) = &champ.choix else {
        file.say(
            champ.place(),
            "il manque les réponses possibles.",
            "Ajoutez « choix: { cle: Libellé, autre: Un autre } ».",
        );
        return Vec::new();
    };
    if choix.0.len() < 2 {
        file.say(
            champ.place(),
            "un choix a au moins deux réponses possibles.",
            "Ajoutez-en, ou prenez le type « oui_non ».",
        );
    }
    for (key, _) in &choix.0 {
        super::ids::check_inner(key, file);
    }
    choix.0.iter().map(|(key, label)| (key.text.clone(), label.text.clone())).collect()
}

/// The value a champ has while nothing is typed.
pub(super) fn default_of(written: &Text, kind: &Kind, file: &mut File<'_>) -> Option<Value> {
    let text = written.text.as_str();
    let (value, expected) = match kind {
        Kind::Entier(_) => {
            (decimal_of(text).filter(|n| n.is_integer()).map(Value::Nombre), "un nombre entier, comme 1")
        }
        Kind::Nombre(_) | Kind::Montant(_) => (decimal_of(text).map(Value::Nombre), "un nombre, comme 0"),
        Kind::Date { .. } => (day_of(text).map(Value::Date), "un jour, comme 2020-11-20"),
        Kind::Mois => (day_of(&format!("{text}-01")).map(Value::Date), "un mois, comme 2020-11"),
        Kind::OuiNon => match text {
            "oui" | "true" => (Some(Value::OuiNon(true)), ""),
            "non" | "false" => (Some(Value::OuiNon(false)), ""),
            _ => (None, "« oui » ou « non »"),
        },
        Kind::Choix(choices) => {
            let known = choices.iter().any(|(key, _)| key == text);
            (known.then(|| Value::Choix(text.to_owned())), "l'une des clés de « choix »")
        }
        Kind::Texte { .. } | Kind::TexteLong { .. } => (Some(Value::Texte(text.to_owned())), ""),
        _ => {
            file.say(&written.place, "ce type de champ n'a pas de valeur par défaut.", "Retirez cette clé.");
            return None;
        }
    };
    if value.is_none() {
        file.say(
            &written.place,
            format!("« {text} » n'est pas une réponse possible à ce champ."),
            format!("Écrivez {expected}."),
        );
    }
    value
}
