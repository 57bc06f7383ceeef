//! The verbs, by the champ's kind. A value that does not fit its champ (a later version changed the
//! kind) is shown as well as can be and fails its check; it never panics.

use super::nombre::Shape;
use super::{Entry, ReadResult, Scope, Typed};
use super::{
    adresse, bounds, choix, date, email, iban, liste, mois, multiple, nir, nombre, oui_non, parmi, telephone, texte,
};
use crate::format;
use crate::programme::{Bounds, Champ, Kind};
use crate::value::Value;

/// What was typed in one input. Kinds with several inputs (adresse, liste) are read by [`read_entry`].
///
/// # Errors
/// What to do, in French: « Écrivez la date sous la forme 20/11/2020. »
pub fn read(champ: &Champ, text: &str) -> ReadResult {
    read_entry(champ, &Entry::new(&Typed::from([("x".to_owned(), vec![text.to_owned()])]), "x"))
}

/// What was typed for a champ, in one input or several. The faults of a liste's cells are left to
/// `form`, which names each cell; here the first one speaks for all.
///
/// # Errors
/// What to do, in French.
pub fn read_entry(champ: &Champ, entry: &Entry<'_>) -> ReadResult {
    let text = entry.text();
    match &champ.kind {
        Kind::Texte { .. } => texte::read_line(text),
        Kind::TexteLong { .. } => texte::read_lines(text),
        Kind::Entier(bounds) | Kind::Nombre(bounds) | Kind::Montant(bounds) => {
            nombre::read(text, shape(&champ.kind), bounds.unite.as_deref())
        }
        Kind::Date { .. } => date::read_entry(entry),
        Kind::Mois => mois::read_entry(entry),
        Kind::OuiNon => oui_non::read(text),
        Kind::Choix(choices) => choix::read(text, choices),
        Kind::Parmi(_) => parmi::read(text),
        Kind::ChoixMultiple(choices) => multiple::read(entry.texts(), choices, champ.facultatif),
        Kind::Email => email::read(text),
        Kind::Telephone => telephone::read(text),
        Kind::Adresse => adresse::read_entry(entry),
        Kind::Iban => iban::read(text),
        Kind::Nir => nir::read(text),
        Kind::Liste { champs, min, .. } => liste::read_entry(champs, *min, entry),
    }
}

/// Lengths and bounds of a value that was read; for a liste, its rows are checked one by one by
/// whoever names the cells.
///
/// # Errors
/// The bound, in French: « Au plus 48 heures. »
pub fn check(champ: &Champ, value: &Value, scope: &Scope<'_>) -> Result<(), String> {
    match (&champ.kind, value) {
        (Kind::Texte { longueur_max } | Kind::TexteLong { longueur_max }, Value::Texte(text)) => {
            texte::check(text, *longueur_max)
        }
        (Kind::Entier(bounds) | Kind::Nombre(bounds) | Kind::Montant(bounds), Value::Nombre(number)) => {
            bounds::check_number(*number, shape(&champ.kind), bounds, scope)
        }
        (Kind::Date { min, max }, Value::Date(day)) => bounds::check_date(*day, min.as_ref(), max.as_ref(), scope),
        (Kind::Choix(choices), Value::Choix(key)) => choix::read(key, choices).map(|_| ()),
        (Kind::ChoixMultiple(choices), Value::Multiple(keys)) => multiple::read(keys, choices, true).map(|_| ()),
        (Kind::Parmi(column), Value::Texte(text)) => parmi::check(text, column, scope.version, scope.answers),
        (Kind::Liste { champs, max, unique, .. }, Value::Liste(rows)) => liste::check(champs, rows, *max, unique),
        (Kind::Mois, Value::Date(_)) | (Kind::OuiNon, Value::OuiNon(_)) | (Kind::Adresse, Value::Adresse(_)) => Ok(()),
        (Kind::Email | Kind::Telephone | Kind::Iban | Kind::Nir, Value::Texte(_)) => Ok(()),
        _ => Err("Cette réponse ne convient plus : répondez à nouveau.".to_owned()),
    }
}

