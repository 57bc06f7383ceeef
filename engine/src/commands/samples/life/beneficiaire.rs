//! What the bénéficiaire of a sample does.

use super::{Life, Stage, messages};
use crate::actions::loaded::Loaded;
use crate::actions::save_answers::Saved;
use crate::actions::{
    abandon_dossier, answer_test, deposit_piece, open_dossier, remove_piece, save_answers, submit_dossier,
    write_message,
};
use crate::adapters::db::beneficiaires::{self, Beneficiaire};
use crate::adapters::db::essais;
use crate::adapters::secret;
use crate::app::App;
use crate::commands::samples::chance::Chance;
use crate::commands::samples::fill::{Sheet, complete};
use crate::commands::samples::paper;
use anyhow::{Context, Result, anyhow, bail, ensure};
use axum::body::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use guichet_domain::dossier::Auteur;
use guichet_domain::field::{self, Typed, email_key};
use guichet_domain::ids::{BeneficiaireId, ChampId, DossierId, PieceId};
use guichet_domain::programme::{Quand, Version};
use guichet_domain::value::Answers;
use guichet_domain::verdict;

/// Opens the account, its address confirmed: one hash for all, or seeding would last minutes.
pub(super) async fn register(
    app: &App,
    life: &Life,
    password_hash: &str,
    opened: DateTime<Utc>,
) -> Result<Beneficiaire> {
    let person = &life.person;
    let account = Beneficiaire {
        id: BeneficiaireId(uuid::Uuid::now_v7()),
        programme: life.programme.id.clone(),
        email: person.email.clone(),
        email_key: email_key(&person.email),
        prenom: person.prenom.clone(),
        nom: person.nom.clone(),
        password_hash: password_hash.to_owned(),
        confirmed_at: Some(opened - TimeDelta::minutes(7)),
        created_at: opened - TimeDelta::minutes(11),
        disabled_at: None,
    };
    ensure!(beneficiaires::insert(&app.db, &account).await?, "{} a déjà un compte", account.email);
    Ok(account)
}

/// Takes the test, and opens the dossier with its answers.
pub(super) async fn open(app: &App, life: &Life, account: &Beneficiaire) -> Result<DossierId> {
    let (version, _) = app.rules(&life.programme).context("aucune règle ce jour-là")?;
    let typed = typed(&version, &version.test, &life.answers);
    let (token, _, outcome) = answer_test::answer(app, &life.programme, None, &typed, &version.test).await?;
    outcome.map_err(|reading| anyhow!("test refusé : {:?}", reading.faults))?;
    essais::attach(&app.db, &life.programme.id, &secret::hash(&token), account.id).await?;
    open_dossier::open(app, &life.programme, account)
        .await?
        .map_err(|problems| anyhow!("ouverture refusée : {problems:?}"))
}

/// Answers the first sections of the form, or all of them.
pub(super) async fn fill(stage: &Stage<'_>, sections: Option<usize>) -> Result<()> {
    let loaded = stage.load().await?;
    let asked = loaded.version.formulaire.iter().filter(|section| section.quand == Quand::Depot);
    let champs: Vec<ChampId> =
        asked.take(sections.unwrap_or(usize::MAX)).flat_map(|section| section.champs.clone()).collect();
    save(stage, &loaded.version, &champs, &stage.life.answers).await
}

/// Deposits some of the pièces that are still missing.
pub(super) async fn deposit(stage: &Stage<'_>, most: usize, chance: &mut Chance) -> Result<()> {
    let loaded = stage.load().await?;
    let asked = verdict::asked_pieces(&loaded.version, &loaded.answers, loaded.row.demande_le, Quand::Depot);
    let deposited = loaded.deposited();
    let wanted =
        asked.iter().filter(|piece| !deposited.contains(&piece.id) && (!piece.facultatif || chance.percent(50)));
    for piece in wanted.take(most).map(|piece| piece.id.clone()).collect::<Vec<_>>() {
        one_file(stage, &loaded, &piece, chance).await?;
        let room = loaded.version.piece(piece.as_str()).is_some_and(|piece| piece.fichiers_max > 1);
        if room && chance.percent(15) {
            one_file(stage, &loaded, &piece, chance).await?;
        }
    }
    Ok(())
}

