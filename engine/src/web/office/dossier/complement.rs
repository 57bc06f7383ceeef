//! `/dossiers/{dossier}/complement`: composes what is asked of the bénéficiaire. The reasons given for
//! each pièce come first in the message; sending it is left to `actes::complements`.

use super::super::liste::rang::Rang;
use super::super::parts::{Choice, Fault, Field};
use super::super::staff::{self, acteur_code};
use super::head::{Head, Lecture};
use super::mail::MailView;
use super::pieces::{self, Numbered};
use super::place::{called, goes_on, here};
use super::read::{self, Read};
use super::show::Asked;
use super::textes::{self, TexteView};
use crate::actions::{Refused, letters};
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::page;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use guichet_domain::dossier::{Acte, Acteur, Examen, Problem, Regard, acts, sentence};
use guichet_domain::ids::DossierId;
use guichet_domain::programme::{Champ, Usage, Version};
use guichet_domain::{field, format};
use http::StatusCode;
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct ComplementPage {
    entete: Head,
    lecture: Lecture,
    acteur: &'static str,
    retour: String,
    rang: Option<(u64, u64)>,
    fautes: Vec<Fault>,
    /// Those accepted come last.
    pieces: Vec<PieceChoice>,
    /// How many of them are accepted, and asked only on purpose.
    acceptees: usize,
    champs: Vec<ChampChoice>,
    message: Field,
    textes: Vec<TexteView>,
    apercu: Option<MailView>,
    suivant_id: Option<String>,
    suivant_nom: String,
    /// Whether « et suivant » is checked.
    enchaine: bool,
}

#[derive(Serialize)]
struct PieceChoice {
    key: String,
    libelle: String,
    mot: &'static str,
    icone: &'static str,
    genre: &'static str,
    /// Who refused it, when.
    par: String,
    checked: bool,
    /// Accepted, and not checked.
    repliee: bool,
    motifs: Vec<Choice>,
    precision: String,
}

#[derive(Serialize)]
struct ChampChoice {
    key: String,
    libelle: String,
    valeur: String,
    checked: bool,
}

/// The empty form.
pub(in crate::web::office) async fn show(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    draw(StatusCode::OK, &app, &visit, staff::id(&id)?, &asked, Filled::default()).await
}

/// The form as it was filled in, with the mail that it would send.
pub(in crate::web::office) async fn read_over(
    app: &App,
    visit: &AgentVisit,
    id: DossierId,
    posted: &Posted,
    mail: Option<letters::Draft>,
) -> Result<Response, Error> {
    let filled = Filled { posted: Some(posted), mail: mail.map(|mail| MailView::of(Some(mail))), ..Filled::default() };
    draw(StatusCode::OK, app, visit, id, &Asked::within(posted), filled).await
}

/// The form as it was filled in, to go on with it.
pub(in crate::web::office) async fn go_on(
    app: &App,
    visit: &AgentVisit,
    id: DossierId,
    posted: &Posted,
) -> Result<Response, Error> {
    let filled = Filled { posted: Some(posted), ..Filled::default() };
    draw(StatusCode::OK, app, visit, id, &Asked::within(posted), filled).await
}

/// The form as it was filled in, to correct it.
pub(in crate::web::office) async fn correct(
    app: &App,
    visit: &AgentVisit,
    id: DossierId,
    posted: &Posted,
    problems: &[Problem],
) -> Result<Response, Error> {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let filled = Filled { posted: Some(posted), problems, mail: None };
    draw(status, app, visit, id, &Asked::within(posted), filled).await
}

