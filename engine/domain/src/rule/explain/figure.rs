//! A value for machines and for people, by its type and unit.

use super::Figure;
use crate::format;
use crate::rule::Type;
use crate::value::Value;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;

/// A value as it is shown; `None` for what is never compared (adresse, liste).
pub(crate) fn figure(value: &Value, ty: &Type, unite: Option<&str>) -> Option<Figure> {
    let (brut, texte) = match value {
        Value::OuiNon(yes) => both(if *yes { "oui" } else { "non" }),
        Value::Nombre(sum) if *ty == Type::Montant => {
            let cents = sum.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
            (format!("{cents:.2}"), format::montant(cents))
        }
        Value::Nombre(number) => (
            number.normalize().to_string(),
            unite.map_or_else(|| format::nombre(*number), |unite| format::quantite(*number, unite)),
        ),
        Value::Date(day) => (day.to_string(), format::date(*day)),
        Value::Texte(text) => both(text),
        Value::Choix(key) => (key.clone(), label(key, ty)),
        Value::Multiple(chosen) => {
            let labels: Vec<String> = chosen.iter().map(|key| label(key, ty)).collect();
            (chosen.join(", "), labels.join(", "))
        }
        Value::Adresse(_) | Value::Liste(_) => return None,
    };
    Some(Figure { brut, texte })
}

/// Several values, any of which will do: « Artiste ou Technicien ».
pub(super) fn figure_all(figures: &[Figure]) -> Option<Figure> {
    let (last, before) = figures.split_last()?;
    let join = |of: fn(&Figure) -> &str| figures.iter().map(of).collect::<Vec<_>>().join(", ");
    let texte = match before {
        [] => last.texte.clone(),
        before => format!(
            "{} ou {}",
            before.iter().map(|figure| figure.texte.as_str()).collect::<Vec<_>>().join(", "),
            last.texte
        ),
    };
    Some(Figure { brut: join(|figure| &figure.brut), texte })
}

/// How far from being accepted. Strictly beyond a threshold begins one cent, one unit or one day
/// further; decimals have no next one, so theirs is one unit at the threshold itself.
pub(super) fn gap(apart: Decimal, strict: bool, ty: &Type, unite: Option<&str>) -> Figure {
    let step = match ty {
        _ if !strict => Decimal::ZERO,
        Type::Montant => Decimal::new(1, 2),
        Type::Nombre if !apart.is_zero() => Decimal::ZERO,
        _ => Decimal::ONE,
    };
    let far = apart + step;
    let days = if *ty == Type::Date { Some("jours") } else { unite };
    let ty = if *ty == Type::Date { &Type::Entier } else { ty };
    figure(&Value::Nombre(far), ty, days)
        .unwrap_or_else(|| Figure { brut: far.to_string(), texte: format::nombre(far) })
}

fn label(key: &str, ty: &Type) -> String {
    let labels: Option<&BTreeMap<String, String>> = match ty {
        Type::Choix(labels) | Type::Multiple(labels) => Some(labels),
        _ => None,
    };
    labels.and_then(|labels| labels.get(key)).cloned().unwrap_or_else(|| key.to_owned())
}

fn both(text: &str) -> (String, String) {
    (text.to_owned(), text.to_owned())
}
