//! Every door of the back office, and who it opens to.

use super::knocks::Seen::{self, Door, Hidden, Open, Refused};
use super::knocks::{Table, knock, must_cover};
use super::scene::Scene;
use crate::kit::base::{Base, both};

const ALL: [Seen; 6] = [Open; 6];
/// A link that was never sent leads nowhere.
const LINK: [Seen; 6] = [Hidden; 6];
const AGENTS: [Seen; 6] = [Door, Door, Open, Open, Open, Open];
const ADMIN: [Seen; 6] = [Door, Door, Hidden, Open, Hidden, Hidden];
/// Who has a grant in the programme reads and writes; to the others the dossier does not exist.
const GRANTED: [Seen; 6] = [Door, Door, Hidden, Hidden, Open, Open];
/// The conseiller may, the manager may not: nobody acts beyond their grant. What both may, each in their
/// own states, is GRANTED: here they are told that the dossier changed.
const CONSEILLER: [Seen; 6] = [Door, Door, Hidden, Hidden, Open, Refused];
const MANAGER: [Seen; 6] = [Door, Door, Hidden, Hidden, Refused, Open];
/// Needs another thing that the scene does not have.
const ALONE: [Seen; 6] = [Door, Door, Hidden, Hidden, Hidden, Hidden];
/// What is nobody's is found by no agent.
const NEVER_AGENTS: [Seen; 6] = [Door, Door, Hidden, Hidden, Hidden, Hidden];
/// What only managers have, each for their own programmes; to the others it does not exist.
const MANAGERS: [Seen; 6] = [Door, Door, Open, Hidden, Hidden, Open];
const NEVER: [Seen; 6] = [Hidden; 6];

