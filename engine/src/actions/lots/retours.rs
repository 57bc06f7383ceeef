//! A file that the bank sent back about a lot: kept as it was read, looked through by a person, then applied line by
//! line through the same acts as by hand. What is already noted is left as it is, so that it may be sent twice.

use super::pay::{Which, record};
use super::reject::{Motif, one};
use super::{Acted, On, allowed, nobody_s_own, not_now};
use crate::actions::Refused;
use crate::actions::lot_facts::{UNTOLD, tell};
use crate::adapters::db::agents::Agent;
use crate::adapters::db::lots::{self, Applique, Ligne, Lot, Recu};
use crate::adapters::db::{self, Scope};
use crate::app::App;
use anyhow::{Context, Result};
use chrono::NaiveDate;
use guichet_domain::access::{Grants, Role};
use guichet_domain::dossier::Problem;
use guichet_domain::ids::{DossierId, LotId, RetourId};
use guichet_domain::versement::retour::{Attendue, Fichier, Lu, Retour, Suite};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Longest name of a file, in characters.
const NOM_MAX: usize = 120;

/// What became of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bilan {
    /// To be marked paid.
    pub payes: usize,
    /// Rejected.
    pub rejetes: usize,
    /// Nothing to do, or left to somebody.
    pub laisses: usize,
    /// Could not be rejected, with why.
    pub obstacles: Vec<String>,
}

/// A file beside the lines that it answers.
#[derive(Debug, Clone)]
pub struct Relu {
    /// The file.
    pub recu: Recu,
    /// The day it was made, where it tells.
    pub le: Option<NaiveDate>,
    /// Its lot.
    pub lot: Lot,
    /// The lines of the lot.
    pub lignes: Vec<Ligne>,
    /// What it says, and what is to be done of it.
    pub lus: Vec<Lu>,
    /// Its refusal of the whole lot.
    pub refus: Option<Retour>,
    /// How many operations of it are not of this lot.
    pub autres: usize,
    /// What became of it, once applied.
    pub bilan: Option<Bilan>,
}

/// Keeps a file, to be looked through: nothing of the lot changes.
///
/// # Errors
/// No such lot, a role that does not allow it, or the database.
pub async fn receive(
    app: &App,
    scope: &Scope,
    lot: LotId,
    (agent, grants): (&Agent, &Grants),
    nom: &str,
    fichier: &Fichier,
) -> Result<Acted<RetourId>> {
    let tx = db::begin(&app.db).await?;
    let lot = lots::lock(&tx, scope, lot).await?.ok_or(Refused::NotFound)?;
    allowed(grants, &lot.programme, &[Role::Conseiller])?;
    let lignes = lots::lignes(&tx, &lot).await?;
    nobody_s_own(agent, &lignes)?;
    if !lot.etat.at_the_bank() {
        return Ok(not_now(&lot));
    }
    if !fichier.answers(&lot.numero) {
        let told = format!("Ce fichier répond à {}, pas au lot {}.", fichier.lots.join(", "), lot.numero);
        return Ok(Acted::Problems(vec![Problem::of("fichier", told)]));
    }
    let id = RetourId(Uuid::now_v7());
    let nom: String = nom.chars().filter(|c| !c.is_control()).take(NOM_MAX).collect();
    let recu = (agent.id, app.clock.now());
    // A statement tells of everybody whom the account pays: what is not of this lot is nobody's to read here.
    let lu = serde_json::to_string(&fichier.clone().of_lot(&lot.numero, &numeros(&lignes)))?;
    lots::receive(&tx, &lot, Recu { id, nom, recu, lu, applique: None }).await?;
    tx.commit().await?;
    Ok(Acted::Done(id))
}

