//! A bénéficiaire fills in the childcare form: what is kept, what is refused, what is shown again.

mod page;
mod posted;

use crate::field::Typed;
use crate::field::tests::{bounds, choices, named, rule, version};
use crate::ids::ChampId;
use crate::programme::{Bounds, Champ, Kind, Version};
use crate::rule::Expected;
use crate::value::{Answers, Value};
use chrono::NaiveDate;

pub(crate) const DEMANDE: NaiveDate = NaiveDate::from_ymd_opt(2026, 10, 15).expect("a day");

/// Situation, the other parent (asked of couples), children, months of care (the CMG where it was
/// received), needs, IBAN.
pub(crate) fn garde() -> Version {
    let situation = named("situation", Kind::Choix(choices(&[("seul", "Seul"), ("couple", "En couple")])));
    let mut champs = vec![situation];
    let mut autre = named("autre_parent", Kind::Texte { longueur_max: 20 });
    autre.si = Some(rule("situation = couple", Expected::OuiNon, &champs, None));
    champs.push(autre);
    champs.push(named("enfants", liste(vec![named("enfants.prenom", Kind::Texte { longueur_max: 20 })], "un enfant")));
    champs.push(named("frais", frais()));
    let mut besoins = named("besoins", Kind::ChoixMultiple(choices(&[("repas", "Repas"), ("nuit", "Nuit")])));
    besoins.facultatif = true;
    champs.push(besoins);
    champs.push(named("iban", Kind::Iban));
    version(champs)
}

fn frais() -> Kind {
    let mut columns = vec![
        named("frais.mois", Kind::Mois),
        named("frais.enfant", Kind::Parmi("enfants.prenom".into())),
        named("frais.heures", Kind::Nombre(bounds(Some("heures")))),
    ];
    let with = |columns: &[Champ]| [named("frais", liste(columns.to_vec(), "un mois"))];
    let max = Some(rule("heures", Expected::Nombre, &with(&columns), Some("frais")));
    columns.push(named("frais.contrat", Kind::Nombre(Bounds { min: None, max, unite: Some("heures".to_owned()) })));
    columns.push(named("frais.cmg_recu", Kind::OuiNon));
    let mut cmg = named("frais.cmg", Kind::Montant(bounds(None)));
    cmg.si = Some(rule("cmg_recu", Expected::OuiNon, &with(&columns), Some("frais")));
    columns.push(cmg);
    liste(columns, "un mois")
}

fn liste(champs: Vec<Champ>, ligne: &str) -> Kind {
    Kind::Liste { champs, min: 1, max: 3, ligne: ligne.to_owned(), unique: vec![] }
}

fn all(version: &Version) -> Vec<ChampId> {
    version.champs.iter().map(|champ| champ.id.clone()).collect()
}

fn typed(pairs: &[(&str, &str)]) -> Typed {
    let mut typed = Typed::new();
    for (name, text) in pairs {
        typed.entry((*name).to_owned()).or_default().push((*text).to_owned());
    }
    typed
}

/// Answers read from the form, without a fault.
pub(crate) fn answered(version: &Version, pairs: &[(&str, &str)]) -> Answers {
    let reading = super::read_form(version, &all(version), &typed(pairs), &Answers::default(), DEMANDE);
    assert_eq!(reading.faults, [], "the answers of the test are right");
    reading.answers
}

fn text(text: &str) -> Value {
    Value::Texte(text.to_owned())
}

fn rows<'a>(answers: &'a Answers, liste: &str) -> &'a [Answers] {
    match answers.get(liste) {
        Some(Value::Liste(rows)) => rows,
        other => panic!("no rows: {other:?}"),
    }
}
