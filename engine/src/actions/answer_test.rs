//! The test of eligibility, before any account: answers kept under the token of a cookie, so that the
//! verdict is still there at registration.

use super::Refused;
use crate::adapters::db::essais::{self, Essai as Row, Saved};
use crate::adapters::db::versions;
use crate::adapters::secret::{self, Token};
use crate::app::App;
use anyhow::{Context, Result, anyhow};
use chrono::NaiveDate;
use guichet_domain::field::{self, Typed};
use guichet_domain::form::{self, Reading};
use guichet_domain::ids::{ChampId, EssaiId};
use guichet_domain::programme::{Programme, Version};
use guichet_domain::value::Answers;
use guichet_domain::verdict::{self, Verdict};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A test under way.
#[derive(Debug, Clone)]
pub struct Essai {
    /// The rules it is under: those of its first day.
    pub version: Arc<Version>,
    /// What was answered.
    pub answers: Answers,
    /// The day of the request it is judged by.
    pub demande: NaiveDate,
    /// Champs answered by « Je ne sais pas ».
    pub skipped: BTreeSet<ChampId>,
    row: Row,
    /// Begun, and not yet stored.
    fresh: bool,
}

/// How the answers of a test are stored.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Stored {
    reponses: serde_json::Value,
    passees: BTreeSet<ChampId>,
}

impl Essai {
    /// What the rules say so far; questions that were skipped are not asked again.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let mut verdict = verdict::judge(&self.version, &self.answers, self.demande);
        verdict.questions.retain(|champ| !self.skipped.contains(champ));
        verdict
    }
}

/// The test of that cookie, if it is still under rules that are served.
///
/// # Errors
/// The database, or answers that cannot be read.
pub async fn current(app: &App, programme: &Programme, essai: Option<&str>) -> Result<Option<Essai>> {
    let Some(raw) = essai else { return Ok(None) };
    let row = essais::find(&app.db, &programme.id, &secret::hash(raw)).await?;
    // Once somebody registered with it, a test is a proof: the next visitor of this browser begins anew.
    let Some(row) = row.filter(|row| row.beneficiaire.is_none()) else { return Ok(None) };
    // A test begun under rules that changed meanwhile starts again: its questions may be others.
    let Some((version, _)) = app.rules(programme).filter(|(version, _)| version.hash == row.saved.version_hash) else {
        return Ok(None);
    };
    let stored: Stored = serde_json::from_str(&row.saved.reponses).context("réponses d'un test illisibles")?;
    let answers = field::answers_from_json(&version, &stored.reponses)
        .map_err(|faults| anyhow!("réponses d'un test hors des règles : {faults:?}"))?;
    Ok(Some(Essai { version, answers, demande: row.saved.demande, skipped: stored.passees, row, fresh: false }))
}

/// Answers some questions; gives the token for the cookie, the test as it now is, and what is wrong with the
/// answers.
///
/// # Errors
/// Somebody registered with it meanwhile, or the database.
pub async fn answer(
    app: &App,
    programme: &Programme,
    essai: Option<&str>,
    typed: &Typed,
    asked: &[ChampId],
) -> Result<(String, Essai, Result<(), Reading>)> {
    let (raw, mut essai) = current_or_new(app, programme, essai).await?;
    let asked: Vec<ChampId> = asked.iter().filter(|champ| essai.version.test.contains(champ)).cloned().collect();
    let reading = form::read_form(&essai.version, &asked, typed, &essai.answers, essai.demande);
    essai.answers = reading.answers.clone();
    essai.skipped.retain(|champ| essai.answers.get(champ.as_str()).is_none());
    if !save(app, &essai).await? {
        return Err(Refused::NotFound.into());
    }
    let outcome = if reading.faults.is_empty() { Ok(()) } else { Err(reading) };
    Ok((raw, essai, outcome))
}

/// « Je ne sais pas » : the question is left open and not asked again.
///
/// # Errors
/// The database.
pub async fn skip(app: &App, programme: &Programme, essai: Option<&str>, champ: &ChampId) -> Result<String> {
    let (raw, mut essai) = current_or_new(app, programme, essai).await?;
    if essai.version.test.contains(champ) {
        essai.answers.clear(champ.as_str());
        essai.skipped.insert(champ.clone());
        save(app, &essai).await?;
    }
    Ok(raw)
}

/// Back to a question: its answer and those after it, in the order of the test, are asked again.
///
/// # Errors
/// The database.
pub async fn back(app: &App, programme: &Programme, essai: Option<&str>, champ: &ChampId) -> Result<()> {
    let Some(mut essai) = current(app, programme, essai).await? else { return Ok(()) };
    let Some(place) = essai.version.test.iter().position(|asked| asked == champ) else { return Ok(()) };
    for later in &essai.version.test[place..] {
        essai.answers.clear(later.as_str());
        essai.skipped.remove(later);
    }
    save(app, &essai).await?;
    Ok(())
}

/// Forgets every answer.
///
/// # Errors
/// The database.
pub async fn restart(app: &App, programme: &Programme, essai: Option<&str>) -> Result<()> {
    let Some(mut essai) = current(app, programme, essai).await? else { return Ok(()) };
    essai.answers = Answers::default();
    essai.skipped.clear();
    save(app, &essai).await?;
    Ok(())
}

async fn current_or_new(app: &App, programme: &Programme, essai: Option<&str>) -> Result<(String, Essai)> {
    if let (Some(raw), Some(essai)) = (essai, current(app, programme, essai).await?) {
        return Ok((raw.to_owned(), essai));
    }
    let (version, demande) = app
        .rules(programme)
        .ok_or_else(|| Refused::Because("Ce programme n'a pas encore de règles en vigueur.".into()))?;
    let now = app.clock.now();
    let token = Token::new();
    let row = Row {
        id: EssaiId(uuid::Uuid::now_v7()),
        token_hash: token.hash,
        programme: programme.id.clone(),
        saved: Saved {
            version_hash: version.hash.clone(),
            version_du: version.du,
            demande,
            reponses: String::new(),
            verdict: None,
            updated_at: now,
        },
        created_at: now,
        beneficiaire: None,
    };
    versions::keep_once(&app.db, &app.versions, &programme.id, &version, now).await?;
    let (answers, skipped) = (Answers::default(), BTreeSet::new());
    Ok((token.raw, Essai { version, answers, demande, skipped, row, fresh: true }))
}

/// Writes the test; `false` when somebody registered with it meanwhile.
async fn save(app: &App, essai: &Essai) -> Result<bool> {
    let stored =
        Stored { reponses: field::answers_to_json(&essai.version, &essai.answers), passees: essai.skipped.clone() };
    let saved = Saved {
        reponses: serde_json::to_string(&stored)?,
        verdict: Some(serde_json::to_string(&essai.verdict())?),
        updated_at: app.clock.now(),
        ..essai.row.saved.clone()
    };
    if essai.fresh {
        essais::insert(&app.db, &Row { saved, ..essai.row.clone() }).await?;
        return Ok(true);
    }
    Ok(essais::save(&app.db, &essai.row.programme, &essai.row.token_hash, &saved).await?)
}

/// The answers and the verdict of the test a bénéficiaire took before registering.
///
/// # Errors
/// Answers that cannot be read.
pub fn kept(row: &Row, version: &Version) -> Result<(Answers, Option<String>)> {
    let stored: Stored = serde_json::from_str(&row.saved.reponses).context("réponses d'un test illisibles")?;
    // Under other rules some answers may no longer fit: those that do are kept, the rest is asked.
    let answers = field::answers_that_fit(version, &stored.reponses);
    Ok((answers, row.saved.verdict.clone()))
}