/// Reads a file again, beside the lines as they now stand.
///
/// # Errors
/// No such file or lot in that scope, or the database.
pub async fn look(app: &App, scope: &Scope, lot: LotId, id: RetourId) -> Result<Relu> {
    let lot = super::find(app, scope, lot).await?;
    let recu = lots::retour(&app.db, &lot, id).await?.ok_or(Refused::NotFound)?;
    let fichier: Fichier = serde_json::from_str(&recu.lu).context("un retour illisible")?;
    let lignes = lots::lignes(&app.db, &lot).await?;
    let fichier = fichier.of_lot(&lot.numero, &numeros(&lignes));
    let attendue =
        |ligne: &Ligne| Attendue { numero: ligne.numero.clone(), etat: ligne.etat, centimes: ligne.centimes };
    let lus = fichier.suites(&lot.numero, &lignes.iter().map(attendue).collect::<Vec<_>>());
    let bilan = recu.applique.as_ref().map(|done| serde_json::from_str(&done.bilan)).transpose()?;
    let refus = fichier.refus(&lot.numero).cloned();
    Ok(Relu { recu, le: fichier.le, lot, lignes, lus, refus, autres: fichier.autres, bilan })
}

fn numeros(lignes: &[Ligne]) -> Vec<&str> {
    lignes.iter().map(|ligne| ligne.numero.as_str()).collect()
}

impl Relu {
    /// The lines to which something is to be done, with what the bank says of each.
    pub fn lines(&self, suite: Suite) -> impl Iterator<Item = (&Ligne, &Lu)> {
        let line = |lu: &Lu| self.lignes.iter().find(|ligne| ligne.numero == lu.retour.reference);
        self.lus.iter().filter(move |lu| lu.suite == suite).filter_map(move |lu| Some((line(lu)?, lu)))
    }
}

/// Applies a file that was looked through; one that was applied stays as it is.
///
/// # Errors
/// No such file or lot, a role that does not allow it, or the database; what was noted stays so.
pub async fn apply(
    app: &App,
    scope: &Scope,
    on: On<'_>,
    id: RetourId,
    le: Result<NaiveDate, String>,
    reference: &str,
) -> Result<Acted> {
    let relu = look(app, scope, on.lot, id).await?;
    allowed(on.grants, &relu.lot.programme, &[Role::Conseiller])?;
    nobody_s_own(on.agent, &relu.lignes)?;
    if relu.bilan.is_some() {
        return Ok(Acted::Done(()));
    }
    if relu.lot.version != on.version {
        return Ok(Acted::Stale);
    }
    let paid: Vec<DossierId> = relu.lines(Suite::Payer).map(|(ligne, _)| ligne.dossier).collect();
    if !paid.is_empty() {
        let le = match le {
            Ok(le) => le,
            Err(told) => return Ok(Acted::Problems(vec![Problem::of("le", told)])),
        };
        match record(app, scope, on, Which::These(&paid), le, reference).await? {
            Acted::Done(()) => {}
            other => return Ok(other),
        }
    }
    let mut bilan = Bilan { payes: paid.len(), ..Bilan::default() };
    for (ligne, lu) in relu.lines(Suite::Rejeter) {
        let code = if lu.retour.code.is_empty() { UNTOLD.to_owned() } else { lu.retour.code.clone() };
        let motif = Motif { code, texte: lu.retour.texte.clone() };
        match one(app, scope, &relu.lot, ligne, (on.agent, on.grants), &motif).await? {
            Acted::Done(()) => bilan.rejetes += 1,
            Acted::Stale => bilan.obstacles.push(format!("{} a changé entre-temps", ligne.numero)),
            Acted::Problems(problems) => bilan
                .obstacles
                .extend(problems.into_iter().map(|problem| format!("{} : {}", ligne.numero, problem.message))),
        }
    }
    bilan.laisses = relu.lus.len() - bilan.payes - bilan.rejetes;
    settle(app, &relu, on.agent, &bilan).await?;
    Ok(Acted::Done(()))
}

/// Notes what became of the file, once.
async fn settle(app: &App, relu: &Relu, agent: &Agent, bilan: &Bilan) -> Result<()> {
    let tx = db::begin(&app.db).await?;
    let applique = Applique { par: agent.id, le: app.clock.now(), bilan: serde_json::to_string(bilan)? };
    if lots::applied(&tx, &relu.lot, relu.recu.id, applique).await? {
        let told = format!(
            "applique {} de la banque : à payer {}, rejetés {}, laissés {}",
            relu.recu.nom, bilan.payes, bilan.rejetes, bilan.laisses
        );
        tell(app, &tx, &relu.lot, agent.id, "retour", told).await?;
        tx.commit().await?;
    }
    Ok(())
}
