//! « Écarter » a possible double: somebody compared both dossiers, and says why they are two.

use super::loaded::{self, Loaded};
use super::{Outcome, Refused, change, empreintes};
use crate::adapters::db::empreintes::{Ecart, others, set_aside};
use crate::adapters::db::{self, Scope};
use crate::app::App;
use anyhow::Result;
use guichet_domain::dossier::{Auteur, Fact, Problem};
use guichet_domain::ids::{AgentId, DossierId};

/// Longest reason, in characters.
const RAISON_MAX: usize = 1_000;
/// What stands for the number of a dossier of another programme.
const ELSEWHERE: &str = "un dossier d'un autre programme";

/// Sets the pair aside, in the history of both.
///
/// # Errors
/// No such pair in that scope, or the database.
pub async fn ecarter(
    app: &App,
    scope: &Scope,
    (id, autre): (DossierId, DossierId),
    agent: AgentId,
    raison: &str,
) -> Result<Outcome<()>> {
    let raison = raison.trim();
    if raison.is_empty() || raison.chars().count() > RAISON_MAX {
        let message = "Écrivez ce qui montre qu'il ne s'agit pas d'un doublon, en 1 000 caractères au plus.";
        return Ok(Err(vec![Problem::of("raison", message)]));
    }
    let now = app.clock.now();
    let tx = db::begin(&app.db).await?;
    // In one order, so that two agents who set the same pair aside never wait for each other.
    let first = loaded::lock(app, &tx, scope, id.min(autre)).await?;
    let second = loaded::lock(app, &tx, scope, id.max(autre)).await?;
    if !others(&tx, scope, id).await?.iter().any(|other| other.id == autre) {
        return Err(Refused::NotFound.into());
    }
    let ecart = Ecart { agent, raison: raison.to_owned(), at: now };
    let pair = [&first, &second].map(|loaded| (&loaded.row.programme, loaded.row.id));
    if set_aside(&tx, pair[0], pair[1], &ecart).await? {
        for (this, other) in [(&first, &second), (&second, &first)] {
            // Whoever works here alone learns nothing of what is asked elsewhere.
            let here = this.row.programme == other.row.programme;
            let numero = if here { other.row.numero.as_str() } else { ELSEWHERE };
            let fact = Fact::DoublonEcarte { numero: numero.to_owned(), raison: raison.to_owned() };
            change::tell(&tx, scope, this, Auteur::Agent(agent), &fact, None, now).await?;
        }
        look_again(&tx, &first, &second, now).await?;
        tx.commit().await?;
        app.bell.notify_one();
    }
    Ok(Ok(()))
}

async fn look_again(
    tx: &db::DatabaseTransaction,
    first: &Loaded,
    second: &Loaded,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<()> {
    for loaded in [first, second] {
        empreintes::later(tx, &loaded.row.programme, vec![loaded.row.id], now).await?;
    }
    Ok(())
}
