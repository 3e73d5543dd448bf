//! What a person typed in, a tree out. There is no wrong query: what cannot be meant as an operator
//! is a word, and a note says so.
//!
//! ```text
//! harbor strike          both words              headline:harbor     in one zone
//! "prisoner release"     the phrase              negotiat*           words that begin so
//! harbor OR port         either                  ( … )               groups
//! harbor -strike         without; also NOT       source:a,b          a value of the article
//! NEAR(harbor strike, 5) near one another        "harbor strike"~5   the same
//! ```
//!
//! `tokens` takes the text apart, `field` reads what stands behind `source:` and the like; the parser
//! here puts them together.

mod field;
mod tokens;

use std::fmt;

use crate::article::Zone;
use crate::normalize::normalize;
pub use field::{Days, Field, Key, Value};
use tokens::{Token, tokens};

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The tree; `None` when there is nothing to look for.
    pub tree: Option<Node>,
    /// What was understood otherwise than it may have been meant, one sentence each.
    pub notes: Vec<String>,
}

/// Words, one behind the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// As they were typed.
    pub text: String,
    /// The last one may go on.
    pub is_prefix: bool,
}

/// A condition on an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Every article.
    All,
    /// These words; at least one letter or digit.
    Phrase(Phrase),
    /// At least two phrases, with at most so many words between them.
    Near(Vec<Phrase>, u32),
    /// The condition, which is one on words alone, holds within one zone.
    In(Zone, Box<Node>),
    /// A condition on the values of the article.
    Field(Field),
    /// All of them; those that are [`Node::Not`] stand last.
    And(Vec<Node>),
    /// At least one of them.
    Or(Vec<Node>),
    /// Not this one, which is no [`Node::Not`].
    Not(Box<Node>),
}

/// So deep may brackets stand in one another; FTS5 gives up not far beyond.
const DEEPEST: usize = 20;

/// So many fields and negations may one query have; SQLite gives up far beyond.
const MOST_CONDITIONS: usize = 500;

/// The zones that are searched.
pub const SEARCHED: [Zone; 5] = [Zone::Headline, Zone::Byline, Zone::Body, Zone::Caption, Zone::Notice];

/// Reads a query.
#[must_use]
pub fn parse(typed: &str) -> Query {
    let text = normalize(typed).text;
    let mut notes = Notes::default();
    let tokens = tokens(&text, &mut notes);
    let mut parser = Parser { tokens, at: 0, depth: 0, conditions: 0, notes };
    let tree = parser.whole();
    if tree.is_none() && parser.notes.0.is_empty() {
        parser.notes.add("there is nothing to look for");
    }
    Query { tree, notes: parser.notes.0 }
}

impl Query {
    /// Asks for every article.
    #[must_use]
    pub fn all() -> Self {
        Self { tree: Some(Node::All), notes: Vec::new() }
    }

    /// Asks for what either of them finds.
    #[must_use]
    pub fn or(mut self, other: Self) -> Self {
        let trees: Vec<Node> = [self.tree, other.tree].into_iter().flatten().collect();
        self.notes.extend(other.notes);
        Self { tree: one_or(trees, Node::Or), notes: self.notes }
    }
}

impl Phrase {
    fn of(text: &str) -> Self {
        Self { text: text.to_owned(), is_prefix: false }
    }

    fn has_words(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }
}

impl Node {
    /// Does it ask for words alone, and for none that are not there?
    #[must_use]
    pub fn is_words(&self) -> bool {
        match self {
            Node::Phrase(_) | Node::Near(..) | Node::In(..) => true,
            Node::And(parts) | Node::Or(parts) => parts.iter().all(Node::is_words),
            Node::All | Node::Field(_) | Node::Not(_) => false,
        }
    }

    /// Does it ask for a beginning of words?
    #[must_use]
    pub fn has_prefix(&self) -> bool {
        match self {
            Node::Phrase(phrase) => phrase.is_prefix,
            Node::Near(phrases, _) => phrases.iter().any(|phrase| phrase.is_prefix),
            Node::In(_, inner) | Node::Not(inner) => inner.has_prefix(),
            Node::And(parts) | Node::Or(parts) => parts.iter().any(Node::has_prefix),
            Node::All | Node::Field(_) => false,
        }
    }
}

/// What is told, each sentence once.
#[derive(Debug, Default)]
struct Notes(Vec<String>);

impl Notes {
    fn add(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !self.0.contains(&text) {
            self.0.push(text);
        }
    }
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    conditions: usize,
    notes: Notes,
}

