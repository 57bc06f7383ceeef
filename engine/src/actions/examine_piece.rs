//! Accepting or refusing a pièce: on the files that were looked at, or not at all. The dossier's version
//! stays: two agents who judge two pièces do not stop each other.

use super::loaded::{self, Loaded};
use super::{Refused, change, signes};
use crate::adapters::db::agents::Agent;
use crate::adapters::db::examens::{self, Last};
use crate::adapters::db::{self, Scope};
use crate::app::App;
use anyhow::Result;
use guichet_domain::access::{Grants, Role};
use guichet_domain::dossier::{Acteur, Auteur, Avis, Examen, Fact, Problem, Regard, examine, may_examine};
use guichet_domain::field::email_key;
use guichet_domain::ids::{DossierId, FichierId, PieceId};
use std::collections::BTreeSet;

/// What is said of a pièce.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Of which.
    pub piece: PieceId,
    /// For or against.
    pub avis: Avis,
    /// Its motif, as posted.
    pub motif: String,
    /// What is added for the bénéficiaire.
    pub precision: String,
    /// The files that were on the page.
    pub lus: BTreeSet<FichierId>,
}

/// How it went.
#[derive(Debug, Clone, PartialEq)]
pub enum Examined {
    /// Written; the next pièce to examine, if any is left.
    Done(Option<PieceId>),
    /// Not written: what to correct.
    Problems(Vec<Problem>),
    /// Not written: the files are no more those that were looked at.
    Stale,
}

/// Says it.
///
/// # Errors
/// No such dossier or pièce, somebody who may not decide there, or the database.
pub async fn say(
    app: &App,
    scope: &Scope,
    id: DossierId,
    agent: &Agent,
    grants: &Grants,
    said: Said,
) -> Result<Examined> {
    let now = app.clock.now();
    let tx = db::begin(&app.db).await?;
    let loaded = loaded::lock(app, &tx, scope, id).await?;
    allowed(&loaded, agent, grants)?;
    let piece = loaded.version.piece(said.piece.as_str()).ok_or(Refused::NotFound)?;
    let files = loaded.files_of(&piece.id);
    if files.is_empty() || files != said.lus {
        return Ok(Examined::Stale);
    }
    let examen = match examine(piece, said.avis, &said.motif, &said.precision, files) {
        Ok(examen) => examen,
        Err(problems) => return Ok(Examined::Problems(problems)),
    };
    let fact = Fact::Examen { piece: piece.id.clone(), avis: examen.avis, motif: examen.raison() };
    let mut all = examens::of_dossier(&tx, scope, id).await?;
    let already = all.iter().any(|last| last.examen == examen);
    if !already {
        let last = Last { examen, agent: agent.id, at: now };
        examens::record(&tx, scope, id, &last).await?;
        change::tell(&tx, scope, &loaded, Auteur::Agent(agent.id), &fact, None, now).await?;
        signes::refresh(app, &tx, scope, id).await?;
        tx.commit().await?;
        all.retain(|other| other.examen.piece != last.examen.piece);
        all.push(last);
    }
    Ok(Examined::Done(next(&loaded, &all, &said.piece)))
}

/// As the acts: a role in that programme that may decide now, and never one's own dossier.
fn allowed(loaded: &Loaded, agent: &Agent, grants: &Grants) -> Result<()> {
    let row = &loaded.row;
    let hats = [(Role::Conseiller, Acteur::Conseiller), (Role::Manager, Acteur::Manager)];
    let may = |(role, acteur)| grants.has(&row.programme, role) && may_examine(row.etat, acteur);
    if !hats.into_iter().any(may) {
        let reason = format!("Ce dossier est « {} » : vous n'avez pas à en examiner les pièces.", row.etat.libelle());
        return Err(Refused::Because(reason).into());
    }
    if email_key(&row.email) == agent.email_key {
        return Err(Refused::Because("Ce dossier est le vôtre : un collègue doit l'examiner.".into()).into());
    }
    Ok(())
}

/// The next pièce to examine after that one, in the order of the rules, then from the first.
fn next(loaded: &Loaded, all: &[Last], after: &PieceId) -> Option<PieceId> {
    let of = |piece: &PieceId| -> Option<&Examen> { all.iter().map(|last| &last.examen).find(|e| e.piece == *piece) };
    let pieces: Vec<&PieceId> = loaded.version.pieces.iter().map(|piece| &piece.id).collect();
    let here = pieces.iter().position(|piece| *piece == after).map_or(0, |place| place + 1);
    let (before, behind) = pieces.split_at(here.min(pieces.len()));
    let mut in_turn = behind.iter().chain(before);
    in_turn.find(|piece| loaded.regard(of(piece), piece) == Regard::AExaminer).map(|piece| (*piece).clone())
}
