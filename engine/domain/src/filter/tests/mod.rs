//! What people type is what they get: queries, faults at their place, forms, completion.

mod random;

use super::{
    AideConnue, Between, ChampFiltrable, Critere, Eligible, Filter, Nature, Par, Signe, Vocabulary, from_form, parse,
    suggest,
};
use crate::dossier::Etat;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

pub(super) fn vocabulary() -> Vocabulary {
    let aide = |programme: &str, id: &str, libelle: &str| AideConnue {
        programme: programme.into(),
        id: id.into(),
        libelle: libelle.to_owned(),
    };
    let champ = |id: &str, nature: Nature| ChampFiltrable { id: id.into(), libelle: format!("Champ {id}"), nature };
    let choices = [("artiste", "Artiste"), ("technicien", "Technicien ou technicienne"), ("a, b", "Les deux")];
    let choices = choices.map(|(key, label)| (key.to_owned(), label.to_owned()));
    Vocabulary {
        programmes: vec![("fonds".into(), "Fonds social".to_owned()), ("bourse".into(), "Bourses d'été".to_owned())],
        aides: vec![
            aide("fonds", "garde", "Garde d'enfants"),
            aide("fonds", "garde_nuit", "Garde de nuit"),
            aide("bourse", "garde", "Garde d'enfants"),
            aide("bourse", "permis", "Permis de conduire"),
        ],
        champs: vec![
            champ("metier", Nature::Choix(choices.to_vec())),
            champ("heures", Nature::Entier),
            champ("taux", Nature::Nombre),
            champ("loyer", Nature::Montant),
            champ("fin", Nature::Jour),
            champ("frais.ville", Nature::Texte),
            champ("guso", Nature::OuiNon),
        ],
        agents: vec![
            ("camille.ferrand@agence.example".to_owned(), "Camille Ferrand".to_owned()),
            ("noa.petit@agence.example".to_owned(), "Noa Petit".to_owned()),
        ],
    }
}

fn read(text: &str) -> Filter {
    parse(text, &vocabulary()).unwrap_or_else(|faults| panic!("« {text} » : {faults:#?}"))
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day of the test")
}

#[test]
fn the_query_of_every_day_is_read_whole() {
    let text = "statut:en_attente aide:permis depose:>2026-09-01 conseiller:moi piece:manquante \"nom prénom\" Le";
    let expected = Filter {
        etats: BTreeSet::from([Etat::EnAttente]),
        aides: BTreeSet::from(["permis".into()]),
        depose: Between { min: Some(day("2026-09-02")), max: None },
        conseillers: BTreeSet::from([Par::Moi]),
        signes: BTreeSet::from([Signe::PieceManquante]),
        mots: BTreeSet::from(["le".to_owned(), "nom prenom".to_owned()]),
        ..Filter::default()
    };
    assert_eq!(read(text), expected);
    assert_eq!(
        expected.text(),
        "aide:permis statut:en_attente conseiller:moi depose:>=2026-09-02 piece:manquante le \"nom prenom\""
    );
}

#[test]
fn one_thing_has_many_spellings() {
    for (typed, written) in [
        ("Statut:EN_ATTENTE", "statut:en_attente"),
        ("STATUT:\"en attente\"", "statut:en_attente"),
        ("statut:« Validé conseiller »,refusé", "statut:valide_conseiller,refuse"),
        ("statut:refuse statut:en_attente", "statut:en_attente,refuse"),
        ("programme:bo aide:\"permis de\"", "programme:bourse aide:permis"),
        ("aide:garde", "aide:garde"),
        (
            "conseiller:moi,Personne,quelqu'un,camille",
            "conseiller:moi,personne,quelquun,camille.ferrand@agence.example",
        ),
        ("déposé:1/9/2026", "depose:2026-09-01"),
        ("depose:2026-09-01..1/10/2026", "depose:2026-09-01..2026-10-01"),
        ("depose:>=2026-09-01 depose:<2026-10-01", "depose:2026-09-01..2026-09-30"),
        ("montant:>1000 attend:>=10", "attend:>=10 montant:>=1000.01"),
        ("montant:\"1 000,50\"..2000", "montant:1000.5..2000"),
        ("montant:>=\"1 000\"", "montant:>=1000"),
        ("verdict:éligible,inconnu signe:retard,doublon", "verdict:eligible,inconnu signe:doublon,retard"),
        ("champ.heures:>250 champ.heures:>250", "champ.heures:>=251"),
        ("champ.taux:<0,5", "champ.taux:<=0.499999"),
        ("champ.Metier:tech champ.guso:Oui", "champ.guso:oui champ.metier:technicien"),
        ("champ.metier:\"a, b\"", "champ.metier:\"a, b\""),
        ("champ.frais.ville:\"Saint-Étienne\"", "champ.frais.ville:\"saint etienne\""),
        ("champ.fin:2026-09-01..", "champ.fin:>=2026-09-01"),
        ("depose:aujourd'hui", "depose:aujourd'hui"),
        ("depose:Aujourd’hui decide:HIER", "depose:aujourd'hui decide:hier"),
        ("change:\"cette semaine\" change:cette_semaine", "change:cette_semaine"),
        ("depose:ce-mois depose:>2026-09-01", "depose:>=2026-09-02 depose:ce_mois"),
        ("L'Œuvre jean-pierre", "\"jean pierre\" \"l oeuvre\""),
        ("un - deux \"\"", "deux un"),
        ("\"a:b\" \"dit \"\"x\"\"\"", "\"a:b\" \"dit \"\"x\"\"\""),
        ("", ""),
    ] {
        let filter = read(typed);
        assert_eq!(filter.text(), written, "{typed}");
        assert_eq!(read(&filter.text()), filter, "{typed}");
    }
}

