//! Who examines the dossier, and the same person's other ones.

use super::super::parts::{Choice, State};
use super::place::address;
use super::read::Read;
use guichet_domain::format;
use guichet_domain::ids::AgentId;
use serde::Serialize;

/// The menu that gives the dossier to somebody.
#[derive(Serialize)]
pub(super) struct Assignment {
    actuel: String,
    options: Vec<Choice>,
}

/// Another dossier of the same person, in this programme.
#[derive(Serialize)]
pub(super) struct OtherView {
    numero: String,
    href: String,
    quoi: String,
}

/// Nobody, oneself, then colleagues.
pub(super) fn assignment(read: &Read, me: AgentId) -> Assignment {
    let held = read.loaded.row.conseiller;
    let colleagues = read.examiners.iter().filter(|id| **id != me);
    let first = [Choice::new("", "Personne", held.is_none()), Choice::new(me.to_string(), "Moi", held == Some(me))];
    Assignment {
        actuel: match held {
            None => "personne".to_owned(),
            Some(id) if id == me => "vous".to_owned(),
            Some(id) => read.people.name(id),
        },
        options: first
            .into_iter()
            .chain(colleagues.map(|id| Choice::new(id.to_string(), read.people.name(*id), held == Some(*id))))
            .collect(),
    }
}

/// What the same person asked for besides.
pub(super) fn others(read: &Read) -> Vec<OtherView> {
    let view = |other: &crate::adapters::db::dossiers::Dossier| OtherView {
        numero: other.numero.clone(),
        href: address(other.id, ""),
        quoi: match other.total_centimes {
            Some(total) => format!("{}, {}", State::of(other.etat).word(), format::centimes(total)),
            None => State::of(other.etat).word().to_owned(),
        },
    };
    read.others.iter().map(view).collect()
}
