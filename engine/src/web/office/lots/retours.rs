//! `/lots/{lot}/retours`: a file of the bank, read and shown line by line before anything changes, then applied.

use super::views::{Shape, address};
use super::{Draft, incomplete, known, on, show, stale};
use crate::actions::lots::retours::{self, Bilan, Relu};
use crate::actions::lots::{Acted, own};
use crate::adapters::banque;
use crate::adapters::db::Scope;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::parts::{Fault, Field, count};
use crate::web::office::staff::{self, People};
use crate::web::office::typed;
use crate::web::page;
use crate::web::upload::Upload;
use axum::extract::multipart::MultipartError;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::access::Role;
use guichet_domain::dossier::Problem;
use guichet_domain::format;
use guichet_domain::ids::{LotId, RetourId};
use guichet_domain::versement::retour::{Lu, Statut, Suite};
use guichet_domain::versement::{EtatLigne, en_double, motif_libelle};
use http::StatusCode;
use serde::Serialize;
use std::sync::Arc;

/// Bytes of a file of returns: thousands of lines.
const BYTES: usize = 1_000_000;
/// Bytes of the form that carries it: more than the file, so that one too large is told as such.
pub(super) const ENVELOPE: usize = 2 * BYTES;

/// Reads the file, and goes on to what it says.
pub(super) async fn receive(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(lot): Path<String>,
    upload: Result<Upload, Error>,
) -> Result<Response, Error> {
    let (id, scope) = known(&app, &visit, &lot).await?;
    let (nom, bytes) = file(upload?).await?;
    let read = match banque::read(&bytes) {
        _ if bytes.is_empty() => Err("Choisissez d’abord le fichier de la banque.".to_owned()),
        read => read.map_err(|fault| fault.0.to_owned()),
    };
    let problems = match read {
        Ok(fichier) => {
            let by = (&*visit.agent, &*visit.grants);
            match retours::receive(&app, &scope, id, by, &nom, &fichier).await? {
                Acted::Done(retour) => return Ok(Redirect::to(&here(id, retour)).into_response()),
                Acted::Problems(problems) => problems,
                Acted::Stale => return stale::show(&app, &visit, id, &Posted::default()).await,
            }
        }
        Err(told) => vec![Problem::of("fichier", told)],
    };
    let draft = Draft { acte: "retours", problems, ..Draft::default() };
    show::draw(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, id, None, &draft).await
}

async fn file(mut upload: Upload) -> Result<(String, Vec<u8>), Error> {
    let (mut nom, mut bytes) = (String::new(), Vec::new());
    while let Some(mut field) = upload.next().await.map_err(named)? {
        let wanted = field.name() == Some("fichier");
        let name = field.file_name().unwrap_or_default().to_owned();
        let mut content = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(|error| cut(&error))? {
            content.extend_from_slice(&chunk);
            if content.len() > BYTES {
                return Err(too_large());
            }
        }
        if wanted {
            (nom, bytes) = (name, content);
        }
    }
    Ok((nom, bytes))
}

fn too_large() -> Error {
    let most = "Ce fichier dépasse 1 Mo : demandez à la banque un fichier par lot, ou notez les rejets un à un.";
    Error::TooLarge(most.into())
}

/// What is too large for this address is told as such, wherever the reading stopped.
fn named(error: Error) -> Error {
    if matches!(error, Error::TooLarge(_)) { too_large() } else { error }
}

fn cut(error: &MultipartError) -> Error {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { too_large() } else { incomplete() }
}

#[derive(Serialize)]
struct RetourPage {
    lot: String,
    adresse: String,
    numero: String,
    version: i32,
    nom: String,
    recu: String,
    fautes: Vec<Fault>,
    lignes: Vec<Line>,
    /// That the bank refuses the whole, and what to do of it.
    refus: Option<String>,
    autres: Option<String>,
    payer: (usize, String),
    rejeter: (usize, String),
    /// What became of it.
    dit: Option<String>,
    applique: Option<String>,
    peut_appliquer: bool,
    le: Field,
    reference: Field,
}

#[derive(Serialize)]
struct Line {
    href: String,
    numero: String,
    beneficiaire: String,
    montant: String,
    etat: Shape,
    mots: String,
    suite: String,
    /// Whether something is to be done of it.
    acte: bool,
    alerte: bool,
}

