//! The photo or the scan of a paper: grey, small, and legible.

use super::font;
use guichet_domain::format::fold;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, GrayImage, ImageEncoder, Luma};

/// Small, so that two hundred dossiers are made within a minute without optimisation.
const WIDTH: u32 = 560;
const HEIGHT: u32 = 360;
const MARGIN: u32 = 24;
/// From one character to the next, and one line to the next, in dots.
const ADVANCE: u32 = 6;
const LINE: u32 = 10;

/// A photo, on the grey of a table.
pub(super) fn jpeg(lines: &[String]) -> Vec<u8> {
    let mut bytes = vec![];
    let drawn = paper(lines, 232);
    let written =
        JpegEncoder::new_with_quality(&mut bytes, 70).write_image(drawn.as_raw(), WIDTH, HEIGHT, ExtendedColorType::L8);
    written.expect("writing to memory does not fail, and the size is that of the picture");
    bytes
}

/// A scan, on white.
pub(super) fn png(lines: &[String]) -> Vec<u8> {
    let mut bytes = vec![];
    let drawn = paper(lines, 255);
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Up);
    let written = encoder.write_image(drawn.as_raw(), WIDTH, HEIGHT, ExtendedColorType::L8);
    written.expect("writing to memory does not fail, and the size is that of the picture");
    bytes
}

/// The first line is a title, twice as large as the others.
fn paper(lines: &[String], ground: u8) -> GrayImage {
    let mut paper = GrayImage::from_pixel(WIDTH, HEIGHT, Luma([ground]));
    let mut top = MARGIN;
    for (rank, line) in lines.iter().enumerate() {
        let scale = if rank == 0 { 2 } else { 1 };
        for part in cut(line, ((WIDTH - 2 * MARGIN) / (ADVANCE * scale)) as usize) {
            if top + LINE * scale < HEIGHT {
                draw(&mut paper, &part, top, scale);
            }
            top += LINE * scale + 2;
        }
    }
    paper
}

fn draw(paper: &mut GrayImage, text: &str, top: u32, scale: u32) {
    let mut left = MARGIN;
    for c in text.chars() {
        for (x, column) in (0..).zip(font::columns(c)) {
            for y in (0..7).filter(|y| column >> y & 1 == 1) {
                dot(paper, left + x * scale, top + y * scale, scale);
            }
        }
        left += ADVANCE * scale;
    }
}

fn dot(paper: &mut GrayImage, left: u32, top: u32, scale: u32) {
    for (x, y) in (0..scale).flat_map(|x| (0..scale).map(move |y| (left + x, top + y))) {
        if x < WIDTH && y < HEIGHT {
            paper.put_pixel(x, y, Luma([24]));
        }
    }
}

/// In capitals without accents, the only letters there are, and in lines that fit.
fn cut(line: &str, width: usize) -> Vec<String> {
    let plain: Vec<char> = fold(&line.replace('…', "...").replace(['–', '’'], "-")).to_uppercase().chars().collect();
    if plain.is_empty() { vec![String::new()] } else { plain.chunks(width).map(|part| part.iter().collect()).collect() }
}
