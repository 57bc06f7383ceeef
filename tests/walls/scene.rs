//! The people and the dossier that the walls are tried on.

use crate::journeys::{Beneficiaire, Reponses};
use crate::kit::base::Base;
use crate::kit::staff::{admin, grants};
use crate::kit::visitor::Visitor;
use crate::kit::world::World;
use guichet_domain::access::Role;

/// A submitted dossier of one programme, and everybody around it.
pub(super) struct Scene {
    pub(super) world: World,
    /// Whose dossier it is.
    pub(super) owner: Beneficiaire,
    /// Its address, on both faces.
    pub(super) dossier: String,
    /// The address of one of its files.
    pub(super) fichier: String,
}

/// The programme of the dossier, and another.
pub(super) const HERE: &str = "retraite";
pub(super) const ELSEWHERE: &str = "garde-enfants";

impl Scene {
    pub(super) async fn set(base: Base) -> Self {
        let world = World::on(base).await;
        let mut owner = Beneficiaire::arrives(&world, HERE, "camille", Reponses::of(HERE));
        let dossier = owner.submits_a_dossier(&world).await;
        let page = owner.visitor.get(&format!("{dossier}/pieces")).await;
        let fichier = page.link(&format!("{dossier}/fichiers/")).split('?').next().unwrap_or_default().to_owned();
        Self { world, owner, dossier, fichier }
    }

    /// Somebody else with an account of the same programme.
    pub(super) async fn stranger(&self) -> Visitor {
        self.registered(HERE, "dominique").await
    }

    /// Somebody with an account of another programme, whose browser would bring its cookie here.
    pub(super) async fn neighbour(&self) -> Visitor {
        self.registered(ELSEWHERE, "voisine").await.carried_to(&format!("{HERE}.localhost"))
    }

    async fn registered(&self, programme: &str, name: &str) -> Visitor {
        let mut person = Beneficiaire::arrives(&self.world, programme, name, Reponses::of(programme));
        person.registers(&self.world).await;
        person.visitor
    }

    pub(super) async fn conseiller(&self) -> Visitor {
        self.world.agent("conseiller", grants(HERE, &[Role::Conseiller])).await
    }

    pub(super) async fn manager(&self) -> Visitor {
        self.world.agent("manager", grants(HERE, &[Role::Manager])).await
    }

    pub(super) async fn conseiller_elsewhere(&self) -> Visitor {
        self.world.agent("ailleurs", grants(ELSEWHERE, &[Role::Conseiller, Role::Manager])).await
    }

    pub(super) async fn admin(&self) -> Visitor {
        self.world.agent("admin", admin()).await
    }

    /// What the owner can see of the dossier: unchanged as long as nobody did anything.
    pub(super) async fn state(&mut self) -> String {
        let page = self.owner.visitor.get(&self.dossier).await;
        page.must_be(200);
        page.text()
    }
}
