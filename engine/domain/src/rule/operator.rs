//! The signs and words that join values: the same as written and once checked.

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duree {
    /// Months, years.
    Mois(u32),
    /// Days, weeks.
    Jours(u32),
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparator {
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `=`
    Eq,
    /// `!=`
    Ne,
    /// `>=`
    Ge,
    /// `>`
    Gt,
}

impl Comparator {
    /// As it is shown to people.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Lt => "<",
            Self::Le => "<=",
            Self::Eq => "=",
            Self::Ne => "≠",
            Self::Ge => ">=",
            Self::Gt => ">",
        }
    }

    /// The one that holds exactly when this one does not.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Lt => Self::Ge,
            Self::Le => Self::Gt,
            Self::Eq => Self::Ne,
            Self::Ne => Self::Eq,
            Self::Ge => Self::Lt,
            Self::Gt => Self::Le,
        }
    }

    /// The one that says the same with both sides exchanged.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Lt => Self::Gt,
            Self::Le => Self::Ge,
            Self::Ge => Self::Le,
            Self::Gt => Self::Lt,
            same @ (Self::Eq | Self::Ne) => same,
        }
    }

    /// Whether it holds for values that stand in that order.
    #[must_use]
    pub fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Lt => order.is_lt(),
            Self::Le => order.is_le(),
            Self::Eq => order.is_eq(),
            Self::Ne => order.is_ne(),
            Self::Ge => order.is_ge(),
            Self::Gt => order.is_gt(),
        }
    }
}

/// The two ways to write an interval, both with bounds included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interval {
    /// `entre a et b`
    Entre,
    /// `dans a..b`
    Dans,
}

/// `+ - * /`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Over,
}

/// What is done with the rows of a liste.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parcours {
    /// The total of a sum over the rows.
    Somme,
    /// How many rows.
    Nombre,
    /// Whether a row meets a condition.
    Existe,
    /// Whether all rows do.
    Tous,
}

impl Parcours {
    /// The function of that name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        match name {
            "somme" => Some(Self::Somme),
            "nombre" => Some(Self::Nombre),
            "existe" => Some(Self::Existe),
            "tous" => Some(Self::Tous),
            _ => None,
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Somme => "somme",
            Self::Nombre => "nombre",
            Self::Existe => "existe",
            Self::Tous => "tous",
        }
    }

    /// How it is written, for advice.
    pub(super) fn example(self) -> &'static str {
        match self {
            Self::Somme => "somme(frais.cout), ou somme(frais où mois >= 2023-07-01, cout)",
            Self::Nombre => "nombre(dates où date <= 2020-10-31)",
            Self::Existe => "existe(frais, cmg > 0)",
            Self::Tous => "tous(enfants, age(naissance, demande) < 4)",
        }
    }
}
