//! What the mail about a dossier says: when it leaves, and before the act that would send it, so that who
//! decides has read it. Addressing and sending are left to the job.

use super::Refused;
use super::decide_dossier::{self, By, Decided};
use super::loaded::{self, Loaded};
use super::wording::{self, Words};
use crate::adapters::db::{Scope, beneficiaires};
use crate::app::App;
use anyhow::Result;
use guichet_domain::dossier::{Decision, Fact, Notice};
use guichet_domain::format;
use guichet_domain::ids::DossierId;

/// A mail as it would leave now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// To whom.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
}

/// What reading a decision's mail over gives.
#[derive(Debug, Clone, PartialEq)]
pub enum Previewed {
    /// The mail; none where the act sends none.
    Mail(Option<Draft>),
    /// The act could not be done: as [`Decided`] says.
    Refused(Decided),
}

/// The mail that a decision would send, without deciding.
///
/// # Errors
/// As [`decide_dossier::decide`].
pub async fn of_decision(
    app: &App,
    scope: &Scope,
    id: DossierId,
    by: By<'_>,
    expected: i32,
    decision: &Decision,
) -> Result<Previewed> {
    let loaded = loaded::load(app, scope, id).await?;
    let change = match decide_dossier::judged(app, &loaded, by, expected, decision)? {
        Ok(change) => change,
        Err(decided) => return Ok(Previewed::Refused(decided)),
    };
    Ok(Previewed::Mail(match change.notices.first() {
        Some(notice) => Some(draft(app, &loaded, *notice, &change.fact).await?),
        None => None,
    }))
}

/// The mail that tells of a fact which changes no state: a message, the bank details asked for.
///
/// # Errors
/// No such dossier in that scope, or the database.
pub async fn of_fact(app: &App, scope: &Scope, id: DossierId, notice: Notice, fact: &Fact) -> Result<Draft> {
    let loaded = loaded::load(app, scope, id).await?;
    draft(app, &loaded, notice, fact).await
}

async fn draft(app: &App, loaded: &Loaded, notice: Notice, fact: &Fact) -> Result<Draft> {
    let programme = &loaded.programme;
    let person = beneficiaires::find(&app.db, &programme.id, loaded.row.beneficiaire).await?;
    let person = person.ok_or(Refused::NotFound)?;
    let words = words(app, loaded, &person.prenom, Some(fact));
    let worded = wording::word(app, &programme.theme, Some(programme), notice.code(), &words)?;
    Ok(Draft { to: person.email, subject: worded.subject, text: worded.text })
}

/// What a mail about a dossier may tell.
#[must_use]
pub(crate) fn words(app: &App, loaded: &Loaded, prenom: &str, fact: Option<&Fact>) -> Words {
    let programme = &loaded.programme;
    let origin = app.config.origin(&app.config.programme_host(programme));
    let mut words = Words {
        prenom: prenom.to_owned(),
        numero: loaded.row.numero.clone(),
        lien: format!("{origin}/dossiers/{}", loaded.row.id),
        ..Words::of(programme)
    };
    if let Some(fact) = fact {
        tell(&mut words, loaded, fact);
    }
    words
}

/// What happened, in the words of the dossier's own rules.
fn tell(words: &mut Words, loaded: &Loaded, fact: &Fact) {
    let version = &loaded.version;
    match fact {
        Fact::Complement { message, pieces, champs } => {
            words.message.clone_from(message);
            let pieces =
                pieces.iter().filter_map(|piece| version.piece(piece.as_str())).map(|piece| piece.libelle.clone());
            let champs =
                champs.iter().filter_map(|champ| version.champ(champ.as_str())).map(|champ| champ.libelle.clone());
            words.points = pieces.chain(champs).collect();
        }
        Fact::Validation { montants, .. } => {
            let given = montants
                .iter()
                .filter_map(|accord| Some((version.aide(accord.aide.as_str())?.libelle.clone(), accord.centimes)));
            words.montants = given.map(|(libelle, centimes)| (libelle, format::centimes(centimes))).collect();
            words.total = format::centimes(montants.iter().map(|accord| accord.centimes).sum());
            words.versement_manque = loaded.versement_manque();
        }
        Fact::Refus { motif, message } => {
            words.motif = version.motif(motif.as_str()).map(|motif| motif.libelle.clone()).unwrap_or_default();
            words.message.clone_from(message);
        }
        Fact::Paiement { le, reference } => {
            words.le = format::date(*le);
            words.reference.clone_from(reference);
            words.total = format::centimes(loaded.row.total_centimes.unwrap_or(0));
        }
        // Why staff reopened a dossier stays among them.
        Fact::Rejet { raison } => words.message.clone_from(raison),
        Fact::Versement { message } | Fact::Message { message } => words.message.clone_from(message),
        _ => {}
    }
}
