//! Has the binary made again when a file of programmes or themes is added: the embedding only sees
//! those it knows already change.

fn main() {
    println!("cargo::rerun-if-changed=../programmes");
    println!("cargo::rerun-if-changed=../themes");
}
