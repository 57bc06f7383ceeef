//! `GET /`: the programme's own words in the drawn layout, its aides with their amounts as the rules
//! give them, or the dates when its campagne is closed.

use crate::adapters::markdown;
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::PortalVisit;
use crate::web::page;
use axum::extract::State;
use axum::response::Response;
use chrono::Days;
use guichet_domain::format;
use guichet_domain::programme::{Aide, Campagne, Ouverture, Programme, Version};
use guichet_domain::rule::{Facts, eval};
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct AccueilPage<'a> {
    titre: &'a str,
    /// The text before the first heading, as HTML.
    chapeau: String,
    sections: Vec<Part>,
    aides: Vec<Sum>,
    /// « Règles en vigueur depuis le… »
    regles: String,
    fermeture: Option<Fermeture>,
    /// Pages to read, for a site without test.
    sommaire: Vec<(&'a str, &'a str)>,
}

#[derive(Serialize)]
struct Part {
    titre: String,
    html: String,
    /// Whether it is a list of steps, drawn as a line with knots.
    etapes: bool,
}

#[derive(Serialize)]
struct Sum {
    nom: String,
    montant: String,
}

#[derive(Serialize)]
struct Fermeture {
    etiquette: &'static str,
    titre: String,
    dossier_connu: String,
    dates: Vec<DateLine>,
}

#[derive(Serialize)]
struct DateLine {
    nom: &'static str,
    jour: String,
}

/// The home page.
pub(super) async fn show(State(app): State<Arc<App>>, visit: PortalVisit) -> Result<Response, Error> {
    let programme = &visit.programme;
    let text = programme.pages.get("accueil").ok_or(Error::NotFound)?;
    let (chapeau, sections) = parts(&text.markdown);
    let rules = app.rules(programme);
    let page = AccueilPage {
        titre: &text.titre,
        chapeau: markdown::to_html(chapeau),
        sections,
        aides: rules
            .as_ref()
            .map(|(version, _)| version.aides.iter().map(|aide| sum(aide, version)).collect())
            .unwrap_or_default(),
        regles: rules
            .map(|(version, _)| format!("Règles en vigueur depuis le {}.", format::date(version.du)))
            .unwrap_or_default(),
        fermeture: if programme.faces.dossiers { fermeture(&app, programme) } else { None },
        sommaire: sommaire(programme),
    };
    page::show(&app, &visit.visit, "portal/accueil.html", &page)
}

/// What stands before the first `## `, and each part after it.
fn parts(markdown: &str) -> (&str, Vec<Part>) {
    let mut pieces = markdown.split("\n## ");
    let first = pieces.next().unwrap_or_default();
    let part = |text: &str| {
        let (titre, body) = text.split_once('\n').unwrap_or((text, ""));
        let html = markdown::to_html(body);
        Part { titre: titre.trim().to_owned(), etapes: html.starts_with("<ol"), html }
    };
    match first.strip_prefix("## ") {
        Some(only) => ("", std::iter::once(only).chain(pieces).map(part).collect()),
        None => (first, pieces.map(part).collect()),
    }
}

/// The pages to read, without the ones of the footer.
fn sommaire(programme: &Programme) -> Vec<(&str, &str)> {
    let legal =
        ["accueil", "mentions-legales", "donnees-personnelles", "confidentialite", "accessibilite", "conditions"];
    let pages = programme.pages.iter().filter(|(name, _)| !legal.contains(&name.as_str()));
    pages.map(|(name, page)| (name.as_str(), page.titre.as_str())).collect()
}

/// The amount where it is the same for everybody; otherwise it depends on the answers.
fn sum(aide: &Aide, version: &Version) -> Sum {
    let montant = match &aide.montant {
        None => "en nature".to_owned(),
        Some(rule) => match eval(rule, &Facts::new(version.du, &version.baremes)).as_number() {
            Some(euros) => format::montant(euros),
            None => "selon votre situation".to_owned(),
        },
    };
    Sum { nom: aide.libelle.clone(), montant }
}

fn fermeture(app: &App, programme: &Programme) -> Option<Fermeture> {
    let readable = "Vos messages et vos décisions restent lisibles.";
    let (titre, dossier_connu, campagne) = match app.ouverture(programme) {
        Ouverture::Ouverte(_) => return None,
        Ouverture::Completion(id) => {
            let campagne = programme.campagnes.iter().find(|campagne| campagne.id == id);
            let until = campagne.and_then(|campagne| campagne.completion).map(format::date).unwrap_or_default();
            (closed_since(campagne), format!("Vous pouvez le compléter jusqu'au {until}. {readable}"), campagne)
        }
        Ouverture::Fermee { prochaine: Some(day), .. } => (
            format!("Les prochaines demandes ouvrent le {}.", format::date(day)),
            readable.to_owned(),
            programme.campagnes.iter().find(|campagne| campagne.ouvre == day),
        ),
        Ouverture::Fermee { .. } => {
            let last = programme.campagnes.last();
            (closed_since(last), readable.to_owned(), last)
        }
    };
    let dates = campagne.map(dates).unwrap_or_default();
    Some(Fermeture { etiquette: "Demandes closes", titre, dossier_connu, dates })
}

fn closed_since(campagne: Option<&Campagne>) -> String {
    match campagne.and_then(|campagne| campagne.ferme).and_then(|last| last.checked_add_days(Days::new(1))) {
        Some(day) => format!("Les demandes sont closes depuis le {}.", format::date(day)),
        None => "Les demandes ne sont pas ouvertes en ce moment.".to_owned(),
    }
}

fn dates(campagne: &Campagne) -> Vec<DateLine> {
    let lines = [
        ("Ouverture", Some(campagne.ouvre)),
        ("Dernier jour", campagne.ferme),
        ("Compléter jusqu'au", campagne.completion),
    ];
    lines.into_iter().filter_map(|(nom, day)| Some(DateLine { nom, jour: format::date(day?) })).collect()
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn a_home_page_is_cut_at_its_headings_and_steps_are_told_apart() {
        let (lead, sections) = parts("Une aide.\n\n## Pour qui ?\n\nVous.\n\n## Comment\n\n1. Un\n2. Deux\n");
        assert_eq!(lead.trim(), "Une aide.");
        let told: Vec<(&str, bool)> = sections.iter().map(|part| (part.titre.as_str(), part.etapes)).collect();
        assert_eq!(told, [("Pour qui ?", false), ("Comment", true)]);
    }

    #[test]
    fn a_home_page_may_begin_with_a_heading() {
        let (lead, sections) = parts("## Seule\n\nUne partie.");
        assert_eq!((lead, sections.len()), ("", 1));
    }
}
