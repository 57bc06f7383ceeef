//! The agents of a story: an account with its rights, signed in by the form that agents use.

use super::visitor::Visitor;
use super::world::World;
use guichet::actions::agents::{self, NewAgent};
use guichet_domain::access::{Grants, Role};

/// The password of every agent.
pub(crate) const PASSWORD: &str = "quatre mots sans lien entre eux";

/// What agents may be in one programme.
pub(crate) fn grants(programme: &str, roles: &[Role]) -> Grants {
    let mut grants = Grants::default();
    for role in roles {
        grants.give(programme.into(), *role);
    }
    grants
}

/// Grants over the platform alone: no dossier comes with them.
pub(crate) fn admin() -> Grants {
    let mut grants = Grants::default();
    grants.give_platform(Role::Admin);
    grants
}

impl World {
    /// An agent who has just signed in. `name` is in their address: `conseiller@agents.example`.
    pub(crate) async fn agent(&self, name: &str, grants: Grants) -> Visitor {
        self.agent_at(&format!("{name}@agents.example"), grants).await
    }

    /// The same with that address, which may also be a bénéficiaire's.
    pub(crate) async fn agent_at(&self, email: &str, grants: Grants) -> Visitor {
        let name = email.split('@').next().unwrap_or_default();
        let new = NewAgent { prenom: "Agent".into(), nom: name.to_uppercase(), email: email.to_owned(), grants };
        agents::create_with_password(&self.app, &new, PASSWORD)
            .await
            .expect("the account is made")
            .expect("nothing to correct");
        let mut visitor = self.at_the_office();
        let door = visitor.get("/connexion").await;
        let signed_in = visitor.submit(door.form("/connexion").set("email", email).set("mot_de_passe", PASSWORD)).await;
        assert_eq!(signed_in.status, 200, "{}", signed_in.text());
        assert!(!signed_in.path.starts_with("/connexion"), "{name} ne peut pas se connecter : {}", signed_in.text());
        visitor
    }
}
