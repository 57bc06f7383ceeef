//! Tells an agent by mail what entered one of their views: numbers and statuts, no name, and a link.

use crate::actions::alertes::Told;
use crate::actions::wording::{self, Words};
use crate::actions::{agents as accounts, vues};
use crate::adapters::db::jobs::Job;
use crate::adapters::db::{Scope, agents, list};
use crate::adapters::mail::Letter;
use crate::app::App;
use anyhow::{Context, Result};

/// Sends the mail of that row; nothing when the agent sees the view or its dossiers no more.
///
/// # Errors
/// Anything that fails: the row is tried again later.
pub(super) async fn run(app: &App, job: &Job) -> Result<()> {
    let told: Told = serde_json::from_str(&job.order.payload).context("ligne d'alerte illisible")?;
    let agent = agents::find(&app.db, told.agent).await?.filter(|agent| agent.disabled_at.is_none());
    let Some((agent, cle)) = agent.zip(told.vue.parse().ok()) else { return Ok(()) };
    let grants = agents::grants_of(&app.db, agent.id).await?;
    let Some(view) = vues::find_seen(app, &agent, &grants, cle).await? else { return Ok(()) };
    let rows = list::some(&app.db, &Scope::staff(accounts::queue(app, &grants)), &told.dossiers).await?;
    if rows.is_empty() {
        return Ok(());
    }
    let host = app.config.office_link_host();
    let words = Words {
        prenom: agent.prenom.clone(),
        programme: "Guichet".into(),
        programme_complet: "Le back office des aides d'Audiens".into(),
        lien: format!("{}/vues/{cle}/dossiers", app.config.origin(&host)),
        vue: view.nom,
        total: told.total.to_string(),
        points: rows.iter().map(|row| format!("{} : {}", row.numero, row.etat.libelle())).collect(),
        ..Words::default()
    };
    let worded = wording::word(app, "default", None, "agent_alerte", &words)?;
    let letter = Letter {
        at: app.clock.now(),
        message_id: format!("<{}@{host}>", job.order.id),
        from_nom: "Guichet – Audiens".into(),
        from: format!("ne-pas-repondre@{}", app.config.office_host),
        to: agent.email,
        reply_to: None,
        subject: worded.subject,
        text: worded.text,
        html: worded.html,
    };
    app.mailer.send(&letter).await?;
    Ok(())
}