/// What a value that was begun still lacks to be an answer: parts of an address, rows of a liste.
#[must_use]
pub fn incomplete(champ: &Champ, value: &Value) -> Option<String> {
    match (&champ.kind, value) {
        (Kind::Adresse, Value::Adresse(value)) => adresse::incomplete(value),
        (Kind::Liste { min, ligne, .. }, Value::Liste(rows)) => liste::incomplete(rows.len(), *min, ligne),
        _ => None,
    }
}

/// For people; IBAN and NIR are masked.
#[must_use]
pub fn show(champ: &Champ, value: &Value) -> String {
    match (&champ.kind, value) {
        (Kind::Iban, Value::Texte(text)) => format::masked_iban(text),
        (Kind::Nir, Value::Texte(text)) => format::masked_nir(text),
        _ => show_whole(champ, value),
    }
}

/// For the few who may read an IBAN or a NIR whole: whoever calls this logs it.
#[must_use]
pub fn show_whole(champ: &Champ, value: &Value) -> String {
    match (&champ.kind, value) {
        (Kind::Iban, Value::Texte(text)) => format::iban_groups(text),
        (Kind::Nir, Value::Texte(text)) => format::nir_groups(text),
        (Kind::Telephone, Value::Texte(text)) => telephone::show(text),
        (Kind::Mois, Value::Date(day)) => mois::show(*day),
        (_, Value::Date(day)) => date::show(*day),
        (kind, Value::Nombre(number)) => nombre::show(*number, shape(kind), unite(kind)),
        (_, Value::OuiNon(yes)) => oui_non::show(*yes).to_owned(),
        (Kind::Choix(choices), Value::Choix(key)) => choix::label(key, choices).to_owned(),
        (Kind::ChoixMultiple(choices), Value::Multiple(keys)) => multiple::show(keys, choices),
        (_, Value::Multiple(keys)) => keys.join(", "),
        (_, Value::Adresse(value)) => adresse::show(value),
        (_, Value::Liste(rows)) => liste::show(champ.columns(), rows),
        (_, Value::Texte(text) | Value::Choix(text)) => text.clone(),
    }
}

/// What goes back in the form: the pairs that, posted again, give the same value.
#[must_use]
pub fn edit(champ: &Champ, value: &Value, name: &str) -> Typed {
    let one = |text: String| Typed::from([(name.to_owned(), vec![text])]);
    match (&champ.kind, value) {
        (Kind::Liste { champs, .. }, Value::Liste(rows)) => liste::edit(champs, rows, name),
        (_, Value::Adresse(value)) => adresse::edit(value)
            .into_iter()
            .map(|(part, text)| (format!("{name}.{part}"), vec![text.to_owned()]))
            .collect(),
        (_, Value::Multiple(keys)) => {
            Typed::from([(name.to_owned(), keys.clone()), (format!("{name}.present"), vec!["1".to_owned()])])
        }
        (Kind::Mois, Value::Date(day)) => one(mois::edit(*day)),
        (_, Value::Date(day)) => one(date::edit(*day)),
        (kind, Value::Nombre(number)) => one(nombre::edit(*number, shape(kind))),
        (_, Value::OuiNon(yes)) => one(oui_non::edit(*yes).to_owned()),
        (_, Value::Choix(key)) => one(key.clone()),
        (Kind::Telephone | Kind::Iban | Kind::Nir, Value::Texte(_)) => one(show_whole(champ, value)),
        (_, Value::Texte(text)) => one(text.clone()),
        (_, Value::Liste(_)) => Typed::new(),
    }
}

fn shape(kind: &Kind) -> Shape {
    match kind {
        Kind::Entier(_) => Shape::Entier,
        Kind::Montant(_) => Shape::Montant,
        _ => Shape::Nombre,
    }
}

fn unite(kind: &Kind) -> Option<&str> {
    match kind {
        Kind::Entier(Bounds { unite, .. }) | Kind::Nombre(Bounds { unite, .. }) => unite.as_deref(),
        _ => None,
    }
}
