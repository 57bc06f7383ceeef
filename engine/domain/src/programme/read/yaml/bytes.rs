//! Bytes to text: small enough, UTF-8, and with nothing invisible in it.

use crate::programme::fault::Fault;
use crate::programme::read::file::{File, fault_of, fault_on_line};

/// A programme is read aloud by people: a file larger than this is a mistake or an attack.
const BYTES_MAX: usize = 256 * 1024;

/// The text of a file, or why it has none.
pub(crate) fn text_of<'a>(path: &str, bytes: &'a [u8]) -> Result<&'a str, Vec<Fault>> {
    if bytes.len() > BYTES_MAX {
        let size = bytes.len().div_ceil(1024);
        return Err(vec![fault_of(
            path,
            &format!("ce fichier est trop grand : {size} Ko, pour 256 Ko au plus."),
            "Vérifiez qu'il s'agit du bon fichier, ou partagez-le.",
        )]);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| vec![not_utf8(path, bytes, error.valid_up_to())])?;
    let mut file = File::new(path, text);
    for (at, c) in text.char_indices().filter(|(_, c)| is_hidden(*c)) {
        file.say(
            &(at..at + c.len_utf8()),
            format!("un caractère invisible (U+{:04X}) s'est glissé ici.", u32::from(c)),
            "Effacez-le, puis retapez la ligne.",
        );
    }
    if file.is_sound() { Ok(text) } else { Err(file.into_faults()) }
}

/// Control characters, and those that turn the reading direction: what one sees is not what is read.
fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn not_utf8(path: &str, bytes: &[u8], valid: usize) -> Fault {
    let before = std::str::from_utf8(&bytes[..valid]).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let byte = bytes.get(valid).copied().unwrap_or_default();
    let message = format!(
        "ce fichier n'est pas en UTF-8 : l'octet 0x{byte:02X}, à la position {}, n'est pas un caractère.",
        valid + 1
    );
    let advice = "Enregistrez-le de nouveau en choisissant l'encodage « UTF-8 ».";
    let mut fault = fault_on_line(path, before, line, &message, advice);
    fault.column = column;
    fault.width = 1;
    fault
}
