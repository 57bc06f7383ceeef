//! A PDF of one page and one font, written by hand: text in Windows-1252, that every reader shows.

/// Characters of a line before it is cut.
const WIDTH: usize = 84;
/// Lines of a page.
const HEIGHT: usize = 44;

/// Writes a title and lines.
pub(super) fn write(title: &str, lines: &[String]) -> Vec<u8> {
    let mut text = b"BT /F1 16 Tf 60 780 Td (".to_vec();
    text.extend(escaped(&title.chars().take(60).collect::<String>()));
    text.extend(b") Tj /F1 10 Tf 0 -34 Td 15 TL\n");
    for line in lines.iter().flat_map(|line| cut(line)).take(HEIGHT) {
        text.push(b'(');
        text.extend(escaped(&line));
        text.extend(b") Tj T*\n");
    }
    text.extend(b"ET\n");
    let mut content = format!("<< /Length {} >>\nstream\n", text.len()).into_bytes();
    content.extend(text);
    content.extend(b"endstream");
    assemble(&[
        b"<< /Type /Catalog /Pages 2 0 R /Lang (fr-FR) >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_vec(),
        content,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
    ])
}

/// Numbers the objects, and tells where each begins.
fn assemble(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = vec![];
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", index + 1).into_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let (table, count) = (file.len(), objects.len() + 1);
    file.extend(format!("xref\n0 {count}\n0000000000 65535 f \n").into_bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    file.extend(format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").into_bytes());
    file
}

/// A line in pieces that fit, cut between words.
fn cut(line: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for word in line.split(' ') {
        let last = pieces.len() - 1;
        if !pieces[last].is_empty() && pieces[last].chars().count() + 1 + word.chars().count() > WIDTH {
            pieces.push(word.to_owned());
        } else {
            if !pieces[last].is_empty() {
                pieces[last].push(' ');
            }
            pieces[last].push_str(word);
        }
    }
    pieces
}

/// In Windows-1252, with what means something in a PDF string escaped.
fn escaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        let byte = match c {
            '€' => 0x80,
            '…' => 0x85,
            '’' => 0x92,
            '–' => 0x96,
            'œ' => 0x9c,
            'Œ' => 0x8c,
            '\u{202f}' => b' ',
            other => u8::try_from(u32::from(other)).unwrap_or(b'?'),
        };
        if matches!(byte, b'(' | b')' | b'\\') {
            bytes.push(b'\\');
        }
        bytes.push(byte);
    }
    bytes
}
