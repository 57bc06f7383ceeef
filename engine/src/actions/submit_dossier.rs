//! « Demander la validation de mon dossier ».

use super::Refused;
use super::change::{self, Act};
use super::loaded::{self, Loaded};
use crate::adapters::db::dossiers::{self, Aide, Set};
use crate::adapters::db::{self, DatabaseTransaction, Scope, depots, events};
use crate::app::App;
use anyhow::Result;
use guichet_domain::dossier::{Auteur, Etat, Submission, Told, not_replaced, submit as decide};
use guichet_domain::form;
use guichet_domain::ids::DossierId;
use guichet_domain::programme::Quand;
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
    missing.extend(still_to_replace(&tx, scope, &loaded).await?);
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
    let reponses = loaded::sealed_answers(app, &loaded.version, &loaded.answers, &loaded.row.programme, id)?;
    let set = vec![
        Set::Submitted(now),
        Set::Verdict(Some(serde_json::to_string(&verdict)?)),
        Set::Total(Some(verdict.total_centimes())),
        Set::VersementManque(loaded.versement_manque()),
        Set::Reponses(reponses.clone()),
    ];
    dossiers::set_aides(&tx, scope, id, &aides).await?;
    let act = Act { auteur: Auteur::Beneficiaire(loaded.row.beneficiaire), change: &change, set, now };
    change::write(app, &tx, scope, &loaded, act).await?;
    let pieces = loaded.fichiers.iter().map(|fichier| (fichier.id, fichier.piece.clone(), fichier.nom.clone()));
    depots::insert(&tx, &loaded.row, &reponses, pieces.collect(), now).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(Ok(()))
}

/// The pièces of the last complément that are still asked and were not replaced.
async fn still_to_replace(tx: &DatabaseTransaction, scope: &Scope, loaded: &Loaded) -> Result<Vec<Missing>> {
    if loaded.row.etat != Etat::Incomplet {
        return Ok(vec![]);
    }
    let history = events::of_dossier(tx, scope, loaded.row.id).await?;
    let history: Vec<Told<'_>> = history
        .iter()
        .map(|event| Told { at: event.told.at, auteur: event.told.auteur, fact: &event.told.fact })
        .collect();
    let deposits: Vec<_> = loaded.fichiers.iter().map(|fichier| (&fichier.piece, fichier.deposited_at)).collect();
    let untouched = not_replaced(&history, &deposits);
    let asked = verdict::asked_pieces(&loaded.version, &loaded.answers, loaded.row.demande_le, Quand::Depot);
    let missing = asked.into_iter().filter(|piece| untouched.contains(&piece.id));
    Ok(missing.map(|piece| Missing::Piece { piece: piece.id.clone(), libelle: piece.libelle.clone() }).collect())
}

/// Whether the dossier's own campagne takes nothing more. A complément asked by staff may always be
/// answered: only a brouillon is held to the calendar.
fn over(app: &App, loaded: &Loaded) -> bool {
    let campagne = loaded.programme.campagnes.iter().find(|campagne| campagne.id == loaded.row.campagne);
    !app.all_open() && campagne.is_some_and(|campagne| campagne.over(app.clock.today()))
}
