//! The parts that the pages of lots share: states as shapes, steps, lines and checks.

use crate::actions::lots::examine::{Coordonnees, Examen};
use crate::adapters::db::lots::{Ligne, Lot};
use crate::web::office::staff::People;
use chrono::{DateTime, Utc};
use guichet_domain::format;
use guichet_domain::ids::{AgentId, LotId};
use guichet_domain::versement::{Controle, EtatLigne, EtatLot, Niveau, motif_libelle};
use serde::Serialize;

/// A state: a shape, a word, a colour.
#[derive(Serialize)]
pub(super) struct Shape {
    classe: &'static str,
    icone: &'static str,
    libelle: String,
}

impl Shape {
    pub(super) fn new(classe: &'static str, icone: &'static str, libelle: impl Into<String>) -> Self {
        Self { classe, icone, libelle: libelle.into() }
    }

    /// Of a lot.
    pub(super) fn of(etat: EtatLot) -> Self {
        let (classe, icone) = match etat {
            EtatLot::Ouvert => ("brouillon", "brouillon"),
            EtatLot::Clos => ("valide", "valide"),
            EtatLot::Transmis => ("attente", "attente"),
            EtatLot::Partiel => ("incomplet", "incomplet"),
            EtatLot::Rejete => ("refuse", "refuse"),
            EtatLot::Solde => ("paye", "paye"),
        };
        Self::new(classe, icone, etat.libelle())
    }

    fn of_line(ligne: &Ligne) -> Self {
        match (ligne.etat, &ligne.motif) {
            (EtatLigne::Prevue, _) => Self::new("attente", "attente", "Attendu"),
            (EtatLigne::Payee, _) => Self::new("valide", "valide", "Payé"),
            (EtatLigne::Rejetee, Some((code, _))) => {
                Self::new("refuse", "refuse", format!("Rejeté, {}", motif_libelle(code)))
            }
            (EtatLigne::Rejetee, None) => Self::new("refuse", "refuse", "Rejeté"),
            (EtatLigne::Reprise, _) => Self::new("abandonne", "abandonne", "Rejeté, repris dans un autre lot"),
        }
    }
}

/// One line of the table.
#[derive(Serialize)]
pub(super) struct Row {
    pub(super) id: String,
    href: String,
    numero: String,
    titulaire: String,
    beneficiaire: String,
    iban: String,
    montant: String,
    etat: Shape,
    obstacle: Option<String>,
    rejetable: bool,
}

impl Row {
    pub(super) fn of((ligne, there): &(Ligne, Coordonnees)) -> Self {
        Self {
            id: ligne.dossier.to_string(),
            href: format!("/dossiers/{}", ligne.dossier),
            numero: ligne.numero.clone(),
            titulaire: there.titulaire.clone(),
            beneficiaire: format!("{} {}", ligne.prenom, ligne.nom),
            iban: format::masked_iban(&there.iban),
            montant: format::centimes(ligne.centimes),
            etat: Shape::of_line(ligne),
            obstacle: ligne.obstacle.clone(),
            rejetable: matches!(ligne.etat, EtatLigne::Prevue | EtatLigne::Payee),
        }
    }
}

/// A check.
#[derive(Serialize)]
pub(super) struct CheckView {
    quoi: String,
    icone: &'static str,
    genre: &'static str,
    /// Said to who does not see the shape.
    mot: &'static str,
    resultat: String,
    lignes: Vec<String>,
}

impl CheckView {
    pub(super) fn of(controle: &Controle) -> Self {
        let (icone, genre, mot) = match controle.niveau {
            Niveau::Bon => ("valide", "ok", "bon"),
            Niveau::Avertit => ("alerte", "warn", "à confirmer"),
            Niveau::Bloque => ("refuse", "bad", "à corriger"),
        };
        let line = |(numero, why): &(String, String)| format!("{numero} : {why}");
        Self {
            quoi: controle.quoi.clone(),
            icone,
            genre,
            mot,
            resultat: controle.resultat.clone(),
            lignes: controle.lignes.iter().map(line).collect(),
        }
    }
}

/// A step of a lot.
#[derive(Serialize)]
pub(super) struct Step {
    libelle: &'static str,
    detail: String,
    /// `done`, or empty.
    classe: &'static str,
    ici: bool,
    icone: &'static str,
    genre: &'static str,
}

/// The steps, each with who and when.
pub(super) fn steps(lot: &Lot, examen: &Examen, people: &People) -> Vec<Step> {
    let at = lot.etat;
    let place = EtatLot::ALL.iter().position(|etat| *etat == at).unwrap_or(0);
    let count = |wanted: &[EtatLigne]| examen.lignes.iter().filter(|(ligne, _)| wanted.contains(&ligne.etat)).count();
    let (paid, back) = (count(&[EtatLigne::Payee]), count(&[EtatLigne::Rejetee, EtatLigne::Reprise]));
    let answer = if paid + back == 0 { String::new() } else { format!("payés : {paid}, rejetés : {back}") };
    let texts = [
        ("Préparé", by(people, lot.prepare_par, lot.prepare_le)),
        ("Contrôlé par une autre personne", lot.clos.map(|(who, at)| by(people, who, at)).unwrap_or_default()),
        ("Transmis à la banque", lot.transmis_le.map(format::moment).unwrap_or_default()),
        ("Retour de la banque", answer),
        (
            "Soldé",
            if back > 0 && at != EtatLot::Solde { "quand les rejets sont traités".to_owned() } else { String::new() },
        ),
    ];
    // An open lot is at its first step, a closed one at its third: it is to be sent.
    let here = match at {
        EtatLot::Ouvert => 1,
        EtatLot::Clos => 2,
        EtatLot::Transmis | EtatLot::Partiel => 3,
        EtatLot::Rejete => 4,
        EtatLot::Solde => 5,
    };
    let step = |(rank, (libelle, detail)): (usize, (&'static str, String))| Step {
        libelle,
        detail,
        classe: if rank < here { "done" } else { "" },
        ici: rank == here,
        icone: if rank < here {
            "valide"
        } else if rank == here && place > 0 {
            "incomplet"
        } else {
            "brouillon"
        },
        genre: if rank < here { "ok" } else { "" },
    };
    texts.into_iter().enumerate().map(step).collect()
}

/// « Camille Ferrand, 18 novembre 2020, 16 h 05 ».
pub(super) fn by(people: &People, who: AgentId, at: DateTime<Utc>) -> String {
    format!("{}, {}", people.name(who), format::moment(at))
}

/// The page of a lot.
pub(super) fn address(lot: LotId) -> String {
    format!("/lots/{lot}")
}
