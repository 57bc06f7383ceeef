//! The address is the query: what is written in it is found again, and nonsense is told, all of it.

use super::filters::{counts, title};
use super::query::Query;
use super::read::Known;
use crate::adapters::db::Scope;
use crate::adapters::db::list::{From, Listing};
use guichet_domain::dossier::Etat;
use guichet_domain::filter::{Colonne, Par, Tri};
use guichet_domain::ids::{AgentId, DossierId};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const ME: AgentId = AgentId(Uuid::from_u128(7));

fn read(text: &str) -> Result<(Listing, From), Vec<String>> {
    let scope = Scope::staff(BTreeSet::from(["fussat".into()]));
    let known = Known {
        scope: &scope,
        programmes: &|id| id == "fussat",
        aides: &|id| id == "garde",
        me: ME,
        today: chrono::NaiveDate::MIN,
        delais: BTreeMap::new(),
    };
    Query::parse(text)
        .read(&known)
        .map_err(|faults| faults.iter().map(|fault| serde_json::to_string(fault).unwrap()).collect())
}

#[test]
fn everything_one_may_ask_comes_from_the_address() {
    let asked = read("programme=fussat&aide=garde&statut=en_attente&statut=refuse&texte=le+gall&du=2020-11-01&au=2020-11-30&conseiller=moi&tri=-nom&apres=00000000-0000-0000-0000-000000000003").unwrap();
    let (listing, from) = asked;
    assert_eq!(listing.filter.programmes, BTreeSet::from(["fussat".into()]));
    assert_eq!(listing.filter.aides, BTreeSet::from(["garde".into()]));
    assert_eq!(listing.filter.etats, BTreeSet::from([Etat::EnAttente, Etat::Refuse]));
    assert_eq!(listing.filter.mots, BTreeSet::from(["le".to_owned(), "gall".to_owned()]));
    assert_eq!(listing.filter.depose.min.unwrap().to_string(), "2020-11-01");
    assert_eq!(listing.filter.depose.max.unwrap().to_string(), "2020-11-30");
    assert_eq!(listing.filter.conseillers, BTreeSet::from([Par::Moi]));
    assert_eq!(listing.me, ME);
    assert_eq!(listing.tri, Tri { colonne: Colonne::Nom, descendant: true });
    assert_eq!(from, From::After(DossierId(Uuid::from_u128(3))));
}

#[test]
fn nothing_asked_is_the_whole_queue_oldest_first() {
    for text in ["", "texte=&statut=&du=&apres=", "inconnu=1"] {
        let (listing, from) = read(text).unwrap();
        assert!(listing.filter == Default::default() && from == From::Start, "{text}");
        assert_eq!(listing.tri, Tri { colonne: Colonne::Depose, descendant: false });
    }
}

#[test]
fn the_address_written_is_the_address_read() {
    let typed = [
        "statut=en_attente&texte=l%27%C5%93uvre%20%26%20fils%20%25_%3D&tri=-depot&apres=x",
        "programme=fussat&conseiller=aucun",
        "texte=%C3%A9l%C3%A9onore+%2B+%23",
    ];
    for text in typed {
        let query = Query::parse(text);
        assert_eq!(Query::parse(&query.text()), query, "{text}");
    }
    assert_eq!(Query::default().address(), "/dossiers");
}

#[test]
fn nonsense_is_told_all_at_once_and_kept() {
    let text = "programme=autre&aide=x&statut=perdu&du=2020-13-45&au=hier&conseiller=bob&tri=taille&apres=0";
    let faults = read(text).unwrap_err();
    assert_eq!(faults.len(), 8, "{faults:#?}");
    assert_eq!(Query::parse(text).text().matches('=').count(), 8, "what was typed stays");
}

#[test]
fn hostile_values_never_reach_the_database() {
    let long = format!("texte={}", "a".repeat(201));
    for text in [
        "texte=%00",
        "texte=a%0Ab",
        "apres=-1",
        "avant=%00",
        "conseiller=%00%40",
        "du=%2B262142-01-01",
        "au=0001-01-01",
        &long,
    ] {
        assert!(read(text).is_err(), "{text}");
    }
    assert!(read("texte=%27%3B+drop+table+dossiers%3B--").is_ok(), "an apostrophe is a letter like another");
}

#[test]
fn days_the_wrong_way_round_are_told() {
    assert!(read("du=2020-12-01&au=2020-11-01").is_err());
    assert!(read("du=2020-11-01&au=2020-11-01").is_ok());
}

#[test]
fn a_count_leads_to_its_statut_from_the_first_page_and_back() {
    let query = Query::parse("texte=gall&apres=4");
    let views = serde_json::to_value(counts(&query, &BTreeMap::from([(Etat::EnAttente, 1_234)]))).unwrap();
    assert_eq!(views[1]["href"], "/dossiers?statut=en_attente&texte=gall");
    assert_eq!(views[1]["nombre"], "1\u{202f}234");
    assert_eq!(views[0]["nombre"], "0", "a statut without dossier stays in its place");
    let there = Query::parse("statut=en_attente&texte=gall");
    let views = serde_json::to_value(counts(&there, &BTreeMap::new())).unwrap();
    assert_eq!((views[1]["actif"].as_bool(), views[1]["href"].as_str()), (Some(true), Some("/dossiers?texte=gall")));
}

#[test]
fn the_page_is_called_by_what_it_shows() {
    for (text, expected) in [
        ("", "Tous les dossiers"),
        ("tri=nom&apres=2", "Tous les dossiers"),
        ("statut=refuse", "Refusé"),
        ("statut=refuse&texte=x", "Recherche"),
    ] {
        assert_eq!(title(&Query::parse(text)), expected, "{text}");
    }
}
