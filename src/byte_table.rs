//! A match of ASCII in, a table of all bytes out: what each byte of a text is, without asking character by character.

/// What `$what` says of each byte of ASCII, and `$beyond` of the bytes of longer characters; made when compiled.
macro_rules! byte_table {
    ($beyond:expr, $byte:ident => $what:expr) => {{
        let mut table = [$beyond; 256];
        let mut $byte = 0_u8;
        while $byte < 0x80 {
            table[$byte as usize] = $what;
            $byte += 1;
        }
        table
    }};
}

pub(crate) use byte_table;
