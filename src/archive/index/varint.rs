//! SQLite's numbers of variable length: seven bits a byte, the first byte the highest; all eight of the ninth.

/// Appends a number. Most have one byte or two.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "seven bits are taken")]
pub(super) fn put(out: &mut Vec<u8>, value: u64) {
    match value {
        ..0x80 => out.push(value as u8),
        0x80..0x4000 => out.extend_from_slice(&[(value >> 7) as u8 | 0x80, value as u8 & 0x7F]),
        _ => put_long(out, value),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "seven bits are taken at a time")]
fn put_long(out: &mut Vec<u8>, value: u64) {
    if value >> 56 != 0 {
        out.extend((1..=8).rev().map(|at| (value >> (7 * at + 1)) as u8 | 0x80));
        out.push(value as u8);
    } else {
        let rest = size(value) - 1;
        out.extend((1..=rest).rev().map(|at| (value >> (7 * at)) as u8 | 0x80));
        out.push(value as u8 & 0x7F);
    }
}

/// Writes a number in the place of the byte at `at`. What stands behind it moves when the number has more bytes.
#[expect(clippy::cast_possible_truncation, reason = "seven bits")]
pub(super) fn put_at(out: &mut Vec<u8>, at: usize, value: u64) {
    if value < 0x80 {
        out[at] = value as u8;
    } else {
        let mut bytes = Vec::new();
        put_long(&mut bytes, value);
        out.splice(at..=at, bytes);
    }
}

/// How many bytes a number takes.
pub(super) fn size(value: u64) -> usize {
    match 64 - value.leading_zeros() {
        0..=7 => 1,
        bits @ 8..=56 => bits.div_ceil(7) as usize,
        _ => 9,
    }
}

/// Takes a number off the front, or nothing when the bytes end in it. Most have one byte.
#[inline]
pub(super) fn take(bytes: &mut &[u8]) -> Option<u64> {
    match *bytes {
        [byte @ ..0x80, rest @ ..] => {
            *bytes = rest;
            Some(u64::from(*byte))
        }
        _ => take_long(bytes),
    }
}

fn take_long(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for (at, &byte) in bytes.iter().enumerate().take(9) {
        if at == 8 {
            value = value << 8 | u64::from(byte);
        } else {
            value = value << 7 | u64::from(byte & 0x7F);
            if byte & 0x80 != 0 {
                continue;
            }
        }
        *bytes = &bytes[at + 1..];
        return Some(value);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sizes() {
        for (value, size) in
            [(0, 1), (127, 1), (128, 2), (16_383, 2), (16_384, 3), (1 << 55, 8), (1 << 56, 9)]
        {
            let mut out = Vec::new();
            put(&mut out, value);
            assert_eq!((out.len(), super::size(value)), (size, size), "{value}");
        }
    }

    proptest! {
        #[test]
        fn what_is_put_in_between_is_taken(value: u64, shift in 0_u32..64, before: Vec<u8>, rest: Vec<u8>) {
            let value = value >> shift;
            let mut out = [&before[..], &[0], &rest].concat();
            put_at(&mut out, before.len(), value);
            let (start, mut bytes) = out.split_at(before.len());
            prop_assert_eq!(start, &before[..]);
            prop_assert_eq!(take(&mut bytes), Some(value));
            prop_assert_eq!(bytes, &rest[..]);
        }

        #[test]
        fn what_is_put_is_taken(value: u64, shift in 0_u32..64, rest: Vec<u8>) {
            let value = value >> shift;
            let mut out = Vec::new();
            put(&mut out, value);
            out.extend(&rest);
            let mut bytes = &out[..];
            prop_assert_eq!(take(&mut bytes), Some(value));
            prop_assert_eq!(bytes, &rest[..]);
        }
    }
}
