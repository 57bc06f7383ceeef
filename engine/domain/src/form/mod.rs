//! A form: what was posted → answers and faults, and answers → the inputs of a page.
//!
//! Each champ is read, checked and shown by `field`; what the rules say of the answers comes from
//! `verdict`. What is asked on which page is left to `verdict::missing`, HTML to the templates.

mod cells;
mod input;
mod options;
mod parts;
mod read;
mod rows;
mod view;

pub use input::inputs;
pub use options::OptionView;
pub use read::{FieldFault, Reading, drop_inapplicable, read_form};
pub use rows::RowView;
pub use view::{InputView, PartView};

/// The id of an input in the page: `frais-0-mois` for `frais.0.mois`. An error summary links to it.
#[must_use]
pub fn id_of(name: &str) -> String {
    name.replace('.', "-")
}

#[cfg(test)]
pub(crate) mod tests;
