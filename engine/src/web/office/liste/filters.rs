//! What surrounds the rows: the panel of filters, the chips that remove them, the counts by statut.

use super::query::Query;
use crate::adapters::db::agents::Agent;
use crate::web::guard::AgentVisit;
use crate::web::office::parts::{Choice, State};
use crate::web::office::staff::{People, full_name};
use guichet_domain::dossier::Etat;
use guichet_domain::format;
use guichet_domain::ids::ProgrammeId;
use guichet_domain::programme::{Aide, Programme};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

type Programmes = BTreeMap<ProgrammeId, Arc<Programme>>;

/// The panel.
#[derive(Serialize)]
pub(super) struct Filters {
    statuts: Vec<Choice>,
    programmes: Vec<Choice>,
    aides: Vec<AideGroup>,
    conseillers: Vec<Choice>,
}

#[derive(Serialize)]
struct AideGroup {
    programme: String,
    aides: Vec<Choice>,
}

/// A filter in place; following it removes it.
#[derive(Serialize)]
pub(super) struct Chip {
    libelle: String,
    href: String,
}

/// Dossiers in one statut; following it shows these alone.
#[derive(Serialize)]
pub(super) struct CountView {
    etat: State,
    nombre: String,
    href: String,
    actif: bool,
}

impl Filters {
    /// What may be chosen, with what is.
    pub(super) fn of(query: &Query, programmes: &Programmes, people: &People, visit: &AgentVisit) -> Self {
        let statut = |etat: &Etat| {
            Choice::new(etat.code(), etat.libelle(), query.statuts.iter().any(|code| code == etat.code()))
        };
        let programme = |(id, programme): (&ProgrammeId, &Arc<Programme>)| {
            Choice::new(id.as_str(), &programme.nom, query.programme == id.as_str())
        };
        let group = |programme: &Arc<Programme>| AideGroup {
            programme: programme.nom.clone(),
            aides: aides(programme)
                .iter()
                .map(|aide| Choice::new(aide.id.as_str(), &aide.libelle, query.aide == aide.id.as_str()))
                .collect(),
        };
        Self {
            statuts: Etat::ALL.iter().map(statut).collect(),
            programmes: programmes.iter().map(programme).collect(),
            aides: programmes.values().map(group).collect(),
            conseillers: conseillers(query, people, &visit.agent),
        }
    }
}

/// The aides of a programme, as its latest rules have them.
pub(super) fn aides(programme: &Programme) -> &[Aide] {
    programme.versions.last().map_or(&[], |version| &version.aides)
}

fn conseillers(query: &Query, people: &People, me: &Agent) -> Vec<Choice> {
    let choice = |key: &str, libelle: &str| Choice::new(key, libelle, query.conseiller == key);
    let colleagues = people.present().filter(|agent| agent.id != me.id);
    [choice("moi", "Moi"), choice("aucun", "Personne")]
        .into_iter()
        .chain(colleagues.map(|agent| choice(&agent.email_key, &full_name(agent))))
        .collect()
}

/// What the page is called.
pub(super) fn title(query: &Query) -> String {
    let alone = Query { statuts: vec![], ..query.clone() };
    match query.statuts.as_slice() {
        [code] if !alone.filtered() => Etat::from_code(code).map_or("Recherche", Etat::libelle).to_owned(),
        _ if query.filtered() => "Recherche".to_owned(),
        _ => "Tous les dossiers".to_owned(),
    }
}

/// Every statut, with how many dossiers the other filters leave in it.
pub(super) fn counts(query: &Query, counts: &BTreeMap<Etat, u64>) -> Vec<CountView> {
    let view = |etat: &Etat| {
        let actif = query.statuts.len() == 1 && query.statuts[0] == etat.code();
        let statuts = if actif { vec![] } else { vec![etat.code().to_owned()] };
        CountView {
            etat: State::of(*etat),
            nombre: format::nombre(counts.get(etat).copied().unwrap_or(0).into()),
            href: query.with(|other| other.statuts = statuts).address(),
            actif,
        }
    };
    Etat::ALL.iter().map(view).collect()
}

/// One chip per filter.
pub(super) fn chips(query: &Query, programmes: &Programmes, people: &People) -> Vec<Chip> {
    let mut chips = vec![];
    let mut chip = |libelle: String, without: Query| chips.push(Chip { libelle, href: without.address() });
    for code in &query.statuts {
        let name = Etat::from_code(code).map_or(code.as_str(), |etat| etat.libelle());
        chip(format!("statut : {name}"), query.with(|other| other.statuts.retain(|kept| kept != code)));
    }
    if !query.programme.is_empty() {
        let name =
            programmes.get(query.programme.as_str()).map_or(query.programme.as_str(), |programme| &programme.nom);
        chip(format!("programme : {name}"), query.with(|other| other.programme.clear()));
    }
    if !query.aide.is_empty() {
        let known =
            programmes.values().flat_map(|programme| aides(programme)).find(|aide| aide.id.as_str() == query.aide);
        let name = known.map_or(query.aide.as_str(), |aide| &aide.libelle);
        chip(format!("aide : {name}"), query.with(|other| other.aide.clear()));
    }
    if !query.conseiller.is_empty() {
        let name = match query.conseiller.as_str() {
            "moi" => "moi".to_owned(),
            "aucun" => "personne".to_owned(),
            email => {
                let known = people.present().find(|agent| agent.email_key == email);
                known.map_or_else(|| email.to_owned(), full_name)
            }
        };
        chip(format!("conseiller : {name}"), query.with(|other| other.conseiller.clear()));
    }
    if !query.texte.is_empty() {
        chip(format!("« {} »", query.texte), query.with(|other| other.texte.clear()));
    }
    if !query.du.is_empty() {
        chip(format!("déposé à partir du {}", written(&query.du)), query.with(|other| other.du.clear()));
    }
    if !query.au.is_empty() {
        chip(format!("déposé jusqu'au {}", written(&query.au)), query.with(|other| other.au.clear()));
    }
    chips
}

fn written(text: &str) -> String {
    crate::web::office::typed::day(text).ok().flatten().map_or_else(|| text.to_owned(), format::date)
}
