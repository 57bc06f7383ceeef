//! From a dossier to the cases of its line, with the words that its programme has for them.

use crate::actions::vocabulary;
use crate::adapters::catalogue::Catalogue;
use crate::adapters::db::exports::{Ligne, Parts};
use crate::app::App;
use guichet_domain::access::Grants;
use guichet_domain::export::{Case, Col};
use guichet_domain::field;
use guichet_domain::format::jour_paris;
use guichet_domain::ids::ChampId;
use guichet_domain::programme::{Champ, Kind, Version};
use guichet_domain::value::{Answers, Value};
use serde_json::Value as Json;

/// The champs an agent may take away, with their labels: those that lists may be filtered by.
#[must_use]
pub fn champs(app: &App, grants: &Grants) -> Vec<(ChampId, String)> {
    vocabulary::without_agents(app, grants).champs.into_iter().map(|champ| (champ.id, champ.libelle)).collect()
}

/// What the columns need to be read.
pub(super) fn parts(cols: &[Col]) -> Parts {
    Parts {
        reponses: cols.iter().any(|col| matches!(col, Col::Champ(_))),
        aides: cols.iter().any(|col| matches!(col, Col::Aides | Col::Propose)),
        motif: cols.contains(&Col::Motif),
        fichiers: false,
    }
}

/// The heads of the columns.
pub(super) fn head(cols: &[Col], champs: &[(ChampId, String)]) -> Vec<String> {
    let one = |col: &Col| match col {
        Col::Champ(id) => {
            champs.iter().find(|(champ, _)| champ == id).map_or_else(|| col.libelle(), |(_, libelle)| libelle.clone())
        }
        _ => col.libelle(),
    };
    cols.iter().map(one).collect()
}

/// One line.
pub(super) fn line(catalogue: &Catalogue, cols: &[Col], ligne: &Ligne) -> Vec<Case> {
    let programme = catalogue.get(&ligne.programme);
    let version = programme.as_ref().and_then(|programme| {
        programme.version_by_hash(&ligne.version_hash).or_else(|| programme.versions.last()).cloned()
    });
    let version = version.as_deref();
    let answers = version.map(|version| answers(version, cols, ligne)).unwrap_or_default();
    let day = |at: Option<chrono::DateTime<chrono::Utc>>| Case::jour(at.map(jour_paris));
    let one = |col: &Col| match col {
        Col::Numero => Case::texte(&ligne.numero),
        Col::Nom => Case::texte(&ligne.nom),
        Col::Prenom => Case::texte(&ligne.prenom),
        Col::Email => Case::texte(&ligne.email),
        Col::Programme => Case::texte(programme.as_ref().map_or(ligne.programme.as_str(), |programme| &programme.nom)),
        Col::Campagne => {
            let campagne = programme.as_ref().and_then(|p| p.campagnes.iter().find(|c| c.id.0 == ligne.campagne));
            Case::texte(campagne.map_or(ligne.campagne.as_str(), |campagne| &campagne.libelle))
        }
        Col::Aides => Case::texte(aides(version, ligne)),
        Col::Statut => Case::texte(ligne.etat.libelle()),
        Col::Conseiller => Case::texte(&ligne.conseiller),
        Col::Demande => Case::Jour(ligne.demande_le),
        Col::Depose => day(ligne.submitted_at),
        Col::Decide => day(ligne.decided_at),
        Col::Change => day(Some(ligne.changed_at)),
        Col::Attend => Case::jour(ligne.attend_depuis),
        Col::Propose => Case::centimes(ligne.aides.iter().filter_map(|aide| aide.propose).reduce(|a, b| a + b)),
        Col::Montant => Case::centimes(ligne.total_centimes),
        Col::Paye => Case::jour(ligne.paid_on),
        Col::Reference => Case::texte(&ligne.paid_reference),
        Col::Motif => Case::texte(motif(version, ligne)),
        Col::Signes => Case::texte(signes(ligne)),
        Col::Champ(id) => version.and_then(|version| champ(version, &answers, id)).unwrap_or(Case::Vide),
    };
    cols.iter().map(one).collect()
}

/// The answers that the columns need and no other: what is sealed is not even read.
fn answers(version: &Version, cols: &[Col], ligne: &Ligne) -> Answers {
    let Ok(Json::Object(mut all)) = serde_json::from_str(&ligne.reponses) else { return Answers::default() };
    let wanted =
        |name: &str| cols.iter().any(|col| matches!(col, Col::Champ(id) if id.0.split('.').next() == Some(name)));
    all.retain(|name, _| wanted(name));
    field::answers_that_fit(version, &Json::Object(all))
}

fn champ(version: &Version, answers: &Answers, id: &ChampId) -> Option<Case> {
    let declared = version.champ(id.as_str()).filter(|champ| champ.filtrable && !champ.is_secret())?;
    match id.0.split_once('.') {
        None => answers.get(id.as_str()).map(|value| case(declared, value)),
        Some((liste, colonne)) => {
            let Some(Value::Liste(rows)) = answers.get(liste) else { return None };
            let words: Vec<String> =
                rows.iter().filter_map(|row| row.get(colonne)).map(|v| words(declared, v)).collect();
            Some(Case::texte(words.join(", ")))
        }
    }
}

fn case(champ: &Champ, value: &Value) -> Case {
    match value {
        Value::Nombre(number) => Case::Nombre(*number),
        Value::Date(day) => Case::Jour(*day),
        other => Case::texte(words(champ, other)),
    }
}

fn words(champ: &Champ, value: &Value) -> String {
    let label = |key: &str| match &champ.kind {
        Kind::Choix(choices) | Kind::ChoixMultiple(choices) => {
            choices.iter().find(|(own, _)| own == key).map_or_else(|| key.to_owned(), |(_, label)| label.clone())
        }
        _ => key.to_owned(),
    };
    match value {
        Value::OuiNon(yes) => if *yes { "Oui" } else { "Non" }.to_owned(),
        Value::Nombre(number) => number.normalize().to_string().replace('.', ","),
        Value::Date(day) => guichet_domain::format::date_courte(*day),
        Value::Texte(text) => text.clone(),
        Value::Choix(key) => label(key),
        Value::Multiple(keys) => keys.iter().map(|key| label(key)).collect::<Vec<_>>().join(", "),
        Value::Adresse(adresse) => adresse.commune.clone(),
        Value::Liste(_) => String::new(),
    }
}

fn aides(version: Option<&Version>, ligne: &Ligne) -> String {
    let libelle = |id: &str| version.and_then(|version| version.aide(id)).map_or(id.to_owned(), |a| a.libelle.clone());
    ligne.aides.iter().map(|aide| libelle(aide.aide.as_str())).collect::<Vec<_>>().join(", ")
}

fn motif(version: Option<&Version>, ligne: &Ligne) -> String {
    let Some(id) = &ligne.motif else { return String::new() };
    version.and_then(|version| version.motif(id.as_str())).map_or(id.0.clone(), |motif| motif.libelle.clone())
}

fn signes(ligne: &Ligne) -> String {
    let told = [
        (ligne.pieces_manquantes > 0, "pièce manquante"),
        (ligne.pieces_refusees > 0, "pièce refusée"),
        (ligne.doublon, "doublon"),
        (ligne.complete, "complété"),
        (ligne.versement_manque, "coordonnées bancaires manquantes"),
    ];
    told.iter().filter(|(holds, _)| *holds).map(|(_, words)| *words).collect::<Vec<_>>().join(", ")
}
