//! `somme`, `nombre`, `existe`, `tous`: walks over the rows of a liste.

use super::Checker;
use crate::rule::Type;
use crate::rule::advice::{nearest, type_name};
use crate::rule::names::Named;
use crate::rule::operator::Parcours;
use crate::rule::term::{Op, Term};
use crate::rule::tree::{Expr, Node};
use std::ops::Range;

impl Checker<'_> {
    pub(super) fn rows(&mut self, node: &Node, range: Range<usize>) -> Option<Term> {
        let Node::Lignes { parcours, liste: path, liste_range, filtre, corps } = node else { return None };
        let parcours = *parcours;
        let (liste, colonne) =
            path.split_once('.').map_or((path.as_str(), None), |(liste, colonne)| (liste, Some(colonne)));
        if self.walks == 2 {
            return self.refuse(
                range,
                "On ne parcourt pas plus de deux listes l'une dans l'autre.",
                "Nommez le résultat intérieur dans « calculs ».",
            );
        }
        self.is_liste(liste, liste_range)?;
        let colonne =
            colonne.map(|colonne| Expr { node: Node::Nom(colonne.to_owned()), range: liste_range.clone(), height: 1 });
        if !is_well_formed(parcours, colonne.is_some(), filtre.is_some(), corps.is_some()) {
            return self.refuse(
                range,
                format!("« {} » ne s'écrit pas ainsi.", parcours.name()),
                format!("Écrivez {}.", parcours.example()),
            );
        }
        let outer = std::mem::replace(&mut self.outer, self.row.replace(liste.to_owned()));
        self.walks += 1;
        let filtre = filtre.as_deref().map(|filtre| self.condition(filtre));
        let corps = colonne
            .as_ref()
            .or(corps.as_deref())
            .map(|corps| if parcours == Parcours::Somme { self.number(corps) } else { self.condition(corps) });
        self.row = std::mem::replace(&mut self.outer, outer);
        self.walks -= 1;
        let ty = match (parcours, &corps) {
            (Parcours::Somme, Some(Some(corps))) => corps.ty.clone(),
            (Parcours::Nombre, _) => Type::Entier,
            _ => Type::OuiNon,
        };
        let (filtre, corps) = (whole(filtre)?, whole(corps)?);
        Some(Term { op: Op::Rows { parcours, liste: liste.to_owned(), filtre, corps }, ty, range })
    }

    fn is_liste(&mut self, name: &str, range: &Range<usize>) -> Option<()> {
        let at = range.start..range.start + name.len();
        let listes = || {
            self.names
                .values
                .iter()
                .filter(|(_, named)| matches!(named.ty, Type::Liste(_)))
                .map(|(name, _)| name.as_str())
        };
        match self.names.values.get(name) {
            Some(Named { ty: Type::Liste(_), .. }) => Some(()),
            Some(Named { ty, .. }) => {
                let message = format!("« {name} » n'est pas une liste ; c'est : {}.", type_name(ty));
                self.refuse(at, message, "Somme, nombre, existe et tous parcourent un champ de type liste.")
            }
            None => {
                let advice = nearest(name, listes()).map_or_else(
                    || "Déclarez un champ de type liste.".to_owned(),
                    |near| format!("Vouliez-vous dire « {near} » ?"),
                );
                self.refuse(at, "cette liste n'existe pas.", advice)
            }
        }
    }
}

/// Which parts a walk needs: a sum of something, a condition to meet.
fn is_well_formed(parcours: Parcours, colonne: bool, filtre: bool, corps: bool) -> bool {
    match parcours {
        Parcours::Somme => colonne != corps,
        Parcours::Nombre => !colonne && !corps,
        Parcours::Existe => !colonne && (filtre || corps),
        Parcours::Tous => !colonne && corps,
    }
}

/// A part that may be absent, unless it was there and at fault.
fn whole(part: Option<Option<Term>>) -> Option<Option<Box<Term>>> {
    match part {
        None => Some(None),
        Some(part) => part.map(|term| Some(Box::new(term))),
    }
}
