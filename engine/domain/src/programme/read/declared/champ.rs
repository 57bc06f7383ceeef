//! The keys of a champ, and which kinds each belongs to.

use crate::programme::Identifie;
use crate::programme::read::shape::{Block, Flag, Formule, Named, Text, Whole, Word, declare, words};
use std::ops::Range;

/// The word of a kind of champ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KindWord {
    /// `texte`
    Texte,
    /// `texte_long`
    TexteLong,
    /// `entier`
    Entier,
    /// `nombre`
    Nombre,
    /// `montant`
    Montant,
    /// `date`
    Date,
    /// `mois`
    Mois,
    /// `oui_non`
    OuiNon,
    /// `choix`
    Choix,
    /// `choix_multiple`
    ChoixMultiple,
    /// `email`
    Email,
    /// `telephone`
    Telephone,
    /// `adresse`
    Adresse,
    /// `iban`
    Iban,
    /// `nir`
    Nir,
    /// `liste`
    Liste,
}

words! { KindWord, "un type de champ":
    "texte" => KindWord::Texte, "texte_long" => KindWord::TexteLong, "entier" => KindWord::Entier,
    "nombre" => KindWord::Nombre, "montant" => KindWord::Montant, "date" => KindWord::Date,
    "mois" => KindWord::Mois, "oui_non" => KindWord::OuiNon, "choix" => KindWord::Choix,
    "choix_multiple" => KindWord::ChoixMultiple, "email" => KindWord::Email, "telephone" => KindWord::Telephone,
    "adresse" => KindWord::Adresse, "iban" => KindWord::Iban, "nir" => KindWord::Nir, "liste" => KindWord::Liste,
}

words! { Identifie, "ce qu'un champ identifie":
"naissance" => Identifie::Naissance, "foyer" => Identifie::Foyer, "enfant" => Identifie::Enfant }

declare! {
    /// Une question, déclarée une fois.
    pub(crate) struct ChampYaml {
        /// Ce qu'on saisit.
        required kind = "type": Word<KindWord>,
        /// La question.
        required libelle: Text,
        /// Une aide sous la question.
        optional aide: Text,
        /// « Pourquoi cette question ? », dans le test.
        optional pourquoi: Text,
        /// N'est demandé que si cette condition est vraie.
        optional si: Formule,
        /// Peut rester vide.
        optional facultatif: Flag,
        /// Vaut tant que rien n'est saisi.
        optional defaut: Text,
        /// Les conseillers filtrent leurs listes sur ce champ.
        optional filtrable: Flag,
        /// Désigne, d'un dossier à l'autre, la même personne (naissance), le même foyer ou le même enfant.
        optional identifie: Word<Identifie>,
        /// Le texte dont il vient.
        optional source: Text,
        /// Supposé, en attente d'un oui.
        optional a_confirmer: Flag,
        /// Pour un texte : nombre de caractères au plus.
        optional longueur_max: Whole,
        /// Au moins (inclus) : une expression ; pour une liste, un nombre de lignes.
        optional min: Formule,
        /// Au plus (inclus) : une expression ; pour une liste, un nombre de lignes.
        optional max: Formule,
        /// Après un nombre : heures, jours.
        optional unite: Text,
        /// Pour un choix : clé → libellé.
        optional choix: Named<Text>,
        /// Pour un choix : les valeurs saisies dans une colonne, « enfants.prenom ».
        optional parmi: Text,
        /// Pour une liste : ses colonnes.
        optional champs: Named<ChampYaml>,
        /// Pour une liste : le nom d'une ligne, « un enfant ».
        optional ligne: Text,
        /// Pour une liste : les colonnes que deux lignes n'ont pas toutes en commun.
        optional unique: Vec<Text>,
    }
}

/// A key, where it is written if it is, and the kinds that have it.
pub(crate) type OwnKey = (&'static str, Option<Range<usize>>, &'static [KindWord]);

impl ChampYaml {
    /// The keys that only some kinds have: written or not, at which place, and for which kinds.
    pub(crate) fn own_keys(&self) -> [OwnKey; 9] {
        use KindWord as K;
        let block = self.place().clone();
        [
            ("longueur_max", self.longueur_max.as_ref().map(|key| key.place.clone()), &[K::Texte, K::TexteLong]),
            (
                "min",
                self.min.as_ref().map(|key| key.place.clone()),
                &[K::Entier, K::Nombre, K::Montant, K::Date, K::Liste],
            ),
            (
                "max",
                self.max.as_ref().map(|key| key.place.clone()),
                &[K::Entier, K::Nombre, K::Montant, K::Date, K::Liste],
            ),
            ("unite", self.unite.as_ref().map(|key| key.place.clone()), &[K::Entier, K::Nombre, K::Montant]),
            ("choix", self.choix.as_ref().map(|_| block.clone()), &[K::Choix, K::ChoixMultiple]),
            ("parmi", self.parmi.as_ref().map(|key| key.place.clone()), &[K::Choix]),
            ("champs", self.champs.as_ref().map(|_| block.clone()), &[K::Liste]),
            ("ligne", self.ligne.as_ref().map(|key| key.place.clone()), &[K::Liste]),
            ("unique", self.unique.as_ref().map(|_| block), &[K::Liste]),
        ]
    }
}
