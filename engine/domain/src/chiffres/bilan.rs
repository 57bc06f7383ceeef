//! What the sums of a period come to, for one programme or for several together.

use super::{Delais, Mesure, Somme};
use crate::ids::MotifId;
use std::collections::BTreeMap;

/// The figures of a period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bilan {
    counts: BTreeMap<Mesure, i64>,
    centimes: BTreeMap<Mesure, i64>,
    /// How long decisions took.
    pub delais: Delais,
    /// Refus by motif.
    pub motifs: BTreeMap<MotifId, i64>,
}

/// A stage between the test and the payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Etape {
    /// What is counted.
    pub mesure: Mesure,
    /// How many reached it in the period.
    pub nombre: i64,
}

impl Bilan {
    /// Adds those sums up.
    #[must_use]
    pub fn of<'a>(sommes: impl IntoIterator<Item = &'a Somme>) -> Self {
        let mut bilan = Self::default();
        for somme in sommes {
            *bilan.counts.entry(somme.mesure).or_default() += somme.nombre;
            *bilan.centimes.entry(somme.mesure).or_default() += somme.centimes;
            match somme.mesure {
                Mesure::Delai => bilan.delais.add(somme.cle.parse().unwrap_or(0), somme.nombre),
                Mesure::Refus => *bilan.motifs.entry(MotifId(somme.cle.clone())).or_default() += somme.nombre,
                _ => {}
            }
        }
        bilan
    }

    /// How many of it.
    #[must_use]
    pub fn nombre(&self, mesure: Mesure) -> i64 {
        self.counts.get(&mesure).copied().unwrap_or(0)
    }

    /// What was granted, in cents.
    #[must_use]
    pub fn accorde_centimes(&self) -> i64 {
        self.centimes.get(&Mesure::Accord).copied().unwrap_or(0)
    }

    /// What was paid and did not come back, in cents.
    #[must_use]
    pub fn paye_centimes(&self) -> i64 {
        let sum = |mesure| self.centimes.get(&mesure).copied().unwrap_or(0);
        sum(Mesure::Paiement) - sum(Mesure::Rejet)
    }

    /// From the test to the payment.
    #[must_use]
    pub fn entonnoir(&self) -> Vec<Etape> {
        let steps = [
            Mesure::Test,
            Mesure::TestFavorable,
            Mesure::Inscription,
            Mesure::Depot,
            Mesure::Decision,
            Mesure::Accord,
            Mesure::Paiement,
        ];
        steps.into_iter().map(|mesure| Etape { mesure, nombre: self.nombre(mesure) }).collect()
    }

    /// Motifs of refus, the most frequent first; among equals, by id.
    #[must_use]
    pub fn motifs_par_nombre(&self) -> Vec<(&MotifId, i64)> {
        let mut motifs: Vec<_> = self.motifs.iter().map(|(motif, nombre)| (motif, *nombre)).collect();
        motifs.sort_by_key(|(motif, nombre)| (-nombre, *motif));
        motifs
    }
}

#[cfg(test)]
mod tests {
    use super::Bilan;
    use crate::chiffres::{Mesure, Somme};

    fn somme(mesure: Mesure, cle: &str, nombre: i64, centimes: i64) -> Somme {
        Somme { programme: "fussat".into(), campagne: None, mesure, cle: cle.to_owned(), nombre, centimes }
    }

    #[test]
    fn sums_add_up_and_a_return_of_the_bank_is_taken_off() {
        let sommes = [
            somme(Mesure::Test, "", 40, 0),
            somme(Mesure::Test, "", 2, 0),
            somme(Mesure::Delai, "3", 2, 0),
            somme(Mesure::Delai, "30", 1, 0),
            somme(Mesure::Refus, "heures", 1, 0),
            somme(Mesure::Refus, "age", 1, 0),
            somme(Mesure::Refus, "heures", 4, 0),
            somme(Mesure::Paiement, "", 2, 200_000),
            somme(Mesure::Rejet, "", 1, 50_000),
        ];
        let bilan = Bilan::of(&sommes);
        assert_eq!(bilan.nombre(Mesure::Test), 42);
        assert_eq!(bilan.paye_centimes(), 150_000);
        assert_eq!((bilan.delais.mediane(), bilan.delais.neuf_sur_dix()), (Some(3), Some(30)));
        assert_eq!(bilan.motifs_par_nombre(), [(&"heures".into(), 5), (&"age".into(), 1)]);
        assert_eq!(bilan.entonnoir().iter().map(|etape| etape.nombre).collect::<Vec<_>>(), [42, 0, 0, 0, 0, 0, 2]);
    }
}
