//! What must not be possible: every door of every face, knocked at by those who may not enter.

mod bodies;
mod browser;
mod hosts;
mod knocks;
mod office;
mod portal;
mod scene;
mod strangers;
