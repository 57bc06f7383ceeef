//! Opening a dossier: under the rules of the day, with the answers of the test already in it.

use super::{Outcome, answer_test, loaded, signes};
use crate::adapters::db::Scope;
use crate::adapters::db::beneficiaires::{self, Beneficiaire};
use crate::adapters::db::dossiers::{self, NewDossier};
use crate::adapters::db::events::{self, NewEvent};
use crate::adapters::db::{self, essais, versions};
use crate::app::App;
use anyhow::Result;
use guichet_domain::dossier::{Auteur, Etat, Fact, Problem};
use guichet_domain::ids::DossierId;
use guichet_domain::programme::{Kind, Ouverture, Programme, Version};
use guichet_domain::value::{Answers, Value};

/// Opens a dossier in the campagne of the day.
///
/// # Errors
/// The database.
pub async fn open(app: &App, programme: &Programme, person: &Beneficiaire) -> Result<Outcome<DossierId>> {
    let Ouverture::Ouverte(campagne) = app.ouverture(programme) else {
        return Ok(Err(vec![Problem::of("", "Ce programme ne prend pas de nouvelle demande aujourd'hui.")]));
    };
    let Some((version, demande)) = app.rules(programme) else {
        return Ok(Err(vec![Problem::of("", "Ce programme n'a pas encore de règles en vigueur.")]));
    };
    let now = app.clock.now();
    let scope = Scope::own(programme.id.clone(), person.id);
    let tx = db::begin(&app.db).await?;
    // A button pressed twice opens one dossier: the second press waits here, and finds the first.
    beneficiaires::lock(&tx, &programme.id, person.id).await?;
    let known = dossiers::of_beneficiaire(&tx, &scope, person.id).await?;
    if known.iter().any(|dossier| dossier.etat == Etat::Brouillon && dossier.campagne == campagne) {
        let message =
            "Vous avez déjà une demande commencée : terminez-la, ou abandonnez-la, avant d'en ouvrir une autre.";
        return Ok(Err(vec![Problem::of("", message)]));
    }
    let (answers, verdict_essai) = match essais::latest_of(&tx, &programme.id, person.id).await? {
        Some(row) => answer_test::kept(&row, &version)?,
        None => (Answers::default(), None),
    };
    let answers = with_names(&version, answers, person);
    let id = DossierId(uuid::Uuid::now_v7());
    versions::keep(&tx, &programme.id, &version.hash, version.du, &version.texte, now).await?;
    let new = NewDossier {
        id,
        programme: programme.id.clone(),
        sigle: programme.sigle.clone(),
        beneficiaire: person.id,
        campagne,
        version_hash: version.hash.clone(),
        version_du: version.du,
        demande_le: demande,
        reponses: loaded::sealed_answers(app, &version, &answers, &programme.id, id)?,
        nom: person.nom.clone(),
        prenom: person.prenom.clone(),
        email: person.email.clone(),
        verdict_essai,
        verdict: None,
        total_centimes: None,
        versement_manque: !version.champs_de_versement().is_empty(),
        sample: false,
        at: now,
    };
    dossiers::insert(&tx, new).await?;
    let auteur = Auteur::Beneficiaire(person.id);
    let opened =
        NewEvent { id: uuid::Uuid::now_v7(), dossier: id, at: now, auteur, fact: Fact::Ouverture, passage: None };
    events::append(&tx, &scope, &opened).await?;
    signes::refresh(app, &tx, &scope, id).await?;
    tx.commit().await?;
    Ok(Ok(id))
}

/// The account's names, where the rules ask for them and the test did not.
fn with_names(version: &Version, mut answers: Answers, person: &Beneficiaire) -> Answers {
    for (champ, name) in [("nom", &person.nom), ("prenom", &person.prenom)] {
        let asked = version.champ(champ).is_some_and(|champ| matches!(champ.kind, Kind::Texte { .. }));
        if asked && answers.get(champ).is_none() {
            answers.set(champ, Value::Texte(name.clone()));
        }
    }
    answers
}
