//! The keys of `programme.yaml`.

use crate::programme::read::shape::{Day, Flag, Money, Named, Text, Whole, Word, declare, words};

/// One of the faces a programme may show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Face {
    /// Public pages: always.
    Pages,
    /// The test of eligibility.
    Test,
    /// Accounts and dossiers.
    Dossiers,
}

words! { Face, "une face": "pages" => Face::Pages, "test" => Face::Test, "dossiers" => Face::Dossiers }

declare! {
    /// Qui est le programme : noms, hôtes, campagnes, contacts.
    pub(crate) struct ProgrammeYaml {
        /// Nom court, celui des titres de page.
        required nom: Text,
        /// Nom en toutes lettres.
        required nom_complet: Text,
        /// Une phrase pour les moteurs de recherche et les listes des conseillers.
        required resume: Text,
        /// Début des numéros de dossier : 2 à 5 capitales.
        optional sigle: Text,
        /// Noms d'hôte exacts, en minuscules ; le premier sert dans les courriels.
        required hotes: Vec<Text>,
        /// Dossier du thème ; « default » sinon.
        optional theme: Text,
        /// Les faces ouvertes : pages, test, dossiers.
        required faces: Vec<Word<Face>>,
        /// Comment joindre le service.
        required contact: ContactYaml,
        /// Qui signe les courriels.
        required expediteur: ExpediteurYaml,
        /// Quand le programme prend des demandes, et avec quel budget.
        optional campagnes: Named<CampagneYaml>,
        /// Jours ouvrés au delà desquels un dossier qui attend les agents est en retard ; 15 sinon.
        optional delai: Whole,
        /// Combien de temps les dossiers sont gardés.
        optional conservation: ConservationYaml,
        /// Ce qui est supposé, en attente d'un oui, et ne tient pas en une clé.
        optional a_confirmer: Vec<Text>,
    }

    /// Comment joindre le service, au pied de chaque page.
    pub(crate) struct ContactYaml {
        /// Le service qui répond.
        required service: Text,
        /// Son adresse de courriel.
        required courriel: Text,
        /// Son numéro, tel qu'il est montré.
        optional telephone: Text,
        /// Quand il répond.
        optional horaires: Text,
        /// Son adresse postale, sur une ligne.
        optional adresse: Text,
    }

    /// Qui signe les courriels.
    pub(crate) struct ExpediteurYaml {
        /// Le nom montré.
        required nom: Text,
        /// L'adresse.
        required courriel: Text,
    }

    /// Une campagne ; les jours sont inclus, à l'heure de Paris.
    pub(crate) struct CampagneYaml {
        /// Son nom.
        required libelle: Text,
        /// Premier jour des demandes.
        required ouvre: Day,
        /// Dernier jour des demandes, quand il est connu.
        optional ferme: Day,
        /// Dernier jour pour compléter un dossier connu.
        optional completion: Day,
        /// La somme disponible.
        optional budget: Money,
        /// Supposée, en attente d'un oui.
        optional a_confirmer: Flag,
    }

    /// Combien de temps les dossiers sont gardés, en mois ou en ans.
    pub(crate) struct ConservationYaml {
        /// Un brouillon que personne n'a déposé ; 3 mois sinon.
        optional brouillon: Text,
        /// Un dossier payé, refusé ou abandonné ; 12 mois sinon.
        optional clos: Text,
    }
}
