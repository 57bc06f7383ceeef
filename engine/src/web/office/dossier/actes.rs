//! Which acts the agent's roles and the dossier's state open, and what holds one back.

use super::super::parts::{Fault, Field};
use super::super::staff::acteur_code;
use super::formulaires::{self, Draft, Form};
use super::montants::{self, SumLine};
use super::place::here;
use super::read::Read;
use crate::adapters::db::agents::Agent;
use crate::adapters::db::examens::Last;
use chrono::NaiveDate;
use guichet_domain::dossier::{Acte, Acteur, Etat, Problem, Regard, Tour, acts};
use guichet_domain::field::email_key;
use guichet_domain::format;
use guichet_domain::verdict::State;
use serde::Serialize;

/// The acts of the page.
#[derive(Default, Serialize)]
pub(super) struct Acts {
    /// What to know before acting.
    mots: Vec<String>,
    pub(super) valider: Option<Validation>,
    complement: Option<String>,
    /// Whether a pièce was refused: the complément is then the act at hand.
    redemander: bool,
    autres: Vec<Form>,
    /// The form to correct, shown in the page.
    ouvert: Option<Form>,
}

/// The sums and their button.
#[derive(Serialize)]
pub(super) struct Validation {
    acteur: &'static str,
    lignes: Vec<SumLine>,
    raison: Field,
    bouton: String,
    /// Another person must do it.
    retenu: bool,
    /// Whether a mail tells the bénéficiaire: not before the manager.
    mail: bool,
}

/// The acts open to that agent, one hat at a time: no state opens acts to both.
pub(super) fn of(read: &Read, agent: &Agent, today: NaiveDate, draft: Option<&Draft>) -> Acts {
    let row = &read.loaded.row;
    if email_key(&row.email) == agent.email_key {
        return Acts {
            mots: vec!["Ce dossier est le vôtre : un collègue doit le décider.".to_owned()],
            ..Acts::default()
        };
    }
    let Some((acteur, open)) =
        read.acteurs.iter().map(|acteur| (*acteur, acts(row.etat, *acteur))).find(|(_, open)| !open.is_empty())
    else {
        return Acts { mots: vec![waiting(read)], ..Acts::default() };
    };
    let mut offered = Acts::default();
    if read.acteurs.len() > 1 {
        let hat = if acteur == Acteur::Manager { "manager" } else { "conseiller" };
        offered.mots.push(format!("Vous agissez ici comme {hat}."));
    }
    for acte in open {
        offer(&mut offered, read, (agent, acteur, today), acte, draft);
    }
    let frozen = read.lot.as_ref().is_some_and(|lot| lot.etat.freezes());
    if acteur == Acteur::Conseiller && row.etat == Etat::ValideManager && !frozen {
        offered.autres.push(formulaires::asking_bank_details(read, acteur, draft));
    }
    offered.ouvert = offered.autres.iter().find(|form| form.ouvert).cloned();
    offered
}

