//! The keys of a file of rules, champs aside.

use super::ChampYaml;
use crate::programme::read::shape::{Flag, Formule, Named, Raw, Short, Text, Whole, Word, declare, words};
use crate::programme::{DossiersEnCours, Quand, Unicite, Usage};

words! { DossiersEnCours, "une consigne connue pour les dossiers en cours":
"conserver" => DossiersEnCours::Conserver, "reprendre" => DossiersEnCours::Reprendre }
words! { Quand, "un moment connu": "depot" => Quand::Depot, "valide_manager" => Quand::ValideManager }
words! { Unicite, "une portée connue":
"personne" => Unicite::Personne, "foyer" => Unicite::Foyer, "annee" => Unicite::Annee, "campagne" => Unicite::Campagne }

words! { Usage, "un message connu": "message" => Usage::Message, "complement" => Usage::Complement,
"refus" => Usage::Refus, "versement" => Usage::Versement }

declare! {
    /// Les règles, questions et pièces en vigueur à partir du jour qui nomme le fichier.
    pub(crate) struct VersionYaml {
        /// Ce que cette version change, en une phrase.
        required resume: Text,
        /// Les dossiers en cours : conserver leurs règles, ou reprendre celles-ci.
        required dossiers_en_cours: Word<DossiersEnCours>,
        /// Les questions, chacune déclarée une fois.
        required champs: Named<ChampYaml>,
        /// Les résultats intermédiaires, montrés dans l'explication.
        optional calculs: Named<Short<Formule, CalculYaml>>,
        /// Les tableaux.
        optional baremes: Named<BaremeYaml>,
        /// Les conditions.
        required conditions: Named<ConditionYaml>,
        /// Les aides.
        required aides: Named<AideYaml>,
        /// Les pièces.
        optional pieces: Named<PieceYaml>,
        /// Les motifs de refus d'un dossier.
        optional motifs: Named<MotifYaml>,
        /// Les textes prêts des messages.
        optional textes: Named<TexteYaml>,
        /// Les champs du test, dans cet ordre.
        optional test: Vec<Text>,
        /// Les sections du formulaire.
        optional formulaire: Vec<SectionYaml>,
        /// Ce qui est supposé, en attente d'un oui, et ne tient pas en une clé.
        optional a_confirmer: Vec<Text>,
    }

    /// Un résultat intermédiaire.
    pub(crate) struct CalculYaml {
        /// Son nom sur la page.
        optional libelle: Text,
        /// Comment il se calcule.
        required regle: Formule,
    }

    /// Un tableau d'une ou deux entrées.
    pub(crate) struct BaremeYaml {
        /// Le titre du tableau.
        required libelle: Text,
        /// Le texte dont il vient.
        optional source: Text,
        /// Supposé, en attente d'un oui.
        optional a_confirmer: Flag,
        /// Une ou deux entrées : nom → type, ou clés d'un choix.
        required entrees: Named<Raw>,
        /// Les tranches de la seconde entrée, en colonnes.
        optional colonnes: Named<Vec<Text>>,
        /// Une ligne par tranche de la première entrée ; « donne » est ce qu'elle donne.
        required lignes: Vec<Named<Raw>>,
    }

    /// Une condition.
    pub(crate) struct ConditionYaml {
        /// Son nom sur la page.
        required libelle: Text,
        /// Si c'est faux, la condition est sans objet.
        optional si: Formule,
        /// Ce qui doit être vrai.
        required regle: Formule,
        /// Ce qui est dit quand ce n'est pas vrai.
        required motif: Text,
        /// Le texte dont elle vient.
        optional source: Text,
        /// Supposée, en attente d'un oui.
        optional a_confirmer: Flag,
    }

    /// Une aide.
    pub(crate) struct AideYaml {
        /// Son nom.
        required libelle: Text,
        /// Si c'est faux, l'aide est sans objet pour cette personne.
        optional si: Formule,
        /// Les conditions à remplir.
        required exige: Vec<Text>,
        /// La somme ; absente : aide en nature.
        optional montant: Formule,
        /// Donnée une seule fois par personne, foyer, annee ou campagne.
        optional une_fois_par: Vec<Word<Unicite>>,
        /// Le texte dont elle vient.
        optional source: Text,
        /// Supposée, en attente d'un oui.
        optional a_confirmer: Flag,
    }

    /// Une pièce.
    pub(crate) struct PieceYaml {
        /// Son nom.
        required libelle: Text,
        /// Une aide.
        optional aide: Text,
        /// N'est demandée que si c'est vrai.
        optional si: Formule,
        /// Peut manquer.
        optional facultatif: Flag,
        /// Les champs qu'elle prouve.
        optional prouve: Vec<Text>,
        /// Nombre de fichiers au plus, de 1 à 20.
        optional fichiers_max: Whole,
        /// Les raisons prêtes de la refuser.
        optional motifs: Vec<Text>,
        /// « valide_manager » : demandée après l'accord seulement.
        optional quand: Word<Quand>,
        /// Supposée, en attente d'un oui.
        optional a_confirmer: Flag,
    }

    /// Un motif de refus.
    pub(crate) struct MotifYaml {
        /// Son nom dans la liste.
        required libelle: Text,
        /// Un message prêt, que le conseiller peut changer.
        optional texte: Text,
    }

    /// Un texte prêt.
    pub(crate) struct TexteYaml {
        /// Son nom dans la liste.
        required libelle: Text,
        /// Ce qui est écrit ; il peut citer {champ} et {calcul}.
        required texte: Text,
        /// Où il est proposé : message, complement, refus, versement ; partout s'il n'est rien dit.
        optional pour: Vec<Word<Usage>>,
    }

    /// Une section du formulaire.
    pub(crate) struct SectionYaml {
        /// Son titre.
        required titre: Text,
        /// Une phrase sous le titre.
        optional aide: Text,
        /// Ses champs, dans l'ordre.
        required champs: Vec<Text>,
        /// N'est montrée que si c'est vrai.
        optional si: Formule,
        /// « valide_manager » : demandée après l'accord seulement.
        optional quand: Word<Quand>,
    }
}
