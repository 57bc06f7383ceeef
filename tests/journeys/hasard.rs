//! A filter drawn at random leaves the same dossiers read as a query, as an address, as a view and in a file.
//! That these are the right ones is tried beside the list itself, against plain evaluation.

use super::beneficiaire::Beneficiaire;
use super::exports::{lines, takes};
use super::listes::{encoded, rows};
use super::reponses::Reponses;
use crate::kit::base::{Base, both};
use crate::kit::clones::clones;
use crate::kit::staff::grants;
use crate::kit::visitor::Visitor;
use crate::kit::world::World;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use guichet::actions::{exports, listing, vocabulary};
use guichet::adapters::db::dossiers::{Aide, set_aides, set_champs};
use guichet::adapters::db::list::{self, From, Listing};
use guichet::adapters::db::{self, Scope, agents};
use guichet_domain::access::Role;
use guichet_domain::dossier::Etat;
use guichet_domain::filter::{
    Between, ChampFiltrable, Colonne, Critere, Eligible, Filter, Indexed, Jalon, Nature, Par, Relatif, Signe, Tri,
    Vocabulary, parse,
};
use guichet_domain::ids::{AgentId, DossierId, ProgrammeId};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use std::collections::{BTreeMap, BTreeSet};

both!(any_filter_leaves_the_same_dossiers_wherever_it_is_read);

/// Filters drawn, after the one that leaves everything.
const FILTERS: usize = 12;
/// Copies of each dossier: all together, more than a page.
const COPIES: usize = 32;
const PROGRAMMES: [&str; 2] = ["retraite", "bourses"];
const SIGNES: [Signe; 6] = [
    Signe::PieceManquante,
    Signe::PieceRefusee,
    Signe::Doublon,
    Signe::Complete,
    Signe::Retard,
    Signe::CoordonneesManquantes,
];

/// Every order, as it is written in an address.
const ORDERS: [(&str, Colonne); 12] = [
    ("numero", Colonne::Numero),
    ("nom", Colonne::Nom),
    ("programme", Colonne::Programme),
    ("aide", Colonne::Aide),
    ("statut", Colonne::Statut),
    ("depose", Colonne::Depose),
    ("decide", Colonne::Decide),
    ("change", Colonne::Change),
    ("attend", Colonne::Attend),
    ("conseiller", Colonne::Conseiller),
    ("montant", Colonne::Montant),
    ("signes", Colonne::Signes),
];

/// Chance that is the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    fn pick<T: Clone>(&mut self, among: &[T]) -> T {
        among[self.below(among.len())].clone()
    }

    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of the last forty days.
    fn day(&mut self, today: NaiveDate) -> NaiveDate {
        today - TimeDelta::days(self.below(40) as i64)
    }

    /// Near midnight in Paris too: a day ends at one place for everybody.
    fn moment(&mut self, today: NaiveDate) -> DateTime<Utc> {
        let hour = self.pick(&[1, 10, 22, 23]);
        self.day(today).and_hms_opt(hour, 30, 0).expect("an hour").and_utc()
    }

    /// Bounded on one side at least.
    fn between<T: PartialOrd + Clone>(&mut self, one: T, other: T) -> Between<T> {
        let (low, high) = if one <= other { (one, other) } else { (other, one) };
        match self.below(3) {
            0 => Between { min: Some(low), max: None },
            1 => Between { min: None, max: Some(high) },
            _ => Between { min: Some(low), max: Some(high) },
        }
    }

    fn some<T: Clone + Ord>(&mut self, among: &[T]) -> BTreeSet<T> {
        (0..=self.below(3)).map(|_| self.pick(among)).collect()
    }
}

/// What the story knows.
struct Known {
    world: World,
    me: AgentId,
    other: AgentId,
    vocabulary: Vocabulary,
    today: NaiveDate,
}

