//! Who else looks at the dossier, since when.

use crate::actions::look::{Looked, look};
use crate::adapters::db::dossiers;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::staff::{self, People};
use axum::Json;
use axum::extract::{Path, State};
use chrono::{DateTime, Utc};
use guichet_domain::dossier::Lecture;
use guichet_domain::ids::AgentId;
use serde::Serialize;
use std::sync::Arc;

/// « Nadia Benali regarde ce dossier », « depuis 2 min »; both empty when nobody does.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(in crate::web::office) struct Presence {
    qui: String,
    depuis: String,
}

/// The page is still looked at: who else looks now.
pub(in crate::web::office) async fn beat(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Json<Presence>, Error> {
    let scope = staff::scope(&app, &visit);
    let row = dossiers::find(&app.db, &scope, staff::id(&id)?).await?.ok_or(Error::NotFound)?;
    let seen = posted.one("lu").parse().unwrap_or(0);
    let looked = look(&app, &scope, &row, visit.agent.id, seen).await?;
    Ok(Json(of(&looked, &People::read(&app).await?, app.clock.now())))
}

/// The others, in a sentence.
pub(super) fn of(looked: &Looked, people: &People, now: DateTime<Utc>) -> Presence {
    told(&looked.others, |id| people.name(id), now)
}

fn told(others: &[(AgentId, Lecture)], name: impl Fn(AgentId) -> String, now: DateTime<Utc>) -> Presence {
    let Some((last, first)) = others.split_last() else { return Presence::default() };
    let names: Vec<String> = first.iter().map(|(id, _)| name(*id)).collect();
    let (who, verb) = match names.is_empty() {
        true => (name(last.0), "regarde"),
        false => (format!("{} et {}", names.join(", "), name(last.0)), "regardent"),
    };
    let longest = others.iter().map(|(_, lecture)| lecture.minutes(now)).max().unwrap_or(0);
    let since =
        if longest == 0 { "depuis moins d’une minute".to_owned() } else { format!("depuis {longest}\u{a0}min") };
    Presence { qui: format!("{who} {verb} ce dossier"), depuis: since }
}

#[cfg(test)]
mod tests {
    use super::{Presence, told};
    use chrono::{DateTime, TimeDelta, Utc};
    use guichet_domain::dossier::Lecture;
    use guichet_domain::ids::AgentId;
    use uuid::Uuid;

    #[test]
    fn who_looks_is_told_in_a_sentence() {
        let start = DateTime::<Utc>::UNIX_EPOCH;
        let look = |id: u128, minutes: i64| {
            (AgentId(Uuid::from_u128(id)), Lecture::of(None, 1, start - TimeDelta::minutes(minutes)))
        };
        let name = |id: AgentId| ["", "Nadia", "Paul", "Inès"][usize::try_from(id.0.as_u128()).unwrap_or(0)].to_owned();
        let said = |others: &[(AgentId, Lecture)]| {
            let Presence { qui, depuis } = told(others, name, start);
            format!("{qui} {depuis}").trim().to_owned()
        };
        assert_eq!(said(&[]), "");
        assert_eq!(said(&[look(1, 0)]), "Nadia regarde ce dossier depuis moins d’une minute");
        let three = [look(1, 7), look(2, 3), look(3, 0)];
        assert_eq!(said(&three), "Nadia, Paul et Inès regardent ce dossier depuis 7\u{a0}min");
    }
}
