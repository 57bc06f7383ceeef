//! Secrets made by chance, and how they are kept: only their hash is stored.
//! Whom a token belongs to, and until when, is left to `db::tokens` and `db::sessions`.

use super::encoding::{base64, hex};
use sha2::{Digest, Sha256};

/// A secret just made: one half goes to the person, the other to the database.
pub struct Token {
    /// What the person gets, in a cookie or a link: 256 bits, may stand in an address.
    pub raw: String,
    /// What is stored.
    pub hash: String,
}

impl Token {
    /// Makes a token that nobody can guess.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "a default that differs each time surprises")]
    pub fn new() -> Self {
        let raw = base64(&random::<32>());
        let hash = hash(&raw);
        Self { raw, hash }
    }
}

/// The hash under which a token is stored. No salt is needed: nobody can list 2²⁵⁶ tokens.
#[must_use]
pub fn hash(raw: &str) -> String {
    hex(&Sha256::digest(raw))
}

/// Whether two secrets are the same. Digests are compared, so that the time it takes tells nothing.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    Sha256::digest(one) == Sha256::digest(other)
}

/// Bytes from the generator of the operating system.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // Without chance there is no safe way on: neither a session nor a nonce can be made.
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

#[cfg(test)]
mod tests {
    use super::{Token, hash, same};

    #[test]
    fn a_token_is_long_and_may_stand_in_an_address() {
        let token = Token::new();
        assert_eq!(token.raw.len(), 43);
        assert!(token.raw.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'));
        assert_ne!(token.raw, Token::new().raw);
    }

    #[test]
    fn what_is_stored_is_found_again_from_what_the_person_holds() {
        let token = Token::new();
        assert_eq!(hash(&token.raw), token.hash);
        assert!(!token.hash.contains(&token.raw));
        let of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hash("abc"), of_abc);
    }

    #[test]
    fn only_the_same_secret_is_the_same() {
        assert!(same("secret", "secret"));
        assert!(!same("secret", "secreT"));
        assert!(!same("secret", ""));
    }
}
