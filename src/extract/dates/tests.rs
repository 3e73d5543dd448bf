//! What is read as a date, and what is not. All sentences are made up.

use proptest::prelude::*;

use super::*;

fn body(text: &str) -> Article {
    let mut article = Article::default();
    article.push(Zone::Body, text);
    article
}

/// `words = value` for each mention.
fn found(article: &Article, given: &Given) -> String {
    let (_, dates) = extract(article, given);
    let words = dates.iter().map(|date| format!("{} = {}", article.words(date.span), date.value.value));
    words.collect::<Vec<_>>().join("; ")
}

/// A table of sentences in the manner of the wires: the day of publication, the sentence, what is to be found. A
/// fourth column is what is read where that is not yet the same.
#[test]
fn newswire_sentences() {
    let mut wrong = Vec::new();
    for line in include_str!("newswire.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or_else(|| panic!("a column is missing: {line}"));
        let (published, text, expected) = (column(), column(), column());
        let published = match published {
            "" => Some(jiff::civil::date(2020, 3, 25)),
            "-" => None,
            day => Some(day.parse().unwrap()),
        };
        let read = found(&body(text), &Given { published, ..Given::default() });
        // A known miss that is read as it should be must lose its fourth column.
        let is_right = columns.next().map_or(read == expected, |known| read == known && read != expected);
        if !is_right {
            wrong.push(format!("{text}\n  {read}\n  {expected}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} are wrong: the text, what is read, what it says\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn dates_that_are_read() {
    for (text, expected) in [
        ("It opened on 2020-03-25.", "2020-03-25 = 2020-03-25"),
        ("It opened on 2020/03/25, late.", "2020/03/25 = 2020-03-25"),
        ("On 2020-03-25T10:00Z it rang.", "2020-03-25 = 2020-03-25"),
        ("It opened on March 25, 2020, in rain.", "March 25, 2020 = 2020-03-25"),
        ("On Wednesday, March 25, 2020, it rained.", "Wednesday, March 25, 2020 = 2020-03-25"),
        ("Sworn in Jan. 3rd, 1997.", "Jan. 3rd, 1997 = 1997-01-03"),
        ("PORT ALDO, SEPT. 4, 1901", "SEPT. 4, 1901 = 1901-09-04"),
        ("It sank on 14 April 1912.", "14 April 1912 = 1912-04-14"),
        ("On the 3rd of May, 1926, all stood still.", "the 3rd of May, 1926 = 1926-05-03"),
        ("El 25 de marzo de 2019 volvió.", "25 de marzo de 2019 = 2019-03-25"),
        ("In March 12 people were hurt.", "March = XXXX-03"),
        ("It rang at 10:30 and cost $2020.", "10:30 = XXXX-XX-XXT10:30"),
        ("In March 2020 it closed.", "March 2020 = 2020-03"),
        ("Since August of 1944.", "August of 1944 = 1944-08"),
        ("From Jan. 5-7, 2020, they met.", "Jan. 5 = 2020-01-05; 7, 2020 = 2020-01-07"),
        ("They met March 3 to 7.", "March 3 = XXXX-03-03; 7 = XXXX-03-07"),
        ("By March 31 and not before April 2.", "March 31 = XXXX-03-31; April 2 = XXXX-04-02"),
        ("On 25 March they came.", "25 March = XXXX-03-25"),
        ("On Saturday, Feb. 29, it snowed.", "Saturday, Feb. 29 = XXXX-02-29"),
        ("It closed in 2011 and reopened in 2013.", "2011 = 2011; 2013 = 2013"),
        ("From 2011 to 2013 he sang (1998).", "2011 = 2011; 2013 = 2013; 1998 = 1998"),
        ("Throughout the 1990s it stood.", "the 1990s = 199"),
        ("Within 135 days of the deal.", "135 days = P135D"),
        ("For 14 months, two weeks and a 24-hour day.", "14 months = P14M; two weeks = P2W; 24-hour = PT24H"),
        ("Twenty-two years of it.", "Twenty-two years = P22Y"),
        ("The 2019-20 season.", "2019 = 2019; 20 = 2020"),
        ("He fell on March 15, 44 BC, at noon.", "March 15, 44 BC, at noon = BC0044-03-15T12:00"),
        ("On 2 September 31 B.C. they fought.", "2 September 31 B.C. = BC0031-09-02"),
        ("A three-year plan for 2 decades.", "three-year = P3Y; 2 decades = P20Y"),
    ] {
        assert_eq!(found(&body(text), &Given::default()), expected, "{text}");
    }
}

#[test]
fn what_is_no_date() {
    for text in [
        "She may 5 times have been wrong; May Smith was not.",
        "April Jones marched on with June and Augusta.",
        "It won 25-20, then 3-2, 10:30 and cost $2020 or 2,020 euros.",
        "Version 2.0.19, page 1999, phone 555-2020-03.",
        "Room 2010 of 1950 High Street has 2000 books.",
        "On Feb. 30, 2019, and 2019-02-30, nothing happened.",
        "UP 9 SEP7 729 UP 17 DEC7 35 UNCH MAR8",
        "May’s 5 cats and March-5 boots.",
        "A man aged 30 years, and three 12-year-olds.",
        "The 1900s.",
        "In 2010 people stood in line.",
        "March 5 percent and March 40.",
        "The Sun 5, The Mail 2.",
        "12345-03-25 and 2020-03-25-17",
    ] {
        assert_eq!(found(&body(text), &Given::default()), "", "{text}");
    }
}

#[test]
fn roles_and_the_day_of_publication() {
    let date = |text: &str, role| (text.to_owned(), role);
    for (byline, text, published, roles) in [
        (
            "By Jane Roe | Reuters | May 3, 2019",
            "It rained.",
            Some("2019-05-03"),
            vec![date("May 3, 2019", DateRole::Published)],
        ),
        (
            "Published: May 3, 2019\n\nUpdated: May 4, 2019",
            "It rained.",
            Some("2019-05-03"),
            vec![date("May 3, 2019", DateRole::Published), date("May 4, 2019", DateRole::Updated)],
        ),
        (
            "Published: May 3, 2019\n\nPublished on May 5, 2019",
            "It rained.",
            None,
            vec![date("May 3, 2019", DateRole::Published), date("May 5, 2019", DateRole::Published)],
        ),
        (
            "",
            "PORT ALDO, June 4, 2019 (Reuters) - It rained.",
            Some("2019-06-04"),
            vec![date("June 4, 2019", DateRole::Dateline)],
        ),
        ("", "Port Aldo, June 4: It rained.", None, vec![date("June 4", DateRole::Dateline)]),
        ("", "ST. PAUL, Minn., June 4 (UPI) -- It rained.", None, vec![date("June 4", DateRole::Dateline)]),
        (
            "",
            "It rained on June 4, 2019 (Reuters) - twice.",
            None,
            vec![date("June 4, 2019", DateRole::Mentioned)],
        ),
        (
            "",
            "The story was published on May 3, 2019, by somebody else, in a magazine that nobody has seen since then.",
            None,
            vec![date("May 3, 2019", DateRole::Mentioned)],
        ),
    ] {
        let mut article = Article::default();
        article.push(Zone::Byline, byline);
        article.push(Zone::Body, text);
        let (day, dates) = extract(&article, &Given::default());
        assert_eq!(day.map(|day| day.value.value).as_deref(), published, "{byline} {text}");
        let given: Vec<_> = dates
            .iter()
            .map(|mention| (article.words(mention.span).to_owned(), mention.value.role))
            .collect();
        assert_eq!(given, roles, "{byline} {text}");
    }
}

#[test]
fn a_day_in_figures_that_nothing_settles_is_ambiguous() {
    let read = |text: &str, published: Option<jiff::civil::Date>| {
        let mut article = Article::default();
        article.push(Zone::Body, text);
        let (day, dates) = extract(&article, &Given { published, ..Given::default() });
        let date = dates[0].value.clone();
        let day = day.map(|day| format!("{} {}", day.value.value, day.value.certainty.as_str()));
        let span = [date.earliest, date.latest, date.note].map(Option::unwrap_or_default).join(" ");
        (date.value, date.certainty, span, day.unwrap_or_default())
    };
    let of = |value: &str, certainty, span: &str, day: &str| {
        (value.to_owned(), certainty, span.to_owned(), day.to_owned())
    };
    let either = "2020-03-04 2020-04-03 2020-03-04 or 2020-04-03";
    assert_eq!(
        read("The form is dated 03/04/2020.", None),
        of("2020-XX-XX", Certainty::Ambiguous, either, "")
    );
    assert_eq!(
        read("03/04/2020 and 25/04/2020.", None),
        of("2020-04-03", Certainty::Resolved, "2020-04-03 2020-04-03 ", "")
    );
    assert_eq!(read("03/03/2020.", None), of("2020-03-03", Certainty::Stated, "2020-03-03 2020-03-03 ", ""));
    assert_eq!(
        read("Published: 03/04/2020\n\nIt rained.", None),
        of("2020-XX-XX", Certainty::Ambiguous, either, "")
    );
    let known = Some(jiff::civil::date(2020, 4, 3));
    assert_eq!(read("Published: 03/04/2020\n\nIt rained.", known).3, "2020-04-03 resolved");
    let other = Some(jiff::civil::date(2020, 4, 4));
    assert_eq!(read("Published: 03/04/2020\n\nIt rained.", other).3, "");
}

#[test]
fn a_weekday_that_contradicts_its_date_is_noted() {
    let article = body("It rained on Friday, March 3, 2021, and on Thursday, March 4, 2021.");
    let (_, dates) = extract(&article, &Given::default());
    let notes: Vec<_> = dates.iter().map(|date| date.value.note.as_deref()).collect();
    assert_eq!(notes, [Some("that day is a Wednesday"), None]);
}

#[test]
fn the_day_of_an_edition_in_print_is_kept_apart() {
    for (zone, text, role) in [
        (
            Zone::Notice,
            "A version of this article appears in print on March 26, 2020, on Page A1.",
            DateRole::Printed,
        ),
        (
            Zone::Notice,
            "This article appeared in the print edition of the Valley Times on Thursday, March 26, 2020.",
            DateRole::Printed,
        ),
        (Zone::Byline, "Printed March 26, 2020", DateRole::Printed),
        (Zone::Body, "Print edition: March 26, 2020", DateRole::Printed),
        (
            Zone::Body,
            "It rained.\n\nHis book appeared in print on March 26, 2020.\n\nIt snowed.",
            DateRole::Mentioned,
        ),
    ] {
        let mut article = Article::default();
        article.push(zone, text);
        let (published, dates) = extract(&article, &Given::default());
        assert_eq!((dates[0].value.role, published), (role, None), "{text}");
    }
}

#[test]
fn month_days_are_completed_only_when_the_day_of_publication_is_known() {
    let given = Given { published: Some(jiff::civil::date(2020, 1, 10)), ..Given::default() };
    for (text, expected) in [
        ("It began on Dec. 20 and ends on March 2.", "Dec. 20 = 2019-12-20; March 2 = 2020-03-02"),
        ("In 2011 it began, on March 25 to be exact.", "2011 = 2011; March 25 = XXXX-03-25"),
        ("In 2011 it began.\n\nIt ended on January 4.", "2011 = 2011; January 4 = 2020-01-04"),
    ] {
        assert_eq!(found(&body(text), &given), expected, "{text}");
    }
    assert_eq!(found(&body("On Dec. 20."), &Given::default()), "Dec. 20 = XXXX-12-20");
}

#[test]
fn a_year_that_is_given_is_for_what_the_text_leaves_open() {
    let given = Given { year: Some(2020), ..Given::default() };
    for (text, published, expected) in [
        ("It ends on March 2.", None, "March 2 = 2020-03-02"),
        ("It ended on March 2, 2019, and on May 5.", None, "March 2, 2019 = 2019-03-02; May 5 = 2020-05-05"),
        ("It is open on Monday.", None, "Monday = XXXX-WXX-1"),
        (
            "KABUL, March 25 (Reuters) - It opens on Monday.",
            Some("2020-03-25"),
            "March 25 = 2020-03-25; Monday = 2020-03-30",
        ),
    ] {
        assert_eq!(found(&body(text), &given), expected, "{text}");
        let (day, dates) = extract(&body(text), &given);
        assert_eq!(day.as_ref().map(|mention| mention.value.value.as_str()), published, "{text}");
        assert!(day.is_none_or(|mention| mention.value.certainty == Certainty::Given), "{text}");
        assert!(dates.iter().any(|mention| mention.value.certainty != Certainty::Resolved), "{text}");
    }
    let stated =
        Given { published: Some(jiff::civil::date(2019, 6, 1)), year: Some(2020), ..Given::default() };
    assert_eq!(found(&body("It ended on May 5."), &stated), "May 5 = 2019-05-05");
}

#[test]
fn long_texts_take_no_longer_per_word() {
    for piece in [
        "March ",
        "1 ",
        "2020-",
        "25 de ",
        "May 3, ",
        "two-",
        "in 2011 to ",
        "the early ",
        "the end of ",
        "twenty-",
        "a half ",
        "early on the ",
        "2020 - ",
        "Monday, ",
        "March to ",
        "Q1 2019 ",
        "10:30 on ",
        "the day before ",
        "yesterday at ",
        "morning of the ",
        "every other ",
        "last ",
        "Christmas ",
        "B.C. ",
        "9/11/",
    ] {
        let _ = extract(&body(&piece.repeat(300_000 / piece.len())), &Given::default());
    }
}

proptest! {
    #[test]
    fn no_text_is_too_odd(
        pieces in proptest::collection::vec(
            prop_oneof![
                "\\PC{0,6}",
                "(March|May|Feb\\.|Sept|marzo|Monday|of|de|in|to|the|two|days|weeks|old|ago|th|s|Published|Updated)",
                "(early|late|end|last|next|following|same|that|year|quarter|night|noon|pm|GMT|BC|Q|H|half|and|century)",
                "(spring|Easter|Day|every|later|before|today|first|twentieth|thousand|Sun|morning|hours|a|an|few|at|on)",
                "[0-9]{1,5}",
                "[-/,.:() \n–—]{1,2}",
            ],
            0..60
        )
    ) {
        let text = pieces.join(" ");
        let squeezed = pieces.concat();
        for text in [text.as_str(), squeezed.as_str()] {
            let article = body(text);
            let (published, dates) = extract(&article, &Given { published: Some(jiff::civil::date(2020, 2, 29)), ..Given::default() });
            for span in dates.iter().map(|date| date.span).chain(published.iter().map(|day| day.span)) {
                prop_assert!(article.text(span.zone).get(span.range()).is_some_and(|words| !words.trim().is_empty()));
            }
            prop_assert!(dates.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        }
    }
}
