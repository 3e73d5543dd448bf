//! The words that dates are made of, and what each of them is.
//!
//! A word is looked up by its first sixteen bytes in small letters; most words of a text are told from
//! the table by their length, first and last letter alone.

use std::sync::LazyLock;

use super::calendar::{Season, Unit};
use super::meaning::{PartOfDay, Vague};

/// What a word is to a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lex {
    /// A month by its full name, English or not.
    Month(i8),
    /// A month by its abbreviation.
    ShortMonth(i8),
    /// A weekday, Monday is 1.
    Weekday(i8),
    /// An abbreviated weekday.
    ShortWeekday(i8),
    /// `Mondays`.
    Weekdays(i8),
    /// `day`, `weeks`: and whether it is plural.
    Unit(Unit, bool),
    /// A number below a hundred in words.
    Count(u8),
    /// `hundred`, `thousand`.
    Times(u16),
    /// `first`, `twentieth`.
    Ordinal(u8),
    /// A season.
    Season(Season),
    /// `morning`, `night`, `noon`.
    Part(PartOfDay),
    /// `today` and its like: days from the day of writing, and the part of that day.
    Day(i8, Option<PartOfDay>),
    /// `daily`, `annual`, `biennial`: comes again after so many of the unit.
    Every(Unit, u8),
    /// `now`, `recently`, `soon`.
    Vague(Vague),
    /// Begins an expression: `last`, `every`, `early`, `the`.
    Opening,
    /// Ends an expression and begins none: `time`.
    Inner,
}

