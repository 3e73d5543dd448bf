//! A line in, what it was read as out, when it has just been read: under one article after another stands the same
//! notice, and what an article is divided by is asked again when values are taken from it.

use std::cell::RefCell;

use foldhash::{HashMap, HashMapExt as _};

use crate::vocabulary::Vocabulary;

/// So many lines are remembered, and then all are forgotten.
const MOST: usize = 256;

/// Longer lines are not remembered, in bytes.
const LONGEST: usize = 1_200;

/// What the last lines were read as with one vocabulary. Each thread has its own.
pub(super) struct Memo<T>(RefCell<Lines<T>>);

struct Lines<T> {
    /// [`Vocabulary::content`] of the one that they were read with.
    content: u64,
    read: HashMap<Box<str>, T>,
}

impl<T: Clone> Memo<T> {
    pub fn new() -> Self {
        Self(RefCell::new(Lines { content: 0, read: HashMap::new() }))
    }

    /// What a line is read as. `read` depends on nothing but the line and the vocabulary; a line that is nothing is
    /// seldom asked for again, and not remembered.
    pub fn of(&self, line: &str, vocabulary: &Vocabulary, read: impl FnOnce() -> Option<T>) -> Option<T> {
        let lines = self.0.borrow();
        if lines.content == vocabulary.content()
            && let Some(known) = lines.read.get(line)
        {
            return Some(known.clone());
        }
        // While it is being read others may be asked for.
        drop(lines);
        let read = read()?;
        if line.len() <= LONGEST {
            let mut lines = self.0.borrow_mut();
            if lines.content != vocabulary.content() || lines.read.len() == MOST {
                lines.read.clear();
                lines.content = vocabulary.content();
            }
            lines.read.insert(line.into(), read.clone());
        }
        Some(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_once_with_a_vocabulary() {
        let memo = Memo::new();
        let others =
            Vocabulary::parse("name\tkind\tcountry\tdomain\taliases\nThe Valley Times\tnewspaper").unwrap();
        let mut readings = 0;
        let mut of = |line: &str, vocabulary: &Vocabulary| {
            memo.of(line, vocabulary, || {
                readings += 1;
                (!line.is_empty()).then_some(readings)
            })
        };
        let builtin = Vocabulary::builtin();
        assert_eq!([of("a", builtin), of("b", builtin), of("a", builtin)], [Some(1), Some(2), Some(1)]);
        assert_eq!([of("a", &others), of("a", &others), of("a", builtin)], [Some(3), Some(3), Some(4)]);
        let long = "a".repeat(LONGEST + 1);
        assert_eq!([of(&long, builtin), of(&long, builtin)], [Some(5), Some(6)]);
        assert_eq!([of("", builtin), of("", builtin)], [None, None]);
        for line in 0..MOST * 3 {
            of(&line.to_string(), builtin);
        }
        assert!(memo.0.borrow().read.len() <= MOST);
    }
}
