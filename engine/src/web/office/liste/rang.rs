//! « 12 sur 128 »: the place of the dossier in the list one came from, as that list was. It is carried in
//! the address, so that the list does not shrink under whoever works through it.

use std::fmt;

/// A place in a list of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::web::office) struct Rang {
    place: u64,
    sur: u64,
}

impl Rang {
    /// As the list gives it to its lines.
    pub(in crate::web::office) fn new(place: u64, sur: u64) -> Self {
        Self { place, sur: sur.max(place) }
    }

    /// From an address or a form: what is none is left out.
    pub(in crate::web::office) fn parse(text: &str) -> Option<Self> {
        let (place, sur) = text.split_once('-')?;
        let (place, sur) = (place.parse().ok()?, sur.parse().ok()?);
        (1 <= place && place <= sur).then_some(Self { place, sur })
    }

    /// The place after it.
    pub(in crate::web::office) fn next(self) -> Self {
        Self::new(self.place + 1, self.sur)
    }

    /// The place before it.
    pub(in crate::web::office) fn previous(self) -> Self {
        Self::new((self.place - 1).max(1), self.sur)
    }

    /// The place alone.
    pub(in crate::web::office) fn place(self) -> u64 {
        self.place
    }

    /// How many there were.
    pub(in crate::web::office) fn sur(self) -> u64 {
        self.sur
    }
}

impl fmt::Display for Rang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.place, self.sur)
    }
}

#[cfg(test)]
mod tests {
    use super::Rang;

    #[test]
    fn a_place_is_read_back_as_it_was_written_and_nonsense_is_none() {
        assert_eq!(Rang::parse("12-128"), Some(Rang::new(12, 128)));
        assert_eq!(Rang::new(12, 128).to_string(), "12-128");
        for nonsense in ["", "12", "0-128", "129-128", "douze-128", "12-", "-1-5"] {
            assert_eq!(Rang::parse(nonsense), None, "{nonsense}");
        }
        assert_eq!(Rang::new(12, 128).next(), Rang::new(13, 128));
        assert_eq!(Rang::new(1, 128).previous(), Rang::new(1, 128));
    }
}
