//! The whole way of a request, from the first question of the test to the mail that says it is paid, by
//! requests alone: what a person cannot do with a browser is not done here either.

mod afterwards;
mod apercu;
mod beneficiaire;
mod chiffres;
mod doublons;
mod ensemble;
mod equipe;
mod examens;
mod exports;
mod five;
mod hasard;
mod instruction;
mod killed;
mod listes;
mod lots;
mod lots_gardes;
mod lots_retours;
mod payments;
mod peers;
mod queue;
mod rattrapages;
mod reponses;
mod sepa;
mod seventh;
mod statements;
mod traitements;
mod traitements_killed;
mod two_agents;
mod two_tabs;
mod untouched;
mod vues;

pub(crate) use beneficiaire::Beneficiaire;
pub(crate) use reponses::Reponses;
