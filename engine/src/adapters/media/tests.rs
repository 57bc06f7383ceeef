//! Content decides; the name only helps to explain.

use super::{MediaType, clean_name, display_name, judge};

/// A PNG of that size: signature and first block are all that is looked at.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let image = image::GrayImage::new(1, 1);
    image.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png).expect("written");
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    // The sum of control of the block must agree for a reader to believe the size.
    let sum = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    };
    !bytes.iter().fold(u32::MAX, step)
}

#[test]
fn pdf_jpeg_and_png_are_accepted_by_content_whatever_their_name() {
    assert_eq!(judge("a.pdf", b"%PDF-1.7\n"), Ok(MediaType::Pdf));
    assert_eq!(judge("a.txt", b"\xef\xbb\xbf\r\n%PDF-1.4\n"), Ok(MediaType::Pdf));
    assert_eq!(judge("photo.pdf", b"\xff\xd8\xff\xe0\0\x10JFIF"), Ok(MediaType::Jpeg));
    assert_eq!(judge("capture", &png(1080, 1920)), Ok(MediaType::Png));
}

#[test]
fn the_rest_is_refused_with_what_to_do() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    let cases: [(&str, &[u8], &str); 13] = [
        ("vide.pdf", b"", "vide"),
        ("IMG_2041.jpg", heic, "HEIC"),
        ("IMG_2041.HEIC", b"????", "HEIC"),
        ("budget.docx", b"PK\x03\x04????", "bureautique"),
        ("lettre.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "bureautique"),
        ("tout.zip", b"PK\x03\x04\x14\0\0\0\x08\0", "archive"),
        ("anim.gif", b"GIF89a????", "format d'image"),
        ("film.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42", "vidéos"),
        ("facture.pdf", b"MZ\x90\0\x03\0\0\0", "ni un PDF"),
        ("facture.pdf", b"\x7fELF\x02\x01\x01\0", "ni un PDF"),
        ("facture.pdf", b"<html><script>%PDF-1.4", "ni un PDF"),
        ("facture.pdf", b"<svg xmlns='http://www.w3.org/2000/svg'>", "ni un PDF"),
        ("faux.png", b"\x89PNGpas vraiment", "format d'image"),
    ];
    for (name, head, expected) in cases {
        let message = judge(name, head).expect_err(name);
        assert!(message.contains(expected), "{name}: {message}");
    }
}

#[test]
fn an_image_that_announces_too_many_pixels_is_refused() {
    assert_eq!(judge("a.png", &png(10_000, 10_000)), Ok(MediaType::Png));
    assert!(judge("a.png", &png(60_000, 60_000)).expect_err("3,6 Gpx").contains("trop grande"));
}

#[test]
fn names_are_shown_without_folder_nor_trick() {
    let long = format!("{}.pdf", "é".repeat(300));
    let cases = [
        ("Attestation été 2020.pdf", "Attestation été 2020.pdf"),
        ("C:\\Users\\Camille\\rib.pdf", "rib.pdf"),
        ("../../etc/passwd", "passwd"),
        ("facture\u{202e}fdp.exe", "facturefdp.exe"),
        ("a\r\nX-Evil: 1\0.pdf", "aX-Evil: 1.pdf"),
        ("  ..  ", "fichier"),
        ("", "fichier"),
        ("\u{200b}\u{feff}", "fichier"),
        ("<b>O'Hara</b>", "b>"),
    ];
    for (given, shown) in cases {
        assert_eq!(clean_name(given), shown, "{given:?}");
    }
    let short = clean_name(&long);
    assert_eq!(short.chars().count(), 120);
    assert!(short.ends_with("é….pdf"), "{short}");
}

#[test]
fn an_extension_that_lies_is_corrected() {
    assert_eq!(display_name("scan.PDF", MediaType::Pdf), "scan.PDF");
    assert_eq!(display_name("photo.jpeg", MediaType::Jpeg), "photo.jpeg");
    assert_eq!(display_name("photo.pdf", MediaType::Jpeg), "photo.pdf.jpg");
    assert_eq!(display_name("sans extension", MediaType::Png), "sans extension.png");
}

#[test]
fn a_stored_type_is_read_back() {
    for kind in [MediaType::Pdf, MediaType::Jpeg, MediaType::Png] {
        assert_eq!(MediaType::from_mime(kind.as_str()), Some(kind));
    }
    assert_eq!(MediaType::from_mime("text/html"), None);
}
