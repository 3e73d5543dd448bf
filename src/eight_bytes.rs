//! Eight bytes of a text as one number in, the first the lowest; which of them are of a kind out: of each byte its highest
//! bit. A few bytes in, such a number out.
//!
//! Nobody can foretell where words end, so that a branch for each byte is guessed wrong at nearly every word: here is
//! none.

/// One in each byte.
pub(crate) const ONES: u64 = 0x0101_0101_0101_0101;

/// The highest bit of each byte.
const HIGHEST: u64 = 0x80 * ONES;

/// The bytes that are part of a character beyond ASCII.
pub(crate) const fn beyond_ascii(eight: u64) -> u64 {
    eight & HIGHEST
}

/// How many bytes are not of the kind before the first that is; eight if none is.
pub(crate) const fn before_first(bits: u64) -> usize {
    bits.trailing_zeros() as usize / 8
}

/// How many bytes are of the kind before the first that is not.
pub(crate) const fn run(bits: u64) -> usize {
    before_first(bits ^ HIGHEST)
}

/// Where the first byte of a text stands that is part of a character beyond ASCII.
pub(crate) fn first_beyond_ascii(bytes: &[u8]) -> Option<usize> {
    let (eights, rest) = bytes.as_chunks();
    for (eight, at) in eights.iter().zip((0..).step_by(8)) {
        let beyond = beyond_ascii(u64::from_le_bytes(*eight));
        if beyond != 0 {
            return Some(at + before_first(beyond));
        }
    }
    rest.iter().position(|byte| !byte.is_ascii()).map(|at| bytes.len() - rest.len() + at)
}

/// The bytes that lie between two of ASCII, or are one of them.
pub(crate) const fn within(eight: u64, first: u8, last: u8) -> u64 {
    // No sum is larger than a byte: nothing is carried into the next one.
    let low = eight & !HIGHEST;
    let from_first = low + (0x80 - first as u64) * ONES;
    let behind_last = low + (0x7F - last as u64) * ONES;
    from_first & !behind_last & !eight & HIGHEST
}

/// Letters of ASCII.
pub(crate) const fn letters(eight: u64) -> u64 {
    within(eight | (0x20 * ONES), b'a', b'z')
}

/// Letters and digits of ASCII.
pub(crate) const fn letters_and_digits(eight: u64) -> u64 {
    letters(eight) | within(eight, b'0', b'9')
}

/// White space of ASCII, as Unicode has it: with the vertical tab.
pub(crate) const fn white_space(eight: u64) -> u64 {
    within(eight, b'\t', b'\r') | within(eight, b' ', b' ')
}

/// Of each byte its highest bit, side by side.
pub(crate) const fn side_by_side(bits: u64) -> u64 {
    // Each bit is moved to a place of its own in the highest byte.
    (bits >> 7 & ONES).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// Eight bytes with the capitals of ASCII made small.
pub(crate) const fn in_small_letters(eight: u64) -> u64 {
    eight | within(eight, b'A', b'Z') >> 2
}

/// Up to eight bytes as such a number, zeros behind them; nothing of more.
pub(crate) fn up_to_eight(bytes: &[u8]) -> Option<u64> {
    Some(match (bytes.first_chunk(), bytes.last_chunk(), bytes.len()) {
        // The two halves overlap, in bytes that are the same.
        (Some(first), Some(last), 4..=8) => {
            let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
            u64::from(first) | u64::from(last) << (8 * (bytes.len() - 4))
        }
        (None, None, _) => bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)),
        _ => return None,
    })
}

/// Up to sixteen bytes, as [`up_to_eight`].
pub(crate) fn up_to_sixteen(bytes: &[u8]) -> Option<u128> {
    match (bytes.first_chunk(), bytes.last_chunk(), bytes.len()) {
        (Some(first), Some(last), 8..=16) => {
            let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
            Some(u128::from(first) | u128::from(last) << (8 * (bytes.len() - 8)))
        }
        _ => up_to_eight(bytes).map(u128::from),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_byte_is_told_as_if_it_stood_alone(bytes: [u8; 8]) {
            let told = |bits: u64| -> [bool; 8] { std::array::from_fn(|at| side_by_side(bits) >> at & 1 == 1) };
            let eight = u64::from_le_bytes(bytes);
            prop_assert_eq!(told(beyond_ascii(eight)), bytes.map(|byte| !byte.is_ascii()));
            prop_assert_eq!(told(letters(eight)), bytes.map(|byte| byte.is_ascii_alphabetic()));
            prop_assert_eq!(told(letters_and_digits(eight)), bytes.map(|byte| byte.is_ascii_alphanumeric()));
            let before_beyond = bytes.iter().take_while(|byte| byte.is_ascii()).count();
            prop_assert_eq!(before_first(beyond_ascii(eight)), before_beyond);
            prop_assert_eq!(run(beyond_ascii(eight)), bytes.iter().take_while(|byte| !byte.is_ascii()).count());
            let is_space = |byte: u8| byte.is_ascii() && char::from(byte).is_whitespace();
            prop_assert_eq!(told(white_space(eight)), bytes.map(is_space));
            let small = bytes.map(|byte| byte.to_ascii_lowercase());
            prop_assert_eq!(in_small_letters(eight).to_le_bytes(), small);
        }

        #[test]
        fn what_is_beyond_ascii_is_found(text in "[a-z]{0,20}[aé]?[ -~]{0,3}\\PC{0,3}") {
            let expected = text.bytes().position(|byte| !byte.is_ascii());
            prop_assert_eq!(first_beyond_ascii(text.as_bytes()), expected);
        }

        #[test]
        fn a_few_bytes_are_a_number(bytes in proptest::collection::vec(any::<u8>(), 0..20)) {
            let padded = |size: usize| -> Option<Vec<u8>> {
                (bytes.len() <= size).then(|| [&bytes[..], &vec![0; size - bytes.len()]].concat())
            };
            prop_assert_eq!(up_to_eight(&bytes).map(|number| number.to_le_bytes().to_vec()), padded(8));
            prop_assert_eq!(up_to_sixteen(&bytes).map(|number| number.to_le_bytes().to_vec()), padded(16));
        }
    }
}
