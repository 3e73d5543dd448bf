//! Writes made-up articles for benchmarks and tests: `cargo run --release --example generate -- FOLDER COUNT`.
//!
//! The same number always gives the same article. The vocabulary grows with the count, as that of
//! real newspapers does (Heaps' law): every article may coin words and names of its own. Articles carry what
//! real ones carry: promo lines, credits, notices, datelines, dates, officials; in a thousand characters about as many
//! mentions of persons (5; real ones 2 to 5) and of dates (3; real ones 2.5 to 5).

use std::fmt::Write as _;
use std::io;
use std::path::Path;

/// A small generator of pseudo-random numbers (`SplitMix64`): the same seed, the same numbers.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.roll() % end
    }

    /// One of some words; the first ones come more often, as words do (Zipf's law, roughly).
    fn word<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let end = self.below(words.len() as u64) + 1;
        words[usize::try_from(self.below(end)).unwrap_or(0)]
    }
}

const SYLLABLES: &[&str] = &[
    "ba", "re", "mo", "ti", "sa", "lu", "ne", "ka", "vo", "di", "pe", "ro", "ma", "li", "to", "su", "ga",
    "fe", "no", "ri",
];
const NOUNS: &[&str] = &[
    "council",
    "bridge",
    "river",
    "minister",
    "market",
    "school",
    "court",
    "police",
    "village",
    "harbor",
    "budget",
    "road",
    "hospital",
    "election",
    "company",
    "strike",
    "farm",
    "storm",
    "tax",
    "museum",
    "railway",
    "factory",
    "forest",
    "border",
    "report",
    "decision",
    "plan",
    "family",
    "building",
    "project",
    "team",
    "office",
    "program",
    "community",
    "water",
    "service",
    "law",
    "record",
    "house",
    "city",
    "price",
    "worker",
    "season",
    "station",
    "game",
    "letter",
    "number",
    "policy",
    "bank",
    "field",
];
const VERBS: &[&str] = &[
    "approved",
    "rejected",
    "opened",
    "closed",
    "debated",
    "announced",
    "delayed",
    "repaired",
    "sold",
    "visited",
    "reviewed",
    "changed",
    "questioned",
    "followed",
    "reached",
    "supported",
    "missed",
    "offered",
    "raised",
    "helped",
    "turned",
    "protected",
    "expected",
    "replaced",
    "ended",
    "covered",
    "joined",
    "remembered",
    "explained",
    "ordered",
];
const ADJECTIVES: &[&str] = &[
    "new",
    "local",
    "public",
    "old",
    "northern",
    "disputed",
    "long-awaited",
    "small",
    "regional",
    "controversial",
    "early",
    "major",
    "recent",
    "private",
    "heavy",
    "empty",
    "modern",
    "national",
    "young",
    "famous",
    "quiet",
    "foreign",
    "costly",
    "simple",
    "final",
];
const SMALL: &[&str] = &[
    "after",
    "before",
    "despite",
    "near",
    "without",
    "during",
    "because of",
    "along",
    "against",
    "beyond",
    "behind",
    "under",
    "across",
    "instead of",
    "around",
];
const TITLES: &[&str] =
    &["Mayor", "Governor", "Defense Secretary", "Sen.", "President", "Police Chief", "Health Minister"];
const MONTHS: &[&str] =
    &["January", "February", "March", "April", "May", "June", "July", "August", "September"];
const OPENERS: &[&str] = &[
    "Later",
    "Meanwhile",
    "Even so",
    "By then",
    "In the end",
    "As before",
    "At first",
    "For once",
    "Still",
    "Elsewhere",
    "At least",
    "Until then",
    "Not far away",
    "As so often",
    "Once more",
    "All the same",
];
const WEEKDAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
const AGENCIES: &[&str] = &["AP", "Reuters", "AFP"];

/// A pronounceable word that belongs to `number`.
fn coin(number: u64) -> String {
    let mut dice = Dice(number ^ 0xA5A5);
    let length = 2 + dice.below(3);
    let syllables = SYLLABLES.len() as u64;
    (0..length).map(|_| SYLLABLES[usize::try_from(dice.below(syllables)).unwrap_or(0)]).collect()
}

/// A pronounceable name that belongs to `number`.
fn name(number: u64) -> String {
    let word = coin(number);
    word[..1].to_uppercase() + &word[1..]
}

/// Who and what an article speaks of.
struct Story {
    dice: Dice,
    /// New words keep coming, more and more slowly.
    words: u64,
    /// First and last names.
    people: Vec<(String, String)>,
}

impl Story {
    /// The number of a word; the first ones come more often.
    fn rare(&mut self) -> u64 {
        let number = self.dice.below(self.words);
        number >> self.dice.below(14)
    }

    fn place(&mut self) -> String {
        name(self.rare())
    }

    /// A noun with its article: one of everyday's, or a rare one.
    fn thing(&mut self) -> String {
        match self.dice.below(4) {
            0 => format!("the {}", self.dice.word(NOUNS)),
            1 => format!("the {} {}", self.dice.word(ADJECTIVES), coin(self.rare())),
            2 => format!("a {} {}", coin(self.rare()), self.dice.word(NOUNS)),
            _ => format!("the {} and its {}", coin(self.rare()), coin(self.rare())),
        }
    }

