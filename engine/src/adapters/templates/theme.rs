//! One theme, completed by the default one, ready to render.

use super::assets::Assets;
use super::{DEFAULT, Error, filters};
use crate::adapters::files::File;
use serde::Serialize;
use std::sync::Arc;
use tera::{Context, Kwargs, State, Tera, Value};

/// A theme, with all that it takes from the default one.
pub(super) struct Theme {
    tera: Tera,
    pub(super) assets: Arc<Assets>,
}

impl Theme {
    /// Compiles the templates of a theme and of the default one, out of the files of all themes.
    ///
    /// A template is found under its path in the theme, then in the default one; the exact path with
    /// the name of the theme works too, so that a theme's page may extend the one it replaces:
    /// `{% extends "default/portal/accueil.html" %}`.
    pub(super) fn load(name: &str, files: &[File], hash: &str) -> Result<Self, Error> {
        let own = format!("{name}/");
        let default = format!("{DEFAULT}/");
        let assets = Arc::new(Assets::new([&default, &own], files, hash));
        let mut tera = Tera::default();
        filters::register(&mut tera);
        tera.register_function("url_static", url_static(assets.clone()));
        tera.autoescape_on([".html", ".svg", ".xml"]);
        tera.set_fallback_prefixes([own.clone(), default.clone()])?;
        let mut templates = Vec::new();
        for file in files {
            let ours = file.path.starts_with(&own) || file.path.starts_with(&default);
            if ours && is_template(&file.path) {
                let text = std::str::from_utf8(&file.bytes)
                    .map_err(|_| Error::Template(format!("{} n'est pas écrit en UTF-8", file.path)))?;
                templates.push((file.path.as_str(), text));
            }
        }
        tera.add_raw_templates(templates)?;
        Ok(Self { tera, assets })
    }

    pub(super) fn render(&self, name: &str, context: &impl Serialize) -> Result<String, Error> {
        Ok(self.tera.render(name, &Context::from_serialize(context)?)?)
    }

    pub(super) fn render_within(
        &self,
        name: &str,
        page: &impl Serialize,
        (key, around): (&'static str, &impl Serialize),
    ) -> Result<String, Error> {
        let mut context = Context::from_serialize(page)?;
        context.insert_value(key, Value::try_from_serializable(around)?);
        Ok(self.tera.render(name, &context)?)
    }
}

/// What lies below `static/` is served as it is.
fn is_template(path: &str) -> bool {
    let is_static = path.split('/').nth(1) == Some("static");
    !is_static && [".html", ".txt", ".md", ".svg", ".xml"].iter().any(|end| path.ends_with(end))
}

fn url_static(assets: Arc<Assets>) -> impl Fn(Kwargs, &State<'_>) -> tera::TeraResult<String> {
    move |arguments, _| {
        let path: String = arguments.must_get("path")?;
        assets.url(&path).ok_or_else(|| tera::Error::message(format!("il n'y a pas de fichier static/{path}")))
    }
}
