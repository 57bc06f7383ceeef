//! The figures as the page shows them: each drawing with its table, each line with the dossiers it opens.

use super::charts::{Bar, Lines, Range, Tick, Value, bars, ranges};
use crate::actions::chiffres::Chiffres;
use crate::web::address::encode;
use chrono::NaiveDate;
use guichet_domain::chiffres::{Bilan, Jours, Mesure, Periode};
use guichet_domain::dossier::Etat;
use guichet_domain::filter::{Between, Filter};
use guichet_domain::format;
use guichet_domain::ids::{MotifId, ProgrammeId};
use guichet_domain::programme::Programme;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Motifs drawn and told one by one; the others together.
const MOTIFS: usize = 8;
/// Where the bars start: after short names, after sentences.
const NARROW: f64 = 130.0;
const WIDE: f64 = 230.0;

/// A drawing and its table.
#[derive(Serialize)]
pub(super) struct Table<D> {
    pub(super) dessin: D,
    pub(super) resume: String,
    pub(super) lignes: Vec<Row>,
    pub(super) total: Option<Row>,
}

/// A line of a table: its head, where it leads, its cases.
#[derive(Serialize)]
pub(super) struct Row {
    pub(super) tete: String,
    pub(super) href: Option<String>,
    pub(super) cases: Vec<String>,
}

/// What all views look at.
pub(super) struct Read<'a> {
    pub(super) programmes: &'a [Arc<Programme>],
    pub(super) periode: Periode,
    pub(super) today: NaiveDate,
    pub(super) chiffres: &'a Chiffres,
}

