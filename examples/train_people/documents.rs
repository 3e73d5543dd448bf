//! A file of labelled sentences in, rows of active words with their features and labels out.

use morgue::extract::people::lex::{Kind, Token, tokens};
use morgue::extract::people::tagger::features::features;
use morgue::extract::people::tagger::lexicon::Lexicon;
use morgue::extract::people::tagger::model::{BEGIN, INSIDE, LAST, OUTSIDE, UNIT};
use morgue::extract::people::tagger::words::{Word, words};

use crate::random::Random;

/// So many sentences in a thousand stand in the training data in capitals as well.
const SHOUTED: u64 = 50;
/// A file whose sentences have nothing to do with each other says it is one document.
const LONGEST_DOCUMENT: usize = 300;

/// Sentences of words with whether each begins (`B`), goes on in (`I`) or is outside of (`O`) a name.
#[derive(Default)]
pub struct Document {
    sentences: Vec<Vec<(String, u8)>>,
}

/// The documents of a file.
pub fn documents(text: &str) -> Vec<Document> {
    let mut documents = vec![Document::default()];
    let mut sentence = Vec::new();
    for line in text.lines().chain([""]) {
        let (word, label) = line.split_once('\t').unwrap_or((line, "O"));
        let is_start = word.starts_with("-DOCSTART-");
        if word.is_empty() || is_start {
            if let Some(document) = documents.last_mut().filter(|_| !sentence.is_empty()) {
                document.sentences.push(std::mem::take(&mut sentence));
            }
            if is_start {
                documents.push(Document::default());
            }
        } else {
            sentence.push((word.to_owned(), label.bytes().next().unwrap_or(b'O')));
        }
    }
    documents
        .into_iter()
        .flat_map(|document| {
            if document.sentences.len() <= LONGEST_DOCUMENT {
                vec![document]
            } else {
                document
                    .sentences
                    .into_iter()
                    .map(|sentence| Document { sentences: vec![sentence] })
                    .collect()
            }
        })
        .collect()
}

/// A row of active words: the rows of the model that each has, and its label.
pub struct Chain {
    pub words: Vec<(Vec<u32>, usize)>,
    pub weight: f32,
}

impl Document {
    /// Adds the document's rows of active words.
    pub fn chains(&self, lexicon: &Lexicon, weight: f32, random: &mut Random, chains: &mut Vec<Chain>) {
        let (text, names) = self.text(random);
        let tokens = tokens(&text);
        let words = words(&[&tokens], lexicon);
        let mut at = 0;
        while at < words.len() {
            let length = words[at..].iter().take_while(|word| word.is_active).count();
            if length > 0 {
                let labels = labels(&words[at..at + length], &tokens, &names);
                let rows = |at| {
                    let mut rows = Vec::with_capacity(56);
                    features(&words, at, |row| rows.push(row));
                    rows
                };
                let words = (at..at + length).map(rows).zip(labels).collect();
                chains.push(Chain { words, weight });
            }
            at += length.max(1);
        }
    }

    /// The document as it would stand in a file, and the bytes of the names in it in ascending order.
    fn text(&self, random: &mut Random) -> (String, Vec<(usize, usize)>) {
        let mut text = String::new();
        let mut names: Vec<(usize, usize)> = Vec::new();
        let address = Address::any(random);
        let style = Style::any(random);
        for sentence in &self.sentences {
            let sentence = &style.of_sentence(&address.in_sentence(sentence));
            if random.below(1000) < SHOUTED {
                append(sentence, &mut text, &mut names, str::to_ascii_uppercase);
                text.push('\n');
            }
            append(sentence, &mut text, &mut names, str::to_owned);
            let ends = text.trim_end_matches(['"', '”', '\'', ')']).ends_with(['.', '!', '?']);
            text.push(if ends { ' ' } else { '\n' });
        }
        (text, names)
    }
}

/// How a document writes forms of address: newspapers differ, and the data are of few.
#[derive(Clone, Copy, PartialEq)]
enum Address {
    /// As it stands.
    Kept,
    /// `Mr` without its dot.
    WithoutDot,
    /// The surname alone.
    Dropped,
}

impl Address {
    fn any(random: &mut Random) -> Self {
        match random.below(100) {
            0..40 => Self::Kept,
            40..55 => Self::WithoutDot,
            _ => Self::Dropped,
        }
    }

