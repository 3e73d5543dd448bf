//! The public views: what one row of each is, and what each of its columns says. The one description of the
//! lists: exports, their data dictionary and the manual take it from here. The SQL of the views is in `schema/`.

/// A view: a list of the archive.
#[derive(Debug, PartialEq, Eq)]
pub struct View {
    /// Its name in the archive, of its file in an export, and of `morgue list`.
    pub name: &'static str,
    /// One row for each what.
    pub row: &'static str,
    /// The order of its rows, in SQL. No two rows are equal in it.
    pub(super) order: &'static str,
    /// The columns that one reads first, in the order in which one does.
    pub in_brief: &'static [&'static str],
    /// Its columns, those that several views have in common told once.
    columns: &'static [&'static [Column]],
}

/// A column of a view.
#[derive(Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// What they say.
    pub says: &'static str,
    /// What other standards call it: `schema:` of schema.org, `dct:` of Dublin Core, `oa:` of Web Annotations.
    pub term: Option<&'static str>,
}

/// What the values of a column are. Any of them may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A number that names something.
    Id,
    /// A whole number.
    Number,
    /// Yes or no; 1 or 0 in the archive.
    Flag,
    /// An ISO day, month or year: `2020-03-25`, `2020-03`, `2020`.
    Date,
    /// An ISO day.
    Day,
    /// A day and a time, UTC.
    Moment,
    /// Several texts: a JSON array.
    List,
    /// The titles of a person: a JSON array of objects with `title`, `first`, `last`, `articles`.
    Titles,
    /// How many articles there are of each of some words: a JSON object.
    Counts,
}

impl View {
    /// The view of that name.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        VIEWS.iter().find(|view| view.name == name)
    }

    /// Its columns in their order.
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> {
        self.columns.iter().copied().flatten()
    }

    /// Is a row something that stands in one article?
    #[must_use]
    pub fn is_in_articles(&self) -> bool {
        self.columns.first() == Some(&IN_ARTICLE)
    }

    /// Does a query choose its rows? The ledger of runs is of the archive as a whole.
    #[must_use]
    pub fn can_be_narrowed(&self) -> bool {
        self.name != "runs"
    }
}

/// Every view, in the order in which they are told.
pub const VIEWS: &[View] = &[
    View {
        name: "articles",
        row: "article",
        order: "path",
        in_brief: &["id", "published", "source", "rights_status", "headline"],
        columns: &[ARTICLE],
    },
    PEOPLE,
    View {
        name: "mentions",
        row: "mention of a person",
        order: "path, position",
        in_brief: &["article_id", "person", "role", "title", "exact"],
        columns: &[IN_ARTICLE, MENTION, EVIDENCE],
    },
    View {
        name: "sources",
        row: "source of the archive",
        order: "articles DESC, name, kind",
        in_brief: &["articles", "reprints", "first_published", "last_published", "name", "kind"],
        columns: &[SOURCE],
    },
    View {
        name: "article_sources",
        row: "source of an article",
        order: "path, position",
        in_brief: &["article_id", "name", "role", "kind", "exact"],
        columns: &[IN_ARTICLE, ARTICLE_SOURCE, EVIDENCE],
    },
    View {
        name: "rights",
        row: "statement of rights",
        order: "path, position",
        in_brief: &["article_id", "subject", "status", "holder", "licence", "exact"],
        columns: &[IN_ARTICLE, RIGHTS, EVIDENCE],
    },
    View {
        name: "photos",
        row: "credit of a picture",
        order: "path, position",
        in_brief: &["article_id", "photographer", "agency", "via", "status", "exact"],
        columns: &[IN_ARTICLE, PHOTO, EVIDENCE],
    },
    View {
        name: "dates",
        row: "date in an article",
        order: "path, position",
        in_brief: &["article_id", "role", "value", "earliest", "latest", "exact"],
        columns: &[IN_ARTICLE, DATE, EVIDENCE],
    },
    View {
        name: "months",
        row: "month and source",
        order: "month, articles DESC, source",
        in_brief: &["month", "articles", "source"],
        columns: &[MONTH],
    },
    View {
        name: "languages",
        row: "language",
        order: "articles DESC, language",
        in_brief: &["articles", "words", "language"],
        columns: &[LANGUAGE],
    },
    PROBLEMS,
    View {
        name: "runs",
        row: "run that wrote into the archive",
        order: "id",
        in_brief: &["id", "started_at", "discovered", "stored", "unchanged", "failed", "missing", "version"],
        columns: &[RUN],
    },
];

