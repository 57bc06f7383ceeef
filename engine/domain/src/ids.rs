//! One type per id, so that a piece is never looked up with the id of a champ.

use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The id as it is written in the YAML, the address and the table.
            #[must_use]
            pub fn as_str(&self) -> &str { &self.0 }
        }
        impl From<&str> for $name { fn from(text: &str) -> Self { Self(text.to_owned()) } }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }
        impl std::borrow::Borrow<str> for $name { fn borrow(&self) -> &str { &self.0 } }
    )* };
}

macro_rules! uuids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { text.parse().map(Self) }
        }
    )* };
}

names! {
    /// A programme: the name of its folder, `fussat`.
    ProgrammeId,
    /// A campagne of a programme, `2020`.
    CampagneId,
    /// A champ of a version; a column of a liste is `liste.colonne`.
    ChampId,
    /// A named intermediate result.
    CalculId,
    /// A condition of eligibility.
    ConditionId,
    /// An aide of a programme.
    AideId,
    /// A pièce that a version asks for (the kind of document, not one file).
    PieceId,
    /// A motif of refusal.
    MotifId,
    /// A ready text.
    TexteId,
}

uuids! {
    /// A dossier.
    DossierId,
    /// A bénéficiaire, known to one programme only.
    BeneficiaireId,
    /// A member of staff.
    AgentId,
    /// One file deposited for a pièce.
    FichierId,
    /// A lot de versement.
    LotId,
    /// A file that a bank sent back about a lot.
    RetourId,
    /// A test of eligibility kept for registration.
    EssaiId,
    /// A view that somebody saved.
    VueId,
    /// An act over many dossiers.
    TraitementId,
}
