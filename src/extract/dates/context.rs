//! Walks through an article's dates and gives each the anchor that holds where it stands.

use jiff::civil::Date;

use super::calendar::{Point, Unit, plus_days};
use super::meaning::{Base, Field, Meaning, Moment, Way, When};
use super::resolve::{Anchor, Order, Style, resolve};
use super::tense::Tense;
use super::{DateRole, Read};
use crate::article::{Article, Zone};

/// What each date means, in the same order, with all that the others tell.
pub(super) fn complete(article: &Article, dates: &[Read], document: Option<Date>) -> Vec<Meaning> {
    let anchor = Anchor {
        document,
        style: style(article, dates, document),
        spoken: None,
        story: None,
        day: None,
        quarter: None,
        order: order(article, dates),
    };
    let mut walk = Walk { anchor, aside: None, said: None, quarter: None };
    let mut before = (Zone::Headline, 0);
    let mut meanings = Vec::with_capacity(dates.len());
    for read in dates {
        let from = if before.0 == read.zone { before.1 } else { 0 };
        let between = &article.text(read.zone)[from..read.found.start];
        if before.0 != read.zone || between.contains('\n') {
            walk.begin_paragraph(before.0 != read.zone);
        } else if between.contains(". ") {
            walk.said = None;
            walk.quarter = None;
        }
        before = (read.zone, read.found.start);
        let meaning = walk.resolve(read);
        walk.remember(meaning, read, article.text(read.zone));
        meanings.push(meaning);
    }
    for at in 1..dates.len() {
        pair(article, &walk.anchor, &dates[at - 1..=at], &mut meanings[at - 1..=at]);
    }
    meanings
}

/// Between the two ends of a stretch.
const RANGE: &[&str] = &["to", "through", "until", "till", "-", "–", "—", "to the", "until the"];

/// Two dates that tell something of each other: "the quarter ended Sept. 30", "from Monday to Friday".
fn pair(article: &Article, anchor: &Anchor, dates: &[Read], meanings: &mut [Meaning]) {
    let ([first, second], [before, after]) = (dates, meanings) else { return };
    if first.zone != second.zone || second.found.start - first.found.end > 16 {
        return;
    }
    let text = article.text(first.zone);
    let between = text[first.found.end..second.found.start].trim();
    match (when(first), when(second), after.point()) {
        (Some(When::Shift(unit @ (Unit::Quarter | Unit::Year), 0, Base::Context)), _, Some(point))
            if matches!(between, "ended" | "ending" | "that ended" | "ends" | "to" | "through") =>
        {
            if let Some(point) = point.shift(unit, 0) {
                *before = Meaning::of(When::Point(point));
            }
        }
        // A stretch of one year that would end before it begins: its end was the nearer to the day of writing.
        (Some(When::Field(one, Way::Near)), Some(When::Field(other, Way::Near)), Some(end))
            if anchor.style == Style::News && is_stretch([one, other], text, first.found.start, between) =>
        {
            in_order([one, other], [before, after], end);
        }
        // "Two days later, on March 4" is one day.
        (
            Some(When::Shift(Unit::Day, _, Base::Context)),
            Some(When::Field(Field::Day { .. }, _)),
            Some(day),
        ) if anchor.style == Style::News && matches!(between, ", on" | ",") => {
            *before = Meaning::of(When::Point(day));
        }
        // A stretch from one weekday to another does not end before it begins, nor does "on Monday and Tuesday".
        (Some(When::Weekday(_, Way::Near)), Some(When::Weekday(_, Way::Near)), Some(Point::Day(last)))
            if RANGE.contains(&between) || between == "and" && is_ahead(*before, anchor.document) =>
        {
            if let (Some(Point::Day(begin)), Meaning::Moment(moment)) = (before.point(), *after)
                && last < begin
                && let Some(last) = plus_days(last, 7)
            {
                *after = Meaning::Moment(Moment { when: When::Point(Point::Day(last)), ..moment });
            }
        }
        _ => {}
    }
}

fn is_ahead(meaning: Meaning, document: Option<Date>) -> bool {
    matches!((meaning.point(), document), (Some(Point::Day(day)), Some(document)) if day > document)
}

