//! A crowd of dossiers at random, and what a filter leaves of it told without SQL.

use super::kit::{Base, agent, at, bourses, day, fussat, new_dossier, open, person};
use crate::adapters::db::dossiers::{Aide, set_aides, set_champs};
use crate::adapters::db::entities::dossier::{ActiveModel, Entity, Model};
use crate::adapters::db::list::Listing;
use crate::adapters::db::{Scope, begin};
use chrono::{NaiveDate, TimeDelta};
use guichet_domain::calendrier::working_days;
use guichet_domain::dossier::Etat;
use guichet_domain::filter::{Between, Critere, Filter, Indexed, Jalon, Par, Signe, millionths};
use guichet_domain::format::{fold, jour_paris};
use guichet_domain::ids::{AgentId, DossierId, ProgrammeId};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};
use std::collections::BTreeSet;

/// Chance that is the same each time.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    pub(super) fn pick<T: Clone>(&mut self, among: &[T]) -> T {
        among[self.below(among.len())].clone()
    }

    pub(super) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub(super) fn day(&mut self) -> NaiveDate {
        day("2020-11-02") + TimeDelta::days(self.below(25) as i64)
    }
}

pub(super) struct Crowd {
    pub(super) lines: Vec<Line>,
    pub(super) agents: Vec<(AgentId, String)>,
}

pub(super) struct Line {
    pub(super) row: Model,
    aides: BTreeSet<String>,
    champs: Vec<Indexed>,
}

pub(super) const NOMS: [&str; 6] = ["Étienne", "Le Gall", "Lê", "O'Brien", "100%_x", "Élan-Bœuf"];
pub(super) const AIDES: [&str; 3] = ["garde", "permis", "urgence"];
pub(super) const TODAY: &str = "2020-11-26";

pub(super) async fn crowd(db: &Base, dice: &mut Dice, size: usize) -> Crowd {
    let mut agents = vec![];
    for nom in ["alix", "bo"] {
        agents.push((agent(db, nom).await, format!("{nom}@audiens.test")));
    }
    let mut lines = vec![];
    for place in 0..size {
        let programme = dice.pick(&[fussat(), fussat(), bourses()]);
        let nom = dice.pick(&NOMS);
        let who = person(db, &programme, &format!("p{place}")).await;
        let dossier = open(db, new_dossier(&programme, who, nom)).await;
        lines.push(line(db, dice, &agents, dossier.id).await);
    }
    Crowd { lines, agents }
}

async fn line(db: &Base, dice: &mut Dice, agents: &[(AgentId, String)], id: DossierId) -> Line {
    let scope = everywhere();
    let row = Entity::find_by_id(id.0).one(&**db).await.expect("asked").expect("a dossier");
    let (programme, before) = (ProgrammeId(row.programme.clone()), row.clone());
    let mut row: ActiveModel = row.into_active_model();
    let moment = |dice: &mut Dice| at(&format!("{}T{:02}:30:00Z", dice.day(), dice.pick(&[1, 10, 22, 23])));
    row.etat = Set(dice.pick(&Etat::ALL).code().to_owned());
    row.conseiller_id = Set((!dice.once_in(3)).then(|| dice.pick(agents).0.0));
    row.submitted_at = Set((!dice.once_in(4)).then(|| moment(dice)));
    row.decided_at = Set(dice.once_in(3).then(|| moment(dice)));
    row.changed_at = Set(moment(dice));
    row.attend_depuis = Set((!dice.once_in(3)).then(|| dice.day()));
    row.total_centimes = Set((!dice.once_in(4)).then(|| dice.below(5) as i64 * 10_050));
    row.pieces_manquantes = Set(dice.below(2) as i32);
    row.pieces_refusees = Set(dice.pick(&[0, 0, 1]));
    row.doublon = Set(dice.once_in(4));
    row.complete = Set(dice.once_in(4));
    row.versement_manque = Set(dice.once_in(2));
    row.eligible = Set(dice.pick(&[None, Some("oui"), Some("non"), Some("inconnu")]).map(str::to_owned));
    row.recherche = Set(format!("{} {}", before.recherche, dice.pick(&["abc", "de", "li ne"])));
    let row = row.update(&**db).await.expect("written");
    let aides: BTreeSet<&str> = (0..dice.below(3)).map(|_| dice.pick(&AIDES)).collect();
    let champs = champs(dice);
    let tx = begin(db).await.expect("a transaction");
    let given = |aide: &&str| Aide { aide: (*aide).into(), propose: None, centimes: None, raison: None };
    set_aides(&tx, &scope, id, &aides.iter().map(given).collect::<Vec<_>>()).await.expect("its aides");
    set_champs(&tx, &scope, (&programme, id), &champs).await.expect("its answers");
    tx.commit().await.expect("committed");
    Line { row, aides: aides.into_iter().map(str::to_owned).collect(), champs }
}

fn champs(dice: &mut Dice) -> Vec<Indexed> {
    let mut champs = vec![];
    for rang in 0..dice.below(3) as i32 {
        let texte = Some(dice.pick(&["artiste", "saint etienne"]).to_owned());
        champs.push(Indexed { champ: "ville".into(), rang, texte, ..Indexed::default() });
    }
    if dice.once_in(2) {
        let nombre = Some(dice.below(4) as i64 * 500_000);
        champs.push(Indexed { champ: "taux".into(), nombre, ..Indexed::default() });
    }
    if dice.once_in(2) {
        champs.push(Indexed { champ: "fin".into(), jour: Some(dice.day()), ..Indexed::default() });
    }
    champs
}

