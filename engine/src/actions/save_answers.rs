//! Saving answers of the form, by a button or by autosave: the valid ones are kept, the others come
//! back as they were typed. Who may write is decided by the state and the section.

use super::loaded::{self, Loaded};
use super::{Refused, change};
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

/// Saves what was typed for these champs.
///
/// # Errors
/// No such dossier, a state in which they are not asked, or the database.
pub async fn save(
    app: &App,
    scope: &Scope,
    id: DossierId,
    champs: &[ChampId],
    typed: &Typed,
) -> Result<Result<(), Reading>> {
    let tx = db::begin(&app.db).await?;
    let mut loaded = loaded::lock(app, &tx, scope, id).await?;
    let champs = asked(&loaded, champs);
    if champs.is_empty() {
        return Err(Refused::Because(format!(
            "Votre dossier est « {} » : ces réponses ne peuvent plus être modifiées.",
            loaded.row.etat.libelle()
        ))
        .into());
    }
    let reading = form::read_form(&loaded.version, &champs, typed, &loaded.answers, loaded.row.demande_le);
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
    Ok(if reading.faults.is_empty() { Ok(()) } else { Err(reading) })
}

/// Of these champs, the ones that are asked in the dossier's state.
fn asked(loaded: &Loaded, champs: &[ChampId]) -> Vec<ChampId> {
    let late = loaded.version.champs_de_versement();
    let open = |champ: &ChampId| loaded.asks(if late.contains(champ) { Quand::ValideManager } else { Quand::Depot });
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
    Ok(())
}

/// A name typed in the form is the one the list shows.
fn text(loaded: &Loaded, champ: &str) -> Option<String> {
    match loaded.answers.get(champ) {
        Some(guichet_domain::value::Value::Texte(text)) => Some(text.clone()),
        _ => None,
    }
}
