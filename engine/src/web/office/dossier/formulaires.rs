//! The acts that need a few words: one form each, in a popover, or open in the page when it must be
//! corrected. Which of them are offered is left to `actes`.

use super::super::parts::Field;
use super::super::staff::acteur_code;
use super::read::Read;
use super::textes::{self, TexteView};
use crate::web::form::Posted;
use chrono::NaiveDate;
use guichet_domain::dossier::{Acteur, Problem};
use guichet_domain::programme::{Motif, Usage};
use serde::Serialize;

/// What was posted of an act that must be corrected.
pub(in crate::web::office) struct Draft {
    /// The act's noun in the address: `refus`.
    pub(in crate::web::office) acte: &'static str,
    pub(in crate::web::office) posted: Posted,
    pub(in crate::web::office) problems: Vec<Problem>,
}

impl Draft {
    /// What was posted, with nothing to correct: it is shown again with something more.
    pub(in crate::web::office) fn kept(acte: &'static str, posted: Posted) -> Self {
        Self { acte, posted, problems: vec![] }
    }
}

/// One form.
#[derive(Clone, Serialize)]
pub(super) struct Form {
    id: &'static str,
    adresse: &'static str,
    acteur: &'static str,
    titre: String,
    mot: Option<String>,
    bouton: &'static str,
    /// `no` for an act that goes against the person.
    genre: &'static str,
    touche: &'static str,
    motifs: Vec<MotifView>,
    motif: Field,
    le: Option<Field>,
    reference: Option<Field>,
    texte: Option<Field>,
    /// Ready texts for it.
    textes: Vec<TexteView>,
    libelle: &'static str,
    /// Whether a mail tells the bénéficiaire.
    mail: bool,
    pub(super) ouvert: bool,
}

#[derive(Clone, Serialize)]
struct MotifView {
    key: String,
    libelle: String,
    texte: String,
    checked: bool,
}

/// What an act's form is made of, besides what it holds.
struct Shape {
    adresse: &'static str,
    bouton: &'static str,
    genre: &'static str,
    touche: &'static str,
    titre: String,
    /// Name and label of its text.
    texte: Option<(&'static str, &'static str)>,
}

/// « Refuser ».
pub(super) fn refusal(read: &Read, acteur: Acteur, draft: Option<&Draft>) -> Form {
    let titre = format!("Refuser le dossier de {}", read.person());
    let shape = Shape {
        adresse: "refus",
        bouton: "Refuser",
        genre: "no",
        touche: "R",
        titre,
        texte: Some(("message", "Message au bénéficiaire")),
    };
    let mut form = form(shape, acteur, draft);
    let chosen = mine("refus", draft).map(|draft| draft.posted.one("motif").to_owned()).unwrap_or_default();
    form.mot = Some(
        "Le mail ajoute les voies de recours. Choisir un motif propose son texte, que vous pouvez changer.".to_owned(),
    );
    form.textes = textes::offered(read, Usage::Refus);
    let motifs = read.loaded.version.motifs.iter().zip(&read.textes.motifs);
    form.motifs = motifs.map(|(motif, texte)| motif_view(motif, texte, &chosen)).collect();
    form.motif = Field::new("motif", chosen).with(mine("refus", draft).map_or(&[], |draft| &draft.problems));
    form
}

/// « Renvoyer au conseiller ».
pub(super) fn sending_back(acteur: Acteur, draft: Option<&Draft>) -> Form {
    let titre = "Renvoyer au conseiller".to_owned();
    let mut form = form(
        Shape {
            adresse: "renvois",
            bouton: "Renvoyer",
            genre: "",
            touche: "B",
            titre,
            texte: Some(("message", "Ce qu’il doit revoir")),
        },
        acteur,
        draft,
    );
    form.mot = Some("Le bénéficiaire ne lit pas ce message.".to_owned());
    form
}

