//! The orders of the list: a closed choice of columns, the same on both databases, without ties.

use crate::adapters::db::entities::dossier;
use guichet_domain::dossier::Etat;
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{self, CaseStatement, Expr, NullOrdering, OrderedStatement, SelectStatement, WindowStatement};

/// What sorts the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Order {
    /// The column.
    pub column: Column,
    /// Upwards or downwards.
    pub direction: Direction,
}

/// A column that sorts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Column {
    /// When it was submitted.
    #[default]
    Submitted,
    /// When it was last written.
    Changed,
    /// Its number.
    Numero,
    /// The person's name, accents aside.
    Nom,
    /// Its state, in the order of a dossier's life.
    Etat,
    /// The sum of its aides.
    Total,
}

/// A direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// Oldest, smallest, first letter first.
    #[default]
    Asc,
    /// The other way.
    Desc,
}

impl Order {
    /// Sorts a query.
    pub(super) fn apply(self, select: &mut SelectStatement) {
        self.sort(select);
    }

    /// The same as a window.
    pub(super) fn window(self) -> WindowStatement {
        let mut window = WindowStatement::new();
        self.sort(&mut window);
        window
    }

    /// Lines without a value come last both ways: the two databases differ otherwise.
    fn sort(self, statement: &mut impl OrderedStatement) {
        let order = match self.direction {
            Direction::Asc => sea_query::Order::Asc,
            Direction::Desc => sea_query::Order::Desc,
        };
        statement.order_by_expr_with_nulls(self.column.sorted(), order.clone(), NullOrdering::Last);
        statement.order_by((dossier::Entity, dossier::Column::Id), order);
    }
}

impl Column {
    fn sorted(self) -> Expr {
        let stored = |column| Expr::col((dossier::Entity, column));
        match self {
            Self::Submitted => stored(dossier::Column::SubmittedAt),
            Self::Changed => stored(dossier::Column::ChangedAt),
            Self::Numero => stored(dossier::Column::Numero),
            Self::Nom => stored(dossier::Column::Recherche),
            Self::Etat => in_order_of_life(),
            Self::Total => stored(dossier::Column::TotalCentimes),
        }
    }
}

fn in_order_of_life() -> Expr {
    let places = Etat::ALL.into_iter().zip(1..);
    let case = places.fold(CaseStatement::new(), |case, (etat, place)| {
        case.case(dossier::Column::Etat.eq(etat.code()), Expr::val(place))
    });
    case.into()
}