fn offer(
    offered: &mut Acts,
    read: &Read,
    (agent, acteur, today): (&Agent, Acteur, NaiveDate),
    acte: Acte,
    draft: Option<&Draft>,
) {
    match acte {
        Acte::Valider => {
            let validation = validation(read, agent, acteur, draft);
            if validation.retenu {
                offered.mots.push("Vous avez instruit ce dossier comme conseiller : une autre personne doit le valider comme manager.".to_owned());
            } else if !read.verdict.aides.iter().any(|aide| aide.etat == State::Remplie) {
                offered.mots.push("Les règles n’ouvrent aucune aide : valider demande une raison.".to_owned());
            }
            offered.valider = Some(validation);
        }
        Acte::Refuser => offered.autres.push(formulaires::refusal(read, acteur, draft)),
        Acte::DemanderComplement => {
            offered.complement = Some(complement(read));
            offered.redemander = refused(read) > 0;
            match refused(read) {
                0 => {}
                1 => offered.mots.push("Une pièce est refusée : le complément la redemande.".to_owned()),
                many => offered.mots.push(format!("{many} pièces sont refusées : le complément les redemande.")),
            }
        }
        Acte::Renvoyer => offered.autres.push(formulaires::sending_back(acteur, draft)),
        Acte::MettreEnPaiement if let Some(lot) = &read.lot => {
            let numero = &lot.numero;
            offered.mots.push(format!("Ce dossier est dans le lot de versement {numero} : il est payé avec lui."));
            if lot.etat.freezes() {
                offered.mots.push("Ses coordonnées bancaires se redemandent si la banque le rejette.".to_owned());
            }
        }
        Acte::MettreEnPaiement if read.versement_manque => {
            offered.mots.push(
                "Les coordonnées bancaires ne sont pas complètes : la mise en paiement attend le bénéficiaire."
                    .to_owned(),
            );
        }
        Acte::MettreEnPaiement => offered.autres.push(formulaires::payment(read, acteur, today, draft)),
        Acte::ConstaterRejet => offered.autres.push(formulaires::rejection(acteur, draft)),
        Acte::Rouvrir => offered.autres.push(formulaires::reopening(acteur, draft)),
        Acte::Soumettre | Acte::Abandonner => {}
    }
}

fn validation(read: &Read, agent: &Agent, acteur: Acteur, draft: Option<&Draft>) -> Validation {
    let own = draft.filter(|draft| draft.acte == "validations");
    let problems: &[Problem] = own.map_or(&[], |draft| &draft.problems);
    let typed = own.map(|draft| draft.posted.one("raison").to_owned());
    // One reason stands for all: for the sums that differ and for what is passed over.
    let of_sum =
        problems.iter().find(|problem| problem.field.starts_with("raison.")).map(|problem| problem.message.clone());
    Validation {
        acteur: acteur_code(acteur),
        lignes: montants::lines(read, acteur, own.map(|draft| &draft.posted), problems),
        raison: Field::new("raison", typed.unwrap_or_else(|| montants::reason(read, acteur)))
            .with(problems)
            .or_error(of_sum),
        bouton: match montants::total(read, acteur) {
            0 => "Valider".to_owned(),
            total => format!("Valider {}", format::centimes(total)),
        },
        mail: acteur == Acteur::Manager,
        retenu: acteur == Acteur::Manager && read.loaded.row.instruit_par == Some(agent.id),
    }
}

fn complement(read: &Read) -> String {
    let page = here(read);
    let (path, asked) =
        page.split_once('?').map_or((page.as_str(), String::new()), |(path, rest)| (path, format!("?{rest}")));
    format!("{path}/complement{asked}")
}

/// The pièces that stand refused.
fn refused(read: &Read) -> usize {
    let loaded = &read.loaded;
    let stands = |last: &&Last| loaded.regard(Some(&last.examen), &last.examen.piece) == Regard::Refusee;
    read.examens.iter().filter(stands).count()
}

fn waiting(read: &Read) -> String {
    match read.tour() {
        Tour::Beneficiaire => "Rien à décider ici : c’est au bénéficiaire d’agir.",
        Tour::Conseiller => "Rien à décider ici : c’est à un conseiller d’agir.",
        Tour::Manager => "Rien à décider ici : c’est à un manager d’agir.",
        Tour::Personne => "Ce dossier est terminé.",
    }
    .to_owned()
}

/// The problems of a draft, each with the input it belongs to.
pub(super) fn faults(draft: Option<&Draft>) -> Vec<Fault> {
    let Some(draft) = draft else { return vec![] };
    let place = |field: &str| match (draft.acte, field) {
        (_, "") => String::new(),
        ("validations", field) if field.starts_with("raison") => "raison".to_owned(),
        ("refus", "motif") => "motif".to_owned(),
        ("validations", "montants") => String::new(),
        ("validations" | "messages", field) => field.replace('.', "-"),
        (acte, field) => format!("{acte}-{field}"),
    };
    draft.problems.iter().map(|problem| Fault::at(&place(&problem.field), &problem.message)).collect()
}
