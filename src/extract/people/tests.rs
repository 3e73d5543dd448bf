//! Who is read as a person, and who is not. All sentences and persons are made up.

use proptest::prelude::*;

use super::*;

fn article(blocks: &[(Zone, &str)]) -> Article {
    let mut article = Article::default();
    for (zone, text) in blocks {
        article.push(*zone, text);
    }
    article
}

/// `Name: words/role/title, …` for each person.
fn found(blocks: &[(Zone, &str)]) -> Vec<String> {
    let article = article(blocks);
    let line = |person: &Person| {
        let mentions = person.mentions.iter().map(|mention| {
            let title = mention.title.as_ref().map(|title| format!("/{title}")).unwrap_or_default();
            format!("{}/{}{title}", article.words(mention.span), mention.role.as_str())
        });
        format!("{}: {}", person.name, mentions.collect::<Vec<_>>().join(", "))
    };
    extract(&article, None, MIN_CONFIDENCE, Vocabulary::builtin()).iter().map(line).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(found(&[(Zone::Body, text)]), expected, "{text}");
}

#[test]
fn a_word_that_is_hardly_ever_a_name_is_one_where_the_article_says_so() {
    check(
        "The mayor, Martin Sides, opened the bridge. It was late. Sides said so, and all cheered when Sides left.",
        &["Martin Sides: Martin Sides/mentioned/mayor, Sides/quoted, Sides/mentioned"],
    );
    check("The mayor opened the bridge. It was late. Sides met, and all cheered on Tuesday.", &[]);
}

#[test]
fn titles_before_names() {
    check("Defense Secretary Martin Hale left.", &["Martin Hale: Martin Hale/mentioned/Defense Secretary"]);
    check(
        "The U.S. envoy to Afghanistan Zalmar Khadim met Afghan President Karim Dostani.",
        &[
            "Zalmar Khadim: Zalmar Khadim/mentioned/U.S. envoy to Afghanistan",
            "Karim Dostani: Karim Dostani/mentioned/Afghan President",
        ],
    );
    check(
        "KESHAR -- U.S. special envoy Daniel Whitcombe spoke.",
        &["Daniel Whitcombe: Daniel Whitcombe/mentioned/U.S. special envoy"],
    );
    check(
        "Gen. Arthur Boyle and Dr. Henrietta Voss ate.",
        &["Arthur Boyle: Arthur Boyle/mentioned/Gen.", "Henrietta Voss: Henrietta Voss/mentioned/Dr."],
    );
    check(
        "State Sen. Peter van der Lund Jr. of Maine came.",
        &["Peter van der Lund Jr.: Peter van der Lund Jr./mentioned/State Sen."],
    );
    check(
        "Former Prime Minister John F. O’Neil-Roe’s boat sank.",
        &["John F. O’Neil-Roe: John F. O’Neil-Roe/mentioned/Former Prime Minister"],
    );
    check("It was Mr. Basil Underwood.", &["Basil Underwood: Basil Underwood/mentioned"]);
    check(
        "They asked librarian Imogen Peel and road foreman Clyde Barrow-Smith.",
        &[
            "Imogen Peel: Imogen Peel/mentioned/librarian",
            "Clyde Barrow-Smith: Clyde Barrow-Smith/mentioned/road foreman",
        ],
    );
    check(
        "Joy Division singer Ian Roe and White House deputy press secretary Raj Doe left.",
        &[
            "Ian Roe: Ian Roe/mentioned/Joy Division singer",
            "Raj Doe: Raj Doe/mentioned/White House deputy press secretary",
        ],
    );
    check("Archaeologist Jane Roe dug.", &["Jane Roe: Jane Roe/mentioned/Archaeologist"]);
    check("Union president Stephen King sang.", &["Stephen King: Stephen King/mentioned/Union president"]);
}

