//! A tree in, a condition in SQL out, with the values that it is asked with beside it: nothing that was typed
//! stands in the SQL itself.

use std::fmt::Write as _;

use rusqlite::types::Value as Parameter;
use serde::Serialize;

use super::super::query::{Days, Field, Key, Node, Phrase, Value};
use super::names;
use crate::archive::Archive;
use crate::error::Result;

/// A condition that is being put together.
pub(super) struct Builder<'a> {
    archive: &'a Archive,
    /// The values for `?1`, `?2` and so on.
    pub parameters: Vec<Parameter>,
    /// What was asked for and is nowhere in the archive, one sentence each.
    pub notes: Vec<String>,
}

impl<'a> Builder<'a> {
    pub fn new(archive: &'a Archive) -> Self {
        Self::with(archive, Vec::new())
    }

    /// One that goes on behind some values.
    pub fn with(archive: &'a Archive, parameters: Vec<Parameter>) -> Self {
        Self { archive, parameters, notes: Vec::new() }
    }

    /// Keeps a value; gives what stands for it in the SQL.
    pub fn bind(&mut self, value: impl Into<Parameter>) -> String {
        self.parameters.push(value.into());
        format!("?{}", self.parameters.len())
    }

    /// Values of a list as a table.
    fn list(&mut self, values: &[impl Serialize]) -> Result<String> {
        let json = serde_json::to_string(values).map_err(|error| self.archive.damaged(error.to_string()))?;
        let list = self.bind(json);
        Ok(format!("(SELECT value FROM json_each({list}))"))
    }

    /// The condition that a node is on the article `a`.
    pub fn condition(&mut self, node: &Node) -> Result<String> {
        if node.is_words() {
            return Ok(self.words(&expression(node)));
        }
        match node {
            Node::All => Ok("1".to_owned()),
            Node::Not(inner) => Ok(format!("({}) IS NOT TRUE", self.condition(inner)?)),
            Node::Field(field) => self.field(field),
            Node::Or(parts) => {
                // One question to the index for all words together.
                let (words, others): (Vec<&Node>, Vec<&Node>) =
                    parts.iter().partition(|part| part.is_words());
                let mut conditions = Vec::new();
                if !words.is_empty() {
                    conditions.push(self.words(&any(&words)));
                }
                for other in others {
                    conditions.push(self.condition(other)?);
                }
                Ok(joined(&conditions, "OR"))
            }
            Node::And(parts) => {
                let (words, others) = split(parts);
                let mut conditions = Vec::new();
                if let Some(words) = words {
                    conditions.push(self.words(&words));
                }
                for other in others {
                    conditions.push(self.condition(other)?);
                }
                Ok(joined(&conditions, "AND"))
            }
            Node::Phrase(_) | Node::Near(..) | Node::In(..) => Ok(self.words(&expression(node))),
        }
    }

    fn words(&mut self, expression: &str) -> String {
        let expression = self.bind(expression.to_owned());
        format!("a.id IN (SELECT rowid FROM article_fts WHERE article_fts MATCH {expression})")
    }

    fn field(&mut self, field: &Field) -> Result<String> {
        let mut conditions = Vec::new();
        let named: Vec<&Phrase> = field.values.iter().filter_map(named).collect();
        if !named.is_empty() {
            conditions.push(self.named(field.key, &named)?);
        }
        let words: Vec<&str> = field.values.iter().filter_map(word).collect();
        if !words.is_empty() {
            let list = self.list(&words)?;
            let column = if field.key == Key::Rights { "rights_status" } else { "language" };
            conditions.push(format!("a.{column} IN {list}"));
        }
        for value in &field.values {
            match value {
                Value::Named(_) | Value::Word(_) => {}
                Value::Missing => conditions.push(missing(field.key).to_owned()),
                Value::Days(days) if field.key == Key::Published => conditions.push(self.published(*days)),
                Value::Days(days) => conditions.push(self.mentions(*days)),
                Value::Number(least, most) => {
                    let (least, most) = (least.unwrap_or(0), most.unwrap_or(u32::MAX));
                    let (least, most) = (self.bind(i64::from(least)), self.bind(i64::from(most)));
                    conditions.push(format!("a.word_count BETWEEN {least} AND {most}"));
                }
                Value::Pattern(pattern) => {
                    let p = self.bind(pattern.clone());
                    conditions.push(format!(
                        "a.source_file_id IN (SELECT id FROM source_file WHERE path GLOB {p} OR path GLOB {p} || '/*' \
                         OR path GLOB '*/' || {p} OR path GLOB '*/' || {p} || '/*')"
                    ));
                }
                Value::Yes => conditions.push("a.duplicate_of IS NOT NULL".to_owned()),
                Value::No => conditions.push("a.duplicate_of IS NULL".to_owned()),
                Value::Any => conditions.push("1".to_owned()),
            }
        }
        Ok(joined(&conditions, "OR"))
    }

