//! The sections of a dossier's form: which are asked, with which champs, and where each stands.

use super::histoire::latest;
use crate::actions::loaded::Loaded;
use crate::adapters::db::events::Event;
use crate::web::portal::address;
use crate::web::portal::parts::Tag;
use guichet_domain::dossier::{Etat, Fact};
use guichet_domain::ids::ChampId;
use guichet_domain::programme::Quand;
use guichet_domain::verdict::{Missing, asked_sections};
use serde::Serialize;
use std::collections::BTreeSet;

/// A section as it is listed.
#[derive(Debug, Serialize)]
pub(super) struct SectionLine {
    titre: String,
    href: Option<String>,
    mot: Option<String>,
    tag: Tag,
}

/// A section that may be opened.
#[derive(Debug, Clone)]
pub(super) struct Open {
    /// Its place from 1; 0 for the questions of the test that no section takes up.
    pub place: usize,
    /// Its title.
    pub titre: String,
    /// A sentence under it; may be empty.
    pub aide: String,
    /// All its champs, the ones that do not apply included: the page hides them.
    pub champs: Vec<ChampId>,
    /// From when it is asked.
    pub quand: Quand,
}

/// The sections that concern this dossier, whatever its state.
pub(super) fn open(loaded: &Loaded) -> Vec<Open> {
    let asked = asked_sections(&loaded.version, &loaded.answers, loaded.row.demande_le, Quand::ValideManager);
    let of_form = asked.into_iter().map(|(place, section, _)| Open {
        place,
        titre: section.titre.clone(),
        aide: section.aide.clone(),
        champs: section.champs.clone(),
        quand: section.quand,
    });
    of_test(loaded).into_iter().chain(of_form).collect()
}

/// The questions that only the test asks, when there are any.
fn of_test(loaded: &Loaded) -> Option<Open> {
    let in_form: BTreeSet<&ChampId> = loaded.version.formulaire.iter().flat_map(|section| &section.champs).collect();
    let champs: Vec<ChampId> = loaded.version.test.iter().filter(|champ| !in_form.contains(champ)).cloned().collect();
    (!champs.is_empty()).then(|| Open {
        place: 0,
        titre: "Vos réponses au test".to_owned(),
        aide: "Vous pouvez les corriger ici.".to_owned(),
        champs,
        quand: Quand::Depot,
    })
}

/// What is missing in a section.
pub(super) fn missing_in(loaded: &Loaded, section: &Open) -> Vec<Missing> {
    let here = |missing: &Missing| matches!(missing, Missing::Champ { section: place, .. } if *place == section.place);
    loaded.missing(section.quand).into_iter().filter(here).collect()
}

/// Whether it is asked after the manager's validation only.
pub(super) fn is_late(loaded: &Loaded, missing: &Missing) -> bool {
    let version = &loaded.version;
    let quand = match missing {
        Missing::Champ { section, .. } => {
            section.checked_sub(1).and_then(|place| version.formulaire.get(place)).map(|section| section.quand)
        }
        Missing::Piece { piece, .. } => version.piece(piece.as_str()).map(|piece| piece.quand),
    };
    quand == Some(Quand::ValideManager)
}

/// The list of the dossier's page; `frozen` while a closed lot carries the bank details.
pub(super) fn lines(loaded: &Loaded, history: &[Event], frozen: bool) -> Vec<SectionLine> {
    let asked = champs_asked(loaded, history);
    open(loaded).iter().map(|section| line(loaded, section, &asked, frozen)).collect()
}

/// The champs that the last request for a complement names, while it is to be answered.
pub(super) fn champs_asked(loaded: &Loaded, history: &[Event]) -> Vec<ChampId> {
    let event =
        latest(history, |fact| matches!(fact, Fact::Complement { .. })).filter(|_| loaded.row.etat == Etat::Incomplet);
    match event.map(|event| &event.told.fact) {
        Some(Fact::Complement { champs, .. }) => champs.clone(),
        _ => Vec::new(),
    }
}

fn line(loaded: &Loaded, section: &Open, asked: &[ChampId], frozen: bool) -> SectionLine {
    let href = Some(address::section(loaded.row.id, section.place));
    let titre = section.titre.clone();
    let later =
        section.quand == Quand::ValideManager && !matches!(loaded.row.etat, Etat::ValideManager | Etat::MisEnPaiement);
    if later {
        let mot = Some("Vous le remplirez quand l'aide sera accordée.".to_owned());
        return SectionLine { titre, href: None, mot, tag: Tag::new("Plus tard", "na", "") };
    }
    if !loaded.asks(section.quand) || frozen && section.quand == Quand::ValideManager {
        return SectionLine { titre, href, mot: None, tag: Tag::new("Envoyée", "in", "info") };
    }
    let missing = missing_in(loaded, section).len();
    let named = section.champs.iter().any(|champ| {
        asked.iter().any(|asked| asked == champ || asked.as_str().split('.').next() == Some(champ.as_str()))
    });
    let (mot, tag) = match missing {
        0 if named => {
            (Some("Le conseiller vous demande de la revoir.".to_owned()), Tag::new("À revoir", "warn", "warn"))
        }
        0 => (None, Tag::new("Complète", "ok", "ok")),
        1 => (Some("Il reste un point.".to_owned()), Tag::new("À compléter", "todo", "todo")),
        count => (Some(format!("Il reste {count} points.")), Tag::new("À compléter", "todo", "todo")),
    };
    SectionLine { titre, href, mot, tag }
}