impl Read<'_> {
    /// From the test to the payment.
    pub(super) fn entonnoir(&self) -> Table<Lines<Bar>> {
        let steps = Bilan::of(&self.chiffres.sommes).entonnoir();
        let first = steps.first().map_or(0, |step| step.nombre);
        let values: Vec<Value> = steps.iter().map(|step| plain(etape(step.mesure), step.nombre)).collect();
        let mut before = None;
        let lignes = steps.iter().map(|step| {
            let cases = vec![
                number(step.nombre),
                before.map_or("—".into(), |all| percent(step.nombre, all)),
                percent(step.nombre, first),
            ];
            before = Some(step.nombre);
            Row { tete: etape(step.mesure).to_owned(), href: self.opens(step.mesure, None), cases }
        });
        let lignes = lignes.collect();
        let last = steps.last().map_or(0, |step| step.nombre);
        let resume = format!("Barres : de {} tests passés à {} dossiers mis en paiement", number(first), number(last));
        Table { dessin: bars(&values, NARROW), resume, lignes, total: None }
    }

    /// Received, decided, granted, refused.
    pub(super) fn resultats(&self) -> Table<Lines<Bar>> {
        let columns = [Mesure::Depot, Mesure::Decision, Mesure::Accord, Mesure::Refus];
        let row = |tete: &str, href, bilan: &Bilan| {
            let mut cases: Vec<String> = columns.iter().map(|mesure| number(bilan.nombre(*mesure))).collect();
            cases.push(format::centimes(bilan.accorde_centimes()));
            Row { tete: tete.to_owned(), href, cases }
        };
        let value = |programme: &Programme, bilan: &Bilan| Value {
            tout: Some(bilan.nombre(Mesure::Depot)),
            valeur: format!("{} / {}", number(bilan.nombre(Mesure::Decision)), number(bilan.nombre(Mesure::Depot))),
            ..plain(&programme.nom, bilan.nombre(Mesure::Decision))
        };
        let bilans = self.bilans();
        let lignes = bilans.iter().map(|(p, b)| row(&p.nom, self.opens(Mesure::Depot, Some(&p.id)), b)).collect();
        let values: Vec<Value> = bilans.iter().map(|(programme, bilan)| value(programme, bilan)).collect();
        Table {
            dessin: bars(&values, NARROW),
            resume: "Barres : dossiers décidés, sur les dossiers déposés, par programme".into(),
            lignes,
            total: Some(row("Total", None, &Bilan::of(&self.chiffres.sommes))),
        }
    }

    /// Days from the deposit to the decision.
    pub(super) fn delais(&self) -> Table<(Lines<Range>, Vec<Tick>)> {
        let mut values = vec![];
        let mut lignes = vec![];
        for (programme, bilan) in self.bilans() {
            let days = bilan.delais.mediane().zip(bilan.delais.neuf_sur_dix());
            values.extend(days.map(|(half, nine)| (programme.nom.clone(), half, nine)));
            let told = |days: Option<i64>| days.map_or("—".to_owned(), |days| format!("{}\u{a0}j", number(days)));
            lignes.push(Row {
                tete: programme.nom.clone(),
                href: self.opens(Mesure::Decision, Some(&programme.id)),
                cases: vec![
                    told(days.map(|days| days.0)),
                    told(days.map(|days| days.1)),
                    number(bilan.nombre(Mesure::Decision)),
                ],
            });
        }
        let resume = "Points : médiane et neuf dossiers sur dix, en jours, par programme".into();
        Table { dessin: ranges(&values, NARROW), resume, lignes, total: None }
    }

    /// Refus by motif, the most frequent first.
    pub(super) fn motifs(&self) -> Table<Lines<Bar>> {
        let mut by_motif: BTreeMap<(String, Option<ProgrammeId>), i64> = BTreeMap::new();
        for (programme, bilan) in self.bilans() {
            for (motif, nombre) in bilan.motifs_par_nombre() {
                // A motif of the same words is the same to who reads; it opens the dossiers of its programme.
                let place = by_motif.entry((libelle(programme, motif), Some(programme.id.clone()))).or_default();
                *place += nombre;
            }
        }
        let mut motifs: Vec<((String, Option<ProgrammeId>), i64)> = by_motif.into_iter().collect();
        motifs.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        if motifs.len() > MOTIFS + 1 {
            let others = motifs.split_off(MOTIFS).iter().map(|(_, nombre)| nombre).sum();
            motifs.push((("Autres motifs".into(), None), others));
        }
        let all: i64 = motifs.iter().map(|(_, nombre)| nombre).sum();
        let several = self.programmes.len() > 1;
        let name = |id: &ProgrammeId| self.programmes.iter().find(|p| p.id == *id).map(|p| p.nom.clone());
        let tete = |(words, programme): &(String, Option<ProgrammeId>)| match programme.as_ref().and_then(name) {
            Some(programme) if several => format!("{words} ({programme})"),
            _ => words.clone(),
        };
        let values: Vec<Value> = motifs.iter().map(|((words, _), nombre)| plain(words, *nombre)).collect();
        let row = |(key, nombre): &((String, Option<ProgrammeId>), i64)| Row {
            tete: tete(key),
            href: key.1.as_ref().and_then(|programme| self.opens(Mesure::Refus, Some(programme))),
            cases: vec![number(*nombre), percent(*nombre, all)],
        };
        Table {
            dessin: bars(&values, WIDE),
            resume: "Barres : refus par motif, du plus fréquent au moins fréquent".into(),
            lignes: motifs.iter().map(row).collect(),
            total: Some(Row { tete: "Total".into(), href: None, cases: vec![number(all), percent(all, all)] }),
        }
    }

    /// What each open campagne has paid and granted, against its budget.
    pub(super) fn budget(&self) -> Table<Lines<Bar>> {
        let mut values = vec![];
        let mut lignes = vec![];
        for programme in self.programmes {
            let Some(campagne) = programme.campagnes.iter().rev().find(|campagne| campagne.ouvre <= self.today) else {
                continue;
            };
            let of = |etat| {
                let own = self.chiffres.engages.iter();
                let own = own.filter(|e| e.programme == programme.id && e.campagne == campagne.id && e.etat == etat);
                own.map(|e| e.centimes).sum::<i64>()
            };
            let (paye, engage) = (of(Etat::MisEnPaiement), of(Etat::ValideManager));
            let budget = campagne.budget.and_then(|euros| (euros * Decimal::ONE_HUNDRED).to_i64());
            if let Some(budget) = budget {
                values.push(Value {
                    tout: Some(budget),
                    trait_a: Some(paye + engage),
                    valeur: percent(paye + engage, budget),
                    ..plain(&programme.nom, paye)
                });
            }
            let told = |cents: Option<i64>| cents.map_or("non fixé".to_owned(), format::centimes);
            lignes.push(Row {
                tete: format!("{}, {}", programme.nom, campagne.libelle),
                href: opened(&Filter {
                    programmes: [programme.id.clone()].into(),
                    etats: [Etat::ValideManager, Etat::MisEnPaiement].into(),
                    ..Filter::default()
                }),
                cases: vec![
                    told(budget),
                    format::centimes(paye),
                    format::centimes(engage),
                    budget.map_or("—".to_owned(), |budget| format::centimes(budget - paye - engage)),
                ],
            });
        }
        let resume = "Barres : part du budget payée, et trait à ce qui est payé et engagé, par programme".into();
        Table { dessin: bars(&values, NARROW), resume, lignes, total: None }
    }

    /// The figures of each programme.
    pub(super) fn bilans(&self) -> Vec<(&Programme, Bilan)> {
        let own = |programme: &Programme| {
            Bilan::of(self.chiffres.sommes.iter().filter(|somme| somme.programme == programme.id))
        };
        self.programmes.iter().map(|programme| (&**programme, own(programme))).collect()
    }

    /// The dossiers behind a figure, where the list can show them.
    fn opens(&self, mesure: Mesure, programme: Option<&ProgrammeId>) -> Option<String> {
        let jours = self.programmes.first().and_then(|first| self.periode.jours(first, self.today));
        let days = jours.map_or(Between::default(), |Jours { du, au }| Between { min: Some(du), max: Some(au) });
        let only = match (programme, self.programmes) {
            (Some(id), _) => Some(id.clone()),
            (None, [alone]) => Some(alone.id.clone()),
            _ => None,
        };
        let filter = Filter { programmes: only.into_iter().collect(), ..Filter::default() };
        let filter = match mesure {
            Mesure::Depot => Filter { depose: days, ..filter },
            Mesure::Decision | Mesure::Delai => Filter { decide: days, ..filter },
            Mesure::Accord => {
                Filter { decide: days, etats: [Etat::ValideManager, Etat::MisEnPaiement].into(), ..filter }
            }
            Mesure::Refus => Filter { decide: days, etats: [Etat::Refuse].into(), ..filter },
            Mesure::Paiement => Filter { etats: [Etat::MisEnPaiement].into(), ..filter },
            Mesure::Test | Mesure::TestFavorable | Mesure::Inscription | Mesure::Rejet => return None,
        };
        opened(&filter)
    }
}