/// What it says, and what will be done.
pub(super) async fn look(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path((lot, retour)): Path<(String, String)>,
) -> Result<Response, Error> {
    let (id, scope) = known(&app, &visit, &lot).await?;
    draw(StatusCode::OK, &app, &visit, (&scope, id, staff::id(&retour)?), (None, vec![])).await
}

/// Applies it, and goes back to the lot, which tells what was done.
pub(super) async fn apply(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path((lot, retour)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Error> {
    let (id, scope) = known(&app, &visit, &lot).await?;
    let retour: RetourId = staff::id(&retour)?;
    let on = on(&visit, id, posted.one("version"))?;
    let le = typed::payment_day(posted.one("le"), app.clock.today());
    match retours::apply(&app, &scope, on, retour, le, posted.one("reference")).await? {
        Acted::Done(()) => Ok(Redirect::to(&format!("{}?fait=retour&retour={retour}", address(id))).into_response()),
        Acted::Problems(problems) => {
            let wrong = StatusCode::UNPROCESSABLE_ENTITY;
            draw(wrong, &app, &visit, (&scope, id, retour), (Some(&posted), problems)).await
        }
        Acted::Stale => stale::show(&app, &visit, id, &posted).await,
    }
}

/// What became of a file, for the page of its lot.
pub(super) async fn told(app: &App, visit: &AgentVisit, lot: LotId, retour: &str) -> Result<Option<String>, Error> {
    let relu = retours::look(app, &staff::scope(app, visit), lot, staff::id(retour)?).await?;
    Ok(relu.bilan.as_ref().map(|bilan| sentence(&relu, bilan)))
}

async fn draw(
    status: StatusCode,
    app: &App,
    visit: &AgentVisit,
    (scope, lot, retour): (&Scope, LotId, RetourId),
    (posted, problems): (Option<&Posted>, Vec<Problem>),
) -> Result<Response, Error> {
    let relu = retours::look(app, scope, lot, retour).await?;
    let people = People::read(app).await?;
    let field = |name: &str, usual: String| {
        Field::new(name, posted.map_or(usual, |posted| posted.one(name).to_owned())).with(&problems)
    };
    let today = app.clock.today();
    let sum = |suite| {
        let cents: Vec<i64> = relu.lines(suite).map(|(ligne, _)| ligne.centimes).collect();
        (cents.len(), format::centimes(cents.iter().sum()))
    };
    let (payer, rejeter) = (sum(Suite::Payer), sum(Suite::Rejeter));
    let free = visit.grants.has(&relu.lot.programme, Role::Conseiller) && own(&visit.agent, &relu.lignes).is_none();
    let page = RetourPage {
        lot: address(lot),
        adresse: here(lot, retour),
        numero: relu.lot.numero.clone(),
        version: relu.lot.version,
        nom: relu.recu.nom.clone(),
        recu: super::views::by(&people, relu.recu.recu.0, relu.recu.recu.1),
        fautes: Fault::of(&problems),
        lignes: relu.lus.iter().filter_map(|lu| line(&relu, lu)).collect(),
        refus: refus(&relu),
        autres: autres(&relu),
        dit: relu.bilan.as_ref().map(|bilan| sentence(&relu, bilan)),
        applique: relu.recu.applique.as_ref().map(|done| super::views::by(&people, done.par, done.le)),
        peut_appliquer: free && relu.bilan.is_none() && payer.0 + rejeter.0 > 0,
        payer,
        rejeter,
        le: field("le", relu.le.filter(|le| *le <= today).unwrap_or(today).to_string()),
        reference: field("reference", relu.lot.numero.clone()),
    };
    page::show_as(status, app, &visit.visit, "office/lots/retour.html", &page)
}

fn line(relu: &Relu, lu: &Lu) -> Option<Line> {
    let ligne = relu.lignes.iter().find(|ligne| ligne.numero == lu.retour.reference)?;
    let acte = matches!(lu.suite, Suite::Payer | Suite::Rejeter);
    Some(Line {
        href: format!("/dossiers/{}", ligne.dossier),
        numero: ligne.numero.clone(),
        beneficiaire: format!("{} {}", ligne.prenom, ligne.nom),
        montant: format::centimes(ligne.centimes),
        etat: said(lu),
        mots: lu.retour.texte.clone(),
        suite: next(lu),
        acte,
        alerte: !acte && !matches!(lu.suite, Suite::DejaNote | Suite::EnCours),
    })
}

/// What the bank says of it.
fn said(lu: &Lu) -> Shape {
    match (lu.retour.statut, lu.retour.code.as_str()) {
        (Statut::Paye, _) => Shape::new("valide", "valide", "Payé"),
        (Statut::EnCours, _) => Shape::new("attente", "attente", "Accepté, pas encore payé"),
        (Statut::Rejete, "") => Shape::new("refuse", "refuse", "Rejeté, sans motif"),
        (Statut::Rejete, code) => Shape::new("refuse", "refuse", format!("Rejeté, {}", motif_libelle(code))),
    }
}

/// What will be done of it.
fn next(lu: &Lu) -> String {
    match lu.suite {
        Suite::Payer => "sera mis en paiement",
        Suite::Rejeter => "sera rejeté, un nouvel IBAN demandé",
        Suite::DejaNote => "déjà noté : rien à faire",
        Suite::EnCours => "rien à noter pour l’instant",
        Suite::Contraire => "laissé : il est noté comme rejeté dans ce lot",
        Suite::Contredit => "laissé : le fichier en dit deux choses différentes",
        Suite::DejaPayee => {
            "laissé : il est noté comme payé dans ce lot ; voyez sur le relevé du compte s’il est parti"
        }
        Suite::DuPayeur if en_double(&lu.retour.code) => {
            "laissé : la banque a déjà cet ordre ; voyez sur le relevé du compte ce qu’elle en a fait"
        }
        Suite::DuPayeur if lu.retour.entier => "laissé : c’est tout l’ordre qui est refusé",
        Suite::DuPayeur => {
            "laissé : rien n’est à demander au bénéficiaire ; corrigez la cause et renvoyez ce versement"
        }
        Suite::AutreSomme => {
            let sum = lu.retour.centimes.filter(|sum| *sum > 0).map_or("autre chose".to_owned(), format::centimes);
            return format!("laissé : la banque dit {sum}");
        }
    }
    .to_owned()
}

fn sentence(relu: &Relu, bilan: &Bilan) -> String {
    let number = |count: usize| u64::try_from(count).unwrap_or_default();
    let mut told = vec![format!(
        "{} est appliqué : {}, {}, {}.",
        relu.recu.nom,
        count(number(bilan.payes), "versement mis en paiement", "versements mis en paiement"),
        count(number(bilan.rejetes), "versement rejeté", "versements rejetés"),
        count(number(bilan.laisses), "autre laissé tel quel", "autres laissés tels quels"),
    )];
    told.extend(autres(relu));
    if !bilan.obstacles.is_empty() {
        told.push(format!("Pas rejetés : {}.", bilan.obstacles.join(" ; ")));
    }
    told.join(" ")
}

/// What a refusal of the whole asks for. Sent once more, an order that the bank had already, or of which something is
/// noted as paid, might be paid twice.
fn refus(relu: &Relu) -> Option<String> {
    let refus = relu.refus.as_ref()?;
    let why = [refus.code.as_str(), refus.texte.as_str()].into_iter().filter(|word| !word.is_empty());
    let why = why.collect::<Vec<_>>().join(", ");
    let why = if why.is_empty() { "sans motif".to_owned() } else { why };
    let twice = en_double(&refus.code) || relu.lignes.iter().any(|ligne| ligne.etat == EtatLigne::Payee);
    let next = if twice {
        "voyez sur le relevé du compte ce qui en est déjà parti avant de rien renvoyer"
    } else {
        "corrigez la cause et renvoyez-le"
    };
    Some(format!(
        "Le fichier entier est refusé par la banque ({why}) : {next}, aucune ligne n’est à reprendre aux bénéficiaires."
    ))
}

/// The operations of the file that are not of this lot, without naming any.
fn autres(relu: &Relu) -> Option<String> {
    let others = u64::try_from(relu.autres).ok().filter(|others| *others > 0)?;
    let (one, many) = ("autre opération du fichier n’est pas", "autres opérations du fichier ne sont pas");
    Some(format!("{} de ce lot : rien n’en est fait.", count(others, one, many)))
}

fn here(lot: LotId, retour: RetourId) -> String {
    format!("{}/retours/{retour}", address(lot))
}
