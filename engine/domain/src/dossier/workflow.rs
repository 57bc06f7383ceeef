//! The one table of the workflow. Nothing else changes a dossier's state; docs are made from it.

use serde::{Deserialize, Serialize};

/// Where a dossier stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Etat {
    /// Being filled in.
    Brouillon,
    /// Submitted, waits for a conseiller.
    EnAttente,
    /// Back to the bénéficiaire, with what is asked.
    Incomplet,
    /// Validated by a conseiller, waits for a manager.
    ValideConseiller,
    /// Validated by a manager, waits for its payment.
    ValideManager,
    /// Refused.
    Refuse,
    /// Payment made outside, recorded here.
    MisEnPaiement,
    /// Given up by the bénéficiaire.
    Abandonne,
}

/// An act that changes the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Acte {
    /// « Demander la validation de mon dossier ».
    Soumettre,
    /// Validate, as conseiller then as manager.
    Valider,
    /// Refuse, with a motif and a message.
    Refuser,
    /// Ask for what is missing.
    DemanderComplement,
    /// Send back to the conseiller.
    Renvoyer,
    /// Record the payment.
    MettreEnPaiement,
    /// Record that the bank sent the money back.
    ConstaterRejet,
    /// Give up.
    Abandonner,
    /// Take up again a refused or abandoned dossier.
    Rouvrir,
}

/// As what somebody acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Acteur {
    /// The person whose dossier it is.
    Beneficiaire,
    /// A conseiller of the programme.
    Conseiller,
    /// A manager of the programme.
    Manager,
}

/// A line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Transition {
    /// The states it starts from.
    pub from: &'static [Etat],
    /// The act.
    pub acte: Acte,
    /// Who does it.
    pub acteur: Acteur,
    /// The state it leads to.
    pub to: Etat,
    /// What it needs, as told in the docs.
    pub needs: &'static str,
}

const fn line(from: &'static [Etat], acte: Acte, acteur: Acteur, to: Etat, needs: &'static str) -> Transition {
    Transition { from, acte, acteur, to, needs }
}

/// The workflow, whole. A pair (state, act) stands at most once per actor.
pub const TABLE: &[Transition] = &[
    line(
        &[Etat::Brouillon, Etat::Incomplet],
        Acte::Soumettre,
        Acteur::Beneficiaire,
        Etat::EnAttente,
        "dossier complet ; sinon tout ce qui manque est montré",
    ),
    line(
        &[Etat::EnAttente],
        Acte::Valider,
        Acteur::Conseiller,
        Etat::ValideConseiller,
        "un montant par aide, proposé par les règles ; le changer demande une raison",
    ),
    line(
        &[Etat::EnAttente],
        Acte::Refuser,
        Acteur::Conseiller,
        Etat::Refuse,
        "un motif de la liste du programme et un message",
    ),
    line(
        &[Etat::EnAttente],
        Acte::DemanderComplement,
        Acteur::Conseiller,
        Etat::Incomplet,
        "un message, les pièces et les champs concernés",
    ),
    line(
        &[Etat::ValideConseiller, Etat::Refuse],
        Acte::Valider,
        Acteur::Manager,
        Etat::ValideManager,
        "une autre personne que celle qui a instruit comme conseiller",
    ),
    line(
        &[Etat::ValideConseiller],
        Acte::Refuser,
        Acteur::Manager,
        Etat::Refuse,
        "un motif de la liste du programme et un message",
    ),
    line(
        &[Etat::ValideConseiller, Etat::Refuse],
        Acte::DemanderComplement,
        Acteur::Manager,
        Etat::Incomplet,
        "un message",
    ),
    line(
        &[Etat::ValideConseiller, Etat::Refuse],
        Acte::Renvoyer,
        Acteur::Manager,
        Etat::EnAttente,
        "un message au conseiller",
    ),
    line(
        &[Etat::ValideManager],
        Acte::MettreEnPaiement,
        Acteur::Conseiller,
        Etat::MisEnPaiement,
        "la date et la référence du versement",
    ),
    line(
        &[Etat::MisEnPaiement],
        Acte::ConstaterRejet,
        Acteur::Conseiller,
        Etat::ValideManager,
        "la raison donnée par la banque ; l'IBAN est redemandé",
    ),
    line(
        &[Etat::Brouillon, Etat::Incomplet, Etat::EnAttente],
        Acte::Abandonner,
        Acteur::Beneficiaire,
        Etat::Abandonne,
        "une confirmation",
    ),
    line(
        &[Etat::Refuse, Etat::Abandonne],
        Acte::Rouvrir,
        Acteur::Manager,
        Etat::EnAttente,
        "une raison, dans les quatre mois",
    ),
];

