//! Working together on a dossier's page: who else looks, what changed since one last did, and the notes.

mod ecarts;
mod notes;
pub(in crate::web::office) mod presence;

use super::formulaires::Draft;
use super::read::Read;
use crate::actions::look::look;
use crate::adapters::db::depots;
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::office::staff;
use ecarts::Changes;
use notes::NotesView;
use presence::Presence;
use serde::Serialize;

/// What the page shows of it.
#[derive(Serialize)]
pub(super) struct Together {
    presence: Presence,
    ecarts: Vec<Changes>,
    notes: NotesView,
}

/// Of a dossier as it was read; that it was is noted.
pub(super) async fn view(app: &App, visit: &AgentVisit, read: &Read, draft: Option<&Draft>) -> Result<Together, Error> {
    let scope = staff::scope(app, visit);
    let row = &read.loaded.row;
    let looked = look(app, &scope, row, visit.agent.id, read.seq()).await?;
    let depots = depots::of_dossier(&app.db, &scope, row.id).await?;
    Ok(Together {
        presence: presence::of(&looked, &read.people, app.clock.now()),
        ecarts: ecarts::of(app, read, &depots, looked.mine.before, visit.agent.id)?,
        notes: notes::view(read, draft),
    })
}
