//! The keys of the back office, in one table: the sheet of `/aide`, and the one that `?` opens, are made of
//! it. What each does is in `static/office-keys*.js`.

use serde::Serialize;

/// The keys of one place.
#[derive(Serialize)]
pub(super) struct Part {
    titre: &'static str,
    touches: Vec<Key>,
}

#[derive(Serialize)]
struct Key {
    noms: &'static [&'static str],
    quoi: &'static str,
}

/// A place, and its keys with what each does.
type Place = (&'static str, &'static [(&'static [&'static str], &'static str)]);

const TABLE: [Place; 5] = [
    (
        "Partout",
        &[
            (&["/"], "Chercher"),
            (&["?"], "Cette feuille"),
            (&["G", "T"], "Aller à « À traiter »"),
            (&["G", "V"], "Aller à « À valider »"),
            (&["G", "P"], "Aller à « À payer »"),
            (&["G", "C"], "Aller aux chiffres"),
            (&["Échap"], "Fermer, quitter le champ, tout décocher, revenir"),
            (&["Ctrl", "Entrée"], "Envoyer ce qui est écrit"),
        ],
    ),
    (
        "Dans la liste",
        &[
            (&["J", "K"], "Ligne suivante, précédente"),
            (&["Entrée"], "Ouvrir"),
            (&["X"], "Cocher la ligne"),
            (&["Maj", "X"], "Cocher jusqu'ici"),
            (&["F"], "Filtres"),
            (&["N"], "Page suivante"),
            (&["P"], "M'affecter le dossier, ou ceux qui sont cochés"),
        ],
    ),
    (
        "Dans un dossier",
        &[
            (&["J", "K"], "Dossier suivant, précédent de la liste"),
            (&["Z"], "Zone suivante : réponses, pièces, décision"),
            (&["D"], "Comparer avec le doublon"),
            (&["M"], "Écrire une note"),
        ],
    ),
    (
        "Sur une pièce",
        &[
            (&["1", "…", "9"], "Montrer la pièce de ce numéro"),
            (&["A"], "Accepter, et passer à la suivante à examiner"),
            (&["X"], "Aller au motif de refus, puis Ctrl Entrée"),
            (&["+", "−"], "Agrandir, réduire"),
            (&["T"], "Tourner une image"),
        ],
    ),
    (
        "Décider",
        &[
            (&["V"], "Aller à « Valider », puis Entrée"),
            (&["C"], "Demander un complément"),
            (&["R"], "Refuser"),
            (&["B"], "Renvoyer au conseiller"),
            (&["P"], "Mettre en paiement"),
            (&["S"], "Passer ou non au suivant après l'acte"),
        ],
    ),
];

/// The sheet.
pub(super) fn sheet() -> Vec<Part> {
    let key = |(noms, quoi): &(&'static [&'static str], &'static str)| Key { noms, quoi };
    TABLE.iter().map(|(titre, keys)| Part { titre, touches: keys.iter().map(key).collect() }).collect()
}
