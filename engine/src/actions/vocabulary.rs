//! What an agent may name in a filter: the programmes they see, with their aides and filterable champs,
//! and their colleagues. What a query means is left to `domain::filter`.

use super::agents::queue;
use crate::adapters::db::agents;
use crate::app::App;
use anyhow::Result;
use guichet_domain::access::Grants;
use guichet_domain::filter::{AideConnue, Vocabulary};

/// The vocabulary of somebody with those rights, in one query.
///
/// # Errors
/// The database.
pub async fn of(app: &App, grants: &Grants) -> Result<Vocabulary> {
    let agents = agents::list(&app.db).await?;
    Ok(Vocabulary {
        agents: agents.into_iter().map(|a| (a.email_key, format!("{} {}", a.prenom, a.nom))).collect(),
        ..without_agents(app, grants)
    })
}

/// The same without the colleagues, for who does not read what somebody typed.
#[must_use]
pub fn without_agents(app: &App, grants: &Grants) -> Vocabulary {
    let catalogue = app.catalogue();
    let mut vocabulary = Vocabulary::default();
    for programme in queue(app, grants).iter().filter_map(|id| catalogue.get(id)) {
        vocabulary.programmes.push((programme.id.clone(), programme.nom.clone()));
        for version in &programme.versions {
            version.champs.iter().for_each(|champ| vocabulary.add_champ(champ));
            for aide in &version.aides {
                let known =
                    AideConnue { programme: programme.id.clone(), id: aide.id.clone(), libelle: aide.libelle.clone() };
                vocabulary.aides.retain(|other| (&other.programme, &other.id) != (&known.programme, &known.id));
                vocabulary.aides.push(known);
            }
        }
    }
    vocabulary
}