/// Where the act leads from that state, if that actor may do it.
#[must_use]
pub fn transition(from: Etat, acte: Acte, acteur: Acteur) -> Option<Etat> {
    TABLE
        .iter()
        .find(|line| line.acte == acte && line.acteur == acteur && line.from.contains(&from))
        .map(|line| line.to)
}

/// The acts open to that actor in that state, in the order of the table.
#[must_use]
pub fn acts(from: Etat, acteur: Acteur) -> Vec<Acte> {
    TABLE.iter().filter(|line| line.acteur == acteur && line.from.contains(&from)).map(|line| line.acte).collect()
}

impl Etat {
    /// Every state, in the order of a dossier's life.
    pub const ALL: [Self; 8] = [
        Self::Brouillon,
        Self::EnAttente,
        Self::Incomplet,
        Self::ValideConseiller,
        Self::ValideManager,
        Self::Refuse,
        Self::MisEnPaiement,
        Self::Abandonne,
    ];

    /// As stored and as written in addresses.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Brouillon => "brouillon",
            Self::EnAttente => "en_attente",
            Self::Incomplet => "incomplet",
            Self::ValideConseiller => "valide_conseiller",
            Self::ValideManager => "valide_manager",
            Self::Refuse => "refuse",
            Self::MisEnPaiement => "mis_en_paiement",
            Self::Abandonne => "abandonne",
        }
    }

    /// The state of that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|etat| etat.code() == code)
    }

    /// As people read it.
    #[must_use]
    pub fn libelle(self) -> &'static str {
        match self {
            Self::Brouillon => "Brouillon",
            Self::EnAttente => "En attente de validation",
            Self::Incomplet => "Incomplet",
            Self::ValideConseiller => "Validé par le conseiller",
            Self::ValideManager => "Validé par le manager",
            Self::Refuse => "Refusé",
            Self::MisEnPaiement => "Mis en paiement",
            Self::Abandonne => "Abandonné",
        }
    }

    /// Whether the bénéficiaire may still change answers and pièces.
    #[must_use]
    pub fn editable(self) -> bool {
        matches!(self, Self::Brouillon | Self::Incomplet)
    }
}

impl Acte {
    /// Every act, in the order of the table.
    pub const ALL: [Self; 9] = [
        Self::Soumettre,
        Self::Valider,
        Self::Refuser,
        Self::DemanderComplement,
        Self::Renvoyer,
        Self::MettreEnPaiement,
        Self::ConstaterRejet,
        Self::Abandonner,
        Self::Rouvrir,
    ];

    /// As stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Soumettre => "soumettre",
            Self::Valider => "valider",
            Self::Refuser => "refuser",
            Self::DemanderComplement => "demander_complement",
            Self::Renvoyer => "renvoyer",
            Self::MettreEnPaiement => "mettre_en_paiement",
            Self::ConstaterRejet => "constater_rejet",
            Self::Abandonner => "abandonner",
            Self::Rouvrir => "rouvrir",
        }
    }
}

impl Acteur {
    /// Every actor.
    pub const ALL: [Self; 3] = [Self::Beneficiaire, Self::Conseiller, Self::Manager];
}
