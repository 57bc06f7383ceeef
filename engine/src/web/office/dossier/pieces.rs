//! The pièces of a dossier, numbered, and the file that is shown in the page.

use super::examens::{self, ExamenView};
use super::formulaires::Draft;
use super::read::Read;
use crate::adapters::db::agents::Agent;
use crate::adapters::db::examens::Last;
use crate::adapters::db::fichiers::Fichier;
use crate::web::address::encode;
use guichet_domain::dossier::Regard;
use guichet_domain::format;
use guichet_domain::ids::ChampId;
use guichet_domain::programme::{Piece, Quand};
use serde::Serialize;

/// A pièce with its number on the page and its files.
pub(super) struct Numbered<'a> {
    pub(super) number: usize,
    pub(super) piece: &'a Piece,
    pub(super) href: String,
    /// Where it stands, and what was last said of it.
    pub(super) regard: Regard,
    pub(super) last: Option<&'a Last>,
    files: Vec<&'a Fichier>,
}

impl Numbered<'_> {
    /// Its files, as a form posts back which ones were looked at.
    pub(super) fn file_ids(&self) -> Vec<String> {
        self.files.iter().map(|file| file.id.to_string()).collect()
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
    /// What one may say of the pièce that is shown.
    examen: Option<ExamenView>,
}

#[derive(Serialize)]
struct PieceView {
    numero: usize,
    libelle: String,
    mot: &'static str,
    fichiers: usize,
    href: Option<String>,
    choisie: bool,
    a_examiner: bool,
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
    let late = |piece: &&Piece| {
        piece.quand == Quand::Depot
            || matches!(
                loaded.row.etat,
                guichet_domain::dossier::Etat::ValideManager | guichet_domain::dossier::Etat::MisEnPaiement
            )
    };
    let wanted = |piece: &&Piece| {
        late(piece) && read.asked.contains(&piece.id) || loaded.fichiers.iter().any(|file| file.piece == piece.id)
    };
    let page = super::place::here(read);
    let join = if page.contains('?') { '&' } else { '?' };
    loaded
        .version
        .pieces
        .iter()
        .filter(wanted)
        .enumerate()
        .map(|(index, piece)| {
            let last = read.examens.iter().find(|last| last.examen.piece == piece.id);
            Numbered {
                number: index + 1,
                piece,
                href: format!("{page}{join}piece={}#vue", encode(piece.id.as_str())),
                regard: loaded.regard(last.map(|last| &last.examen), &piece.id),
                last,
                files: loaded.fichiers.iter().filter(|file| file.piece == piece.id).collect(),
            }
        })
        .collect()
}

/// The file to show: the one asked for, or the first of the pièce asked for, or the first that nobody has
/// examined, or the first there is.
pub(super) fn chosen<'a>(
    pieces: &'a [Numbered<'a>],
    piece: &str,
    file: &str,
) -> Option<(&'a Numbered<'a>, &'a Fichier)> {
    let all = || pieces.iter().flat_map(|piece| piece.files.iter().map(move |file| (piece, *file)));
    let by_file = all().find(|(_, found)| found.id.to_string() == file);
    by_file
        .or_else(|| all().find(|(found, _)| found.piece.id.as_str() == piece))
        .or_else(|| all().find(|(found, _)| found.regard == Regard::AExaminer))
        .or_else(|| all().next())
}

/// The zone.
pub(super) fn view(
    read: &Read,
    pieces: &[Numbered<'_>],
    chosen: Option<(&Numbered<'_>, &Fichier)>,
    agent: &Agent,
    draft: Option<&Draft>,
) -> PiecesView {
    let shown = chosen.map(|(piece, _)| piece.number);
    PiecesView {
        resume: summary(pieces),
        liste: pieces.iter().map(|piece| piece_view(piece, shown)).collect(),
        vue: chosen.map(|(piece, file)| viewer(read, piece, file)),
        examen: chosen.and_then(|(piece, _)| examens::form(read, piece, agent, draft)),
    }
}

/// « 8, dont 2 à examiner et 1 refusée ».
fn summary(pieces: &[Numbered<'_>]) -> String {
    let among = |regard: Regard, word: &str, many: &str| match pieces.iter().filter(|p| p.regard == regard).count() {
        0 => None,
        1 => Some(format!("1 {word}")),
        number => Some(format!("{number} {many}")),
    };
    let told: Vec<String> = [
        among(Regard::AExaminer, "à examiner", "à examiner"),
        among(Regard::Refusee, "refusée", "refusées"),
        among(Regard::Absente, "sans fichier", "sans fichier"),
    ]
    .into_iter()
    .flatten()
    .collect();
    match (pieces.len(), told.is_empty()) {
        (0, _) => String::new(),
        (1, true) => "acceptée".to_owned(),
        (_, true) => "toutes acceptées".to_owned(),
        (number, false) => format!("{number}, dont {}", told.join(", ")),
    }
}

fn piece_view(piece: &Numbered<'_>, shown: Option<usize>) -> PieceView {
    let (mot, icone, genre) = word(piece);
    PieceView {
        numero: piece.number,
        libelle: piece.piece.libelle.clone(),
        mot,
        fichiers: piece.files.len(),
        href: (!piece.files.is_empty()).then(|| piece.href.clone()),
        choisie: shown == Some(piece.number),
        a_examiner: piece.regard == Regard::AExaminer,
        icone,
        genre,
    }
}

/// Where a pièce stands: word, shape, colour.
pub(super) fn word(piece: &Numbered<'_>) -> (&'static str, &'static str, &'static str) {
    match piece.regard {
        Regard::Absente if piece.piece.facultatif => ("facultative", "brouillon", ""),
        Regard::Absente => ("manquante", "alerte", "warn"),
        Regard::AExaminer => ("à examiner", "attente", "info"),
        Regard::Acceptee => ("acceptée", "valide", "ok"),
        Regard::Refusee => ("refusée", "refuse", "bad"),
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
        quand: format::date(format::jour_paris(file.deposited_at)),
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
