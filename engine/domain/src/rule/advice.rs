//! How a rule's faults speak: the nearest name, the name of a type in French.

use super::{Named, Source, Type};

/// The known name nearest to one that does not exist, when it is near enough to be meant.
pub(crate) fn nearest<'n>(wrong: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let wrong = plain(wrong);
    let most = 1 + wrong.len() / 4;
    let near = known.into_iter().map(|name| (distance(&wrong, &plain(name)), name));
    near.filter(|(distance, name)| *distance <= most && *distance < name.len()).min().map(|(_, name)| name)
}

/// What a type is called.
pub(super) fn type_name(ty: &Type) -> &'static str {
    match ty {
        Type::OuiNon => "oui ou non",
        Type::Entier => "nombre entier",
        Type::Nombre => "nombre",
        Type::Montant => "montant",
        Type::Date => "date",
        Type::Duree => "durée",
        Type::Texte => "texte",
        Type::Choix(_) => "choix",
        Type::Multiple(_) => "choix multiple",
        Type::Liste(_) => "liste",
        Type::Opaque => "adresse",
    }
}

/// « revenus » (montant, déclaré ligne 14)
pub(super) fn named(name: &str, named: &Named) -> String {
    let ty = type_name(&named.ty);
    let declared = match named.source {
        Source::Champ | Source::Calcul => "déclaré",
        Source::Entree => "déclarée",
    };
    match named.line {
        0 => format!("« {name} » ({ty})"),
        line => format!("« {name} » ({ty}, {declared} ligne {line})"),
    }
}

/// « artiste, technicien, autre »
pub(super) fn keys(ty: &Type) -> String {
    match ty {
        Type::Choix(keys) | Type::Multiple(keys) => keys.keys().map(String::as_str).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}

/// Lower case, without the accents people add to names.
fn plain(name: &str) -> Vec<char> {
    crate::format::fold(name).chars().map(|c| if c == ' ' { '_' } else { c }).collect()
}

/// Letters to add, remove, replace or exchange with their neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut next = vec![i];
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (row[j - 1] + same).min(row[j] + 1).min(next[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}
