//! The lines of the check page: each dossier with what will be done, then with what was done.

use crate::actions::decide_dossier::Decided;
use crate::adapters::db::list::Row;
use crate::app::App;
use crate::web::guard::AgentVisit;
use crate::web::office::dossier::place::address;
use crate::web::office::parts::State as Shown;
use guichet_domain::access::Role;
use guichet_domain::dossier::Etat;
use guichet_domain::format;
use serde::Serialize;

/// One line.
#[derive(Serialize)]
pub(super) struct Line {
    href: String,
    numero: String,
    /// `id:version`, posted back; none for a dossier that cannot be paid.
    valeur: Option<String>,
    nom: String,
    programme: String,
    coordonnees: &'static str,
    montant: String,
    #[serde(flatten)]
    etat: Shown,
    resultat: String,
    #[serde(skip)]
    pub(super) counted: bool,
    #[serde(skip)]
    pub(super) centimes: i64,
}

/// What will be done, or what holds it back.
pub(super) fn checked(app: &App, visit: &AgentVisit, row: &Row, list: &str) -> Line {
    let held = held_back(visit, row);
    let mut line = line(app, row, list);
    line.counted = held.is_none();
    line.valeur = line.counted.then(|| format!("{}:{}", row.id, row.version));
    line.etat = if line.counted { Shown::new("valide", "valide", "") } else { Shown::new("refuse", "alerte", "") };
    line.resultat = held.unwrap_or_else(|| "Prêt".to_owned());
    line
}

fn held_back(visit: &AgentVisit, row: &Row) -> Option<String> {
    if !visit.grants.has(&row.programme, Role::Conseiller) {
        Some("Vous n'êtes pas conseiller de ce programme".to_owned())
    } else if row.etat != Etat::ValideManager {
        Some(format!("Pas à payer : {}", row.etat.libelle()))
    } else if row.versement_manque {
        Some("Les coordonnées bancaires manquent".to_owned())
    } else {
        None
    }
}

/// What was done, or why not.
pub(super) fn reported(app: &App, row: &Row, list: &str, report: Result<Decided, String>) -> Line {
    let mut line = line(app, row, list);
    line.counted = matches!(report, Ok(Decided::Done));
    line.etat = if line.counted { Shown::new("paye", "paye", "") } else { Shown::new("refuse", "refuse", "") };
    line.resultat = match report {
        Ok(Decided::Done) => "Mis en paiement".to_owned(),
        Ok(Decided::Stale) => "Non fait : le dossier a changé entre-temps".to_owned(),
        Ok(Decided::Problems(problems)) => {
            problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>().join(" ")
        }
        Err(why) => why,
    };
    line
}

fn line(app: &App, row: &Row, list: &str) -> Line {
    let programme = app.catalogue().get(&row.programme);
    Line {
        href: address(row.id, list),
        numero: row.numero.clone(),
        valeur: None,
        nom: format!("{} {}", row.prenom, row.nom).trim().to_owned(),
        programme: programme.map_or_else(|| row.programme.to_string(), |programme| programme.nom.clone()),
        coordonnees: if row.versement_manque { "manquantes" } else { "complètes" },
        montant: format::centimes(row.total_centimes.unwrap_or(0)),
        etat: Shown::of(row.etat),
        resultat: String::new(),
        counted: false,
        centimes: row.total_centimes.unwrap_or(0),
    }
}
