//! Where the marks of a drawing stand. What they look like is left to the template, which writes the same
//! figures in a table beside.

use serde::Serialize;

/// Between two lines, in units of the drawing.
const LINE: f64 = 26.0;
/// The width of every drawing.
pub(super) const WIDTH: f64 = 560.0;

/// A bar, with its label before and its value after.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Bar {
    libelle: String,
    valeur: String,
    /// Where the words stand.
    ligne: f64,
    /// The top of the bar.
    haut: f64,
    gauche: f64,
    largeur: f64,
    /// Of a paler bar under it, which stands for the whole.
    fond: f64,
    /// Where a line crosses it, if one does.
    trait_a: Option<f64>,
    fin: f64,
}

/// A drawing of lines under each other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Lines<T> {
    hauteur: f64,
    lignes: Vec<T>,
}

/// A range of days: half of them, nine in ten.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Range {
    libelle: String,
    ligne: f64,
    milieu: f64,
    mediane: f64,
    neuf: f64,
}

/// A line of the scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Tick {
    x: f64,
    libelle: String,
}

/// What one bar stands for.
#[derive(Debug, Clone, Default)]
pub(super) struct Value {
    pub(super) libelle: String,
    pub(super) valeur: String,
    /// What it measures, not below nothing.
    pub(super) part: i64,
    /// The whole it is a part of; the greatest part of all where there is none.
    pub(super) tout: Option<i64>,
    /// Another part, shown by a line across.
    pub(super) trait_a: Option<i64>,
}

/// Bars from `left` on, the longest taking all the room but that of its value.
pub(super) fn bars(values: &[Value], left: f64) -> Lines<Bar> {
    let room = WIDTH - left - 70.0;
    let most = values.iter().map(|value| value.part.max(value.tout.unwrap_or(0))).max().unwrap_or(0).max(1);
    let bar = |(place, value): (usize, &Value)| {
        let own = value.tout.filter(|_| value.trait_a.is_some()).unwrap_or(most).max(1);
        let across = |part: i64| round(room * share(part, own));
        let (largeur, fond) = (across(value.part), value.tout.map_or(0.0, across));
        let trait_a = value.trait_a.map(|part| round(left + across(part)));
        let end = largeur.max(fond).max(trait_a.map_or(0.0, |x| x - left));
        Bar {
            libelle: short(&value.libelle, left),
            valeur: value.valeur.clone(),
            ligne: at(place) + 15.0,
            haut: at(place) + 4.0,
            gauche: left,
            largeur,
            fond,
            trait_a,
            fin: round(left + end + 6.0),
        }
    };
    Lines { hauteur: at(values.len()), lignes: values.iter().enumerate().map(bar).collect() }
}

/// Ranges of days on one scale, and the lines of the scale.
pub(super) fn ranges(values: &[(String, i64, i64)], left: f64) -> (Lines<Range>, Vec<Tick>) {
    let most = values.iter().map(|(_, _, most)| *most).max().unwrap_or(0);
    let step = [1, 2, 5, 10, 20, 50, 100, 200].into_iter().find(|step| most <= step * 4).unwrap_or(most / 4 + 1);
    let scale = step * 4;
    let x = |days: i64| round(left + (WIDTH - left - 40.0) * share(days, scale));
    let tick = |place: i64| Tick { x: x(step * place), libelle: format!("{}\u{a0}j", step * place) };
    let range = |(place, (libelle, mediane, neuf)): (usize, &(String, i64, i64))| Range {
        libelle: short(libelle, left),
        ligne: at(place) + 22.0,
        milieu: at(place) + 18.0,
        mediane: x(*mediane),
        neuf: x(*neuf),
    };
    let lines = Lines { hauteur: at(values.len()) + 6.0, lignes: values.iter().enumerate().map(range).collect() };
    (lines, (0..=4).map(tick).collect())
}

fn at(place: usize) -> f64 {
    LINE * u32::try_from(place).map_or(0.0, f64::from)
}

/// From 0 to 1.
fn share(part: i64, of: i64) -> f64 {
    let float = |number: i64| i32::try_from(number.max(0) / (of / 1_000_000 + 1)).map_or(1.0, f64::from);
    (float(part) / float(of).max(1.0)).clamp(0.0, 1.0)
}

fn round(x: f64) -> f64 {
    (x * 10.0).round() / 10.0
}

/// As many letters as stand before the bars: the table has the whole.
fn short(words: &str, left: f64) -> String {
    let room = if left < 200.0 { 22 } else { 36 };
    if words.chars().count() <= room {
        return words.to_owned();
    }
    format!("{}…", words.chars().take(room - 1).collect::<String>().trim_end())
}

#[cfg(test)]
mod tests {
    use super::{Value, bars, ranges};

    fn value(part: i64) -> Value {
        Value { libelle: "Tests passés".into(), valeur: part.to_string(), part, ..Value::default() }
    }

    #[test]
    fn the_longest_bar_takes_the_room_and_the_others_their_share() {
        let drawn = bars(&[value(400), value(100), value(0)], 130.0);
        let widths: Vec<f64> = drawn.lignes.iter().map(|bar| bar.largeur).collect();
        assert_eq!(widths, [360.0, 90.0, 0.0]);
        assert_eq!(drawn.lignes[1].fin, 226.0, "the value follows its bar");
        assert_eq!(drawn.hauteur, 78.0);
    }

    #[test]
    fn nothing_at_all_is_drawn_without_dividing_by_it() {
        assert_eq!(bars(&[value(0)], 130.0).lignes[0].largeur, 0.0);
        assert!(bars(&[], 130.0).lignes.is_empty());
        assert!(ranges(&[], 130.0).0.lignes.is_empty());
    }

    #[test]
    fn a_budget_is_a_whole_of_its_own() {
        let spent = Value { tout: Some(100_000_000), trait_a: Some(75_000_000), ..value(50_000_000) };
        let small = Value { tout: Some(10_000), trait_a: Some(10_000), ..value(10_000) };
        let drawn = bars(&[spent, small], 130.0);
        assert_eq!((drawn.lignes[0].fond, drawn.lignes[0].largeur), (360.0, 180.0));
        assert_eq!(drawn.lignes[0].trait_a, Some(400.0));
        assert_eq!(drawn.lignes[1].largeur, 360.0, "a budget that is spent is full, however small");
    }

    #[test]
    fn days_stand_on_a_scale_of_whole_steps() {
        let (drawn, ticks) = ranges(&[("FUSSAT".into(), 6, 14)], 130.0);
        assert_eq!(
            ticks.iter().map(|tick| tick.libelle.as_str()).collect::<Vec<_>>(),
            ["0\u{a0}j", "5\u{a0}j", "10\u{a0}j", "15\u{a0}j", "20\u{a0}j"]
        );
        assert_eq!((drawn.lignes[0].mediane, drawn.lignes[0].neuf), (247.0, 403.0));
    }
}
