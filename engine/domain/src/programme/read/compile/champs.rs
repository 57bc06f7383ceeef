//! The champs: first their names, so that any rule may use any of them, then what they are.

use super::{identifie, ids, kinds, rules};
use crate::ids::ChampId;
use crate::programme::read::declared::{ChampYaml, KindWord};
use crate::programme::read::file::File;
use crate::programme::read::nearest;
use crate::programme::read::shape::{Block, Formule, Named as Listed, Text, decimal_of};
use crate::programme::{Champ, Kind};
use crate::rule::{Expected, Named, Names, Source};

type Declared = Listed<ChampYaml>;

const ROWS_MAX: usize = 100;

/// Gives the champs and their columns to the names that rules know.
pub(super) fn name(champs: &Declared, names: &mut Names, file: &mut File<'_>) {
    for (id, champ) in &champs.0 {
        ids::check_name(id, file);
        names.add(&id.text, named(id, champ, file));
        if kinds::is_unclear(champ) {
            file.give_up(&id.text);
        }
        for (column_id, column) in champ.champs.iter().flat_map(|columns| &columns.0) {
            ids::check_inner(column_id, file);
            names.add(&format!("{}.{}", id.text, column_id.text), named(column_id, column, file));
        }
    }
}

fn named(id: &Text, champ: &ChampYaml, file: &File<'_>) -> Named {
    let sum = champ.kind.as_ref().is_some_and(|kind| kind.meaning == KindWord::Montant);
    Named {
        ty: kinds::type_of(champ),
        libelle: champ.libelle.as_ref().map_or_else(|| id.text.clone(), |libelle| libelle.text.clone()),
        unite: champ.unite.as_ref().map(|unite| unite.text.clone()).filter(|_| !sum),
        line: file.line(id.place.start),
        source: Source::Champ,
    }
}

/// The champs, in the order of the file.
pub(super) fn compile(champs: &Declared, names: &Names, file: &mut File<'_>) -> Vec<Champ> {
    champs.0.iter().filter_map(|(id, champ)| one(id, champ, names, champs, file)).collect()
}

fn one(id: &Text, champ: &ChampYaml, names: &Names, all: &Declared, file: &mut File<'_>) -> Option<Champ> {
    check_own_keys(champ, file);
    check_parmi(champ, all, file);
    identifie::check(champ, file);
    let word = champ.kind.as_ref().map(|kind| kind.meaning);
    let kind = match word {
        Some(KindWord::Liste) => rows(id, champ, names, all, file),
        _ => kinds::kind_of(champ, names, file),
    };
    let si = rules::optional(champ.si.as_ref(), Expected::OuiNon, names, file);
    let kind = kind?;
    Some(Champ {
        id: ChampId(id.text.clone()),
        libelle: champ.libelle.as_ref()?.text.clone(),
        aide: text(champ.aide.as_ref()),
        pourquoi: text(champ.pourquoi.as_ref()),
        si,
        facultatif: champ.facultatif.as_ref().is_some_and(|flag| flag.0),
        defaut: champ.defaut.as_ref().and_then(|written| kinds::default_of(written, &kind, file)),
        filtrable: champ.filtrable.as_ref().is_some_and(|flag| flag.0),
        identifie: champ.identifie.as_ref().map(|word| word.meaning),
        source: champ.source.as_ref().map(|source| source.text.clone()),
        line: file.line(id.place.start),
        kind,
    })
}

fn text(text: Option<&Text>) -> String {
    text.map(|text| text.text.clone()).unwrap_or_default()
}

fn rows(id: &Text, champ: &ChampYaml, names: &Names, all: &Declared, file: &mut File<'_>) -> Option<Kind> {
    let Some(columns) = champ.champs.as_ref().filter(|columns| !columns.0.is_empty()) else {
        file.say(
            champ.place(),
            "une liste a au moins une colonne.",
            "Ajoutez « champs: », puis ses colonnes en retrait.",
        );
        return None;
    };
    let row = names.for_row(&id.text);
    let mut champs = Vec::new();
    for (column_id, column) in &columns.0 {
        if let Some(kind) = column.kind.as_ref().filter(|kind| kind.meaning == KindWord::Liste) {
            file.say(
                &kind.place,
                "une liste ne peut pas en contenir une autre.",
                "Déclarez-la à part, et reliez les deux par « parmi ».",
            );
            continue;
        }
        identifie::check_column(column, file);
        if let Some(mut column) = one(column_id, column, &row, all, file) {
            column.id = ChampId(format!("{}.{}", id.text, column_id.text));
            champs.push(column);
        }
    }
    let min = rows_bound(champ.min.as_ref(), 1, file);
    let max = rows_bound(champ.max.as_ref(), ROWS_MAX, file);
    if let (true, Some(written)) = (min > max, champ.min.as_ref().or(champ.max.as_ref())) {
        file.say(&written.place, "le minimum de lignes dépasse le maximum.", "Échangez « min » et « max ».");
    }
    let unique = unique(champ, &champs, file);
    Some(Kind::Liste { champs, min, max, ligne: text(champ.ligne.as_ref()), unique })
}

/// The columns by which rows differ: each must be one of the liste.
fn unique(champ: &ChampYaml, columns: &[Champ], file: &mut File<'_>) -> Vec<String> {
    let written = champ.unique.iter().flatten();
    let known = written.filter(|name| {
        let known = columns.iter().any(|column| column.name() == name.text);
        if !known {
            let message = format!("« {} » n'est pas une colonne de cette liste.", name.text);
            file.say(&name.place, message, nearest::advice(&name.text, columns.iter().map(Champ::name)));
        }
        known
    });
    known.map(|name| name.text.clone()).collect()
}

fn rows_bound(written: Option<&Formule>, usual: usize, file: &mut File<'_>) -> usize {
    let Some(written) = written else { return usual };
    let number = decimal_of(written.text.trim()).filter(|n| n.is_integer()).and_then(|n| usize::try_from(n).ok());
    match number {
        Some(number) if number <= ROWS_MAX => number,
        _ => {
            file.say(&written.place, "un nombre de lignes est attendu ici, de 0 à 100.", "Écrivez par exemple 1.");
            usual
        }
    }
}

fn check_own_keys(champ: &ChampYaml, file: &mut File<'_>) {
    let Some(kind) = champ.kind.as_ref() else {
        return;
    };
    for (key, place, kinds) in champ.own_keys() {
        if let Some(place) = place.filter(|_| !kinds.contains(&kind.meaning)) {
            let message = format!("la clé « {key} » ne sert pas à ce type de champ.");
            file.say(&place, message, "Retirez-la, ou changez le type.");
        }
    }
}

fn check_parmi(champ: &ChampYaml, all: &Declared, file: &mut File<'_>) {
    let Some(parmi) = &champ.parmi else { return };
    if champ.choix.is_some() {
        file.say(&parmi.place, "« choix » et « parmi » s'excluent.", "Gardez l'un des deux.");
    }
    let columns = all.0.iter().flat_map(|(id, liste)| {
        let columns = liste.champs.iter().flat_map(|columns| &columns.0);
        columns.map(move |(column, _)| format!("{}.{}", id.text, column.text))
    });
    let columns: Vec<String> = columns.collect();
    if !columns.contains(&parmi.text) {
        let message = format!("« {} » n'est pas la colonne d'une liste.", parmi.text);
        file.say(&parmi.place, message, nearest::advice(&parmi.text, columns.iter().map(String::as_str)));
    }
}