/// « Mettre en paiement ».
pub(super) fn payment(read: &Read, acteur: Acteur, today: NaiveDate, draft: Option<&Draft>) -> Form {
    let titre = format!("Mettre en paiement le dossier {}", read.loaded.row.numero);
    let mut form = form(
        Shape { adresse: "paiements", bouton: "Mettre en paiement", genre: "", touche: "P", titre, texte: None },
        acteur,
        draft,
    );
    let own = mine("paiements", draft);
    let field = |name: &'static str, before: String| {
        let value = own.map_or(before, |draft| draft.posted.one(name).to_owned());
        Field::new(name, value).id(format!("paiements-{name}")).with(own.map_or(&[], |draft| &draft.problems))
    };
    (form.le, form.reference) = (Some(field("le", today.to_string())), Some(field("reference", String::new())));
    form
}

/// « Constater un rejet ».
pub(super) fn rejection(acteur: Acteur, draft: Option<&Draft>) -> Form {
    let titre = "Constater le rejet du versement".to_owned();
    let mut form = form(
        Shape {
            adresse: "rejets",
            bouton: "Constater un rejet",
            genre: "no",
            touche: "",
            titre,
            texte: Some(("raison", "Raison donnée par la banque")),
        },
        acteur,
        draft,
    );
    form.mot = Some(
        "L’IBAN est effacé et redemandé au bénéficiaire ; le dossier revient à « Validé par le manager ».".to_owned(),
    );
    form
}

/// « Demander les coordonnées bancaires ».
pub(super) fn asking_bank_details(read: &Read, acteur: Acteur, draft: Option<&Draft>) -> Form {
    let titre = "Demander les coordonnées bancaires".to_owned();
    let mut form = form(
        Shape {
            adresse: "versements",
            bouton: "Redemander l’IBAN",
            genre: "",
            touche: "",
            titre,
            texte: Some(("message", "Message au bénéficiaire")),
        },
        acteur,
        draft,
    );
    form.textes = textes::offered(read, Usage::Versement);
    form
}

/// « Rouvrir ».
pub(super) fn reopening(acteur: Acteur, draft: Option<&Draft>) -> Form {
    let titre = "Rouvrir le dossier".to_owned();
    let mut form = form(
        Shape {
            adresse: "reouvertures",
            bouton: "Rouvrir",
            genre: "",
            touche: "",
            titre,
            texte: Some(("raison", "Pourquoi")),
        },
        acteur,
        draft,
    );
    form.mot = Some(
        "Possible pendant quatre mois ; le dossier revient « En attente » et le bénéficiaire en est prévenu."
            .to_owned(),
    );
    form
}

/// The draft, when it is of that act.
fn mine<'a>(acte: &str, draft: Option<&'a Draft>) -> Option<&'a Draft> {
    draft.filter(|draft| draft.acte == acte)
}

fn form(shape: Shape, acteur: Acteur, draft: Option<&Draft>) -> Form {
    let own = mine(shape.adresse, draft);
    let text = shape.texte.map(|(name, _)| {
        let value = own.map(|draft| draft.posted.one(name).to_owned()).unwrap_or_default();
        Field::new(name, value).id(format!("{}-{name}", shape.adresse)).with(own.map_or(&[], |draft| &draft.problems))
    });
    Form {
        id: shape.adresse,
        adresse: shape.adresse,
        acteur: acteur_code(acteur),
        titre: shape.titre,
        mot: None,
        bouton: shape.bouton,
        genre: shape.genre,
        touche: shape.touche,
        motifs: vec![],
        motif: Field::default(),
        le: None,
        reference: None,
        texte: text,
        textes: vec![],
        libelle: shape.texte.map_or("", |(_, label)| label),
        mail: shape.adresse != "renvois",
        ouvert: own.is_some(),
    }
}

fn motif_view(motif: &Motif, texte: &str, chosen: &str) -> MotifView {
    MotifView {
        key: motif.id.to_string(),
        libelle: motif.libelle.clone(),
        texte: texte.to_owned(),
        checked: motif.id.as_str() == chosen,
    }
}

/// The ready text of a motif, with the dossier's own figures.
pub(in crate::web::office) fn motif_text(loaded: &crate::actions::loaded::Loaded, motif: &Motif) -> String {
    loaded.reading().fill(&motif.texte)
}
