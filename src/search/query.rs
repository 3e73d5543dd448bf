//! What a person typed in, a tree out. There is no wrong query: what cannot be meant as an operator
//! is a word, and a note says so.
//!
//! ```text
//! harbor strike          both words              headline:harbor   in one zone
//! "prisoner release"     the phrase              negotiat*         words that begin so
//! harbor OR port         either                  ( … )             groups
//! harbor -strike         without; also NOT
//! ```

use crate::article::Zone;
use crate::normalize::normalize;

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The tree; `None` when there is nothing to look for.
    pub tree: Option<Node>,
    /// What was understood otherwise than it may have been meant, one sentence each.
    pub notes: Vec<String>,
}

/// A condition on an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// These words, one behind the other.
    Words {
        /// As they were typed; at least one letter or digit.
        text: String,
        /// The last one may go on.
        is_prefix: bool,
    },
    /// The condition holds within one zone.
    In(Zone, Box<Node>),
    /// All of them; those that are [`Node::Not`] stand last, behind at least one that is not.
    And(Vec<Node>),
    /// At least one of them.
    Or(Vec<Node>),
    /// Not this one. Only within [`Node::And`], or as the whole tree.
    Not(Box<Node>),
}

/// So deep may brackets stand in one another; FTS5 gives up not far beyond.
const DEEPEST: usize = 20;

/// The zones that are searched.
pub const SEARCHED: [Zone; 5] = [Zone::Headline, Zone::Byline, Zone::Body, Zone::Caption, Zone::Notice];

/// Reads a query.
#[must_use]
pub fn parse(typed: &str) -> Query {
    let text = normalize(typed).text;
    let mut parser = Parser { tokens: tokens(&text), at: 0, depth: 0, notes: Vec::new() };
    let tree = parser.whole();
    if tree.is_none() && parser.notes.is_empty() {
        parser.notes.push("there is nothing to look for".to_owned());
    }
    Query { tree, notes: parser.notes }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Open,
    Close,
    Or,
    And,
    Not,
    Zone(Zone),
    Words {
        text: String,
        is_prefix: bool,
    },
    /// The rest stands in quotes that were never closed.
    Unclosed(String),
}

/// Quotation marks that open or close a phrase. The single ones are apostrophes as often.
fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

fn is_minus(character: char) -> bool {
    matches!(character, '-' | '−' | '–' | '\u{2011}')
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut after_space = true;
    while let Some(first) = rest.chars().next() {
        let behind = &rest[first.len_utf8()..];
        let opens = after_space || matches!(tokens.last(), Some(Token::Open | Token::Not | Token::Zone(_)));
        after_space = false;
        if first.is_whitespace() {
            after_space = true;
            rest = behind;
        } else if first == '(' || first == ')' {
            tokens.push(if first == '(' { Token::Open } else { Token::Close });
            rest = behind;
        } else if is_quote(first) {
            let Some(end) = behind.find(is_quote) else {
                tokens.push(Token::Unclosed(behind.to_owned()));
                return tokens;
            };
            let (phrase, close) = behind.split_at(end);
            let behind = &close[close.chars().next().map_or(0, char::len_utf8)..];
            let (is_prefix, behind) = star(behind);
            tokens.push(Token::Words { text: phrase.to_owned(), is_prefix });
            rest = behind;
        } else if is_minus(first)
            && opens
            && behind.starts_with(|c: char| c.is_alphanumeric() || c == '(' || is_quote(c))
        {
            tokens.push(Token::Not);
            rest = behind;
        } else {
            let end = rest
                .find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '*') || is_quote(c))
                .unwrap_or(rest.len());
            // A star that stands alone.
            let end = if end == 0 { first.len_utf8() } else { end };
            let (word, behind) = zone_or_word(rest, end, &mut tokens);
            if word.is_empty() {
                rest = behind;
                continue;
            }
            let (is_prefix, behind) = star(behind);
            tokens.push(match word {
                "OR" if !is_prefix => Token::Or,
                "AND" if !is_prefix => Token::And,
                "NOT" if !is_prefix => Token::Not,
                _ => Token::Words { text: word.to_owned(), is_prefix },
            });
            rest = behind;
        }
    }
    tokens
}

/// A star right behind a word, where no further letter follows.
fn star(behind: &str) -> (bool, &str) {
    match behind.strip_prefix('*') {
        Some(after) if !after.starts_with(char::is_alphanumeric) => (true, after),
        Some(after) => (false, after),
        None => (false, behind),
    }
}

