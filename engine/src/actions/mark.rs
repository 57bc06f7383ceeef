//! The mark of some answers as a page showed them: the page gives it back with what was typed, so that
//! nothing is written over what another page saved meanwhile.

use super::loaded::Loaded;
use crate::app::App;
use guichet_domain::field;
use guichet_domain::ids::ChampId;
use guichet_domain::value::Answers;

/// Enough to tell two states of a page apart.
const LENGTH: usize = 16;

/// The mark of these champs as they are answered now. Keyed: an IBAN or a NIR cannot be guessed from it.
#[must_use]
pub fn of(app: &App, loaded: &Loaded, champs: &[ChampId]) -> String {
    let shown = champs.iter().filter_map(|champ| Some((champ.clone(), loaded.answers.get(champ.as_str())?.clone())));
    let json = field::answers_to_json(&loaded.version, &Answers(shown.collect()));
    let mut mark = app.keys.lookup(loaded.row.programme.as_str(), &format!("{} {json}", loaded.row.id));
    mark.truncate(LENGTH);
    mark
}
