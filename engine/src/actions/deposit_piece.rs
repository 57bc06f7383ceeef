//! Depositing a file for a pièce: streamed, judged by its content, stored before its row says so.

use super::gel;
use super::loaded::{self, Loaded};
use crate::adapters::db;
use crate::adapters::db::Scope;
use crate::adapters::db::fichiers::{self, Fichier};
use crate::adapters::media;
use crate::adapters::storage::{PutError, Stored};
use crate::app::App;
use anyhow::Result;
use axum::body::Bytes;
use futures::Stream;
use guichet_domain::format;
use guichet_domain::ids::{DossierId, FichierId, PieceId};
use guichet_domain::programme::Quand;
use guichet_domain::verdict;

/// Deposits one file; says in French why it is not taken.
///
/// # Errors
/// No such dossier, or a part that fails.
pub async fn deposit(
    app: &App,
    scope: &Scope,
    id: DossierId,
    piece: &PieceId,
    nom: &str,
    content: impl Stream<Item = std::io::Result<Bytes>> + Send + Unpin,
) -> Result<Result<FichierId, String>> {
    let before = loaded::load(app, scope, id).await?;
    let frozen = gel::of(&app.db, scope, &before.row).await?.is_some();
    if let Err(reason) = room(app, &before, piece, frozen) {
        return Ok(Err(reason));
    }
    let fichier = FichierId(uuid::Uuid::now_v7());
    let nom = media::clean_name(nom);
    let stored = match app.storage.put(&before.row.programme, fichier, content, app.config.limits.file).await {
        Ok(stored) => stored,
        Err(PutError::TooLarge) => {
            let most = format::taille(app.config.limits.file);
            return Ok(Err(format!("« {nom} » dépasse {most}. Réduisez-le, ou photographiez chaque page à part.")));
        }
        Err(PutError::Read(_)) => return Ok(Err(format!("L'envoi de « {nom} » s'est interrompu. Recommencez."))),
        Err(PutError::Store(error)) => return Err(error.into()),
    };
    let kept = keep(app, scope, id, piece, fichier, &nom, &stored).await;
    if matches!(kept, Ok(Err(_))) {
        // Refused: no row names the object, which is taken back now, or by the sweep of orphans. After
        // an error the row may still have been written, so only the sweep, which looks, may decide.
        if let Err(error) = app.storage.delete(&stored.key).await {
            tracing::warn!(key = stored.key, "objet sans dossier laissé au balayage : {error:#}");
        }
    }
    kept
}

/// Writes the row, after looking again: another upload may have taken the last place meanwhile.
async fn keep(
    app: &App,
    scope: &Scope,
    id: DossierId,
    piece: &PieceId,
    fichier: FichierId,
    nom: &str,
    stored: &Stored,
) -> Result<Result<FichierId, String>> {
    let media_type = match media::judge(nom, &stored.head) {
        Ok(media_type) => media_type,
        Err(reason) => return Ok(Err(reason)),
    };
    let tx = db::begin(&app.db).await?;
    let mut loaded = loaded::lock(app, &tx, scope, id).await?;
    let frozen = gel::of(&tx, scope, &loaded.row).await?.is_some();
    if let Err(reason) = room(app, &loaded, piece, frozen) {
        return Ok(Err(reason));
    }
    let new = Fichier {
        id: fichier,
        programme: loaded.row.programme.clone(),
        dossier: id,
        piece: piece.clone(),
        nom: nom.to_owned(),
        media_type: media_type.as_str().to_owned(),
        octets: i64::try_from(stored.octets)?,
        sha256: stored.sha256.clone(),
        object_key: stored.key.clone(),
        deposited_at: app.clock.now(),
    };
    fichiers::insert(&tx, scope, &new).await?;
    loaded.fichiers.push(new);
    super::change::after_fichier(app, &tx, scope, loaded).await?;
    tx.commit().await?;
    Ok(Ok(fichier))
}

/// Whether the pièce is asked, and has room for one more file.
fn room(app: &App, loaded: &Loaded, piece: &PieceId, frozen: bool) -> Result<(), String> {
    let known = loaded.version.piece(piece.as_str()).ok_or("Cette pièce n'est pas demandée pour votre dossier.")?;
    if !loaded.asks(known.quand) {
        return Err(format!(
            "Votre dossier est « {} » : ses pièces ne peuvent plus être modifiées.",
            loaded.row.etat.libelle()
        ));
    }
    if frozen && known.quand == Quand::ValideManager {
        return Err(gel::TOLD.to_owned());
    }
    let asked = verdict::asked_pieces(&loaded.version, &loaded.answers, loaded.row.demande_le, known.quand);
    if !asked.iter().any(|asked| asked.id == *piece) {
        return Err("Cette pièce n'est pas demandée pour votre dossier.".into());
    }
    if loaded.fichiers.iter().filter(|fichier| fichier.piece == *piece).count() >= known.fichiers_max {
        return Err(format!("Cette pièce a déjà {} fichiers : retirez-en un avant d'en ajouter.", known.fichiers_max));
    }
    let octets: u64 = loaded.fichiers.iter().map(|fichier| u64::try_from(fichier.octets).unwrap_or(0)).sum();
    if octets >= app.config.limits.dossier {
        let most = format::taille(app.config.limits.dossier);
        return Err(format!(
            "Les fichiers de votre dossier atteignent {most}. Retirez-en un, ou envoyez-le en plus petit."
        ));
    }
    Ok(())
}
