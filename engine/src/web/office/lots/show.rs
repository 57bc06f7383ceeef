//! `/lots/{lot}`: what it pays, what was checked, where it stands, and the acts of that moment.

use super::views::{CheckView, Row, Shape, Step, steps};
use super::{Draft, known, retours};
use crate::actions::lots::examine::{Examen, look};
use crate::actions::lots::{own, pay};
use crate::adapters::db::lots::{self, Fait, Lot};
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::office::parts::{Choice, Fault, Field, count};
use crate::web::office::staff::People;
use crate::web::page;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use guichet_domain::access::Role;
use guichet_domain::format;
use guichet_domain::ids::LotId;
use guichet_domain::versement::{EtatLigne, EtatLot, Motif, Niveau, du_payeur};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// What was just done: a closed choice.
    fait: String,
    /// Lines that an act left out, or took.
    n: usize,
    /// The file of the bank that was applied.
    retour: String,
}

#[derive(Serialize)]
struct LotPage {
    id: String,
    numero: String,
    programme: String,
    nombre: String,
    total: String,
    etat: Shape,
    version: i32,
    etapes: Vec<Step>,
    dit: Option<String>,
    fautes: Vec<Fault>,
    lignes: Vec<Row>,
    paye: (usize, String),
    rejete: (usize, String),
    controles: Vec<CheckView>,
    confirmation_donnee: Option<String>,
    faits: Vec<FaitView>,
    prepare_par: String,
    clos_par: Option<String>,
    execution_le: Option<String>,
    paiement: Option<(String, String)>,
    /// The agent's own dossier, where the lot carries it: no act is theirs then.
    le_sien: Option<String>,
    /// The acts of this moment, for this agent.
    ouvert: bool,
    peut_preparer: bool,
    peut_clore: bool,
    avertit: bool,
    bloque: bool,
    clos: bool,
    peut_transmettre: bool,
    peut_payer: bool,
    peut_rejeter: bool,
    en_cours: bool,
    ajout: Field,
    execution: Field,
    confirmation: Field,
    le: Field,
    reference: Field,
    fichier: Field,
    rejet: Field,
    codes: Vec<Choice>,
    texte: Field,
}

#[derive(Serialize)]
struct FaitView {
    iso: String,
    quand: String,
    quoi: String,
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(lot): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let (id, _) = known(&app, &visit, &lot).await?;
    let dit = match asked.fait.as_str() {
        "retour" => retours::told(&app, &visit, id, &asked.retour).await?,
        _ => told(&asked),
    };
    draw(StatusCode::OK, &app, &visit, id, dit, &Draft::default()).await
}

/// The page, with what must be corrected or what was just done.
pub(super) async fn draw(
    status: StatusCode,
    app: &App,
    visit: &AgentVisit,
    id: LotId,
    dit: Option<String>,
    draft: &Draft<'_>,
) -> Result<Response, Error> {
    let scope = super::staff::scope(app, visit);
    let lot = crate::actions::lots::find(app, &scope, id).await?;
    let examen = look(app, &app.db, &scope, &lot).await?;
    let faits = lots::faits(&app.db, &lot).await?;
    let people = People::read(app).await?;
    // Only a lot whose payment was recorded may have a job that marks its lines.
    let en_cours = lot.etat.at_the_bank() && lot.paiement.is_some() && pay::under_way(app, &lot).await?;
    tracing::info!(target: "securite", agent = %visit.agent.id, lot = %id, "lot lu");
    page::show_as(
        status,
        app,
        &visit.visit,
        "office/lots/show.html",
        &page(app, visit, &lot, examen, &faits, &people, (en_cours, dit), draft),
    )
}