/// What has been spoken of up to a place of the article.
struct Walk {
    anchor: Anchor,
    /// The last year that did not belong to the story.
    aside: Option<i16>,
    /// The year that the sentence has said by itself.
    said: Option<i16>,
    /// The quarter that the sentence has spoken of.
    quarter: Option<Point>,
}

/// A year so far from those of the story is an aside, until another one near it is named.
const ASIDE: u16 = 12;

impl Walk {
    /// News begins anew with each paragraph, a story with each zone.
    fn begin_paragraph(&mut self, is_new_zone: bool) {
        self.said = None;
        self.quarter = None;
        if is_new_zone || self.anchor.style == Style::News {
            self.anchor.spoken = None;
            self.anchor.story = None;
            self.anchor.day = None;
        }
    }

    fn resolve(&self, read: &Read) -> Meaning {
        // "In 2011 it began, on March 25 to be exact": that year may be meant as well as this one.
        let is_day = matches!(when(read), Some(When::Field(Field::Day { weekday: None, .. }, Way::Near)));
        let is_other = self.anchor.document.zip(self.said).is_some_and(|(day, said)| day.year() != said);
        if is_day && is_other && self.anchor.style == Style::News {
            return read.found.meaning;
        }
        // "Profit was $3 million in the third quarter, up from $2 million a year ago".
        if let (Some(When::Shift(Unit::Year, -1, _)), Some(quarter)) = (when(read), self.quarter)
            && matches!(read.found.rule, "dates.ago" | "dates.context")
            && let Some(quarter) = quarter.shift(Unit::Quarter, -4)
        {
            return Meaning::of(When::Point(quarter));
        }
        resolve(read.found.meaning, read.found.tense, &self.anchor)
    }

    /// What was just spoken of.
    fn remember(&mut self, meaning: Meaning, read: &Read, text: &str) {
        if let Some(Point::Year(year)) = read.found.meaning.point() {
            self.said = Some(year);
        }
        // A story is not carried on by what is counted from our days.
        let is_counted = matches!(when(read), Some(When::Shift(_, _, Base::Document)));
        let is_of_text = matches!(read.role, DateRole::Mentioned | DateRole::Dateline);
        if !is_of_text || is_counted && self.anchor.style == Style::Narrative {
            return;
        }
        let Some(point) = meaning.point().filter(|point| point.year().is_some()) else { return };
        self.anchor.spoken = Some(point);
        if matches!(point, Point::Quarter { .. }) {
            self.quarter = Some(point);
        }
        if matches!(point, Point::Quarter { .. }) && !matches!(when(read), Some(When::Shift(..))) {
            self.anchor.quarter = Some(point);
        }
        self.anchor.day = if let Point::Day(day) = point { Some(day) } else { None };
        if !self.is_aside(point) && !self.is_glance(point, read, text) {
            self.anchor.story = Some(point);
        }
    }

    /// A story that glances back or ahead stays where it is: "as in the previous year", "the August 1792 uprising",
    /// "since 1791", "a campaign planned for 1976".
    fn is_glance(&self, point: Point, read: &Read, text: &str) -> bool {
        let Some((begin, end)) = self.anchor.story.and_then(Point::days) else { return false };
        let Some((first, last)) = point.days() else { return false };
        let is_counted_back = matches!(when(read), Some(When::Shift(_, ..=-1, Base::Context)));
        if read.found.meaning.point().is_none() {
            return is_counted_back;
        }
        let before = text[..read.found.start].trim_end();
        let is_attribute = before.ends_with("the")
            && text[read.found.end..].trim_start().starts_with(|c: char| c.is_lowercase());
        last < begin && (is_attribute || before.ends_with("since"))
            || first > end
                && read.found.tense == Tense::Future
                && !before.ends_with("by")
                && !before.ends_with("By")
    }

    fn is_aside(&mut self, point: Point) -> bool {
        match (point, self.anchor.story.and_then(Point::year)) {
            (Point::Year(year), Some(story)) if year.abs_diff(story) > ASIDE => {
                self.aside.replace(year).is_none_or(|other| year.abs_diff(other) > ASIDE)
            }
            _ => false,
        }
    }
}

