//! From answers, or what was typed, to the inputs of a page.

use super::view::InputView;
use super::{FieldFault, id_of, options, parts, rows};
use crate::field::{self, Entry, Scope, Typed};
use crate::ids::ChampId;
use crate::programme::{Bounds, Champ, Kind, Version};
use crate::value::Answers;
use crate::verdict;
use chrono::NaiveDate;

/// The inputs of some champs: what was typed where it was posted, else what was answered.
#[must_use]
pub fn inputs(
    version: &Version,
    champs: &[ChampId],
    answers: &Answers,
    typed: Option<&Typed>,
    faults: &[FieldFault],
    demande: NaiveDate,
) -> Vec<InputView> {
    let facts = verdict::facts(version, answers, demande);
    let page = Page { scope: Scope::new(version, answers, &facts), typed, faults };
    champs
        .iter()
        .filter_map(|id| version.champs.iter().find(|champ| champ.id == *id))
        .map(|champ| page.champ(champ))
        .collect()
}

/// What every input of a page is made from.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub(super) scope: Scope<'a>,
    typed: Option<&'a Typed>,
    faults: &'a [FieldFault],
}

impl Page<'_> {
    fn champ(&self, champ: &Champ) -> InputView {
        let name = champ.id.as_str();
        let answer = self.scope.answers.get(name);
        let posted = self.typed.filter(|typed| Entry::new(typed, name).is_posted());
        // The default is proposed in the form, and kept only once it was posted.
        let stored = answer
            .or(champ.defaut.as_ref())
            .filter(|_| !champ.is_secret())
            .map(|value| field::edit(champ, value, name));
        let shown = posted.cloned().or(stored).unwrap_or_default();
        let entry = Entry::new(&shown, name);
        let mut view = self.input(champ, &entry, Some(self.scope));
        view.masque = answer.filter(|_| champ.is_secret()).map(|value| field::show(champ, value));
        if let Kind::Liste { champs: columns, max, .. } = &champ.kind {
            (view.rows, view.blank) = rows::rows(self, champ, columns, *max, &entry);
        }
        view
    }

    /// One input. Without a scope (a row not yet answered), a champ with a `si` is not yet known.
    pub(super) fn input(&self, champ: &Champ, entry: &Entry<'_>, scope: Option<Scope<'_>>) -> InputView {
        let name = entry.name();
        let applies = match scope {
            Some(scope) => scope.applies(champ.si.as_ref()),
            None => champ.si.is_none().then_some(true),
        };
        let scope = scope.unwrap_or(self.scope);
        let (min, max) = field::shown_bounds(champ, &scope);
        InputView {
            name: name.to_owned(),
            id: id_of(name),
            kind: champ.kind.code(),
            libelle: champ.libelle.clone(),
            aide: champ.aide.clone(),
            pourquoi: champ.pourquoi.clone(),
            facultatif: champ.facultatif,
            value: single_text(champ, entry),
            masque: None,
            options: options::options(champ, entry, &scope),
            parts: parts::parts(champ, entry),
            rows: Vec::new(),
            blank: None,
            ligne: if let Kind::Liste { ligne, .. } = &champ.kind { ligne.clone() } else { String::new() },
            min,
            max,
            unite: unite(&champ.kind),
            maxlength: longueur(&champ.kind),
            inputmode: options::inputmode(champ),
            autocomplete: options::autocomplete(champ),
            error: self.faults.iter().find(|fault| fault.name == name).map(|fault| fault.message.clone()),
            depends: depends(champ, name),
            applies: applies != Some(false),
            unknown: applies.is_none(),
        }
    }
}

fn single_text(champ: &Champ, entry: &Entry<'_>) -> String {
    match champ.kind {
        Kind::ChoixMultiple(_) | Kind::Adresse | Kind::Liste { .. } => String::new(),
        _ => entry.text().to_owned(),
    }
}

/// The inputs that the `si` reads; in a row, its own columns by their full name.
fn depends(champ: &Champ, name: &str) -> Vec<String> {
    let Some(rule) = &champ.si else {
        return Vec::new();
    };
    let row = name.rsplit_once('.').map(|(row, _)| row);
    let liste = champ.id.as_str().split_once('.').map(|(liste, _)| liste);
    let named = rule.reads.iter().filter_map(|read| match (read.as_str().split_once('.'), row, liste) {
        (Some((of, column)), Some(row), Some(liste)) if of == liste => Some(format!("{row}.{column}")),
        (Some(_), ..) => None,
        (None, ..) if liste == Some(read.as_str()) => None,
        (None, ..) => Some(read.0.clone()),
    });
    named.collect()
}

fn unite(kind: &Kind) -> Option<String> {
    match kind {
        Kind::Montant(Bounds { unite, .. }) => Some(unite.clone().unwrap_or_else(|| "€".to_owned())),
        Kind::Entier(Bounds { unite, .. }) | Kind::Nombre(Bounds { unite, .. }) => unite.clone(),
        _ => None,
    }
}

fn longueur(kind: &Kind) -> Option<usize> {
    match kind {
        Kind::Texte { longueur_max } | Kind::TexteLong { longueur_max } => Some(*longueur_max),
        _ => None,
    }
}
