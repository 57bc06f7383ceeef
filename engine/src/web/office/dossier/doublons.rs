//! The other dossiers that share the person, the account, the foyer or a child: a reason to look, with the rule
//! on cumul that it touches. Comparing two of them is in `comparaison`.

use super::super::parts::State;
use super::place::address;
use crate::actions::loaded::Loaded;
use crate::adapters::db::dossiers::{self, Aide};
use crate::adapters::db::empreintes::{self, Autre};
use crate::adapters::db::{Result, Scope};
use crate::app::App;
use guichet_domain::empreinte::{Demande, Nature, cumul};
use guichet_domain::format;
use guichet_domain::programme;
use serde::Serialize;

/// One possible double.
#[derive(Serialize)]
pub(super) struct DoublonView {
    numero: String,
    href: String,
    comparer: String,
    /// « même enfant, même foyer ».
    partage: String,
    qui: String,
    /// Named where it is another programme.
    programme: Option<String>,
    etat: State,
    depuis: String,
    /// « Garde : une seule fois par foyer et par année ».
    regles: Vec<String>,
}

/// The possible doubles of a dossier that nobody set aside, within what the agent may see. Two queries, one where there are
/// none.
pub(super) async fn of(app: &App, scope: &Scope, loaded: &Loaded, list: &str) -> Result<Vec<DoublonView>> {
    let others = empreintes::others(&app.db, scope, loaded.row.id).await?;
    let open: Vec<Autre> = others.into_iter().filter(|other| other.ecart.is_none()).collect();
    if open.is_empty() {
        return Ok(vec![]);
    }
    let ids: Vec<_> = open.iter().map(|other| other.id).chain([loaded.row.id]).collect();
    let aides = dossiers::aides(&app.db, scope, &ids).await?;
    let asked = |id| aides.get(&id).map_or(&[][..], Vec::as_slice);
    let this = demande(&loaded.row.campagne, loaded.row.demande_le, asked(loaded.row.id));
    let view = |other: &Autre| DoublonView {
        numero: other.numero.clone(),
        href: address(other.id, ""),
        comparer: comparison(loaded.row.id, other.id, list),
        partage: shared(&other.partage),
        qui: format!("{} {}", other.prenom, other.nom),
        programme: (other.programme != loaded.row.programme).then(|| name(app, &other.programme)),
        etat: State::of(other.etat),
        depuis: format::date(format::jour_paris(other.changed_at)),
        regles: rules(loaded, other, &this, asked(other.id)),
    };
    Ok(open.iter().map(view).collect())
}

/// The page that compares two dossiers.
pub(super) fn comparison(
    id: guichet_domain::ids::DossierId,
    other: guichet_domain::ids::DossierId,
    list: &str,
) -> String {
    let page = format!("/dossiers/{id}/comparaison/{other}");
    if list.is_empty() { page } else { format!("{page}?liste={}", crate::web::address::encode(list)) }
}

/// What is shared, the surest first.
pub(super) fn shared(natures: &std::collections::BTreeSet<Nature>) -> String {
    let told: Vec<&str> = natures.iter().map(|nature| nature.libelle()).collect();
    let mut told = told.join(", ");
    if let Some(first) = told.get(..1).map(str::to_uppercase) {
        told.replace_range(..1, &first);
    }
    told
}

/// The name of a programme.
pub(super) fn name(app: &App, programme: &guichet_domain::ids::ProgrammeId) -> String {
    app.catalogue().get(programme).map_or_else(|| programme.to_string(), |programme| programme.nom.clone())
}

/// The rules on cumul that another dossier of the same programme touches.
fn rules(loaded: &Loaded, other: &Autre, this: &Demande, aides: &[Aide]) -> Vec<String> {
    if other.programme != loaded.row.programme {
        return vec![];
    }
    let theirs = demande(&other.campagne, other.demande_le, aides);
    cumul(&loaded.version, &other.partage, this, &theirs).into_iter().map(told).collect()
}

fn demande(campagne: &guichet_domain::ids::CampagneId, demande_le: chrono::NaiveDate, aides: &[Aide]) -> Demande {
    let asked = aides.iter().filter(|aide| aide.centimes != Some(0)).map(|aide| aide.aide.clone());
    Demande { campagne: campagne.clone(), demande_le, aides: asked.collect() }
}

fn told(aide: &programme::Aide) -> String {
    let bounds: Vec<&str> = aide.une_fois_par.iter().map(|unicite| unicite.libelle()).collect();
    format!("{} : une seule fois {}.", aide.libelle, bounds.join(" et "))
}
