//! Views of the queue: a query under a name. Those that every conseiller or manager has, and who sees
//! and changes one that somebody shared. Reading dossiers by a view is left to `filter` and the engine.

use crate::access::{Grants, Role};
use crate::dossier::Problem;
use crate::ids::{ProgrammeId, VueId};
use std::fmt;
use std::str::FromStr;

/// Longest name, in characters.
const NOM_MAX: usize = 60;

/// A view that nobody made: always there for those of its roles.
#[derive(Debug, PartialEq, Eq)]
pub struct Defaut {
    /// As stored and as written in an address.
    pub cle: &'static str,
    /// As people read it.
    pub nom: &'static str,
    /// For whom, in any programme.
    pub roles: &'static [Role],
    /// What it leaves, as one types it.
    pub requete: &'static str,
    /// In which order, as written in an address.
    pub tri: &'static str,
    /// The key that leads to it after `G`.
    pub touche: Option<char>,
}

const CONSEILLER: &[Role] = &[Role::Conseiller];
const MANAGER: &[Role] = &[Role::Manager];
const BOTH: &[Role] = &[Role::Conseiller, Role::Manager];

/// They are texts, so that they are read and shown like those that people save.
pub const DEFAUTS: [Defaut; 6] = [
    Defaut {
        cle: "a-traiter",
        nom: "À traiter",
        roles: CONSEILLER,
        requete: "statut:en_attente conseiller:moi,personne",
        tri: "-attend",
        touche: Some('t'),
    },
    Defaut {
        cle: "a-valider",
        nom: "À valider (manager)",
        roles: MANAGER,
        requete: "statut:valide_conseiller",
        tri: "-attend",
        touche: Some('v'),
    },
    Defaut {
        cle: "complements-recus",
        nom: "Compléments reçus",
        roles: CONSEILLER,
        requete: "conseiller:moi,personne signe:complete",
        tri: "-attend",
        touche: None,
    },
    Defaut {
        cle: "a-payer",
        nom: "À payer",
        roles: CONSEILLER,
        requete: "statut:valide_manager",
        tri: "-attend",
        touche: Some('p'),
    },
    Defaut { cle: "en-retard", nom: "En retard", roles: BOTH, requete: "signe:retard", tri: "-attend", touche: None },
    Defaut { cle: "tous", nom: "Tous les dossiers", roles: BOTH, requete: "", tri: "depose", touche: None },
];

/// Which view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cle {
    /// One that everybody of its roles has.
    Defaut(&'static Defaut),
    /// One that somebody saved.
    Vue(VueId),
}

/// With whom a view is shared: those who hold a role in a programme, or in any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partage {
    /// The role: conseiller or manager.
    pub role: Role,
    /// The programme; any when none.
    pub programme: Option<ProgrammeId>,
}

/// The default views of an agent; the first is where their day starts.
pub fn defauts(grants: &Grants) -> impl Iterator<Item = &'static Defaut> {
    DEFAUTS.iter().filter(|defaut| defaut.roles.iter().any(|role| holds(grants, *role)))
}

/// Whether an agent sees a view: it is theirs, or shared with them.
#[must_use]
pub fn seen(own: bool, partage: Option<&Partage>, grants: &Grants) -> bool {
    own || partage.is_some_and(|partage| partage.reaches(grants))
}

/// Whether an agent may rename, share or delete a view: theirs, or one of the programmes they manage.
#[must_use]
pub fn kept(own: bool, partage: Option<&Partage>, grants: &Grants) -> bool {
    own || partage.is_some_and(|partage| partage.may_be_given_by(grants))
}

impl Partage {
    /// Whether it is for an agent with these grants.
    #[must_use]
    pub fn reaches(&self, grants: &Grants) -> bool {
        match &self.programme {
            Some(programme) => grants.has(programme, self.role),
            None => holds(grants, self.role),
        }
    }

    /// Whether an agent with these grants may share so: managers do, where they manage.
    #[must_use]
    pub fn may_be_given_by(&self, grants: &Grants) -> bool {
        let known = matches!(self.role, Role::Conseiller | Role::Manager);
        known
            && match &self.programme {
                Some(programme) => grants.has(programme, Role::Manager),
                None => holds(grants, Role::Manager),
            }
    }
}