pub(super) fn everywhere() -> Scope {
    Scope::staff(BTreeSet::from([fussat(), bourses()]))
}

impl Crowd {
    /// The ids of what a listing leaves.
    pub(super) fn left(&self, listing: &Listing) -> BTreeSet<DossierId> {
        let kept = self.lines.iter().filter(|line| self.keeps(line, listing));
        kept.map(|line| DossierId(line.row.id)).collect()
    }

    fn keeps(&self, line: &Line, listing: &Listing) -> bool {
        let Filter { programmes, aides, etats, conseillers, depose, decide, change, attend, montant, .. } =
            &listing.filter;
        let Filter { eligible, signes, champs, mots, jours, .. } = &listing.filter;
        let row = &line.row;
        let moment = |at: Option<chrono::DateTime<chrono::Utc>>, days| lies(at.map(jour_paris), days);
        let waited = row.attend_depuis.map(|since| working_days(since, listing.today));
        let signs = |of_piece| {
            let wanted: Vec<&Signe> = signes.iter().filter(|signe| signe.of_piece() == of_piece).collect();
            wanted.is_empty() || wanted.into_iter().any(|signe| sign(row, *signe, waited, listing))
        };
        (programmes.is_empty() || programmes.contains(row.programme.as_str()))
            && (aides.is_empty() || aides.iter().any(|aide| line.aides.contains(aide.as_str())))
            && (etats.is_empty() || etats.iter().any(|etat| etat.code() == row.etat))
            && (conseillers.is_empty() || conseillers.iter().any(|par| self.holds(row, par, listing.me)))
            && moment(row.submitted_at, *depose)
            && moment(row.decided_at, *decide)
            && moment(Some(row.changed_at), *change)
            && jours.iter().all(|(jalon, jour)| {
                let at = match jalon {
                    Jalon::Depose => row.submitted_at,
                    Jalon::Decide => row.decided_at,
                    Jalon::Change => Some(row.changed_at),
                };
                moment(at, jour.days(listing.today))
            })
            && lies(waited, *attend)
            && lies(row.total_centimes, *montant)
            && (eligible.is_empty() || eligible.iter().any(|one| Some(one.code()) == row.eligible.as_deref()))
            && signs(true)
            && signs(false)
            && champs.iter().all(|(id, critere)| {
                line.champs.iter().any(|value| value.champ == id.as_str() && answers(value, critere))
            })
            && mots.iter().all(|mot| found(row, mot))
    }

    fn holds(&self, row: &Model, par: &Par, me: AgentId) -> bool {
        let known = |email: &str| self.agents.iter().find(|(_, one)| one == email).map(|(id, _)| id.0);
        match par {
            Par::Moi => row.conseiller_id == Some(me.0),
            Par::Personne => row.conseiller_id.is_none(),
            Par::Quelquun => row.conseiller_id.is_some(),
            Par::Agent(email) => row.conseiller_id.is_some() && row.conseiller_id == known(email),
        }
    }
}

fn lies<T: PartialOrd>(value: Option<T>, between: Between<T>) -> bool {
    match value {
        Some(value) => between.min.is_none_or(|min| value >= min) && between.max.is_none_or(|max| value <= max),
        None => between.min.is_none() && between.max.is_none(),
    }
}

fn sign(row: &Model, signe: Signe, waited: Option<u32>, listing: &Listing) -> bool {
    match signe {
        Signe::PieceManquante => row.pieces_manquantes > 0,
        Signe::PieceRefusee => row.pieces_refusees > 0,
        Signe::Doublon => row.doublon,
        Signe::Complete => row.complete,
        Signe::CoordonneesManquantes => row.etat == "valide_manager" && row.versement_manque,
        Signe::Retard => {
            let delai = listing.delais.get(row.programme.as_str()).copied().unwrap_or(15);
            waited.is_some_and(|days| days > delai)
        }
    }
}

fn answers(value: &Indexed, critere: &Critere) -> bool {
    match critere {
        Critere::Egal(text) => value.texte.as_ref() == Some(text),
        Critere::Nombre(bounds) => {
            let bounds = Between { min: bounds.min.map(millionths), max: bounds.max.map(millionths) };
            value.nombre.is_some() && lies(value.nombre, bounds)
        }
        Critere::Jour(bounds) => value.jour.is_some() && lies(value.jour, *bounds),
    }
}

/// A short word starts a word of the names; a longer one stands anywhere in them; digits end the number.
fn found(row: &Model, mot: &str) -> bool {
    let short = mot.chars().count() < 3 && mot.chars().all(char::is_alphanumeric);
    let named =
        if short { row.recherche.split(' ').any(|word| word.starts_with(mot)) } else { row.recherche.contains(mot) };
    let last = row.numero.rsplit('-').next().and_then(|last| last.parse::<u32>().ok());
    named
        || mot.parse::<u32>().is_ok_and(|number| Some(number) == last)
        || fold(&row.numero).starts_with(mot) && mot.contains(' ')
}
