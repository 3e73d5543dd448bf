//! An archive and a name in, everything about one person out: titles with the words that attest them, articles,
//! and who is named with the person.

use serde::Serialize;

use super::Archive;
use super::people::{Person, list};
use crate::error::{Error, Result};

/// Everything that the archive says of one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Portrait {
    /// The row of the roster.
    #[serde(flatten)]
    pub person: Person,
    /// Where each title stands first, in the order of the titles.
    pub evidence: Vec<TitleEvidence>,
    /// The articles in the order of their days, those without one last.
    pub appearances: Vec<Appearance>,
    /// Who is named in the same articles, and in how many, the most first.
    pub together_with: Vec<Companion>,
    /// Others in whose names all words of this one stand.
    pub namesakes: Vec<String>,
}

/// Where a title stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TitleEvidence {
    /// The title.
    pub title: String,
    /// The file.
    pub path: String,
    /// The name, with the words around it.
    pub words: String,
}

/// Somebody who is named in the same articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Companion {
    /// The name in the roster.
    pub name: String,
    /// In how many articles.
    pub articles: u64,
}

/// An article that names a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Appearance {
    /// The id of the article.
    pub article_id: i64,
    /// Its file.
    pub path: String,
    /// The day on which it was published.
    pub published: Option<String>,
    /// Its headline.
    pub headline: Option<String>,
    /// The name in this article.
    pub name: String,
    /// The roles in this article.
    pub roles: Vec<String>,
}

/// So many characters before a name are evidence of its title.
const WORDS_BEFORE: usize = 80;

/// And so many behind it, where a title may stand as well.
const WORDS_BEHIND: usize = 60;

impl Archive {
    /// Everything about whoever bears a name: in any spelling that the roster knows, or a part of the name
    /// that nobody else has.
    ///
    /// # Errors
    /// When nobody does, or several do.
    pub fn person(&self, wanted: &str) -> Result<Portrait> {
        let (name, namesakes) = self.who(wanted)?;
        // Somebody whom only repetitions name is in no row.
        let nobody =
            || Error::NoPerson { path: self.path.clone(), wanted: wanted.to_owned(), near: Vec::new() };
        let person = self.roster_row(&name)?.ok_or_else(nobody)?;
        Ok(Portrait {
            evidence: self.title_evidence(&person)?,
            person,
            appearances: self.appearances(&name)?,
            together_with: self.together_with(&name)?,
            namesakes,
        })
    }

