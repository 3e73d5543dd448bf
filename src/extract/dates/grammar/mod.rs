//! A text in, the date expressions in it out, each with its words and its meaning.
//!
//! A rule is a function from a place among the tokens to a match that begins there. Rules are tried
//! where a token can begin an expression, the longer before the shorter; modifiers (`early`, `the end
//! of`) and times of day are put around what other rules have found. A word or number is read as part
//! of a date only where nothing else can be meant: "in March 12 people" has no twelfth of March in it,
//! "1950 High Street" no year.

use super::calendar::{Point, Unit};
use super::lex::{Kind, Token, tokens};
use super::lexicon::Lex;
use super::meaning::{Field, Meaning, Moment, Time, When};
use super::tense::{self, Tense};
use crate::span::Rule;

mod clock;
mod compared;
mod figures;
mod length;
mod months;
mod relative;
mod vague;
mod weeks;
mod years;

/// A date expression. Offsets are bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub start: usize,
    pub end: usize,
    pub meaning: Meaning,
    pub rule: Rule,
    /// What the verb beside it tells.
    pub tense: Tense,
}

/// Every date expression of a text, in reading order. Linear in the text.
pub(super) fn find(text: &str) -> Vec<Found> {
    let tokens = tokens(text);
    let mut all: Vec<Found> = Vec::new();
    // The first token that no expression has taken.
    let mut floor = 0;
    let mut at = 0;
    while at < tokens.len() {
        if !tokens[at].is_opening() {
            at += 1;
            continue;
        }
        let here = At { text, tokens: &tokens, place: at, floor, depth: 0 };
        if let Some(days) = months::days(here) {
            floor = days.last().map_or(at + 1, |part| part.to);
            all.extend(days.into_iter().map(|part| found(here, part)));
            at = floor;
            continue;
        }
        let Some(match_) = expression(here).map(|match_| clock::join(here, match_)) else {
            at += 1;
            continue;
        };
        for part in match_.parts.into_iter().flatten() {
            let found = found(here, part);
            share_year(&mut all, &found, text);
            all.push(found);
        }
        floor = match_.end();
        at = floor;
    }
    all
}

/// A part of a match as it stands in the text.
fn found(here: At<'_>, part: Part) -> Found {
    Found {
        start: here.tokens[part.from].start as usize,
        end: here.tokens[part.to - 1].end as usize,
        meaning: part.meaning,
        rule: part.rule,
        tense: tense::around(here, part.from, part.to),
    }
}

/// "From March 3 to April 7, 2020": the year of the second is that of the first.
fn share_year(all: &mut [Found], second: &Found, text: &str) {
    let Some(Point::Day(_) | Point::Month { .. }) = second.meaning.point() else { return };
    let Some(first) = all.last_mut() else { return };
    let between = text[first.end..second.start].trim();
    let Meaning::Moment(Moment { when: When::Field(field @ (Field::Day { .. } | Field::Month(_)), _), time }) =
        first.meaning
    else {
        return;
    };
    let words = ["to", "and", "or", "through", "until", "till", "-", "–", "—", "/", "&"];
    if !words.contains(&between) || second.start - first.end > 12 {
        return;
    }
    let Some(point) = second.meaning.point() else { return };
    let Some(year) = point.year() else { return };
    let later = match (field, point.month()) {
        (Field::Day { month, .. } | Field::Month(month), Some(other)) => month > other,
        _ => false,
    };
    if let Some(point) = field.of_year(if later { year - 1 } else { year }) {
        first.meaning = Meaning::Moment(Moment { when: When::Point(point), time });
    }
}

/// One expression among the tokens.
#[derive(Debug, Clone, Copy)]
struct Part {
    from: usize,
    to: usize,
    meaning: Meaning,
    rule: Rule,
}

/// What was found: one expression or the two ends of a range, in reading order.
#[derive(Debug, Clone, Copy)]
struct Match {
    parts: [Option<Part>; 2],
}

impl Match {
    fn one(from: usize, to: usize, meaning: Meaning, rule: Rule) -> Self {
        Self { parts: [Some(Part { from, to, meaning, rule }), None] }
    }

    fn two(first: Part, second: Part) -> Self {
        Self { parts: [Some(first), Some(second)] }
    }

    fn first(&self) -> Option<Part> {
        self.parts[0]
    }

    fn last(&self) -> Option<Part> {
        self.parts[1].or(self.parts[0])
    }

    /// One past its last token.
    fn end(&self) -> usize {
        self.last().map_or(0, |part| part.to)
    }

    /// The only expression, when it is one.
    fn single(&self) -> Option<Part> {
        if self.parts[1].is_some() { None } else { self.parts[0] }
    }

    /// The same, begun further to the left.
    fn from(mut self, from: usize) -> Self {
        if let Some(part) = &mut self.parts[0] {
            part.from = from;
        }
        self
    }
}

/// A place among the tokens.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    text: &'a str,
    tokens: &'a [Token],
    place: usize,
    /// The first token that no expression has taken.
    floor: usize,
    /// How many modifiers stand before this place.
    depth: u8,
}

