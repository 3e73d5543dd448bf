//! What `morgue schema` says of a record is what records are.

use std::collections::BTreeSet;

use morgue::fields::{Field, Kind, Presence, RECORD};
use serde_json::Value;

use crate::golden::samples;
use crate::support::Place;

/// Checks an object against its fields; `seen` gets the path of each field that had a value, and each that was null.
fn check(fields: &[Field], value: &Value, place: &str, seen: &mut BTreeSet<String>) {
    let object = value.as_object().unwrap_or_else(|| panic!("{place} is no object: {value}"));
    for name in object.keys() {
        assert!(fields.iter().any(|field| field.name == name), "{place} has {name}, which is not described");
    }
    for field in fields {
        let place = format!("{place}.{}", field.name);
        match (object.get(field.name), field.presence) {
            (None, Presence::OrAbsent) => {}
            (None, _) => panic!("{place} is not there"),
            (Some(Value::Null), Presence::OrNull) => drop(seen.insert(format!("{place} null"))),
            (Some(value), _) => {
                check_value(field.kind, value, &place, seen);
                seen.insert(place);
            }
        }
    }
}

fn check_value(kind: Kind, value: &Value, place: &str, seen: &mut BTreeSet<String>) {
    let is_right = match kind {
        Kind::Text => value.is_string(),
        Kind::OneOf(names) => value.as_str().is_some_and(|name| names().contains(&name)),
        Kind::Number(most) => value.as_u64().is_some_and(|number| number <= most),
        Kind::Flag => value.is_boolean(),
        Kind::Object(fields) => return check(fields, value, place, seen),
        Kind::Objects(_) | Kind::List(_) => {
            let items = value.as_array().unwrap_or_else(|| panic!("{place} is no list: {value}"));
            for item in items {
                match kind {
                    Kind::Objects(fields) => check(fields, item, place, seen),
                    Kind::List(kind) => check_value(*kind, item, place, seen),
                    _ => unreachable!(),
                }
            }
            true
        }
    };
    assert!(is_right, "{place} is {value}, which is no {kind:?}");
}

/// Every field that is described, and every one that may be null.
fn described(fields: &[Field], place: &str, all: &mut BTreeSet<String>) {
    for field in fields {
        let place = format!("{place}.{}", field.name);
        if field.presence == Presence::OrNull {
            all.insert(format!("{place} null"));
        }
        if let Kind::Object(fields) | Kind::Objects(fields) = field.kind {
            described(fields, &place, all);
        }
        all.insert(place);
    }
}

/// Between them, the samples and some made-up lines show every field with a value, and every one that may be null as null.
#[test]
fn records_are_as_described() {
    let mut seen = BTreeSet::new();
    for (path, record) in samples() {
        check(RECORD, &serde_json::to_value(&record).unwrap(), &path, &mut BTreeSet::new());
        check(RECORD, &serde_json::to_value(&record).unwrap(), "", &mut seen);
    }
    let place = Place::new();
    let lines = concat!(
        r#"{"path":"a\ufffd.txt","text":"Head\n\nPublished: 2020-03-25\n\nThe ferry sailed on Friday, March 3, 2021.","published":"2020-03-25"}"#,
        "\n",
        r#"{"path":"2020/03/25/b.txt","text":"Head\n\nThis article may be used until March 3, 2021.\n\nA story."}"#,
        "\n",
        r#"{"path":"c.txt","text":"Head\n\nA story of a ferry.","published":"2020-03-25"}"#,
        "\nno line\n",
        r#"{"path":"d.txt","text":"Head\n\nPhoto courtesy of Karstmark Tram Museum\n\nPhoto by Jane Roe/AFP via Getty Images NO RESALES\n\nA story."}"#,
        "\n",
    );
    for line in place.run(["extract", "--stdin"], lines.as_bytes()).exits(2).lines() {
        check(RECORD, &serde_json::from_str(line).unwrap(), "", &mut seen);
    }
    let mut all = BTreeSet::new();
    described(RECORD, "", &mut all);
    let missing: Vec<&String> = all.difference(&seen).collect();
    assert!(missing.is_empty(), "no record shows these: {missing:?}");
}

/// The order in which fields are told is that in which they are written.
#[test]
fn fields_are_written_in_the_order_in_which_they_are_told() {
    let place = Place::new();
    let line = place.run(["extract", "--stdin"], br#"{"path":"a\ufffd.txt","text":"A story."}"#).exits(0);
    let mut from = 0;
    for field in RECORD {
        let name = format!("\"{}\":", field.name);
        from += line[from..].find(&name).unwrap_or_else(|| panic!("{name} does not follow in {line}"));
    }
}

#[test]
fn schemas_are_printed() {
    let place = Place::new();
    let schema: Value = serde_json::from_str(&place.morgue("schema --as json-schema").exits(0)).unwrap();
    assert_eq!(schema, morgue::fields::json_schema());
    assert_eq!(place.morgue("schema --as spark-ddl").exits(0), morgue::fields::spark_ddl() + "\n");
}
