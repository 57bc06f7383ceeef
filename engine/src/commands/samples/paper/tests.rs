//! The files of the samples are what they say, and legible.

use super::{pdf, picture};
use crate::adapters::media;

fn lines() -> Vec<String> {
    vec!["Votre avis d'imposition".into(), "FUSSAT – Zélie Aubépin".into(), "Revenus : 14 200,00 €".into()]
}

#[test]
fn a_pdf_finds_its_objects_where_its_table_says() {
    let file = pdf::write("Votre pièce d'identité (recto)", &lines());
    assert!(media::judge("identite.pdf", &file).is_ok());
    let text = String::from_utf8_lossy(&file).into_owned();
    assert!(text.contains("\\(recto\\)"), "parentheses are escaped");
    assert!(file.windows(7).any(|bytes| bytes == b"Z\xe9lie A"), "accents are in Windows-1252");
    let find = |needle: &str| file.windows(needle.len()).position(|bytes| bytes == needle.as_bytes()).unwrap();
    let table = find("xref\n0 ");
    assert!(text.contains(&format!("startxref\n{table}\n")));
    for number in 1..=5 {
        let entry = format!("{:010} 00000 n ", find(&format!("{number} 0 obj")));
        assert!(text.contains(&entry), "object {number}");
    }
}

#[test]
fn a_long_line_is_cut_between_words() {
    let file = pdf::write("Titre", &["mot ".repeat(60)]);
    let text = String::from_utf8_lossy(&file);
    assert!(text.lines().filter(|line| line.ends_with("Tj T*")).all(|line| line.len() < 100));
}

#[test]
fn pictures_decode_and_carry_ink() {
    for (name, bytes) in [("a.jpg", picture::jpeg(&lines())), ("b.png", picture::png(&lines()))] {
        assert!(media::judge(name, &bytes).is_ok(), "{name}");
        let decoded = image::load_from_memory(&bytes).unwrap().to_luma8();
        let ink = decoded.pixels().filter(|pixel| pixel.0[0] < 90).count();
        assert!((400..20_000).contains(&ink), "{name}: {ink} dark dots");
        assert!(bytes.len() < 60_000, "{name}: {} bytes", bytes.len());
    }
}