impl<'a> At<'a> {
    /// The place so many tokens further on.
    fn plus(self, by: usize) -> Self {
        Self { place: self.place + by, ..self }
    }

    fn token(self, by: usize) -> Option<Token> {
        self.tokens.get(self.place + by).copied()
    }

    /// The words of a token by its place, empty beyond the ends.
    pub(super) fn at(self, place: usize) -> &'a str {
        self.tokens.get(place).map_or("", |token| &self.text[token.start as usize..token.end as usize])
    }

    /// The words of the token so many ahead.
    fn word(self, by: usize) -> &'a str {
        self.at(self.place + by)
    }

    /// The words of the token so many before.
    fn back(self, by: usize) -> &'a str {
        self.place.checked_sub(by).map_or("", |place| self.at(place))
    }

    #[inline]
    fn is(self, by: usize, word: &str) -> bool {
        let is_as_long = |token: &Token| (token.end - token.start) as usize == word.len();
        self.tokens.get(self.place + by).is_some_and(is_as_long) && is_same(self.word(by), word)
    }

    fn is_one_of(self, by: usize, words: &[&str]) -> bool {
        is_in(self.word(by), words)
    }

    fn lex(self, by: usize) -> Option<Lex> {
        match self.token(by)?.kind {
            Kind::Lex(lex) => Some(lex),
            _ => None,
        }
    }

    fn number(self, by: usize) -> Option<u16> {
        match self.token(by)?.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    /// How many characters the token has, in bytes.
    fn width(self, by: usize) -> usize {
        self.word(by).len()
    }

    /// Does it follow the one before it without a space or the end of a line?
    fn is_joined(self, by: usize) -> bool {
        let place = self.place + by;
        match (place.checked_sub(1).and_then(|before| self.tokens.get(before)), self.tokens.get(place)) {
            (Some(before), Some(token)) => before.end == token.start && before.kind != Kind::Line,
            _ => false,
        }
    }

    fn is_capital(self, by: usize) -> bool {
        self.word(by).starts_with(char::is_uppercase)
    }

    fn is_word(self, by: usize) -> bool {
        self.token(by).is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Lex(_)))
    }

    /// The unit here, with whether it is plural.
    fn unit(self, by: usize) -> Option<(Unit, bool)> {
        match self.lex(by)? {
            Lex::Unit(unit, is_plural) => Some((unit, is_plural)),
            _ => None,
        }
    }

    /// `’s` or `'s`: how many tokens.
    fn possessive(self, by: usize) -> usize {
        let is_one = matches!(self.word(by), "’" | "'") && self.is_joined(by);
        match is_one {
            true if self.is(by + 1, "s") && self.is_joined(by + 1) => 2,
            true => 1,
            false => 0,
        }
    }

    fn one(self, tokens: usize, when: When, rule: Rule) -> Match {
        Match::one(self.place, self.place + tokens, Meaning::of(when), rule)
    }

    fn part(self, from: usize, to: usize, when: When, rule: Rule) -> Part {
        Part { from: self.place + from, to: self.place + to, meaning: Meaning::of(when), rule }
    }
}

/// Is it one of these words, in any letter case?
pub(super) fn is_in(word: &str, words: &[&str]) -> bool {
    words.iter().any(|one| is_same(one, word))
}

/// The same word, in any letter case? Most are told apart by their length or their first letter.
#[inline]
fn is_same(one: &str, other: &str) -> bool {
    let first = |word: &str| word.as_bytes().first().map(|byte| byte | 0x20);
    one.len() == other.len() && first(one) == first(other) && one.eq_ignore_ascii_case(other)
}

/// The expression that begins here, modifiers and all.
fn expression(here: At<'_>) -> Option<Match> {
    match here.lex(0) {
        // Most articles stand before words that no date has in it.
        Some(Lex::Determiner)
            if here.token(1).is_none_or(|next| matches!(next.kind, Kind::Word | Kind::Line)) =>
        {
            None
        }
        Some(Lex::Determiner | Lex::Modifier) => modified(here).or_else(|| plain(here)),
        _ => plain(here),
    }
}

