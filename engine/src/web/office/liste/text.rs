//! The query as typed, cut at its faults, so that each is shown at its place.

use guichet_domain::filter::Fault;
use serde::Serialize;

/// A piece of the query.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Extract {
    texte: String,
    /// What is wrong with it, if anything.
    conseil: Option<String>,
}

/// The pieces, in order; what two faults share is told with the first.
pub(super) fn extracts(text: &str, faults: &[Fault]) -> Vec<Extract> {
    let mut pieces = vec![];
    let mut at = 0;
    for fault in faults {
        let start = fault.start.clamp(at, text.len());
        let end = fault.end.clamp(start, text.len());
        let plain = text.get(at..start).unwrap_or_default();
        if !plain.is_empty() {
            pieces.push(Extract { texte: plain.to_owned(), conseil: None });
        }
        let wrong = text.get(start..end).unwrap_or_default();
        pieces.push(Extract { texte: wrong.to_owned(), conseil: Some(fault.message.clone()) });
        at = end;
    }
    let rest = text.get(at..).unwrap_or_default();
    if !rest.is_empty() {
        pieces.push(Extract { texte: rest.to_owned(), conseil: None });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::extracts;
    use guichet_domain::filter::Fault;

    #[test]
    fn every_fault_stands_at_its_place_and_nothing_is_lost() {
        let text = "été statu:x aide:y";
        let fault = |start, end| Fault { start, end, message: "non".into() };
        let pieces = extracts(text, &[fault(6, 11), fault(14, 20)]);
        let texts: Vec<(&str, bool)> = pieces.iter().map(|one| (one.texte.as_str(), one.conseil.is_some())).collect();
        assert_eq!(texts, [("été ", false), ("statu", true), (":x ", false), ("aide:y", true)]);
        assert_eq!(extracts("", &[fault(0, 0)]).len(), 1);
    }
}