#[test]
fn all_that_is_wrong_is_told_at_its_place_with_what_to_write() {
    let text = "statu:refuse statut:perdu aide:gar depose:demain champ.metie:x https://a \"ouvert";
    let faults = parse(text, &vocabulary()).expect_err("nonsense");
    let told: Vec<_> = faults.iter().map(|fault| (&text[fault.start..fault.end], fault.message.as_str())).collect();
    let expected = [
        ("statu", "« statu: » n'est pas un mot de la recherche. Vouliez-vous dire « statut: » ?"),
        (
            "perdu",
            "« perdu » n'est pas un statut. Écrivez « brouillon », « en_attente », « incomplet », « valide_conseiller », « valide_manager », « refuse », « mis_en_paiement » ou « abandonne ».",
        ),
        ("gar", "« gar » peut dire « garde » ou « garde_nuit » : écrivez l'un d'eux en entier."),
        ("demain", "« demain » n'est pas une date. Écrivez la date sous la forme 20/11/2020."),
        (
            "champ.metie",
            "« metie » n'est pas un champ filtrable de vos programmes. Vouliez-vous dire « champ.metier: » ?",
        ),
        ("https", "« https: » n'est pas un mot de la recherche. Pour chercher ce texte, mettez-le entre guillemets."),
        ("\"ouvert", "Fermez la phrase par \" : elle court jusqu'à la fin de la recherche."),
    ];
    assert_eq!(told, expected);
}

#[test]
fn what_no_dossier_can_answer_is_told() {
    for (text, at) in [
        ("depose:2026-10-01..2026-09-01", "2026-10-01..2026-09-01"),
        ("montant:>10 montant:<5", "<5"),
        ("attend:<0", "<0"),
        ("attend:-3", "-3"),
        ("attend:10000", "10000"),
        ("montant:..", ".."),
        ("statut:", "statut:"),
        ("statut: refuse", "statut:"),
        ("statut:,refuse", ""),
        ("montant:99999999999999999999", "99999999999999999999"),
        ("champ.guso:peut-être", "peut-être"),
        ("champ.heures:3 champ.heures:4", "champ.heures"),
        ("champ.:3", "champ."),
        ("signe:manquante", "manquante"),
        ("a b c d e f g h i", "i"),
        ("depose:hier depose:aujourd'hui", "aujourd'hui"),
        ("depose:>=hier", ">=hier"),
        ("depose:hier,aujourd'hui", "hier,aujourd'hui"),
    ] {
        let faults = parse(text, &vocabulary()).expect_err(text);
        assert_eq!(faults.iter().map(|fault| &text[fault.start..fault.end]).collect::<Vec<_>>(), [at], "{text}");
    }
    let long = "é".repeat(2_001);
    assert_eq!(parse(&long, &vocabulary()).expect_err("too long")[0].start, 4_000);
}

#[test]
fn the_form_says_the_same_as_the_query() {
    let pairs = [
        ("statut", "refuse"),
        ("statut", "en_attente"),
        ("programme", ""),
        ("depose_du", "01/09/2026"),
        ("depose_au", "2026-09-30"),
        ("montant_min", "1 000,50 €"),
        ("attend_max", "12"),
        ("verdict", "non_eligible"),
        ("signe", "retard"),
        ("signe", "refusee"),
        ("champ.metier", "artiste"),
        ("champ.loyer_min", "300"),
        ("texte", "Dupont \"Marie Anne\""),
        ("inconnu", "1"),
    ];
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let filter = from_form(&pairs, &vocabulary()).expect("a form filled in");
    let text = "statut:en_attente,refuse depose:2026-09-01..2026-09-30 attend:<=12 montant:>=1000.5 piece:refusee verdict:non_eligible signe:retard champ.loyer:>=300 champ.metier:artiste dupont \"marie anne\"";
    assert_eq!(filter.text(), text);
    assert_eq!(filter.eligible, BTreeSet::from([Eligible::Non]));
    let expected = Critere::Nombre(Between { min: Some(Decimal::from(300)), max: None });
    assert_eq!(filter.champs.get("loyer"), Some(&expected));
}

#[test]
fn a_wrong_form_names_each_field() {
    let pairs = [("statut", "x"), ("depose_du", "hier"), ("montant_min", "5"), ("montant_max", "4"), ("texte", "\"a")];
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let problems = from_form(&pairs, &vocabulary()).expect_err("wrong");
    let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["statut", "depose_du", "montant_max", "texte"]);
}

#[test]
fn what_was_begun_is_completed() {
    let given = |text: &str| {
        let found = suggest(text, text.len(), &vocabulary());
        let texts: Vec<String> = found.choix.into_iter().map(|choice| choice.texte).collect();
        (text[found.start..found.end].to_owned(), texts)
    };
    assert_eq!(given("").1.first().map(String::as_str), Some("programme:"));
    let (begun, words) = given("dupont st");
    assert_eq!((begun.as_str(), words[0].as_str()), ("st", "statut:"), "those that start so come first");
    let (begun, statuts) = given("statut:refuse,v");
    assert_eq!(begun, "v");
    assert_eq!(statuts[..2], ["valide_conseiller", "valide_manager"]);
    assert_eq!(given("statut:refuse,ref").1, Vec::<String>::new(), "already chosen");
    assert_eq!(given("conseiller:noa").1, ["noa.petit@agence.example"]);
    assert_eq!(given("champ.metier:les").1, ["\"a, b\""], "by its label, as it must be written");
    assert_eq!(given("depose:auj").1, ["aujourd'hui"]);
    assert_eq!(given("change:c").1[..2], ["cette_semaine", "ce_mois"]);
    assert_eq!(given("inconnu:x").1, Vec::<String>::new());
}
