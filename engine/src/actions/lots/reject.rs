//! What the bank sends back: the line is rejected with its reason, and the account is asked again. A dossier
//! already marked paid goes back through the workflow; one that was not is only asked for another account.

use super::{Acted, On, allowed, nobody_s_own, stale_or};
use crate::actions::Refused;
use crate::actions::change::{self, Act};
use crate::actions::decide_dossier::{By, Decided, decide_in, without_iban};
use crate::actions::loaded::{self, Loaded};
use crate::actions::lot_facts::{follow, tell};
use crate::adapters::db::agents::Agent;
use crate::adapters::db::dossiers::Set;
use crate::adapters::db::lots::{self, Ligne, Lot};
use crate::adapters::db::{self, DatabaseTransaction, Scope};
use crate::app::App;
use anyhow::Result;
use guichet_domain::access::{Grants, Role};
use guichet_domain::dossier::{Acteur, Auteur, Change, Decision, Etat, Fact, Notice, Problem};
use guichet_domain::ids::DossierId;
use guichet_domain::versement::{EtatLigne, du_payeur, motif_libelle};

/// Longest words of the bank, in characters.
const TEXTE_MAX: usize = 200;

/// Why the bank sent a line back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Motif {
    /// `AC04`.
    pub code: String,
    /// Its words; may be empty.
    pub texte: String,
}

/// Rejects one line of a lot.
///
/// # Errors
/// No such line, a role that does not allow it, or the database.
pub async fn reject(app: &App, scope: &Scope, on: On<'_>, dossier: DossierId, motif: &Motif) -> Result<Acted> {
    let lot = super::find(app, scope, on.lot).await?;
    allowed(on.grants, &lot.programme, &[Role::Conseiller])?;
    if lot.version != on.version {
        return Ok(Acted::Stale);
    }
    let code = motif.code.trim();
    if code.is_empty() || code.chars().count() > 35 || motif.texte.chars().count() > TEXTE_MAX {
        return Ok(Acted::Problems(vec![Problem::of("code", "Choisissez le motif que donne la banque.")]));
    }
    let lignes = lots::lignes(&app.db, &lot).await?;
    nobody_s_own(on.agent, &lignes)?;
    let ligne = lignes.into_iter().find(|ligne| ligne.dossier == dossier).ok_or(Refused::NotFound)?;
    one(app, scope, &lot, &ligne, (on.agent, on.grants), motif).await
}

/// One line, its dossier and its lot, together or not at all.
pub(super) async fn one(
    app: &App,
    scope: &Scope,
    lot: &Lot,
    ligne: &Ligne,
    (agent, grants): (&Agent, &Grants),
    motif: &Motif,
) -> Result<Acted> {
    if !lot.etat.at_the_bank() {
        return Ok(super::not_now(lot));
    }
    if du_payeur(motif.code.trim()) {
        let message = "Ce motif est celui du payeur : aucun autre IBAN n'y changerait rien. Corrigez la cause et \
                       renvoyez le versement.";
        return Ok(Acted::Problems(vec![Problem::of("code", message)]));
    }
    let raison = told(motif);
    let tx = db::begin(&app.db).await?;
    let loaded = loaded::lock(app, &tx, scope, ligne.dossier).await?;
    let words = Some((motif.code.trim(), motif.texte.trim()));
    if !lots::settle(&tx, lot.id, ligne.dossier, ligne.etat, EtatLigne::Rejetee, words).await? {
        return Ok(Acted::Stale);
    }
    match (ligne.etat, loaded.row.etat) {
        (EtatLigne::Payee, Etat::MisEnPaiement) => {
            let decision = Decision::ConstaterRejet { raison: raison.clone() };
            let by = By { agent, grants, acteur: Acteur::Conseiller };
            match decide_in(app, &tx, scope, &loaded, by, loaded.row.version, &decision).await? {
                Decided::Done => {}
                Decided::Stale => return Ok(Acted::Stale),
                Decided::Problems(problems) => return Ok(Acted::Problems(problems)),
            }
        }
        (EtatLigne::Prevue, Etat::ValideManager) => ask_again(app, &tx, scope, &loaded, agent, &raison).await?,
        _ => {
            let message = "Ce versement ne peut plus être rejeté : son dossier a avancé.";
            return Ok(Acted::Problems(vec![Problem::of("dossier", message)]));
        }
    }
    follow(&tx, lot.id, &lot.programme).await?;
    tell(app, &tx, lot, agent.id, "rejet", format!("note le rejet de {} : {raison}", ligne.numero)).await?;
    if let Err(error) = tx.commit().await {
        return stale_or(error.into());
    }
    app.bell.notify_one();
    Ok(Acted::Done(()))
}

/// Asks for another account; the state of the dossier stays.
async fn ask_again(
    app: &App,
    tx: &DatabaseTransaction,
    scope: &Scope,
    loaded: &Loaded,
    agent: &Agent,
    raison: &str,
) -> Result<()> {
    let asked = without_iban(loaded);
    let reponses = loaded::sealed_answers(app, &asked.version, &asked.answers, &asked.row.programme, asked.row.id)?;
    let set = vec![Set::Reponses(reponses), Set::VersementManque(asked.versement_manque())];
    let fact = Fact::Rejet { raison: raison.to_owned() };
    let change = Change { to: loaded.row.etat, fact, notices: vec![Notice::Rejet] };
    let act = Act { auteur: Auteur::Agent(agent.id), change: &change, set, now: app.clock.now() };
    change::write(app, tx, scope, loaded, act).await
}

/// « compte clos (AC04) », with the bank's own words after it.
fn told(motif: &Motif) -> String {
    let known = motif_libelle(motif.code.trim());
    match motif.texte.trim() {
        "" => known,
        texte => format!("{known} : {texte}"),
    }
}
