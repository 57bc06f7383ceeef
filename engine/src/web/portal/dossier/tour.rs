//! Whose turn is it? The first thing a bénéficiaire reads, with what to do and what comes next.

use super::histoire::{self, People};
use super::sections;
use crate::actions::loaded::Loaded;
use crate::adapters::db::events::Event;
use crate::web::portal::address;
use crate::web::portal::parts::{Fault, Link, told};
use guichet_domain::dossier::{Etat, Fact};
use guichet_domain::format;
use guichet_domain::programme::Quand;
use guichet_domain::verdict::Missing;
use guichet_domain::versement::EtatLot;
use serde::Serialize;

/// Points told here at most; the rest is below, section by section.
const POINTS: usize = 6;

/// The sheet.
#[derive(Debug, Default, Serialize)]
pub(super) struct TourView {
    titre: String,
    phrases: Vec<String>,
    /// Said before the points when there are more of them than are shown.
    extrait: Option<String>,
    points: Vec<Fault>,
    action: Option<Link>,
    ensuite: Vec<&'static str>,
}

/// What it says of a dossier.
pub(super) fn view(loaded: &Loaded, history: &[Event], people: &People, lot: Option<EtatLot>) -> TourView {
    match loaded.row.etat {
        Etat::Brouillon => draft(loaded),
        Etat::Incomplet => incomplete(loaded, history, people),
        Etat::EnAttente => TourView {
            titre: "C'est à nous : un conseiller va lire votre dossier".to_owned(),
            phrases: vec![
                "Vous n'avez rien à faire pour l'instant. Nous vous écrivons dès qu'il y a du nouveau.".to_owned(),
            ],
            ensuite: vec![
                "S'il manque quelque chose, le conseiller vous l'explique point par point.",
                "S'il valide votre dossier, une seconde personne le relit.",
            ],
            ..TourView::default()
        },
        Etat::ValideConseiller => TourView {
            titre: "C'est à nous : une seconde personne relit votre dossier".to_owned(),
            phrases: vec!["Un conseiller l'a validé. Vous n'avez rien à faire pour l'instant.".to_owned()],
            ensuite: vec!["Vous recevez la décision par mail, et elle s'affiche ici."],
            ..TourView::default()
        },
        Etat::ValideManager => granted(loaded, lot),
        Etat::MisEnPaiement => paid(loaded),
        Etat::Refuse => TourView {
            titre: "Votre demande n'est pas acceptée".to_owned(),
            phrases: vec!["Le motif et le message du conseiller sont ci-dessous.".to_owned()],
            ensuite: vec!["Vous pouvez nous écrire depuis cette page."],
            ..TourView::default()
        },
        Etat::Abandonne => TourView {
            titre: "Vous avez abandonné cette demande".to_owned(),
            ensuite: vec!["Pour la reprendre, écrivez-nous dans les quatre mois depuis cette page."],
            ..TourView::default()
        },
    }
}

fn draft(loaded: &Loaded) -> TourView {
    let missing = loaded.missing(Quand::Depot);
    let ensuite =
        vec!["Un conseiller lit votre dossier dès que vous l'envoyez.", "S'il manque quelque chose, il vous écrit."];
    let Some(first) = missing.first() else {
        return TourView {
            titre: "C'est à vous : votre dossier est prêt à être envoyé".to_owned(),
            phrases: vec!["Relisez-le si vous le souhaitez, puis demandez sa validation.".to_owned()],
            ensuite,
            ..TourView::default()
        };
    };
    TourView {
        titre: match missing.len() {
            1 => "C'est à vous : il reste un point à compléter".to_owned(),
            count => format!("C'est à vous : il reste {count} points à compléter"),
        },
        extrait: (missing.len() > POINTS).then(|| format!("En voici {POINTS} ; les autres sont plus bas.")),
        points: missing.iter().take(POINTS).map(|missing| point(loaded, missing)).collect(),
        action: Some(Link {
            href: address::of_missing(loaded.row.id, first),
            libelle: "Continuer mon dossier".to_owned(),
        }),
        ensuite,
        ..TourView::default()
    }
}

