//! A dossier that lives its life through the actions that serve everybody, the clock moved back to
//! each moment. What happens and when is decided by `fate` and `calendar`.

mod beneficiaire;
mod messages;
mod staff;

use super::cast::{Cast, Member};
use super::chance::Chance;
use super::fate::{Fate, Step};
use super::person::Person;
use crate::actions::loaded::{self, Loaded};
use crate::adapters::db::beneficiaires::Beneficiaire;
use crate::adapters::db::{self, Scope};
use crate::app::App;
use anyhow::{Context, Result, ensure};
use chrono::{DateTime, Utc};
use guichet_domain::ids::{DossierId, PieceId};
use guichet_domain::programme::Programme;
use guichet_domain::value::Answers;
use std::sync::Arc;

/// A life to be lived.
pub(super) struct Life {
    /// In which programme.
    pub(super) programme: Arc<Programme>,
    /// Whose.
    pub(super) person: Person,
    /// Every answer of the form, and the day they were drawn for.
    pub(super) answers: Answers,
    /// What happens.
    pub(super) fate: Fate,
    /// When: the opening, then each step.
    pub(super) moments: Vec<DateTime<Utc>>,
}

/// A life while it is lived.
struct Stage<'a> {
    app: &'a App,
    cast: &'a Cast,
    conseiller: &'a Member,
    life: &'a Life,
    id: DossierId,
    own: Scope,
    staff: Scope,
    /// The pièce that was asked again.
    asked: Option<PieceId>,
}

/// Lives it; the clock is left where it ended.
///
/// # Errors
/// An act that is refused, which a sample must never be; the database.
pub(super) async fn live(
    app: &App,
    cast: &Cast,
    life: &Life,
    password_hash: &str,
    chance: &mut Chance,
) -> Result<DossierId> {
    let opened = life.moments[0];
    app.clock.set(opened);
    let account = beneficiaire::register(app, life, password_hash, opened).await?;
    let id = beneficiaire::open(app, life, &account).await?;
    let mut stage = Stage {
        app,
        cast,
        conseiller: cast.conseiller(&life.programme.id, chance.percent(30)),
        life,
        id,
        own: own(&account),
        staff: Scope::programme(life.programme.id.clone()),
        asked: None,
    };
    for (step, moment) in life.fate.steps.iter().zip(&life.moments[1..]) {
        app.clock.set(*moment);
        stage.take(*step, chance).await.with_context(|| format!("{} {step:?} le {moment}", life.programme.id))?;
    }
    let loaded = stage.load().await?;
    ensure!(
        loaded.row.etat == life.fate.end,
        "{} finit {:?} au lieu de {:?}",
        loaded.row.numero,
        loaded.row.etat,
        life.fate.end
    );
    db::dossiers::mark_sample(&app.db, &stage.staff, id).await?;
    Ok(id)
}

impl Stage<'_> {
    async fn take(&mut self, step: Step, chance: &mut Chance) -> Result<()> {
        match step {
            Step::Begin => beneficiaire::fill(self, Some(2)).await,
            Step::Fill => beneficiaire::fill(self, None).await,
            Step::FirstPapers => beneficiaire::deposit(self, 2, chance).await,
            Step::Papers => beneficiaire::deposit(self, usize::MAX, chance).await,
            Step::Submit => beneficiaire::submit(self).await,
            Step::Reply => beneficiaire::reply(self, chance).await,
            Step::Again => beneficiaire::deposit_again(self, chance).await,
            Step::Bank => beneficiaire::bank(self, chance).await,
            Step::GiveUp => beneficiaire::give_up(self).await,
            Step::Assign => staff::assign(self).await,
            Step::Write => staff::write(self, chance).await,
            Step::Ask => staff::ask(self, chance).await,
            Step::Validate => staff::validate(self, self.conseiller, staff::Sums::Proposed).await,
            Step::ValidateLess => staff::validate(self, self.conseiller, staff::Sums::Less).await,
            Step::Confirm => staff::validate(self, &self.cast.manager, staff::Sums::Given).await,
            Step::Refuse => staff::refuse(self, self.conseiller).await,
            Step::Overrule => staff::refuse(self, &self.cast.manager).await,
            Step::SendBack => staff::send_back(self).await,
            Step::AskBank => staff::ask_bank(self).await,
            Step::Pay => staff::pay(self).await,
            Step::Bounce => staff::bounce(self).await,
        }
    }

    async fn load(&self) -> Result<Loaded> {
        loaded::load(self.app, &self.staff, self.id).await
    }
}

fn own(account: &Beneficiaire) -> Scope {
    Scope::own(account.programme.clone(), account.id)
}
