//! What was decided: the sums of the manager's validation, or the motif of a refusal.

use super::histoire::latest;
use crate::actions::loaded::Loaded;
use crate::adapters::db::events::Event;
use crate::web::portal::parts::{Line, Tag};
use crate::web::portal::reasons;
use guichet_domain::dossier::{Accord, Etat, Fact};
use guichet_domain::format;
use serde::Serialize;

/// The sheet of a decision.
#[derive(Debug, Serialize)]
pub(super) struct DecisionView {
    tag: Tag,
    titre: String,
    total: Option<String>,
    aides: Vec<Given>,
    calculs: Vec<Line>,
    motif: Option<String>,
    message: Option<String>,
    phrases: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Given {
    libelle: String,
    montant: String,
}

/// The decision, once there is one for the bénéficiaire to read.
pub(super) fn view(loaded: &Loaded, history: &[Event]) -> Option<DecisionView> {
    match loaded.row.etat {
        Etat::ValideManager | Etat::MisEnPaiement => granted(loaded, history),
        Etat::Refuse => refused(loaded, history),
        _ => None,
    }
}

fn granted(loaded: &Loaded, history: &[Event]) -> Option<DecisionView> {
    let event = latest(history, |fact| matches!(fact, Fact::Validation { manager: true, .. }))?;
    let Fact::Validation { montants, .. } = &event.told.fact else { return None };
    let total: i64 = montants.iter().map(|accord| accord.centimes).sum();
    Some(DecisionView {
        tag: Tag::new("Accordée", "ok", "ok"),
        titre: format!("Votre aide est accordée depuis le {}", format::date(format::jour_paris(event.told.at))),
        total: (total > 0).then(|| format::centimes(total)),
        aides: montants.iter().map(|accord| given(loaded, accord)).collect(),
        calculs: reasons::calculs(&loaded.verdict()),
        motif: None,
        message: None,
        phrases: Vec::new(),
    })
}

/// The sum alone: why it differs from what the rules propose is said among agents.
fn given(loaded: &Loaded, accord: &Accord) -> Given {
    let aide = loaded.version.aide(accord.aide.as_str());
    let in_kind = aide.is_some_and(|aide| aide.montant.is_none());
    Given {
        libelle: aide.map_or_else(|| accord.aide.to_string(), |aide| aide.libelle.clone()),
        montant: match accord.centimes {
            0 if in_kind => "accordée".to_owned(),
            0 => "non accordée".to_owned(),
            centimes => format::centimes(centimes),
        },
    }
}

fn refused(loaded: &Loaded, history: &[Event]) -> Option<DecisionView> {
    let event = latest(history, |fact| matches!(fact, Fact::Refus { .. }))?;
    let Fact::Refus { motif, message } = &event.told.fact else { return None };
    Some(DecisionView {
        tag: Tag::new("Refusée", "no", "bad"),
        titre: format!("Votre demande a été refusée le {}", format::date(format::jour_paris(event.told.at))),
        total: None,
        aides: Vec::new(),
        calculs: Vec::new(),
        motif: loaded.version.motif(motif.as_str()).map(|motif| motif.libelle.clone()),
        message: Some(message.clone()),
        phrases: Vec::new(),
    })
}
