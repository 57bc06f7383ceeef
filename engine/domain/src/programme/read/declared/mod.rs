//! The keys of the YAML files, each declared once: the reader and the JSON Schema come from here.
//! Nothing is computed; what the values mean together is left to the compilers beside.

mod champ;
mod exemple;
mod programme;
mod version;

pub(crate) use champ::{ChampYaml, KindWord};
pub(crate) use exemple::{AttenduYaml, CampagneWord, ExempleYaml};
pub(crate) use programme::{CampagneYaml, ConservationYaml, Face, ProgrammeYaml};
pub(crate) use version::{
    AideYaml, BaremeYaml, CalculYaml, ConditionYaml, MotifYaml, PieceYaml, SectionYaml, TexteYaml, VersionYaml,
};
