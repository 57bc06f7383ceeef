//! Bare words: a key of the choix it is compared with, or else a declared name.

use super::Checker;
use crate::ids::ChampId;
use crate::rule::advice::{keys, named, nearest, type_name};
use crate::rule::names::{Named, Source};
use crate::rule::term::{Op, Place, Reading, Term};
use crate::rule::tree::{Expr, Node};
use crate::rule::{RuleFault, Type};
use crate::value::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

impl Checker<'_> {
    /// A word on its own. Beside a choix its keys come first, since a champ often bears the name
    /// of the key that asks for it: `unite = heures`.
    pub(super) fn word(&mut self, name: &str, range: Range<usize>, hint: Option<&Type>) -> Option<Term> {
        if let Some(ty @ (Type::Choix(known) | Type::Multiple(known))) = hint {
            if known.contains_key(name) {
                return Some(Term { op: Op::Constant(Value::Choix(name.to_owned())), ty: ty.clone(), range });
            }
            if self.lookup(name).is_none() && name != "demande" {
                return self.tell(no_such_key(name, range, ty, known));
            }
        }
        let (reading, ty) = self.reading(name, range.clone())?;
        if let Type::Liste(columns) = &ty {
            let column = columns.keys().next().map_or("colonne", String::as_str);
            let advice =
                format!("Écrivez somme({name}.{column}), nombre({name}), existe({name}, …) ou tous({name}, …).");
            return self.refuse(range, format!("« {name} » est une liste, pas une valeur."), advice);
        }
        Some(Term { op: Op::Read(reading), ty, range })
    }

    /// Resolves a name, or tells that it does not exist.
    pub(super) fn reading(&mut self, name: &str, range: Range<usize>) -> Option<(Reading, Type)> {
        if let Some(found) = self.lookup(name) {
            if let Some((liste, column)) = name.split_once('.') {
                let advice = format!(
                    "Dans somme, nombre, existe ou tous, écrivez « {column} » ; pour le total : somme({liste}.{column})."
                );
                return self.refuse(range, format!("« {name} » a une valeur par ligne."), advice);
            }
            return Some(found);
        }
        if name == "demande" {
            let reading = Reading {
                place: Place::Demande,
                libelle: "Jour de la demande".to_owned(),
                unite: None,
                reads: BTreeSet::new(),
            };
            return Some((reading, Type::Date));
        }
        let fault = RuleFault::new(range, "ce nom n'existe pas.");
        let advice = self.meant(name);
        self.tell(fault.advise(advice))
    }

    /// The declared name, columns of the row first, then those of the row around it.
    fn lookup(&self, name: &str) -> Option<(Reading, Type)> {
        let column =
            self.column(self.row.as_deref(), name, false).or_else(|| self.column(self.outer.as_deref(), name, true));
        if column.is_some() {
            return column;
        }
        let found = self.names.values.get(name)?;
        let place = match found.source {
            Source::Champ => Place::Champ(name.to_owned()),
            Source::Calcul => Place::Calcul(name.to_owned()),
            Source::Entree => Place::Entree(name.to_owned()),
        };
        Some((reading(place, found, self.names.reads(name)), found.ty.clone()))
    }

    fn column(&self, liste: Option<&str>, name: &str, outer: bool) -> Option<(Reading, Type)> {
        let liste = liste?;
        let path = format!("{liste}.{name}");
        let found = self.names.values.get(&path)?;
        let place = Place::Column { liste: liste.to_owned(), colonne: name.to_owned(), outer };
        let reads = BTreeSet::from([ChampId(path), ChampId::from(liste)]);
        Some((reading(place, found, reads), found.ty.clone()))
    }

    /// What the author may have meant by a name that does not exist.
    fn meant(&self, name: &str) -> String {
        let short = |path: &str| {
            self.row.as_ref().and_then(|liste| path.strip_prefix(liste.as_str())?.strip_prefix('.').map(str::to_owned))
        };
        let known: BTreeMap<String, &Named> = self
            .names
            .values
            .iter()
            .map(|(path, named)| (short(path).unwrap_or_else(|| path.clone()), named))
            .collect();
        if let Some(near) = nearest(name, known.keys().map(String::as_str)) {
            return format!("Vouliez-vous dire {} ?", named(near, known[near]));
        }
        let column = known.keys().find(|path| path.split_once('.').is_some_and(|(_, column)| column == name));
        if let Some((liste, _)) = column.and_then(|path| path.split_once('.')) {
            return format!("« {name} » est une colonne de la liste « {liste} » : écrivez somme({liste}.{name}).");
        }
        if self.names.baremes.contains_key(name) {
            return format!("« {name} » est un barème : donnez-lui ses entrées entre parenthèses.");
        }
        let choix = known.iter().find(|(_, found)| matches!(&found.ty, Type::Choix(keys) if keys.contains_key(name)));
        if let Some((champ, _)) = choix {
            return format!("« {name} » est une clé de « {champ} » : écrivez {champ} = {name}.");
        }
        "Déclarez-le dans « champs » ou « calculs ».".to_owned()
    }

    /// Whether a part is a word that stands for nothing.
    pub(super) fn is_undeclared(&self, expr: &Expr) -> bool {
        matches!(&expr.node, Node::Nom(name) if name != "demande" && self.lookup(name).is_none())
    }

    /// The choix that a bare name stands for, so that the other side may be one of its keys.
    pub(super) fn choix_of(&self, expr: &Expr) -> Option<Type> {
        let Node::Nom(name) = &expr.node else { return None };
        let (_, ty) = self.lookup(name)?;
        matches!(ty, Type::Choix(_) | Type::Multiple(_)).then_some(ty)
    }
}

fn reading(place: Place, named: &Named, reads: BTreeSet<ChampId>) -> Reading {
    Reading { place, libelle: named.libelle.clone(), unite: named.unite.clone(), reads }
}

fn no_such_key(name: &str, range: Range<usize>, ty: &Type, known: &BTreeMap<String, String>) -> RuleFault {
    let fault = RuleFault::new(range, format!("« {name} » n'est pas une clé de ce {}.", type_name(ty)));
    match nearest(name, known.keys().map(String::as_str)) {
        Some(near) => fault.advise(format!("Vouliez-vous dire « {near} » ? Clés possibles : {}.", keys(ty))),
        None => fault.advise(format!("Clés possibles : {}.", keys(ty))),
    }
}