/// Whether the role is held in any programme.
#[must_use]
pub fn holds(grants: &Grants, role: Role) -> bool {
    grants.iter().any(|(_, held)| held == role)
}

/// The name of a view, as typed.
///
/// # Errors
/// What to correct.
pub fn nom(typed: &str) -> Result<String, Problem> {
    let nom = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match nom.chars().count() {
        0 => Err(Problem::of("nom", "Donnez un nom à cette vue.")),
        length if length > NOM_MAX || nom.chars().any(char::is_control) => {
            Err(Problem::of("nom", format!("Donnez à cette vue un nom de {NOM_MAX} caractères au plus.")))
        }
        _ => Ok(nom),
    }
}

impl FromStr for Cle {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match DEFAUTS.iter().find(|defaut| defaut.cle == text) {
            Some(defaut) => Ok(Self::Defaut(defaut)),
            None => text.parse().map(Self::Vue),
        }
    }
}

impl fmt::Display for Cle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Defaut(defaut) => f.write_str(defaut.cle),
            Self::Vue(id) => id.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cle, DEFAUTS, Partage, defauts, kept, nom, seen};
    use crate::access::{Grants, Role};

    fn grants(given: &[(&str, Role)]) -> Grants {
        let mut grants = Grants::default();
        given.iter().for_each(|(programme, role)| grants.give((*programme).into(), *role));
        grants
    }

    #[test]
    fn each_role_has_its_day() {
        let of = |given: &[(&str, Role)]| defauts(&grants(given)).map(|defaut| defaut.cle).collect::<Vec<_>>();
        assert_eq!(of(&[("a", Role::Conseiller)]), ["a-traiter", "complements-recus", "a-payer", "en-retard", "tous"]);
        assert_eq!(of(&[("a", Role::Manager)]), ["a-valider", "en-retard", "tous"]);
        assert_eq!(of(&[("a", Role::Concepteur)]), [""; 0], "who sees no dossier has no view");
    }

    #[test]
    fn a_view_is_seen_by_whom_it_is_shared_with() {
        let partage =
            |programme: Option<&str>| Partage { role: Role::Conseiller, programme: programme.map(Into::into) };
        let conseiller = grants(&[("a", Role::Conseiller)]);
        assert!(seen(true, None, &conseiller) && !seen(false, None, &conseiller));
        assert!(seen(false, Some(&partage(Some("a"))), &conseiller));
        assert!(!seen(false, Some(&partage(Some("b"))), &conseiller));
        assert!(seen(false, Some(&partage(None)), &conseiller));
        assert!(!seen(false, Some(&partage(None)), &grants(&[("a", Role::Manager)])));
    }

    #[test]
    fn only_managers_share_and_where_they_manage() {
        let partage =
            |programme: Option<&str>| Partage { role: Role::Conseiller, programme: programme.map(Into::into) };
        let manager = grants(&[("a", Role::Manager)]);
        assert!(partage(Some("a")).may_be_given_by(&manager) && partage(None).may_be_given_by(&manager));
        assert!(!partage(Some("b")).may_be_given_by(&manager));
        assert!(!partage(Some("a")).may_be_given_by(&grants(&[("a", Role::Conseiller)])));
        let admin = Partage { role: Role::Admin, programme: Some("a".into()) };
        assert!(!admin.may_be_given_by(&manager), "an administrator sees no dossier");
        assert!(kept(false, Some(&partage(Some("a"))), &manager) && !kept(false, None, &manager));
    }

    #[test]
    fn a_key_is_written_and_read_again() {
        for defaut in &DEFAUTS {
            assert_eq!(defaut.cle.parse::<Cle>().unwrap(), Cle::Defaut(defaut));
        }
        let id = "018f6a3e-0000-7000-8000-000000000001";
        assert_eq!(id.parse::<Cle>().unwrap().to_string(), id);
        assert!("perdue".parse::<Cle>().is_err());
    }

    #[test]
    fn a_name_is_one_short_line() {
        assert_eq!(nom("  Garde,\n familles   seules ").unwrap(), "Garde, familles seules");
        assert!(nom(" \t ").is_err() && nom(&"a".repeat(61)).is_err() && nom("a\u{0}b").is_err());
    }
}