/// Takes a zone's name off the word that ends at `end`; gives the word, empty when it was the
/// zone's name alone, and what is behind.
fn zone_or_word<'a>(rest: &'a str, end: usize, tokens: &mut Vec<Token>) -> (&'a str, &'a str) {
    let (word, behind) = rest.split_at(end);
    if let Some((name, value)) = word.split_once(':')
        && let Some(zone) = Zone::parse(&name.to_lowercase())
        && (!value.is_empty() || behind.starts_with(|c: char| c == '(' || is_quote(c)))
    {
        tokens.push(Token::Zone(zone));
        return ("", &rest[name.len() + 1..]);
    }
    (word, behind)
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    notes: Vec<String>,
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

    fn note(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !self.notes.contains(&text) {
            self.notes.push(text);
        }
    }

    fn whole(&mut self) -> Option<Node> {
        let mut parts = Vec::new();
        loop {
            parts.extend(self.or());
            match self.next() {
                Some(Token::Close) => self.note("a closing bracket without an opening one was left out"),
                Some(_) => {}
                None => break,
            }
        }
        match Self::and_of(parts) {
            Some(Node::And(parts)) if parts.iter().all(|part| matches!(part, Node::Not(_))) => {
                let left_out = parts.into_iter().filter_map(|part| match part {
                    Node::Not(inner) => Some(*inner),
                    _ => None,
                });
                Some(Node::Not(Box::new(one_or(left_out.collect(), Node::Or)?)))
            }
            other => other,
        }
    }

    /// Alternatives, up to a closing bracket or the end.
    fn or(&mut self) -> Option<Node> {
        let mut alternatives = Vec::new();
        loop {
            let alternative = self.and();
            let is_or = self.peek() == Some(&Token::Or);
            let was_or = is_or || !alternatives.is_empty();
            match alternative {
                Some(part) if was_or && is_only_not(&part) => {
                    self.note("NOT beside OR says nothing that can be looked for; it was left out");
                }
                Some(part) => alternatives.push(part),
                None if was_or => self.note("an OR with nothing on one side was left out"),
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
                None | Some(Token::Or | Token::Close) => return Self::and_of(parts),
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
            Token::Words { text, is_prefix } => self.words(text, is_prefix),
            Token::Unclosed(text) => {
                self.note("quotation marks that were never closed: everything behind them is one phrase");
                self.words(text, false)
            }
            Token::Open => self.bracket(),
            Token::Not => match self.peek() {
                None | Some(Token::Or | Token::Close | Token::And) => {
                    self.note("a NOT with nothing behind it was left out");
                    None
                }
                Some(_) => match self.deeper(Self::one)? {
                    Node::Not(twice) => Some(*twice),
                    inner if is_only_not(&inner) => {
                        self.note("NOT within NOT was left out");
                        None
                    }
                    inner => Some(Node::Not(Box::new(inner))),
                },
            },
            Token::Zone(Zone::Promo) => {
                self.note("promo lines are kept but not searched; `promo:` was left out");
                None
            }
            Token::Zone(zone) => match self.deeper(Self::one)? {
                Node::Not(inner) => Some(Node::Not(Box::new(Node::In(zone, inner)))),
                inner => Some(Node::In(zone, Box::new(inner))),
            },
            Token::Or | Token::And | Token::Close => None,
        }
    }

    fn bracket(&mut self) -> Option<Node> {
        let inner = self.deeper(Self::or);
        if self.peek() == Some(&Token::Close) {
            self.next();
        } else if self.peek().is_none() {
            self.note("a bracket that was never closed ends with the query");
        }
        inner
    }

    /// Goes one level down, unless that is too deep.
    fn deeper(&mut self, read: impl Fn(&mut Self) -> Option<Node>) -> Option<Node> {
        if self.depth == DEEPEST {
            self.note("brackets deeper than twenty were left out");
            return None;
        }
        self.depth += 1;
        let node = read(self);
        self.depth -= 1;
        node
    }

    fn words(&mut self, text: String, is_prefix: bool) -> Option<Node> {
        if text.chars().any(char::is_alphanumeric) {
            return Some(Node::Words { text, is_prefix });
        }
        if text.chars().any(|character| !character.is_whitespace()) {
            self.note(format!("{:?} has no letter or digit and was left out", text.trim()));
        }
        None
    }

    /// All of some conditions, those to leave out last.
    fn and_of(parts: Vec<Node>) -> Option<Node> {
        let (not, mut all): (Vec<Node>, Vec<Node>) =
            parts.into_iter().partition(|part| matches!(part, Node::Not(_)));
        all.extend(not);
        one_or(all, Node::And)
    }
}

/// Does it say only what is to be left out?
fn is_only_not(node: &Node) -> bool {
    match node {
        Node::Not(_) => true,
        Node::And(parts) => parts.iter().all(is_only_not),
        _ => false,
    }
}

/// The one node there is, or several put together.
fn one_or(mut nodes: Vec<Node>, several: impl Fn(Vec<Node>) -> Node) -> Option<Node> {
    match nodes.len() {
        0 => None,
        1 => nodes.pop(),
        _ => Some(several(nodes)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree in one line.
    fn show(node: &Node) -> String {
        let list = |nodes: &[Node], between: &str| {
            format!("({})", nodes.iter().map(show).collect::<Vec<_>>().join(between))
        };
        match node {
            Node::Words { text, is_prefix } => format!("{text:?}{}", if *is_prefix { "*" } else { "" }),
            Node::In(zone, inner) => format!("{}:{}", zone.as_str(), show(inner)),
            Node::And(parts) => list(parts, " & "),
            Node::Or(parts) => list(parts, " | "),
            Node::Not(inner) => format!("!{}", show(inner)),
        }
    }

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
            ("9:30 colour:red", r#"("9:30" & "colour:red")"#, 0),
            ("-strike", r#"!"strike""#, 0),
            ("-a -b", r#"!("a" | "b")"#, 0),
            ("\"never closed", r#""never closed""#, 1),
            ("(harbor", r#""harbor""#, 1),
            ("harbor)", r#""harbor""#, 1),
            ("OR harbor", r#""harbor""#, 1),
            ("harbor OR", r#""harbor""#, 1),
            ("harbor NOT", r#""harbor""#, 1),
            ("a OR -b", r#""a""#, 1),
            ("& harbor — !", r#""harbor""#, 3),
            ("promo:sale a", r#"("sale" & "a")"#, 1),
            ("nego*iate", r#"("nego" & "iate")"#, 0),
            ("* ** a*", r#""a"*"#, 1),
        ] {
            let query = parse(typed);
            assert_eq!(query.tree.as_ref().map(show).as_deref(), Some(tree), "{typed}");
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
