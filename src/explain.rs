//! A record in, a page out that gives every value with the words it rests on and the rule that
//! read it. It is what `morgue explain` prints and what the golden tests compare.

use std::fmt::Write;

use crate::article::{Zone, word_count};
use crate::extract::Certainty;
use crate::extract::rejected::rejected;
use crate::record::{Evidence, Record, Status, Words};
use crate::vocabulary::Vocabulary;

/// The page for one record, with what was passed over of sources and rights when that is asked of its text
/// anew, with this vocabulary.
#[must_use]
pub fn explain(record: &Record, vocabulary: &Vocabulary) -> String {
    let mut page = Page(String::new());
    page.line(&record.path);
    if record.status != Status::Ok {
        page.line(&format!(
            "  {}: {}",
            status_name(record.status),
            record.reason.as_deref().unwrap_or("no reason given")
        ));
        return page.0;
    }
    page.line(&format!(
        "  {} bytes · {} · language {} · {} words in the body",
        record.bytes,
        record.encoding.as_deref().unwrap_or("encoding unknown"),
        record.language.as_deref().unwrap_or("not sure"),
        word_count(record.article().text(Zone::Body)),
    ));
    zones(&mut page, record);
    sources(&mut page, record);
    rights(&mut page, record);
    passed_over(&mut page, record, vocabulary);
    dates(&mut page, record);
    people(&mut page, record);
    problems(&mut page, record);
    page.0
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::Ok => "ok",
        Status::Skipped => "skipped",
        Status::Failed => "failed",
    }
}

struct Page(String);

impl Page {
    fn line(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn title(&mut self, text: &str) {
        self.0.push('\n');
        self.line(text);
    }

    fn value(&mut self, text: &str) {
        self.line(&format!("  {text}"));
    }

    fn evidence(&mut self, evidence: &Evidence) {
        self.words(evidence.zone, evidence.start, evidence.end, &evidence.exact, &evidence.rule);
    }

    fn words(&mut self, zone: Zone, start: u32, end: u32, exact: &str, rule: &str) {
        let exact = exact.replace('\n', " ⏎ ");
        self.line(&format!("      “{exact}”  {} {start}–{end}  {rule}", zone.as_str()));
    }
}

fn zones(page: &mut Page, record: &Record) {
    page.title("zones, in reading order");
    for block in &record.zones {
        let text = block.text.replace('\n', " ⏎ ");
        page.value(&format!("{:<9} {}", block.zone.as_str(), shortened(&text, 100)));
    }
}

fn sources(page: &mut Page, record: &Record) {
    page.title("sources");
    if record.sources.is_empty() {
        page.value("none stated");
    }
    for source in &record.sources {
        page.value(&format!("{}: {} ({})", source.role.as_str(), source.name, source.kind.as_str()));
        page.evidence(&source.evidence);
    }
}

fn rights(page: &mut Page, record: &Record) {
    let reprint = if record.reprint { "yes" } else { "no" };
    page.title(&format!("rights: {} · reprint: {reprint}", record.rights_status.as_str()));
    for statement in &record.rights {
        let mut line = format!("{}: {}", statement.subject.as_str(), statement.status.as_str());
        for (name, value) in
            [("holder", &statement.holder), ("licence", &statement.licence), ("expires", &statement.expires)]
        {
            if let Some(value) = value {
                let _ = write!(line, " · {name} {value}");
            }
        }
        if let Some(credit) = &statement.credit {
            // The agency is the holder, who has been told.
            for (name, value) in [
                ("photographer", &credit.photographer),
                ("via", &credit.via),
                ("courtesy of", &credit.courtesy),
                ("restriction", &credit.restriction),
            ] {
                if let Some(value) = value {
                    let _ = write!(line, " · {name} {value}");
                }
            }
        }
        page.value(&line);
        page.evidence(&statement.evidence);
    }
}

fn passed_over(page: &mut Page, record: &Record, vocabulary: &Vocabulary) {
    let article = record.article();
    let rejected = rejected(&article, vocabulary);
    if rejected.is_empty() {
        return;
    }
    page.title("passed over");
    let words = Words::of(&article);
    for one in rejected {
        page.value(one.reason);
        let Evidence { zone, start, end, exact, rule } = words.evidence(one.span, one.rule);
        page.words(zone, start, end, &shortened(&exact, LONGEST_PASSED_OVER), &rule);
    }
}

/// So many code points of words that were passed over are shown.
const LONGEST_PASSED_OVER: usize = 160;

/// The first code points of a text, with a mark where there are more.
fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn dates(page: &mut Page, record: &Record) {
    match &record.published {
        None => page.title("published: not stated"),
        Some(published) => {
            page.title(&format!("published: {} ({})", published.value, published.certainty.as_str()));
            if let Some(evidence) = &published.evidence {
                page.evidence(evidence);
            }
        }
    }
    if let Some(day) = &record.path_date {
        page.value(&format!("the path says {day}"));
    }
    page.title("dates");
    if record.dates.is_empty() {
        page.value("none");
    }
    for date in &record.dates {
        let mut line = format!(
            "{} {} · {} · {}",
            date.kind.as_str(),
            date.value,
            date.role.as_str(),
            date.certainty.as_str()
        );
        if let Some(note) = &date.note {
            let but = if date.certainty == Certainty::Ambiguous { "" } else { "but " };
            let _ = write!(line, " · {but}{note}");
        }
        page.value(&line);
        page.evidence(&date.evidence);
    }
}

fn people(page: &mut Page, record: &Record) {
    page.title("people");
    if record.people.is_empty() {
        page.value("none");
    }
    for person in &record.people {
        let roles: Vec<&str> = person.roles.iter().map(|role| role.as_str()).collect();
        let mut line = format!("{} · {}", person.name, roles.join(", "));
        if !person.titles.is_empty() {
            let _ = write!(line, " · {}", person.titles.join("; "));
        }
        page.value(&line);
        for mention in &person.mentions {
            let sure = mention.confidence.map(|percent| format!(" · {percent} % sure")).unwrap_or_default();
            let rule = format!("{}{sure}", mention.rule);
            page.words(mention.zone, mention.start, mention.end, &mention.exact, &rule);
        }
    }
}

fn problems(page: &mut Page, record: &Record) {
    if record.problems.is_empty() {
        return;
    }
    page.title("problems");
    for problem in &record.problems {
        page.value(&format!("{}: {}", problem.kind.as_str(), problem.message));
    }
}
