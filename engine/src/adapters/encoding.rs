//! Bytes as text: hexadecimal and base64. What the bytes mean is left to the callers.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// `[0x0f, 0xa0]` → `0fa0`.
#[must_use]
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Base64 that may stand in an address: `-` and `_`, without padding.
#[must_use]
pub(super) fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let mut bits = [0_u8; 4];
        bits[1..=group.len()].copy_from_slice(group);
        let bits = u32::from_be_bytes(bits);
        for place in 0..=group.len() {
            let six = (bits >> (18 - 6 * place)) & 0b11_1111;
            text.push(char::from(ALPHABET[six as usize]));
        }
    }
    text
}

/// Reads base64 of either alphabet, padded or not, so that `openssl rand -base64 32` makes a key.
/// `None` where it is not exactly the writing of some bytes.
#[must_use]
pub(super) fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for byte in text.trim_end_matches('=').bytes() {
        bits = (bits << 6) | u32::from(six_bits(byte)?);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count).ok()?);
            bits &= (1 << count) - 1;
        }
    }
    // Bits left over would make two writings of the same bytes.
    (count < 6 && bits == 0).then_some(bytes)
}

fn six_bits(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{base64, from_base64, hex};

    #[test]
    fn bytes_are_written_as_the_rfc_4648_says() {
        let cases = [
            ("", ""),
            ("f", "Zg"),
            ("fo", "Zm8"),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg"),
            ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
        ];
        for (plain, text) in cases {
            assert_eq!(base64(plain.as_bytes()), text);
            assert_eq!(from_base64(text).as_deref(), Some(plain.as_bytes()));
        }
        assert_eq!(base64(&[0xfb, 0xff]), "-_8");
        assert_eq!(hex(&[0x0f, 0xa0]), "0fa0");
    }

    #[test]
    fn both_alphabets_are_read_and_padding_is_optional() {
        assert_eq!(from_base64("+/8="), Some(vec![0xfb, 0xff]));
        assert_eq!(from_base64("-_8"), Some(vec![0xfb, 0xff]));
    }

    #[test]
    fn what_is_not_base64_is_nothing() {
        for text in ["Z", "Zg é", "Zm9v\n", "Zh", "Zm9"] {
            assert_eq!(from_base64(text), None, "{text}");
        }
    }

    #[test]
    fn every_byte_survives_the_journey() {
        let all: Vec<u8> = (0..=255).collect();
        for start in 0..4 {
            assert_eq!(from_base64(&base64(&all[start..])).as_deref(), Some(&all[start..]));
        }
    }
}
