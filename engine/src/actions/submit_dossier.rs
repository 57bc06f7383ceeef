//! « Demander la validation de mon dossier ».

use super::loaded::{self, Loaded};
use super::{Refused, change};
use crate::adapters::db::dossiers::{self, Aide, Set};
use crate::adapters::db::{self, DatabaseTransaction, Scope, events};
use crate::app::App;
use anyhow::Result;
use guichet_domain::dossier::{Auteur, Etat, Fact, Submission, submit as decide};
use guichet_domain::form;
use guichet_domain::ids::DossierId;
use guichet_domain::programme::{Piece, Quand};
use guichet_domain::verdict::{self, Missing, State};

/// Submits the dossier, or tells everything that is missing.
///
/// # Errors
/// No such dossier, a state or a calendar that does not allow it, or the database.
pub async fn submit(app: &App, scope: &Scope, id: DossierId) -> Result<Result<(), Vec<Missing>>> {
    let now = app.clock.now();
    let tx = db::begin(&app.db).await?;
    let mut loaded = loaded::lock(app, &tx, scope, id).await?;
    if loaded.row.etat == Etat::Brouillon && over(app, &loaded) {
        let message = "La campagne de ce dossier est close : sa validation ne peut plus être demandée. \
                       Écrivez-nous si vous pensez que c'est une erreur.";
        return Err(Refused::Because(message.into()).into());
    }
    // What a later answer made « sans objet » is not kept with a dossier that is judged.
    loaded.answers = form::drop_inapplicable(&loaded.version, &loaded.answers, loaded.row.demande_le);
    let mut missing = loaded.missing(Quand::Depot);
    missing.extend(not_replaced(&tx, scope, &loaded).await?);
    let change = match decide(&loaded.standing(), missing) {
        Ok(change) => change,
        Err(Submission::Incomplete(missing)) => return Ok(Err(missing)),
        Err(Submission::Refused(problem)) => return Err(Refused::Because(problem.message).into()),
    };
    let verdict = loaded.verdict();
    let open = verdict.aides.iter().filter(|aide| aide.etat == State::Remplie);
    let aides: Vec<Aide> = open
        .map(|aide| Aide { aide: aide.id.clone(), propose: aide.montant_centimes, centimes: None, raison: None })
        .collect();
    let set = vec![
        Set::Submitted(now),
        Set::Verdict(Some(serde_json::to_string(&verdict)?)),
        Set::Total(Some(verdict.total_centimes())),
        Set::VersementManque(loaded.versement_manque()),
        Set::Reponses(loaded::sealed_answers(app, &loaded.version, &loaded.answers, &loaded.row.programme, id)?),
    ];
    dossiers::set_aides(&tx, scope, id, &aides).await?;
    change::write(&tx, scope, &loaded, Auteur::Beneficiaire(loaded.row.beneficiaire), &change, set, now).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(Ok(()))
}

/// The pièces that the last complément asked for and that were not deposited since. Who cannot replace
/// one writes to the conseiller instead: then nothing is held back.
async fn not_replaced(tx: &DatabaseTransaction, scope: &Scope, loaded: &Loaded) -> Result<Vec<Missing>> {
    if loaded.row.etat != Etat::Incomplet {
        return Ok(vec![]);
    }
    let history = events::of_dossier(tx, scope, loaded.row.id).await?;
    let asked = history.iter().rev().find_map(|event| match &event.told.fact {
        Fact::Complement { pieces, .. } => Some((event.told.at, pieces)),
        _ => None,
    });
    let Some((at, pieces)) = asked else { return Ok(vec![]) };
    let wrote = |event: &events::Event| {
        let theirs = matches!(event.told.auteur, Auteur::Beneficiaire(_));
        theirs && event.told.at >= at && matches!(event.told.fact, Fact::Message { .. })
    };
    if history.iter().any(wrote) {
        return Ok(vec![]);
    }
    let still_asked = verdict::asked_pieces(&loaded.version, &loaded.answers, loaded.row.demande_le, Quand::Depot);
    let untouched = still_asked.into_iter().filter(|piece| {
        let since = loaded.fichiers.iter().any(|fichier| fichier.piece == piece.id && fichier.deposited_at >= at);
        pieces.contains(&piece.id) && !since && loaded.fichiers.iter().any(|fichier| fichier.piece == piece.id)
    });
    let told = |piece: &Piece| Missing::Piece { piece: piece.id.clone(), libelle: piece.libelle.clone() };
    Ok(untouched.map(told).collect())
}

/// Whether the dossier's own campagne takes nothing more. A complément asked by staff may always be
/// answered: only a brouillon is held to the calendar.
fn over(app: &App, loaded: &Loaded) -> bool {
    let campagne = loaded.programme.campagnes.iter().find(|campagne| campagne.id == loaded.row.campagne);
    let last = campagne.and_then(|campagne| campagne.completion.or(campagne.ferme));
    !app.all_open() && last.is_some_and(|last| app.clock.today() > last)
}
