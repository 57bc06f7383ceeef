//! What the YAML parser could not read, said to somebody who does not know YAML.

use super::tree::Stop;
use serde_yaml::granit_parser::{ErrorKind, ScanError};

const QUOTE: &str = "Mettez tout le texte entre guillemets : \"…\".";
const INDENT: &str = "Alignez cette ligne avec ses voisines, avec des espaces.";

/// The error at its place, in plain French, with what to try.
pub(super) fn explain(error: &ScanError, text: &str) -> Stop {
    let at = error.marker().byte_offset().unwrap_or(0).min(text.len());
    let line = text[..at].rsplit('\n').next().unwrap_or_default();
    let (message, advice) = match error.kind() {
        ErrorKind::InvalidIndentation | ErrorKind::ExpectedBlockMappingKey if line.contains(['}', ']']) => {
            ("du texte suit une accolade ou un crochet fermant.", QUOTE)
        }
        kind => words(kind),
    };
    // Most scanners stop at the end of the trouble: a fault on the empty end of a file shows nothing.
    let at = if text[..at].trim_end().len() < at && at == text.len() { text.trim_end().len() } else { at };
    Stop { range: at..at + 1, message: message.to_owned(), advice: advice.to_owned() }
}

fn words(kind: &ErrorKind) -> (&'static str, &'static str) {
    use ErrorKind as K;
    match kind {
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabAtBlockScalarStart
        | K::TabInPlainScalar => ("une tabulation ne peut pas servir ici.", "Remplacez-la par des espaces."),
        K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar => {
            ("un guillemet ouvert n'est jamais refermé.", "Fermez-le à la fin du texte.")
        }
        K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => (
            "du texte suit un guillemet fermant, ou un guillemet ouvert plus haut n'est jamais refermé.",
            "Mettez tout le texte entre guillemets ; un guillemet au milieu s'écrit \\\".",
        ),
        K::UnknownQuotedScalarEscape | K::InvalidQuotedScalarHexEscape | K::InvalidUnicodeEscape => {
            ("la barre oblique inverse \\ ne peut pas être suivie de ce signe.", "Doublez-la : \\\\, ou retirez-la.")
        }
        K::MappingValueNotAllowed | K::InvalidColonPlacement | K::InvalidMappingValueWhitespace => (
            "ce deux-points n'est pas attendu ici.",
            "Alignez cette ligne avec ses voisines ; si le deux-points est dans un texte, mettez le texte entre guillemets.",
        ),
        K::ExpectedFlowMappingSeparator | K::UnexpectedEofFlowMapping | K::UnexpectedEofImplicitFlowMapping => (
            "entre accolades, une virgule ou l'accolade fermante manque.",
            "Séparez chaque « cle: valeur » par une virgule, et fermez par }.",
        ),
        K::ExpectedFlowSequenceSeparator | K::UnexpectedEofFlowSequence => (
            "entre crochets, une virgule ou le crochet fermant manque.",
            "Séparez les éléments par une virgule, et fermez par ].",
        ),
        K::UnclosedFlowCollection { .. } => {
            ("une accolade ou un crochet ouvert n'est jamais refermé.", "Fermez-le par } ou ].")
        }
        K::MisplacedFlowCollectionEnd | K::MismatchedFlowCollectionEnd { .. } => {
            ("ce signe fermant ne correspond à aucun signe ouvert.", "Retirez-le, ou ouvrez par { ou [.")
        }
        K::InvalidIndentation
        | K::ExpectedBlockMappingKey
        | K::InvalidBlockScalarIndent
        | K::InvalidQuotedScalarIndent
        | K::InvalidFlowScalarIndent => ("cette ligne n'est pas alignée avec ses voisines.", INDENT),
        K::SimpleKeyExpected | K::InvalidSimpleKey | K::MappingKeyNotAllowed => (
            "une clé suivie de deux-points est attendue ici.",
            "Écrivez « cle: valeur », avec une espace après le deux-points.",
        ),
        K::ExpectedBlockSequenceEntry
        | K::BlockSequenceEntryNotAllowed
        | K::BlockEntryInFlowCollection
        | K::InvalidBlockEntryWhitespace
        | K::PlainScalarStartsWithDashFlowIndicator => (
            "ce tiret n'est pas attendu ici.",
            "Alignez les tirets d'une même liste, ou mettez le texte entre guillemets.",
        ),
        K::UnknownAnchor | K::MissingAnchorOrAliasName => {
            ("un texte ne peut pas commencer par * ou &.", "Mettez-le entre guillemets : \"…\".")
        }
        K::RecursionLimitExceeded => ("trop de niveaux imbriqués (20 au plus).", "Remettez ces lignes à plat."),
        K::UnexpectedCharacter { .. } => ("un texte ne peut pas commencer par ce signe.", QUOTE),
        K::DirectiveDisallowed | K::MissingDirectiveName | K::InvalidDirectiveName | K::ExpectedDocumentStart => (
            "cette ligne n'est pas attendue ici.",
            "Une ligne ne commence pas par % ; mettez le texte entre guillemets.",
        ),
        K::ExpectedTagBang | K::UndeclaredTagHandle | K::InvalidTagTerminator | K::MissingTagUri => {
            ("un texte ne peut pas commencer par !.", QUOTE)
        }
        _ => (
            "cette ligne ne se lit pas.",
            "Vérifiez l'alignement, les guillemets et les deux-points de cette ligne et de la précédente.",
        ),
    }
}