/// The expression that begins here, without a modifier before it.
fn plain(here: At<'_>) -> Option<Match> {
    match here.token(0)?.kind {
        Kind::Number(_) => figures::iso(here)
            .or_else(|| figures::numeric(here))
            .or_else(|| clock::clock(here))
            .or_else(|| months::day_month(here))
            .or_else(|| figures::nine_eleven(here))
            .or_else(|| figures::ordinal(here))
            .or_else(|| weeks::nth_weekday(here))
            .or_else(|| figures::short_quarter(here))
            .or_else(|| figures::quarter_behind_year(here))
            .or_else(|| vague::times(here))
            .or_else(|| length::length(here))
            .or_else(|| figures::decade(here))
            .or_else(|| years::year(here)),
        Kind::Figure => figures::dotted(here).or_else(|| clock::clock(here)).or_else(|| length::length(here)),
        Kind::Lex(lex) => match lex {
            // May Day, April Fools’ Day, July Fourth.
            Lex::Month(4 | 5 | 7) => vague::holiday(here).or_else(|| months::month(here)),
            Lex::Month(_) | Lex::ShortMonth(_) => months::month(here),
            Lex::Weekday(_) | Lex::ShortWeekday(_) => relative::weekday(here),
            Lex::Weekdays(weekday) => vague::weekdays(here, weekday),
            Lex::Count(_) | Lex::Times(_) => months::day_month(here)
                .or_else(|| clock::clock(here))
                .or_else(|| vague::times(here))
                .or_else(|| length::length(here))
                .or_else(|| years::spelled(here)),
            Lex::Ordinal(_) => months::day_month(here)
                .or_else(|| figures::ordinal(here))
                .or_else(|| weeks::nth_weekday(here)),
            Lex::Season(_) => relative::season(here),
            Lex::Part(_) => clock::part(here),
            Lex::Day(..) => relative::day_word(here),
            Lex::Every(..) => vague::adverb(here),
            Lex::Vague(_) => vague::word(here),
            Lex::Unit(..) => length::bare(here),
            Lex::Holiday => vague::holiday(here),
            Lex::Determiner | Lex::Opening => opened(here),
            Lex::Modifier | Lex::Inner => None,
        },
        Kind::Word | Kind::Mark | Kind::Line => None,
    }
}

/// What begins with a word that says which one.
fn opened(here: At<'_>) -> Option<Match> {
    vague::set(here)
        .or_else(|| figures::last_part(here))
        .or_else(|| relative::related(here))
        .or_else(|| length::length(here))
        .or_else(|| figures::fiscal(here))
        .or_else(|| figures::anno_domini(here))
        .or_else(|| figures::named_decade(here))
        .or_else(|| vague::phrase(here))
        .or_else(|| definite(here))
}

/// `the` before what can stand with an article.
fn definite(here: At<'_>) -> Option<Match> {
    if !here.is(0, "the") {
        return None;
    }
    let next = here.plus(1);
    let match_ = match next.token(0)?.kind {
        Kind::Number(_) => {
            if let Some(match_) = months::day_month(next).or_else(|| figures::ordinal(next)) {
                return Some(match_.from(here.place));
            }
            weeks::day_of_month(here)
                .or_else(|| weeks::nth_weekday(next))
                .or_else(|| figures::quarter_behind_year(next))
                .or_else(|| figures::decade(next))
        }
        Kind::Mark => {
            // "The '80s".
            let decade = figures::decade(next.plus(1))?;
            (decade.first()?.from == next.place).then_some(decade)
        }
        Kind::Lex(Lex::Ordinal(_) | Lex::Count(_)) => {
            months::day_month(next).or_else(|| figures::ordinal(next)).or_else(|| weeks::nth_weekday(next))
        }
        Kind::Lex(Lex::Season(_)) => relative::season(next),
        Kind::Lex(Lex::Part(_)) => relative::part_beside(here).or_else(|| clock::part(next)),
        Kind::Lex(Lex::Month(_)) => compared::month_quarter(next),
        Kind::Lex(Lex::Determiner | Lex::Modifier) => modified(next),
        Kind::Lex(Lex::Opening) => {
            figures::last_part(next).or_else(|| figures::named_decade(next)).or_else(|| figures::fiscal(next))
        }
        Kind::Lex(Lex::Unit(Unit::Weekend, false)) => {
            weeks::around(here, Unit::Weekend).or_else(|| Some(relative::weekend(next)))
        }
        Kind::Lex(Lex::Unit(..)) => relative::unit_with_article(here),
        _ => None,
    }?;
    Some(match_.from(here.place))
}

/// `early`, `mid-`, `the end of`, `later` before a stretch of the calendar.
fn modified(here: At<'_>) -> Option<Match> {
    let mut by = usize::from(here.is(0, "the"));
    if here.lex(by) != Some(Lex::Modifier) {
        return None;
    }
    if here.is_one_of(by, &["early", "late", "mid", "middle", "earlier", "later"]) {
        by += 1;
        by += usize::from(matches!(here.word(by), "-" | "–") && here.is_joined(by));
        if here.is(by, "on") || here.is(by, "in") || here.is(by, "of") {
            by += 1;
        }
    } else if here.is_one_of(by, &["end", "beginning", "start", "close", "outset", "turn", "rest"])
        && here.is(by + 1, "of")
    {
        by += 2;
    } else {
        return None;
    }
    if here.is(by - 1, "the") {
        return None;
    }
    if let Some(match_) = clock::modified_part(here, by) {
        return Some(match_);
    }
    // "The early the early …" is no expression, however long it goes on.
    if here.depth > 1 {
        return None;
    }
    let inner = At { depth: here.depth + 1, ..here.plus(by) };
    let match_ = relative::the_unit(inner)
        .or_else(|| plain(inner))
        .filter(|match_| match_.first().is_some_and(|part| part.from <= inner.place + 1))?;
    let moment = match_.single()?.meaning.moment()?;
    // "Early in the morning" needs no day, "late at 5 p.m." is no expression.
    let is_part = matches!(moment.time, Some(Time::Part(_)));
    (!matches!(moment.when, When::Either(..)) && (moment.when != When::SomeDay || is_part))
        .then(|| match_.from(here.place))
}
