//! The tables: their entries, their tranches, and what each case gives. How tranches follow one
//! another is left to `sequence`.

use super::{ids, rules, sequence, tranche};
use crate::programme::read::declared::BaremeYaml;
use crate::programme::read::file::File;
use crate::programme::read::shape::{Block, Formule, Named as Listed, Raw, Shape, Text};
use crate::programme::read::yaml::{Content, Node};
use crate::rule::{Bareme, Entree, Expected, Named, Names, Rule, Signature, Source, Tranche, Type};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a case of the table gives, among the keys of its line.
const GIVES: &str = "donne";

/// The tables, each added to the names that rules know.
pub(super) fn compile(declared: &Listed<BaremeYaml>, names: &mut Names, file: &mut File<'_>) -> Vec<Bareme> {
    let mut baremes = Vec::new();
    for (id, bareme) in &declared.0 {
        ids::check_name(id, file);
        if let Some(champ) = names.values.get(&id.text) {
            let advice =
                format!("Donnez-lui un autre nom : le champ « {} » est déclaré ligne {}.", champ.libelle, champ.line);
            file.say(&id.place, format!("« {} » est déjà le nom d'un champ.", id.text), advice);
        }
        let Some(bareme) = one(id, bareme, file) else {
            file.give_up(&id.text);
            continue;
        };
        let entrees = bareme.entrees.iter().map(|entree| entree.ty.clone()).collect();
        names.add_bareme(&id.text, Signature { entrees, ty: bareme.ty.clone() });
        baremes.push(bareme);
    }
    baremes
}

fn one(id: &Text, declared: &BaremeYaml, file: &mut File<'_>) -> Option<Bareme> {
    let entries = entries(declared, file)?;
    let [first, second @ ..] = entries.as_slice() else {
        return None;
    };
    let columns = columns(declared, second.first(), file)?;
    let names = Names::for_bareme(entries.iter().map(|(name, ty)| (name.text.clone(), entry_name(name, ty, file))));
    let mut tranches = Vec::new();
    let mut valeurs = Vec::new();
    let width = if second.is_empty() { None } else { Some(columns.len()) };
    for line in declared.lignes.iter().flatten() {
        let (tranche, given) = line_of(line, &first.0.text, declared.place(), file)?;
        tranches.extend(tranche_of(&tranche, &first.1, file).map(|read| (read, tranche.place)));
        let formules = results(&given, width, file)?;
        let read = formules.iter().map(|formule| rules::rule(formule, Expected::Nombre, &names, file));
        valeurs.push(read.collect::<Vec<Option<Rule>>>().into_iter().collect::<Option<Vec<Rule>>>()?);
    }
    if tranches.len() == valeurs.len() {
        sequence::check(&tranches, &first.1, &id.place, file);
    }
    if let Some((name, ty)) = second.first() {
        sequence::check(&columns, ty, &name.place, file);
    }
    let sums = valeurs.iter().flatten().any(|rule| rule.ty == Type::Montant);
    let mut cuts = vec![tranches, columns].into_iter();
    let entree = |(name, ty): &(Text, Type)| {
        let tranches = cuts.next().unwrap_or_default().into_iter().map(|(tranche, _)| tranche).collect();
        Entree { nom: name.text.clone(), ty: ty.clone(), tranches }
    };
    Some(Bareme {
        nom: id.text.clone(),
        libelle: declared.libelle.as_ref()?.text.clone(),
        entrees: entries.iter().map(entree).collect(),
        valeurs,
        ty: if sums { Type::Montant } else { Type::Nombre },
        source: declared.source.as_ref().map(|source| source.text.clone()),
        a_confirmer: declared.a_confirmer.as_ref().is_some_and(|flag| flag.0),
    })
}

fn entry_name(name: &Text, ty: &Type, file: &File<'_>) -> Named {
    Named {
        ty: ty.clone(),
        libelle: name.text.replace('_', " "),
        unite: None,
        line: file.line(name.place.start),
        source: Source::Entree,
    }
}

fn entries(declared: &BaremeYaml, file: &mut File<'_>) -> Option<Vec<(Text, Type)>> {
    let entries = declared.entrees.as_ref()?;
    if !(1..=2).contains(&entries.0.len()) {
        file.say(declared.place(), "un barème a une ou deux entrées.", "Écrivez « entrees: { ratio: nombre } ».");
        return None;
    }
    let mut read = Vec::new();
    for (name, Raw(node)) in &entries.0 {
        ids::check_name(name, file);
        read.push((name.clone(), entry_type(node, file)?));
    }
    Some(read)
}

