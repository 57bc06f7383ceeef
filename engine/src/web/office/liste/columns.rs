//! The columns of the list: which, in which order, what sorts and which way it does now.

use super::query::Query;
use guichet_domain::filter::{Colonne, Tri};
use serde::Serialize;

/// One column.
#[derive(Serialize)]
pub(super) struct ColumnView {
    code: &'static str,
    classe: &'static str,
    libelle: &'static str,
    href: String,
    /// `ascending` or `descending`, when the list is sorted by it.
    sens: Option<&'static str>,
    icone: &'static str,
}

/// One column of the preferences.
#[derive(Serialize)]
pub(in crate::web::office) struct Chosen {
    code: &'static str,
    libelle: &'static str,
    montree: bool,
    /// From 1.
    place: usize,
    /// The number and the name stand first and are always shown.
    fixe: bool,
}

struct Known {
    colonne: Colonne,
    code: &'static str,
    classe: &'static str,
    libelle: &'static str,
    /// Shown unless the agent chose otherwise.
    usual: bool,
}

const fn known(
    colonne: Colonne,
    code: &'static str,
    classe: &'static str,
    libelle: &'static str,
    usual: bool,
) -> Known {
    Known { colonne, code, classe, libelle, usual }
}

const ALL: [Known; 12] = [
    known(Colonne::Numero, "numero", "c-num", "Numéro", true),
    known(Colonne::Nom, "nom", "c-name", "Bénéficiaire", true),
    known(Colonne::Programme, "programme", "c-prog", "Programme", true),
    known(Colonne::Aide, "aide", "c-aide", "Aide", true),
    known(Colonne::Statut, "statut", "c-state", "Statut", true),
    known(Colonne::Depose, "depose", "c-filed num", "Déposé", true),
    known(Colonne::Attend, "attend", "c-wait num", "Attend", true),
    known(Colonne::Conseiller, "conseiller", "c-agent", "Conseiller", true),
    known(Colonne::Montant, "montant", "c-sum num", "Montant", true),
    known(Colonne::Signes, "signes", "c-sig", "À savoir", true),
    known(Colonne::Decide, "decide", "c-day num", "Décidé", false),
    known(Colonne::Change, "change", "c-day num", "Changé", false),
];

/// What always stands first: a line must be opened and recognised.
const FIXED: [&str; 2] = ["numero", "nom"];

/// The orders that the panel offers, with their words.
pub(super) const ORDERS: [(&str, &str); 8] = [
    ("depose", "Déposé, le plus ancien d'abord"),
    ("-depose", "Déposé, le plus récent d'abord"),
    ("-attend", "Attend, le plus long d'abord"),
    ("nom", "Nom, de A à Z"),
    ("-montant", "Montant, le plus élevé d'abord"),
    ("-change", "Changé, le plus récent d'abord"),
    ("-decide", "Décidé, le plus récent d'abord"),
    ("statut", "Statut, dans l'ordre du traitement"),
];

/// An order as it is written in the address.
pub(in crate::web::office) fn tri(text: &str) -> Option<Tri> {
    let (descendant, code) = text.strip_prefix('-').map_or((false, text), |code| (true, code));
    let code = old(code);
    let column = ALL.iter().find(|column| column.code == code)?;
    Some(Tri { colonne: column.colonne, descendant })
}

/// The same the other way round.
pub(in crate::web::office) fn code(tri: Tri) -> String {
    let column = ALL.iter().find(|column| column.colonne == tri.colonne);
    let code = column.map_or("", |column| column.code);
    format!("{}{code}", if tri.descendant { "-" } else { "" })
}

/// An order as people read it.
pub(in crate::web::office) fn ordre(tri: Tri) -> String {
    let Some(column) = ALL.iter().find(|column| column.colonne == tri.colonne) else { return String::new() };
    let code = code(tri);
    let told = ORDERS.iter().find(|(known, _)| *known == code).map(|(_, words)| (*words).to_owned());
    let way = if tri.descendant { "en descendant" } else { "en montant" };
    told.unwrap_or_else(|| format!("{}, {way}", column.libelle))
}

/// The codes that older addresses carry.
fn old(code: &str) -> &str {
    match code {
        "depot" => "depose",
        "modif" => "change",
        other => other,
    }
}

/// Columns as they are written in an address; `None` when one of them does not exist.
pub(super) fn read(text: &str) -> Option<Vec<&'static str>> {
    let codes = text.split(',').filter(|code| !code.is_empty());
    let found: Option<Vec<_>> =
        codes.map(|code| ALL.iter().find(|column| column.code == code).map(|column| column.code)).collect();
    let mut shown = FIXED.to_vec();
    for code in found? {
        if !shown.contains(&code) {
            shown.push(code);
        }
    }
    Some(if shown.len() == FIXED.len() { usual() } else { shown })
}

fn usual() -> Vec<&'static str> {
    ALL.iter().filter(|column| column.usual).map(|column| column.code).collect()
}

/// Those after what always stands first.
pub(super) fn others(shown: &[&'static str]) -> Vec<&'static str> {
    shown.iter().copied().skip(FIXED.len()).collect()
}

/// The head of the list as it is sorted.
pub(super) fn head(query: &Query, shown: &[&'static str]) -> Vec<ColumnView> {
    let now = query.order();
    let columns = shown.iter().filter_map(|code| ALL.iter().find(|column| column.code == *code));
    columns.map(|column| view(query, now, column)).collect()
}

fn view(query: &Query, now: Option<Tri>, column: &Known) -> ColumnView {
    let here = now.filter(|tri| tri.colonne == column.colonne);
    let (sens, icone) = match here {
        None => (None, ""),
        Some(Tri { descendant: true, .. }) => (Some("descending"), "bas"),
        Some(_) => (Some("ascending"), "haut"),
    };
    // The longest wait and the greatest sum are what one looks for first.
    let down = here
        .map_or(matches!(column.colonne, Colonne::Attend | Colonne::Montant | Colonne::Signes), |tri| !tri.descendant);
    let tri = format!("{}{}", if down { "-" } else { "" }, column.code);
    let href = Query { tri, ..query.first() }.address();
    ColumnView { code: column.code, classe: column.classe, libelle: column.libelle, href, sens, icone }
}

/// Every column, those that are shown first and in their order.
pub(in crate::web::office) fn choices(text: &str) -> Vec<Chosen> {
    let shown = read(text).unwrap_or_else(usual);
    let hidden = ALL.iter().map(|column| column.code).filter(|code| !shown.contains(code));
    let all = shown.iter().copied().chain(hidden).zip(1..);
    let chosen = |(code, place)| {
        let column = ALL.iter().find(|column| column.code == code)?;
        let (montree, fixe) = (shown.contains(&code), FIXED.contains(&code));
        Some(Chosen { code, libelle: column.libelle, montree, place, fixe })
    };
    all.filter_map(chosen).collect()
}

/// The columns that the preferences posted: those with a place, by their places; empty for the usual ones.
pub(in crate::web::office) fn posted(value: impl Fn(&str) -> String) -> String {
    let place = |column: &&Known| value(&format!("place.{}", column.code)).trim().parse::<u32>().unwrap_or(u32::MAX);
    let mut chosen: Vec<&Known> =
        ALL.iter().filter(|column| !value(&format!("colonne.{}", column.code)).is_empty()).collect();
    chosen.sort_by_key(place);
    let codes: Vec<&str> =
        FIXED.into_iter().chain(chosen.iter().map(|column| column.code).filter(|code| !FIXED.contains(code))).collect();
    if codes == usual() { String::new() } else { codes.join(",") }
}