/// The message with the reasons of each pièce before it.
pub(in crate::web::office) fn message(version: &Version, posted: &Posted) -> String {
    let reason = |id: &String| {
        let piece = version.piece(id)?;
        let told = [posted.trimmed(&format!("motif.{id}")), posted.trimmed(&format!("precision.{id}"))];
        let told: Vec<String> = told.into_iter().filter(|text| !text.is_empty()).map(sentence).collect();
        (!told.is_empty()).then(|| format!("{} : {}", piece.libelle, told.join(" ")))
    };
    let reasons: Vec<String> = posted.all("piece").iter().filter_map(reason).collect();
    let own = posted.trimmed("message");
    let parts = [reasons.join("\n"), own.to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// What the page gives back of a form already filled in.
#[derive(Default)]
struct Filled<'a> {
    posted: Option<&'a Posted>,
    problems: &'a [Problem],
    /// The mail it would send, when it was asked for.
    mail: Option<MailView>,
}

async fn draw(
    status: StatusCode,
    app: &App,
    visit: &AgentVisit,
    id: DossierId,
    asked: &Asked,
    filled: Filled<'_>,
) -> Result<Response, Error> {
    let Filled { posted, problems, mail } = filled;
    let mut read = read::read(app, visit, id, &asked.liste).await?;
    read.rang = Rang::parse(&asked.rang);
    let acteur = asker(&read)?;
    let version = &read.loaded.version;
    let numbered = pieces::numbered(&read);
    let refused = asked_of(&numbered);
    let filled = posted.unwrap_or(&refused);
    let after = read.after.as_ref();
    let mut choices: Vec<PieceChoice> = numbered.iter().map(|piece| piece_choice(&read, piece, filled)).collect();
    choices.sort_by_key(|piece| piece.repliee);
    let page = ComplementPage {
        entete: Head::of(&read, app.clock.today()),
        lecture: Lecture::of(&read),
        acteur: acteur_code(acteur),
        retour: here(&read),
        rang: read.rang.map(|rang| (rang.place(), rang.sur())),
        fautes: Fault::of(problems),
        acceptees: choices.iter().filter(|piece| piece.repliee).count(),
        pieces: choices,
        champs: version
            .formulaire
            .iter()
            .flat_map(|section| &section.champs)
            .filter_map(|id| version.champ(id.as_str()))
            .filter_map(|champ| champ_choice(&read, champ, filled))
            .collect(),
        message: Field::new("message", filled.one("message")).with(problems),
        textes: textes::offered(&read, Usage::Complement),
        apercu: mail,
        suivant_id: after.map(|next| next.id.to_string()),
        suivant_nom: after.map(called).unwrap_or_default(),
        enchaine: goes_on(posted),
    };
    page::show_as(status, app, &visit.visit, "office/dossier/complement.html", &page)
}

/// As what the agent may ask, in the dossier's state.
fn asker(read: &Read) -> Result<Acteur, Error> {
    let etat = read.loaded.row.etat;
    let may = |acteur: &&Acteur| acts(etat, **acteur).contains(&Acte::DemanderComplement);
    let refused = || {
        Refused::Because(format!(
            "Ce dossier est « {} » : vous ne pouvez pas y demander de complément.",
            etat.libelle()
        ))
    };
    Ok(*read.acteurs.iter().find(may).ok_or_else(refused)?)
}

/// The form as it starts: what was refused, and why.
fn asked_of(pieces: &[Numbered<'_>]) -> Posted {
    let mut asked = Posted::default();
    let refused = pieces.iter().filter(|piece| piece.regard == Regard::Refusee);
    for last in refused.filter_map(|piece| piece.last) {
        let Examen { piece, motif, precision, .. } = &last.examen;
        asked.0.entry("piece".to_owned()).or_default().push(piece.to_string());
        asked.0.insert(format!("motif.{piece}"), motif.iter().cloned().collect());
        asked.0.insert(format!("precision.{piece}"), vec![precision.clone()]);
    }
    asked
}

fn piece_choice(read: &Read, piece: &Numbered<'_>, filled: &Posted) -> PieceChoice {
    let id = piece.piece.id.as_str();
    let chosen = filled.one(&format!("motif.{id}"));
    let checked = filled.all("piece").iter().any(|checked| checked == id);
    let (mot, icone, genre) = pieces::word(piece);
    let refused = piece.last.filter(|_| piece.regard == Regard::Refusee);
    PieceChoice {
        key: id.to_owned(),
        libelle: piece.piece.libelle.clone(),
        mot,
        icone,
        genre,
        par: refused.map_or_else(String::new, |last| {
            format!("par {} le {}", read.people.name(last.agent), format::moment(last.at))
        }),
        checked,
        repliee: piece.regard == Regard::Acceptee && !checked,
        motifs: piece.piece.motifs.iter().map(|motif| Choice::new(motif, motif, motif == chosen)).collect(),
        precision: filled.one(&format!("precision.{id}")).to_owned(),
    }
}

/// A champ that was answered, or is checked though it was not.
fn champ_choice(read: &Read, champ: &Champ, filled: &Posted) -> Option<ChampChoice> {
    let checked = filled.all("champ").iter().any(|id| id == champ.id.as_str());
    let value = read.loaded.answers.get(champ.id.as_str());
    (checked || value.is_some()).then(|| ChampChoice {
        key: champ.id.to_string(),
        libelle: champ.libelle.clone(),
        valeur: value.map(|value| field::show(champ, value)).unwrap_or_default(),
        checked,
    })
}
