//! What is known beforehand of why an act will set a dossier aside: its state, the roles, the bank details.
//! The act itself looks at everything, when it runs.

use super::Genre;
use crate::dossier::{Acte, Acteur, Etat, transition};

/// What a list shows of a dossier, and as what one may act in its programme.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// Where it stands.
    pub etat: Etat,
    /// Whether bank details are still missing.
    pub versement_manque: bool,
    /// Whether who asks is conseiller there.
    pub conseiller: bool,
    /// And manager.
    pub manager: bool,
}

/// Why that act will not be done, if it is already known.
#[must_use]
pub fn foreseen(genre: Genre, seen: Seen) -> Option<String> {
    let wrong_state = |acte, acteur| transition(seen.etat, acte, acteur).is_none();
    match genre {
        Genre::Affectation | Genre::Message if !seen.conseiller && !seen.manager => {
            Some("Vous n'instruisez pas ce programme".to_owned())
        }
        Genre::Repartition | Genre::Validation if !seen.manager => {
            Some("Vous n'êtes pas manager de ce programme".to_owned())
        }
        Genre::Repartition if seen.etat != Etat::EnAttente => Some(format!("Pas à répartir : {}", seen.etat.libelle())),
        Genre::Validation if wrong_state(Acte::Valider, Acteur::Manager) => {
            Some(format!("Pas à valider : {}", seen.etat.libelle()))
        }
        Genre::Paiement if !seen.conseiller => Some("Vous n'êtes pas conseiller de ce programme".to_owned()),
        Genre::Paiement if wrong_state(Acte::MettreEnPaiement, Acteur::Conseiller) => {
            Some(format!("Pas à payer : {}", seen.etat.libelle()))
        }
        Genre::Paiement if seen.versement_manque => Some("Les coordonnées bancaires manquent".to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Seen, foreseen};
    use crate::dossier::Etat;
    use crate::traitement::Genre;

    const NOBODY: Seen = Seen { etat: Etat::EnAttente, versement_manque: false, conseiller: false, manager: false };

    #[test]
    fn who_has_no_role_there_does_nothing() {
        for genre in Genre::ALL {
            assert!(foreseen(genre, NOBODY).is_some(), "{genre:?}");
        }
    }

    #[test]
    fn each_act_has_its_states_and_its_role() {
        let both = Seen { conseiller: true, manager: true, ..NOBODY };
        let open = |genre| {
            let open = |etat: &Etat| foreseen(genre, Seen { etat: *etat, ..both }).is_none();
            Etat::ALL.into_iter().filter(open).collect::<Vec<_>>()
        };
        assert_eq!(open(Genre::Paiement), [Etat::ValideManager]);
        assert!(open(Genre::Validation).contains(&Etat::ValideConseiller));
        assert!(!open(Genre::Validation).contains(&Etat::EnAttente));
        assert_eq!(open(Genre::Message).len(), Etat::ALL.len());
        let unpayable = Seen { etat: Etat::ValideManager, versement_manque: true, ..both };
        assert_eq!(foreseen(Genre::Paiement, unpayable).as_deref(), Some("Les coordonnées bancaires manquent"));
    }
}
