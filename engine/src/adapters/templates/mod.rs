//! Themes: the templates of pages and mails, and the static files. A theme changes what it wants of
//! `default`. What goes into a template is left to the page that shows it.

mod assets;
mod filters;
mod text;
mod theme;

pub use assets::Asset;

use super::files::{Files, Stamp};
use arc_swap::ArcSwap;
use guichet_domain::programme::Page;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use theme::Theme;

/// The theme that all others complete.
pub const DEFAULT: &str = "default";

/// Why a page could not be rendered, or themes not read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A template is faulty, or was not given what it needs. The message names file and line.
    #[error("{0}")]
    Template(String),
    /// The folder cannot be read.
    #[error("dossier des thèmes : {0}")]
    Folder(#[from] std::io::Error),
    /// There is no theme to complete the others.
    #[error("il n'y a pas de thème « {DEFAULT} »")]
    NoDefault,
}

impl From<tera::Error> for Error {
    fn from(error: tera::Error) -> Self {
        // The cause says which variable or filter; the error alone, only which template.
        let mut message = error.to_string();
        let mut cause = std::error::Error::source(&error);
        while let Some(error) = cause {
            message = format!("{message}\n{error}");
            cause = error.source();
        }
        Self::Template(message)
    }
}

/// All themes.
pub struct Templates {
    files: Files,
    loaded: ArcSwap<Loaded>,
}

struct Loaded {
    stamp: Stamp,
    hash: String,
    themes: BTreeMap<String, Theme>,
}

impl Templates {
    /// Reads and compiles every template of every theme: those of a folder, where a change shows at
    /// the next page, else those that the binary carries.
    ///
    /// # Errors
    /// When one is faulty: file, line and column.
    pub fn open(folder: Option<&Path>) -> Result<Self, Error> {
        let files = folder.map_or(Files::Themes, |folder| Files::Folder(folder.to_owned()));
        let loaded = load(&files, files.stamp()?)?;
        Ok(Self { files, loaded: ArcSwap::from_pointee(loaded) })
    }

    /// Renders a template: the theme's own if it has one, else the default one. `name` is the path
    /// below the theme: `portal/accueil.html`. `.html` is escaped; `.txt` and `.md` are not.
    ///
    /// # Errors
    /// When there is no such template, or the context lacks something it shows.
    pub fn render(&self, theme: &str, name: &str, context: &impl Serialize) -> Result<String, Error> {
        self.current()?.theme(theme).render(name, context)
    }

    /// The same, with one thing more under a name of its own: what surrounds every page.
    ///
    /// # Errors
    /// As [`Templates::render`].
    pub fn render_within(
        &self,
        theme: &str,
        name: &str,
        page: &impl Serialize,
        around: (&'static str, &impl Serialize),
    ) -> Result<String, Error> {
        self.current()?.theme(theme).render_within(name, page, around)
    }

    /// Words a text of a programme, title first: `{{ numero }}` is replaced, and nothing else is read
    /// as code, since the texts of programmes are data.
    ///
    /// # Errors
    /// When it names a word that the context does not have.
    pub fn render_text(&self, page: &Page, context: &Value) -> Result<String, Error> {
        text::fill(&format!("# {}\n\n{}", page.titre, page.markdown), context)
    }

    /// A static file: the theme's own if it has one, else the default one.
    #[must_use]
    pub fn asset(&self, theme: &str, path: &str) -> Option<Asset> {
        // A faulty template, while themes are edited, must not take the style sheet away.
        let loaded = self.current().unwrap_or_else(|_| self.loaded.load_full());
        loaded.theme(theme).assets.get(path).cloned()
    }

    /// The hash that stands in the address of each static file, `/static/<hash>/portal.css`. It changes
    /// when any of them does: what a style sheet or a module names by a relative path then stands
    /// under the same hash, and is right too.
    #[must_use]
    pub fn assets_hash(&self) -> String {
        self.loaded.load().hash.clone()
    }

    /// Whether there is such a theme; an unknown one looks like the default.
    #[must_use]
    pub fn has_theme(&self, theme: &str) -> bool {
        self.loaded.load().themes.contains_key(theme)
    }

    /// What is loaded, read again first if the folder changed.
    fn current(&self) -> Result<Arc<Loaded>, Error> {
        let loaded = self.loaded.load_full();
        if !self.files.can_change() {
            return Ok(loaded);
        }
        let stamp = self.files.stamp()?;
        if stamp == loaded.stamp {
            return Ok(loaded);
        }
        let loaded = Arc::new(load(&self.files, stamp)?);
        self.loaded.store(loaded.clone());
        Ok(loaded)
    }
}

impl Loaded {
    fn theme(&self, name: &str) -> &Theme {
        let theme = self.themes.get(name).or_else(|| self.themes.get(DEFAULT));
        theme.expect("themes are not loaded without a default one")
    }
}

fn load(files: &Files, stamp: Stamp) -> Result<Loaded, Error> {
    let files = files.read()?;
    let names = files.iter().filter_map(|file| file.path.split_once('/')).map(|(theme, _)| theme);
    let names: BTreeSet<&str> = names.collect();
    if !names.contains(DEFAULT) {
        return Err(Error::NoDefault);
    }
    let hash = assets::hash(&files);
    let themes = names.into_iter().map(|name| Ok((name.to_owned(), Theme::load(name, &files, &hash)?)));
    let themes = themes.collect::<Result<_, Error>>()?;
    Ok(Loaded { stamp, hash, themes })
}

#[cfg(test)]
mod tests;
