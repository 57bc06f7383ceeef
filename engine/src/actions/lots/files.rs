//! The files of a closed lot: whoever takes one is told in the lot's history and in the log.

use super::{allowed, binding};
use crate::actions::Refused;
use crate::actions::lot_facts::tell;
use crate::adapters::db::lots::{self, Lot};
use crate::adapters::db::{self, Scope};
use crate::app::App;
use anyhow::{Context, Result};
use guichet_domain::access::{Grants, Role};
use guichet_domain::ids::{AgentId, LotId};
use guichet_domain::versement::pain::{self, Debiteur, Ordre, Virement};
use guichet_domain::versement::{EtatLot, csv};

/// Who may take the files.
const ROLES: [Role; 2] = [Role::Conseiller, Role::Manager];

/// Which file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `pain.001.001.09`, for the bank.
    Sepa,
    /// A list, for the payment software.
    Csv,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Its name.
    pub nom: String,
    /// What is in it.
    pub texte: String,
}

/// Takes a file of a lot.
///
/// # Errors
/// No such lot, one that is still open, a role that does not allow it, or the database.
pub async fn take(
    app: &App,
    scope: &Scope,
    id: LotId,
    (agent, grants): (AgentId, &Grants),
    format: Format,
) -> Result<Sent> {
    let tx = db::begin(&app.db).await?;
    let lot = lots::find(&tx, scope, id).await?.ok_or(Refused::NotFound)?;
    allowed(grants, &lot.programme, &ROLES)?;
    if lot.etat == EtatLot::Ouvert {
        return Err(Refused::Because("Ce lot n'est pas clos : ses fichiers n'existent pas encore.".into()).into());
    }
    let virements = virements(app, &tx, &lot).await?;
    let (suffix, texte) = match format {
        Format::Sepa => ("xml", pain::text(&ordre(&lot, virements)?)),
        Format::Csv => ("csv", csv::text(&lot.numero, &lines(virements))),
    };
    let nom = format!("{}.{suffix}", lot.numero);
    tell(app, &tx, &lot, agent, "telechargement", format!("télécharge {nom}")).await?;
    tracing::info!(target: "securite", %agent, lot = %lot.id, fichier = nom, "fichier de versement téléchargé");
    tx.commit().await?;
    Ok(Sent { nom, texte })
}

async fn virements(app: &App, tx: &db::DatabaseTransaction, lot: &Lot) -> Result<Vec<Virement>> {
    let lignes = lots::lignes(tx, lot).await?;
    let one = |ligne: lots::Ligne| {
        let sealed = ligne.iban.context("une ligne close sans compte")?;
        Ok(Virement {
            iban: app.keys.open_text(&sealed, &binding(lot, ligne.dossier))?,
            titulaire: ligne.titulaire.unwrap_or_default(),
            centimes: ligne.centimes,
            libelle: format!("{} {}", lot.numero, ligne.numero),
            reference: ligne.numero,
        })
    };
    lignes.into_iter().map(one).collect()
}

fn ordre(lot: &Lot, virements: Vec<Virement>) -> Result<Ordre> {
    let debiteur: Option<Debiteur> = serde_json::from_str(lot.debiteur.as_deref().unwrap_or("null"))?;
    Ok(Ordre {
        numero: lot.numero.clone(),
        created_at: lot.clos.map(|(_, at)| at).context("un lot clos sans date")?,
        execution: lot.execution_le.context("un lot clos sans jour de versement")?,
        debiteur: debiteur.context("un lot clos sans compte payeur")?,
        virements,
    })
}

fn lines(virements: Vec<Virement>) -> Vec<csv::Ligne> {
    let line = |virement: Virement| csv::Ligne {
        numero: virement.reference,
        titulaire: virement.titulaire,
        iban: virement.iban,
        centimes: virement.centimes,
    };
    virements.into_iter().map(line).collect()
}