/// The persons of the archive.
pub const PEOPLE: View = View {
    name: "people",
    row: "person of the archive",
    order: "articles DESC, name",
    in_brief: &["articles", "mentions", "first_attested", "last_attested", "name", "titles"],
    columns: &[PERSON],
};

/// What could not be stored, and what was noticed on the way.
pub const PROBLEMS: View = View {
    name: "problems",
    row: "problem of a file",
    order: "path, stage, kind, message",
    in_brief: &["status", "kind", "path", "message"],
    columns: &[PROBLEM],
};

const fn column(name: &'static str, kind: Kind, says: &'static str) -> Column {
    Column { name, kind, says, term: None }
}

const fn known(name: &'static str, kind: Kind, term: &'static str, says: &'static str) -> Column {
    Column { name, kind, says, term: Some(term) }
}

const IN_ARTICLE: &[Column] = &[
    column("article_id", Kind::Id, "The article: `id` in `articles`."),
    known("path", Kind::Text, "dct:identifier", "The file of the article, as it was given to `ingest`."),
    column("position", Kind::Number, "Its place among those of its article, from 1."),
];

const EVIDENCE: &[Column] = &[
    column("zone", Kind::Text, "Where the words stand: headline, byline, body, caption, notice or promo."),
    known(
        "start_char",
        Kind::Number,
        "oa:start",
        "Where they begin in the text of their zone (`article_text` in the archive), in Unicode code points from 0.",
    ),
    known("end_char", Kind::Number, "oa:end", "Where they end: the first code point behind them."),
    known("exact", Kind::Text, "oa:exact", "The words that the row rests on."),
    column("rule", Kind::Text, "The name of the rule that read them."),
];

const ARTICLE: &[Column] = &[
    column("id", Kind::Id, "The article's number in the archive; a changed file keeps it."),
    known("path", Kind::Text, "dct:identifier", "Its file, as it was given to `ingest`."),
    known("headline", Kind::Text, "schema:headline", "The headline."),
    known("byline", Kind::Text, "schema:creditText", "The byline as printed."),
    known("published", Kind::Date, "schema:datePublished", "The day, month or year of publication."),
    column(
        "published_certainty",
        Kind::Text,
        "How `published` is known: stated (by the words), given (by whoever supplied the article, or by its path), resolved \
         (completed from another date) or partial (not complete).",
    ),
    column("path_date", Kind::Day, "The day that the path says, also where the text says another."),
    known(
        "source",
        Kind::Text,
        "schema:publisher",
        "Who published it first or supplied it: the first of its `article_sources` that is no republisher or contributor.",
    ),
    column("source_kind", Kind::Text, "What `source` is: agency, newspaper, broadcaster and so on."),
    known("republisher", Kind::Text, "schema:provider", "Who published it again; the first of them."),
    known(
        "agency",
        Kind::Text,
        "schema:sourceOrganization",
        "The news agency that supplied it; the first of them.",
    ),
    column(
        "rights_status",
        Kind::Text,
        "The strongest of what the article says of the rights in its text; `unknown` where it says nothing.",
    ),
    column("reprint", Kind::Flag, "It says that it was first published elsewhere."),
    known(
        "holder",
        Kind::Text,
        "schema:copyrightHolder",
        "Who holds the rights in the text; the first whom the article names. `rights` has all.",
    ),
    known(
        "licence",
        Kind::Text,
        "schema:license",
        "The licence of the text, the first that the article names: its URI, or `custom` for terms of its own.",
    ),
    known("authors", Kind::List, "schema:author", "Who wrote it, as printed, in the order of the text."),
    known(
        "people",
        Kind::List,
        "schema:mentions",
        "Who is mentioned or quoted, as printed in full, in the order of the text.",
    ),
    column("people_count", Kind::Number, "How many people are mentioned or quoted."),
    column(
        "earliest_mentioned",
        Kind::Day,
        "The first day of the dates that it speaks of; its own day of publication does not count.",
    ),
    column("latest_mentioned", Kind::Day, "The last day of the dates that it speaks of."),
    known(
        "language",
        Kind::Text,
        "schema:inLanguage",
        "The language of the text (ISO 639-1), when it is certain.",
    ),
    known(
        "word_count",
        Kind::Number,
        "schema:wordCount",
        "How many words the body has; captions do not count.",
    ),
    column("zones", Kind::List, "Which zones it has: headline, byline, body, caption, notice, promo."),
    known("encoding", Kind::Text, "dct:format", "The character encoding that the file was read in."),
    known("bytes", Kind::Number, "dct:extent", "The size of the file."),
    column("digest", Kind::Text, "BLAKE3 of the bytes of the file, in hexadecimal digits."),
    known(
        "duplicate_of",
        Kind::Text,
        "dct:isVersionOf",
        "The first path with the very same text, of an article that repeats another one.",
    ),
    column("missing_since", Kind::Moment, "When the file was first found to be gone."),
];

