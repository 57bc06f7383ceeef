//! The lots de versement of the samples: one that the bank paid but for a line, and one still open.

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

/// Lines of the lot that was paid: the others of its programme stay to be paid.
const PAID: usize = 4;

/// Makes them, where a programme has enough dossiers to pay.
///
/// # Errors
/// An act that is refused, or the database.
pub(super) async fn seed(app: &App, cast: &Cast, programmes: &[ProgrammeId], now: DateTime<Utc>) -> Result<()> {
    let mut left = programmes.iter();
    for programme in left.by_ref() {
        let scope = Scope::programme(programme.clone());
        let ready = rows::ready(&app.db, &scope, programme, u64::try_from(PAID)? * 2).await?;
        if ready.len() > PAID {
            app.clock.set(now - TimeDelta::hours(30));
            let chosen = Chosen::These(ready.into_iter().take(PAID).collect());
            paid(app, cast, &scope, programme, &chosen, now).await?;
            break;
        }
    }
    for programme in left {
        let scope = Scope::programme(programme.clone());
        let ready = rows::ready(&app.db, &scope, programme, u64::try_from(PAID)?).await?;
        if ready.len() > 1 {
            app.clock.set(now - TimeDelta::hours(2));
            let conseil = cast.conseiller(programme, false);
            opened(
                open(app, &scope, programme, &Chosen::These(ready), (&conseil.agent, &conseil.grants), true).await?,
            )?;
            break;
        }
    }
    app.clock.set(now);
    Ok(())
}

/// Prepared by one, closed by another, paid but for one line whose account is closed.
async fn paid(
    app: &App,
    cast: &Cast,
    scope: &Scope,
    programme: &ProgrammeId,
    chosen: &Chosen,
    now: DateTime<Utc>,
) -> Result<()> {
    let (conseil, manager) = (cast.conseiller(programme, false), &cast.manager);
    let lot = opened(open(app, scope, programme, chosen, (&conseil.agent, &conseil.grants), true).await?)?.lot;
    app.clock.set(now - TimeDelta::hours(27));
    let execution = Some(app.clock.today());
    let on = on(app, scope, lot, &manager.agent, &manager.grants).await?;
    // What the samples share with each other is looked at like any other.
    if !matches!(
        close::close(app, scope, on, execution, "Vérifié avec les pièces des dossiers.").await?,
        Acted::Done(())
    ) {
        return Ok(());
    }
    app.clock.set(now - TimeDelta::hours(26));
    done(transmit::transmit(app, scope, self::on(app, scope, lot, &manager.agent, &manager.grants).await?).await?)?;
    app.clock.set(now - TimeDelta::hours(3));
    let found = rows::find(&app.db, scope, lot).await?.context("le lot d'exemple a disparu")?;
    let first = rows::lignes(&app.db, &found).await?.first().map(|ligne| ligne.dossier).context("un lot vide")?;
    let motif = Motif { code: "AC04".to_owned(), texte: String::new() };
    let by = self::on(app, scope, lot, &conseil.agent, &conseil.grants).await?;
    done(reject(app, scope, by, first, &motif).await?)?;
    let by = self::on(app, scope, lot, &conseil.agent, &conseil.grants).await?;
    done(pay::record(app, scope, by, pay::Which::All, app.clock.today(), &found.numero).await?)
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