#[expect(clippy::too_many_arguments, reason = "a page is made of all that was read for it")]
fn page(
    app: &App,
    visit: &AgentVisit,
    lot: &Lot,
    examen: Examen,
    faits: &[Fait],
    people: &People,
    (en_cours, dit): (bool, Option<String>),
    draft: &Draft<'_>,
) -> LotPage {
    let role = |role| visit.grants.has(&lot.programme, role);
    let le_sien = own(&visit.agent, examen.lignes.iter().map(|(ligne, _)| ligne)).map(str::to_owned);
    let free = le_sien.is_none();
    let conseiller = free && role(Role::Conseiller);
    let hands = ["preparation", "ajout", "retrait"];
    let mine = faits.iter().any(|fait| fait.agent == visit.agent.id && hands.contains(&fait.fait.as_str()));
    let sum = |wanted: &[EtatLigne]| {
        let of = examen.lignes.iter().filter(|(ligne, _)| wanted.contains(&ligne.etat));
        (of.clone().count(), format::centimes(of.map(|(ligne, _)| ligne.centimes).sum()))
    };
    let waiting = sum(&[EtatLigne::Prevue]).0 > 0;
    let worst = examen.controles.iter().map(|controle| controle.niveau).max();
    let field = |acte: &str, name: &str, usual: String| {
        let here = draft.posted.filter(|_| draft.acte == acte);
        Field::new(name, here.map_or(usual, |posted| posted.one(name).to_owned())).with(if here.is_some() {
            &draft.problems
        } else {
            &[]
        })
    };
    let today = app.clock.today().to_string();
    LotPage {
        id: lot.id.to_string(),
        numero: lot.numero.clone(),
        programme: app.catalogue().get(&lot.programme).map_or_else(String::new, |programme| programme.nom.clone()),
        nombre: count(u64::try_from(examen.lignes.len()).unwrap_or_default(), "dossier", "dossiers"),
        total: format::centimes(examen.lignes.iter().map(|(ligne, _)| ligne.centimes).sum()),
        etat: Shape::of(lot.etat),
        version: lot.version,
        etapes: steps(lot, &examen, people),
        dit,
        fautes: Fault::of(&draft.problems),
        paye: sum(&[EtatLigne::Payee]),
        rejete: sum(&[EtatLigne::Rejetee, EtatLigne::Reprise]),
        controles: examen.controles.iter().map(CheckView::of).collect(),
        confirmation_donnee: lot.confirmation.clone(),
        faits: faits.iter().map(|fait| fact(people, fait)).collect(),
        prepare_par: people.name(lot.prepare_par),
        clos_par: lot.clos.map(|(who, _)| people.name(who)),
        execution_le: lot.execution_le.map(format::date),
        paiement: lot.paiement.as_ref().map(|paid| (format::date(paid.le), paid.reference.clone())),
        ouvert: lot.etat == EtatLot::Ouvert,
        peut_preparer: lot.etat == EtatLot::Ouvert && free,
        peut_clore: lot.etat == EtatLot::Ouvert && free && !mine,
        avertit: examen.controles.iter().any(|controle| controle.niveau == Niveau::Avertit),
        bloque: worst == Some(Niveau::Bloque),
        clos: lot.etat != EtatLot::Ouvert,
        peut_transmettre: lot.etat == EtatLot::Clos && free,
        peut_payer: conseiller && waiting && matches!(lot.etat, EtatLot::Transmis | EtatLot::Partiel),
        peut_rejeter: conseiller && lot.etat.at_the_bank() && sum(&[EtatLigne::Prevue, EtatLigne::Payee]).0 > 0,
        en_cours: waiting && en_cours,
        ajout: field("ajouts", "numero", String::new()),
        execution: field("clotures", "execution", today.clone()),
        confirmation: field("clotures", "confirmation", String::new()),
        le: field("paiements", "le", today),
        reference: field("paiements", "reference", lot.numero.clone()),
        fichier: Field::new("fichier", "").with(if draft.acte == "retours" { &draft.problems } else { &[] }),
        rejet: field("rejets", "dossier", String::new()),
        codes: codes(draft),
        texte: field("rejets", "texte", String::new()),
        lignes: examen.lignes.iter().map(Row::of).collect(),
        le_sien,
    }
}

fn codes(draft: &Draft<'_>) -> Vec<Choice> {
    let chosen = draft.posted.filter(|_| draft.acte == "rejets").map(|posted| posted.one("code")).unwrap_or_default();
    let one =
        |motif: &Motif| Choice::new(motif.code, format!("{}, {}", motif.code, motif.libelle), motif.code == chosen);
    Motif::ALL.iter().filter(|motif| !du_payeur(motif.code)).map(one).collect()
}

fn fact(people: &People, fait: &Fait) -> FaitView {
    FaitView {
        iso: fait.at.to_rfc3339(),
        quand: format::moment(fait.at),
        quoi: format!("{} {}", people.name(fait.agent), fait.texte),
    }
}

/// What is said after an act: a closed choice, never the address's own words.
fn told(asked: &Asked) -> Option<String> {
    let left = |words: &str| match asked.n {
        0 => words.to_owned(),
        1 => format!(
            "{words} Un dossier reste en dehors : il est dans un autre lot, pas encore à payer, ou c’est le vôtre."
        ),
        n => format!(
            "{words} {n} dossiers restent en dehors : dans un autre lot, pas encore à payer, ou c’est le vôtre."
        ),
    };
    Some(match asked.fait.as_str() {
        "preparation" => left("Le lot est préparé."),
        "ajout" => left("Les dossiers sont ajoutés."),
        "retrait" => "Le dossier est retiré du lot.".to_owned(),
        "cloture" => "Le lot est clos : ses fichiers peuvent être téléchargés.".to_owned(),
        "transmission" => "Le lot est noté comme transmis à la banque.".to_owned(),
        "paiement" => "Le versement est enregistré. Les dossiers passent en paiement l'un après l'autre.".to_owned(),
        "rejet" => "Le rejet est enregistré, et un nouvel IBAN est demandé au bénéficiaire.".to_owned(),
        _ => return None,
    })
}