    fn in_sentence(self, sentence: &[(String, u8)]) -> Vec<(String, u8)> {
        let mut out = Vec::with_capacity(sentence.len());
        for (at, (word, label)) in sentence.iter().enumerate() {
            let is_before_name = sentence.get(at + 1).is_some_and(|(_, next)| *next == b'B');
            let is_address = matches!(&**word, "Mr." | "Mrs." | "Ms." | "Dr." | "Mr" | "Mrs" | "Ms" | "Dr")
                && *label == b'O'
                && is_before_name;
            match self {
                Self::Dropped if is_address => {}
                Self::WithoutDot if is_address => out.push((word.trim_end_matches('.').to_owned(), *label)),
                _ => out.push((word.clone(), *label)),
            }
        }
        out
    }
}

/// How a document writes full names.
#[derive(Clone, Copy, PartialEq)]
enum Style {
    /// As they stand.
    Kept,
    /// The last word alone, as if the full name had stood in another article.
    LastWord,
    /// `J Roe`, `KB Roe`.
    BareInitials(u64),
    /// `Yoon Suk-yeol`.
    Hyphen,
}

impl Style {
    fn any(random: &mut Random) -> Self {
        match random.below(100) {
            0..10 => Self::LastWord,
            10..14 => Self::BareInitials(random.next()),
            14..18 => Self::Hyphen,
            _ => Self::Kept,
        }
    }

    fn of_sentence(self, sentence: &[(String, u8)]) -> Vec<(String, u8)> {
        let mut out = Vec::with_capacity(sentence.len());
        let mut at = 0;
        while at < sentence.len() {
            let length = if sentence[at].1 == b'B' {
                1 + sentence[at + 1..].iter().take_while(|(_, label)| *label == b'I').count()
            } else {
                1
            };
            out.extend(self.of_name(&sentence[at..at + length]));
            at += length;
        }
        out
    }

    fn of_name(self, name: &[(String, u8)]) -> Vec<(String, u8)> {
        let is_plain = name.iter().all(|(word, _)| {
            word.len() > 2
                && word.is_ascii()
                && word.starts_with(|first: char| first.is_ascii_uppercase())
                && word.bytes().all(|byte| byte.is_ascii_alphabetic())
        });
        let last = &name[name.len() - 1].0;
        match self {
            Self::LastWord if is_plain && name.len() > 1 => vec![(last.clone(), b'B')],
            Self::BareInitials(letters) if is_plain && name.len() > 1 => {
                let mut initials = name[0].0[..1].to_owned();
                if letters & 1 == 1 {
                    initials.push(char::from(b'A' + (letters >> 1) as u8 % 26));
                }
                vec![(initials, b'B'), (last.clone(), b'I')]
            }
            Self::Hyphen if is_plain && name.len() == 2 && name[0].0.len() < 6 => {
                let (head, tail) = (&name[0].0, last.to_ascii_lowercase());
                vec![(head.clone(), b'B'), (format!("{}-{}", &last[..3], &tail[tail.len() - 3..]), b'I')]
            }
            _ => name.to_vec(),
        }
    }
}

fn append(
    sentence: &[(String, u8)],
    text: &mut String,
    names: &mut Vec<(usize, usize)>,
    spell: impl Fn(&str) -> String,
) {
    let head = text.len();
    for (word, label) in sentence {
        let is_ending = word.starts_with("n't")
            || word.starts_with("n’t")
            || word.starts_with(['\'', '’']) && word.len() > 1;
        let closes = matches!(word.as_str(), "." | "," | "!" | "?" | ";" | ":" | ")" | "’" | "”");
        let closes_quote = matches!(word.as_str(), "\"" | "''") && text.ends_with(['.', '!', '?', ',']);
        let opened = text.ends_with(['(', '“', '‘']);
        if text.len() > head && !is_ending && !closes && !closes_quote && !opened {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(&spell(word));
        match label {
            b'B' => names.push((start, text.len())),
            b'I' => {
                if let Some(name) = names.last_mut() {
                    name.1 = text.len();
                }
            }
            _ => {}
        }
    }
}

/// The labels of a row of active words.
fn labels(words: &[Word], tokens: &[Token<'_>], names: &[(usize, usize)]) -> Vec<usize> {
    let name_of = |at: usize| {
        let token: &Token<'_> = &tokens[words.get(at)?.place.1 as usize];
        let next = names.partition_point(|name| name.0 <= token.start);
        let name = names[..next].last()?;
        let has_dot = matches!(token.kind, Kind::Abbreviation | Kind::Initial);
        (token.end() <= name.1 + usize::from(has_dot)).then_some(next)
    };
    (0..words.len())
        .map(|at| {
            let Some(name) = name_of(at) else { return OUTSIDE };
            let goes_on = name_of(at + 1) == Some(name);
            let went_on = at > 0 && name_of(at - 1) == Some(name);
            match (went_on, goes_on) {
                (false, false) => UNIT,
                (false, true) => BEGIN,
                (true, true) => INSIDE,
                (true, false) => LAST,
            }
        })
        .collect()
}