async fn any_filter_leaves_the_same_dossiers_wherever_it_is_read(base: Base) {
    let world = World::on(base).await;
    let mut models = vec![];
    for (programme, name) in PROGRAMMES.into_iter().zip(["camille", "noa"]) {
        let mut person = Beneficiaire::arrives(&world, programme, name, Reponses::of(programme));
        models.push((ProgrammeId::from(programme), person.submits_a_dossier(&world).await));
    }
    let mut rights = grants(PROGRAMMES[0], &[Role::Conseiller]);
    rights.give(PROGRAMMES[1].into(), Role::Conseiller);
    world.agent("autre", rights.clone()).await;
    let mut agent = world.agent("conseiller", rights.clone()).await;
    let vocabulary = vocabulary::of(&world.app, &rights).await.expect("the words of the agent");
    let (me, other) = (find(&world, "conseiller").await, find(&world, "autre").await);
    let known = Known { today: world.app.clock.today(), world, me, other, vocabulary };
    let mut dice = Dice(3);
    for (programme, model) in &models {
        for id in clones(&known.world, model, COPIES).await {
            scatter(&known, &mut dice, programme, id).await;
        }
    }
    let of = |filter, tri| listing::of(&known.world.app, &rights, me, filter, tri);
    let numeros: BTreeMap<String, String> =
        listed(&known.world, &of(Filter::default(), Tri::default())).await.into_iter().collect();
    assert_eq!(numeros.len(), PROGRAMMES.len() * (COPIES + 1), "more than a page of fifty");

    let (mut empty, mut partial) = (0, 0);
    for drawn in 0..=FILTERS {
        let filter = if drawn == 0 { Filter::default() } else { filter(&known, &mut dice) };
        let q = filter.text();
        assert_eq!(parse(&q, &known.vocabulary).as_ref(), Ok(&filter), "{q}");
        // Every column sorts once; the last filter sorts by the first again, the other way.
        let (code, colonne) = ORDERS[drawn % ORDERS.len()];
        let descendant = drawn == FILTERS || dice.once_in(2);
        let in_order = listed(&known.world, &of(filter, Tri { colonne, descendant })).await;
        let in_order: Vec<String> = in_order.into_iter().map(|(_, numero)| numero).collect();
        let expected: BTreeSet<String> = in_order.iter().cloned().collect();
        empty += usize::from(expected.is_empty());
        partial += usize::from(!expected.is_empty() && expected.len() < numeros.len());
        let named = |ids: Vec<String>| -> BTreeSet<String> {
            let count = ids.len();
            let named: BTreeSet<String> =
                ids.iter().map(|id| numeros[id.trim_start_matches("/dossiers/")].clone()).collect();
            assert_eq!(named.len(), count, "chacun une fois : {q}");
            named
        };

        let typed = exports::read(&known.world.app, me, &rights, &q).await.expect("read").expect("a query");
        let by_query: BTreeSet<String> =
            listed(&known.world, &typed).await.into_iter().map(|(_, numero)| numero).collect();
        assert_eq!(by_query, expected, "par la recherche : {q}");
        let sign = if descendant { "-" } else { "" };
        let by_address = walked(&mut agent, &format!("/dossiers?q={}&tri={sign}{code}", encoded(&q))).await;
        assert_eq!(named(by_address), expected, "par l'adresse : {q}");
        assert_eq!(named(by_a_view(&mut agent, &q).await), expected, "par une vue : {q}");
        let asked = format!("{}&tri={sign}{code}", encoded(&q));
        let csv = lines(&takes(&known.world, &mut agent, &asked, "csv").await);
        let exported: Vec<&str> = csv[1..].iter().map(|line| line.split(';').next().unwrap_or_default()).collect();
        assert_eq!(exported, in_order, "dans un fichier, dans l'ordre {sign}{code} : {q}");
    }
    assert!(empty < FILTERS / 2 && partial >= FILTERS / 2, "most leave something: {empty} empty, {partial} partial");
}

