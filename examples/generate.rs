//! Writes made-up articles for benchmarks and tests: `cargo run --release --example generate -- FOLDER COUNT`.
//!
//! The same number always gives the same article. The vocabulary grows with the count, as that of
//! real newspapers does (Heaps' law): every article may coin a name of its own. Articles carry what
//! real ones carry: promo lines, credits, notices, datelines, dates, officials.

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
    "council", "bridge", "river", "minister", "market", "school", "court", "police", "village", "harbor",
    "budget", "road", "hospital", "election", "company", "strike", "farm", "storm", "tax", "museum",
    "railway", "factory", "forest", "border",
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
];
const SMALL: &[&str] = &["after", "before", "despite", "near", "without", "during", "because of", "along"];
const TITLES: &[&str] =
    &["Mayor", "Governor", "Defense Secretary", "Sen.", "President", "Police Chief", "Health Minister"];
const MONTHS: &[&str] =
    &["January", "February", "March", "April", "May", "June", "July", "August", "September"];
const AGENCIES: &[&str] = &["AP", "Reuters", "AFP"];

/// A pronounceable name that belongs to `number`.
fn name(number: u64) -> String {
    let mut dice = Dice(number ^ 0xA5A5);
    let mut name = String::new();
    for _ in 0..2 + dice.below(3) {
        name.push_str(dice.word(SYLLABLES));
    }
    name[..1].to_uppercase() + &name[1..]
}

/// The article of that number, about 2.9 kB.
#[must_use]
pub fn article(number: u64) -> String {
    let mut dice = Dice(number);
    let (city, outlet) = (name(dice.below(500)), name(dice.below(300)));
    // New names keep coming, more and more slowly.
    let coined = |dice: &mut Dice| name(dice.below(1 + number * 2 + 2_000));
    let person = format!("{} {}", coined(&mut dice), coined(&mut dice));
    let mut text = String::new();
    if dice.below(3) == 0 {
        let _ = writeln!(text, "Sign up for the {outlet} Courier’s daily newsletter\n");
    }
    let _ = writeln!(text, "{city} {} {} {}\n", dice.word(NOUNS), dice.word(VERBS), dice.word(NOUNS));
    if dice.below(3) == 0 {
        let _ = writeln!(text, "The {} of {city}. ({person}/{})\n", dice.word(NOUNS), dice.word(AGENCIES));
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
    let official = coined(&mut dice);
    for paragraph in 0..8 + dice.below(6) {
        for _ in 0..2 + dice.below(2) {
            let _ = write!(
                text,
                "The {} {} of {} {} the {} {} {} the {}, and “{}” {} it for {} days. ",
                dice.word(ADJECTIVES),
                dice.word(NOUNS),
                coined(&mut dice),
                dice.word(VERBS),
                dice.word(ADJECTIVES),
                dice.word(NOUNS),
                dice.word(SMALL),
                dice.word(NOUNS),
                coined(&mut dice),
                dice.word(VERBS),
                dice.below(400),
            );
        }
        if paragraph == 0 {
            let _ = write!(
                text,
                "{} {person} {official} said so on {} {}.",
                dice.word(TITLES),
                dice.word(MONTHS),
                1 + dice.below(28)
            );
        } else if paragraph % 3 == 0 {
            let _ = write!(
                text,
                "{official} said on {} {}, 20{:02}, that it was over.",
                dice.word(MONTHS),
                1 + dice.below(28),
                dice.below(24)
            );
        }
        text.push_str("\n\n");
    }
    if dice.below(5) == 0 {
        let _ = writeln!(text, "© 20{:02} {outlet} Courier. All rights reserved.", dice.below(24));
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