const PERSON: &[Column] = &[
    known("name", Kind::Text, "schema:name", "The person: the fullest of the names that articles print."),
    column("surname_only", Kind::Flag, "The name is one word, and nobody knows whose."),
    column("articles", Kind::Number, "How many articles name the person; repetitions do not count."),
    column("mentions", Kind::Number, "How many times they do."),
    column("first_attested", Kind::Date, "When the first of them was published."),
    column("last_attested", Kind::Date, "When the last of them was published."),
    column(
        "roles",
        Kind::List,
        "What the person is in them, the most frequent first: author, photographer, mentioned, quoted.",
    ),
    known(
        "titles",
        Kind::Titles,
        "schema:jobTitle",
        "The titles as printed, in the order in which they are first attested, with the days of the first and the last \
         article that has each.",
    ),
    known("variants", Kind::List, "schema:alternateName", "The other names that articles print."),
];

const MENTION: &[Column] = &[
    column("name", Kind::Text, "The fullest name of the person in this article."),
    known("person", Kind::Text, "schema:name", "The person: `name` in `people`."),
    column("role", Kind::Text, "What the person is here: author, photographer, mentioned or quoted."),
    known("title", Kind::Text, "schema:jobTitle", "The title as printed here."),
    column(
        "confidence",
        Kind::Number,
        "How sure the tagger is that this is a person's name, in percent; empty of a name that a rule told.",
    ),
];

const ARTICLE_SOURCE: &[Column] = &[
    known("name", Kind::Text, "schema:name", "The source."),
    column(
        "role",
        Kind::Text,
        "What it is to the article: original, agency, partner, distributor, republisher or contributor.",
    ),
    column("kind", Kind::Text, "What it is: agency, newspaper, broadcaster and so on."),
];

const SOURCE: &[Column] = &[
    known("name", Kind::Text, "schema:name", "The source."),
    column("kind", Kind::Text, "What it is: agency, newspaper, broadcaster and so on."),
    column(
        "articles",
        Kind::Number,
        "How many articles name it, in whatever role; repetitions do not count.",
    ),
    column("reprints", Kind::Number, "How many of them say that they were first published elsewhere."),
    column("first_published", Kind::Date, "When the first of them was published."),
    column("last_published", Kind::Date, "When the last of them was published."),
    column("roles", Kind::Counts, "How many of them name it in each role."),
    column("rights", Kind::Counts, "How many of them have each rights status."),
];

const RIGHTS: &[Column] = &[
    column("subject", Kind::Text, "What it is about: the text or a photo."),
    column("status", Kind::Text, "What it says of the rights; we report the words and conclude no more."),
    known("holder", Kind::Text, "schema:copyrightHolder", "Who holds the rights."),
    known("licence", Kind::Text, "schema:license", "The licence: its URI, or `custom` for terms of its own."),
    known("usage_terms", Kind::Text, "schema:usageInfo", "The sentence that states the terms."),
    known(
        "expires",
        Kind::Text,
        "schema:expires",
        "The day on which they end; or how long after publication, where that has no day (P90D).",
    ),
];

const PHOTO: &[Column] = &[
    known("photographer", Kind::Text, "schema:creator", "Who took it, as printed."),
    known("agency", Kind::Text, "schema:sourceOrganization", "The agency that it was taken for."),
    known("via", Kind::Text, "schema:provider", "The agency that passed it on."),
    column("courtesy", Kind::Text, "Who gave it away, as printed."),
    known("restriction", Kind::Text, "schema:usageInfo", "What forbids a use, as printed."),
    column("status", Kind::Text, "What the credit says of the rights."),
];

