//! What the stories are told with: a world of its own for each, people with a browser, and the pages they see.
//! What must hold is left to the stories.

pub(crate) mod base;
pub(crate) mod clones;
pub(crate) mod form;
pub(crate) mod page;
pub(crate) mod process;
pub(crate) mod staff;
pub(crate) mod statements;
pub(crate) mod transport;
pub(crate) mod visitor;
pub(crate) mod world;
