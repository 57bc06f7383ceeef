//! The calculs, declared in any order, put in an order where each uses earlier ones only.

use super::{ids, rules};
use crate::ids::CalculId;
use crate::programme::Calcul;
use crate::programme::read::declared::CalculYaml;
use crate::programme::read::file::File;
use crate::programme::read::shape::{Formule, Named as Listed, Short, Text};
use crate::rule::{Expected, Named, Names, Source};

type Declared = Listed<Short<Formule, CalculYaml>>;

/// Compiles the calculs, adding each to the names as soon as it is known.
pub(super) fn compile(declared: &Declared, names: &mut Names, file: &mut File<'_>) -> Vec<Calcul> {
    let mut waiting: Vec<(&Text, Option<&Text>, &Formule)> = declared.0.iter().filter_map(parts).collect();
    for (id, ..) in &waiting {
        ids::check_name(id, file);
        if let Some(champ) = names.values.get(&id.text) {
            let advice =
                format!("Donnez-lui un autre nom : le champ « {} » est déclaré ligne {}.", champ.libelle, champ.line);
            file.say(&id.place, format!("« {} » est déjà le nom d'un champ.", id.text), advice);
        } else if names.baremes.contains_key(&id.text) {
            file.say(&id.place, format!("« {} » est déjà le nom d'un barème.", id.text), "Donnez-lui un autre nom.");
        }
    }
    let mut calculs = Vec::new();
    while !waiting.is_empty() {
        let ready =
            waiting.iter().position(|(_, _, regle)| waiting.iter().all(|(other, ..)| !uses(&regle.text, &other.text)));
        let Some(ready) = ready else {
            say_cycle(&waiting, file);
            return calculs;
        };
        let (id, libelle, regle) = waiting.remove(ready);
        match one(id, libelle, regle, names, file) {
            Some(calcul) => calculs.push(calcul),
            None => file.give_up(&id.text),
        }
    }
    calculs
}

fn parts((id, calcul): &(Text, Short<Formule, CalculYaml>)) -> Option<(&Text, Option<&Text>, &Formule)> {
    match calcul {
        Short::Short(regle) => Some((id, None, regle)),
        Short::Long(long) => Some((id, long.libelle.as_ref(), long.regle.as_ref()?)),
    }
}

fn one(id: &Text, libelle: Option<&Text>, regle: &Formule, names: &mut Names, file: &mut File<'_>) -> Option<Calcul> {
    let libelle = libelle.map_or_else(|| id.text.replace('_', " "), |libelle| libelle.text.clone());
    let rule = rules::rule(regle, Expected::Any, names, file)?;
    let named = Named {
        ty: rule.ty.clone(),
        libelle: libelle.clone(),
        unite: None,
        line: file.line(id.place.start),
        source: Source::Calcul,
    };
    names.add_calcul(&id.text, named, rule.reads.clone());
    Some(Calcul { id: CalculId(id.text.clone()), libelle, regle: rule })
}

/// Whether a rule names another one. Words are compared, not resolved: a choice with the name of a
/// calcul counts as a use, which only makes the order stricter.
fn uses(rule: &str, name: &str) -> bool {
    rule.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name)
}

fn say_cycle(waiting: &[(&Text, Option<&Text>, &Formule)], file: &mut File<'_>) {
    for (id, _, regle) in waiting {
        file.give_up(&id.text);
        let others: Vec<&str> =
            waiting.iter().map(|(other, ..)| other.text.as_str()).filter(|other| uses(&regle.text, other)).collect();
        let message =
            format!("« {} » finit par se calculer à partir de lui-même (par {}).", id.text, others.join(", "));
        file.say(&id.place, message, "Retirez l'un de ces noms de l'un de ces calculs.");
    }
}
