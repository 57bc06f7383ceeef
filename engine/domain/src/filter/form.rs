//! The form of filters: the pairs it posts read as a filter, and the pairs that show one.

use super::words::CHAMP;
use super::{Between, ChampFiltrable, Critere, Filter, Jalon, Nature, Relatif, Vocabulary, parse, range, values};
use crate::dossier::Problem;
use std::collections::BTreeSet;

/// Reads the pairs of the form; unknown names are ignored, empty values stand for nothing.
///
/// # Errors
/// Every fault, each with its field.
pub fn from_form(pairs: &[(String, String)], vocabulary: &Vocabulary) -> Result<Filter, Vec<Problem>> {
    let mut form = Form { pairs, problems: vec![] };
    let mut filter = Filter {
        programmes: form.any("programme", |text| values::programme(text, vocabulary)),
        aides: form.any("aide", |text| values::aide(text, vocabulary)),
        etats: form.any("statut", values::etat),
        conseillers: form.any("conseiller", |text| values::par(text, vocabulary)),
        depose: form.between(("depose_du", "depose_au"), &range::days()),
        decide: form.between(("decide_du", "decide_au"), &range::days()),
        change: form.between(("change_du", "change_au"), &range::days()),
        attend: form.between(("attend_min", "attend_max"), &range::waits()),
        montant: form.between(("montant_min", "montant_max"), &range::sums()),
        eligible: form.any("verdict", values::verdict),
        signes: form.any("signe", |text| values::signe(text).or_else(|wrong| values::piece(text).map_err(|_| wrong))),
        ..Filter::default()
    };
    filter.signes.extend(form.any("piece", values::piece));
    for jalon in Jalon::ALL {
        filter.jours.extend(form.jour(jalon).map(|jour| (jalon, jour)));
    }
    match parse::mots(form.one("texte")) {
        Ok(mots) => filter.mots = mots,
        Err(message) => form.say("texte", message),
    }
    for champ in &vocabulary.champs {
        if let Some(critere) = form.critere(champ) {
            filter.champs.insert(champ.id.clone(), critere);
        }
    }
    if form.problems.is_empty() { Ok(filter) } else { Err(form.problems) }
}

impl Filter {
    /// The pairs of the form that shows it; [`from_form`] reads them as the same filter.
    #[must_use]
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs: Vec<(String, String)> = vec![];
        let mut put = |name: &str, value: String| pairs.push((name.to_owned(), value));
        self.programmes.iter().for_each(|id| put("programme", id.0.clone()));
        self.aides.iter().for_each(|id| put("aide", id.0.clone()));
        self.etats.iter().for_each(|etat| put("statut", etat.code().to_owned()));
        self.conseillers.iter().for_each(|par| put("conseiller", par.code().to_owned()));
        bounds(("depose_du", "depose_au"), &self.depose, &range::days(), &mut put);
        bounds(("decide_du", "decide_au"), &self.decide, &range::days(), &mut put);
        bounds(("change_du", "change_au"), &self.change, &range::days(), &mut put);
        bounds(("attend_min", "attend_max"), &self.attend, &range::waits(), &mut put);
        bounds(("montant_min", "montant_max"), &self.montant, &range::sums(), &mut put);
        self.jours.iter().for_each(|(jalon, jour)| put(jalon.field(), jour.code().to_owned()));
        self.eligible.iter().for_each(|eligible| put("verdict", eligible.word().to_owned()));
        for signe in &self.signes {
            put(if signe.of_piece() { "piece" } else { "signe" }, signe.code().to_owned());
        }
        for (id, critere) in &self.champs {
            let (min, max) = (format!("{CHAMP}{id}_min"), format!("{CHAMP}{id}_max"));
            match critere {
                Critere::Egal(text) => put(&format!("{CHAMP}{id}"), text.clone()),
                Critere::Nombre(between) => bounds((&min, &max), between, &range::numbers(&Nature::Nombre), &mut put),
                Critere::Jour(between) => bounds((&min, &max), between, &range::days(), &mut put),
            }
        }
        let texte: Vec<String> = self.mots.iter().map(|mot| super::lex::phrase(mot)).collect();
        if !texte.is_empty() {
            put("texte", texte.join(" "));
        }
        pairs
    }
}

fn bounds<T: PartialOrd + Copy>(
    (min, max): (&str, &str),
    between: &Between<T>,
    ruler: &range::Ruler<T>,
    put: &mut impl FnMut(&str, String),
) {
    between.min.iter().for_each(|value| put(min, ruler.one(value)));
    between.max.iter().for_each(|value| put(max, ruler.one(value)));
}

struct Form<'a> {
    pairs: &'a [(String, String)],
    problems: Vec<Problem>,
}

impl<'a> Form<'a> {
    fn say(&mut self, field: &str, message: String) {
        self.problems.push(Problem::of(field, message));
    }

    fn all(&self, name: &str) -> Vec<&'a str> {
        let values = self.pairs.iter().filter(|(one, _)| one == name);
        values.map(|(_, value)| value.trim()).filter(|value| !value.is_empty()).collect()
    }

    fn one(&self, name: &str) -> &'a str {
        self.all(name).first().copied().unwrap_or_default()
    }

    fn any<T: Ord>(&mut self, name: &str, read: impl Fn(&str) -> Result<T, String>) -> BTreeSet<T> {
        let mut chosen = BTreeSet::new();
        for value in self.all(name) {
            match read(value) {
                Ok(value) => {
                    chosen.insert(value);
                }
                Err(message) => self.say(name, message),
            }
        }
        chosen
    }

    fn between<T: PartialOrd + Copy>(&mut self, names: (&str, &str), ruler: &range::Ruler<T>) -> Between<T> {
        let mut bound = |name: &str| match ruler.bound(self.one(name)) {
            Ok(bound) => bound,
            Err(message) => {
                self.say(name, message);
                None
            }
        };
        let between = Between { min: bound(names.0), max: bound(names.1) };
        range::ordered(between).unwrap_or_else(|message| {
            self.say(names.1, message);
            Between::default()
        })
    }

    fn jour(&mut self, jalon: Jalon) -> Option<Relatif> {
        let typed = self.one(jalon.field());
        let read = Relatif::read(typed);
        if read.is_none() && !typed.is_empty() {
            self.say(jalon.field(), format!("« {typed} » n'est pas un mot de date : choisissez-en un dans la liste."));
        }
        read
    }

    fn critere(&mut self, champ: &ChampFiltrable) -> Option<Critere> {
        let name = format!("{CHAMP}{}", champ.id);
        let (min, max) = (format!("{name}_min"), format!("{name}_max"));
        match &champ.nature {
            Nature::Jour => {
                Some(self.between((&min, &max), &range::days())).filter(|b| !b.is_open()).map(Critere::Jour)
            }
            Nature::Entier | Nature::Nombre | Nature::Montant => {
                let between = self.between((&min, &max), &range::numbers(&champ.nature));
                Some(between).filter(|between| !between.is_open()).map(Critere::Nombre)
            }
            _ => {
                let typed = self.all(&name).first().copied()?;
                values::critere(typed, champ).map_err(|message| self.say(&name, message)).ok()
            }
        }
    }
}
