//! The form of an agent's rights: one box per programme and role, and one for the platform.

use super::name;
use crate::adapters::db::agents::Agent;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::office::parts::{Choice, Field};
use guichet_domain::access::{Grants, Role};
use guichet_domain::dossier::Problem;
use guichet_domain::programme::Programme;
use serde::Serialize;
use std::sync::Arc;

/// Roles given in a programme, in the order of the columns.
const IN_PROGRAMME: [Role; 3] = [Role::Conseiller, Role::Manager, Role::Concepteur];
/// Stands for the platform in a box's value; no folder of a programme has that name.
const PLATFORM: &str = "*";

/// The form.
#[derive(Serialize)]
pub(super) struct Panel {
    titre: String,
    action: String,
    bouton: &'static str,
    /// One's own: shown, not changed.
    soi: bool,
    nouveau: Option<NewFields>,
    roles: Vec<&'static str>,
    rangs: Vec<Line>,
    compte: Option<Account>,
}

#[derive(Serialize)]
struct NewFields {
    prenom: Field,
    nom: Field,
    email: Field,
}

#[derive(Serialize)]
struct Line {
    libelle: String,
    cases: Vec<Choice>,
}

/// Closing or opening the account.
#[derive(Serialize)]
struct Account {
    action: String,
    bouton: &'static str,
    ferme: bool,
}

/// The form of a new agent.
pub(super) fn invite(
    programmes: &[Arc<Programme>],
    posted: Option<&Posted>,
    problems: &[Problem],
) -> Result<Panel, Error> {
    let grants = posted.map(|posted| read(programmes, posted)).transpose()?.unwrap_or_default();
    let field = |name: &str| Field::new(name, posted.map(|posted| posted.one(name)).unwrap_or_default()).with(problems);
    Ok(Panel {
        titre: "Inviter un agent".to_owned(),
        action: "/agents".to_owned(),
        bouton: "Envoyer l’invitation",
        soi: false,
        nouveau: Some(NewFields { prenom: field("prenom"), nom: field("nom"), email: field("email") }),
        roles: roles(),
        rangs: lines(programmes, &grants),
        compte: None,
    })
}

/// The form of an agent's rights.
pub(super) fn rights(programmes: &[Arc<Programme>], agent: &Agent, grants: &Grants, soi: bool) -> Panel {
    let closed = agent.disabled_at.is_some();
    let (verb, bouton) =
        if closed { ("activation", "Rouvrir le compte") } else { ("desactivation", "Fermer le compte") };
    Panel {
        titre: format!("Droits de {}", name(agent)),
        action: format!("/agents/{}/droits", agent.id),
        bouton: "Enregistrer les droits",
        soi,
        nouveau: None,
        roles: roles(),
        rangs: lines(programmes, grants),
        compte: Some(Account { action: format!("/agents/{}/{verb}", agent.id), bouton, ferme: !closed }),
    }
}

/// The rights as checked: a box that is none of ours is refused, not ignored.
pub(super) fn read(programmes: &[Arc<Programme>], posted: &Posted) -> Result<Grants, Error> {
    let mut grants = Grants::default();
    for value in posted.all("droit") {
        let unknown = || Error::BadRequest(format!("« {value} » n'est pas un droit."));
        let (programme, role) = value.split_once(':').ok_or_else(unknown)?;
        let role = Role::from_code(role).ok_or_else(unknown)?;
        match programmes.iter().find(|known| known.id.as_str() == programme) {
            Some(known) if IN_PROGRAMME.contains(&role) => grants.give(known.id.clone(), role),
            None if programme == PLATFORM => grants.give_platform(role),
            _ => return Err(unknown()),
        }
    }
    Ok(grants)
}

fn roles() -> Vec<&'static str> {
    IN_PROGRAMME.iter().chain([&Role::Admin]).map(|role| role.libelle()).collect()
}

/// A line per programme, then the platform, each with a box where a role may be given.
fn lines(programmes: &[Arc<Programme>], grants: &Grants) -> Vec<Line> {
    let none = || Choice::new("", "", false);
    let boxed = |place: &str, role: Role, checked: bool| {
        Choice::new(format!("{place}:{}", role.code()), role.libelle(), checked)
    };
    let given =
        |programme: &Programme, role: Role| grants.iter().any(|(id, given)| *id == programme.id && given == role);
    let of_programme = |programme: &Arc<Programme>| Line {
        libelle: programme.nom.clone(),
        cases: IN_PROGRAMME
            .iter()
            .map(|role| boxed(programme.id.as_str(), *role, given(programme, *role)))
            .chain([none()])
            .collect(),
    };
    let everywhere =
        IN_PROGRAMME.iter().chain([&Role::Admin]).map(|role| boxed(PLATFORM, *role, grants.has_platform(*role)));
    let platform =
        Line { libelle: "Toute la plateforme, programmes à venir compris".to_owned(), cases: everywhere.collect() };
    programmes.iter().map(of_programme).chain([platform]).collect()
}
