//! A theme changes what it wants, the rest is the default; nothing typed becomes HTML.

use super::{Error, Templates};
use guichet_domain::programme::Page;
use serde_json::{Value, json};
use std::path::Path;

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().expect("below the root")).expect("made");
    std::fs::write(path, text).expect("written");
}

/// A default theme, and one that changes its header and a style sheet.
fn themes() -> (tempfile::TempDir, Templates) {
    let root = tempfile::tempdir().expect("a folder for the test");
    for (path, text) in [
        ("default/base.html", "{% include \"parts/header.html\" %}|{% block corps %}rien{% endblock %}"),
        ("default/parts/header.html", "Guichet"),
        ("default/accueil.html", "{% extends \"base.html\" %}{% block corps %}Bonjour {{ nom }}{% endblock %}"),
        ("default/mail.txt", "Bonjour {{ nom }}"),
        ("default/mails/mail.md", "**{{ nom }}**"),
        ("default/static/portal.css", "a{}"),
        ("default/static/fonts/a.woff2", "police"),
        ("default/static/note.html", "{{ ceci n'est pas un gabarit"),
        ("default/style.html", "{{ url_static(path=\"portal.css\") }}"),
        ("fussat/parts/header.html", "FUSSAT"),
        ("fussat/accueil.html", "{% extends \"default/accueil.html\" %}{% block corps %}{{ super() }} !{% endblock %}"),
        ("fussat/static/portal.css", "b{}"),
        ("LISEZMOI.md", "{{ pas un gabarit }}"),
    ] {
        write(root.path(), path, text);
    }
    let templates = open(root.path()).expect("opens");
    (root, templates)
}

fn open(root: &Path) -> Result<Templates, Error> {
    Templates::open(Some(root))
}

/// What a filter or a function gives for `x`.
fn shown(template: &str, x: Value) -> Result<String, Error> {
    let root = tempfile::tempdir().expect("a folder for the test");
    write(root.path(), "default/a.html", template);
    open(root.path())?.render("default", "a.html", &json!({ "x": x }))
}

#[test]
fn a_theme_changes_what_it_wants_of_the_default() {
    let (_root, templates) = themes();
    let render = |theme| templates.render(theme, "accueil.html", &json!({ "nom": "Camille" })).expect("rendered");
    assert_eq!(render("default"), "Guichet|Bonjour Camille");
    assert_eq!(render("fussat"), "FUSSAT|Bonjour Camille !");
    assert_eq!(render("inconnu"), "Guichet|Bonjour Camille");
    assert!(templates.has_theme("fussat") && !templates.has_theme("inconnu"));
}

#[test]
fn html_is_escaped_and_text_is_not() {
    let (_root, templates) = themes();
    let nom = json!({ "nom": "<script>\"O'Hara\" & {{ 7*7 }}" });
    let html = templates.render("default", "accueil.html", &nom).expect("rendered");
    assert_eq!(html, "Guichet|Bonjour &lt;script&gt;&quot;O&#39;Hara&quot; &amp; {{ 7*7 }}");
    let text = templates.render("default", "mail.txt", &nom).expect("rendered");
    assert_eq!(text, "Bonjour <script>\"O'Hara\" & {{ 7*7 }}");
    let markdown = templates.render("fussat", "mails/mail.md", &nom).expect("rendered");
    assert_eq!(markdown, "**<script>\"O'Hara\" & {{ 7*7 }}**");
}

#[test]
fn what_a_template_lacks_is_an_error_that_names_it() {
    let (_root, templates) = themes();
    let error = templates.render("default", "accueil.html", &json!({})).expect_err("no name given");
    assert!(error.to_string().contains("nom"), "{error}");
    assert!(templates.render("default", "absent.html", &json!({})).is_err());
}

#[test]
fn a_faulty_template_is_refused_when_it_is_read() {
    for (template, expected) in
        [("{{ x | inconnu }}", "inconnu"), ("{% if x %}", "a.html"), ("{% extends \"rien.html\" %}", "rien.html")]
    {
        let error = shown(template, json!(1)).expect_err(template).to_string();
        assert!(error.contains(expected), "{template}: {error}");
    }
    let root = tempfile::tempdir().expect("a folder for the test");
    write(root.path(), "fussat/a.html", "");
    assert!(matches!(open(root.path()), Err(Error::NoDefault)));
}

