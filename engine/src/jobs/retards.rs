//! The daily alert on what is late: when it is due, and what its mail says.

use crate::actions::retards::{late, managed, mine};
use crate::actions::wording::Words;
use crate::adapters::db::agents::{self, Agent};
use crate::adapters::db::list::{self, From, Listing};
use crate::adapters::db::{Scope, charge::Waiting};
use crate::app::App;
use anyhow::Result;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Paris;
use guichet_domain::access::{Grants, Role};
use guichet_domain::calendrier::working_days;
use guichet_domain::filter::{Colonne, Filter, Par, Signe, Tri};
use std::collections::{BTreeMap, BTreeSet};

/// The kind of the job.
pub const KIND: &str = "retards";
/// Hour of the alert, in Paris.
const HOUR: u32 = 7;
/// Dossiers named in one mail: the rest is counted.
const NAMED: u64 = 20;

/// When the alert of a day is due.
pub(super) fn due(day: NaiveDate) -> DateTime<Utc> {
    let local = day.and_time(NaiveTime::from_hms_opt(HOUR, 0, 0).unwrap_or(NaiveTime::MIN));
    Paris.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |instant| instant.to_utc())
}

/// What the mail of an agent says now; `false` when nothing of theirs is late any more.
pub(super) async fn tell(app: &App, agent: &Agent, words: &mut Words) -> Result<bool> {
    let today = app.clock.today();
    let grants = agents::grants_of(&app.db, agent.id).await?;
    let late = late(app, &app.db, today).await?;
    let own: u64 = late.iter().filter(|waiting| mine(waiting, agent.id, &grants)).map(|waiting| waiting.late).sum();
    if own > 0 {
        words.total = own.to_string();
        words.points = named(app, agent, &grants, today).await?;
    }
    words.equipe = team(app, &grants, &late);
    Ok(own > 0 || !words.equipe.is_empty())
}

/// « FUS-2020-000123 : 18 jours ouvrés », the oldest first.
async fn named(app: &App, agent: &Agent, grants: &Grants, today: NaiveDate) -> Result<Vec<String>> {
    let catalogue = app.catalogue();
    let examined = grants.among(catalogue.programmes.keys(), &[Role::Conseiller, Role::Manager]);
    let delais: BTreeMap<_, _> =
        examined.into_iter().filter_map(|id| Some((id.clone(), catalogue.get(id)?.delai))).collect();
    let filter = Filter {
        conseillers: BTreeSet::from([Par::Moi]),
        signes: BTreeSet::from([Signe::Retard]),
        ..Filter::default()
    };
    let tri = Tri { colonne: Colonne::Attend, descendant: true };
    let scope = Scope::staff(delais.keys().cloned().collect());
    let listing = Listing { scope, filter, me: agent.id, today, tri, delais };
    let page = list::page(&app.db, &listing, From::Start, NAMED).await?;
    let days = |row: &list::Row| row.attend_depuis.map_or(0, |depuis| working_days(depuis, today));
    Ok(page.rows.iter().map(|row| format!("{} : {} jours ouvrés", row.numero, days(row))).collect())
}

/// « FUSSAT : 12 dossiers en retard, dont 3 que personne n'instruit », for each programme they manage.
fn team(app: &App, grants: &Grants, late: &[Waiting]) -> Vec<String> {
    let mut by: BTreeMap<_, (u64, u64)> = BTreeMap::new();
    for waiting in late.iter().filter(|waiting| managed(waiting, grants)) {
        let (all, free) = by.entry(&waiting.programme).or_default();
        *all += waiting.late;
        *free += if waiting.agent.is_none() { waiting.late } else { 0 };
    }
    let catalogue = app.catalogue();
    let line = |(programme, (all, free)): (&guichet_domain::ids::ProgrammeId, (u64, u64))| {
        let name = catalogue.get(programme).map_or_else(|| programme.to_string(), |programme| programme.nom.clone());
        let dossiers = if all < 2 { "dossier" } else { "dossiers" };
        format!("{name} : {all} {dossiers} en retard, dont {free} que personne n'instruit")
    };
    by.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::due;
    use chrono::NaiveDate;

    #[test]
    fn the_alert_is_due_at_seven_in_paris_winter_and_summer() {
        let at = |text: &str| due(text.parse::<NaiveDate>().expect("a day")).to_rfc3339();
        assert_eq!(at("2026-11-23"), "2026-11-23T06:00:00+00:00");
        assert_eq!(at("2026-07-01"), "2026-07-01T05:00:00+00:00");
    }
}