const WORDS: &[(&str, Lex)] = {
    use Lex::{
        Count, Day, Every, Inner, Month, Opening, Ordinal, Part, Season as S, ShortMonth, ShortWeekday,
        Times, Unit as U, Vague as V, Weekday, Weekdays,
    };
    &[
        ("january", Month(1)),
        ("february", Month(2)),
        ("march", Month(3)),
        ("april", Month(4)),
        ("may", Month(5)),
        ("june", Month(6)),
        ("july", Month(7)),
        ("august", Month(8)),
        ("september", Month(9)),
        ("october", Month(10)),
        ("november", Month(11)),
        ("december", Month(12)),
        ("jan", ShortMonth(1)),
        ("feb", ShortMonth(2)),
        ("mar", ShortMonth(3)),
        ("apr", ShortMonth(4)),
        ("jun", ShortMonth(6)),
        ("jul", ShortMonth(7)),
        ("aug", ShortMonth(8)),
        ("sep", ShortMonth(9)),
        ("sept", ShortMonth(9)),
        ("oct", ShortMonth(10)),
        ("nov", ShortMonth(11)),
        ("dec", ShortMonth(12)),
        // Spanish and French, beside a day or a year only.
        ("enero", ShortMonth(1)),
        ("febrero", ShortMonth(2)),
        ("marzo", ShortMonth(3)),
        ("abril", ShortMonth(4)),
        ("mayo", ShortMonth(5)),
        ("junio", ShortMonth(6)),
        ("julio", ShortMonth(7)),
        ("agosto", ShortMonth(8)),
        ("septiembre", ShortMonth(9)),
        ("setiembre", ShortMonth(9)),
        ("octubre", ShortMonth(10)),
        ("noviembre", ShortMonth(11)),
        ("diciembre", ShortMonth(12)),
        ("janvier", ShortMonth(1)),
        ("février", ShortMonth(2)),
        ("avril", ShortMonth(4)),
        ("juin", ShortMonth(6)),
        ("juillet", ShortMonth(7)),
        ("août", ShortMonth(8)),
        ("septembre", ShortMonth(9)),
        ("octobre", ShortMonth(10)),
        ("novembre", ShortMonth(11)),
        ("décembre", ShortMonth(12)),
        ("monday", Weekday(1)),
        ("tuesday", Weekday(2)),
        ("wednesday", Weekday(3)),
        ("thursday", Weekday(4)),
        ("friday", Weekday(5)),
        ("saturday", Weekday(6)),
        ("sunday", Weekday(7)),
        ("mondays", Weekdays(1)),
        ("tuesdays", Weekdays(2)),
        ("wednesdays", Weekdays(3)),
        ("thursdays", Weekdays(4)),
        ("fridays", Weekdays(5)),
        ("saturdays", Weekdays(6)),
        ("sundays", Weekdays(7)),
        ("mon", ShortWeekday(1)),
        ("tue", ShortWeekday(2)),
        ("tues", ShortWeekday(2)),
        ("wed", ShortWeekday(3)),
        ("thu", ShortWeekday(4)),
        ("thur", ShortWeekday(4)),
        ("thurs", ShortWeekday(4)),
        ("fri", ShortWeekday(5)),
        ("sat", ShortWeekday(6)),
        ("sun", ShortWeekday(7)),
        ("minute", U(Unit::Minute, false)),
        ("minutes", U(Unit::Minute, true)),
        ("hour", U(Unit::Hour, false)),
        ("hours", U(Unit::Hour, true)),
        ("day", U(Unit::Day, false)),
        ("days", U(Unit::Day, true)),
        ("week", U(Unit::Week, false)),
        ("weeks", U(Unit::Week, true)),
        ("fortnight", U(Unit::Fortnight, false)),
        ("fortnights", U(Unit::Fortnight, true)),
        ("weekend", U(Unit::Weekend, false)),
        ("weekends", U(Unit::Weekend, true)),
        ("month", U(Unit::Month, false)),
        ("months", U(Unit::Month, true)),
        ("quarter", U(Unit::Quarter, false)),
        ("quarters", U(Unit::Quarter, true)),
        ("year", U(Unit::Year, false)),
        ("years", U(Unit::Year, true)),
        ("decade", U(Unit::Decade, false)),
        ("decades", U(Unit::Decade, true)),
        ("century", U(Unit::Century, false)),
        ("centuries", U(Unit::Century, true)),
        ("one", Count(1)),
        ("two", Count(2)),
        ("three", Count(3)),
        ("four", Count(4)),
        ("five", Count(5)),
        ("six", Count(6)),
        ("seven", Count(7)),
        ("eight", Count(8)),
        ("nine", Count(9)),
        ("ten", Count(10)),
        ("eleven", Count(11)),
        ("twelve", Count(12)),
        ("dozen", Count(12)),
        ("thirteen", Count(13)),
        ("fourteen", Count(14)),
        ("fifteen", Count(15)),
        ("sixteen", Count(16)),
        ("seventeen", Count(17)),
        ("eighteen", Count(18)),
        ("nineteen", Count(19)),
        ("twenty", Count(20)),
        ("thirty", Count(30)),
        ("forty", Count(40)),
        ("fifty", Count(50)),
        ("sixty", Count(60)),
        ("seventy", Count(70)),
        ("eighty", Count(80)),
        ("ninety", Count(90)),
        ("hundred", Times(100)),
        ("thousand", Times(1000)),
        ("first", Ordinal(1)),
        ("second", Ordinal(2)),
        ("third", Ordinal(3)),
        ("fourth", Ordinal(4)),
        ("fifth", Ordinal(5)),
        ("sixth", Ordinal(6)),
        ("seventh", Ordinal(7)),
        ("eighth", Ordinal(8)),
        ("ninth", Ordinal(9)),
        ("tenth", Ordinal(10)),
        ("eleventh", Ordinal(11)),
        ("twelfth", Ordinal(12)),
        ("thirteenth", Ordinal(13)),
        ("fourteenth", Ordinal(14)),
        ("fifteenth", Ordinal(15)),
        ("sixteenth", Ordinal(16)),
        ("seventeenth", Ordinal(17)),
        ("eighteenth", Ordinal(18)),
        ("nineteenth", Ordinal(19)),
        ("twentieth", Ordinal(20)),
        ("spring", S(Season::Spring)),
        ("summer", S(Season::Summer)),
        ("autumn", S(Season::Autumn)),
        ("fall", S(Season::Autumn)),
        ("winter", S(Season::Winter)),
        ("morning", Part(PartOfDay::Morning)),
        ("midday", Part(PartOfDay::Midday)),
        ("noon", Part(PartOfDay::Noon)),
        ("afternoon", Part(PartOfDay::Afternoon)),
        ("evening", Part(PartOfDay::Evening)),
        ("night", Part(PartOfDay::Night)),
        ("midnight", Part(PartOfDay::Midnight)),
        ("dawn", Part(PartOfDay::Dawn)),
        ("today", Day(0, None)),
        ("tonight", Day(0, Some(PartOfDay::Night))),
        ("yesterday", Day(-1, None)),
        ("tomorrow", Day(1, None)),
        ("hourly", Every(Unit::Hour, 1)),
        ("daily", Every(Unit::Day, 1)),
        ("weekly", Every(Unit::Week, 1)),
        ("monthly", Every(Unit::Month, 1)),
        ("quarterly", Every(Unit::Quarter, 1)),
        ("yearly", Every(Unit::Year, 1)),
        ("annual", Every(Unit::Year, 1)),
        ("annually", Every(Unit::Year, 1)),
        ("biweekly", Every(Unit::Week, 2)),
        ("fortnightly", Every(Unit::Week, 2)),
        ("semiannual", Every(Unit::Month, 6)),
        ("semiannually", Every(Unit::Month, 6)),
        ("biennial", Every(Unit::Year, 2)),
        ("now", V(Vague::Present)),
        ("nowadays", V(Vague::Present)),
        ("currently", V(Vague::Present)),
        ("presently", V(Vague::Present)),
        ("recently", V(Vague::Past)),
        ("recent", V(Vague::Past)),
        ("lately", V(Vague::Past)),
        ("soon", V(Vague::Future)),
        ("shortly", V(Vague::Future)),
        ("future", V(Vague::Future)),
        ("a", Opening),
        ("an", Opening),
        ("the", Opening),
        ("this", Opening),
        ("these", Opening),
        ("that", Opening),
        ("same", Opening),
        ("last", Opening),
        ("past", Opening),
        ("previous", Opening),
        ("preceding", Opening),
        ("prior", Opening),
        ("next", Opening),
        ("coming", Opening),
        ("upcoming", Opening),
        ("following", Opening),
        ("current", Opening),
        ("present", Opening),
        ("every", Opening),
        ("each", Opening),
        ("per", Opening),
        ("once", Opening),
        ("twice", Opening),
        ("long", Opening),
        ("latest", Opening),
        ("final", Opening),
        ("latter", Opening),
        ("time", Inner),
        ("moment", Inner),
        ("couple", Inner),
        ("several", Opening),
        ("few", Opening),
        ("many", Opening),
        ("some", Opening),
        ("half", Opening),
        ("early", Opening),
        ("earlier", Opening),
        ("late", Opening),
        ("later", Opening),
        ("mid", Opening),
        ("middle", Opening),
        ("end", Opening),
        ("beginning", Opening),
        ("start", Opening),
        ("close", Opening),
        ("outset", Opening),
        ("turn", Opening),
        ("rest", Opening),
        ("fiscal", Opening),
        ("christmas", Opening),
        ("xmas", Opening),
        ("easter", Opening),
        ("thanksgiving", Opening),
        ("halloween", Opening),
        ("juneteenth", Opening),
        ("boxing", Opening),
        ("labor", Opening),
        ("memorial", Opening),
        ("veterans", Opening),
        ("armistice", Opening),
        ("columbus", Opening),
        ("presidents", Opening),
        ("valentine", Opening),
        ("father", Opening),
        ("new", Opening),
        ("good", Opening),
        ("ash", Opening),
        ("palm", Opening),
        ("black", Opening),
        ("st", Opening),
        ("mlk", Opening),
        ("martin", Opening),
        ("groundhog", Opening),
        ("international", Opening),
        ("earth", Opening),
        ("anzac", Opening),
        ("cinco", Opening),
        ("canada", Opening),
        ("bastille", Opening),
        ("guy", Opening),
        ("remembrance", Opening),
        ("election", Opening),
        ("cyber", Opening),
        ("mardi", Opening),
        ("shrove", Opening),
        ("maundy", Opening),
        ("ascension", Opening),
        ("whit", Opening),
        ("pentecost", Opening),
        ("ad", Opening),
        ("sixties", Opening),
        ("twenties", Opening),
        ("thirties", Opening),
        ("forties", Opening),
        ("fifties", Opening),
        ("seventies", Opening),
        ("eighties", Opening),
        ("nineties", Opening),
        ("noughties", Opening),
    ]
};