fn opened(filter: &Filter) -> Option<String> {
    Some(format!("/dossiers?q={}", encode(&filter.text())))
}

/// What a stage is called.
pub(super) fn etape(mesure: Mesure) -> &'static str {
    match mesure {
        Mesure::Test => "Tests passés",
        Mesure::TestFavorable => "Test favorable",
        Mesure::Inscription => "Inscriptions",
        Mesure::Depot => "Dossiers déposés",
        Mesure::Decision => "Décidés",
        Mesure::Delai => "Délai de décision, en jours",
        Mesure::Accord => "Validés manager",
        Mesure::Refus => "Refusés",
        Mesure::Paiement => "Mis en paiement",
        Mesure::Rejet => "Rejetés par la banque",
    }
}

/// The words of a motif, in the latest rules that have it.
pub(super) fn libelle(programme: &Programme, motif: &MotifId) -> String {
    let known = programme.versions.iter().rev().find_map(|version| version.motif(motif.as_str()));
    known.map_or_else(|| motif.0.clone(), |motif| motif.libelle.clone())
}

fn plain(libelle: &str, part: i64) -> Value {
    Value { libelle: libelle.to_owned(), valeur: number(part), part, ..Value::default() }
}

fn number(number: i64) -> String {
    format::nombre(number.into())
}

fn percent(part: i64, of: i64) -> String {
    if of == 0 {
        return "—".to_owned();
    }
    let share = (Decimal::from(part) * Decimal::ONE_HUNDRED / Decimal::from(of)).round();
    format!("{}\u{a0}%", format::nombre(share))
}
