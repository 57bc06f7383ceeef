//! From a page's struct to HTML: the template of the same path, with what every page of a face shows.

use super::error::Error;
use super::guard::{Connected, Visit};
use super::{Face, statics};
use crate::app::App;
use axum::response::{Html, IntoResponse, Response};
use guichet_domain::access::{Grants, Role};
use guichet_domain::format;
use guichet_domain::programme::Programme;
use guichet_domain::vue;
use http::StatusCode;
use serde::Serialize;

/// What every page shows around its content, under `site` in the templates.
#[derive(Debug, Serialize)]
struct Site<'a> {
    /// `portal` or `office`.
    face: &'static str,
    programme: Option<ProgrammeSite<'a>>,
    connected: Option<ConnectedSite<'a>>,
    demo: Option<DemoSite>,
    /// « 2 mentions » to read, if any.
    mentions: Option<String>,
    path: &'a str,
    nonce: &'a str,
    /// `/static/<hash>`: the start of every asset's address.
    assets: String,
    office_origin: String,
}

#[derive(Debug, Serialize)]
struct ProgrammeSite<'a> {
    id: &'a str,
    nom: &'a str,
    nom_complet: &'a str,
    resume: &'a str,
    theme: &'a str,
    test: bool,
    dossiers: bool,
    contact: ContactSite<'a>,
    /// Public pages other than the home page: address and title.
    pages: Vec<(&'a str, &'a str)>,
    /// Whether new requests are taken today.
    ouverte: bool,
}

#[derive(Debug, Serialize)]
struct ContactSite<'a> {
    service: &'a str,
    courriel: &'a str,
    telephone: Option<&'a str>,
    /// `+33199001422`, for the link.
    appel: Option<String>,
    horaires: Option<&'a str>,
    adresse: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct ConnectedSite<'a> {
    prenom: &'a str,
    nom: &'a str,
    email: &'a str,
    admin: bool,
    /// Whether single keys act.
    touches: bool,
    /// The views that keys lead to, `t:a-traiter`.
    vers: String,
}

#[derive(Debug, Serialize)]
struct DemoSite {
    all_open: bool,
    today: String,
}

/// The page, with status 200.
///
/// # Errors
/// The template does not fit the page: a fault of ours.
pub fn show(app: &App, visit: &Visit, template: &str, page: &impl Serialize) -> Result<Response, Error> {
    show_as(StatusCode::OK, app, visit, template, page)
}

/// The page with another status: 422 for a form to correct, 409 for a stale page.
///
/// # Errors
/// The template does not fit the page: a fault of ours.
pub fn show_as(
    status: StatusCode,
    app: &App,
    visit: &Visit,
    template: &str,
    page: &impl Serialize,
) -> Result<Response, Error> {
    let mut site = site(app, &visit.face, visit.who.as_ref(), &visit.path, &visit.nonce);
    site.mentions = match visit.mentions {
        0 => None,
        1 => Some("1\u{a0}mention".to_owned()),
        several => Some(format!("{several}\u{a0}mentions")),
    };
    let html = app.templates.render_within(theme(&visit.face), template, page, ("site", &site))?;
    Ok((status, Html(html)).into_response())
}

/// An error's page, or nothing when it cannot be drawn.
pub(super) fn error(app: &App, face: &Face, nonce: &str, told: &impl Serialize) -> Option<String> {
    let site = site(app, face, None, "/", nonce);
    let drawn = app.templates.render_within(theme(face), "errors/page.html", told, ("site", &site));
    drawn.inspect_err(|error| tracing::error!("page d'erreur : {error:#}")).ok()
}

fn theme(face: &Face) -> &str {
    match face {
        Face::Portal(programme) => &programme.theme,
        Face::Office => "default",
    }
}

fn site<'a>(app: &App, face: &'a Face, who: Option<&'a Connected>, path: &'a str, nonce: &'a str) -> Site<'a> {
    let demo = app
        .config
        .demo
        .as_ref()
        .map(|demo| DemoSite { all_open: demo.all_open, today: format::date(app.clock.today()) });
    Site {
        face: if matches!(face, Face::Office) { "office" } else { "portal" },
        programme: match face {
            Face::Portal(programme) => Some(programme_site(app, programme)),
            Face::Office => None,
        },
        connected: who.map(connected_site),
        demo,
        mentions: None,
        path,
        nonce,
        assets: statics::prefix(app),
        office_origin: app.config.origin(&app.config.office_link_host()),
    }
}

fn programme_site<'a>(app: &App, programme: &'a Programme) -> ProgrammeSite<'a> {
    let contact = &programme.contact;
    ProgrammeSite {
        id: programme.id.as_str(),
        nom: &programme.nom,
        nom_complet: &programme.nom_complet,
        resume: &programme.resume,
        theme: &programme.theme,
        test: programme.faces.test,
        dossiers: programme.faces.dossiers,
        contact: ContactSite {
            service: &contact.service,
            courriel: &contact.courriel,
            telephone: contact.telephone.as_deref(),
            appel: contact.telephone.as_deref().map(callable),
            horaires: contact.horaires.as_deref(),
            adresse: contact.adresse.as_deref(),
        },
        pages: programme
            .pages
            .iter()
            .filter(|(name, _)| *name != "accueil")
            .map(|(name, page)| (name.as_str(), page.titre.as_str()))
            .collect(),
        ouverte: matches!(app.ouverture(programme), guichet_domain::programme::Ouverture::Ouverte(_)),
    }
}

fn callable(number: &str) -> String {
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    digits.strip_prefix('0').map_or(digits.clone(), |rest| format!("+33{rest}"))
}

fn connected_site(who: &Connected) -> ConnectedSite<'_> {
    match who {
        Connected::Beneficiaire(b) => ConnectedSite {
            prenom: &b.prenom,
            nom: &b.nom,
            email: &b.email,
            admin: false,
            touches: false,
            vers: String::new(),
        },
        Connected::Agent(agent, grants) => ConnectedSite {
            prenom: &agent.prenom,
            nom: &agent.nom,
            email: &agent.email,
            admin: grants.has_platform(Role::Admin),
            touches: agent.preferences.touches,
            vers: keys(grants),
        },
    }
}

fn keys(grants: &Grants) -> String {
    let keyed = vue::defauts(grants).filter_map(|defaut| Some(format!("{}:{}", defaut.touche?, defaut.cle)));
    keyed.collect::<Vec<_>>().join(" ")
}
