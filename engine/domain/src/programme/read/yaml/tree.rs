//! The events of the YAML parser to nodes, within bounds. Aliases, anchors and tags are refused: a
//! programme is read from top to bottom, and a bomb of aliases cannot be written.

use super::{Content, Key, Node, syntax};
use crate::programme::read::file::File;
use serde_yaml::granit_parser::{Event, Options, Parser, ScalarStyle, Span, StrInput};
use std::ops::Range;

const DEPTH_MAX: usize = 20;
const NODES_MAX: usize = 10_000;

/// The tree of a file; `None` after having said why there is none.
pub(crate) fn parse(file: &mut File<'_>) -> Option<Node> {
    let mut options = Options::default();
    options.set_emit_comments(false);
    let parser = Parser::new_from_str_with_options(file.text, options);
    let mut builder = Builder { parser, nodes: 0, text: file.text, twice: Vec::new() };
    let root = builder.document();
    for (second, first) in std::mem::take(&mut builder.twice) {
        let advice = format!("Elle est déjà écrite ligne {} : gardez l'une des deux.", file.line(first.start));
        file.say(&second, "cette clé est écrite deux fois.", advice);
    }
    match root {
        Ok(node) => Some(node),
        Err(stop) => {
            file.say(&stop.range, stop.message, stop.advice);
            None
        }
    }
}

/// Why a file cannot be read any further.
pub(super) struct Stop {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) advice: String,
}

fn stop<T>(range: Range<usize>, message: &str, advice: &str) -> Result<T, Stop> {
    Err(Stop { range, message: message.to_owned(), advice: advice.to_owned() })
}

struct Builder<'a> {
    parser: Parser<'a, StrInput<'a>>,
    nodes: usize,
    text: &'a str,
    /// Keys written twice: the second, then the first.
    twice: Vec<(Range<usize>, Range<usize>)>,
}

impl<'a> Builder<'a> {
    fn next(&mut self) -> Result<(Event<'a>, Range<usize>), Stop> {
        loop {
            match self.parser.next_event() {
                Some(Ok((event, span))) => match event {
                    Event::StreamStart | Event::DocumentStart(..) => {}
                    event => return Ok((event, bytes(&span))),
                },
                Some(Err(error)) => return Err(syntax::explain(&error, self.text)),
                None => return Ok((Event::StreamEnd, self.text.len()..self.text.len())),
            }
        }
    }

    fn document(&mut self) -> Result<Node, Stop> {
        let (event, range) = self.next()?;
        if matches!(event, Event::StreamEnd | Event::DocumentEnd) {
            return stop(0..0, "ce fichier est vide.", "Écrivez-y au moins ses clés obligatoires.");
        }
        let root = self.node(event, range, 1)?;
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Ok(root),
                (Event::DocumentEnd, _) => {}
                (_, range) => {
                    return stop(
                        range,
                        "un second document commence ici.",
                        "Retirez la ligne « --- » et ce qui la suit.",
                    );
                }
            }
        }
    }

    fn node(&mut self, event: Event<'a>, range: Range<usize>, depth: usize) -> Result<Node, Stop> {
        self.nodes += 1;
        if self.nodes > NODES_MAX {
            return stop(range, "ce fichier contient trop d'éléments (10 000 au plus).", "Partagez-le.");
        }
        if depth > DEPTH_MAX {
            return stop(range, "trop de niveaux imbriqués (20 au plus).", "Remettez ces lignes à plat.");
        }
        match event {
            Event::Scalar(_, _, anchor, tag) if anchor > 0 || tag.is_some() => refuse(range),
            Event::SequenceStart(_, anchor, tag) | Event::MappingStart(_, anchor, tag)
                if anchor > 0 || tag.is_some() =>
            {
                refuse(range)
            }
            Event::Scalar(text, style, ..) => {
                let empty = style == ScalarStyle::Plain && matches!(text.as_ref(), "" | "~" | "null");
                let content = if empty { Content::Nothing } else { Content::Scalar(text.into_owned()) };
                Ok(Node { range, content })
            }
            Event::SequenceStart(..) => self.list(range, depth),
            Event::MappingStart(..) => self.map(range, depth),
            _ => refuse(range),
        }
    }

    fn list(&mut self, start: Range<usize>, depth: usize) -> Result<Node, Stop> {
        let mut items = Vec::new();
        loop {
            let (event, range) = self.next()?;
            if event == Event::SequenceEnd {
                return Ok(Node { range: start, content: Content::List(items) });
            }
            items.push(self.node(event, range, depth + 1)?);
        }
    }

    fn map(&mut self, start: Range<usize>, depth: usize) -> Result<Node, Stop> {
        let mut entries: Vec<(Key, Node)> = Vec::new();
        loop {
            let (event, range) = self.next()?;
            if event == Event::MappingEnd {
                // Said of the whole, a fault underlines the first key rather than an invisible indent.
                let range = entries.first().map_or(start, |(key, _)| key.range.clone());
                return Ok(Node { range, content: Content::Map(entries) });
            }
            let Node { range, content: Content::Scalar(text) } = self.node(event, range, depth + 1)? else {
                return stop(start, "une clé doit être un mot.", "Écrivez « cle: valeur ».");
            };
            let (event, value_range) = self.next()?;
            let mut value = self.node(event, value_range, depth + 1)?;
            if !matches!(value.content, Content::Scalar(_)) {
                value.range = range.clone();
            }
            let key = Key { text, range };
            match entries.iter().find(|(known, _)| known.text == key.text) {
                Some((first, _)) => self.twice.push((key.range, first.range.clone())),
                None => entries.push((key, value)),
            }
        }
    }
}

fn refuse<T>(range: Range<usize>) -> Result<T, Stop> {
    stop(
        range,
        "les renvois et étiquettes de YAML (&, *, !) ne sont pas acceptés.",
        "Écrivez la valeur en toutes lettres, ou entre guillemets si elle commence par l'un de ces signes.",
    )
}

fn bytes(span: &Span) -> Range<usize> {
    span.byte_range().unwrap_or(0..0)
}
