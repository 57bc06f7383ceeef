//! The page of one dossier, put together from its parts.

use super::decision::{self, DecisionView};
use super::fil::{self, Step};
use super::histoire::{self, Entry, People, Word};
use super::piece::{self, PieceView};
use super::sections::{self, SectionLine};
use super::tour::{self, TourView};
use crate::actions::loaded::Loaded;
use crate::adapters::db::events::Event;
use crate::web::portal::parts::{Fault, Tag, TextField};
use crate::web::portal::reasons::{self, AideView};
use guichet_domain::dossier::{Acte, Acteur, transition};
use guichet_domain::programme::Quand;
use guichet_domain::versement::EtatLot;
use serde::Serialize;

/// What a handler adds to the page.
#[derive(Debug, Default)]
pub(super) struct Extra {
    /// All that is missing, when the validation was asked too early.
    pub fautes: Vec<Fault>,
    /// The message as typed, with what is wrong.
    pub message: Option<TextField>,
}

/// The whole page.
#[derive(Debug, Serialize)]
pub(super) struct DossierPage {
    entete: Entete,
    /// Whether there is a list to go back to.
    plusieurs: bool,
    fautes: Vec<Fault>,
    tour: TourView,
    decision: Option<DecisionView>,
    fil: Vec<Step>,
    sections: Vec<SectionLine>,
    pieces: Vec<PieceView>,
    /// « 5 reçues sur 7 ».
    recues: String,
    /// The button that sends, while it can.
    envoi: Option<Envoi>,
    messages: Vec<Word>,
    peut_ecrire: bool,
    message: TextField,
    historique: Vec<Entry>,
    abandon: bool,
}

#[derive(Debug, Serialize)]
struct Entete {
    id: String,
    numero: String,
    personne: String,
    tag: Tag,
}

#[derive(Debug, Serialize)]
struct Envoi {
    manque: usize,
    aides: Vec<AideView>,
    total: Option<String>,
}

/// Puts the page together.
pub(super) fn page(
    loaded: &Loaded,
    history: &[Event],
    people: &People,
    extra: Extra,
    plusieurs: bool,
    lot: Option<EtatLot>,
) -> DossierPage {
    let row = &loaded.row;
    let may = |acte| transition(row.etat, acte, Acteur::Beneficiaire).is_some();
    let frozen = lot.is_some_and(EtatLot::freezes);
    let pieces = piece::views(loaded, history, frozen);
    DossierPage {
        entete: Entete {
            id: row.id.to_string(),
            numero: row.numero.clone(),
            personne: format!("{} {}", row.prenom, row.nom),
            tag: Tag::of(row.etat),
        },
        plusieurs,
        fautes: extra.fautes,
        tour: tour::view(loaded, history, people, lot),
        decision: decision::view(loaded, history),
        fil: fil::steps(loaded, history),
        sections: sections::lines(loaded, history, frozen),
        recues: piece::received(&pieces),
        envoi: may(Acte::Soumettre).then(|| envoi(loaded, &pieces)),
        pieces,
        messages: histoire::messages(history, people),
        peut_ecrire: true,
        message: extra.message.unwrap_or_else(|| TextField::new("message", "")),
        historique: histoire::entries(history, people),
        abandon: may(Acte::Abandonner),
    }
}

fn envoi(loaded: &Loaded, pieces: &[PieceView]) -> Envoi {
    let verdict = loaded.verdict();
    Envoi {
        // What a conseiller refused is still there: it counts, though nothing holds the button back.
        manque: loaded.missing(Quand::Depot).len() + pieces.iter().filter(|piece| piece.to_replace()).count(),
        aides: reasons::aides(&verdict),
        total: reasons::total(&verdict),
    }
}
