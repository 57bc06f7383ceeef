//! Functions and barèmes: called by their name, with as many values as they take, of the right kind.

use super::{Checker, common};
use crate::rule::Type;
use crate::rule::advice::{nearest, type_name};
use crate::rule::term::{Function, Op, Term};
use crate::rule::tree::{Expr, Node};
use std::ops::Range;

impl Checker<'_> {
    pub(super) fn call(
        &mut self,
        nom: &str,
        nom_range: &Range<usize>,
        args: &[Expr],
        range: Range<usize>,
    ) -> Option<Term> {
        if nom == "connu" {
            return self.connu(args, range);
        }
        if let Some(function) = Function::by_name(nom) {
            return self.function(nom, function, args, range);
        }
        if self.names.baremes.contains_key(nom) {
            return self.bareme(nom, args, range);
        }
        for arg in args {
            self.term(arg, None);
        }
        let readers = ["somme", "nombre", "existe", "tous", "connu"];
        let known = Function::ALL
            .iter()
            .map(|(name, _)| *name)
            .chain(readers)
            .chain(self.names.baremes.keys().map(String::as_str));
        let advice = match nearest(nom, known) {
            Some(near) => format!("Vouliez-vous dire « {near} » ?"),
            None if self.names.values.contains_key(nom) => format!(
                "« {nom} » n'est pas une fonction : retirez les parenthèses, ou écrivez un signe entre les deux."
            ),
            None => {
                "Les fonctions sont décrites dans « Déclarer un programme » ; un barème se déclare dans « baremes »."
                    .to_owned()
            }
        };
        self.refuse(nom_range.clone(), "cette fonction n'existe pas.", advice)
    }

    /// `connu(champ)`
    fn connu(&mut self, args: &[Expr], range: Range<usize>) -> Option<Term> {
        let [Expr { node: Node::Nom(name), range: at, .. }] = args else {
            return self.refuse(
                range,
                "« connu » prend le nom d'un champ.",
                "Écrivez par exemple : connu(date_de_fin).",
            );
        };
        let (reading, _) = self.reading(name, at.clone())?;
        Some(Term { op: Op::Connu(reading), ty: Type::OuiNon, range })
    }

    fn function(&mut self, nom: &str, function: Function, args: &[Expr], range: Range<usize>) -> Option<Term> {
        let (least, most, usage) = usage(function);
        if args.len() < least || args.len() > most {
            let glued = if matches!(function, Function::Min | Function::Max) {
                " Laissez une espace après la virgule qui sépare deux valeurs."
            } else {
                ""
            };
            let message = format!("« {nom} » n'a pas le bon nombre de valeurs.");
            return self.refuse(range, message, format!("Écrivez {usage}.{glued}"));
        }
        let checked: Vec<Option<Term>> =
            args.iter().enumerate().map(|(place, arg)| self.argument(function, place, arg)).collect();
        let args: Vec<Term> = checked.into_iter().collect::<Option<_>>()?;
        let Some(ty) = self.given(function, &args) else {
            return self.refuse(
                range,
                format!("« {nom} » mêle des valeurs de genres différents."),
                "Donnez-lui des nombres, ou bien des dates.",
            );
        };
        Some(Term { op: Op::Call(function, args), ty, range })
    }

    fn argument(&mut self, function: Function, place: usize, arg: &Expr) -> Option<Term> {
        match (function, place) {
            (Function::Min | Function::Max, _) => self.term(arg, None),
            (Function::Arrondi | Function::ArrondiInf, _) | (Function::DebutAnnee | Function::FinAnnee, 1) => {
                self.number(arg)
            }
            _ => self.date(arg),
        }
    }

    /// What a function gives for those values, or nothing when they do not go together.
    fn given(&self, function: Function, args: &[Term]) -> Option<Type> {
        match function {
            Function::Min | Function::Max => {
                let ty = args.iter().skip(1).try_fold(args[0].ty.clone(), |ty, arg| common(&ty, &arg.ty))?;
                (ty.is_number() || ty == Type::Date).then_some(ty)
            }
            Function::Arrondi | Function::ArrondiInf if args[0].ty == Type::Montant => Some(Type::Montant),
            Function::DebutAnnee | Function::FinAnnee => Some(Type::Date),
            _ => Some(Type::Entier),
        }
    }

    /// `bareme_bourse(revenus, points)`
    fn bareme(&mut self, nom: &str, args: &[Expr], range: Range<usize>) -> Option<Term> {
        let signature = self.names.baremes.get(nom)?.clone();
        if args.len() != signature.entrees.len() {
            let advice = format!(
                "Donnez-lui, dans l'ordre : {}.",
                signature.entrees.iter().map(type_name).collect::<Vec<_>>().join(", ")
            );
            return self.refuse(
                range,
                format!("Ce barème a {} entrée(s), pas {}.", signature.entrees.len(), args.len()),
                advice,
            );
        }
        let checked: Vec<Option<Term>> =
            args.iter().zip(&signature.entrees).map(|(arg, entree)| self.entree(arg, entree)).collect();
        let args: Vec<Term> = checked.into_iter().collect::<Option<_>>()?;
        Some(Term { op: Op::Bareme(nom.to_owned(), args), ty: signature.ty, range })
    }

    fn entree(&mut self, arg: &Expr, entree: &Type) -> Option<Term> {
        let term = self.term(arg, Some(entree).filter(|ty| matches!(ty, Type::Choix(_))))?;
        let fits = match (&term.ty, entree) {
            // The champ may have keys beside the table's, as long as the table knows all of them.
            (Type::Choix(given), Type::Choix(known)) => given.keys().all(|key| known.contains_key(key)),
            (given, wanted) => common(given, wanted).is_some(),
        };
        if fits {
            return Some(term);
        }
        let advice = match (&term.ty, entree) {
            (Type::Choix(_), Type::Choix(_)) => {
                format!("Les clés du barème sont : {}.", crate::rule::advice::keys(entree))
            }
            _ => format!("Donnez un {}.", type_name(entree)),
        };
        self.refuse(
            term.range.clone(),
            format!("Cette entrée du barème ne va pas avec : {}.", type_name(&term.ty)),
            advice,
        )
    }
}

/// How many values a function takes, and how it is written.
fn usage(function: Function) -> (usize, usize, &'static str) {
    match function {
        Function::Min => (2, 40, "min(a, b)"),
        Function::Max => (2, 40, "max(a, b)"),
        Function::Arrondi => (1, 1, "arrondi(x)"),
        Function::ArrondiInf => (1, 1, "arrondi_inf(x)"),
        Function::Age => (2, 2, "age(naissance, demande)"),
        Function::Annee => (1, 1, "annee(demande)"),
        Function::DebutAnnee => (1, 2, "debut_annee(demande, -1)"),
        Function::FinAnnee => (1, 2, "fin_annee(demande, -1)"),
        Function::Jours => (2, 2, "jours(début, fin)"),
        Function::MoisEntre => (2, 2, "mois_entre(début, fin)"),
    }
}