    /// Where each title of a person stands first.
    fn title_evidence(&self, person: &Person) -> Result<Vec<TitleEvidence>> {
        let ask = self.error("reading the titles of a person");
        let mut statement = self
            .connection
            .prepare(
                "WITH said AS (
                   SELECT m.*, f.path, row_number() OVER (
                     PARTITION BY m.title ORDER BY a.published IS NULL, a.published, f.path, m.position) AS place
                   FROM person p JOIN person_mention m ON m.person_id = p.id
                   JOIN article a ON a.id = m.article_id JOIN source_file f ON f.id = a.source_file_id
                   WHERE p.roster_name = ?1 AND m.title IS NOT NULL AND a.duplicate_of IS NULL),
                 text AS (
                   SELECT s.*, CASE s.zone WHEN 'headline' THEN t.headline WHEN 'byline' THEN t.byline
                     WHEN 'body' THEN t.body WHEN 'caption' THEN t.caption WHEN 'notice' THEN t.notice ELSE t.promo END
                     AS zone_text
                   FROM said s JOIN article_text t ON t.id = s.article_id WHERE s.place = 1)
                 SELECT title, path, substr(zone_text, max(1, start_char + 1 - ?2), min(start_char, ?2)),
                   substr(zone_text, start_char + 1, end_char - start_char), substr(zone_text, end_char + 1, ?3)
                 FROM text ORDER BY title",
            )
            .map_err(&ask)?;
        let rows = statement.query_map((&person.name, WORDS_BEFORE, WORDS_BEHIND), |row| {
            let (before, exact, after): (String, String, String) = (row.get(2)?, row.get(3)?, row.get(4)?);
            let words = format!("{}{exact}{}", last_words(&before), first_words(&after));
            Ok(TitleEvidence { title: row.get(0)?, path: row.get(1)?, words })
        });
        let mut found: Vec<TitleEvidence> = rows.and_then(Iterator::collect).map_err(&ask)?;
        found.sort_by_key(|evidence| person.titles.iter().position(|title| title.title == evidence.title));
        Ok(found)
    }

    fn appearances(&self, name: &str) -> Result<Vec<Appearance>> {
        let ask = self.error("reading the articles of a person");
        let mut statement = self
            .connection
            .prepare(
                // min() takes the name from the first place in the article.
                "SELECT a.id, f.path, a.published, a.headline, p.name,
                   (SELECT json_group_array(role) FROM (SELECT DISTINCT n.role FROM person_mention n
                     JOIN person q ON q.id = n.person_id WHERE n.article_id = a.id AND q.roster_name = ?1 ORDER BY n.role)),
                   min(m.position)
                 FROM person p JOIN person_mention m ON m.person_id = p.id
                 JOIN article a ON a.id = m.article_id JOIN source_file f ON f.id = a.source_file_id
                 WHERE p.roster_name = ?1 AND a.duplicate_of IS NULL
                 GROUP BY a.id ORDER BY a.published IS NULL, a.published, f.path",
            )
            .map_err(&ask)?;
        let rows = statement.query_map([name], |row| {
            Ok(Appearance {
                article_id: row.get(0)?,
                path: row.get(1)?,
                published: row.get(2)?,
                headline: row.get(3)?,
                name: row.get(4)?,
                roles: list(row, 5)?,
            })
        });
        rows.and_then(Iterator::collect).map_err(&ask)
    }

    fn together_with(&self, name: &str) -> Result<Vec<Companion>> {
        let ask = self.error("reading who is named together");
        let mut statement = self
            .connection
            .prepare(
                "SELECT q.roster_name, count(DISTINCT n.article_id) AS articles
                 FROM (SELECT DISTINCT m.article_id FROM person p JOIN person_mention m ON m.person_id = p.id
                   JOIN article a ON a.id = m.article_id WHERE p.roster_name = ?1 AND a.duplicate_of IS NULL) s
                 JOIN person_mention n ON n.article_id = s.article_id JOIN person q ON q.id = n.person_id
                 WHERE q.roster_name <> ?1 GROUP BY q.roster_name ORDER BY articles DESC, q.roster_name",
            )
            .map_err(&ask)?;
        let rows =
            statement.query_map([name], |row| Ok(Companion { name: row.get(0)?, articles: row.get(1)? }));
        rows.and_then(Iterator::collect).map_err(&ask)
    }
}

/// The words before a name, from the start of their line on, or from a word on when they were cut off.
fn last_words(before: &str) -> String {
    match (before.rsplit_once('\n'), before.split_once(' ')) {
        (Some((_, line)), _) => line.to_owned(),
        (None, Some((_, rest))) if before.chars().count() == WORDS_BEFORE => format!("…{rest}"),
        (None, _) => before.to_owned(),
    }
}

/// The words behind a name, up to the end of their line, or up to a word when they were cut off.
fn first_words(after: &str) -> String {
    match (after.split_once('\n'), after.rsplit_once(' ')) {
        (Some((line, _)), _) => line.to_owned(),
        (None, Some((rest, _))) if after.chars().count() == WORDS_BEHIND => format!("{rest}…"),
        (None, _) => after.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_a_name() {
        assert_eq!(last_words("A headline\n\nMayor "), "Mayor ");
        assert_eq!(last_words("Mayor "), "Mayor ");
        assert_eq!(last_words(&"word ".repeat(16)), format!("…{}", "word ".repeat(15)));
        assert_eq!(first_words(" said.\n\nThe mayor"), " said.");
        assert_eq!(first_words(" said."), " said.");
        assert_eq!(first_words(&" word".repeat(12)), format!("{}…", " word".repeat(11)));
    }
}
