//! The XML that banks send, leaf by leaf. Nothing is expanded: neither a document type nor an entity of one's own.
//! What a leaf means is left to who reads.

use super::Illisible;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

const BROKEN: Illisible = Illisible("Ce fichier XML est illisible : demandez-le à nouveau à la banque.");
/// Elements inside each other: the messages of banks have some fifteen.
const DEPTH: usize = 32;

/// An end of an element.
#[derive(Debug, Clone, Copy)]
pub(super) enum Bout<'a> {
    /// It begins.
    Debut,
    /// It ends; with its own text, and the currency it bears.
    Fin(&'a str, Option<&'a str>),
}

struct Element {
    texte: String,
    devise: Option<String>,
}

/// Tells each element, from the root down, at both ends.
pub(super) fn walk(
    text: &str,
    mut told: impl FnMut(&[String], Bout<'_>) -> Result<(), Illisible>,
) -> Result<(), Illisible> {
    let mut reader = Reader::from_str(text);
    let mut path: Vec<String> = vec![];
    let mut open: Vec<Element> = vec![];
    let mut seen = false;
    loop {
        match reader.read_event().map_err(|_| BROKEN)? {
            Event::Start(start) => {
                enter(&start, &mut path, &mut open)?;
                told(&path, Bout::Debut)?;
                seen = true;
            }
            Event::Empty(start) => {
                enter(&start, &mut path, &mut open)?;
                told(&path, Bout::Debut)?;
                told(&path, Bout::Fin("", None))?;
                path.pop();
                open.pop();
            }
            Event::Text(words) => add(&mut open, &words.decode().map_err(|_| BROKEN)?),
            Event::CData(words) => add(&mut open, &words.decode().map_err(|_| BROKEN)?),
            Event::GeneralRef(named) => add(&mut open, &plain(&named)?),
            Event::End(_) => {
                let Some(element) = open.pop() else { return Err(BROKEN) };
                told(&path, Bout::Fin(element.texte.trim(), element.devise.as_deref()))?;
                path.pop();
            }
            // A document type may hide anything: banks send none.
            Event::DocType(_) => return Err(BROKEN),
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
    if path.is_empty() && seen { Ok(()) } else { Err(BROKEN) }
}

fn enter(start: &BytesStart<'_>, path: &mut Vec<String>, open: &mut Vec<Element>) -> Result<(), Illisible> {
    if path.len() >= DEPTH {
        return Err(BROKEN);
    }
    let devise = start.try_get_attribute("Ccy").map_err(|_| BROKEN)?;
    path.push(String::from_utf8_lossy(start.local_name().as_ref()).into_owned());
    open.push(Element {
        texte: String::new(),
        devise: devise.map(|devise| String::from_utf8_lossy(&devise.value).into_owned()),
    });
    Ok(())
}

/// A text between the elements of another is layout.
fn add(open: &mut [Element], words: &str) {
    if let Some(element) = open.last_mut() {
        element.texte.push_str(words);
    }
}

/// `&amp;`, `&#233;`: the five of XML and the characters by their number, no other.
fn plain(named: &BytesRef<'_>) -> Result<String, Illisible> {
    if let Some(one) = named.resolve_char_ref().map_err(|_| BROKEN)? {
        return Ok(one.to_string());
    }
    let name = named.decode().map_err(|_| BROKEN)?;
    resolve_predefined_entity(&name).map(str::to_owned).ok_or(BROKEN)
}
