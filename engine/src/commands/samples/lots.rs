//! The lots de versement of the samples: one that the bank paid but for a line, one that was closed,
//! and one still being prepared.

use super::cast::Cast;
use crate::actions::lots::prepare::{Chosen, Opened, open};
use crate::actions::lots::reject::{Motif, reject};
use crate::actions::lots::{Acted, On, close, pay, transmit};
use crate::adapters::db::lots as rows;
use crate::adapters::db::{Scope, agents::Agent};
use crate::app::App;
use anyhow::{Context, Result, bail};
use chrono::{DateTime, TimeDelta, Utc};
use guichet_domain::access::Grants;
use guichet_domain::ids::{LotId, ProgrammeId};

/// How far a lot of the samples goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The bank paid it, but for a line whose account is closed.
    Paid,
    /// Another person closed it.
    Closed,
    /// It is being prepared.
    Open,
}

/// Each with its lines and the hours since it was prepared; some dossiers stay to be paid.
const LOTS: [(Step, usize, i64); 3] = [(Step::Paid, 3, 30), (Step::Closed, 2, 6), (Step::Open, 2, 2)];

/// Makes them, where a programme has enough dossiers to pay.
///
/// # Errors
/// An act that is refused, or the database.
pub(super) async fn seed(app: &App, cast: &Cast, programmes: &[ProgrammeId], now: DateTime<Utc>) -> Result<()> {
    for (step, lines, hours) in LOTS {
        for programme in programmes {
            let scope = Scope::programme(programme.clone());
            let ready = rows::ready(&app.db, &scope, programme, u64::try_from(lines)? + 1).await?;
            if ready.len() > lines {
                let chosen = Chosen::These(ready.into_iter().take(lines).collect());
                let case = Case { app, cast, scope: &scope, programme, began: now - TimeDelta::hours(hours) };
                case.make(step, &chosen).await?;
                break;
            }
        }
    }
    app.clock.set(now);
    Ok(())
}

/// A lot to be made.
struct Case<'a> {
    app: &'a App,
    cast: &'a Cast,
    scope: &'a Scope,
    programme: &'a ProgrammeId,
    began: DateTime<Utc>,
}

impl Case<'_> {
    /// Prepared by one, closed by another, given to the bank, paid but for one line.
    async fn make(&self, step: Step, chosen: &Chosen) -> Result<()> {
        let Self { app, cast, scope, .. } = self;
        let (conseil, manager) = (cast.conseiller(self.programme, false), &cast.manager);
        self.after(0);
        let by = (&conseil.agent, &conseil.grants);
        let lot = opened(open(app, scope, self.programme, chosen, by, true).await?)?.lot;
        if step == Step::Open {
            return Ok(());
        }
        self.after(3);
        let by = on(app, scope, lot, &manager.agent, &manager.grants).await?;
        let execution = Some(app.clock.today());
        // What the samples share with each other is looked at like any other; without an account that pays, it
        // stays open.
        let closed = close::close(app, scope, by, execution, "Vérifié avec les pièces des dossiers.").await?;
        if closed != Acted::Done(()) || step == Step::Closed {
            return Ok(());
        }
        self.after(4);
        done(transmit::transmit(app, scope, on(app, scope, lot, &manager.agent, &manager.grants).await?).await?)?;
        self.after(27);
        let found = rows::find(&app.db, scope, lot).await?.context("le lot d'exemple a disparu")?;
        let first = rows::lignes(&app.db, &found).await?.first().map(|ligne| ligne.dossier).context("un lot vide")?;
        let motif = Motif { code: "AC04".to_owned(), texte: String::new() };
        done(reject(app, scope, on(app, scope, lot, &conseil.agent, &conseil.grants).await?, first, &motif).await?)?;
        let by = on(app, scope, lot, &conseil.agent, &conseil.grants).await?;
        done(pay::record(app, scope, by, pay::Which::All, app.clock.today(), &found.numero).await?)
    }

    /// Moves the clock on, so many hours after it was prepared.
    fn after(&self, hours: i64) {
        self.app.clock.set(self.began + TimeDelta::hours(hours));
    }
}

async fn on<'a>(app: &App, scope: &Scope, lot: LotId, agent: &'a Agent, grants: &'a Grants) -> Result<On<'a>> {
    let lot = rows::find(&app.db, scope, lot).await?.context("le lot d'exemple a disparu")?;
    Ok(On { lot: lot.id, version: lot.version, agent, grants })
}

fn opened(acted: Acted<Opened>) -> Result<Opened> {
    match acted {
        Acted::Done(opened) => Ok(opened),
        other => bail!("lot d'exemple refusé : {other:?}"),
    }
}

fn done(acted: Acted) -> Result<()> {
    match acted {
        Acted::Done(()) => Ok(()),
        other => bail!("lot d'exemple refusé : {other:?}"),
    }
}
