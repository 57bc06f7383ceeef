//! One version of a programme's rules, in force from a day. Immutable once a dossier uses it.

use super::{Aide, Champ, Condition, Motif, Piece, Section, Texte};
use crate::ids::{CalculId, ChampId, ProgrammeId};
use crate::rule::{Bareme, Rule};
use chrono::NaiveDate;

/// The rules, questions, pièces and wording in force from a day.
#[derive(Debug, Clone)]
pub struct Version {
    /// Whose rules.
    pub programme: ProgrammeId,
    /// First day in force, Europe/Paris: the name of the file.
    pub du: NaiveDate,
    /// What changes with this version, in a sentence.
    pub resume: String,
    /// What happens to unfinished dossiers of the version before.
    pub dossiers_en_cours: DossiersEnCours,
    /// Every champ, in the order of the file.
    pub champs: Vec<Champ>,
    /// Named intermediate results, in an order where each uses earlier ones only.
    pub calculs: Vec<Calcul>,
    /// Tables.
    pub baremes: Vec<Bareme>,
    /// Conditions.
    pub conditions: Vec<Condition>,
    /// Aides.
    pub aides: Vec<Aide>,
    /// Pièces.
    pub pieces: Vec<Piece>,
    /// Motifs of refusal.
    pub motifs: Vec<Motif>,
    /// Texts that agents find ready.
    pub textes: Vec<Texte>,
    /// The champs that the test asks, in this order, while they matter.
    pub test: Vec<ChampId>,
    /// The form.
    pub formulaire: Vec<Section>,
    /// The text of the file, stored with the dossiers that use it.
    pub texte: String,
    /// SHA-256 of `texte`, hexadecimal.
    pub hash: String,
}

/// A named intermediate result, shown in the explanation.
#[derive(Debug, Clone)]
pub struct Calcul {
    /// Its name in rules.
    pub id: CalculId,
    /// What it is called on the page; the id with spaces where not declared.
    pub libelle: String,
    /// How it is computed.
    pub regle: Rule,
}

/// What a new version does to unfinished dossiers (brouillon, incomplet) of the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DossiersEnCours {
    /// They stay under their version.
    Conserver,
    /// They move over; what is then missing is asked.
    Reprendre,
}

impl Version {
    /// A champ by id, columns (`frais.mois`) included.
    #[must_use]
    pub fn champ(&self, id: &str) -> Option<&Champ> {
        let (head, column) = id.split_once('.').map_or((id, None), |(head, column)| (head, Some(column)));
        let champ = self.champs.iter().find(|champ| champ.id.as_str() == head)?;
        match column {
            None => Some(champ),
            Some(column) => champ.columns().iter().find(|c| c.name() == column),
        }
    }

    /// A pièce by id.
    #[must_use]
    pub fn piece(&self, id: &str) -> Option<&Piece> {
        self.pieces.iter().find(|piece| piece.id.as_str() == id)
    }

    /// An aide by id.
    #[must_use]
    pub fn aide(&self, id: &str) -> Option<&Aide> {
        self.aides.iter().find(|aide| aide.id.as_str() == id)
    }

    /// A condition by id.
    #[must_use]
    pub fn condition(&self, id: &str) -> Option<&Condition> {
        self.conditions.iter().find(|condition| condition.id.as_str() == id)
    }

    /// A motif by id.
    #[must_use]
    pub fn motif(&self, id: &str) -> Option<&Motif> {
        self.motifs.iter().find(|motif| motif.id.as_str() == id)
    }

    /// Ids of the champs asked from the manager's validation on: forgotten when the bank sends the
    /// money back.
    #[must_use]
    pub fn champs_de_versement(&self) -> Vec<ChampId> {
        let late = self.formulaire.iter().filter(|section| section.quand == super::Quand::ValideManager);
        late.flat_map(|section| section.champs.clone()).collect()
    }
}
