//! What conseillers and managers do with the samples.

use super::{Stage, messages};
use crate::actions::decide_dossier::{By, Decided, decide};
use crate::actions::examine_piece::{self, Examined, Said};
use crate::actions::loaded::Loaded;
use crate::actions::{ask_versement, assign_dossier, write_message, write_note};
use crate::adapters::db::dossiers;
use crate::commands::samples::cast::Member;
use crate::commands::samples::chance::Chance;
use anyhow::{Context, Result, anyhow, bail};
use chrono::{Datelike, Days};
use guichet_domain::access::Role;
use guichet_domain::dossier::{AUTRE, Accord, Acteur, Auteur, Avis, Decision, Etat};
use guichet_domain::ids::PieceId;
use guichet_domain::programme::Motif;
use guichet_domain::verdict::State;

/// The sums of a validation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sums {
    /// What the rules propose.
    Proposed,
    /// Less, with a reason.
    Less,
    /// What the conseiller gave.
    Given,
}

/// Takes the dossier.
pub(super) async fn assign(stage: &Stage<'_>) -> Result<()> {
    let agent = &stage.conseiller.agent;
    assign_dossier::assign(stage.app, &stage.staff, stage.id, agent, Some(agent.id)).await
}

/// Writes to the bénéficiaire.
pub(super) async fn write(stage: &Stage<'_>, chance: &mut Chance) -> Result<()> {
    let auteur = Auteur::Agent(stage.conseiller.agent.id);
    let text = messages::word(&stage.life.person.prenom, &stage.conseiller.agent.prenom, chance);
    let written = write_message::write(stage.app, &stage.staff, stage.id, auteur, &text).await?;
    written.map_err(|problems| anyhow!("message refusé : {problems:?}"))?;
    note(stage).await
}

/// Notes for colleagues what was said; the one who helps out names the one she helps.
async fn note(stage: &Stage<'_>) -> Result<()> {
    let agent = &stage.conseiller.agent;
    let text = if agent.id == stage.cast.conseil.agent.id { messages::NOTE } else { messages::HANDED };
    let written = write_note::write(stage.app, &stage.staff, stage.id, agent, text).await?;
    written.map_err(|problems| anyhow!("note refusée : {problems:?}"))
}

/// Asks for a better pièce, for one of the reasons that the programme has ready.
pub(super) async fn ask(stage: &mut Stage<'_>, chance: &mut Chance) -> Result<()> {
    let loaded = stage.load().await?;
    let deposited = loaded.deposited();
    let pieces: Vec<_> = loaded.version.pieces.iter().filter(|piece| deposited.contains(&piece.id)).collect();
    let piece = chance.one(&pieces).context("aucune pièce à redemander")?;
    let reason = chance.one(&piece.motifs).map_or("Le document n'est pas lisible", String::as_str);
    judge(stage, &loaded, &piece.id, Avis::Refusee, reason).await?;
    let message = messages::complement(&stage.life.person.prenom, &piece.libelle, reason);
    stage.asked = Some(piece.id.clone());
    let decision = Decision::DemanderComplement { message, pieces: vec![piece.id.clone()], champs: vec![] };
    done(stage, stage.conseiller, &loaded, decision).await
}

/// Says of a pièce what the conseiller saw of it.
async fn judge(stage: &Stage<'_>, loaded: &Loaded, piece: &PieceId, avis: Avis, motif: &str) -> Result<()> {
    let listed = loaded.version.piece(piece.as_str()).is_some_and(|piece| piece.motifs.iter().any(|one| one == motif));
    let said = Said {
        piece: piece.clone(),
        avis,
        motif: if listed { motif } else { AUTRE }.to_owned(),
        precision: if listed { String::new() } else { motif.to_owned() },
        lus: loaded.files_of(piece),
    };
    let Member { agent, grants } = stage.conseiller;
    match examine_piece::say(stage.app, &stage.staff, stage.id, agent, grants, said).await? {
        Examined::Done(_) => Ok(()),
        other => bail!("avis refusé : {other:?}"),
    }
}