fn incomplete(loaded: &Loaded, history: &[Event], people: &People) -> TourView {
    let asked = histoire::latest(history, |fact| matches!(fact, Fact::Complement { .. }));
    let phrase = asked.map(|event| {
        format!(
            "{} a lu votre dossier le {} et vous demande de le compléter.",
            people.name(event.told.auteur),
            format::moment(event.told.at)
        )
    });
    TourView {
        titre: "C'est à vous : complétez votre dossier".to_owned(),
        phrases: phrase.into_iter().collect(),
        action: Some(Link {
            href: format!("{}/complement", address::dossier(loaded.row.id)),
            libelle: "Répondre point par point".to_owned(),
        }),
        ensuite: vec!["Le conseiller est prévenu dès que vous renvoyez votre dossier."],
        ..TourView::default()
    }
}

/// While a lot carries the payment, there is nothing to do: it says how far the money is.
fn granted(loaded: &Loaded, lot: Option<EtatLot>) -> TourView {
    if let Some(etat) = lot {
        return on_its_way(etat);
    }
    // What was asked at the deposit cannot be changed any more: only the bank details are.
    let late = |missing: &Missing| sections::is_late(loaded, missing);
    let missing: Vec<Missing> = loaded.missing(Quand::ValideManager).into_iter().filter(late).collect();
    let Some(first) = missing.first() else {
        return TourView {
            titre: "C'est à nous : nous préparons votre versement".to_owned(),
            phrases: vec!["Vos coordonnées bancaires sont enregistrées. Vous n'avez rien à faire.".to_owned()],
            ensuite: vec!["Nous vous écrivons la date et la référence du virement."],
            ..TourView::default()
        };
    };
    TourView {
        titre: "C'est à vous : donnez-nous de quoi vous payer".to_owned(),
        phrases: vec!["Votre aide est accordée. Il nous manque :".to_owned()],
        points: missing.iter().map(|missing| point(loaded, missing)).collect(),
        action: Some(Link {
            href: address::of_missing(loaded.row.id, first),
            libelle: "Compléter mon versement".to_owned(),
        }),
        ensuite: vec!["Le paiement commence ensuite. Nous vous écrivons la date et la référence du virement."],
        ..TourView::default()
    }
}

fn on_its_way(etat: EtatLot) -> TourView {
    let (titre, phrase) = if etat.at_the_bank() {
        (
            "Votre versement est transmis à la banque",
            "La banque l'exécute dans les prochains jours. Vous n'avez rien à faire.",
        )
    } else {
        (
            "C'est à nous : votre versement est en préparation",
            "Votre dossier est dans un lot de versements que nous vérifions. Vous n'avez rien à faire.",
        )
    };
    TourView {
        titre: titre.to_owned(),
        phrases: vec![phrase.to_owned()],
        ensuite: vec![
            "Nous vous écrivons la date et la référence du virement.",
            "Si votre banque le refusait, nous vous demanderions un autre IBAN : votre aide reste acquise.",
        ],
        ..TourView::default()
    }
}

fn paid(loaded: &Loaded) -> TourView {
    let phrase = loaded
        .row
        .paiement
        .as_ref()
        .map(|paiement| format!("Virement du {}, référence {}.", format::date(paiement.le), paiement.reference));
    TourView {
        titre: "Votre aide est mise en paiement".to_owned(),
        phrases: phrase.into_iter().collect(),
        ensuite: vec!["La somme arrive sur votre compte en 2 à 3 jours ouvrés, selon votre banque."],
        ..TourView::default()
    }
}

/// Something missing, as a link to its place.
pub(super) fn point(loaded: &Loaded, missing: &Missing) -> Fault {
    let message = match missing {
        Missing::Champ { libelle, message, .. } => told(libelle, message),
        // It is there, and a conseiller asked for another.
        Missing::Piece { piece, libelle } if loaded.deposited().contains(piece) => {
            format!("{libelle} : remplacez-la, ou écrivez au conseiller pourquoi vous ne le pouvez pas.")
        }
        Missing::Piece { libelle, .. } => format!("{libelle} : déposez cette pièce."),
    };
    Fault::at(address::of_missing(loaded.row.id, missing), message)
}
