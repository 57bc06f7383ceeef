//! `/dossiers/{dossier}`: answers, pièces, and what the rules say, with the acts at hand.

use super::super::liste::rang::Rang;
use super::actes::{self, Acts};
use super::answers::{self, Revealed, SectionView};
use super::doublons::{self, DoublonView};
use super::ensemble::{self, Together};
use super::facts::{self, FactView, MessageView};
use super::formulaires::Draft;
use super::head::{Head, Lecture};
use super::mail::MailView;
use super::pieces::{self, PiecesView};
use super::place::{Place, list_text};
use super::read;
use super::suivi::{self, Assignment, OtherView};
use super::textes::{self, TexteView};
use super::verdict::{self, VerdictView};
use crate::actions::letters;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::parts::{Fault, Field};
use crate::web::office::staff;
use crate::web::page;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use guichet_domain::ids::DossierId;
use guichet_domain::programme::Usage;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web::office) struct Asked {
    /// The query of the list one came from.
    pub(in crate::web::office) liste: String,
    piece: String,
    fichier: String,
    /// The place in that list.
    pub(in crate::web::office) rang: String,
    /// What was just done, if anything.
    fait: String,
}

impl Asked {
    /// Nothing but the list one came from and the place in it, as a form posts them along.
    pub(in crate::web::office) fn within(posted: &Posted) -> Self {
        Self { liste: list_text(posted.one("liste")), rang: posted.one("rang").to_owned(), ..Self::default() }
    }

    /// The same with that pièce shown.
    pub(in crate::web::office) fn beside(self, piece: String) -> Self {
        Self { piece, ..self }
    }
}

/// What a handler adds to the page.
#[derive(Default)]
pub(in crate::web::office) struct Added {
    pub(in crate::web::office) draft: Option<Draft>,
    pub(in crate::web::office) revealed: Option<Revealed>,
    pub(in crate::web::office) apercu: Option<MailView>,
}

#[derive(Serialize)]
struct DossierPage<'a> {
    entete: Head,
    lecture: Lecture,
    place: Place,
    alerte: Option<Alert>,
    /// The mail of the act that is filled in.
    apercu: Option<&'a MailView>,
    fautes: Vec<Fault>,
    reponses: Vec<SectionView>,
    pieces: PiecesView,
    verdict: VerdictView,
    actes: Acts,
    messages: Vec<MessageView>,
    message: Field,
    textes_message: Vec<TexteView>,
    ensemble: Together,
    affectation: Assignment,
    historique: Vec<FactView>,
    autres_dossiers: Vec<OtherView>,
    doublons: Vec<DoublonView>,
}

#[derive(Serialize)]
struct Alert {
    genre: &'static str,
    icone: &'static str,
    texte: &'static str,
}

/// The page.
pub(in crate::web::office) async fn show(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    draw(StatusCode::OK, &app, &visit, staff::id(&id)?, &asked, &Added::default()).await
}

/// The page with what must be corrected in one of its forms.
pub(in crate::web::office) async fn correct(
    app: &App,
    visit: &AgentVisit,
    id: DossierId,
    draft: Draft,
) -> Result<Response, Error> {
    let asked = Asked::within(&draft.posted);
    correct_beside(app, visit, id, draft, &asked).await
}

/// The same with that pièce shown.
pub(in crate::web::office) async fn correct_beside(
    app: &App,
    visit: &AgentVisit,
    id: DossierId,
    draft: Draft,
    asked: &Asked,
) -> Result<Response, Error> {
    draw(StatusCode::UNPROCESSABLE_ENTITY, app, visit, id, asked, &Added { draft: Some(draft), ..Added::default() })
        .await
}

/// The page with an act as it was filled in, to go on with it.
pub(in crate::web::office) async fn go_on(
    app: &App,
    visit: &AgentVisit,
    id: DossierId,
    draft: Draft,
) -> Result<Response, Error> {
    let asked = Asked::within(&draft.posted);
    draw(StatusCode::OK, app, visit, id, &asked, &Added { draft: Some(draft), ..Added::default() }).await
}

/// The page with an act as it was filled in, and the mail that it would send.
pub(in crate::web::office) async fn read_over(
    app: &App,
    visit: &AgentVisit,
    id: DossierId,
    draft: Draft,
    mail: Option<letters::Draft>,
) -> Result<Response, Error> {
    let asked = Asked::within(&draft.posted);
    let added = Added { draft: Some(draft), apercu: Some(MailView::of(mail)), ..Added::default() };
    draw(StatusCode::OK, app, visit, id, &asked, &added).await
}

/// The page with more on it.
pub(in crate::web::office) async fn draw(
    status: StatusCode,
    app: &App,
    visit: &AgentVisit,
    id: DossierId,
    asked: &Asked,
    added: &Added,
) -> Result<Response, Error> {
    let mut read = read::read(app, visit, id, &asked.liste).await?;
    read.rang = Rang::parse(&asked.rang);
    let numbered = pieces::numbered(&read);
    let chosen = pieces::chosen(&numbered, &asked.piece, &asked.fichier);
    let shown = chosen.map(|(piece, _)| piece.piece.id.as_str());
    let doublons = doublons::of(app, &staff::scope(app, visit), &read.loaded, &read.list.text()).await?;
    let draft = added.draft.as_ref();
    let acts = actes::of(&read, &visit.agent, app.clock.today(), draft);
    let of_message = draft.filter(|draft| draft.acte == "messages");
    let page = DossierPage {
        entete: Head::of(&read, app.clock.today()),
        lecture: Lecture::of(&read),
        place: Place::of(&read, draft),
        alerte: done(&asked.fait),
        apercu: added.apercu.as_ref(),
        fautes: actes::faults(draft),
        reponses: answers::views(&read, &numbered, shown, added.revealed.as_ref()),
        pieces: pieces::view(&read, &numbered, chosen, &visit.agent, draft),
        verdict: verdict::view(&read, acts.valider.is_some()),
        actes: acts,
        messages: facts::messages(&read),
        message: Field::new("message", of_message.map(|draft| draft.posted.one("message")).unwrap_or_default())
            .with(of_message.map_or(&[], |draft| &draft.problems)),
        textes_message: textes::offered(&read, Usage::Message),
        ensemble: ensemble::view(app, visit, &read, draft).await?,
        affectation: suivi::assignment(&read, visit.agent.id),
        historique: facts::history(&read, 0),
        autres_dossiers: suivi::others(&read),
        doublons,
    };
    page::show_as(status, app, &visit.visit, "office/dossier/show.html", &page)
}

/// What is said after an act: a closed choice, never the address's own words.
fn done(fait: &str) -> Option<Alert> {
    let texte = match fait {
        "acte" => "C’est enregistré.",
        "suivant" => "C’est enregistré. Voici le dossier suivant.",
        "message" => "Votre message est envoyé.",
        "piece" => "Votre avis sur la pièce est enregistré.",
        "note" => "Votre note est écrite.",
        "prise" => "Ce dossier est à votre nom : c’était le plus ancien.",
        "affectation" => "L’affectation est enregistrée.",
        _ => return None,
    };
    Some(Alert { genre: "", icone: "valide", texte })
}