/// Nobody, a bénéficiaire, a conseiller of another programme, an admin, a conseiller of the programme, its manager.
const TABLE: Table<6> = &[
    ("GET", "/connexion", ALL),
    ("POST", "/connexion", ALL),
    ("GET", "/mot-de-passe-oublie", ALL),
    ("POST", "/mot-de-passe-oublie", ALL),
    ("GET", "/mot-de-passe/{token}", LINK),
    ("POST", "/mot-de-passe/{token}", ALL),
    ("GET", "/", AGENTS),
    ("GET", "/aide", AGENTS),
    ("GET", "/dossiers", AGENTS),
    ("GET", "/dossiers/mots", AGENTS),
    ("POST", "/affectations", AGENTS),
    ("GET", "/charge", AGENTS),
    ("GET", "/repartition", MANAGERS),
    ("POST", "/repartition", MANAGERS),
    ("GET", "/mentions", AGENTS),
    ("POST", "/mentions/lectures", AGENTS),
    ("GET", "/vues", AGENTS),
    ("POST", "/vues", AGENTS),
    ("GET", "/vues/nouvelle", AGENTS),
    ("GET", "/vues/{vue}", NEVER_AGENTS),
    ("POST", "/vues/{vue}", NEVER_AGENTS),
    ("GET", "/vues/{vue}/dossiers", NEVER_AGENTS),
    ("POST", "/vues/{vue}/accueil", NEVER_AGENTS),
    ("POST", "/vues/{vue}/alertes", AGENTS),
    ("POST", "/vues/{vue}/deplacements", NEVER_AGENTS),
    ("POST", "/vues/{vue}/suppressions", NEVER_AGENTS),
    ("GET", "/preferences", AGENTS),
    ("POST", "/preferences", AGENTS),
    ("POST", "/prises", AGENTS),
    ("GET", "/paiements", AGENTS),
    ("POST", "/paiements", AGENTS),
    ("GET", "/dossiers/{dossier}", GRANTED),
    ("GET", "/dossiers/{dossier}/complement", CONSEILLER),
    // No dossier shares anything with it: nobody has a pair to compare.
    ("GET", "/dossiers/{dossier}/comparaison/{autre}", ALONE),
    ("POST", "/dossiers/{dossier}/comparaison/{autre}/ecart", ALONE),
    ("GET", "/dossiers/{dossier}/fichiers/{fichier}", GRANTED),
    ("POST", "/dossiers/{dossier}/pieces/{piece}/examens", CONSEILLER),
    ("POST", "/dossiers/{dossier}/messages", GRANTED),
    ("POST", "/dossiers/{dossier}/affectations", GRANTED),
    ("POST", "/dossiers/{dossier}/notes", GRANTED),
    ("POST", "/dossiers/{dossier}/lectures", GRANTED),
    ("POST", "/dossiers/{dossier}/demasquages", GRANTED),
    ("POST", "/dossiers/{dossier}/validations", GRANTED),
    ("POST", "/dossiers/{dossier}/refus", CONSEILLER),
    ("POST", "/dossiers/{dossier}/complements", GRANTED),
    ("POST", "/dossiers/{dossier}/paiements", CONSEILLER),
    ("POST", "/dossiers/{dossier}/rejets", CONSEILLER),
    ("POST", "/dossiers/{dossier}/versements", CONSEILLER),
    ("POST", "/dossiers/{dossier}/renvois", MANAGER),
    ("POST", "/dossiers/{dossier}/reouvertures", MANAGER),
    ("GET", "/traitements", AGENTS),
    ("POST", "/traitements", AGENTS),
    ("POST", "/traitements/nouveau", AGENTS),
    ("GET", "/traitements/{traitement}", ALONE),
    ("POST", "/traitements/{traitement}/arret", ALONE),
    ("POST", "/traitements/{traitement}/reprise", ALONE),
    ("POST", "/traitements/{traitement}/relance", ALONE),
    ("GET", "/chiffres", AGENTS),
    ("GET", "/chiffres/tableaux", AGENTS),
    ("GET", "/exports", AGENTS),
    ("POST", "/exports", AGENTS),
    ("GET", "/exports/nouveau", AGENTS),
    // Who asked for it alone, and nobody asked for that one.
    ("GET", "/exports/{export}", ALONE),
    ("GET", "/exports/{export}/fichier", ALONE),
    ("GET", "/travaux", ADMIN),
    ("POST", "/travaux/relances", ADMIN),
    ("POST", "/travaux/{travail}/relance", ADMIN),
    ("GET", "/agents", ADMIN),
    ("POST", "/agents", ADMIN),
    ("POST", "/agents/{agent}/droits", [Door, Door, Hidden, Hidden, Hidden, Hidden]),
    ("POST", "/agents/{agent}/desactivation", [Door, Door, Hidden, Hidden, Hidden, Hidden]),
    ("POST", "/agents/{agent}/activation", [Door, Door, Hidden, Hidden, Hidden, Hidden]),
    ("GET", "/static/{hash}/{*path}", ALL),
    ("GET", "/favicon.ico", ALL),
    ("GET", "/_courrier", NEVER),
    ("GET", "/_courrier/{mail}", NEVER),
    ("GET", "/lots", AGENTS),
    // A programme that nobody named.
    ("POST", "/lots", [Door, Door, Hidden, Hidden, Hidden, Hidden]),
    ("GET", "/lots/nouveau", AGENTS),
    ("GET", "/lots/{lot}", ALONE),
    ("POST", "/lots/{lot}/ajouts", ALONE),
    ("POST", "/lots/{lot}/retraits", ALONE),
    ("POST", "/lots/{lot}/clotures", ALONE),
    ("POST", "/lots/{lot}/transmissions", ALONE),
    ("POST", "/lots/{lot}/paiements", ALONE),
    ("POST", "/lots/{lot}/rejets", ALONE),
    ("POST", "/lots/{lot}/retours", ALONE),
    ("GET", "/lots/{lot}/retours/{retour}", ALONE),
    ("POST", "/lots/{lot}/retours/{retour}/applications", ALONE),
    ("GET", "/lots/{lot}/bordereau", ALONE),
    ("GET", "/lots/{lot}/fichiers/{format}", ALONE),
    // Last: it closes the session of who knocks.
    ("POST", "/deconnexion", ALL),
];

#[test]
fn every_door_has_its_line() {
    must_cover(TABLE, &guichet::web::office::routes());
}

both!(an_agent_sees_only_what_they_were_given);

async fn an_agent_sees_only_what_they_were_given(base: Base) {
    let mut scene = Scene::set(base).await;
    let before = scene.state().await;
    let beneficiaire = scene.owner.visitor.carried_to("guichet.localhost");
    let outside = [
        ("personne", scene.world.at_the_office()),
        ("un bénéficiaire", beneficiaire),
        ("un conseiller d'un autre programme", scene.conseiller_elsewhere().await),
        ("un administrateur", scene.admin().await),
    ];
    let inside = [("un conseiller", scene.conseiller().await), ("un manager", scene.manager().await)];
    let mut wrong = Vec::new();
    for (column, (who, visitor)) in outside.iter().enumerate() {
        wrong.extend(knock(&scene, who, visitor, TABLE, column).await);
    }
    assert_eq!(before, scene.state().await, "quelqu'un d'autre a changé le dossier");
    for (column, (who, visitor)) in inside.iter().enumerate() {
        wrong.extend(knock(&scene, who, visitor, TABLE, outside.len() + column).await);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