async fn find(world: &World, name: &str) -> AgentId {
    let email = format!("{name}@agents.example");
    agents::find_by_email(&world.app.db, &email).await.expect("read").expect("an account").id
}

/// The dossiers of a list read straight from the database, page by page: their ids and numbers, in its order.
async fn listed(world: &World, listing: &Listing) -> Vec<(String, String)> {
    let mut found = vec![];
    let mut from = From::Start;
    loop {
        let page = list::page(&world.app.db, listing, from, 50).await.expect("a page");
        let last = page.rows.last().map(|row| row.id);
        found.extend(page.rows.into_iter().map(|row| (row.id.to_string(), row.numero)));
        match last {
            Some(last) if page.after => from = From::After(last),
            _ => return found,
        }
    }
}

/// The dossiers of the list at that address and on the pages that « Suivants » leads to.
async fn walked(agent: &mut Visitor, address: &str) -> Vec<String> {
    let mut found = vec![];
    let mut page = agent.get(address).await;
    loop {
        found.extend(rows(page.must_be(200)));
        let next = page.links().into_iter().find(|href| href.starts_with("/dossiers?") && href.contains("apres="));
        let Some(next) = next else { return found };
        page = agent.get(&next).await;
    }
}

/// The same query under a name, forgotten afterwards.
async fn by_a_view(agent: &mut Visitor, q: &str) -> Vec<String> {
    let form = agent.get(&format!("/vues/nouvelle?q={}", encoded(q))).await.form("/vues").set("nom", "Au hasard");
    agent.submit(form).await.must_be(200);
    let own = |href: &String| href.strip_prefix("/vues/").is_some_and(|id| id.len() == 36);
    let view = agent.get("/vues").await.links().into_iter().find(own).expect("the view that was saved");
    let found = walked(agent, &format!("{view}/dossiers")).await;
    let forgets = agent.get(&view).await.form(&format!("{view}/suppressions"));
    agent.submit(forgets).await.must_be(200);
    found
}

/// Writes anything that a filter reads on a dossier.
async fn scatter(known: &Known, dice: &mut Dice, programme: &ProgrammeId, id: DossierId) {
    let today = known.today;
    let update = Query::update()
        .table("dossiers")
        .value("etat", dice.pick(&Etat::ALL).code())
        .value("conseiller_id", dice.pick(&[None, Some(known.me.0), Some(known.other.0)]))
        .value("submitted_at", (!dice.once_in(5)).then(|| dice.moment(today)))
        .value("decided_at", dice.once_in(2).then(|| dice.moment(today)))
        .value("changed_at", dice.moment(today))
        .value("attend_depuis", (!dice.once_in(3)).then(|| dice.day(today)))
        .value("total_centimes", (!dice.once_in(4)).then(|| dice.below(6) as i64 * 10_050))
        .value("pieces_manquantes", dice.below(2) as i32)
        .value("pieces_refusees", dice.pick(&[0, 0, 1]))
        .value("doublon", dice.once_in(4))
        .value("complete", dice.once_in(4))
        .value("versement_manque", dice.once_in(2))
        .value("eligible", dice.pick(&[None, Some("oui"), Some("non"), Some("inconnu")]))
        .value("recherche", dice.pick(&["le gall etienne", "le bras noa", "o brien etienne"]))
        .and_where(Expr::col("id").eq(id.0))
        .take();
    let scope = Scope::staff([programme.clone()].into());
    let aides: Vec<_> = known.vocabulary.aides.iter().filter(|aide| &aide.programme == programme).collect();
    let given = Aide { aide: dice.pick(&aides).id.clone(), propose: None, centimes: None, raison: None };
    let champs: Vec<Indexed> = known.vocabulary.champs.iter().filter_map(|champ| answer(dice, champ, today)).collect();
    let tx = db::begin(&known.world.app.db).await.expect("a transaction");
    tx.execute(&update).await.expect("written");
    set_aides(&tx, &scope, id, &[given]).await.expect("its aides");
    set_champs(&tx, &scope, (programme, id), &champs).await.expect("its answers");
    tx.commit().await.expect("committed");
}