    /// Somebody, by the last name.
    fn person(&mut self) -> String {
        let count = self.people.len() as u64;
        let at = usize::try_from(self.dice.below(count)).unwrap_or(0);
        self.people[at].1.clone()
    }

    fn day(&mut self) -> String {
        let (month, day) = (self.dice.word(MONTHS), 1 + self.dice.below(28));
        match self.dice.below(6) {
            0 => format!("on {month} {day}, 20{:02}", self.dice.below(24)),
            1 => format!("on {month} {day}"),
            2 => format!("in {month} 20{:02}", self.dice.below(24)),
            3 => format!("in 20{:02}", self.dice.below(24)),
            _ => format!("on {}", self.dice.word(WEEKDAYS)),
        }
    }

    fn sentence(&mut self, text: &mut String) {
        let (verb, small) = (self.dice.word(VERBS), self.dice.word(SMALL));
        let (one, other, third) = (self.thing(), self.thing(), self.thing());
        let _ = match self.dice.below(16) {
            0 | 1 => {
                let place = self.place();
                write!(text, "The {} of {place} {verb} {one} {small} {other}.", self.dice.word(NOUNS))
            }
            2 => write!(text, "“It was {one} that {verb} {other},” {} said.", self.person()),
            3 => write!(text, "{} {verb} {one} {small} {other}.", self.person()),
            4 => write!(text, "{} {verb} {one} {}.", self.person(), self.day()),
            5 => write!(text, "{} and {} {verb} {one}.", self.person(), self.person()),
            6 | 7 => write!(text, "But {one} {verb} {other} {}, and it was not over.", self.day()),
            8 => write!(text, "It {verb} {one} for {} days {small} {other}.", 2 + self.dice.below(60)),
            9 => write!(text, "There was more of it than {one} {small} {other} and {third} had."),
            10 | 11 => write!(text, "Some say that {one} {verb} {other}, which is why {third} was there."),
            _ => write!(text, "{} {one} had {verb} {other} {small} {third}.", self.dice.word(OPENERS)),
        };
    }
}

/// The article of that number, about 3.2 kB.
#[must_use]
pub fn article(number: u64) -> String {
    let mut dice = Dice(number);
    let (city, outlet) = (name(dice.below(500)), name(dice.below(300)));
    let mut story = Story { dice, words: 60_000 + 2 * number, people: Vec::new() };
    for _ in 0..2 + story.dice.below(3) {
        let person = (story.place(), story.place());
        story.people.push(person);
    }
    let mut text = String::new();
    if story.dice.below(3) == 0 {
        let _ = writeln!(text, "Sign up for the {outlet} Courier’s daily newsletter\n");
    }
    let dice = &mut story.dice;
    let _ = writeln!(text, "{city} {} {} {}\n", dice.word(NOUNS), dice.word(VERBS), dice.word(NOUNS));
    if dice.below(3) == 0 {
        let (first, last) = &story.people[0];
        let _ =
            writeln!(text, "The {} of {city}. ({first} {last}/{})\n", dice.word(NOUNS), dice.word(AGENCIES));
    }
    match dice.below(6) {
        0 => {
            let _ = writeln!(
                text,
                "This article was originally published by Radio {outlet} and is reprinted with permission.\n"
            );
        }
        1 => {
            let _ = write!(
                text,
                "{}, {} {} ({}) — ",
                city.to_uppercase(),
                dice.word(MONTHS),
                1 + dice.below(28),
                dice.word(AGENCIES)
            );
        }
        _ => {}
    }
    for paragraph in 0..10 + story.dice.below(6) {
        let newcomer = usize::try_from(paragraph / 2).ok().filter(|_| paragraph % 2 == 0);
        if let Some((first, last)) = newcomer.and_then(|at| story.people.get(at)).cloned() {
            let (title, thing) = (story.dice.word(TITLES), coin(story.rare()));
            let _ = write!(text, "{title} {first} {last} spoke of the {thing}. ");
        }
        for _ in 0..2 + story.dice.below(3) {
            story.sentence(&mut text);
            text.push(' ');
        }
        text.push_str("\n\n");
    }
    if story.dice.below(5) == 0 {
        let _ = writeln!(text, "© 20{:02} {outlet} Courier. All rights reserved.", story.dice.below(24));
    }
    text
}

/// Writes the articles `0..count` into folders of a thousand below `folder`.
///
/// # Errors
/// What the operating system refused.
pub fn write(folder: &Path, count: u64) -> io::Result<()> {
    for number in 0..count {
        let part = folder.join(format!("{:04}", number / 1_000));
        if number % 1_000 == 0 {
            std::fs::create_dir_all(&part)?;
        }
        std::fs::write(part.join(format!("{number:07}.txt")), article(number))?;
    }
    Ok(())
}

#[allow(dead_code, reason = "benchmarks and tests take this file in as a module")]
fn main() -> io::Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(folder), Some(count)) = (arguments.next(), arguments.next()) else {
        return Err(io::Error::other("usage: generate FOLDER COUNT"));
    };
    let count = count
        .to_str()
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| io::Error::other("COUNT is a number"))?;
    write(folder.as_ref(), count)
}