    /// A source, a person, a holder or a licence of one of some names.
    fn named(&mut self, key: Key, phrases: &[&Phrase]) -> Result<String> {
        let mut known: Vec<String> = Vec::new();
        for phrase in phrases {
            let found = names::find(self.archive, key, phrase)?;
            if found.is_empty() {
                self.notes.push(format!("no {} of the archive is called {phrase}", names::noun(key)));
            }
            known.extend(found);
        }
        known.sort();
        known.dedup();
        let list = self.list(&known)?;
        let sources = format!("(SELECT id FROM source WHERE name IN {list})");
        let by_role = |role: &str| {
            format!(
                "a.id IN (SELECT article_id FROM article_source WHERE role = '{role}' AND source_id IN {sources})"
            )
        };
        let person = |role: &str| {
            format!(
                "a.id IN (SELECT m.article_id FROM person p JOIN person_mention m ON m.person_id = p.id \
                 WHERE p.roster_name IN {list}{role})"
            )
        };
        let statement = |column: &str| {
            format!("a.id IN (SELECT article_id FROM rights_statement WHERE {column} IN {list})")
        };
        Ok(match key {
            Key::Republisher => by_role("republisher"),
            Key::Agency => by_role("agency"),
            Key::Person => person(""),
            Key::Author => person(" AND m.role = 'author'"),
            Key::Photographer => person(" AND m.role = 'photographer'"),
            Key::Holder => statement("holder"),
            Key::Licence => statement("licence"),
            _ => format!("a.source_id IN {sources}"),
        })
    }

    /// The day, month or year lies wholly within some days.
    fn published(&mut self, days: Days) -> String {
        let mut conditions = Vec::new();
        if let Some(first) = days.first {
            // As text a month stands before its days: one that begins with the first day is within.
            let mut first = first.to_string();
            for beginning in ["-01", "-01"] {
                first.truncate(first.strip_suffix(beginning).map_or(first.len(), str::len));
            }
            let first = self.bind(first);
            conditions.push(format!("a.published >= {first}"));
        }
        if let Some(last) = days.last {
            let day = last.to_string();
            let end = self.bind(day.clone());
            conditions.push(format!("a.published <= {end}"));
            if last != last.last_of_month() {
                let month = self.bind(day[..7].to_owned());
                conditions.push(format!("a.published <> {month}"));
            }
            if (last.month(), last.day()) != (12, 31) {
                let year = self.bind(day[..4].to_owned());
                conditions.push(format!("a.published <> {year}"));
            }
        }
        joined(&conditions, "AND")
    }

    /// A date in the text lies wholly within some days.
    fn mentions(&mut self, days: Days) -> String {
        let mut conditions = vec!["role NOT IN ('published', 'updated')".to_owned()];
        if let Some(first) = days.first {
            let first = self.bind(first.to_string());
            conditions.push(format!("earliest >= {first}"));
        }
        if let Some(last) = days.last {
            let last = self.bind(last.to_string());
            conditions.push(format!("earliest <= {last} AND latest <= {last}"));
        }
        format!("a.id IN (SELECT article_id FROM date_mention WHERE {})", conditions.join(" AND "))
    }
}

fn named(value: &Value) -> Option<&Phrase> {
    match value {
        Value::Named(phrase) => Some(phrase),
        _ => None,
    }
}

fn word(value: &Value) -> Option<&str> {
    match value {
        Value::Word(word) => Some(word),
        _ => None,
    }
}

/// Nothing of the kind is stated.
fn missing(key: Key) -> &'static str {
    match key {
        Key::Republisher => {
            "NOT EXISTS (SELECT 1 FROM article_source m WHERE m.article_id = a.id AND m.role = 'republisher')"
        }
        Key::Agency => {
            "NOT EXISTS (SELECT 1 FROM article_source m WHERE m.article_id = a.id AND m.role = 'agency')"
        }
        Key::Person => "NOT EXISTS (SELECT 1 FROM person_mention m WHERE m.article_id = a.id)",
        Key::Author => {
            "NOT EXISTS (SELECT 1 FROM person_mention m WHERE m.article_id = a.id AND m.role = 'author')"
        }
        Key::Photographer => {
            "NOT EXISTS (SELECT 1 FROM person_mention m WHERE m.article_id = a.id AND m.role = 'photographer')"
        }
        Key::Holder => {
            "NOT EXISTS (SELECT 1 FROM rights_statement m WHERE m.article_id = a.id AND m.holder IS NOT NULL)"
        }
        Key::Licence => {
            "NOT EXISTS (SELECT 1 FROM rights_statement m WHERE m.article_id = a.id AND m.licence IS NOT NULL)"
        }
        Key::Mentions => {
            "NOT EXISTS (SELECT 1 FROM date_mention m WHERE m.article_id = a.id AND m.earliest IS NOT NULL \
             AND m.role NOT IN ('published', 'updated'))"
        }
        Key::Published => "a.published IS NULL",
        Key::Language => "a.language IS NULL",
        Key::Source | Key::Rights | Key::Path | Key::Words | Key::Duplicate => "a.source_id IS NULL",
    }
}

