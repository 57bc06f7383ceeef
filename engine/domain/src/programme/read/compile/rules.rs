//! The text of a rule to a checked rule, its faults brought back to the file.

use crate::programme::read::file::File;
use crate::programme::read::shape::Formule;
use crate::programme::read::yaml::place_in_file;
use crate::rule::{self, Expected, Names, Rule, RuleFault};

/// The rule, or `None` after having said what is wrong in it.
pub(super) fn rule(formule: &Formule, expected: Expected, names: &Names, file: &mut File<'_>) -> Option<Rule> {
    match rule::read(&formule.text, expected, names) {
        Ok(rule) => Some(rule),
        Err(faults) => {
            let blameless =
                |text: &str| text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| file.has_given_up(word));
            let own = |fault: &RuleFault| !formule.text.get(fault.range.clone()).is_some_and(blameless);
            for fault in faults.into_iter().filter(own).collect::<Vec<_>>() {
                let place = place_in_file(file.text, &formule.place, &formule.text, &fault.range);
                file.say(&place, fault.message, fault.advice.unwrap_or_default());
            }
            None
        }
    }
}

/// The same, where the rule may be left out.
pub(super) fn optional(
    formule: Option<&Formule>,
    expected: Expected,
    names: &Names,
    file: &mut File<'_>,
) -> Option<Rule> {
    formule.and_then(|formule| rule(formule, expected, names, file))
}