impl Parser {
    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn whole(&mut self) -> Option<Node> {
        let mut parts = Vec::new();
        loop {
            parts.extend(self.or());
            match self.next() {
                Some(Token::Close) => self.notes.add("a closing bracket without an opening one was left out"),
                Some(_) => {}
                None => return and_of(parts),
            }
        }
    }

    /// Alternatives, up to a closing bracket or the end.
    fn or(&mut self) -> Option<Node> {
        let mut alternatives = Vec::new();
        loop {
            let alternative = self.and();
            let is_or = self.peek() == Some(&Token::Or);
            match alternative {
                Some(part) => alternatives.push(part),
                None if is_or || !alternatives.is_empty() => {
                    self.notes.add("an OR with nothing on one side was left out");
                }
                None => {}
            }
            if !is_or {
                return one_or(alternatives, Node::Or);
            }
            self.next();
        }
    }

    /// Conditions side by side, up to OR, a closing bracket or the end.
    fn and(&mut self) -> Option<Node> {
        let mut parts = Vec::new();
        loop {
            match self.peek() {
                None | Some(Token::Or | Token::Close) => return and_of(parts),
                Some(Token::And) => {
                    self.next();
                }
                Some(_) => parts.extend(self.one()),
            }
        }
    }

    /// One condition.
    fn one(&mut self) -> Option<Node> {
        match self.next()? {
            Token::Phrase(phrase) => self.phrase(phrase),
            Token::Near(mut phrases, within) => match phrases.len() {
                0 => self.phrase(Phrase::of("\"\"")),
                1 => phrases.pop().map(Node::Phrase),
                _ => Some(Node::Near(phrases, within)),
            },
            Token::Field(field) => self.counted().map(|()| Node::Field(field)),
            Token::Open => self.bracket(),
            Token::Not => match self.peek() {
                None | Some(Token::Or | Token::Close | Token::And) => {
                    self.notes.add("a NOT with nothing behind it was left out");
                    None
                }
                Some(_) => match self.deeper(Self::one)? {
                    Node::Not(twice) => Some(*twice),
                    inner => self.counted().map(|()| Node::Not(Box::new(inner))),
                },
            },
            Token::Zone(Zone::Promo) => {
                self.notes.add("promo lines are kept but not searched; `promo:` was left out");
                None
            }
            Token::Zone(zone) => self.deeper(Self::one).map(|inner| within(zone, inner)),
            Token::Or | Token::And | Token::Close => None,
        }
    }

    fn bracket(&mut self) -> Option<Node> {
        let inner = self.deeper(Self::or);
        if self.peek() == Some(&Token::Close) {
            self.next();
        } else if self.peek().is_none() {
            self.notes.add("a bracket that was never closed ends with the query");
        }
        inner
    }

    /// Goes one level down, unless that is too deep.
    fn deeper(&mut self, read: impl Fn(&mut Self) -> Option<Node>) -> Option<Node> {
        if self.depth == DEEPEST {
            self.notes.add("brackets deeper than twenty were left out");
            return None;
        }
        self.depth += 1;
        let node = read(self);
        self.depth -= 1;
        node
    }

    fn phrase(&mut self, phrase: Phrase) -> Option<Node> {
        if phrase.has_words() {
            return Some(Node::Phrase(phrase));
        }
        if phrase.text.chars().any(|character| !character.is_whitespace()) {
            self.notes.add(format!("{:?} has no letter or digit and was left out", phrase.text.trim()));
        }
        None
    }

    /// Counts a condition that SQLite has to look up for itself.
    fn counted(&mut self) -> Option<()> {
        self.conditions += 1;
        if self.conditions > MOST_CONDITIONS {
            self.notes
                .add(format!("more than {MOST_CONDITIONS} fields and negations: the rest was left out"));
            return None;
        }
        Some(())
    }
}

/// A condition within a zone. Fields are asked of the whole article all the same.
fn within(zone: Zone, node: Node) -> Node {
    if node.is_words() {
        return Node::In(zone, Box::new(node));
    }
    let each = |parts: Vec<Node>| parts.into_iter().map(|part| within(zone, part)).collect();
    match node {
        Node::Not(inner) => Node::Not(Box::new(within(zone, *inner))),
        Node::And(parts) => Node::And(each(parts)),
        Node::Or(parts) => Node::Or(each(parts)),
        other => other,
    }
}

/// All of some conditions, those to leave out last.
fn and_of(parts: Vec<Node>) -> Option<Node> {
    let (not, mut all): (Vec<Node>, Vec<Node>) =
        parts.into_iter().partition(|part| matches!(part, Node::Not(_)));
    all.extend(not);
    one_or(all, Node::And)
}

