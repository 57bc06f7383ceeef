//! What a page costs the database: a number of SQL statements that is written here, and that neither the
//! dossiers nor the people there are change.

use super::beneficiaire::Beneficiaire;
use super::reponses::Reponses;
use crate::kit::base::{Base, both};
use crate::kit::staff::grants;
use crate::kit::visitor::Visitor;
use crate::kit::world::World;
use guichet::adapters::db::dossiers::{self, Change, Dossier, NewDossier, Set};
use guichet::adapters::db::{self, Scope};
use guichet_domain::access::Role;
use guichet_domain::dossier::Etat;
use guichet_domain::ids::DossierId;
use uuid::Uuid;

both!(a_page_takes_as_many_statements_whatever_the_data);

async fn a_page_takes_as_many_statements_whatever_the_data(base: Base) {
    let world = World::on(base).await;
    let mut person = Beneficiaire::arrives(&world, "retraite", "camille", Reponses::of("retraite"));
    let address = person.submits_a_dossier(&world).await;
    let mut agent = world.agent("conseiller", grants("retraite", &[Role::Conseiller, Role::Manager])).await;
    let office = [
        ("/dossiers", 4),
        ("/dossiers?statut=en_attente&aide=bilan", 4),
        ("/dossiers?texte=exemple+camille", 4),
        (address.as_str(), 12),
        (&format!("{address}?liste=statut%3Den_attente"), 13),
    ];
    let portal = [("/", 1), ("/test", 2), ("/tableau-de-bord", 3), (&*address, 6), (&*format!("{address}/pieces"), 4)];
    more(&world, &address, 9).await;
    let few = [count(&world, &mut agent, &office).await, count(&world, &mut person.visitor, &portal).await];
    more(&world, &address, 290).await;
    for name in ["alix", "noa", "sacha"] {
        world.agent(name, grants("retraite", &[Role::Conseiller])).await;
    }
    let many = [count(&world, &mut agent, &office).await, count(&world, &mut person.visitor, &portal).await];
    assert_eq!(few, many, "un nombre d'ordres SQL dépend des données");
    let written =
        |pages: &[(&str, usize)]| pages.iter().map(|(path, number)| ((*path).to_owned(), *number)).collect::<Vec<_>>();
    assert_eq!(many, [written(&office), written(&portal)], "un nombre d'ordres SQL a changé");
}

/// Opens each page twice: the second time, nothing is left to be read for the first time.
async fn count(world: &World, visitor: &mut Visitor, pages: &[(&str, usize)]) -> Vec<(String, usize)> {
    let mut counted = vec![];
    for (path, _) in pages {
        let there = visitor.get(path).await.path;
        let (number, page) = world.statements.to_get(visitor, &there).await;
        assert_eq!(page.path, there, "la page mène ailleurs");
        counted.push(((*path).to_owned(), number));
    }
    counted
}

/// As many dossiers more, alike, of the same person, deposited.
async fn more(world: &World, address: &str, number: usize) {
    let scope = Scope::programme("retraite".into());
    let id = address.rsplit('/').next().and_then(|id| id.parse().ok()).expect("the id of a dossier");
    let one = dossiers::find(&world.app.db, &scope, id).await.expect("the database").expect("the dossier");
    let tx = db::begin(&world.app.db).await.expect("a transaction");
    for _ in 0..number {
        let made = dossiers::insert(&tx, like(&one)).await.expect("a dossier");
        let set = vec![Set::Submitted(one.created_at), Set::Total(one.total_centimes)];
        let deposited = Change { to: Etat::EnAttente, at: one.created_at, set };
        dossiers::transition(&tx, &scope, made.id, made.etat, made.version, deposited).await.expect("deposited");
    }
    tx.commit().await.expect("kept");
}

fn like(one: &Dossier) -> NewDossier {
    NewDossier {
        id: DossierId(Uuid::now_v7()),
        programme: one.programme.clone(),
        sigle: "RET".into(),
        beneficiaire: one.beneficiaire,
        campagne: one.campagne.clone(),
        version_hash: one.version_hash.clone(),
        version_du: one.version_du,
        demande_le: one.demande_le,
        // What would tell that it is the same person again is left out.
        reponses: "{}".into(),
        nom: one.nom.clone(),
        prenom: one.prenom.clone(),
        email: one.email.clone(),
        verdict_essai: None,
        verdict: one.verdict.clone(),
        total_centimes: one.total_centimes,
        versement_manque: one.versement_manque,
        sample: false,
        at: one.created_at,
    }
}
