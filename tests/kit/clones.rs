//! Many dossiers like one, written straight through the adapters: a story about five thousand does not
//! fill in five thousand forms.

use super::world::World;
use guichet::actions::loaded::{self, Loaded};
use guichet::adapters::db::dossiers::{Change, NewDossier, Set};
use guichet::adapters::db::{self, Scope, dossiers};
use guichet_domain::ids::DossierId;
use uuid::Uuid;

/// Dossiers a transaction writes.
const AT_ONCE: usize = 500;

/// So many dossiers of the same person, with the same answers, state and sums.
pub(crate) async fn clones(world: &World, model: &str, count: usize) -> Vec<DossierId> {
    let app = &world.app;
    let scope = Scope::staff(app.catalogue().programmes.keys().cloned().collect());
    let id = model.trim_start_matches("/dossiers/").parse().expect("the address of a dossier");
    let model = loaded::load(app, &scope, id).await.expect("the dossier to copy");
    let aides = dossiers::aides(&app.db, &scope, &[id]).await.expect("its sums").remove(&id).unwrap_or_default();
    let ids: Vec<DossierId> = (0..count).map(|_| DossierId(Uuid::now_v7())).collect();
    for some in ids.chunks(AT_ONCE) {
        let tx = db::begin(&app.db).await.expect("a transaction");
        for id in some {
            dossiers::insert(&tx, like(world, &model, *id)).await.expect("a dossier");
            if !aides.is_empty() {
                dossiers::set_aides(&tx, &scope, *id, &aides).await.expect("its sums");
            }
            let row = &model.row;
            let set = vec![Set::InstruitPar(row.instruit_par), Set::VersementManque(row.versement_manque)];
            let change = Change { to: row.etat, at: app.clock.now(), set };
            let from = guichet_domain::dossier::Etat::Brouillon;
            dossiers::transition(&tx, &scope, *id, from, 1, change).await.expect("its state");
        }
        tx.commit().await.expect("committed");
    }
    ids
}

fn like(world: &World, model: &Loaded, id: DossierId) -> NewDossier {
    let row = model.row.clone();
    let reponses = loaded::sealed_answers(&world.app, &model.version, &model.answers, &row.programme, id);
    NewDossier {
        id,
        sigle: model.programme.sigle.clone(),
        reponses: reponses.expect("the key of the world"),
        programme: row.programme,
        beneficiaire: row.beneficiaire,
        campagne: row.campagne,
        version_hash: row.version_hash,
        version_du: row.version_du,
        demande_le: row.demande_le,
        nom: row.nom,
        prenom: row.prenom,
        email: row.email,
        verdict_essai: None,
        verdict: row.verdict,
        total_centimes: row.total_centimes,
        versement_manque: row.versement_manque,
        sample: false,
        at: world.app.clock.now(),
    }
}
