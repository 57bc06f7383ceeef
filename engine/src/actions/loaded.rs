//! A dossier with what is needed to read it: its rules, its answers in clear, its files.

use super::Refused;
use crate::adapters::db::dossiers::Dossier;
use crate::adapters::db::fichiers::Fichier;
use crate::adapters::db::{self, ConnectionTrait, DatabaseTransaction, Scope, dossiers, fichiers, versions};
use crate::app::App;
use anyhow::{Context, Result, anyhow};
use guichet_domain::dossier::{Examen, Regard, Standing, Tour, regard, tour};
use guichet_domain::field;
use guichet_domain::ids::{DossierId, FichierId, PieceId};
use guichet_domain::programme::{Programme, Quand, Version};
use guichet_domain::value::Answers;
use guichet_domain::verdict::{Missing, Reading, Verdict};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A dossier, ready to be shown or decided.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// As stored.
    pub row: Dossier,
    /// Its programme, as it is now.
    pub programme: Arc<Programme>,
    /// The rules it is under.
    pub version: Arc<Version>,
    /// Its answers, IBAN and NIR in clear: pages mask them.
    pub answers: Answers,
    /// The files deposited and not removed.
    pub fichiers: Vec<Fichier>,
}

/// Reads a dossier within a scope.
///
/// # Errors
/// [`Refused::NotFound`] when there is none in that scope; a database or key that fails.
pub async fn load(app: &App, scope: &Scope, id: DossierId) -> Result<Loaded> {
    let row = dossiers::find(&app.db, scope, id).await?.ok_or(Refused::NotFound)?;
    complete(app, &app.db, scope, row).await
}

/// The same, with the others of the same bénéficiaire.
///
/// # Errors
/// As [`load`].
pub async fn load_among(app: &App, scope: &Scope, id: DossierId) -> Result<(Loaded, Vec<Dossier>)> {
    let (row, others) = dossiers::find_among(&app.db, scope, id).await?.ok_or(Refused::NotFound)?;
    Ok((complete(app, &app.db, scope, row).await?, others))
}

/// A dossier for an act: kept from other writers until the transaction ends, so that what is judged is
/// what is written.
///
/// # Errors
/// As [`load`].
pub async fn lock(app: &App, tx: &DatabaseTransaction, scope: &Scope, id: DossierId) -> Result<Loaded> {
    let row = dossiers::lock(tx, scope, id).await?.ok_or(Refused::NotFound)?;
    complete(app, tx, scope, row).await
}

async fn complete(app: &App, conn: &impl ConnectionTrait, scope: &Scope, row: Dossier) -> Result<Loaded> {
    let fichiers = fichiers::of_dossier(conn, scope, row.id).await?;
    Ok(Loaded { fichiers, ..answered(app, conn, row).await? })
}

/// A dossier with its answers alone, for what regards no file.
pub(super) async fn answered(app: &App, conn: &impl ConnectionTrait, row: Dossier) -> Result<Loaded> {
    let (programme, version) = rules(app, conn, &row).await?;
    let answers = open_answers(app, &version, &row)?;
    Ok(Loaded { row, programme, version, answers, fichiers: vec![] })
}

/// The programme and the rules of a dossier.
pub(super) async fn rules(
    app: &App,
    conn: &impl ConnectionTrait,
    row: &Dossier,
) -> Result<(Arc<Programme>, Arc<Version>)> {
    let catalogue = app.catalogue();
    let programme = catalogue.get(&row.programme).ok_or(Refused::NotFound)?;
    if let Some(version) = programme.version_by_hash(&row.version_hash) {
        return Ok((programme.clone(), version.clone()));
    }
    let texte = versions::texte(conn, &row.programme, &row.version_hash).await?;
    let texte = texte.ok_or_else(|| anyhow!("le texte des règles {} manque", row.version_hash))?;
    let version = app.catalogues.stored_version(&row.programme, &row.version_hash, row.version_du, &texte)?;
    Ok((programme, version))
}

/// What binds an encrypted answer to its dossier.
#[must_use]
pub fn binding(programme: &guichet_domain::ids::ProgrammeId, id: DossierId) -> String {
    format!("{programme}/{id}")
}

