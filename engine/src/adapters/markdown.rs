//! The Markdown of programmes as HTML that is safe to show: their texts are data, never code.
//! The title of a page, its only `h1`, is left to the template.

use guichet_domain::format::typographie;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// Turns a text into HTML. Tags in the text are shown as they were typed; the highest heading
/// becomes `h2` and the others follow; a link elsewhere than `http(s)`, `mailto` or the same site
/// leaves only its words.
#[must_use]
pub fn to_html(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let highest = Parser::new_ext(markdown, options).filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(level as usize),
        _ => None,
    });
    let highest = highest.min().unwrap_or(2);
    let mut walk = Walk { highest, kept: Vec::new(), in_code: false };
    let mut out = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut out, Parser::new_ext(markdown, options).filter_map(|event| walk.step(event)));
    out
}

/// What must be remembered from one event to the next.
struct Walk {
    highest: usize,
    /// For each link and image now open, whether its tag was kept.
    kept: Vec<bool>,
    in_code: bool,
}

impl Walk {
    fn step<'a>(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        Some(match event {
            // A block of HTML has no paragraph around its text: now it is text, so it needs one.
            Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
            Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
            Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
            Event::Start(Tag::CodeBlock(_)) => {
                self.in_code = true;
                event
            }
            Event::End(TagEnd::CodeBlock) => {
                self.in_code = false;
                event
            }
            Event::Text(text) if !self.in_code => Event::Text(typographie(&text).into()),
            Event::Start(Tag::Heading { level, .. }) => {
                let level = self.shifted(level);
                Event::Start(Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() })
            }
            Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(self.shifted(level))),
            Event::Start(Tag::Link { ref dest_url, .. }) => return self.open(is_safe(dest_url), event),
            Event::Start(Tag::Image { ref dest_url, .. }) => return self.open(is_relative(dest_url), event),
            Event::End(TagEnd::Link | TagEnd::Image) => return self.kept.pop().unwrap_or(false).then_some(event),
            event => event,
        })
    }

    fn open<'a>(&mut self, keep: bool, event: Event<'a>) -> Option<Event<'a>> {
        self.kept.push(keep);
        keep.then_some(event)
    }

    fn shifted(&self, level: HeadingLevel) -> HeadingLevel {
        let shifted = (level as usize + 2).saturating_sub(self.highest);
        HeadingLevel::try_from(shifted.clamp(2, 6)).unwrap_or(HeadingLevel::H6)
    }
}

fn is_safe(address: &str) -> bool {
    match scheme(address) {
        Some(scheme) => ["http", "https", "mailto"].contains(&scheme.as_str()),
        None => true,
    }
}

/// On this site: an image from elsewhere would tell that site who reads.
fn is_relative(address: &str) -> bool {
    scheme(address).is_none() && !plain(address).replace('\\', "/").starts_with("//")
}

/// `JavaScript` of `java\nscript:alert(1)`: browsers skip what is invisible, so does this.
fn scheme(address: &str) -> Option<String> {
    let plain = plain(address);
    let (before, _) = plain.split_once(':')?;
    (!before.contains(['/', '?', '#'])).then(|| before.to_lowercase())
}

fn plain(address: &str) -> String {
    address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::to_html;

    #[test]
    fn a_page_is_turned_into_html_with_french_spaces() {
        let html = to_html(
            "## Qui peut demander ?\n\nLes *artistes*, sous **60 000 €**.\n\n- un\n- deux\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        );
        assert!(html.contains("<h2>Qui peut demander\u{a0}?</h2>"), "{html}");
        assert!(html.contains("<em>artistes</em>, sous <strong>60\u{202f}000\u{a0}€</strong>"), "{html}");
        assert!(html.contains("<li>deux</li>") && html.contains("<td>2</td>"), "{html}");
    }

    #[test]
    fn the_highest_heading_becomes_h2_and_the_rest_follow() {
        let cases = [
            ("# A\n## B\n###### C", vec!["<h2>A</h2>", "<h3>B</h3>", "<h6>C</h6>"]),
            ("## A\n### B", vec!["<h2>A</h2>", "<h3>B</h3>"]),
            ("### A\n#### B", vec!["<h2>A</h2>", "<h3>B</h3>"]),
        ];
        for (markdown, headings) in cases {
            let html = to_html(markdown);
            assert!(headings.iter().all(|heading| html.contains(heading)), "{html}");
            assert!(!html.contains("<h1"));
        }
    }

    #[test]
    fn tags_in_the_text_are_shown_never_run() {
        for markdown in [
            "<script>alert(1)</script>",
            "Bonjour <img src=x onerror=alert(1)> vous",
            "<div onclick=\"alert(1)\">\n\ntexte\n\n</div>",
            "<!-- commentaire -->",
            "`<script>`",
            "```\n<script>\n```",
            "![<script>](/a.png \"\\\"><script>\")",
            "[a](/b \"\\\"><script>\")",
            "&lt;script&gt;",
        ] {
            let html = to_html(markdown);
            for tag in ["<script", "<img src=x", "<div", "<!--", "<p onclick"] {
                assert!(!html.contains(tag), "{markdown} → {html}");
            }
        }
        assert_eq!(to_html("<b>gras</b>"), "<p>&lt;b&gt;gras&lt;/b&gt;</p>\n");
    }

    #[test]
    fn links_lead_to_the_site_the_web_or_a_mail_only() {
        for good in
            ["https://exemple.fr", "http://exemple.fr", "mailto:a@exemple.fr", "/aide", "aide#rib", "#rib", "?a=b:c"]
        {
            assert!(to_html(&format!("[ici]({good})")).contains("<a href="), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "JAVASCRIPT:alert(1)",
            "java&#10;script:alert(1)",
            "&#1;javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
        ] {
            let html = to_html(&format!("[ici](<{bad}>) et [là](/aide)"));
            assert_eq!(html.matches("<a ").count(), 1, "{bad} → {html}");
            assert!(html.contains("ici et <a href=\"/aide\">là</a>"), "{html}");
        }
        assert!(!to_html("<javascript:alert(1)>").contains("<a "));
    }

    #[test]
    fn images_come_from_the_site_only() {
        assert!(to_html("![Logo](/static/logo.png)").contains("<img src=\"/static/logo.png\" alt=\"Logo\""));
        for bad in [
            "https://pisteur.exemple/a.gif",
            "//pisteur.exemple/a.gif",
            "/\\pisteur.exemple/a.gif",
            "data:image/png;base64,AAAA",
        ] {
            let html = to_html(&format!("![Logo](<{bad}>)"));
            assert_eq!(html, "<p>Logo</p>\n", "{bad}");
        }
    }
}
