//! `/charge`: who has how much to do, mine first, then what nobody has.

use crate::actions::retards::limits;
use crate::adapters::db::agents::{self, Agent};
use crate::adapters::db::charge::{self, Decided, Waiting};
use crate::app::App;
use crate::web::address::encode;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::office::parts::{Choice, count};
use crate::web::office::staff::{self, full_name};
use crate::web::page;
use axum::extract::{Query, State};
use axum::response::Response;
use chrono::{NaiveDate, TimeDelta};
use guichet_domain::access::{Grants, Role};
use guichet_domain::calendrier::working_days;
use guichet_domain::filter::{Between, Filter, Par, Signe};
use guichet_domain::format;
use guichet_domain::ids::{AgentId, ProgrammeId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web::office) struct Asked {
    programme: String,
}

#[derive(Serialize)]
struct ChargePage {
    programmes: Vec<Choice>,
    lignes: Vec<Line>,
    total: Line,
    /// Whether one may share dossiers out.
    repartir: bool,
}

#[derive(Serialize)]
struct Line {
    nom: String,
    moi: bool,
    attend: u64,
    attend_href: String,
    retard: u64,
    retard_href: String,
    /// « 18 jours ouvrés »; nothing when nothing waits.
    ancien: String,
    jour: u64,
    semaine: u64,
    mois: u64,
}

/// The page, in two statements over the dossiers whatever their number.
pub(in crate::web::office) async fn show(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let today = app.clock.today();
    let mut limits = limits(&app, today);
    limits.retain(|programme, _| visit.grants.examines(programme));
    let catalogue = app.catalogue();
    let named = limits.keys().filter_map(|id| catalogue.get(id)).collect::<Vec<_>>();
    let chosen = named.iter().map(|programme| programme.id.clone()).find(|id| id.as_str() == asked.programme);
    if let Some(chosen) = &chosen {
        limits.retain(|programme, _| programme == chosen);
    }
    let scope = crate::adapters::db::Scope::staff(limits.keys().cloned().collect());
    let waiting = charge::waiting(&app.db, &scope, &limits).await?;
    let now = app.clock.now();
    let since = [format::debut_du_jour(today), now - TimeDelta::days(7), now - TimeDelta::days(30)];
    let decided = charge::decided(&app.db, &scope, since).await?;
    let team = Team {
        agents: agents::list(&app.db).await?,
        grants: agents::all_grants(&app.db).await?,
        programmes: limits.keys().cloned().collect(),
        me: visit.agent.id,
        chosen: chosen.clone(),
        today,
    };
    let choice = |programme: &Arc<guichet_domain::programme::Programme>| {
        Choice::new(programme.id.as_str(), &programme.nom, Some(&programme.id) == chosen.as_ref())
    };
    let page = ChargePage {
        programmes: named.iter().map(choice).collect(),
        lignes: team.lines(&waiting, &decided),
        total: team.total(&waiting, &decided),
        repartir: !staff::desk(&app, &visit).manager.is_empty(),
    };
    page::show(&app, &visit.visit, "office/equipe/charge.html", &page)
}

/// Whose load is told, over which programmes.
struct Team {
    agents: Vec<Agent>,
    grants: BTreeMap<AgentId, Grants>,
    programmes: BTreeSet<ProgrammeId>,
    me: AgentId,
    chosen: Option<ProgrammeId>,
    today: NaiveDate,
}

impl Team {
    /// Mine, then colleagues who examine or still hold something, then what nobody has.
    fn lines(&self, waiting: &[Waiting], decided: &BTreeMap<AgentId, Decided>) -> Vec<Line> {
        let here = self.agents.iter().filter(|agent| self.counts(agent, waiting));
        let (me, others): (Vec<&Agent>, Vec<&Agent>) = here.partition(|agent| agent.id == self.me);
        let of = |agent: &&Agent| {
            let who = if agent.id == self.me { Par::Moi } else { Par::Agent(agent.email_key.clone()) };
            let name = if agent.id == self.me { "Vous".to_owned() } else { full_name(agent) };
            self.line(name, Some(who), waiting, |one| one.agent == Some(agent.id), decided.get(&agent.id).copied())
        };
        let mut lines: Vec<Line> = me.iter().chain(&others).map(of).collect();
        lines.push(self.line("Personne".into(), Some(Par::Personne), waiting, |one| one.agent.is_none(), None));
        lines
    }

    fn total(&self, waiting: &[Waiting], decided: &BTreeMap<AgentId, Decided>) -> Line {
        let sum = decided.values().fold(Decided::default(), |sum, one| Decided {
            today: sum.today + one.today,
            week: sum.week + one.week,
            month: sum.month + one.month,
        });
        self.line("Ensemble".into(), None, waiting, |_| true, Some(sum))
    }

    fn counts(&self, agent: &Agent, waiting: &[Waiting]) -> bool {
        let examines = self
            .grants
            .get(&agent.id)
            .is_some_and(|grants| self.programmes.iter().any(|programme| grants.has(programme, Role::Conseiller)));
        let present = examines && agent.disabled_at.is_none();
        present || waiting.iter().any(|one| one.agent == Some(agent.id))
    }

    fn line(
        &self,
        nom: String,
        who: Option<Par>,
        waiting: &[Waiting],
        whose: impl Fn(&Waiting) -> bool,
        decided: Option<Decided>,
    ) -> Line {
        let own: Vec<&Waiting> = waiting.iter().filter(|one| whose(one)).collect();
        let oldest = own.iter().map(|one| one.oldest).min();
        let days = oldest.map(|oldest| u64::from(working_days(oldest, self.today)));
        let decided = decided.unwrap_or_default();
        Line {
            moi: who == Some(Par::Moi),
            nom,
            attend: own.iter().map(|one| one.waiting).sum(),
            attend_href: self.list(who.clone(), false),
            retard: own.iter().map(|one| one.late).sum(),
            retard_href: self.list(who, true),
            ancien: days.map(|days| count(days, "jour ouvré", "jours ouvrés")).unwrap_or_default(),
            jour: decided.today,
            semaine: decided.week,
            mois: decided.month,
        }
    }

    /// The queue of what was counted.
    fn list(&self, who: Option<Par>, late: bool) -> String {
        let filter = Filter {
            programmes: self.chosen.iter().cloned().collect(),
            conseillers: who.into_iter().collect(),
            attend: Between { min: (!late).then_some(0), max: None },
            signes: late.then_some(Signe::Retard).into_iter().collect(),
            ..Filter::default()
        };
        format!("/dossiers?q={}", encode(&filter.text()))
    }
}
