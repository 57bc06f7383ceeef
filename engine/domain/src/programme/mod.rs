//! What the YAML of a programme means, once it was read without a fault.
//!
//! The shapes here are plain data, complete and consistent: whoever holds a [`Programme`] need not
//! check anything again. Reading and the faults are in `read` and `check`; evaluating in `verdict`.

mod aide;
mod campagne;
mod champ;
mod condition;
pub mod fault;
mod motif;
mod piece;
pub mod read;
mod section;
mod version;

pub use aide::{Aide, Unicite};

pub use campagne::{Campagne, Ouverture};
pub use champ::{Bounds, Champ, Identifie, Kind};
pub use condition::Condition;
pub use motif::{Motif, Texte, Usage};
pub use piece::Piece;
pub use section::{Quand, Section};
pub use version::{Calcul, DossiersEnCours, Version};

use crate::ids::ProgrammeId;
use chrono::{Months, NaiveDate};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One aid programme, or a showcase site: everything its folder declares.
#[derive(Debug, Clone)]
pub struct Programme {
    /// Name of its folder.
    pub id: ProgrammeId,
    /// Short name, as in a page's title.
    pub nom: String,
    /// Name in full.
    pub nom_complet: String,
    /// One sentence for search engines and the office's lists.
    pub resume: String,
    /// Exact hostnames, lower case, no port; the first one is used in mails.
    pub hotes: Vec<String>,
    /// Folder below `themes/`.
    pub theme: String,
    /// Which faces are on.
    pub faces: Faces,
    /// Letters at the start of a dossier's numéro: `FUS-2020-000123`.
    pub sigle: String,
    /// Whom to call or write to.
    pub contact: Contact,
    /// Who signs its mails.
    pub expediteur: Expediteur,
    /// In order of opening.
    pub campagnes: Vec<Campagne>,
    /// The rules, oldest first. Never empty where the face `dossiers` is on.
    pub versions: Vec<Arc<Version>>,
    /// Public pages: name of the file without `.md` → Markdown text.
    pub pages: BTreeMap<String, Page>,
    /// Its own wording of mails: name of the file without `.md` → object (the title) and text.
    pub messages: BTreeMap<String, Page>,
    /// Working days within which staff should act; a dossier that waits longer is late.
    pub delai: u32,
    /// How long dossiers are kept.
    pub conservation: Conservation,
    /// What is assumed and waits for a yes of Audiens, over all versions.
    pub a_confirmer: Vec<AConfirmer>,
}

impl Programme {
    /// The rules in force on a day (Europe/Paris), if any yet.
    #[must_use]
    pub fn version_on(&self, day: NaiveDate) -> Option<&Arc<Version>> {
        self.versions.iter().rev().find(|version| version.du <= day)
    }

    /// The version with that hash, whichever day.
    #[must_use]
    pub fn version_by_hash(&self, hash: &str) -> Option<&Arc<Version>> {
        self.versions.iter().find(|version| version.hash == hash)
    }
}

/// Which faces of a programme are served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Faces {
    /// Public test of eligibility.
    pub test: bool,
    /// Accounts, dossiers, and a place in the office's queue.
    pub dossiers: bool,
}

/// How to reach the people behind a programme. Shown at the foot of every page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The service that answers.
    pub service: String,
    /// Its address.
    pub courriel: String,
    /// Its number, as shown: `01 99 00 14 22`.
    pub telephone: Option<String>,
    /// When it answers.
    pub horaires: Option<String>,
    /// Postal address, one line.
    pub adresse: Option<String>,
}

/// The From of a programme's mails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expediteur {
    /// Name shown.
    pub nom: String,
    /// Address.
    pub courriel: String,
}

/// How long dossiers are kept after their last event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conservation {
    /// A draft nobody submitted.
    pub brouillon: Months,
    /// A dossier paid, refused or given up.
    pub clos: Months,
}

/// A public page, or the text of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The first `# title` of the file.
    pub titre: String,
    /// Markdown after the title.
    pub markdown: String,
}

/// An assumption that Audiens must confirm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AConfirmer {
    /// File, relative to the programmes folder.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What it is about: `aides.garde`, `pieces.rib`, `campagnes.2021`.
    pub what: String,
}
