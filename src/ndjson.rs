//! A stream of lines in, one JSON object each, bounded in memory: no line is ever held that is
//! longer than the cap.

use std::io::{self, BufRead, Read};

/// A line of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Its bytes, without the line end. Never empty.
    Whole(Vec<u8>),
    /// It was longer than the cap; its bytes were passed over.
    TooLong,
}

/// The lines of a stream with their numbers, counted from 1. Empty lines are passed over.
#[derive(Debug)]
pub struct Lines<R> {
    stream: R,
    cap: usize,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// Lines of at most `cap` bytes.
    pub fn new(stream: R, cap: usize) -> Self {
        Self { stream, cap, number: 0 }
    }

    fn next_line(&mut self) -> io::Result<Option<Line>> {
        let mut line = Vec::new();
        let most = (self.cap as u64).saturating_add(1);
        self.stream.by_ref().take(most).read_until(b'\n', &mut line)?;
        if line.last() == Some(&b'\n') {
            line.pop();
        } else if line.is_empty() {
            return Ok(None);
        } else if line.len() > self.cap {
            self.stream.skip_until(b'\n')?;
            return Ok(Some(Line::TooLong));
        }
        Ok(Some(Line::Whole(line)))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<(u64, Line)>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.number += 1;
            match self.next_line() {
                Ok(Some(Line::Whole(line))) if line.trim_ascii().is_empty() => {}
                Ok(Some(line)) => return Some(Ok((self.number, line))),
                Ok(None) => return None,
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_numbers_and_a_cap() {
        let stream: &[u8] = b"one\n\n  \nthis line is too long\nfour";
        // A reader that gives three bytes at a time: lines are put together from pieces.
        let reader = io::BufReader::with_capacity(3, stream);
        let lines: Vec<(u64, Line)> = Lines::new(reader, 10).map(Result::unwrap).collect();
        assert_eq!(
            lines,
            [(1, Line::Whole(b"one".to_vec())), (4, Line::TooLong), (5, Line::Whole(b"four".to_vec()))]
        );
        // The cap is of the line without its end, and the last line needs none.
        for (stream, expected) in [
            ("four\n", Line::Whole(b"four".to_vec())),
            ("four", Line::Whole(b"four".to_vec())),
            ("fives\n", Line::TooLong),
            ("fives", Line::TooLong),
        ] {
            let lines: Vec<(u64, Line)> = Lines::new(stream.as_bytes(), 4).map(Result::unwrap).collect();
            assert_eq!(lines, [(1, expected)], "{stream:?}");
        }
    }
}