/// What stood wrongly as a title before: verbs, headlines, places, other persons.
#[test]
fn words_that_are_no_part_of_a_title() {
    check(
        "The rebels ousted dictator Emilio Barca in May.",
        &["Emilio Barca: Emilio Barca/mentioned/dictator"],
    );
    check("See what a good golfer Jane Roe is.", &["Jane Roe: Jane Roe/mentioned"]);
    check(
        "They wanted to describe former Governor Jane Roe.",
        &["Jane Roe: Jane Roe/mentioned/former Governor"],
    );
    check("On Monday President Jane Roe left.", &["Jane Roe: Jane Roe/mentioned/President"]);
    check("In Nairobi President Jane Roe waved to them.", &["Jane Roe: Jane Roe/mentioned/President"]);
    check("It was in Washington, D.C. Sen. Jane Roe came later.", &["Jane Roe: Jane Roe/mentioned/Sen."]);
    check("The president and Senator Jane Roe agreed.", &["Jane Roe: Jane Roe/mentioned/Senator"]);
    check("Hiker Jilts Nurse Jane Roe", &["Jane Roe: Jane Roe/mentioned/Nurse"]);
    check(
        "The Health and Human Services Secretary Jane Roe and then-FBI Director John Doe spoke of it.",
        &[
            "Jane Roe: Jane Roe/mentioned/Health and Human Services Secretary",
            "John Doe: John Doe/mentioned/then-FBI Director",
        ],
    );
    check(
        "It rained, said Jane Roe, chief marketing officer and vice president of the mill, on Monday.",
        &["Jane Roe: Jane Roe/quoted/chief marketing officer and vice president of the mill"],
    );
    check("Jane Roe, the mayor argued, had no licence.", &["Jane Roe: Jane Roe/mentioned"]);
    check(
        "John Doe, the mayor, said Jane Roe will have to pay.",
        &["John Doe: John Doe/quoted/mayor", "Jane Roe: Jane Roe/mentioned"],
    );
}

#[test]
fn trades_behind_names_and_verbs_of_saying() {
    check("Ellen Carver, a teacher, ran.", &["Ellen Carver: Ellen Carver/mentioned/teacher"]);
    check(
        "\"It leaks,\" said Walter Quill, the chairman of the canal trust, to the crowd.",
        &["Walter Quill: Walter Quill/quoted/chairman of the canal trust"],
    );
    check("Jane Roe said it rained. Roe left.", &["Jane Roe: Jane Roe/quoted, Roe/mentioned"]);
    check("\"It rained,\" said Jane Roe.", &["Jane Roe: Jane Roe/quoted"]);
    check("\"No,\" said Mayor Edna Pike.", &["Edna Pike: Edna Pike/quoted/Mayor"]);
    check(
        "Dostani's spokesman, Farid Anwar, said nothing.",
        &["Dostani: Dostani/mentioned", "Farid Anwar: Farid Anwar/quoted/spokesman"],
    );
    check("Ellen Carver, a teacher, said no.", &["Ellen Carver: Ellen Carver/quoted/teacher"]);
    check("A local mediator, Samira Noori, left.", &["Samira Noori: Samira Noori/mentioned/local mediator"]);
    check(
        "\"No,\" said Jane Roe, an astronomer at the port.",
        &["Jane Roe: Jane Roe/quoted/astronomer at the port"],
    );
    check(
        "Mayor Edna Pike left. \"No,\" said Edna Pike's son.",
        &["Edna Pike: Edna Pike/mentioned/Mayor, Edna Pike/mentioned"],
    );
    check("Jane Roe, a teacher. The mayor left.", &["Jane Roe: Jane Roe/mentioned/teacher"]);
}

#[test]
fn the_model_is_whole() {
    assert!(tagger::is_whole());
}

/// The names that are found, in reading order.
#[track_caller]
fn check_names(text: &str, expected: &str) {
    let article = article(&[(Zone::Body, text)]);
    let mut spans: Vec<Span> = extract(&article, Some("en"), MIN_CONFIDENCE, Vocabulary::builtin())
        .iter()
        .flat_map(|person| person.mentions.iter().map(|mention| mention.span))
        .collect();
    spans.sort_by_key(|span| span.start);
    let names: Vec<&str> = spans.into_iter().map(|span| article.words(span)).collect();
    assert_eq!(names.join("; "), expected, "{text}");
}