/// Answers kept of an earlier moment of a dossier, as far as its rules of today know them.
///
/// # Errors
/// A key that fails.
pub fn answers_kept(app: &App, loaded: &Loaded, reponses: &str) -> Result<Answers> {
    let mut json = serde_json::from_str(reponses).context("réponses illisibles")?;
    app.keys.open_answers(&mut json, &binding(&loaded.row.programme, loaded.row.id))?;
    Ok(field::answers_that_fit(&loaded.version, &json))
}

/// The answers of a dossier in clear.
pub(super) fn open_answers(app: &App, version: &Version, row: &Dossier) -> Result<Answers> {
    let mut json = serde_json::from_str(&row.reponses).context("réponses illisibles")?;
    app.keys.open_answers(&mut json, &binding(&row.programme, row.id))?;
    field::answers_from_json(version, &json).map_err(|faults| anyhow!("réponses hors des règles : {faults:?}"))
}

/// Answers as they are stored: IBAN and NIR sealed.
///
/// # Errors
/// A key that fails.
pub fn sealed_answers(
    app: &App,
    version: &Version,
    answers: &Answers,
    programme: &guichet_domain::ids::ProgrammeId,
    id: DossierId,
) -> Result<String> {
    let mut json = field::answers_to_json(version, answers);
    app.keys.seal_answers(&mut json, &field::secrets(version), &binding(programme, id))?;
    Ok(json.to_string())
}

impl Loaded {
    /// Its rules on its answers, resolved once for whoever asks several things of them.
    #[must_use]
    pub fn reading(&self) -> Reading<'_> {
        Reading::of(&self.version, &self.answers, self.row.demande_le)
    }

    /// What the rules say of the answers as they stand.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.reading().verdict()
    }

    /// The pièces with at least one file.
    #[must_use]
    pub fn deposited(&self) -> BTreeSet<PieceId> {
        self.fichiers.iter().map(|fichier| fichier.piece.clone()).collect()
    }

    /// The files of a pièce, as a verdict on it names them.
    #[must_use]
    pub fn files_of(&self, piece: &PieceId) -> BTreeSet<FichierId> {
        self.fichiers.iter().filter(|fichier| fichier.piece == *piece).map(|fichier| fichier.id).collect()
    }

    /// Where a pièce stands, by what was last said of it.
    #[must_use]
    pub fn regard(&self, examen: Option<&Examen>, piece: &PieceId) -> Regard {
        regard(examen, &self.files_of(piece))
    }

    /// All that is missing for that moment, in the order of the form.
    #[must_use]
    pub fn missing(&self, quand: Quand) -> Vec<Missing> {
        self.reading().missing(&self.deposited(), quand)
    }

    /// Whether something asked only after the manager's validation is missing: the rest cannot be
    /// given any more at that moment, and must not hold a payment back.
    #[must_use]
    pub fn versement_manque(&self) -> bool {
        self.versement_manque_in(&self.reading())
    }

    /// The same of a reading already made.
    #[must_use]
    pub fn versement_manque_in(&self, reading: &Reading<'_>) -> bool {
        let champs = self.version.champs_de_versement();
        let late =
            |piece: &PieceId| self.version.piece(piece.as_str()).is_some_and(|p| p.quand == Quand::ValideManager);
        reading.missing(&self.deposited(), Quand::ValideManager).iter().any(|missing| match missing {
            Missing::Champ { champ, .. } => champs.contains(champ),
            Missing::Piece { piece, .. } => late(piece),
        })
    }

    /// Whose turn it is, as bank details are missing or not.
    #[must_use]
    pub fn tour(&self, versement_manque: bool) -> Tour {
        tour(self.row.etat, versement_manque)
    }

    /// What the workflow looks at.
    #[must_use]
    pub fn standing(&self) -> Standing {
        Standing { etat: self.row.etat, instruit_par: self.row.instruit_par, clos_le: self.row.closed_at }
    }

    /// Whether the bénéficiaire may now answer what is asked at that moment.
    #[must_use]
    pub fn asks(&self, quand: Quand) -> bool {
        use guichet_domain::dossier::Etat;
        match quand {
            Quand::Depot => self.row.etat.editable(),
            Quand::ValideManager => self.row.etat == Etat::ValideManager,
        }
    }
}

/// The error of a stale write, told apart from the others.
#[must_use]
pub fn is_stale(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref::<db::Error>(), Some(db::Error::Stale))
}
