//! `/chiffres/tableaux`: the same figures as lines of CSV.

use super::asked::Asked;
use super::views::{Read, etape, libelle};
use crate::actions::chiffres;
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::sent_file;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::response::Response;
use guichet_domain::chiffres::{Mesure, Somme};
use guichet_domain::export::{Case, csv};
use guichet_domain::ids::MotifId;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The file.
pub(super) async fn read(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let read = asked.read(&app, &visit);
    if let Some(problem) = read.problems.first() {
        return Err(Error::BadRequest(problem.message.clone()));
    }
    let found = chiffres::read(&app, &read.programmes, read.periode, read.samples).await?;
    let today = app.clock.today();
    let views = Read { programmes: &read.programmes, periode: read.periode, today, chiffres: &found };
    let mut text =
        format!("{}{}", csv::BOM, csv::line(&["Programme", "Chiffre", "Détail", "Nombre", "Montant"].map(Case::texte)));
    for (programme, bilan) in views.bilans() {
        let own = found.sommes.iter().filter(|somme| somme.programme == programme.id);
        for ((mesure, cle), (nombre, centimes)) in summed(own) {
            let detail = if mesure == Mesure::Refus { libelle(programme, &MotifId(cle)) } else { cle };
            text.push_str(&line(&programme.nom, etape(mesure), &detail, nombre, centimes));
        }
        for (what, days) in [("Délai médian", bilan.delais.mediane()), ("Neuf sur dix", bilan.delais.neuf_sur_dix())]
        {
            if let Some(days) = days {
                text.push_str(&line(&programme.nom, what, "jours", days, 0));
            }
        }
    }
    tracing::info!(target: "securite", agent = %visit.agent.id, "chiffres téléchargés");
    let bytes = Bytes::from(text);
    let octets = u64::try_from(bytes.len()).unwrap_or_default();
    let nom = format!("chiffres-{today}.csv");
    Ok(sent_file::saved(&nom, "text/csv; charset=utf-8", octets, futures::stream::iter([Ok(bytes)])))
}

fn summed<'a>(sommes: impl Iterator<Item = &'a Somme>) -> BTreeMap<(Mesure, String), (i64, i64)> {
    let mut all: BTreeMap<(Mesure, String), (i64, i64)> = BTreeMap::new();
    for somme in sommes {
        let sum = all.entry((somme.mesure, somme.cle.clone())).or_default();
        *sum = (sum.0 + somme.nombre, sum.1 + somme.centimes);
    }
    all
}

fn line(programme: &str, what: &str, detail: &str, nombre: i64, centimes: i64) -> String {
    let sum = if centimes == 0 { Case::Vide } else { Case::Centimes(centimes) };
    csv::line(&[Case::texte(programme), Case::texte(what), Case::texte(detail), Case::Nombre(nombre.into()), sum])
}