/// Conditions in brackets, half of them in each: SQLite lets no more than a thousand stand in one another.
fn joined(conditions: &[String], operator: &str) -> String {
    match conditions {
        [] => "1".to_owned(),
        [one] => one.clone(),
        several => {
            let (first, second) = several.split_at(several.len() / 2);
            format!("({} {operator} {})", joined(first, operator), joined(second, operator))
        }
    }
}

/// Parts that must all be there: what of them the index can answer in one question, and the others.
pub(super) fn split(parts: &[Node]) -> (Option<String>, Vec<&Node>) {
    let (words, others): (Vec<&Node>, Vec<&Node>) = parts.iter().partition(|part| part.is_words());
    if words.is_empty() {
        return (None, others);
    }
    let is_words_left_out = |part: &&Node| matches!(part, Node::Not(inner) if inner.is_words());
    let (left_out, others): (Vec<&Node>, Vec<&Node>) = others.into_iter().partition(is_words_left_out);
    // `a AND b NOT c NOT d`: what is left out stands last.
    let mut text = String::from("(");
    for (at, part) in words.iter().chain(&left_out).enumerate() {
        match part {
            Node::Not(inner) => {
                text.push_str(" NOT ");
                write(&mut text, inner);
            }
            part => {
                text.push_str(if at == 0 { "" } else { " AND " });
                write(&mut text, part);
            }
        }
    }
    text.push(')');
    (Some(text), others)
}

/// Any of some nodes that ask for words.
pub(super) fn any(nodes: &[&Node]) -> String {
    let mut text = String::from("(");
    for (at, node) in nodes.iter().enumerate() {
        text.push_str(if at == 0 { "" } else { " OR " });
        write(&mut text, node);
    }
    text.push(')');
    text
}

/// A node that asks for words in FTS5's language. Whatever was typed stands between double quotes, where
/// FTS5 knows no operators; within them only the double quote itself needs care.
pub(super) fn expression(node: &Node) -> String {
    let mut text = String::new();
    write(&mut text, node);
    text
}

fn write(text: &mut String, node: &Node) {
    match node {
        Node::Phrase(phrase) => write_phrase(text, phrase),
        Node::Near(phrases, within) => {
            text.push_str("NEAR(");
            for phrase in phrases {
                write_phrase(text, phrase);
                text.push(' ');
            }
            text.truncate(text.len() - 1);
            let _ = write!(text, ", {within})");
        }
        Node::In(zone, inner) => {
            let _ = write!(text, "{} : (", zone.as_str());
            write(text, inner);
            text.push(')');
        }
        Node::And(parts) | Node::Or(parts) => {
            let operator = if matches!(node, Node::And(_)) { " AND " } else { " OR " };
            text.push('(');
            for (at, part) in parts.iter().enumerate() {
                text.push_str(if at == 0 { "" } else { operator });
                write(text, part);
            }
            text.push(')');
        }
        // They are no words; the condition around takes them apart.
        Node::All | Node::Field(_) | Node::Not(_) => text.push_str("\"\""),
    }
}

fn write_phrase(text: &mut String, phrase: &Phrase) {
    let star = if phrase.is_prefix { " *" } else { "" };
    let _ = write!(text, "\"{}\"{star}", phrase.text.replace('"', "\"\""));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::parse;

    #[test]
    fn expressions() {
        for (typed, fts) in [
            ("harbor strike", r#"("harbor" AND "strike")"#),
            ("a OR \"b c\"", r#"("a" OR "b c")"#),
            ("headline:(a OR b*)", r#"headline : (("a" OR "b" *))"#),
            ("NEAR(a \"b c\" d*, 5)", r#"NEAR("a" "b c" "d" *, 5)"#),
        ] {
            assert_eq!(expression(&parse(typed).tree.unwrap()), fts, "{typed}");
        }
        for (typed, fts, others) in
            [("a -b -c", r#"("a" NOT "b" NOT "c")"#, 0), ("a (b OR -c) -d source:x", r#"("a" NOT "d")"#, 2)]
        {
            let Some(Node::And(parts)) = parse(typed).tree else { panic!("{typed}") };
            let (words, rest) = split(&parts);
            assert_eq!((words.as_deref(), rest.len()), (Some(fts), others), "{typed}");
        }
    }
}