#[test]
fn values_are_written_the_french_way() {
    let cases = [
        ("euros", json!(150_000), "1\u{202f}500,00\u{a0}€"),
        ("date", json!("2020-11-20"), "20\u{a0}novembre\u{a0}2020"),
        ("date", json!("2020-12-31T23:30:00Z"), "1er\u{a0}janvier\u{a0}2021"),
        ("date_courte", json!("2020-11-20"), "20/11/2020"),
        ("mois", json!("2020-11-01"), "novembre\u{a0}2020"),
        ("moment", json!("2020-11-20T13:05:00Z"), "20\u{a0}novembre\u{a0}2020 à 14\u{a0}h\u{a0}05"),
        ("taille", json!(2_400_000), "2,4\u{a0}Mo"),
        ("typo", json!("Prêt ? <b>"), "Prêt\u{a0}? &lt;b&gt;"),
        ("paragraphes", json!("Un <b>\r\ndeux\n \n\ntrois\n"), "<p>Un &lt;b&gt;<br>deux</p>\n<p>trois</p>"),
        ("markdown", json!("**Un** <i>"), "<p><strong>Un</strong> &lt;i&gt;</p>\n"),
    ];
    for (filter, given, expected) in cases {
        let html = shown(&format!("{{{{ x | {filter} }}}}"), given).expect(filter);
        assert_eq!(html, expected, "{filter}");
    }
    assert!(shown("{{ x | date }}", json!("demain")).is_err());
    assert!(shown("{{ x | euros }}", json!(null)).is_err());
}

#[test]
fn static_files_come_from_the_theme_then_from_the_default() {
    let (_root, templates) = themes();
    let of = |theme| templates.asset(theme, "portal.css").expect("there");
    assert_eq!(of("default").bytes.as_ref(), b"a{}");
    assert_eq!(of("fussat").bytes.as_ref(), b"b{}");
    assert_eq!(of("fussat").media_type, "text/css; charset=utf-8");
    assert_ne!(of("fussat").etag, of("default").etag);
    assert_eq!(templates.asset("fussat", "fonts/a.woff2").expect("there").media_type, "font/woff2");
    for path in ["", "absent.css", "../base.html", "/portal.css"] {
        assert_eq!(templates.asset("default", path), None, "{path}");
    }
}

#[test]
fn the_address_of_a_static_file_changes_with_any_of_them() {
    let (root, templates) = themes();
    let address = |theme| templates.render(theme, "style.html", &json!({})).expect("rendered");
    let before = address("fussat");
    assert_eq!(before, format!("/static/{}/portal.css", templates.assets_hash()));
    assert_eq!(before, address("default"), "the Host tells the theme, not the address");
    assert!(shown("{{ url_static(path=\"absent.css\") }}", json!(1)).is_err());

    write(root.path(), "default/static/fonts/a.woff2", "une autre police");
    assert_ne!(address("fussat"), before);
}

#[test]
fn the_texts_of_a_programme_are_filled_in_and_never_run() {
    let (_root, templates) = themes();
    let page = |markdown: &str| Page { titre: "Dossier {{numero}}".to_owned(), markdown: markdown.to_owned() };
    let words = json!({ "numero": "FUS-2020-000123", "nom": "{{ numero }}", "points": ["a"] });
    let text = templates.render_text(&page("De {{ nom }} {% if x %}{{ numero }}"), &words).expect("filled");
    assert_eq!(text, "# Dossier FUS-2020-000123\n\nDe {{ numero }} {% if x %}FUS-2020-000123");
    for faulty in ["{{ absent }}", "{{ nom | upper }}", "{{ points }}", "{{ nom"] {
        assert!(templates.render_text(&page(faulty), &words).is_err(), "{faulty}");
    }
}

#[test]
fn a_template_edited_in_a_folder_shows_at_the_next_page() {
    let (root, templates) = themes();
    let render = || templates.render("default", "mail.txt", &json!({ "nom": "Camille" }));
    assert_eq!(render().expect("rendered"), "Bonjour Camille");
    write(root.path(), "default/mail.txt", "Bonsoir {{ nom }} !");
    assert_eq!(render().expect("rendered"), "Bonsoir Camille !");
    write(root.path(), "default/mail.txt", "{{ nom");
    assert!(render().is_err());
    assert!(templates.asset("default", "portal.css").is_some(), "the style sheet stays");
    write(root.path(), "default/mail.txt", "À demain {{ nom }}");
    assert_eq!(render().expect("rendered"), "À demain Camille");
}

#[test]
fn the_themes_of_the_binary_are_sound() {
    let templates = Templates::open(None).expect("each template compiles");
    assert!(templates.has_theme("default"));
}
