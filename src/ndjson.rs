//! A stream of lines in, one JSON object each, bounded in memory: no line is ever held that is
//! longer than the cap.

use std::io::{self, BufRead};

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
        let mut too_long = false;
        loop {
            let chunk = self.stream.fill_buf()?;
            if chunk.is_empty() {
                return Ok(if too_long {
                    Some(Line::TooLong)
                } else if line.is_empty() {
                    None
                } else {
                    Some(Line::Whole(line))
                });
            }
            let end = chunk.iter().position(|&byte| byte == b'\n');
            let piece = &chunk[..end.unwrap_or(chunk.len())];
            if too_long || line.len() + piece.len() > self.cap {
                too_long = true;
                line = Vec::new();
            } else {
                line.extend_from_slice(piece);
            }
            let used = piece.len() + usize::from(end.is_some());
            self.stream.consume(used);
            if end.is_some() {
                return Ok(Some(if too_long { Line::TooLong } else { Line::Whole(line) }));
            }
        }
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
    }
}
