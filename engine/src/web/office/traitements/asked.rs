//! What is posted from the list and from the check page: which act, over which dossiers, with what.

use crate::actions::write_message;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::{staff, typed};
use guichet_domain::dossier::Problem;
use guichet_domain::ids::{AgentId, DossierId};
use guichet_domain::traitement::{Acte, Genre};
use std::collections::BTreeMap;

/// Dossiers that may be chosen one by one; more are asked for by the filter.
pub(super) const AT_ONCE: usize = 500;

/// Over which dossiers.
pub(super) enum Cible {
    /// These, at the version that the page showed, if it showed one.
    Choisis(BTreeMap<DossierId, Option<i32>>),
    /// All that this search leaves.
    Filtre(String),
}

/// The act and its dossiers; none of them when nothing was checked.
pub(super) fn read(posted: &Posted) -> Result<(Genre, Option<Cible>), Error> {
    // Parts are given on the page of the répartition, not here.
    let genre = Genre::from_code(posted.one("acte"))
        .filter(|genre| *genre != Genre::Repartition)
        .ok_or_else(|| Error::BadRequest("Choisissez d'abord ce qu'il faut faire, depuis la liste.".into()))?;
    if posted.has("tous") {
        return Ok((genre, Some(Cible::Filtre(posted.trimmed("q").to_owned()))));
    }
    // Posted twice, a dossier counts once.
    let chosen: BTreeMap<_, _> = posted.all("dossier").iter().map(|value| one(value)).collect::<Result<_, Error>>()?;
    if chosen.len() > AT_ONCE {
        return Err(Error::TooLarge(format!("Cochez {AT_ONCE} dossiers au plus, ou prenez toute la liste.")));
    }
    Ok((genre, (!chosen.is_empty()).then_some(Cible::Choisis(chosen))))
}

/// `id`, or `id:version`.
fn one(value: &str) -> Result<(DossierId, Option<i32>), Error> {
    match value.split_once(':') {
        Some((id, version)) => Ok((staff::id(id)?, Some(staff::id(version)?))),
        None => Ok((staff::id(value)?, None)),
    }
}

/// The act as it was filled in, or everything that is wrong with it. `to` are those who may be given dossiers.
pub(super) fn acte(
    app: &App,
    visit: &AgentVisit,
    genre: Genre,
    posted: &Posted,
    to: &[AgentId],
) -> Result<Acte, Vec<Problem>> {
    match genre {
        Genre::Affectation => affectation(visit, posted.one("a"), to).map_err(|problem| vec![problem]),
        Genre::Repartition => Ok(Acte::Repartition { parts: vec![] }),
        Genre::Validation => Ok(Acte::Validation),
        Genre::Message => {
            let message = posted.trimmed("message").to_owned();
            match write_message::problem(&message) {
                Some(problem) => Err(vec![problem]),
                None => Ok(Acte::Message { message }),
            }
        }
        Genre::Paiement => {
            let day = typed::payment_day(posted.one("le"), app.clock.today());
            let reference = posted.trimmed("reference").to_owned();
            let acte = Acte::Paiement { le: day.clone().unwrap_or_default(), reference };
            let wrong_day = day.err().map(|message| Problem::of("le", message));
            let problems: Vec<Problem> = wrong_day.into_iter().chain(acte.problem()).collect();
            if problems.is_empty() { Ok(acte) } else { Err(problems) }
        }
    }
}

fn affectation(visit: &AgentVisit, typed: &str, to: &[AgentId]) -> Result<Acte, Problem> {
    let a = match typed {
        "moi" => Some(visit.agent.id),
        "personne" => return Ok(Acte::Affectation { a: None }),
        id => id.parse().ok(),
    };
    let a = a.filter(|agent| to.contains(agent));
    a.map(|agent| Acte::Affectation { a: Some(agent) })
        .ok_or_else(|| Problem::of("a", "Choisissez à qui attribuer ces dossiers, dans la liste."))
}
