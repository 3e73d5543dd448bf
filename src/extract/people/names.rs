//! Tokens in, the persons' names among them out: each told by a title, a trade behind a comma, a verb of
//! saying, or a given name. A run of capitals alone tells no person.

use foldhash::HashSet;

use super::Block;
use super::lex::{Kind, Token};
use super::lists::{
    is_capital_title, is_doctor, is_given, is_honorific, is_in_no_name, is_other, is_particle,
    is_plainly_saying, is_saying, is_suffix,
};
use super::modifiers::is_sentence_start;
use super::titles::{Title, tells_a_person, title_ahead, title_before, title_behind};
use crate::article::Zone;
use crate::span::Rule;
use crate::vocabulary::Vocabulary;

/// A place where a person is named. Positions count tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// First token of the name.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
    /// Its words, see [`words`].
    pub words: String,
    /// The title as printed, in bytes of the text.
    pub title: Option<(usize, usize)>,
    /// The title or form of address right before the name.
    pub before: Option<Title>,
    pub rule: Rule,
    /// How sure the tagger is, in percent.
    pub confidence: Option<u8>,
}

impl Name {
    /// A name that the tagger found, with the title that stands by it; `None` where the vocabulary knows the
    /// words as something else.
    pub fn told(
        tokens: &[Token<'_>],
        mut start: usize,
        mut end: usize,
        vocabulary: &Vocabulary,
    ) -> Option<Self> {
        if let Some(whole) = before_glued(tokens, start, end) {
            end = whole;
        }
        while start + 1 < end && is_address(&tokens[start]) {
            start += 1;
        }
        if start >= end {
            return None;
        }
        // "the Thomas Pike": an article stands before no person, but before a ship.
        let is_thing = end - start > 1
            && start.checked_sub(1).is_some_and(|before| tokens[before].text.eq_ignore_ascii_case("the"));
        let is_one = end - start == 1;
        let is_fragment = is_one && (is_suffix(tokens[start].word()) || tokens[start].kind == Kind::Initial);
        // "Smith & Wesson".
        let is_ampersand =
            |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(|token| token.is("&"));
        let is_firm = is_one && (is_ampersand(start.checked_sub(1)) || is_ampersand(Some(end)));
        if is_thing || is_fragment || is_firm {
            return None;
        }
        let words = words(tokens, start, end);
        if vocabulary.find(&words).is_some() {
            return None;
        }
        let before = title_before(tokens, start);
        let title = before.and_then(|title| title.words);
        // "Dr. Jane Roe, head of the zoo, left": her office says more than her degree.
        let is_degree = |(first, last): (usize, usize)| {
            let word = tokens[start - 1].word();
            is_doctor(word) && tokens[start - 1].start == first && tokens[start - 1].end() == last
        };
        let beside = || title_behind(tokens, end).or_else(|| title_ahead(tokens, start, end));
        let (title, rule) = match (before, title) {
            (_, Some(title)) if is_degree(title) => (beside().or(Some(title)), "people.titled"),
            (_, Some(title)) => (Some(title), "people.titled"),
            (Some(_), None) => (beside(), "people.titled"),
            (None, None) => match beside() {
                Some(title) => (Some(title), "people.apposition"),
                None => (None, "people.tagger"),
            },
        };
        Some(Self { start, end, words, title, before, rule, confidence: None })
    }

    /// A name with what stands right before it.
    fn behind(before: Option<Title>, tokens: &[Token<'_>], (start, end): (usize, usize), rule: Rule) -> Self {
        let (words, title) = (words(tokens, start, end), before.and_then(|title| title.words));
        Self { start, end, words, title, before, rule, confidence: None }
    }
}

/// Where a name ends that a web page's box stuck to: of `Trump Donald John TrumpFederal judge halts` the first
/// word. `TrumpFederal` is a word that stands shortly before, and another word.
fn before_glued(tokens: &[Token<'_>], start: usize, end: usize) -> Option<usize> {
    /// So many words before can be the name that the box is about.
    const NEAR: usize = 12;
    (start..end).filter(|at| tokens[*at].is_capital()).find_map(|at| {
        let near = &tokens[at.saturating_sub(NEAR)..at];
        let text = tokens[at].text;
        let inner = text.char_indices().skip(1).filter(|(inner, letter)| *inner > 3 && letter.is_uppercase());
        let mut heads = inner.map(|(inner, _)| &text[..inner]);
        let same = heads.find_map(|head| near.iter().rposition(|token| token.is(head)))?;
        Some((at - near.len() + same + 1).max(start))
    })
}

/// A form of address or a title at the head of a name is none of its words.
fn is_address(token: &Token<'_>) -> bool {
    let word = token.word();
    let is_short_title =
        matches!(word, "PM" | "CM" | "MP" | "MLA" | "MEP" | "CEO" | "CFO" | "OC" | "VP" | "DA");
    let is_title =
        is_capital_title(word) && (!is_surname_too(word) || matches!(word, "King" | "Pope" | "Prince"));
    is_honorific(word) || is_doctor(word) || is_short_title || is_title
}

/// Finds the names of all blocks by rules alone: full names that something tells to be persons, and every
/// later place of them and of their surnames.
pub(super) fn by_rules(blocks: &mut [Block<'_>], vocabulary: &Vocabulary) {
    let mut full = HashSet::default();
    let mut surnames = HashSet::default();
    let mut meet = |name: &str| {
        surnames.insert(name.rsplit(' ').next().unwrap_or(name).to_owned());
        full.insert(name.to_owned());
    };
    for block in &mut *blocks {
        block.known.iter().for_each(|known| meet(&known.name));
        if block.zone != Zone::Headline {
            block.names = seeds(block.tokens, vocabulary);
        }
        block.names.iter().for_each(|name| meet(&name.words));
    }
    for block in blocks {
        let tokens = block.tokens;
        let mut seeds = std::mem::take(&mut block.names).into_iter().peekable();
        let mut names = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let (name, next) = full_name(tokens, at);
            let told = seeds.next_if(|seed| seed.start == at);
            let named = |end, rule| Name::behind(title_before(tokens, at), tokens, (at, end), rule);
            match name {
                Some(_) if told.is_some() => names.extend(told),
                Some(end) if full.contains(&words(tokens, at, end)) => {
                    names.push(named(end, "people.full_name"));
                }
                None if is_alone(tokens, at) && surnames.contains(tokens[at].text) => {
                    names.push(named(at + 1, "people.surname"));
                }
                _ => {}
            }
            at = if name.is_some() { next } else { at + 1 };
        }
        names.retain(|name| !block.is_known(name.start));
        block.names = names;
    }
}

/// Adds what the tagger passed over: the full names behind a title, and any name behind `Mr`.
pub(super) fn add_titled(block: &mut Block<'_>) {
    let titled = full_names(block.tokens).filter_map(|(start, end)| titled(block.tokens, start, end));
    let mut names: Vec<Name> = titled.chain(addressed(block.tokens)).collect();
    names.retain(|name| {
        let next = block.names.partition_point(|other| other.end <= name.start);
        let is_free = block.names.get(next).is_none_or(|other| other.start >= name.end);
        is_free && !block.is_known(name.start)
    });
    block.names.extend(names);
    // Of two that begin at the same word the longer comes first, and stays.
    block.names.sort_by_key(|name| (name.start, std::cmp::Reverse(name.end)));
    block.names.dedup_by(|later, earlier| later.start < earlier.end);
}

/// The names behind `Mr`, `Mrs`, `Ms` and `Dr`: one word at least.
fn addressed<'a>(tokens: &'a [Token<'a>]) -> impl Iterator<Item = Name> + 'a {
    let is_address = |token: &Token<'_>| matches!(token.word(), "Mr" | "Mrs" | "Ms" | "Dr");
    (1..tokens.len())
        .filter(move |start| {
            tokens[*start].is_capital() && is_address(&tokens[start - 1]) && is_name_word(&tokens[*start])
        })
        .map(|start| {
            let end = full_name(tokens, start).0.unwrap_or(start + 1);
            Name::behind(title_before(tokens, start), tokens, (start, end), "people.titled")
        })
}

/// The full names of a text that something tells to be persons, in reading order.
fn seeds(tokens: &[Token<'_>], vocabulary: &Vocabulary) -> Vec<Name> {
    full_names(tokens).filter_map(|(start, end)| seed(tokens, start, end, vocabulary)).collect()
}

/// Every full name, in reading order: its first token, and one past its last.
fn full_names<'a>(tokens: &'a [Token<'a>]) -> impl Iterator<Item = (usize, usize)> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(start) = (at..tokens.len()).find(|at| may_begin(&tokens[*at])) {
            let (name, next) = full_name(tokens, start);
            at = next;
            if let Some(end) = name {
                let end = before_glued(tokens, start, end).unwrap_or(end);
                if end > start {
                    return Some((start, end));
                }
            }
        }
        None
    })
}

/// Does a full name begin only with such a token?
fn may_begin(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Capital | Kind::Initial)
}

/// A full name behind a title.
fn titled(tokens: &[Token<'_>], start: usize, end: usize) -> Option<Name> {
    if !tells_a_person(tokens, start) {
        return None;
    }
    let title = title_before(tokens, start)?;
    Some(Name::behind(Some(title), tokens, (start, end), "people.titled"))
}

fn seed(tokens: &[Token<'_>], start: usize, end: usize, vocabulary: &Vocabulary) -> Option<Name> {
    let told = |title, rule| {
        let (words, before) = (words(tokens, start, end), title_before(tokens, start));
        Some(Name { start, end, words, title, before, rule, confidence: None })
    };
    if let Some(name) = titled(tokens, start, end) {
        return Some(name);
    }
    // "The Boston Symphony, ...", "the Rose Garden said": an article stands before no person.
    let before = start.checked_sub(1).map(|at| &tokens[at]);
    // "(Sale Sharks, capt)": a list, not a sentence.
    let in_brackets = before.is_some_and(|before| before.is("("));
    if before.is_some_and(|before| {
        before.text.eq_ignore_ascii_case("the") || before.is_capital() || before.kind == Kind::Initial
    }) || vocabulary.find(&words(tokens, start, end)).is_some()
    {
        return None;
    }
    let beside = title_behind(tokens, end).filter(|_| !in_brackets);
    if let Some(title) = beside.or_else(|| title_ahead(tokens, start, end)) {
        return told(Some(title), "people.apposition");
    }
    // A quotation before "said" is a person's; "Roe Genetics said" is a company's as often. Its comma stands
    // before the closing mark or behind it.
    let is_closing = |at: usize| matches!(tokens[at].text, "\"" | "”" | "'" | "’" | "»");
    let is_quotation = start
        .checked_sub(2)
        .is_some_and(|at| is_closing(at) || tokens[at].is(",") && at.checked_sub(1).is_some_and(is_closing));
    if is_quotation && is_said(tokens, start, end) {
        return told(None, "people.said");
    }
    if is_given(tokens[start].text) && !in_brackets { told(None, "people.given_name") } else { None }
}

/// The words of a name with single spaces, and none around a hyphen or behind an apostrophe that stands apart.
pub(super) fn words(tokens: &[Token<'_>], start: usize, end: usize) -> String {
    let mut words = String::with_capacity(tokens[end - 1].end() - tokens[start].start);
    let mut is_open = false;
    for token in &tokens[start..end] {
        let joins = matches!(token.text, "-" | "\u{2010}" | "\u{2011}" | "’" | "'");
        if !words.is_empty() && !is_open && !joins && !token.is(",") {
            words.push(' ');
        }
        if !token.is(",") {
            words.push_str(token.text);
        }
        is_open = joins;
    }
    words
}

/// Can this token be part of a person's name?
fn is_name_word(token: &Token<'_>) -> bool {
    token.is_capital() && !is_in_no_name(token.text)
}

/// Offices and trades that are surnames as often.
fn is_surname_too(word: &str) -> bool {
    matches!(
        word,
        "King"
            | "Cook"
            | "Baker"
            | "Bishop"
            | "Pope"
            | "Judge"
            | "Carpenter"
            | "Weaver"
            | "Singer"
            | "Dean"
            | "Farmer"
            | "Prince"
            | "Major"
            | "Driver"
            | "Cardinal"
            | "Dancer"
            | "Painter"
    )
}

/// More words are no name.
const LONGEST: usize = 5;

/// The full name that starts at a token: two to five words, the first and last of them names. Gives its
/// end, if there is one, and where to look for the next.
///
/// A longer run of capitals is something else, or several things, and no name is read out of it.
pub(super) fn full_name(tokens: &[Token<'_>], start: usize) -> (Option<usize>, usize) {
    // Most capitals stand alone, which needs no list of words to tell.
    if !tokens.get(start + 1).is_some_and(|next| may_begin(next) || is_particle(next.text)) {
        return (None, start + 1);
    }
    let is_start =
        is_name_word(&tokens[start]) || tokens[start].kind == Kind::Initial && !is_country(tokens, start);
    if !is_start {
        return (None, start + 1);
    }
    // "New York Yankees", "San Diego Zoo": the run began before.
    let is_place = start.checked_sub(1).is_some_and(|before| begins_a_place(tokens[before].text));
    let (mut end, mut last_name, mut words, mut names) = (start, start, 0, 0);
    while let Some(token) = tokens.get(end) {
        if is_name_word(token) || words > 0 && is_surname_too(token.text) {
            last_name = end;
            names += 1;
        } else if token.kind != Kind::Initial
            && (words == 0 || !is_particle(token.text) || !leads_on(tokens, end))
        {
            break;
        }
        words += 1;
        end += 1;
    }
    let run_end = end.max(start + 1);
    let end = last_name + 1;
    // "Jane Roe University", "Rose Garden Club": the run goes on in words that are no names.
    let goes_on = tokens
        .get(run_end)
        .is_some_and(|next| next.is_capital() && is_other(next.text) && !is_small_word(next.text));
    let is_name = names >= 2
        || names == 1 && end - start >= 2 && tokens[start].kind == Kind::Initial && end - start == 3;
    if words > LONGEST || !is_name || is_place || goes_on || run_end > end + 1 {
        return (None, run_end);
    }
    let end = with_suffix(tokens, end);
    (Some(end), end.max(run_end))
}

/// `U.S.`, `U.K.`, `U.N.`, `E.U.`: no initials of a person.
pub(super) fn is_country(tokens: &[Token<'_>], start: usize) -> bool {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let is_pair = |at: usize| matches!((text(at), text(at + 1)), ("U.", "S." | "K." | "N.") | ("E.", "U."));
    is_pair(start) || start.checked_sub(1).is_some_and(is_pair)
}

fn begins_a_place(word: &str) -> bool {
    matches!(
        word,
        "New"
            | "North"
            | "South"
            | "East"
            | "West"
            | "Northern"
            | "Southern"
            | "Eastern"
            | "Western"
            | "Upper"
            | "Lower"
            | "Saint"
            | "St"
            | "Fort"
            | "Mount"
            | "Port"
            | "Lake"
            | "Cape"
            | "San"
            | "Santa"
            | "Los"
            | "Las"
            | "Puerto"
            | "Rio"
    )
}

/// Words that have a capital only in headlines; a name before them is whole.
fn is_small_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "The", "And", "Or", "But", "Of", "In", "On", "At", "To", "For", "From", "With", "As", "By", "Over",
        "After", "Before", "Is", "Was", "Has", "Had", "Will", "Says", "Said",
    ];
    WORDS.contains(&word)
}

/// The end of a name with the `Jr.` behind it.
fn with_suffix(tokens: &[Token<'_>], end: usize) -> usize {
    let comma = usize::from(tokens.get(end).is_some_and(|token| token.is(",")));
    let is_suffixed = tokens.get(end + comma).is_some_and(|token| is_suffix(token.word()));
    if is_suffixed { end + comma + 1 } else { end }
}

/// Particles lead on to a name: `van der Berg`.
fn leads_on(tokens: &[Token<'_>], at: usize) -> bool {
    tokens[at..].iter().take(4).find(|token| !is_particle(token.text)).is_some_and(is_name_word)
}

pub(super) fn is_said_word(token: &Token<'_>) -> bool {
    token.kind == Kind::Word && is_saying(token.text)
}

/// Does a verb of saying stand right before or behind the name, so that only a person is meant?
fn is_said(tokens: &[Token<'_>], start: usize, end: usize) -> bool {
    let says = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at)).is_some_and(|token| is_plainly_saying(token.text))
    };
    if tokens.get(end).is_some_and(|next| next.kind == Kind::Possessive) {
        return false;
    }
    let behind = says(Some(end)) && is_clause_start(tokens, start);
    let before = says(start.checked_sub(1)) && ends_clause(tokens, end);
    behind || before
}

/// A subject begins here: at the head of a sentence, behind a comma or a quotation.
fn is_clause_start(tokens: &[Token<'_>], start: usize) -> bool {
    is_sentence_start(tokens, start)
        || tokens[start - 1].is(",")
        || matches!(
            tokens[start - 1].text,
            "But" | "And" | "Meanwhile" | "However" | "and" | "but" | "as" | "because" | "while" | "when"
        )
}

fn ends_clause(tokens: &[Token<'_>], end: usize) -> bool {
    tokens.get(end).is_none_or(|token| {
        matches!(token.kind, Kind::Mark | Kind::Line)
            || matches!(token.text, "in" | "at" | "on" | "after" | "during")
    })
}

/// A month or a day of the week.
pub(super) fn is_calendar(word: &str) -> bool {
    is_other(word) && (word.ends_with("day") || super::is_month(word))
}

/// Is the word a surname by itself, and no part of a longer name?
fn is_alone(tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    if !token.is_capital() {
        return false;
    }
    let after_name = at.checked_sub(1).map(|before| &tokens[before]).is_some_and(|before| {
        let is_name = before.is_capital() && !is_other(before.text) && !is_honorific(before.text);
        is_name && title_before(tokens, at).is_none()
            || before.kind == Kind::Initial
            || before.is("-")
            || before.is("&")
    });
    let before_name = tokens
        .get(at + 1)
        .is_some_and(|next| next.is_capital() || next.kind == Kind::Initial || next.is("&") || next.is("-"));
    !after_name && !before_name
}
