//! A page as a person sees it: its words, its links, its forms.

use super::form::Form;
use http::{HeaderMap, StatusCode};
use scraper::{ElementRef, Html, Selector};

/// An answer of Guichet.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    /// Where one stands after the redirections.
    pub(crate) path: String,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Page {
    /// The page as text of the wire.
    pub(crate) fn html(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// What a person reads, with plain single spaces and straight apostrophes, as one searches it.
    pub(crate) fn text(&self) -> String {
        let document = self.document();
        let main = document.select(&selector("main")).next();
        plain(&words_of(main.unwrap_or_else(|| document.root_element())))
    }

    /// The start of what a person reads, for those who read why a story failed.
    pub(crate) fn start(&self) -> String {
        let text = self.text();
        if text.chars().count() > 1_200 { format!("{}…", text.chars().take(1_200).collect::<String>()) } else { text }
    }

    /// Whether these words stand on it.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.text().contains(&plain(words))
    }

    /// Fails, showing the page, unless these words stand on it.
    #[track_caller]
    pub(crate) fn must_say(&self, words: &str) -> &Self {
        assert!(self.says(words), "« {words} » manque à la page {} ({}) :\n{}", self.path, self.status, self.start());
        self
    }

    /// Fails, showing the page, unless it has this status.
    #[track_caller]
    pub(crate) fn must_be(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "page {} :\n{}", self.path, self.start());
        self
    }

    /// Its main title.
    pub(crate) fn title(&self) -> String {
        self.document().select(&selector("h1")).next().map(|title| plain(&words_of(title))).unwrap_or_default()
    }

    /// The addresses it links to, in order.
    pub(crate) fn links(&self) -> Vec<String> {
        let document = self.document();
        document.select(&selector("a[href]")).filter_map(|link| link.value().attr("href")).map(str::to_owned).collect()
    }

    /// The address of the first link that starts so.
    #[track_caller]
    pub(crate) fn link(&self, start: &str) -> String {
        let found = self.links().into_iter().find(|href| href.starts_with(start));
        found.unwrap_or_else(|| panic!("aucun lien vers {start}… sur {} :\n{}", self.path, self.start()))
    }

    /// Its forms.
    pub(crate) fn forms(&self) -> Vec<Form> {
        let document = self.document();
        document.select(&selector("form")).map(|form| Form::read(&document, form, &self.path)).collect()
    }

    /// The form that is sent there.
    #[track_caller]
    pub(crate) fn form(&self, action: &str) -> Form {
        let found = self.forms().into_iter().find(|form| form.action == action);
        found.unwrap_or_else(|| {
            panic!("aucun formulaire vers {action} sur {} ({}) :\n{}", self.path, self.status, self.start())
        })
    }

    fn document(&self) -> Html {
        Html::parse_document(&self.html())
    }
}

pub(super) fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a selector of the kit")
}

fn words_of(element: ElementRef<'_>) -> String {
    let skipped = ["script", "style", "template"];
    let told = |node: ElementRef<'_>| !skipped.contains(&node.value().name());
    let texts = element.descendants().filter_map(|node| {
        let parent = node.parent().and_then(ElementRef::wrap)?;
        node.value().as_text().filter(|_| told(parent)).map(|text| text.to_string())
    });
    texts.collect::<Vec<_>>().join(" ")
}

/// Words as one compares them: any space is one space, any apostrophe is straight.
pub(crate) fn plain(text: &str) -> String {
    let straight = text.replace('’', "'");
    straight
        .split(|c: char| c.is_whitespace() || c == '\u{202f}')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
