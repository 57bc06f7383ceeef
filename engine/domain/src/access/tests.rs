//! The table of who may do what, whole: every person, act and target.

use super::{Access, Act, Grants, Person, Role, Target, acteurs, may};
use crate::dossier::{Acte, Acteur, Etat, transition};
use crate::ids::{AgentId, BeneficiaireId, ProgrammeId};
use uuid::Uuid;

const OWNER: BeneficiaireId = BeneficiaireId(Uuid::from_u128(1));
const NEIGHBOUR: BeneficiaireId = BeneficiaireId(Uuid::from_u128(2));

fn here() -> ProgrammeId {
    "fussat".into()
}

fn elsewhere() -> ProgrammeId {
    "bourses".into()
}

fn beneficiaire(id: BeneficiaireId, programme: ProgrammeId) -> Person {
    Person::Beneficiaire { id, programme }
}

fn agent(given: &[(ProgrammeId, Role)], platform: &[Role]) -> Person {
    let mut grants = Grants::default();
    given.iter().for_each(|(programme, role)| grants.give(programme.clone(), *role));
    platform.iter().for_each(|role| grants.give_platform(*role));
    Person::Agent { id: AgentId(Uuid::from_u128(9)), grants }
}

fn every_act() -> Vec<Act> {
    let plain = [
        Act::Voir,
        Act::ModifierReponses,
        Act::DeposerPiece,
        Act::Ecrire,
        Act::Demasquer,
        Act::VoirFile,
        Act::Concevoir,
        Act::AdministrerAgents,
    ];
    plain.into_iter().chain(Acte::ALL.into_iter().map(Act::Workflow)).collect()
}

/// The table of the module, written again by hand: a letter per person, for the acts on a dossier.
/// `y` allowed, `n` forbidden.
fn expected_on_dossier(act: Act) -> &'static str {
    // owner, conseiller, manager
    match act {
        Act::Voir | Act::Ecrire | Act::Demasquer => "yyy",
        Act::ModifierReponses | Act::DeposerPiece => "ynn",
        Act::Workflow(Acte::Soumettre | Acte::Abandonner) => "ynn",
        Act::Workflow(Acte::Valider | Acte::Refuser | Acte::DemanderComplement) => "nyy",
        Act::Workflow(Acte::MettreEnPaiement | Acte::ConstaterRejet) => "nyn",
        Act::Workflow(Acte::Renvoyer | Acte::Rouvrir) => "nny",
        Act::VoirFile | Act::Concevoir | Act::AdministrerAgents => "---",
    }
}

fn letter(access: Access) -> char {
    match access {
        Access::Allowed => 'y',
        Access::Forbidden => 'n',
        Access::Invisible => '-',
    }
}

#[test]
fn on_a_dossier_the_table_holds_for_every_act() {
    let programme = here();
    let dossier = Target::Dossier { programme: &programme, beneficiaire: OWNER };
    let insiders = [
        beneficiaire(OWNER, here()),
        agent(&[(here(), Role::Conseiller)], &[]),
        agent(&[(here(), Role::Manager)], &[]),
    ];
    for act in every_act() {
        let found: String = insiders.iter().map(|person| letter(may(person, act, dossier))).collect();
        assert_eq!(found, expected_on_dossier(act), "{act:?}");
    }
}

#[test]
fn strangers_see_nothing_of_a_dossier_whatever_they_try() {
    let programme = here();
    let dossier = Target::Dossier { programme: &programme, beneficiaire: OWNER };
    let strangers = [
        Person::Nobody,
        beneficiaire(NEIGHBOUR, here()),
        // The same number in another programme is another person.
        beneficiaire(OWNER, elsewhere()),
        agent(&[], &[]),
        agent(&[(elsewhere(), Role::Conseiller), (elsewhere(), Role::Manager)], &[]),
        agent(&[(here(), Role::Admin), (here(), Role::Concepteur)], &[]),
        agent(&[], &[Role::Admin, Role::Concepteur]),
    ];
    for (person, act) in strangers.iter().flat_map(|person| every_act().into_iter().map(move |act| (person, act))) {
        assert_eq!(may(person, act, dossier), Access::Invisible, "{person:?} {act:?}");
    }
}

#[test]
fn pages_of_the_office_open_to_their_role_only() {
    let programme = here();
    let persons = [
        Person::Nobody,
        beneficiaire(OWNER, here()),
        agent(&[(here(), Role::Conseiller)], &[]),
        agent(&[(here(), Role::Manager)], &[]),
        agent(&[], &[Role::Admin]),
        agent(&[(here(), Role::Concepteur)], &[]),
        agent(&[(elsewhere(), Role::Manager)], &[]),
        // Admin of one programme does not administer the platform's agents.
        agent(&[(here(), Role::Admin)], &[]),
    ];
    let table = [
        (Act::VoirFile, Target::Programme(&programme), "--yynn-n"),
        (Act::Concevoir, Target::Programme(&programme), "--nnny-n"),
        (Act::AdministrerAgents, Target::Platform, "--nnynnn"),
    ];
    for (act, target, expected) in table {
        let found: String = persons.iter().map(|person| letter(may(person, act, target))).collect();
        assert_eq!(found, expected, "{act:?}");
    }
}

#[test]
fn an_act_on_a_target_it_does_not_concern_is_denied_even_to_the_mightiest() {
    let programme = here();
    let all = agent(&[], &Role::ALL);
    for act in every_act() {
        let fits_programme = matches!(act, Act::VoirFile | Act::Concevoir);
        assert_eq!(may(&all, act, Target::Programme(&programme)).is_allowed(), fits_programme, "{act:?}");
        assert_eq!(may(&all, act, Target::Platform).is_allowed(), act == Act::AdministrerAgents, "{act:?}");
    }
}

#[test]
fn whoever_has_both_roles_may_act_as_either() {
    let programme = here();
    let both = agent(&[(here(), Role::Manager), (here(), Role::Conseiller)], &[]);
    let dossier = Target::Dossier { programme: &programme, beneficiaire: OWNER };
    assert_eq!(acteurs(&both, dossier), [Acteur::Conseiller, Acteur::Manager]);
    assert_eq!(acteurs(&agent(&[], &[Role::Conseiller]), dossier), [Acteur::Conseiller]);
}

#[test]
fn what_the_workflow_lets_an_actor_do_is_never_forbidden_to_the_right_person() {
    let programme = here();
    let dossier = Target::Dossier { programme: &programme, beneficiaire: OWNER };
    for acteur in Acteur::ALL {
        let person = match acteur {
            Acteur::Beneficiaire => beneficiaire(OWNER, here()),
            Acteur::Conseiller => agent(&[(here(), Role::Conseiller)], &[]),
            Acteur::Manager => agent(&[(here(), Role::Manager)], &[]),
        };
        for acte in Acte::ALL {
            let in_workflow = Etat::ALL.into_iter().any(|etat| transition(etat, acte, acteur).is_some());
            assert_eq!(may(&person, Act::Workflow(acte), dossier).is_allowed(), in_workflow, "{acteur:?} {acte:?}");
        }
    }
}

#[test]
fn a_queue_is_scoped_to_the_programmes_of_the_grants() {
    let (here, elsewhere) = (here(), elsewhere());
    let Person::Agent { grants, .. } =
        agent(&[(here.clone(), Role::Manager), (elsewhere.clone(), Role::Concepteur)], &[])
    else {
        unreachable!("agent() makes an agent")
    };
    assert_eq!(grants.among([&here, &elsewhere], &[Role::Conseiller, Role::Manager]), [&here]);
}
