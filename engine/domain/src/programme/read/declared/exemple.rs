//! The keys of a file of examples.

use crate::programme::read::shape::{Day, Named, Placed, Raw, Text, Word, declare, words};

/// Whether a campagne takes requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CampagneWord {
    /// New requests are taken.
    Ouverte,
    /// Known dossiers may be completed.
    Completion,
    /// Neither.
    Fermee,
}

words! { CampagneWord, "un état de campagne":
"ouverte" => CampagneWord::Ouverte, "completion" => CampagneWord::Completion, "fermee" => CampagneWord::Fermee }

declare! {
    /// Un cas : des réponses, un jour, et ce que les règles doivent en dire.
    pub(crate) struct ExempleYaml {
        /// Ce que le cas montre.
        required nom: Text,
        /// Le jour de la demande, ou un instant : 2020-12-31T23:30:00+01:00.
        optional le: Text,
        /// Reprend le jour et les réponses d'un exemple écrit plus haut dans ce fichier.
        optional comme: Text,
        /// Champ → réponse ; « ~ » en retire une.
        optional reponses: Named<Raw>,
        /// Ce que les règles doivent dire.
        required attendu: AttenduYaml,
    }

    /// Ce que les règles doivent dire ; ce qui n'est pas écrit n'est pas vérifié.
    pub(crate) struct AttenduYaml {
        /// Le premier jour de la version appliquée.
        optional version: Day,
        /// L'état de la campagne.
        optional campagne: Placed<Word<CampagneWord>>,
        /// Les aides ouvertes, exactement.
        optional eligible: Placed<Vec<Text>>,
        /// Les aides sans objet, exactement.
        optional sans_objet: Placed<Vec<Text>>,
        /// Les conditions non remplies des aides qui concernent la personne, exactement.
        optional manque: Placed<Vec<Text>>,
        /// Les conditions pas encore connues des aides qui concernent la personne, exactement.
        optional inconnu: Placed<Vec<Text>>,
        /// Aide → montant, pour les aides nommées.
        optional montants: Named<Text>,
        /// Les pièces demandées au dépôt, exactement.
        optional pieces: Placed<Vec<Text>>,
        /// Ce que le test demande encore, dans l'ordre.
        optional questions: Placed<Vec<Text>>,
        /// Condition → motif montré, mot pour mot.
        optional motifs: Named<Text>,
    }
}
