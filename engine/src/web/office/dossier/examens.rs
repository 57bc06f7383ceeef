//! The form under the pièce that is shown: accept it, or refuse it for a motif. What that means is left to
//! `actes::examens`.

use super::super::parts::{Choice, Field};
use super::formulaires::Draft;
use super::pieces::Numbered;
use super::read::Read;
use crate::adapters::db::agents::Agent;
use guichet_domain::dossier::{AUTRE, Avis, may_examine};
use guichet_domain::field::email_key;
use guichet_domain::format;
use serde::Serialize;

/// The form.
#[derive(Serialize)]
pub(super) struct ExamenView {
    piece: String,
    /// The files that are looked at.
    fichiers: Vec<String>,
    /// What was last said of them, if anything.
    dit: Option<String>,
    raison: String,
    acceptee: bool,
    refusee: bool,
    motifs: Vec<Choice>,
    motif: Field,
    precision: Field,
}

/// The form for that pièce; none for whoever may not judge it now.
pub(super) fn form(read: &Read, piece: &Numbered<'_>, agent: &Agent, draft: Option<&Draft>) -> Option<ExamenView> {
    let row = &read.loaded.row;
    let may = read.acteurs.iter().any(|acteur| may_examine(row.etat, *acteur));
    if !may || email_key(&row.email) == agent.email_key {
        return None;
    }
    let own = draft.filter(|draft| draft.acte == "examens");
    let said = piece.last.filter(|last| last.examen.fichiers == read.loaded.files_of(&piece.piece.id));
    let refused = said.filter(|last| last.examen.avis == Avis::Refusee);
    let motif = match (own, refused) {
        (Some(draft), _) => draft.posted.one("motif").to_owned(),
        (None, Some(last)) => last.examen.motif.clone().unwrap_or_else(|| AUTRE.to_owned()),
        (None, None) => String::new(),
    };
    let precision = match (own, refused) {
        (Some(draft), _) => draft.posted.one("precision").to_owned(),
        (None, last) => last.map(|last| last.examen.precision.clone()).unwrap_or_default(),
    };
    let field = |name: &str, value: String| {
        Field::new(name, value).id(format!("examens-{name}")).with(own.map_or(&[], |draft| &draft.problems))
    };
    let listed = piece.piece.motifs.iter().map(|one| Choice::new(one, one, *one == motif));
    Some(ExamenView {
        piece: piece.piece.id.to_string(),
        fichiers: piece.file_ids(),
        dit: said.map(|last| {
            let word = if last.examen.avis == Avis::Acceptee { "Acceptée" } else { "Refusée" };
            format!("{word} par {} le {}", read.people.name(last.agent), format::moment(last.at))
        }),
        raison: said.map(|last| last.examen.raison()).unwrap_or_default(),
        acceptee: said.is_some() && refused.is_none(),
        refusee: refused.is_some(),
        motifs: listed.chain([Choice::new(AUTRE, "Autre, à préciser", motif == AUTRE)]).collect(),
        motif: field("motif", motif.clone()),
        precision: field("precision", precision),
    })
}
