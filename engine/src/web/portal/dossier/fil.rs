//! « Où en est votre dossier » : the steps of the workflow, the ones passed with their day.

use super::histoire::latest;
use crate::actions::loaded::Loaded;
use crate::adapters::db::events::Event;
use guichet_domain::dossier::{Etat, Fact};
use guichet_domain::format;
use serde::Serialize;

/// One knot.
#[derive(Debug, Serialize)]
pub(super) struct Step {
    libelle: &'static str,
    /// `done`, `now`, or `later`.
    place: &'static str,
    detail: String,
}

/// The knots, from the draft to the payment, or to where it stopped.
pub(super) fn steps(loaded: &Loaded, history: &[Event]) -> Vec<Step> {
    let etat = loaded.row.etat;
    let now = match etat {
        Etat::Brouillon => 0,
        Etat::EnAttente | Etat::Incomplet => 1,
        Etat::ValideConseiller => 2,
        Etat::ValideManager => 3,
        Etat::MisEnPaiement => 5,
        Etat::Refuse | Etat::Abandonne => return stopped(etat, history),
    };
    let details = [
        if now == 0 {
            "À vous de le compléter.".to_owned()
        } else {
            on(history, "Envoyé", |fact| matches!(fact, Fact::Soumission))
        },
        match etat {
            Etat::Incomplet => on(history, "Complément demandé", |fact| matches!(fact, Fact::Complement { .. })),
            Etat::EnAttente => "Un conseiller va le lire.".to_owned(),
            _ => "Un conseiller le lit.".to_owned(),
        },
        if now >= 2 {
            on(history, "Validé", |fact| matches!(fact, Fact::Validation { manager: false, .. }))
        } else {
            "Par une personne d'Audiens.".to_owned()
        },
        if now >= 3 {
            on(history, "Accordé", |fact| matches!(fact, Fact::Validation { manager: true, .. }))
        } else {
            "Par une seconde personne.".to_owned()
        },
        if now == 5 {
            on(history, "Enregistré", |fact| matches!(fact, Fact::Paiement { .. }))
        } else {
            "Virement sur votre compte.".to_owned()
        },
    ];
    // Where one stands is named as on the dossier's badge.
    let second = if etat == Etat::Incomplet { "Dossier incomplet" } else { "En attente" };
    let names = ["Brouillon", second, "Validé conseiller", "Validé manager", "Mis en paiement"];
    names
        .into_iter()
        .zip(details)
        .enumerate()
        .map(|(index, (libelle, detail))| Step { libelle, place: place(index, now), detail })
        .collect()
}

fn stopped(etat: Etat, history: &[Event]) -> Vec<Step> {
    let last = match etat {
        Etat::Refuse => on(history, "Décision", |fact| matches!(fact, Fact::Refus { .. })),
        _ => on(history, "À votre demande", |fact| matches!(fact, Fact::Abandon)),
    };
    let mut steps = vec![Step { libelle: "Brouillon", place: "done", detail: "Votre demande.".to_owned() }];
    if latest(history, |fact| matches!(fact, Fact::Soumission)).is_some() {
        steps.push(Step {
            libelle: "En attente",
            place: "done",
            detail: on(history, "Envoyé", |fact| matches!(fact, Fact::Soumission)),
        });
    }
    steps.push(Step {
        libelle: if etat == Etat::Refuse { "Refusé" } else { "Abandonné" }, place: "now", detail: last
    });
    steps
}

fn place(index: usize, now: usize) -> &'static str {
    match index.cmp(&now) {
        std::cmp::Ordering::Less => "done",
        std::cmp::Ordering::Equal => "now",
        std::cmp::Ordering::Greater => "later",
    }
}

fn on(history: &[Event], word: &str, accept: impl Fn(&Fact) -> bool) -> String {
    match latest(history, accept) {
        Some(event) => format!("{word} le {}.", format::date(format::jour_paris(event.told.at))),
        None => format!("{word}."),
    }
}
