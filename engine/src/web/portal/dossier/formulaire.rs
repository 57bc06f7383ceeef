//! What sections and complements share: the inputs of some champs, with what a posted form brings back
//! to them (see `retour`), and the estimate beside them.

use super::retour::{self, Ecart, Retour, Rows};
use crate::actions::loaded::Loaded;
use crate::actions::mark;
use crate::app::App;
use crate::web::portal::parts::{Fault, Line};
use crate::web::portal::reasons;
use guichet_domain::form::{InputView, inputs};
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
    /// The mark of the answers shown, given back with what is typed.
    lu: String,
    /// What another page saved meanwhile.
    ecarts: Vec<Ecart>,
}

/// The estimate of the aides on the saved answers.
#[derive(Debug, Serialize)]
pub(super) struct Estimation {
    calculs: Vec<Line>,
    aides: Vec<reasons::AideView>,
    total: Option<String>,
}

/// The inputs of these champs.
pub(super) fn champs(app: &App, loaded: &Loaded, ids: &[ChampId], retour: &Retour<'_>) -> Champs {
    let Retour { typed, faults, rows, changed } = retour;
    let mut all = inputs(&loaded.version, ids, &loaded.answers, *typed, faults, loaded.row.demande_le);
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
    Champs {
        champs,
        listes,
        ouvrir: ouvrir.unwrap_or(-1),
        fautes: Fault::of_fields(faults),
        lu: mark::of(app, loaded, ids),
        ecarts: retour::ecarts(loaded, changed),
    }
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
