//! Dossiers that are plainly somebody's second: the same person twice, the same account for two persons. Enough to
//! show what agents see of them; finding them is left to the engine.

use super::chance::Chance;
use super::fate::{Fate, READY, Step, WAITING};
use super::keys;
use super::life::Life;
use super::person::Person;
use chrono::{DateTime, TimeDelta, Utc};
use guichet_domain::dossier::Etat;
use guichet_domain::format::jour_paris;
use std::cmp::Reverse;

/// Minutes between a dossier and its double: the same day, or other rules might not take the same answers.
const APART: i64 = 25;

/// Dossiers added.
pub(super) const MOST: usize = 2;

/// Adds a second dossier of somebody who waits and of somebody who was paid, and gives two persons one account.
pub(super) fn add(lives: &mut Vec<Life>, now: DateTime<Utc>, chance: &mut Chance) {
    for end in [Etat::EnAttente, Etat::MisEnPaiement] {
        let found =
            lives.iter().filter(|life| life.fate.end == end && life.fate.eligible).find_map(|life| twin(life, now));
        lives.extend(found);
    }
    let mut ready: Vec<usize> = (0..lives.len()).filter(|place| lives[*place].fate.steps == READY.steps).collect();
    // The last to be ready are in no lot that the bank has answered: a refusal forgets the account it refuses.
    ready.sort_by_key(|place| Reverse(lives[*place].moments.last().copied()));
    let same = |a: usize, b: usize| lives[a].programme.id == lives[b].programme.id;
    let pair = ready.iter().enumerate().find_map(|(rank, a)| {
        let other =
            ready[rank + 1..].iter().find(|b| same(*a, **b) && lives[**b].person.nom != lives[*a].person.nom)?;
        Some([*a, *other])
    });
    let iban = keys::iban(chance);
    for place in pair.into_iter().flatten() {
        lives[place].person.iban = Some(iban.clone());
    }
}

/// The same person and the same answers under another address, sent a little before or after.
fn twin(life: &Life, now: DateTime<Utc>) -> Option<Life> {
    let fate: Fate = WAITING;
    let steps: &[Step] = life.fate.steps;
    let moments = &life.moments[..=fate.steps.len().min(steps.len())];
    if !steps.starts_with(fate.steps) {
        return None;
    }
    let day = |moments: &[DateTime<Utc>]| (jour_paris(moments[0]), jour_paris(moments[fate.steps.len()]));
    let shifted =
        [APART, -APART].map(|minutes| moments.iter().map(|at| *at + TimeDelta::minutes(minutes)).collect::<Vec<_>>());
    let fits = |other: &Vec<DateTime<Utc>>| day(other) == day(moments) && other.iter().all(|at| *at < now);
    let moments = shifted.into_iter().find(fits)?;
    let person = Person { email: life.person.email.replacen('@', ".bis@", 1), ..life.person.clone() };
    Some(Life { programme: life.programme.clone(), person, answers: life.answers.clone(), fate, moments })
}