/// The one node there is, or several put together.
fn one_or(mut nodes: Vec<Node>, several: impl Fn(Vec<Node>) -> Node) -> Option<Node> {
    match nodes.len() {
        0 => None,
        1 => nodes.pop(),
        _ => Some(several(nodes)),
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}{}", self.text, if self.is_prefix { "*" } else { "" })
    }
}

/// The tree in one line: `&` is AND, `|` is OR, `!` is NOT.
impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, nodes: &[Node], between: &str| {
            for (at, node) in nodes.iter().enumerate() {
                write!(f, "{}{node}", if at == 0 { "(" } else { between })?;
            }
            f.write_str(")")
        };
        match self {
            Node::All => f.write_str("everything"),
            Node::Phrase(phrase) => write!(f, "{phrase}"),
            Node::Near(phrases, within) => {
                f.write_str("NEAR(")?;
                phrases.iter().try_for_each(|phrase| write!(f, "{phrase} "))?;
                write!(f, "{within})")
            }
            Node::In(zone, inner) => write!(f, "{}:{inner}", zone.as_str()),
            Node::Field(field) => write!(f, "{field}"),
            Node::And(parts) => list(f, parts, " & "),
            Node::Or(parts) => list(f, parts, " | "),
            Node::Not(inner) => write!(f, "!{inner}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries() {
        for (typed, tree, notes) in [
            ("harbor strike", r#"("harbor" & "strike")"#, 0),
            ("harbor AND strike", r#"("harbor" & "strike")"#, 0),
            ("\"prisoner release\"", r#""prisoner release""#, 0),
            ("“prisoner release”", r#""prisoner release""#, 0),
            ("harbor OR port", r#"("harbor" | "port")"#, 0),
            ("a b OR c d", r#"(("a" & "b") | ("c" & "d"))"#, 0),
            ("harbor -strike", r#"("harbor" & !"strike")"#, 0),
            ("-strike harbor", r#"("harbor" & !"strike")"#, 0),
            ("harbor NOT strike", r#"("harbor" & !"strike")"#, 0),
            ("(harbor OR port) strike", r#"(("harbor" | "port") & "strike")"#, 0),
            ("negotiat*", r#""negotiat"*"#, 0),
            ("headline:harbor", r#"headline:"harbor""#, 0),
            ("Headline:\"harbor strike\" x", r#"(headline:"harbor strike" & "x")"#, 0),
            ("body:(a OR b)", r#"body:("a" | "b")"#, 0),
            ("-headline:a b", r#"("b" & !headline:"a")"#, 0),
            ("headline:-a b", r#"("b" & !headline:"a")"#, 0),
            ("face-to-face U.S. Xi’s", r#"("face-to-face" & "U.S." & "Xi’s")"#, 0),
            ("or and not", r#"("or" & "and" & "not")"#, 0),
            ("9:30 https://x.example colour:red", r#"("9:30" & "https://x.example" & "colour:red")"#, 1),
            ("-strike", r#"!"strike""#, 0),
            ("-a -b", r#"(!"a" & !"b")"#, 0),
            ("a OR -b", r#"("a" | !"b")"#, 0),
            ("-(a -b)", r#"!("a" & !"b")"#, 0),
            ("NOT NOT a", r#""a""#, 0),
            ("NEAR(a b, 5)", r#"NEAR("a" "b" 5)"#, 0),
            ("NEAR(“a b” c*)", r#"NEAR("a b" "c"* 10)"#, 0),
            ("NEAR(a, 5)", r#""a""#, 0),
            ("NEAR(a OR b", r#"("NEAR" & ("a" | "b"))"#, 2),
            ("a NEAR b", r#"("a" & "NEAR" & "b")"#, 1),
            ("near(a b)", r#"("near" & ("a" & "b"))"#, 0),
            ("\"a b\"~5", r#"NEAR("a" "b" 5)"#, 0),
            ("“a b”~ 5", r#"("a b" & "5")"#, 1),
            ("‘harbor strike’ x", r#"("harbor strike" & "x")"#, 0),
            ("drivers’ ‘90s", r#"("drivers’" & "‘90s")"#, 0),
            ("headline:NEAR(a b)", r#"headline:NEAR("a" "b" 10)"#, 0),
            ("headline:(a -b)", r#"(headline:"a" & !headline:"b")"#, 0),
            ("headline:(a source:x)", r#"(headline:"a" & source:"x")"#, 0),
            ("\"never closed", r#""never closed""#, 1),
            ("(harbor", r#""harbor""#, 1),
            ("harbor)", r#""harbor""#, 1),
            ("OR harbor", r#""harbor""#, 1),
            ("harbor OR", r#""harbor""#, 1),
            ("harbor NOT", r#""harbor""#, 1),
            ("& harbor — !", r#""harbor""#, 3),
            ("promo:sale a", r#"("sale" & "a")"#, 1),
            ("nego*iate", r#"("nego" & "iate")"#, 0),
            ("* ** a*", r#""a"*"#, 1),
        ] {
            let query = parse(typed);
            assert_eq!(query.tree.as_ref().map(Node::to_string).as_deref(), Some(tree), "{typed}");
            assert_eq!(query.notes.len(), notes, "{typed}: {:?}", query.notes);
        }
    }

    #[test]
    fn fields() {
        for (typed, tree, notes) in [
            ("source:Reuters", r#"source:"Reuters""#, 0),
            ("Source:“Harbor Wire”,reut* x", r#"(source:"Harbor Wire","reut"* & "x")"#, 0),
            ("agency:(Harbor Wire OR AP, TASS)", r#"agency:"Harbor Wire","AP","TASS""#, 0),
            ("-source:x", r#"!source:"x""#, 0),
            ("source:-x", r#"!source:"x""#, 0),
            ("NOT (source:x OR person:y)", r#"!(source:"x" | person:"y")"#, 0),
            ("source:none", "source:none", 0),
            ("source:", r#""source:""#, 1),
            ("source:(x", r#"("source:" & "x")"#, 2),
            ("source:\"x", r#"("source:" & "x")"#, 2),
            ("source: x", r#"("source:" & "x")"#, 1),
            ("source:!", r#""source:!""#, 1),
            ("rights:licensed,Public-Domain", "rights:licensed,public-domain", 0),
            ("rights:none", "rights:unknown", 0),
            ("rights:free", r#""rights:free""#, 1),
            ("license:by-nd", r#"licence:"by-nd""#, 0),
            ("published:2020-03", "published:2020-03-01..2020-03-31", 0),
            ("published:2020-02-29", "published:2020-02-29..2020-02-29", 0),
            ("published:2019-02-29", r#""published:2019-02-29""#, 1),
            ("published:2019..2020-03-25", "published:2019-01-01..2020-03-25", 0),
            ("published:2020..", "published:2020-01-01..", 0),
            ("published:..2020", "published:..2020-12-31", 0),
            ("published:..", r#""published:..""#, 1),
            ("published:>2020-03", "published:2020-04-01..", 0),
            ("published:<2020", "published:..2019-12-31", 0),
            ("published:>=2020", "published:2020-01-01..", 0),
            ("published:none,2019", "published:none,2019-01-01..2019-12-31", 0),
            (
                "published:9999-12-31 published:>9999",
                r#"(published:9999-12-31..9999-12-31 & "published:>9999")"#,
                1,
            ),
            ("mentions:2020-03-31", "mentions:2020-03-31..2020-03-31", 0),
            ("words:>500", "words:501..", 0),
            ("words:100..200,900", "words:100..200,900..900", 0),
            ("words:<1", "words:..0", 0),
            ("words:many", r#""words:many""#, 1),
            ("lang:EN,es", "lang:en,es", 0),
            ("language:none", "lang:none", 0),
            ("path:2020/*.txt", "path:2020/*.txt", 0),
            ("path:a[1].txt", "path:a[[]1].txt", 0),
            ("path:/", r#""path:/""#, 1),
            ("duplicate:no", "duplicate:no", 0),
            ("duplicate:maybe", r#""duplicate:maybe""#, 1),
        ] {
            let query = parse(typed);
            assert_eq!(query.tree.as_ref().map(Node::to_string).as_deref(), Some(tree), "{typed}");
            assert_eq!(query.notes.len(), notes, "{typed}: {:?}", query.notes);
        }
    }

    #[test]
    fn nothing_to_look_for() {
        for typed in ["", "   ", "\"\"", "()", "!?", "OR", "-", "NOT", "headline:", "*"] {
            let query = parse(typed);
            let is_word = typed == "headline:";
            assert_eq!(query.tree.is_some(), is_word, "{typed}");
            assert_eq!(query.notes.is_empty(), is_word, "{typed}");
        }
    }

    #[test]
    fn brackets_without_end() {
        for typed in ["(".repeat(5_000), "(a ".repeat(5_000), "NOT ".repeat(5_000), "headline:".repeat(5_000)]
        {
            let _ = parse(&typed);
        }
    }
}
