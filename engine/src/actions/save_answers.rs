//! Saving answers of the form, by a button or by autosave: the valid ones are kept, the others come
//! back as they were typed. Who may write is decided by the state and the section.

use super::loaded::{self, Loaded};
use super::{Refused, change, gel, mark, signes};
use crate::adapters::db;
use crate::adapters::db::Scope;
use crate::adapters::db::dossiers;
use crate::app::App;
use anyhow::Result;
use guichet_domain::dossier::{Auteur, Etat, Fact};
use guichet_domain::field::Typed;
use guichet_domain::form::{self, Reading};
use guichet_domain::ids::{ChampId, DossierId};
use guichet_domain::programme::Quand;

/// What became of what was typed.
#[derive(Debug)]
pub enum Saved {
    /// All of it is kept.
    Kept,
    /// What is valid is kept; the rest comes back with what is wrong.
    Faults(Reading),
    /// Nothing is kept: the answers changed since they were shown, and it would have changed these.
    Changed(Vec<ChampId>),
}

/// Saves what was typed for these champs. `lu` is the [`mark`] of the page it was typed in: when
/// another page saved meanwhile, nothing is written over it.
///
/// # Errors
/// No such dossier, a state in which they are not asked, or the database.
pub async fn save(
    app: &App,
    scope: &Scope,
    id: DossierId,
    champs: &[ChampId],
    typed: &Typed,
    lu: Option<&str>,
) -> Result<Saved> {
    let tx = db::begin(&app.db).await?;
    let mut loaded = loaded::lock(app, &tx, scope, id).await?;
    let moved = lu.is_some_and(|lu| lu != mark::of(app, &loaded, champs));
    let late = gel::of(&tx, scope, &loaded.row).await?.is_none();
    let champs = asked(&loaded, champs, late);
    if champs.is_empty() && !late {
        return Err(gel::refused());
    }
    if champs.is_empty() {
        return Err(Refused::Because(format!(
            "Votre dossier est « {} » : ces réponses ne peuvent plus être modifiées.",
            loaded.row.etat.libelle()
        ))
        .into());
    }
    let reading = form::read_form(&loaded.version, &champs, typed, &loaded.answers, loaded.row.demande_le);
    // What says the same as the answers now kept is the same page sent twice, not another one.
    let differing = if moved { differing(&reading, &loaded, &champs) } else { Vec::new() };
    if !differing.is_empty() {
        return Ok(Saved::Changed(differing));
    }
    if reading.answers != loaded.answers {
        let missed = loaded.versement_manque();
        loaded.answers = reading.answers.clone();
        write(app, &tx, scope, &loaded).await?;
        if loaded.row.etat == Etat::ValideManager && missed && !loaded.versement_manque() {
            let auteur = Auteur::Beneficiaire(loaded.row.beneficiaire);
            change::tell(&tx, scope, &loaded, auteur, &Fact::Coordonnees, None, app.clock.now()).await?;
        }
        tx.commit().await?;
    }
    Ok(if reading.faults.is_empty() { Saved::Kept } else { Saved::Faults(reading) })
}

/// The champs that what was typed would answer otherwise, those it cannot answer included.
fn differing(reading: &Reading, loaded: &Loaded, champs: &[ChampId]) -> Vec<ChampId> {
    let faulty =
        |champ: &ChampId| reading.faults.iter().any(|fault| fault.name.split('.').next() == Some(champ.as_str()));
    let changed = |champ: &ChampId| reading.answers.get(champ.as_str()) != loaded.answers.get(champ.as_str());
    champs.iter().filter(|champ| changed(champ) || faulty(champ)).cloned().collect()
}

/// Of these champs, the ones that are asked in the dossier's state; the bank details, while they may change.
fn asked(loaded: &Loaded, champs: &[ChampId], late: bool) -> Vec<ChampId> {
    let bank = loaded.version.champs_de_versement();
    let open = |champ: &ChampId| match bank.contains(champ) {
        true => late && loaded.asks(Quand::ValideManager),
        false => loaded.asks(Quand::Depot),
    };
    champs.iter().filter(|champ| open(champ)).cloned().collect()
}

async fn write(app: &App, tx: &db::DatabaseTransaction, scope: &Scope, loaded: &Loaded) -> Result<()> {
    let row = &loaded.row;
    let verdict = loaded.verdict();
    let written = dossiers::Answers {
        reponses: loaded::sealed_answers(app, &loaded.version, &loaded.answers, &row.programme, row.id)?,
        nom: text(loaded, "nom").unwrap_or_else(|| row.nom.clone()),
        prenom: text(loaded, "prenom").unwrap_or_else(|| row.prenom.clone()),
        email: row.email.clone(),
        verdict: Some(serde_json::to_string(&verdict)?),
        total_centimes: Some(verdict.total_centimes()).filter(|_| row.etat.editable()).or(row.total_centimes),
        versement_manque: loaded.versement_manque(),
        at: app.clock.now(),
    };
    dossiers::save_answers(tx, scope, row.id, row.version, &written).await?;
    signes::refresh(app, tx, scope, row.id).await
}

/// A name typed in the form is the one the list shows.
fn text(loaded: &Loaded, champ: &str) -> Option<String> {
    match loaded.answers.get(champ) {
        Some(guichet_domain::value::Value::Texte(text)) => Some(text.clone()),
        _ => None,
    }
}