/// Do two days or months tell where something begins and ends? "In June and April" do not, "between October
/// and March" and "April 9 and 17" do.
fn is_stretch(fields: [Field; 2], text: &str, start: usize, between: &str) -> bool {
    if between != "and" {
        return RANGE.contains(&between);
    }
    let is_led = text[..start].trim_end().ends_with("etween");
    let months = fields.map(|field| if let Field::Day { month, .. } = field { Some(month) } else { None });
    is_led || months[0].is_some() && months[0] == months[1]
}

/// Brings the second of two days or months behind the first: into its year, or into the next.
fn in_order(fields: [Field; 2], [before, after]: [&mut Meaning; 2], end: Point) {
    let (Some(begin), Meaning::Moment(first), Meaning::Moment(second)) = (before.point(), *before, *after)
    else {
        return;
    };
    let (Some(begun), Some(ended)) = (begin.days(), end.days()) else { return };
    let (Some(year), Some(last)) = (begin.year(), end.year()) else { return };
    // Without a year it is shorter than one.
    let is_long = (ended.0 - begun.0).get_days() > 366;
    if begun.0 <= ended.0 && !is_long
        || !fields.iter().all(|field| matches!(field, Field::Day { .. } | Field::Month(_)))
    {
        return;
    }
    let [one, other] = fields;
    if is_long && let Some(end) = other.of_year(year) {
        *after = Meaning::Moment(Moment { when: When::Point(end), ..second });
        return;
    }
    match (one.of_year(last), other.of_year(year + 1)) {
        (Some(begin), _) if begin.days().is_some_and(|days| days.0 <= ended.0) => {
            *before = Meaning::Moment(Moment { when: When::Point(begin), ..first });
        }
        (_, Some(end)) => *after = Meaning::Moment(Moment { when: When::Point(end), ..second }),
        _ => {}
    }
}

/// A narrative dates itself by years that are past, and seldom says a weekday or "today". It has no dateline.
fn style(article: &Article, dates: &[Read], document: Option<Date>) -> Style {
    let body = article.text(Zone::Body);
    let in_body = || dates.iter().filter(|read| read.zone == Zone::Body);
    let mut years: Vec<i16> =
        in_body().filter_map(|read| read.found.meaning.point().and_then(Point::year)).collect();
    years.sort_unstable();
    let without_year = in_body()
        .filter(|read| matches!(when(read), Some(When::Field(Field::Day { .. } | Field::Month(_), _))))
        .count();
    let days = in_body()
        .filter(|read| {
            matches!(when(read), Some(When::Weekday(..) | When::Shift(Unit::Day, -1..=1, Base::Document)))
        })
        .count();
    let is_past = match (years.get(years.len() / 2), document) {
        (Some(median), Some(document)) => document.year() - median >= 2,
        (Some(_), None) => true,
        (None, _) => false,
    };
    let has_dateline = in_body().any(|read| read.role == DateRole::Dateline);
    // With a day of publication that lies behind them, one year in two thousand characters will do, and ten such
    // dates for each weekday. Without it news must not be taken for a story.
    let (spread, weekday) = if document.is_some() { (2000, 10) } else { (700, 40) };
    let is_dated = years.len() >= 4 && years.len() * spread >= body.len();
    if is_past && is_dated && !has_dateline && days * weekday <= years.len() + without_year {
        Style::Narrative
    } else {
        Style::News
    }
}

fn when(read: &Read) -> Option<When> {
    read.found.meaning.moment().map(|moment| moment.when)
}

/// How the article writes days in figures, where one of them leaves no choice.
pub(super) fn order(article: &Article, dates: &[Read]) -> Option<Order> {
    let mut order = None;
    for read in
        dates.iter().filter(|read| read.found.rule == "dates.numeric" && read.found.meaning.is_whole())
    {
        let words = &article.text(read.zone)[read.found.start..read.found.end];
        let mut numbers = words.split(['/', '-', '.']).map(|number| number.parse::<u8>().unwrap_or(0));
        let this = match (numbers.next()?, numbers.next()?) {
            (13.., _) => Order::DayFirst,
            (_, 13..) => Order::MonthFirst,
            _ => continue,
        };
        if order.is_some_and(|order| order != this) {
            return None;
        }
        order = Some(this);
    }
    order
}
