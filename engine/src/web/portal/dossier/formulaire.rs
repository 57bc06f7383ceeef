//! What sections and complements share: the inputs of some champs, rows added and removed without
//! script, the estimate beside them.

use crate::actions::loaded::Loaded;
use crate::web::form::Posted;
use crate::web::portal::parts::{Fault, Line};
use crate::web::portal::reasons;
use guichet_domain::field::Typed;
use guichet_domain::form::{FieldFault, InputView, inputs};
use guichet_domain::format;
use guichet_domain::ids::ChampId;
use guichet_domain::verdict::State;
use serde::Serialize;

/// The inputs of a page: champs, then listes.
#[derive(Debug, Serialize)]
pub(super) struct Champs {
    champs: Vec<InputView>,
    listes: Vec<InputView>,
    /// The row to show open, when one was just added; -1 for none.
    ouvrir: i64,
    fautes: Vec<Fault>,
}

/// What a posted form asks of its rows, besides keeping what is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Rows {
    /// Nothing.
    Keep,
    /// One more in that liste.
    Add(String),
    /// One less: already taken out of what was typed.
    Removed,
}

/// The estimate of the aides on the saved answers.
#[derive(Debug, Serialize)]
pub(super) struct Estimation {
    calculs: Vec<Line>,
    aides: Vec<reasons::AideView>,
    total: Option<String>,
}

/// The inputs of these champs.
pub(super) fn champs(
    loaded: &Loaded,
    ids: &[ChampId],
    typed: Option<&Typed>,
    faults: &[FieldFault],
    rows: &Rows,
) -> Champs {
    let mut all = inputs(&loaded.version, ids, &loaded.answers, typed, faults, loaded.row.demande_le);
    // What is decided by a champ of another page cannot change on this one.
    all.iter_mut().for_each(|input| input.depends.retain(|name| ids.iter().any(|id| id.as_str() == name)));
    let (listes, champs): (Vec<InputView>, Vec<InputView>) = all.into_iter().partition(|input| input.kind == "liste");
    let ouvrir = match rows {
        Rows::Add(liste) => listes
            .iter()
            .find(|input| input.name == *liste)
            .and_then(|input| input.blank.as_ref())
            .and_then(|row| i64::try_from(row.index).ok()),
        Rows::Keep | Rows::Removed => None,
    };
    Champs { champs, listes, ouvrir: ouvrir.unwrap_or(-1), fautes: Fault::of_fields(faults) }
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

/// The sums of the aides that are open on these answers.
pub(super) fn estimation(loaded: &Loaded) -> Estimation {
    let verdict = loaded.verdict();
    let open = verdict.aides.iter().filter(|aide| aide.etat == State::Remplie);
    let sums: Vec<(String, i64)> =
        open.filter_map(|aide| Some((aide.libelle.clone(), aide.montant_centimes?))).collect();
    Estimation {
        calculs: reasons::calculs(&verdict),
        total: (!sums.is_empty()).then(|| format::centimes(sums.iter().map(|(_, centimes)| centimes).sum())),
        aides: sums
            .into_iter()
            .map(|(libelle, centimes)| reasons::AideView { libelle, montant: format::centimes(centimes) })
            .collect(),
    }
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
