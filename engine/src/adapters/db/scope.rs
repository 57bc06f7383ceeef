//! Whose dossiers a query may see. Without one, nothing of a dossier can be loaded.

use super::entities::dossier::{Column, Entity};
use guichet_domain::ids::{BeneficiaireId, ProgrammeId};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, Condition};
use std::collections::BTreeSet;

/// What somebody may see. Whatever is out of it is « not found », like an unknown id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope(Reach);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Reach {
    Own(ProgrammeId, BeneficiaireId),
    Programmes(BTreeSet<ProgrammeId>),
}

impl Scope {
    /// A bénéficiaire's own dossiers in the programme of the host.
    #[must_use]
    pub fn own(programme: ProgrammeId, beneficiaire: BeneficiaireId) -> Self {
        Self(Reach::Own(programme, beneficiaire))
    }

    /// The dossiers of the programmes an agent works for; none when empty.
    #[must_use]
    pub fn staff(programmes: BTreeSet<ProgrammeId>) -> Self {
        Self(Reach::Programmes(programmes))
    }

    /// One programme, for a job that carries it.
    #[must_use]
    pub fn programme(programme: ProgrammeId) -> Self {
        Self(Reach::Programmes(BTreeSet::from([programme])))
    }

    /// The programmes it reaches whole; none when it reaches one person's dossiers.
    pub(super) fn programmes(&self) -> Option<&BTreeSet<ProgrammeId>> {
        match &self.0 {
            Reach::Own(..) => None,
            Reach::Programmes(programmes) => Some(programmes),
        }
    }

    /// The condition on rows of `dossiers`.
    pub(super) fn of_dossiers(&self) -> Condition {
        match &self.0 {
            Reach::Own(programme, beneficiaire) => Condition::all()
                .add(Column::Programme.eq(programme.as_str()))
                .add(Column::BeneficiaireId.eq(beneficiaire.0)),
            Reach::Programmes(programmes) => in_programmes(Column::Programme, programmes),
        }
    }

    /// The condition on rows that belong to a programme and to no bénéficiaire: who asks for aides sees none.
    pub(super) fn of_programmes<C: ColumnTrait>(&self, programme: C) -> Condition {
        match &self.0 {
            Reach::Own(..) => in_programmes(programme, &BTreeSet::new()),
            Reach::Programmes(programmes) => in_programmes(programme, programmes),
        }
    }

    /// The condition on rows that hang on a dossier and carry its programme.
    pub(super) fn of_children<C: ColumnTrait>(&self, programme: C, dossier: C) -> Condition {
        match &self.0 {
            Reach::Own(own, _) => {
                let mut mine = Query::select();
                mine.column(Column::Id).from(Entity).cond_where(self.of_dossiers());
                Condition::all().add(programme.eq(own.as_str())).add(dossier.in_subquery(mine))
            }
            Reach::Programmes(programmes) => in_programmes(programme, programmes),
        }
    }
}

fn in_programmes<C: ColumnTrait>(column: C, programmes: &BTreeSet<ProgrammeId>) -> Condition {
    Condition::all().add(column.is_in(programmes.iter().map(ProgrammeId::as_str)))
}
