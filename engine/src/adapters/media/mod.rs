//! What kind of file a person gives, judged by its content: PDF, JPEG or PNG, nothing else.
//! Names are only ever shown; where a file is kept is left to `storage`.

use std::io::Cursor;

/// Longest name shown, in characters.
const LONGEST_NAME: usize = 120;

/// Pixels at most: a 12-fold A4 at 300 dpi. More is a trap for whoever opens it.
const MOST_PIXELS: u64 = 100_000_000;

/// The kinds of file accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// A document.
    Pdf,
    /// A photo.
    Jpeg,
    /// A picture, a screenshot.
    Png,
}

impl MediaType {
    /// As in `Content-Type`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// The kind of a `Content-Type` that was stored.
    #[must_use]
    pub fn from_mime(text: &str) -> Option<Self> {
        [Self::Pdf, Self::Jpeg, Self::Png].into_iter().find(|kind| kind.as_str() == text)
    }

    /// The extensions that say so; the first one is given to names that lie.
    fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Self::Png => &["png"],
        }
    }
}

/// Judges a file by its first bytes (8 KiB are enough); its name only helps to explain a refusal.
///
/// # Errors
/// What is wrong and what to do, for the person who sent it.
pub fn judge(name: &str, head: &[u8]) -> Result<MediaType, String> {
    if head.is_empty() {
        return Err(
            "Ce fichier est vide. Vérifiez qu'il s'ouvre sur votre appareil, puis envoyez-le à nouveau.".to_owned()
        );
    }
    let Some(kind) = accepted(head) else { return Err(refusal(name, head)) };
    if kind != MediaType::Pdf && pixels(head).is_some_and(|pixels| pixels > MOST_PIXELS) {
        return Err("Cette image est trop grande pour être lue. Réduisez-la ou envoyez-en une photo.".to_owned());
    }
    Ok(kind)
}

/// A name fit to be shown: no folder, nothing invisible or that turns the text around.
#[must_use]
pub fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown: String = last.chars().filter(|c| !is_invisible(*c)).collect();
    let words = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = words.trim_matches(['.', ' ']);
    match plain.chars().count() {
        0 => "fichier".to_owned(),
        length if length <= LONGEST_NAME => plain.to_owned(),
        _ => shortened(plain),
    }
}

/// A name to show for a file of that kind: cleaned, its extension corrected when it lies.
#[must_use]
pub fn display_name(name: &str, kind: MediaType) -> String {
    let name = clean_name(name);
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    if extension.is_some_and(|extension| kind.extensions().contains(&extension.as_str())) {
        return name;
    }
    clean_name(&format!("{name}.{}", kind.extensions()[0]))
}

fn accepted(head: &[u8]) -> Option<MediaType> {
    // Some scanners write a byte order mark or line ends before the PDF; readers forgive them.
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    if text.starts_with(b"%PDF-") {
        Some(MediaType::Pdf)
    } else if head.starts_with(b"\xff\xd8\xff") {
        Some(MediaType::Jpeg)
    } else if head.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(MediaType::Png)
    } else {
        None
    }
}

/// The pixels that an image announces, where its first bytes say so.
fn pixels(head: &[u8]) -> Option<u64> {
    let reader = image::ImageReader::new(Cursor::new(head)).with_guessed_format().ok()?;
    let (width, height) = reader.into_dimensions().ok()?;
    Some(u64::from(width) * u64::from(height))
}

fn refusal(name: &str, head: &[u8]) -> String {
    let found = infer::get(head).map_or("", |found| found.mime_type());
    let by_name = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default();
    let message = match (found, by_name.as_str()) {
        ("image/heif" | "image/avif", _) | (_, "heic" | "heif" | "avif") => {
            "Votre téléphone a enregistré la photo au format HEIC, que nous ne pouvons pas lire. \
             Choisissez le format « Le plus compatible » dans les réglages de l'appareil photo et reprenez la photo, \
             ou envoyez-en une capture d'écran."
        }
        (office, _)
            if office.contains("officedocument")
                || office.contains("opendocument")
                || office.starts_with("application/vnd.ms-")
                || office == "application/msword"
                || office == "application/rtf" =>
        {
            OFFICE
        }
        (_, "doc" | "docx" | "xls" | "xlsx" | "ppt" | "pptx" | "odt" | "ods" | "odp" | "rtf" | "pages" | "numbers") => {
            OFFICE
        }
        (
            "application/zip"
            | "application/vnd.rar"
            | "application/x-7z-compressed"
            | "application/gzip"
            | "application/x-tar",
            _,
        ) => {
            "Ce fichier est une archive. Ouvrez-la, puis envoyez chaque document séparément, au format PDF, JPEG ou PNG."
        }
        (image, _) if image.starts_with("image/") => {
            "Ce format d'image n'est pas accepté. Enregistrez l'image au format JPEG ou PNG, ou prenez le document en photo."
        }
        (media, _) if media.starts_with("video/") || media.starts_with("audio/") => {
            "Les vidéos et les sons ne sont pas acceptés. Envoyez un document PDF ou une photo au format JPEG ou PNG."
        }
        _ => {
            "Ce fichier n'est ni un PDF, ni une photo JPEG ou PNG. Enregistrez le document au format PDF, ou prenez-le en photo."
        }
    };
    guichet_domain::format::typographie(message)
}

const OFFICE: &str = "Ce document vient d'un logiciel de bureautique. \
    Ouvrez-le, choisissez « Enregistrer au format PDF » (ou « Imprimer », puis « PDF »), et envoyez le PDF.";

/// Controls, marks of direction, zero widths: with one of them `facture…fdp.exe` reads `factureexe.pdf`.
fn is_invisible(c: char) -> bool {
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let hides = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2028}' | '\u{2029}' | '\u{2060}' | '\u{feff}');
    c.is_control() || turns || hides
}

/// Keeps the start and the extension.
fn shortened(name: &str) -> String {
    let extension = name.rsplit_once('.').map(|(_, end)| format!("….{end}")).unwrap_or_default();
    let extension = if extension.chars().count() > 12 { "…".to_owned() } else { extension };
    let start = name.chars().take(LONGEST_NAME - extension.chars().count());
    start.collect::<String>() + &extension
}

#[cfg(test)]
mod tests;
