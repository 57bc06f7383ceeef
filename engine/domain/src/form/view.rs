//! One input as a template needs it: everything decided, nothing left to compute. Building it is
//! left to `input`.

use super::options::OptionView;
use super::rows::RowView;
use serde::Serialize;

/// One champ of a page. A `choix_multiple` and a `liste` also post the hidden `<name>.present` = 1,
/// so that ticking nothing, or removing every row, is told apart from not being on the page.
#[derive(Debug, Clone, Serialize)]
pub struct InputView {
    /// Name in the form: `frais.0.mois`.
    pub name: String,
    /// Id in the page: `frais-0-mois`.
    pub id: String,
    /// Which template: `montant`, `oui_non`, `parmi`…
    pub kind: &'static str,
    /// The label.
    pub libelle: String,
    /// Help; may be empty.
    pub aide: String,
    /// Why it is asked; may be empty.
    pub pourquoi: String,
    /// May be left empty.
    pub facultatif: bool,
    /// What stands in the single input. Always empty for an IBAN or a NIR that was kept.
    pub value: String,
    /// The IBAN or NIR that is kept if the input stays empty, masked.
    pub masque: Option<String>,
    /// What may be chosen.
    pub options: Vec<OptionView>,
    /// The inputs of a date, a month or an address.
    pub parts: Vec<PartView>,
    /// The rows of a liste.
    pub rows: Vec<RowView>,
    /// An empty row to add, unless the liste is full.
    pub blank: Option<Box<RowView>>,
    /// What a row is called: « un enfant ».
    pub ligne: String,
    /// The least value, as shown, while it is known.
    pub min: Option<String>,
    /// The greatest.
    pub max: Option<String>,
    /// Shown after the input: `€`, `heures`.
    pub unite: Option<String>,
    /// Characters at most.
    pub maxlength: Option<usize>,
    /// Keyboard of a phone.
    pub inputmode: Option<&'static str>,
    /// What a browser may fill in.
    pub autocomplete: &'static str,
    /// What is wrong.
    pub error: Option<String>,
    /// Names of the inputs on which it depends, for the browser to show it in time. The server
    /// remains the judge.
    pub depends: Vec<String>,
    /// Whether it is asked; true also while that is not yet known.
    pub applies: bool,
    /// Whether that is not yet known.
    pub unknown: bool,
}

/// One of several inputs of a champ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartView {
    /// Name in the form: `naissance.jour`.
    pub name: String,
    /// Id in the page.
    pub id: String,
    /// « Jour ».
    pub libelle: &'static str,
    /// What stands in it.
    pub value: String,
    /// What a browser may fill in.
    pub autocomplete: &'static str,
    /// Keyboard of a phone.
    pub inputmode: Option<&'static str>,
    /// Characters at most.
    pub maxlength: usize,
}