/// Replaces the pièce that was asked again.
pub(super) async fn deposit_again(stage: &Stage<'_>, chance: &mut Chance) -> Result<()> {
    let piece = stage.asked.clone().context("aucune pièce n'a été redemandée")?;
    let loaded = stage.load().await?;
    for fichier in loaded.fichiers.iter().filter(|fichier| fichier.piece == piece) {
        let removed = remove_piece::remove(stage.app, &stage.own, stage.id, fichier.id).await?;
        removed.map_err(|problems| anyhow!("retrait refusé : {problems:?}"))?;
    }
    one_file(stage, &loaded, &piece, chance).await
}

/// Asks for the validation.
pub(super) async fn submit(stage: &Stage<'_>) -> Result<()> {
    let outcome = submit_dossier::submit(stage.app, &stage.own, stage.id).await?;
    outcome.map_err(|missing| anyhow!("il manque {missing:?}"))
}

/// Writes to the conseiller.
pub(super) async fn reply(stage: &Stage<'_>, chance: &mut Chance) -> Result<()> {
    let auteur = Auteur::Beneficiaire(stage.load().await?.row.beneficiaire);
    let written = write_message::write(stage.app, &stage.own, stage.id, auteur, messages::reply(chance)).await?;
    written.map_err(|problems| anyhow!("message refusé : {problems:?}"))
}

/// Gives the bank details, where they are asked: an aide in kind asks for none.
pub(super) async fn bank(stage: &Stage<'_>, chance: &mut Chance) -> Result<()> {
    let loaded = stage.load().await?;
    let sheet = Sheet { version: &loaded.version, demande: loaded.row.demande_le, person: &stage.life.person, rows: 1 };
    let mut answers = loaded.answers.clone();
    if !complete(&sheet, &mut answers, Quand::ValideManager, chance) {
        bail!("coordonnées bancaires introuvables");
    }
    save(stage, &loaded.version, &loaded.version.champs_de_versement(), &answers).await?;
    // With the answers just given in it: the RIB shows the IBAN.
    let loaded = stage.load().await?;
    let asked = verdict::asked_pieces(&loaded.version, &answers, loaded.row.demande_le, Quand::ValideManager);
    for piece in asked.into_iter().filter(|piece| piece.quand == Quand::ValideManager) {
        one_file(stage, &loaded, &piece.id, chance).await?;
    }
    Ok(())
}

/// Gives the dossier up.
pub(super) async fn give_up(stage: &Stage<'_>) -> Result<()> {
    let outcome = abandon_dossier::abandon(stage.app, &stage.own, stage.id, true).await?;
    outcome.map_err(|problems| anyhow!("abandon refusé : {problems:?}"))
}

async fn save(stage: &Stage<'_>, version: &Version, champs: &[ChampId], answers: &Answers) -> Result<()> {
    let typed = typed(version, champs, answers);
    match save_answers::save(stage.app, &stage.own, stage.id, champs, &typed, None).await? {
        Saved::Kept => Ok(()),
        Saved::Faults(reading) => Err(anyhow!("réponses refusées : {:?}", reading.faults)),
        Saved::Changed(champs) => Err(anyhow!("réponses changées entre-temps : {champs:?}")),
    }
}

async fn one_file(stage: &Stage<'_>, loaded: &Loaded, piece: &PieceId, chance: &mut Chance) -> Result<()> {
    let known = loaded.version.piece(piece.as_str()).with_context(|| format!("pièce {piece} inconnue"))?;
    let who = stage.life.person.whole_name();
    let paper = paper::write(&loaded.programme, &loaded.version, known, &loaded.answers, &who, chance);
    let content = futures::stream::iter([Ok(Bytes::from(paper.bytes))]);
    let outcome = deposit_piece::deposit(stage.app, &stage.own, stage.id, piece, &paper.nom, content).await?;
    outcome.map(drop).map_err(|reason| anyhow!("pièce {piece} refusée : {reason}"))
}

/// Answers as a browser would post them.
fn typed(version: &Version, champs: &[ChampId], answers: &Answers) -> Typed {
    let given = champs.iter().filter_map(|id| Some((version.champ(id.as_str())?, answers.get(id.as_str())?)));
    given.flat_map(|(champ, value)| field::edit(champ, value, champ.id.as_str())).collect()
}
