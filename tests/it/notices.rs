//! `notices.tsv`: some 270 wordings around one story, and what each is read to say.

use morgue::extract::{Given, Subject, extract};
use morgue::vocabulary::Vocabulary;
use morgue::zone::zone;

const STORY: &str = "The bridge opened on Monday after two years of delay, the mayor said, and a crowd of some hundred \
    people crossed it on foot. They came from both banks of the river.\n\nIt had been closed since the flood, which \
    carried away the middle pier and left a boat on the bank. Nobody was hurt in it, and nobody has claimed the boat.\
    \n\n\"We waited a long time for this,\" said the baker, who had brought rolls for everybody. The rolls were gone by \
    noon.";

/// Status, reprint, sources and holders of the story with some words at a place.
fn read(place: &str, words: &str) -> [String; 4] {
    let words = words.replace("\\n", "\n\n");
    let text = match place {
        "head" => format!("{words}\n\n{STORY}"),
        "lead" => format!("{words} {STORY}"),
        "foot" => format!("{STORY}\n\n{words}"),
        _ => panic!("{place} is no place"),
    };
    let vocabulary = Vocabulary::builtin();
    let found = extract(&zone(&text, vocabulary), &Given::default(), vocabulary);
    let sources =
        found.sources.iter().map(|source| format!("{} ({})", source.value.name, source.value.role.as_str()));
    let mut holders: Vec<String> = Vec::new();
    for rights in found.rights.iter().filter(|rights| rights.value.subject == Subject::Text) {
        if let Some(holder) = rights.value.holder.as_ref().filter(|holder| !holders.contains(holder)) {
            holders.push(holder.clone());
        }
    }
    [
        found.rights_status().as_str().to_owned(),
        if found.is_reprint() { "yes" } else { "no" }.to_owned(),
        sources.collect::<Vec<_>>().join("; "),
        holders.join("; "),
    ]
}

#[test]
fn each_wording_is_read_as_written_down() {
    let table = include_str!("notices.tsv");
    let mut wrong = Vec::new();
    let mut rows = 0;
    for line in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let mut columns = line.split('\t');
        let mut next = || columns.next().unwrap_or_else(|| panic!("six columns in {line:?}"));
        let (place, words) = (next(), next());
        let expected = [next(), next(), next(), next()];
        let found = read(place, words);
        if found != expected {
            wrong.push(format!("{place}: {words}\n  expected {expected:?}\n  found    {found:?}"));
        }
        rows += 1;
    }
    assert!(wrong.is_empty(), "{} of {rows}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(rows > 250, "{rows} rows");
}
