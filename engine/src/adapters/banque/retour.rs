//! What the bank sends back: an ISO 20022 status report (`pain.002`), whatever its version, or a list of
//! rejections in CSV. Only what names a transaction is read; which line it is, is left to `actions`.

use quick_xml::events::Event;
use quick_xml::reader::Reader;

/// The bank's word on one transaction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Retour {
    /// `EndToEndId`: the number of the dossier.
    pub reference: String,
    /// Whether it was sent back.
    pub rejete: bool,
    /// The code: `AC04`.
    pub code: String,
    /// The bank's words; may be empty.
    pub texte: String,
}

/// Why nothing could be read, in French.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Illisible(pub &'static str);

/// Longest text kept of the bank's, in characters.
const TEXTE_MAX: usize = 200;
/// Transactions of one file.
const MOST: usize = 10_000;

/// Reads a file of returns.
///
/// # Errors
/// It is neither of those files.
pub fn read(bytes: &[u8]) -> Result<Vec<Retour>, Illisible> {
    let text = std::str::from_utf8(bytes).map_err(|_| Illisible("Ce fichier n'est pas un texte en UTF-8."))?;
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let retours = if text.starts_with('<') { pain002(text)? } else { csv(text)? };
    if retours.is_empty() {
        return Err(Illisible("Ce fichier ne nomme aucun versement."));
    }
    Ok(retours)
}

fn pain002(text: &str) -> Result<Vec<Retour>, Illisible> {
    const BROKEN: Illisible = Illisible("Ce fichier XML est illisible : demandez-le à nouveau à la banque.");
    let mut reader = Reader::from_str(text);
    let mut path: Vec<String> = vec![];
    let mut found: Vec<Retour> = vec![];
    let mut current: Option<Retour> = None;
    loop {
        match reader.read_event().map_err(|_| BROKEN)? {
            Event::Start(start) => {
                let name = String::from_utf8_lossy(start.local_name().as_ref()).into_owned();
                if name == "TxInfAndSts" {
                    current = Some(Retour::default());
                }
                path.push(name);
                if path.len() > 32 || found.len() > MOST {
                    return Err(BROKEN);
                }
            }
            Event::Text(words) => {
                let words = words.decode().map_err(|_| BROKEN)?;
                if let (Some(retour), Some(name)) = (current.as_mut(), path.last()) {
                    note(retour, &path, name, words.trim());
                }
            }
            Event::End(_) => {
                let ended = path.pop().is_some_and(|name| name == "TxInfAndSts");
                found.extend(current.take_if(|_| ended).filter(|retour| !retour.reference.is_empty()));
            }
            // A document type may hide anything: banks send none.
            Event::DocType(_) => return Err(BROKEN),
            Event::Eof => break,
            _ => {}
        }
    }
    if path.is_empty() { Ok(found) } else { Err(BROKEN) }
}

fn note(retour: &mut Retour, path: &[String], name: &str, words: &str) {
    let under = |parent: &str| path.iter().any(|name| name == parent);
    match name {
        "OrgnlEndToEndId" => retour.reference = words.to_owned(),
        "TxSts" => retour.rejete = words == "RJCT",
        "Cd" | "Prtry" if under("StsRsnInf") && retour.code.is_empty() => retour.code = short(words),
        "AddtlInf" if retour.texte.is_empty() => retour.texte = short(words),
        _ => {}
    }
}

/// `dossier;code;texte`, a line each; the heading is left out.
fn csv(text: &str) -> Result<Vec<Retour>, Illisible> {
    const SHAPE: Illisible = Illisible("Ce fichier n'est ni un pain.002, ni une liste « dossier;code;texte ».");
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut found = vec![];
    for (place, line) in lines.enumerate() {
        let cells: Vec<&str> = line.split(';').map(|cell| cell.trim().trim_matches('"').trim()).collect();
        let [reference, code, rest @ ..] = cells.as_slice() else { return Err(SHAPE) };
        if place == 0 && reference.eq_ignore_ascii_case("dossier") {
            continue;
        }
        if reference.is_empty() || code.is_empty() || found.len() > MOST {
            return Err(SHAPE);
        }
        let texte = short(&rest.join(" "));
        found.push(Retour { reference: (*reference).to_owned(), rejete: true, code: short(code), texte });
    }
    Ok(found)
}

fn short(words: &str) -> String {
    words.chars().filter(|c| !c.is_control()).take(TEXTE_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::{Retour, read};

    const REPORT: &str = r#"<?xml version="1.0"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>VFUS-2026-001</OrgnlPmtInfId>
<TxInfAndSts><OrgnlEndToEndId>FUS-2026-000001</OrgnlEndToEndId><TxSts>RJCT</TxSts>
<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>COMPTE CLOS</AddtlInf></StsRsnInf></TxInfAndSts>
<TxInfAndSts><OrgnlEndToEndId>FUS-2026-000002</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>
</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"#;

    fn rejected(reference: &str, code: &str, texte: &str) -> Retour {
        Retour { reference: reference.into(), rejete: true, code: code.into(), texte: texte.into() }
    }

    #[test]
    fn a_status_report_tells_each_transaction() {
        let accepted = Retour { reference: "FUS-2026-000002".into(), ..Retour::default() };
        assert_eq!(read(REPORT.as_bytes()), Ok(vec![rejected("FUS-2026-000001", "AC04", "COMPTE CLOS"), accepted]));
    }

    #[test]
    fn a_list_tells_what_was_sent_back() {
        let list = "\u{feff}dossier;code;texte\r\nFUS-2026-000001;AC04;\"compte clos\"\r\n\r\nFUS-2026-000003;AC01\r\n";
        let expected =
            vec![rejected("FUS-2026-000001", "AC04", "compte clos"), rejected("FUS-2026-000003", "AC01", "")];
        assert_eq!(read(list.as_bytes()), Ok(expected));
    }

    #[test]
    fn anything_else_is_refused_with_a_reason() {
        let entity = "<!DOCTYPE d [<!ENTITY a \"b\">]><Document/>";
        for text in ["", "bonjour", "<Document>", "<Document/>", "dossier;code\n", entity, "a;;b"] {
            assert!(read(text.as_bytes()).is_err(), "{text}");
        }
        assert!(read(&[0xff, 0xfe, 0x00]).is_err());
    }
}