#[test]
fn the_tagger() {
    for (text, expected) in [
        // Forms of address, with and without their dots, are no part of the name.
        ("Mrs Pelham said that Mr. Ostrow would resign, and Dr Ferris agreed.", "Pelham; Ostrow; Ferris"),
        ("On Monday PM Tarvonen met President Dostani in Delhi.", "Tarvonen; Dostani"),
        // Initials, particles, hyphens, apostrophes, accents, suffixes.
        ("The judge fined T. J. Calloway and Ruth O’Dell-Barnes.", "T. J. Calloway; Ruth O’Dell-Barnes"),
        (
            "Ludwig van der Meer and Faisal bin Khalid al-Otaibi signed.",
            "Ludwig van der Meer; Faisal bin Khalid al-Otaibi",
        ),
        ("José Ibáñez and Zoë Lindström sang in Leeds.", "José Ibáñez; Zoë Lindström"),
        ("Thomas Granger Jr.'s brother left.", "Thomas Granger Jr."),
        // A text that was split into tokens before.
        ("The follow - up went to Lee Jun - ho and Hassan al - Sabri .", "Lee Jun - ho; Hassan al - Sabri"),
        ("Rory O’ Hara played the second half.", "Rory O’ Hara"),
        // A dash is no hyphen.
        ("Peter Hale - a teacher - won the follow-up.", "Peter Hale"),
        // A surname that stands alone is told by the full name elsewhere.
        ("Kenji Moriyama spoke first. The crowd heard Moriyama out.", "Kenji Moriyama; Moriyama"),
        // Datelines.
        ("FORT HALE (Reuters) - Governor Anna Fisk spoke.", "Anna Fisk"),
        ("Fort Hale, May 3 (AP): Governor Anna Fisk spoke.", "Anna Fisk"),
        // No persons.
        ("Shares of Ford and Disney fell in London on Monday, March 3.", ""),
        ("The U.S. Senate passed the bill in December after talks with the European Union.", ""),
        ("They flew from Paris to Washington on United Airlines.", ""),
    ] {
        check_names(text, expected);
    }
}

#[test]
fn what_stuck_to_a_name_is_none_of_it() {
    check_names(
        "President Donald Hale Donald Thomas HaleFederal judge halts the sale. Hale said nothing.",
        "Donald Hale; Hale",
    );
    check_names("The suit names Smith & Wesson.", "");
}

#[test]
fn a_headline_in_capitals_names_whom_the_story_names() {
    let found = found(&[
        (Zone::Headline, "PELHAM SAYS TONY LAMA WILL BUY COULSON"),
        (Zone::Body, "Mayor Edna Pelham said on Monday that the firm would buy its rival."),
    ]);
    assert_eq!(found, ["Edna Pelham: PELHAM/mentioned, Edna Pelham/quoted/Mayor"]);
}

#[test]
fn who_is_meant() {
    check(
        "Andrés Manuel Ibarra Obregón spoke. Ibarra Obregón waved, and A. M. Ibarra Obregón left.",
        &["Andrés Manuel Ibarra Obregón: Andrés Manuel Ibarra Obregón/mentioned, Ibarra Obregón/mentioned, \
           A. M. Ibarra Obregón/mentioned"],
    );
    check(
        "John F. Halloway met John G. Halloway. Halloway smiled.",
        &[
            "John F. Halloway: John F. Halloway/mentioned",
            "John G. Halloway: John G. Halloway/mentioned, Halloway/mentioned",
        ],
    );
    check(
        "Robert Halloway Sr. met Robert Halloway Jr. on Monday.",
        &[
            "Robert Halloway Sr.: Robert Halloway Sr./mentioned",
            "Robert Halloway Jr.: Robert Halloway Jr./mentioned",
        ],
    );
}

#[test]
fn given_names() {
    check("They saw Jane Roe. Roe waved.", &["Jane Roe: Jane Roe/mentioned, Roe/mentioned"]);
    check("The Jane Roe Prize, the Thomas Pike, and Victoria Station.", &[]);
}

#[test]
fn later_surnames() {
    check(
        "Mayor Edna Pike came. Pike's dog stayed. Mr. Pike was late, and Pike said so. \"Yes,\" said Pike.",
        &["Edna Pike: Edna Pike/mentioned/Mayor, Pike/mentioned, Pike/mentioned, Pike/quoted, Pike/quoted"],
    );
    check(
        "President Karim Dostani spoke. President Dostani waved on Dostani Street, near Dostani Hall.",
        &["Karim Dostani: Karim Dostani/mentioned/President, Dostani/mentioned/President"],
    );
    check(
        "Ellen Carver, a teacher, and Robert Carver, a farmer, ran. Carver won. Ellen Carver smiled.",
        &[
            "Ellen Carver: Ellen Carver/mentioned/teacher, Ellen Carver/mentioned",
            "Robert Carver: Robert Carver/mentioned/farmer, Carver/mentioned",
        ],
    );
    check(
        "Mayor Edna Pike came with Thomas Pike. Pike sang.",
        &["Edna Pike: Edna Pike/mentioned/Mayor", "Thomas Pike: Thomas Pike/mentioned, Pike/mentioned"],
    );
}

