//! What a posted form brings back to its page when it does not simply go on: what was typed, what is
//! wrong with it, its rows, and what changed elsewhere meanwhile. Drawing it is left to `formulaire`.

use crate::actions::loaded::Loaded;
use crate::actions::save_answers::Saved;
use crate::web::form::Posted;
use crate::web::portal::address;
use guichet_domain::field::{self, Typed};
use guichet_domain::form::FieldFault;
use guichet_domain::ids::ChampId;
use http::StatusCode;
use serde::Serialize;

/// What comes back; nothing for a page that is only opened.
#[derive(Debug, Default)]
pub(super) struct Retour<'a> {
    /// As it was typed.
    pub typed: Option<&'a Typed>,
    /// What is wrong with it.
    pub faults: Vec<FieldFault>,
    /// What was asked of the rows.
    pub rows: Rows,
    /// The champs that another page answered otherwise meanwhile.
    pub changed: Vec<ChampId>,
}

/// What a posted form asks of its rows, besides keeping what is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Rows {
    /// Nothing.
    #[default]
    Keep,
    /// One more in that liste.
    Add(String),
    /// One less: already taken out of what was typed.
    Removed,
}

/// An answer that another page saved, to be compared with what is typed in this one.
#[derive(Debug, Serialize)]
pub(super) struct Ecart {
    href: String,
    libelle: String,
    enregistre: String,
}

/// What to show again after a save, and as what; nothing when all is kept and the page goes on.
pub(super) fn of(saved: Saved, typed: &Typed, rows: Rows) -> Option<(StatusCode, Retour<'_>)> {
    let retour = Retour { typed: Some(typed), rows, ..Retour::default() };
    match saved {
        Saved::Changed(changed) => Some((StatusCode::CONFLICT, Retour { changed, ..retour })),
        // A row is added or taken away: what is typed comes back as it is, faults are told later.
        _ if retour.rows != Rows::Keep => Some((StatusCode::OK, retour)),
        Saved::Faults(reading) => Some((StatusCode::UNPROCESSABLE_ENTITY, Retour { faults: reading.faults, ..retour })),
        Saved::Kept => None,
    }
}

/// Reads the buttons `ajouter=frais` and `retirer=frais.2`, and takes the removed row out.
pub(super) fn rows(posted: &mut Posted) -> Rows {
    let added = posted.one("ajouter").to_owned();
    if !added.is_empty() {
        return Rows::Add(added);
    }
    let removed = posted.one("retirer").to_owned();
    if removed.is_empty() {
        return Rows::Keep;
    }
    let below = format!("{removed}.");
    posted.0.retain(|name, _| !name.starts_with(&below));
    Rows::Removed
}

/// These champs as they are kept now; IBAN and NIR masked.
pub(super) fn ecarts(loaded: &Loaded, changed: &[ChampId]) -> Vec<Ecart> {
    let champs = changed.iter().filter_map(|id| loaded.version.champ(id.as_str()));
    champs
        .map(|champ| Ecart {
            href: format!("#{}", address::anchor(champ.id.as_str())),
            libelle: champ.libelle.clone(),
            enregistre: loaded
                .answers
                .get(champ.id.as_str())
                .map_or_else(|| "sans réponse".to_owned(), |value| field::show(champ, value)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Rows, rows};
    use crate::web::form::Posted;

    fn posted(pairs: &[(&str, &str)]) -> Posted {
        Posted(pairs.iter().map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()])).collect())
    }

    #[test]
    fn a_removed_row_leaves_and_its_namesake_stays() {
        let mut form = posted(&[("frais.1.cout", "10"), ("frais.10.cout", "20"), ("retirer", "frais.1")]);
        assert_eq!(rows(&mut form), Rows::Removed);
        assert!(!form.has("frais.1.cout"));
        assert!(form.has("frais.10.cout"));
    }

    #[test]
    fn an_added_row_keeps_what_is_typed() {
        let mut form = posted(&[("frais.0.cout", "10"), ("ajouter", "frais")]);
        assert_eq!(rows(&mut form), Rows::Add("frais".to_owned()));
        assert!(form.has("frais.0.cout"));
    }
}