/// Slots of the table: a power of two, so that it is a third full at most.
const SLOTS: usize = 1024;

struct Table {
    slots: Vec<Option<(u128, Lex)>>,
    /// The last letters of the words of a length, by their first.
    ends: [[u32; 32]; LONGEST + 1],
}

/// So many bytes has the longest word at most.
const LONGEST: usize = 16;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { slots: vec![None; SLOTS], ends: [[0; 32]; LONGEST + 1] };
    for (word, lex) in WORDS {
        let word = word.as_bytes();
        let Some(key) = key(word) else { continue };
        let mut slot = slot(key);
        while table.slots[slot].is_some() {
            slot = (slot + 1) % SLOTS;
        }
        table.slots[slot] = Some((key, *lex));
        table.ends[word.len()][letter(word[0])] |= 1 << letter(word[word.len() - 1]);
    }
    table
});

/// The number of a letter, the same for both letter cases.
fn letter(byte: u8) -> usize {
    usize::from(byte & 31)
}

/// A word in small letters, as a number.
fn key(word: &[u8]) -> Option<u128> {
    let mut small = [0; LONGEST];
    small.get_mut(..word.len())?.copy_from_slice(word);
    small.make_ascii_lowercase();
    Some(u128::from_le_bytes(small))
}

fn slot(key: u128) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the halves are mixed, and so are the bits that stay"
    )]
    let mixed = (key as u64 ^ (key >> 64) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 54) as usize % SLOTS
}

/// What a word is to a date, if anything.
pub(super) fn look_up(word: &[u8]) -> Option<Lex> {
    let table = &*TABLE;
    let (first, last) = (*word.first()?, *word.last()?);
    if table.ends.get(word.len())?[letter(first)] >> letter(last) & 1 == 0 {
        return None;
    }
    let key = key(word)?;
    let mut slot = slot(key);
    while let Some((other, lex)) = table.slots[slot] {
        if other == key {
            return Some(lex);
        }
        slot = (slot + 1) % SLOTS;
    }
    None
}