/// Validates, as conseiller or as manager; the conseiller accepted the pièces before.
pub(super) async fn validate(stage: &Stage<'_>, member: &Member, sums: Sums) -> Result<()> {
    let loaded = stage.load().await?;
    if loaded.row.etat == Etat::EnAttente {
        for piece in loaded.deposited() {
            judge(stage, &loaded, &piece, Avis::Acceptee, "").await?;
        }
    }
    let given = dossiers::aides(&stage.app.db, &stage.staff, &[stage.id]).await?.remove(&stage.id).unwrap_or_default();
    let verdict = loaded.verdict();
    let open = verdict.aides.iter().filter(|aide| aide.etat == State::Remplie);
    let montants = open.map(|aide| {
        let propose = aide.montant_centimes;
        let before = given.iter().find(|given| given.aide == aide.id);
        let (centimes, raison) = match (sums, before) {
            (Sums::Given, Some(before)) => (before.centimes.or(propose).unwrap_or(0), before.raison.clone()),
            (Sums::Less, _) if propose > Some(0) => (reduced(propose.unwrap_or(0)), Some(messages::LESS.to_owned())),
            _ => (propose.unwrap_or(0), propose.is_none().then(|| messages::UNKNOWN_SUM.to_owned())),
        };
        Accord { aide: aide.id.clone(), centimes, propose, raison }
    });
    let decision = Decision::Valider { montants: montants.collect(), raison: String::new() };
    done(stage, member, &loaded, decision).await
}

/// Refuses, with the motif that says which condition is not met.
pub(super) async fn refuse(stage: &Stage<'_>, member: &Member) -> Result<()> {
    let loaded = stage.load().await?;
    let motif = motif(&loaded).context("le programme n'a aucun motif")?;
    let message = messages::refusal(&stage.life.person.prenom, &motif.texte);
    let decision = Decision::Refuser { motif: motif.id.clone(), message };
    done(stage, member, &loaded, decision).await
}

/// Sends the dossier back to the conseiller.
pub(super) async fn send_back(stage: &Stage<'_>) -> Result<()> {
    let loaded = stage.load().await?;
    done(stage, &stage.cast.manager, &loaded, Decision::Renvoyer { message: messages::SEND_BACK.to_owned() }).await
}

/// Asks for the bank details again.
pub(super) async fn ask_bank(stage: &Stage<'_>) -> Result<()> {
    let Member { agent, grants } = stage.conseiller;
    let message = messages::bank(&stage.life.person.prenom);
    let asked = ask_versement::ask(stage.app, &stage.staff, stage.id, agent, grants, &message).await?;
    asked.map_err(|problems| anyhow!("demande refusée : {problems:?}"))
}

/// Records the payment, made the day before, or that day when nothing was before.
pub(super) async fn pay(stage: &Stage<'_>) -> Result<()> {
    let loaded = stage.load().await?;
    let le = stage.app.clock.today() - Days::new(1);
    let reference = format!(
        "VIR-{}-{:02}-{}",
        loaded.programme.sigle,
        le.month(),
        loaded.row.numero.rsplit('-').next().unwrap_or("1")
    );
    done(stage, stage.conseiller, &loaded, Decision::MettreEnPaiement { le, reference }).await
}

/// Records that the bank sent the money back.
pub(super) async fn bounce(stage: &Stage<'_>) -> Result<()> {
    let loaded = stage.load().await?;
    done(stage, stage.conseiller, &loaded, Decision::ConstaterRejet { raison: messages::BOUNCE.to_owned() }).await
}

/// Decides the dossier as it was just read: nobody else is there to change it.
async fn done(stage: &Stage<'_>, member: &Member, loaded: &Loaded, decision: Decision) -> Result<()> {
    let as_manager =
        member.agent.id == stage.cast.manager.agent.id && member.grants.has(&loaded.row.programme, Role::Manager);
    let acteur = if as_manager { Acteur::Manager } else { Acteur::Conseiller };
    let version = loaded.row.version;
    let by = By { agent: &member.agent, grants: &member.grants, acteur };
    match decide(stage.app, &stage.staff, stage.id, by, version, decision).await? {
        Decided::Done => Ok(()),
        other => bail!("décision refusée : {other:?}"),
    }
}

/// The motif that says what the verdict says, else one that no rule can check.
fn motif(loaded: &Loaded) -> Option<&Motif> {
    let verdict = loaded.verdict();
    let motifs = &loaded.version.motifs;
    let failed: Vec<&str> =
        verdict.aides.iter().flat_map(|aide| &aide.manque).map(|condition| condition.as_str()).collect();
    let says = |motif: &&Motif| {
        failed
            .iter()
            .any(|condition| condition.starts_with(motif.id.as_str()) || motif.id.as_str().starts_with(condition))
    };
    let beyond = |motif: &&Motif| ["deja_aide", "sans_reponse", "credits_epuises"].contains(&motif.id.as_str());
    motifs.iter().find(says).or_else(|| motifs.iter().find(beyond)).or_else(|| motifs.first())
}

/// Four fifths, in whole euros.
fn reduced(centimes: i64) -> i64 {
    centimes * 4 / 5 / 100 * 100
}
