//! What people are told after a change, the bénéficiaire nearly always. How it is worded and sent is left to the engine.

use serde::{Deserialize, Serialize};

/// A notice, one per kind of mail; its data are read again when it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// Confirm the address given at inscription.
    Inscription,
    /// Somebody asked to register an address that already has an account.
    DejaInscrit,
    /// Choose a new password.
    MotDePasse,
    /// The password was changed.
    MotDePasseChange,
    /// The dossier was received.
    Reception,
    /// Something is asked.
    Complement,
    /// Accepted: the amounts, and what is needed to pay.
    Accord,
    /// Refused: the motif and the ways of appeal.
    Refus,
    /// Paid: the date and the reference.
    Paiement,
    /// The bank sent the money back: the IBAN is asked again.
    Rejet,
    /// The bank details are asked for (again).
    Versement,
    /// A conseiller wrote.
    Message,
    /// The dossier was reopened.
    Reouverture,
    /// To an agent: a note names them.
    Mention,
    /// To an agent: what waits beyond the delay.
    Retards,
    /// To an agent: the file they asked for is ready.
    ExportPret,
}

impl Notice {
    /// Every notice.
    pub const ALL: [Self; 16] = [
        Self::Inscription,
        Self::DejaInscrit,
        Self::MotDePasse,
        Self::MotDePasseChange,
        Self::Reception,
        Self::Complement,
        Self::Accord,
        Self::Refus,
        Self::Paiement,
        Self::Rejet,
        Self::Versement,
        Self::Message,
        Self::Reouverture,
        Self::Mention,
        Self::Retards,
        Self::ExportPret,
    ];

    /// As stored, and the name of its template.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Inscription => "inscription",
            Self::DejaInscrit => "deja_inscrit",
            Self::MotDePasse => "mot_de_passe",
            Self::MotDePasseChange => "mot_de_passe_change",
            Self::Reception => "reception",
            Self::Complement => "complement",
            Self::Accord => "accord",
            Self::Refus => "refus",
            Self::Paiement => "paiement",
            Self::Rejet => "rejet",
            Self::Versement => "versement",
            Self::Message => "message",
            Self::Reouverture => "reouverture",
            Self::Mention => "mention",
            Self::Retards => "retards",
            Self::ExportPret => "export_pret",
        }
    }

    /// The notice of that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.code() == code)
    }
}
