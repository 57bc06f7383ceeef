//! How agents come in and go out: connexion, forgotten and first passwords.

pub(super) mod connexion;
pub(super) mod mot_de_passe;
