//! The pièces asked for a dossier, each with its files, its state and what may be done.

use super::histoire::latest;
use crate::actions::loaded::Loaded;
use crate::adapters::db::events::Event;
use crate::adapters::db::fichiers::Fichier;
use crate::web::portal::parts::Tag;
use guichet_domain::dossier::{Etat, Fact};
use guichet_domain::format;
use guichet_domain::ids::PieceId;
use guichet_domain::programme::{Piece, Quand};
use guichet_domain::verdict::asked_pieces;
use serde::Serialize;

/// A pièce as it is shown.
#[derive(Debug, Serialize)]
pub(super) struct PieceView {
    /// Its id, and its anchor.
    pub id: String,
    libelle: String,
    aide: String,
    facultatif: bool,
    /// What a conseiller asks of it, when they do.
    mot: Option<String>,
    fichiers: Vec<FichierView>,
    /// How many more files it takes.
    reste: usize,
    /// Whether files may be added and removed now.
    ouverte: bool,
    tag: Tag,
    /// Why a file was not taken.
    pub error: Option<String>,
}

impl PieceView {
    /// Whether a conseiller still waits for it.
    pub(super) fn asked(&self) -> bool {
        self.mot.is_some()
    }

    /// Whether a file is there that a conseiller asked to replace.
    pub(super) fn to_replace(&self) -> bool {
        self.asked() && !self.fichiers.is_empty()
    }
}

#[derive(Debug, Serialize)]
struct FichierView {
    id: String,
    nom: String,
    taille: String,
    quand: String,
}

/// The pièces asked by now; `frozen` while a closed lot carries the bank details, which some of them prove.
pub(super) fn views(loaded: &Loaded, history: &[Event], frozen: bool) -> Vec<PieceView> {
    let quand = if matches!(loaded.row.etat, Etat::ValideManager | Etat::MisEnPaiement) {
        Quand::ValideManager
    } else {
        Quand::Depot
    };
    let asked = asked_pieces(&loaded.version, &loaded.answers, loaded.row.demande_le, quand);
    asked.into_iter().map(|piece| view(loaded, history, piece, frozen)).collect()
}

/// « 5 reçues sur 7 », counting those that are needed.
pub(super) fn received(pieces: &[PieceView]) -> String {
    let needed = pieces.iter().filter(|piece| !piece.facultatif).count();
    let here = pieces.iter().filter(|piece| !piece.facultatif && !piece.fichiers.is_empty()).count();
    match here {
        0 | 1 => format!("{here} reçue sur {needed}"),
        _ => format!("{here} reçues sur {needed}"),
    }
}

/// The pièces that the last request for a complement names, while it is to be answered.
pub(super) fn asked_again(loaded: &Loaded, history: &[Event]) -> Vec<PieceId> {
    let event =
        latest(history, |fact| matches!(fact, Fact::Complement { .. })).filter(|_| loaded.row.etat == Etat::Incomplet);
    match event.map(|event| &event.told.fact) {
        Some(Fact::Complement { pieces, .. }) => pieces.clone(),
        _ => Vec::new(),
    }
}

fn view(loaded: &Loaded, history: &[Event], piece: &Piece, frozen: bool) -> PieceView {
    let ouverte = loaded.asks(piece.quand) && !(frozen && piece.quand == Quand::ValideManager);
    let fichiers: Vec<&Fichier> = loaded.fichiers.iter().filter(|fichier| fichier.piece == piece.id).collect();
    let again = asked_again(loaded, history).contains(&piece.id);
    let since = latest(history, |fact| matches!(fact, Fact::Complement { .. })).map(|event| event.told.at);
    let answered = again && fichiers.iter().any(|fichier| since.is_some_and(|since| fichier.deposited_at >= since));
    PieceView {
        id: piece.id.to_string(),
        libelle: piece.libelle.clone(),
        aide: piece.aide.clone(),
        facultatif: piece.facultatif,
        mot: (again && !answered).then(|| asked(fichiers.is_empty()).to_owned()),
        reste: piece.fichiers_max.saturating_sub(fichiers.len()),
        ouverte,
        tag: tag(loaded, piece, ouverte, (fichiers.is_empty(), again && !answered)),
        fichiers: fichiers.into_iter().map(file).collect(),
        error: None,
    }
}

fn asked(empty: bool) -> &'static str {
    if empty {
        "Le conseiller vous la demande."
    } else {
        "Le conseiller vous demande de la compléter ou de la remplacer."
    }
}

fn tag(loaded: &Loaded, piece: &Piece, ouverte: bool, (empty, again): (bool, bool)) -> Tag {
    let decided = matches!(loaded.row.etat, Etat::ValideManager | Etat::MisEnPaiement) && piece.quand == Quand::Depot;
    match (empty, again) {
        (false, true) => Tag::new("À remplacer", "warn", "warn"),
        (false, false) if decided => Tag::new("Acceptée", "ok", "ok"),
        (false, false) => Tag::new("Reçue", "in", "info"),
        (true, _) if !ouverte => Tag::new("Non fournie", "na", ""),
        (true, _) if piece.facultatif => Tag::new("Facultative", "todo", ""),
        (true, _) => Tag::new("À fournir", "todo", "todo"),
    }
}

fn file(fichier: &Fichier) -> FichierView {
    FichierView {
        id: fichier.id.to_string(),
        nom: fichier.nom.clone(),
        taille: format::taille(u64::try_from(fichier.octets).unwrap_or_default()),
        quand: format::moment(fichier.deposited_at),
    }
}