fn answer(dice: &mut Dice, champ: &ChampFiltrable, today: NaiveDate) -> Option<Indexed> {
    let mut answer = Indexed { champ: champ.id.to_string(), ..Indexed::default() };
    match &champ.nature {
        _ if dice.once_in(4) => return None,
        Nature::Texte => answer.texte = Some(dice.pick(&["artiste", "musicien"]).to_owned()),
        Nature::Choix(choices) => answer.texte = Some(dice.pick(choices).0),
        Nature::OuiNon => answer.texte = Some(dice.pick(&["oui", "non"]).to_owned()),
        Nature::Entier | Nature::Nombre | Nature::Montant => answer.nombre = Some(dice.below(9) as i64 * 1_000_000),
        Nature::Jour => answer.jour = Some(dice.day(today)),
    }
    Some(answer)
}

fn critere(dice: &mut Dice, champ: &ChampFiltrable, today: NaiveDate) -> Critere {
    match &champ.nature {
        Nature::Texte => Critere::Egal(dice.pick(&["artiste", "musicien"]).to_owned()),
        Nature::Choix(choices) => Critere::Egal(dice.pick(choices).0),
        Nature::OuiNon => Critere::Egal(dice.pick(&["oui", "non"]).to_owned()),
        Nature::Entier | Nature::Nombre | Nature::Montant => {
            let (a, b) = (dice.below(9).into(), dice.below(9).into());
            Critere::Nombre(dice.between(a, b))
        }
        Nature::Jour => Critere::Jour(days(dice, today)),
    }
}

fn days(dice: &mut Dice, today: NaiveDate) -> Between<NaiveDate> {
    let (a, b) = (dice.day(today), dice.day(today));
    dice.between(a, b)
}

/// One, two or three parts of all there are: more would leave nothing.
fn filter(known: &Known, dice: &mut Dice) -> Filter {
    let (vocabulary, today) = (&known.vocabulary, known.today);
    let mut filter = Filter::default();
    for _ in 0..=dice.below(3) {
        match dice.below(14) {
            0 => filter.programmes = dice.some(&PROGRAMMES.map(ProgrammeId::from)),
            1 => filter.aides = dice.some(&vocabulary.aides.iter().map(|aide| aide.id.clone()).collect::<Vec<_>>()),
            2 => filter.etats = dice.some(&Etat::ALL),
            3 => {
                let other = Par::Agent("autre@agents.example".to_owned());
                filter.conseillers = dice.some(&[Par::Moi, Par::Personne, Par::Quelquun, other]);
            }
            4 => filter.depose = days(dice, today),
            5 => filter.decide = days(dice, today),
            6 => filter.change = days(dice, today),
            7 => {
                let (a, b) = (dice.below(30) as u32, dice.below(30) as u32);
                filter.attend = dice.between(a, b);
            }
            8 => {
                let (a, b) = (dice.below(60_000) as i64, dice.below(60_000) as i64);
                filter.montant = dice.between(a, b);
            }
            9 => filter.eligible = dice.some(&[Eligible::Oui, Eligible::Non, Eligible::Inconnu]),
            10 => filter.signes = dice.some(&SIGNES),
            11 => {
                let words = [Relatif::Aujourdhui, Relatif::Hier, Relatif::CetteSemaine, Relatif::CeMois];
                filter.jours = BTreeMap::from([(dice.pick(&Jalon::ALL), dice.pick(&words))]);
            }
            12 => {
                let champ = dice.pick(&vocabulary.champs);
                filter.champs = BTreeMap::from([(champ.id.clone(), critere(dice, &champ, today))]);
            }
            _ => filter.mots = dice.some(&["etienne", "le", "gall", "le gall", "br", "noa"].map(str::to_owned)),
        }
    }
    filter
}
