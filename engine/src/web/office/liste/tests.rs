//! The address is the query: what is written in it is found again, older addresses are still read, and
//! nonsense is told, all of it.

use super::chips;
use super::columns;
use super::query::{Nonsense, Query};
use super::{counts, strange, title};
use guichet_domain::dossier::Etat;
use guichet_domain::filter::{Colonne, Filter, Par, Vocabulary};
use std::collections::BTreeMap;

fn vocabulary() -> Vocabulary {
    Vocabulary {
        programmes: vec![("fussat".into(), "FUSSAT".into())],
        agents: vec![("camille@agents.example".into(), "Camille Exemple".into())],
        ..Vocabulary::default()
    }
}

fn read(text: &str) -> Result<Filter, Nonsense> {
    Query::parse(text).filter(&vocabulary())
}

#[test]
fn the_query_comes_from_the_address_or_from_the_form() {
    let typed = read("q=statut%3Aen_attente+conseiller%3Amoi+%22le+gall%22").unwrap();
    let posted = read("statut=en_attente&conseiller=moi&texte=%22le+gall%22&depose_du=&tri=nom").unwrap();
    assert_eq!(typed, posted);
    assert!(typed.etats.contains(&Etat::EnAttente) && typed.conseillers.contains(&Par::Moi));
}

#[test]
fn older_addresses_are_still_read() {
    let old = read("statut=en_attente&du=2020-11-01&au=2020-11-30&texte=gall&page=3&tri=-depot").unwrap();
    assert_eq!(old.text(), "statut:en_attente depose:2020-11-01..2020-11-30 gall");
    let tri = Query::parse("tri=-depot").order().unwrap();
    assert_eq!((tri.colonne, tri.descendant), (Colonne::Depose, true));
}

#[test]
fn the_address_written_is_the_address_read() {
    for text in [
        "q=l%27%C5%93uvre%20%26%20fils%20%25_%3D&tri=-depose&apres=x&rang=51",
        "q=programme%3Afussat&colonnes=numero,nom,montant",
        "q=%C3%A9l%C3%A9onore+%2B+%23&filtres=1",
    ] {
        let query = Query::parse(text);
        assert_eq!(Query::parse(&query.text()), query, "{text}");
    }
    assert_eq!(Query::default().address(), "/dossiers");
}

#[test]
fn nonsense_is_told_all_at_once_and_at_its_place() {
    let Err(Nonsense::Query(faults)) = read("q=statu%3Ax+statut%3Aperdu+depose%3Ademain") else { panic!("faults") };
    assert_eq!(faults.iter().map(|fault| fault.start).collect::<Vec<_>>(), [0, 15, 28]);
    let Err(Nonsense::Form(problems)) = read("statut=perdu&depose_du=hier&conseiller=bob") else { panic!("problems") };
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(Query::parse("tri=taille").order().is_none() && columns::read("taille").is_none());
}

#[test]
fn columns_are_chosen_and_ordered() {
    assert_eq!(columns::read("montant,numero,statut").unwrap(), ["numero", "nom", "montant", "statut"]);
    assert_eq!(columns::read("").unwrap(), columns::read("numero,nom").unwrap(), "no choice is the usual one");
    let form = |typed: &'static [(&'static str, &'static str)]| {
        columns::posted(|name| typed.iter().find(|(one, _)| *one == name).map_or("", |(_, value)| value).to_owned())
    };
    let chosen =
        form(&[("colonne.montant", "oui"), ("place.montant", "2"), ("colonne.statut", "oui"), ("place.statut", "1")]);
    assert_eq!(chosen, "numero,nom,statut,montant");
}

#[test]
fn a_count_leads_to_its_statut_from_the_first_page_and_back() {
    let query = Query::parse("q=gall&apres=x");
    let filter = query.filter(&vocabulary()).unwrap();
    let views = serde_json::to_value(counts(&query, &filter, &BTreeMap::from([(Etat::EnAttente, 1_234)]))).unwrap();
    assert_eq!(views[1]["href"], "/dossiers?q=statut%3Aen_attente%20gall");
    assert_eq!(views[1]["nombre"], "1\u{202f}234");
    assert_eq!(views[0]["nombre"], "0", "a statut without dossier stays in its place");
    let there = Query::parse("q=statut%3Aen_attente+gall");
    let views = serde_json::to_value(counts(&there, &there.filter(&vocabulary()).unwrap(), &BTreeMap::new())).unwrap();
    assert_eq!((views[1]["actif"].as_bool(), views[1]["href"].as_str()), (Some(true), Some("/dossiers?q=gall")));
}

#[test]
fn each_part_has_a_chip_that_does_without_it() {
    let query = Query::parse("q=statut%3Aen_attente,refuse+conseiller%3Acamille@agents.example+attend:%3E15+gall");
    let filter = query.filter(&vocabulary()).unwrap();
    let parts = chips::parts(&filter, &vocabulary());
    let words: Vec<&str> = parts.iter().map(|part| part.libelle.as_str()).collect();
    let expected =
        ["statut : en attente ou refusé", "conseiller : Camille Exemple", "attend : à partir de 16\u{a0}j", "« gall »"];
    assert_eq!(words, expected);
    for part in &parts {
        assert_ne!(part.without, filter, "{}", part.libelle);
        assert_eq!(chips::parts(&part.without, &vocabulary()).len(), parts.len() - 1, "{}", part.libelle);
    }
}

#[test]
fn the_page_is_called_by_what_it_shows() {
    for (text, expected) in [
        ("", "Tous les dossiers"),
        ("tri=nom", "Tous les dossiers"),
        ("q=statut:refuse", "Refusé"),
        ("q=x", "Recherche"),
    ] {
        let query = Query::parse(text);
        assert_eq!(title(None, &query, query.filter(&vocabulary()).ok().as_ref()), expected, "{text}");
    }
    assert_eq!(title(Some("À traiter".into()), &Query::parse("q=x"), None), "À traiter");
}

#[test]
fn colleagues_are_read_only_where_one_is_named() {
    for (q, named) in [("statut:en_attente", false), ("conseiller:moi,personne x", false), ("conseiller:dupont", true)]
    {
        assert_eq!(strange(q), named, "{q}");
    }
}
