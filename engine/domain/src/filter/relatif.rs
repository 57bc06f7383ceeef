//! Words of date that are read on the day they are used: « aujourd'hui », kept in a view, is tomorrow the day
//! after. What day it is is left to who reads dossiers.

use super::Between;
use crate::format::fold;
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// What happened to a dossier on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Jalon {
    /// It was deposited.
    Depose,
    /// It was last decided.
    Decide,
    /// It last changed.
    Change,
}

/// Days told from the one on which they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relatif {
    /// That day.
    Aujourdhui,
    /// The day before.
    Hier,
    /// From that week's Monday to its Sunday.
    CetteSemaine,
    /// From that month's first day to its last.
    CeMois,
}

const ALL: [(Relatif, &str, &str); 4] = [
    (Relatif::Aujourdhui, "aujourd'hui", "Aujourd'hui"),
    (Relatif::Hier, "hier", "Hier"),
    (Relatif::CetteSemaine, "cette_semaine", "Cette semaine"),
    (Relatif::CeMois, "ce_mois", "Ce mois"),
];

impl Jalon {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Depose, Self::Decide, Self::Change];

    /// The field of the form in which one of the words is chosen.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::Depose => "depose_jour",
            Self::Decide => "decide_jour",
            Self::Change => "change_jour",
        }
    }
}

impl Relatif {
    /// Every word, as it is written, with what it means.
    pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
        ALL.iter().map(|(_, code, libelle)| (*code, *libelle))
    }

    /// As it is written in a query and posted by the form.
    #[must_use]
    pub fn code(self) -> &'static str {
        ALL.iter().find(|(one, ..)| *one == self).map_or("", |(_, code, _)| code)
    }

    /// As people read it.
    #[must_use]
    pub fn libelle(self) -> &'static str {
        ALL.iter().find(|(one, ..)| *one == self).map_or("", |(.., libelle)| libelle)
    }

    /// The word that was typed, case, accents, apostrophes and what joins its parts aside.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let plain = |text: &str| fold(text).replace(['_', ' '], "");
        let typed = plain(typed);
        ALL.iter().find(|(_, code, _)| plain(code) == typed).map(|(one, ..)| *one)
    }

    /// The days it means on that one, the first and the last.
    #[must_use]
    pub fn days(self, today: NaiveDate) -> Between<NaiveDate> {
        let back = |days: u64| today.checked_sub_days(Days::new(days));
        let (min, max) = match self {
            Self::Aujourdhui => (Some(today), Some(today)),
            Self::Hier => (back(1), back(1)),
            Self::CetteSemaine => {
                let monday = back(today.weekday().num_days_from_monday().into());
                (monday, monday.and_then(|monday| monday.checked_add_days(Days::new(6))))
            }
            Self::CeMois => {
                let first = today.with_day(1);
                let next = first.and_then(|first| first.checked_add_months(Months::new(1)));
                (first, next.and_then(|next| next.pred_opt()))
            }
        };
        Between { min, max }
    }
}

#[cfg(test)]
mod tests {
    use super::Relatif;
    use chrono::NaiveDate;

    #[test]
    fn a_word_means_the_days_around_the_one_on_which_it_is_read() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        for (word, today, min, max) in [
            ("aujourd'hui", "2026-11-22", "2026-11-22", "2026-11-22"),
            ("Aujourd’hui", "2026-11-22", "2026-11-22", "2026-11-22"),
            ("hier", "2026-01-01", "2025-12-31", "2025-12-31"),
            // A Sunday ends its week, a Monday begins another.
            ("cette_semaine", "2026-11-22", "2026-11-16", "2026-11-22"),
            ("cette semaine", "2026-11-23", "2026-11-23", "2026-11-29"),
            ("ce-mois", "2028-02-29", "2028-02-01", "2028-02-29"),
            ("ce_mois", "2026-12-31", "2026-12-01", "2026-12-31"),
        ] {
            let days = Relatif::read(word).expect(word).days(day(today));
            assert_eq!((days.min, days.max), (Some(day(min)), Some(day(max))), "{word} le {today}");
        }
        for word in ["demain", "", "semaine", "2026-11-22"] {
            assert_eq!(Relatif::read(word), None, "{word}");
        }
    }
}
