//! The pièces of a dossier, numbered, and the file that is shown in the page.

use super::read::Read;
use crate::adapters::db::fichiers::Fichier;
use crate::web::address::encode;
use guichet_domain::format;
use guichet_domain::ids::ChampId;
use guichet_domain::programme::{Piece, Quand};
use guichet_domain::verdict::asked_pieces;
use serde::Serialize;

/// A pièce with its number on the page and its files.
pub(super) struct Numbered<'a> {
    pub(super) number: usize,
    pub(super) piece: &'a Piece,
    pub(super) href: String,
    files: Vec<&'a Fichier>,
}

impl Numbered<'_> {
    /// Whether it has a file.
    pub(super) fn is_deposited(&self) -> bool {
        !self.files.is_empty()
    }

    /// Whether it proves that champ, or a column of it.
    pub(super) fn proves(&self, champ: &ChampId) -> bool {
        let head = |id: &ChampId| id.as_str().split('.').next().map(str::to_owned);
        self.piece.prouve.iter().any(|proved| proved == champ || head(proved).as_deref() == Some(champ.as_str()))
    }
}

/// The middle zone.
#[derive(Serialize)]
pub(super) struct PiecesView {
    resume: String,
    liste: Vec<PieceView>,
    vue: Option<Viewer>,
}

#[derive(Serialize)]
struct PieceView {
    numero: usize,
    libelle: String,
    mot: String,
    href: Option<String>,
    choisie: bool,
    icone: &'static str,
    genre: &'static str,
}

#[derive(Serialize)]
struct Viewer {
    libelle: String,
    nom: String,
    taille: String,
    quand: String,
    adresse: String,
    image: bool,
    fichiers: Vec<Other>,
    prouve: Vec<String>,
}

#[derive(Serialize)]
struct Other {
    rang: usize,
    href: String,
    choisi: bool,
}

/// The pièces asked by now, and those deposited though no more asked.
pub(super) fn numbered(read: &Read) -> Vec<Numbered<'_>> {
    let loaded = &read.loaded;
    let asked = asked_pieces(&loaded.version, &loaded.answers, loaded.row.demande_le, Quand::ValideManager);
    let late = |piece: &&Piece| {
        piece.quand == Quand::Depot
            || matches!(
                loaded.row.etat,
                guichet_domain::dossier::Etat::ValideManager | guichet_domain::dossier::Etat::MisEnPaiement
            )
    };
    let wanted = |piece: &&Piece| {
        asked.iter().filter(|piece| late(piece)).any(|asked| asked.id == piece.id)
            || loaded.fichiers.iter().any(|file| file.piece == piece.id)
    };
    let page = super::place::address(loaded.row.id, &read.list.text());
    let join = if page.contains('?') { '&' } else { '?' };
    loaded
        .version
        .pieces
        .iter()
        .filter(wanted)
        .enumerate()
        .map(|(index, piece)| Numbered {
            number: index + 1,
            piece,
            href: format!("{page}{join}piece={}#vue", encode(piece.id.as_str())),
            files: loaded.fichiers.iter().filter(|file| file.piece == piece.id).collect(),
        })
        .collect()
}

/// The file to show: the one asked for, or the first of the pièce asked for, or the first there is.
pub(super) fn chosen<'a>(
    pieces: &'a [Numbered<'a>],
    piece: &str,
    file: &str,
) -> Option<(&'a Numbered<'a>, &'a Fichier)> {
    let all = || pieces.iter().flat_map(|piece| piece.files.iter().map(move |file| (piece, *file)));
    let by_file = all().find(|(_, found)| found.id.to_string() == file);
    by_file.or_else(|| all().find(|(found, _)| found.piece.id.as_str() == piece)).or_else(|| all().next())
}

/// The zone.
pub(super) fn view(read: &Read, pieces: &[Numbered<'_>], chosen: Option<(&Numbered<'_>, &Fichier)>) -> PiecesView {
    let here = pieces.iter().filter(|piece| !piece.files.is_empty()).count();
    let shown = chosen.map(|(piece, _)| piece.number);
    PiecesView {
        resume: if pieces.is_empty() { String::new() } else { format!("{here} sur {}", pieces.len()) },
        liste: pieces.iter().map(|piece| piece_view(piece, shown)).collect(),
        vue: chosen.map(|(piece, file)| viewer(read, piece, file)),
    }
}

fn piece_view(piece: &Numbered<'_>, shown: Option<usize>) -> PieceView {
    let (mot, icone, genre) = match (piece.files.len(), piece.piece.facultatif) {
        (0, true) => ("facultative".to_owned(), "brouillon", ""),
        (0, false) => ("manquante".to_owned(), "alerte", "warn"),
        (1, _) => ("reçue".to_owned(), "recu", "info"),
        (many, _) => (format!("{many} fichiers"), "recu", "info"),
    };
    PieceView {
        numero: piece.number,
        libelle: piece.piece.libelle.clone(),
        mot,
        href: (!piece.files.is_empty()).then(|| piece.href.clone()),
        choisie: shown == Some(piece.number),
        icone,
        genre,
    }
}

fn viewer(read: &Read, piece: &Numbered<'_>, file: &Fichier) -> Viewer {
    let version = &read.loaded.version;
    let other = |(index, other): (usize, &&Fichier)| Other {
        rang: index + 1,
        href: piece.href.replace("#vue", &format!("&fichier={}#vue", other.id)),
        choisi: other.id == file.id,
    };
    Viewer {
        libelle: piece.piece.libelle.clone(),
        nom: file.nom.clone(),
        taille: format::taille(file.octets.unsigned_abs()),
        quand: format::moment(file.deposited_at),
        adresse: format!("/dossiers/{}/fichiers/{}", read.loaded.row.id, file.id),
        image: file.media_type.starts_with("image/"),
        fichiers: if piece.files.len() > 1 { piece.files.iter().enumerate().map(other).collect() } else { vec![] },
        prouve: piece
            .piece
            .prouve
            .iter()
            .filter_map(|id| version.champ(id.as_str()))
            .map(|champ| champ.libelle.clone())
            .collect(),
    }
}