#[test]
fn who_is_no_person() {
    for text in [
        "The White House said on Tuesday. Human Rights Watch said so too.",
        "The Millbrook Courier reported it. Associated Press said nothing.",
        "New York said no. South Korea said yes, and Hong Kong told it so.",
        "President Of The Board. The Interior Ministry said. Prime Minister's Office.",
        "Jane Roe University said it would close. Rose Garden Club said it, too.",
        "On Monday, March Madness began at Madison Square Garden.",
        "U.S. Officials said no.",
        "The general manager of the New York Yankees said no, and San Diego Padres said yes.",
        "Roe Genetics Inc said. Nissan Motor Co Ltd said. Roe Resources said it.",
        "the Boston Symphony, a champion of new music, played",
    ] {
        check(text, &[]);
    }
}

#[test]
fn authors_photographers_and_headlines() {
    assert_eq!(
        found(&[
            (Zone::Headline, "Hale Says Nothing: Martin Hale And The Sea"),
            (Zone::Byline, "By Jane Roe and Ana de la Cruz | Reuters"),
            (Zone::Caption, "Defense Secretary Martin Hale at sea. (Lena Ostrow/AFP)"),
            (Zone::Notice, "Mayor Edna Pike wrote this."),
            (Zone::Body, "Hale said nothing."),
            (Zone::Promo, "Read more: Mayor Edna Pike"),
        ]),
        [
            "Martin Hale: Hale/mentioned, Martin Hale/mentioned, Martin Hale/mentioned/Defense Secretary, \
             Hale/quoted",
            "Jane Roe: Jane Roe/author",
            "Ana de la Cruz: Ana de la Cruz/author",
            "Lena Ostrow: Lena Ostrow/photographer",
        ]
    );
}

#[test]
fn long_texts_take_no_longer_per_word() {
    for piece in [
        "Smith said ",
        "President ",
        "Mayor Edna Pike ",
        "Edna ",
        "van der ",
        "Gen. ",
        "A. ",
        "Jane Roe, the ",
    ] {
        let _ = extract(
            &article(&[(Zone::Body, &piece.repeat(1_000_000 / piece.len()))]),
            None,
            MIN_CONFIDENCE,
            Vocabulary::builtin(),
        );
    }
}

#[test]
fn many_persons_of_one_surname_take_no_longer_each() {
    let letters = || 'a'..='z';
    let names = letters().flat_map(|one| letters().map(move |two| format!("{one}{two}")));
    let names =
        names.flat_map(|start| letters().map(move |three| format!("Mayor X{start}{three}o Halloway came. ")));
    let text: String = names.collect();
    let people = extract(&article(&[(Zone::Body, &text)]), None, MIN_CONFIDENCE, Vocabulary::builtin());
    assert!(people.len() > 10_000, "{}", people.len());
}

proptest! {
    #[test]
    fn no_text_is_too_odd(
        pieces in proptest::collection::vec(
            prop_oneof![
                "\\PC{0,6}",
                "(President|Mayor|Gen\\.|Dr\\.|Mr\\.|U\\.S\\.|former|envoy to|said|told|the|a|of|and|By|Jr\\.|van|de|’s|'s)",
                "(Edna|Pike|Hale|Roe|O’Neil|King|Paris|University|K\\.)",
                "[-/,.:()\"“”\n]{1,2}",
            ],
            0..60
        )
    ) {
        let text = pieces.join(" ");
        let squeezed = pieces.concat();
        for text in [text.as_str(), squeezed.as_str()] {
            let article = article(&[(Zone::Byline, text), (Zone::Caption, text), (Zone::Body, text)]);
            for person in extract(&article, None, MIN_CONFIDENCE, Vocabulary::builtin()) {
                prop_assert!(!person.mentions.is_empty());
                for mention in &person.mentions {
                    let words = article.text(mention.span.zone).get(mention.span.range());
                    prop_assert!(words.is_some_and(|words| !words.trim().is_empty()), "{:?}", mention);
                }
            }
        }
    }
}
