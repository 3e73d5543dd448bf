//! The fields of a record, told once: what `morgue schema` prints, and what other programs read records with.
//!
//! [`crate::record`] has the types; this is their description as data. A test holds it against what is really written.

use serde_json::{Map, Value, json};

use crate::article::Zone;
use crate::extract::{Certainty, DateRole, DateType, PersonRole, RightsStatus, SourceRole, Subject};
use crate::problem::{ProblemKind, Stage};
use crate::record::{RECORD_VERSION, Status};
use crate::vocabulary::SourceKind;

/// A field of an object.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// Is there always a value?
    pub presence: Presence,
    /// What it says.
    pub says: &'static str,
}

/// What the values of a field are.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Words.
    Text,
    /// One of some names.
    OneOf(fn() -> Vec<&'static str>),
    /// A whole number from 0 to this one.
    Number(u64),
    /// Yes or no.
    Flag,
    /// An object.
    Object(&'static [Field]),
    /// Any number of objects.
    Objects(&'static [Field]),
    /// Any number of values, none of them objects.
    List(&'static Kind),
}

/// Is there always a value?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Always.
    Always,
    /// The field is always there, and `null` where the value is not known.
    OrNull,
    /// The field itself is left out where there is nothing to say.
    OrAbsent,
}

impl Field {
    const fn or_null(self) -> Self {
        Self { presence: Presence::OrNull, ..self }
    }

    const fn or_absent(self) -> Self {
        Self { presence: Presence::OrAbsent, ..self }
    }
}

const fn field(name: &'static str, kind: Kind, says: &'static str) -> Field {
    Field { name, kind, presence: Presence::Always, says }
}

macro_rules! one_of {
    ($type:ident) => {
        Kind::OneOf(|| $type::ALL.iter().map(|one| one.as_str()).collect())
    };
}

/// No zone has more code points: an article is shorter than [`crate::read::LARGEST_FILE_SIZE`].
const OFFSET: Kind = Kind::Number(i32::MAX as u64);

/// SQLite's integers have a sign, and no file is larger.
const SIZE: Kind = Kind::Number(i64::MAX as u64);

const ZONE: Field = field("zone", one_of!(Zone), "The zone it stands in.");
const START: Field = field("start", OFFSET, "Its first code point in the text of the zone, from 0.");
const END: Field = field("end", OFFSET, "One past its last code point.");
const EXACT: Field = field("exact", Kind::Text, "The words themselves.");
const RULE: Field = field("rule", Kind::Text, "The rule that read it there.");

const EVIDENCE: Kind = Kind::Object(&[ZONE, START, END, EXACT, RULE]);

const BLOCK: &[Field] = &[ZONE, field("text", Kind::Text, "Its text.")];

const SOURCE: &[Field] = &[
    field("name", Kind::Text, "Canonical name, or the name as printed."),
    field("role", one_of!(SourceRole), "What it was to the article."),
    field("kind", one_of!(SourceKind), "What kind of body it is."),
    field("evidence", EVIDENCE, "The words."),
];

const CREDIT: Kind = Kind::Object(&[
    field("photographer", Kind::Text, "Who took it.").or_null(),
    field("agency", Kind::Text, "The agency or outlet that it was taken for.").or_null(),
    field("via", Kind::Text, "The agency that passed it on.").or_null(),
    field("courtesy", Kind::Text, "Who gave it away.").or_null(),
    field("restriction", Kind::Text, "What limits its use, or says that it is an old one.").or_null(),
]);

const STATEMENT: &[Field] = &[
    field("subject", one_of!(Subject), "The article or a picture in it."),
    field("status", one_of!(RightsStatus), "What the words say."),
    field("holder", Kind::Text, "Copyright holder or giver of permission.").or_null(),
    field("licence", Kind::Text, "URI of the licence, or `custom`.").or_null(),
    field("usage_terms", Kind::Text, "The sentence that states the terms.").or_null(),
    field("expires", Kind::Text, "ISO day on which they end, or how long after the publication.").or_null(),
    field("credit", CREDIT, "Who made a picture and who passed it on.").or_null(),
    field("evidence", EVIDENCE, "The words."),
];

const PUBLISHED: Kind = Kind::Object(&[
    field("value", Kind::Text, "ISO day, month or year."),
    field("certainty", one_of!(Certainty), "How it was come by."),
    field(
        "evidence",
        EVIDENCE,
        "The words; none where whoever supplied the article, or its path, gave the date.",
    )
    .or_null(),
]);

const DATE: &[Field] = &[
    field("role", one_of!(DateRole), "What it says of the article."),
    field("type", one_of!(DateType), "The type of the TIMEX3."),
    field("value", Kind::Text, "The value of the TIMEX3."),
    field("earliest", Kind::Text, "First ISO day that it can mean.").or_null(),
    field("latest", Kind::Text, "Last ISO day that it can mean.").or_null(),
    field("certainty", one_of!(Certainty), "How it was come by."),
    field("note", Kind::Text, "What speaks against the value, or what else the words can mean.").or_null(),
    field("evidence", EVIDENCE, "The words."),
];

const MENTION: &[Field] = &[
    ZONE,
    START,
    END,
    EXACT,
    RULE,
    field("role", one_of!(PersonRole), "What the person is to the article here."),
    field("title", Kind::Text, "The title given here.").or_null(),
    field("confidence", Kind::Number(100), "How sure the tagger was of a name that it found, in percent.")
        .or_null(),
];

const PERSON: &[Field] = &[
    field("name", Kind::Text, "The fullest form of the name in the article."),
    field("titles", Kind::List(&Kind::Text), "Titles in the order in which they first appear, each once."),
    field(
        "roles",
        Kind::List(&one_of!(PersonRole)),
        "Roles in the order in which they first appear, each once.",
    ),
    field("mentions", Kind::Objects(MENTION), "Every place that names the person, in reading order."),
];

const PROBLEM: &[Field] = &[
    field("stage", one_of!(Stage), "Where on its way the file met it."),
    field("kind", one_of!(ProblemKind), "What it is."),
    field("message", Kind::Text, "The same for a person."),
];

/// The fields of a record, in the order in which they are written.
pub const RECORD: &[Field] = &[
    field("v", Kind::Number(RECORD_VERSION as u64), "The version of the record's form."),
    field("status", one_of!(Status), "What became of the input."),
    field("reason", Kind::Text, "Why, unless `status` is `ok`.").or_null(),
    field(
        "path",
        Kind::Text,
        "The path; bytes that are not UTF-8 are shown as U+FFFD and two hexadecimal digits.",
    ),
    field(
        "path_b64",
        Kind::Text,
        "The bytes of the path in base64, only where `path` does not show them as they are.",
    )
    .or_absent(),
    field("digest", Kind::Text, "`blake3:` and 64 hexadecimal digits, of the bytes of the file.").or_null(),
    field("bytes", SIZE, "How many bytes the file has."),
    field("encoding", Kind::Text, "The encoding that was decided on, by its WHATWG name.").or_null(),
    field("language", Kind::Text, "ISO 639-1 code.").or_null(),
    field("zones", Kind::Objects(BLOCK), "The blocks in reading order."),
    field("sources", Kind::Objects(SOURCE), "Who published or supplied it."),
    field(
        "rights_status",
        one_of!(RightsStatus),
        "The most specific status that the text claims for itself.",
    ),
    field("reprint", Kind::Flag, "Does the text say that it was first published elsewhere?"),
    field("rights", Kind::Objects(STATEMENT), "Every statement of rights."),
    field("published", PUBLISHED, "The publication date.").or_null(),
    field("path_date", Kind::Text, "ISO day that the path says, whether or not it is the publication date.")
        .or_null(),
    field("dates", Kind::Objects(DATE), "Every date mentioned."),
    field("people", Kind::Objects(PERSON), "Every person named."),
    field("problems", Kind::Objects(PROBLEM), "What was noticed on the way."),
];

/// The record as a [JSON Schema](https://json-schema.org/) of the draft 2020-12. Fields that a later version adds are no
/// fault, as readers pass over what they do not know.
#[must_use]
pub fn json_schema() -> Value {
    let mut schema = object_schema(RECORD);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("A record of morgue");
    schema["description"] =
        json!("One article with everything that was read from it: a line that `morgue extract` prints.");
    schema
}

fn object_schema(fields: &[Field]) -> Value {
    let mut properties = Map::new();
    for field in fields {
        let mut schema = value_schema(field.kind);
        if field.presence == Presence::OrNull {
            schema["type"] = json!([schema["type"], "null"]);
        }
        schema["description"] = json!(field.says);
        properties.insert(field.name.to_owned(), schema);
    }
    let required = fields.iter().filter(|field| field.presence != Presence::OrAbsent);
    let required: Vec<&str> = required.map(|field| field.name).collect();
    json!({ "type": "object", "properties": properties, "required": required })
}

fn value_schema(kind: Kind) -> Value {
    match kind {
        Kind::Text => json!({ "type": "string" }),
        Kind::OneOf(names) => json!({ "type": "string", "enum": names() }),
        Kind::Number(most) => json!({ "type": "integer", "minimum": 0, "maximum": most }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Object(fields) => object_schema(fields),
        Kind::Objects(fields) => json!({ "type": "array", "items": object_schema(fields) }),
        Kind::List(items) => json!({ "type": "array", "items": value_schema(*items) }),
    }
}

/// The record as the columns of a table of Apache Spark, in the language of its `StructType.fromDDL`.
#[must_use]
pub fn spark_ddl() -> String {
    let columns = RECORD.iter().map(|field| format!("`{}` {}", field.name, spark_type(field.kind)));
    columns.collect::<Vec<_>>().join(", ")
}

fn spark_type(kind: Kind) -> String {
    match kind {
        Kind::Text | Kind::OneOf(_) => "STRING".to_owned(),
        Kind::Number(most) if i32::try_from(most).is_ok() => "INT".to_owned(),
        Kind::Number(_) => "BIGINT".to_owned(),
        Kind::Flag => "BOOLEAN".to_owned(),
        Kind::Object(fields) => {
            let fields = fields.iter().map(|field| format!("`{}`: {}", field.name, spark_type(field.kind)));
            format!("STRUCT<{}>", fields.collect::<Vec<_>>().join(", "))
        }
        Kind::Objects(fields) => format!("ARRAY<{}>", spark_type(Kind::Object(fields))),
        Kind::List(items) => format!("ARRAY<{}>", spark_type(*items)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_tells_of_nulls_names_and_numbers() {
        let schema = json_schema();
        assert_eq!(schema["properties"]["reason"]["type"], json!(["string", "null"]));
        assert_eq!(schema["properties"]["status"]["enum"], json!(["ok", "skipped", "failed"]));
        let mention = &schema["properties"]["people"]["items"]["properties"]["mentions"]["items"];
        assert_eq!(mention["properties"]["confidence"]["maximum"], 100);
        let required = schema["required"].as_array().unwrap();
        assert!(required.contains(&json!("reason")) && !required.contains(&json!("path_b64")));
    }

    #[test]
    fn columns_of_spark_have_quoted_names() {
        let ddl = spark_ddl();
        assert!(ddl.starts_with("`v` INT, `status` STRING, `reason` STRING, "), "{ddl}");
        assert!(ddl.contains("`bytes` BIGINT"), "{ddl}");
        assert!(ddl.contains("`zones` ARRAY<STRUCT<`zone`: STRING, `text`: STRING>>"), "{ddl}");
        assert!(ddl.contains("`titles`: ARRAY<STRING>, `roles`: ARRAY<STRING>"), "{ddl}");
    }
}
