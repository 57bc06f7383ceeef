//! How the code must look so that one finds one's way in it: told as tests, since nobody rereads a convention.
//! Each failure names the file and the way out.

mod arrow;
mod circles;
mod files;
mod licences;
mod source;
mod themes;
mod words;