const DATE: &[Column] = &[
    column(
        "role",
        Kind::Text,
        "What the date is to the article: published, updated, dateline, printed or mentioned.",
    ),
    column("type", Kind::Text, "TIMEX3: DATE, TIME, DURATION or SET."),
    column("value", Kind::Text, "TIMEX3, what is not known as X: 2020-03-25, XXXX-03-25, P135D."),
    known(
        "earliest",
        Kind::Day,
        "schema:startDate",
        "The first day that it can mean; empty when the year is not known.",
    ),
    known("latest", Kind::Day, "schema:endDate", "The last day that it can mean."),
    column(
        "certainty",
        Kind::Text,
        "How the value is known: stated (by the words), given (by whoever supplied the article, or by its path), resolved \
         (completed from another date), partial (not complete) or ambiguous (one of two days).",
    ),
    column("note", Kind::Text, "What speaks against the value, or what else the words can mean."),
];

const MONTH: &[Column] = &[
    known(
        "month",
        Kind::Date,
        "schema:datePublished",
        "The month of publication; empty where none is stated. A year alone is in no month.",
    ),
    known(
        "source",
        Kind::Text,
        "schema:publisher",
        "Who published or supplied the articles; empty where none is stated.",
    ),
    column("articles", Kind::Number, "How many articles there are; repetitions do not count."),
];

const LANGUAGE: &[Column] = &[
    known(
        "language",
        Kind::Text,
        "schema:inLanguage",
        "The language (ISO 639-1); empty where it is not certain.",
    ),
    column("articles", Kind::Number, "How many articles are in it; repetitions do not count."),
    known("words", Kind::Number, "schema:wordCount", "How many words their bodies have."),
];

const PROBLEM: &[Column] = &[
    known("path", Kind::Text, "dct:identifier", "The file, as it was given to `ingest`."),
    column("status", Kind::Text, "What became of it: stored or failed."),
    column("stage", Kind::Text, "On which step: discover, read, decode, normalize, extract, load or write."),
    column("kind", Kind::Text, "What kind of problem it is."),
    column("message", Kind::Text, "What was wrong with the file."),
];

const RUN: &[Column] = &[
    column("id", Kind::Id, "The run's number."),
    known("started_at", Kind::Moment, "schema:startTime", "When it began."),
    known(
        "finished_at",
        Kind::Moment,
        "schema:endTime",
        "When it ended; empty while it runs, and when it was interrupted.",
    ),
    known("version", Kind::Text, "schema:softwareVersion", "The version of morgue."),
    column("options", Kind::Text, "JSON: the command, its roots and flags."),
    column("discovered", Kind::Number, "How many files it found: those stored, unchanged and failed."),
    column("stored", Kind::Number, "How many articles it stored."),
    column("unchanged", Kind::Number, "How many files were as before."),
    column("failed", Kind::Number, "How many files could not be stored."),
    column("missing", Kind::Number, "How many files of earlier runs were gone."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{Archive, Finish, Writer};

    /// The views of a new archive are those told here, with these columns in this order.
    #[test]
    fn every_column_of_every_view_is_described() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("morgue.db");
        Writer::begin(&path, "{}").unwrap().finish(Finish::Complete).unwrap();
        let archive = Archive::open(&path).unwrap();
        let in_schema = archive
            .texts("SELECT name FROM sqlite_schema WHERE type = 'view' AND name <> 'duplicate' ORDER BY name")
            .unwrap();
        let mut told: Vec<&str> = VIEWS.iter().map(|view| view.name).collect();
        told.sort_unstable();
        assert_eq!(told, in_schema);
        for view in VIEWS {
            let columns = archive
                .texts(&format!("SELECT name FROM pragma_table_info('{}') ORDER BY cid", view.name))
                .unwrap();
            assert_eq!(
                view.columns().map(|column| column.name).collect::<Vec<_>>(),
                columns,
                "{}",
                view.name
            );
            assert!(
                view.in_brief.iter().all(|name| columns.iter().any(|column| column == name)),
                "{}",
                view.name
            );
            for column in view.columns() {
                let says = column.says;
                assert!(says.ends_with('.') && says.len() > 10, "{}.{}: {says}", view.name, column.name);
                let prefix = column.term.map(|term| term.split(':').next().unwrap());
                assert!(matches!(prefix, None | Some("schema" | "dct" | "oa")), "{:?}", column.term);
            }
        }
    }

    #[test]
    fn rows_of_articles_and_others() {
        let of_articles: Vec<&str> =
            VIEWS.iter().filter(|view| view.is_in_articles()).map(|view| view.name).collect();
        assert_eq!(of_articles, ["mentions", "article_sources", "rights", "photos", "dates"]);
    }
}