fn entry_type(node: &Node, file: &mut File<'_>) -> Option<Type> {
    if let Content::List(_) = node.content {
        let keys = Vec::<Text>::read(node, file)?;
        for key in &keys {
            ids::check_inner(key, file);
        }
        return Some(Type::Choix(keys.into_iter().map(|key| (key.text.clone(), key.text)).collect::<BTreeMap<_, _>>()));
    }
    let word = Text::read(node, file)?;
    match word.text.as_str() {
        "nombre" => Some(Type::Nombre),
        "montant" => Some(Type::Montant),
        "entier" => Some(Type::Entier),
        other => {
            let message = format!("« {other} » n'est pas un type d'entrée.");
            file.say(&word.place, message, "Écrivez nombre, montant, entier, ou les clés d'un choix : [seul, couple].");
            None
        }
    }
}

fn columns(declared: &BaremeYaml, second: Option<&(Text, Type)>, file: &mut File<'_>) -> Option<Vec<sequence::Placed>> {
    let written = declared.colonnes.as_ref().map(|columns| columns.0.as_slice()).unwrap_or_default();
    match (second, written) {
        (None, []) => Some(Vec::new()),
        (Some((name, ty)), [(column, tranches)]) if column.text == name.text => {
            let read: Vec<Option<sequence::Placed>> =
                tranches.iter().map(|text| tranche_of(text, ty, file).map(|read| (read, text.place.clone()))).collect();
            read.into_iter().collect()
        }
        (Some((name, _)), _) => {
            let advice = format!("Écrivez « colonnes: {{ {}: [1, 2, \">= 3\"] }} ».", name.text);
            file.say(&name.place, "la seconde entrée d'un barème est en colonnes.", advice);
            None
        }
        (None, [(column, _), ..]) => {
            file.say(&column.place, "un barème d'une seule entrée n'a pas de colonnes.", "Retirez « colonnes ».");
            None
        }
    }
}

/// The tranche of a line, and what it gives.
fn line_of(line: &Listed<Raw>, entry: &str, bareme: &Range<usize>, file: &mut File<'_>) -> Option<(Text, Node)> {
    let (mut tranche, mut given) = (None, None);
    for (key, Raw(node)) in &line.0 {
        match key.text.as_str() {
            GIVES => given = Some(node.clone()),
            name if name == entry => tranche = Text::read(node, file),
            other => {
                let message = format!("la clé « {other} » n'existe pas dans ce barème.");
                file.say(&key.place, message, format!("Une ligne s'écrit « {{ {entry}: …, {GIVES}: … }} »."));
            }
        }
    }
    if tranche.is_none() || given.is_none() {
        let place = line.0.first().map_or(bareme, |(key, _)| &key.place).clone();
        let message = format!("une ligne de ce barème a deux clés : « {entry} » et « {GIVES} ».");
        file.say(&place, message, format!("Écrivez « {{ {entry}: …, {GIVES}: … }} »."));
    }
    Some((tranche?, given?))
}

fn results(given: &Node, width: Option<usize>, file: &mut File<'_>) -> Option<Vec<Formule>> {
    let Some(width) = width else {
        return Formule::read(given, file).map(|formule| vec![formule]);
    };
    let formules = Vec::<Formule>::read(given, file)?;
    if formules.len() != width {
        let message = format!("cette ligne donne {} valeurs pour {width} colonnes.", formules.len());
        file.say(&given.range, message, "Donnez une valeur par colonne.");
        return None;
    }
    Some(formules)
}

fn tranche_of(text: &Text, ty: &Type, file: &mut File<'_>) -> Option<Tranche> {
    if let Type::Choix(keys) = ty {
        if keys.contains_key(&text.text) {
            return Some(Tranche::Cle(text.text.clone()));
        }
        let advice = crate::programme::read::nearest::advice(&text.text, keys.keys().map(String::as_str));
        file.say(&text.place, format!("« {} » n'est pas une clé de cette entrée.", text.text), advice);
        return None;
    }
    let tranche = tranche::numbers(&text.text);
    match &tranche {
        None => file.say(
            &text.place,
            format!("« {} » n'est pas une tranche.", text.text),
            "Écrivez par exemple \"<= 50 %\", \"> 50 % et <= 75 %\", \"entre 1 et 3\" ou \">= 4\".",
        ),
        Some(empty) if tranche::is_empty(empty) => {
            file.say(&text.place, "aucune valeur ne peut être dans cette tranche.", "Vérifiez l'ordre de ses bornes.");
        }
        Some(_) => {}
    }
    tranche
}
