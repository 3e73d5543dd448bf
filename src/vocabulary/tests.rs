//! What the built-in vocabulary holds, how names are found in it, and how bad files are refused.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::*;

fn found(name: &str) -> Option<&'static str> {
    Vocabulary::builtin().find(name).map(|entry| entry.name.as_str())
}

fn found_domain(host_or_url: &str) -> Option<&'static str> {
    Vocabulary::builtin().find_domain(host_or_url).map(|entry| entry.name.as_str())
}

/// The rows of a built-in file, without comments and header.
fn rows(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with('#')).skip(1)
}

#[test]
fn every_built_in_row_is_read_and_no_name_has_two_bearers() {
    let mut faults = String::new();
    let mut whole = Vocabulary::default();
    for (text, table) in [(AGENCIES, &table::AGENCIES), (OUTLETS, &table::OUTLETS)] {
        match table::parse(text, table, Vocabulary::default()) {
            Err(error) => writeln!(faults, "{error}").unwrap(),
            Ok(part) => {
                assert_eq!(part.entries().count(), rows(text).count());
                for entry in part.entries {
                    if let Err(fault) = whole.add(entry) {
                        writeln!(faults, "{fault}").unwrap();
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
    assert_eq!(whole.entries, Vocabulary::builtin().entries);
}

#[test]
fn the_built_in_files_are_large_sorted_and_tidy() {
    for (text, least) in [(AGENCIES, 170), (OUTLETS, 420)] {
        assert!(rows(text).count() >= least, "{} rows", rows(text).count());
        let names: Vec<String> =
            rows(text).map(|row| row.split('\t').next().unwrap().to_lowercase()).collect();
        for pair in names.windows(2) {
            assert!(pair[0] < pair[1], "{:?} stands before {:?}", pair[0], pair[1]);
        }
        for row in rows(text) {
            assert!(row.split('\t').all(|column| column.trim() == column), "white space in {row:?}");
        }
    }
}

#[test]
fn no_built_in_entry_says_the_same_twice_and_each_is_found_by_all_it_says() {
    let vocabulary = Vocabulary::builtin();
    for entry in vocabulary.entries() {
        let mut seen = HashSet::new();
        for name in entry.aliases.iter().chain([&entry.name]) {
            assert!(seen.insert(name), "{name:?} stands twice in {:?}", entry.name);
            assert_eq!(vocabulary.find(name), Some(entry), "{name:?}");
        }
        if let Some(domain) = &entry.domain {
            assert_eq!(vocabulary.find_domain(domain), Some(entry), "{domain:?}");
        }
    }
}

#[test]
fn a_name_is_found_as_articles_print_it() {
    for (printed, name) in [
        ("AP", "Associated Press"),
        ("the AP", "Associated Press"),
        ("A.P.", "Associated Press"),
        ("The Associated Press.", "Associated Press"),
        ("ASSOCIATED PRESS", "Associated Press"),
        (" Associated\u{a0} Press ", "Associated Press"),
        ("reuters", "Reuters"),
        ("dpa", "Deutsche Presse-Agentur"),
        ("Agence France‑Presse", "Agence France-Presse"),
        ("PA", "PA Media"),
        ("NAN", "News Agency of Nigeria"),
        ("ТАСС", "TASS"),
        ("RFE/RL", "Radio Free Europe/Radio Liberty"),
        ("RFE/RL, Inc.", "Radio Free Europe/Radio Liberty"),
        ("NYT", "The New York Times"),
        ("New York Times", "The New York Times"),
        ("Guardian", "The Guardian"),
        ("the Guardian", "The Guardian"),
        ("The Sun", "The Sun"),
        ("THE HILL", "The Hill"),
        ("the economist", "The Economist"),
        ("Time", "Time"),
        ("TIME", "Time"),
        ("Sky", "Sky News"),
        ("BBC News", "BBC News"),
        ("Stars & Stripes", "Stars and Stripes"),
        ("Stars &amp; Stripes", "Stars and Stripes"),
        ("Maclean’s", "Maclean's"),
        ("The Kyiv Independent", "The Kyiv Independent"),
        ("Kyiv Independent", "The Kyiv Independent"),
        ("Tribune Content Agency, LLC.", "Tribune Content Agency"),
        ("CREATORS.COM", "Creators Syndicate"),
        ("Kaiser Health News", "KFF Health News"),
    ] {
        assert_eq!(found(printed), Some(name), "{printed:?}");
    }
}

#[test]
fn a_word_that_is_no_name_finds_nobody() {
    for printed in [
        "",
        " ",
        ".",
        "the",
        "The ",
        "é", // nothing that counts
        "pa",
        "Pa",
        "ap",
        "nan",
        "time",
        "sky",
        "afp",
        "Ap", // short names in another case
        "Sun",
        "Mirror",
        "Independent",
        "Hill",
        "Nation",
        "Week",
        "Local",
        "Conversation", // no "The"
        "AA",
        "CP",
        "PL",
        "AKP",
        "RSS", // far more often something else
        "CNA",
        "CNS",
        "APS",
        "ABC",
        "The Times",
        "The Post",
        "The Herald", // more than one bearer
        "Science",
        "Commentary",
        "People",
        "Metro",
        "America",
        "Esquire",
        "Inc.", // other words first
        "Associated",
        "The Associated Press contributed",
        "New York",
        "Radio", // not the whole name
    ] {
        assert_eq!(found(printed), None, "{printed:?}");
    }
}

#[test]
fn an_address_belongs_to_the_longest_domain_it_ends_in() {
    for (address, name) in [
        ("cnn.com", Some("CNN")),
        ("edition.cnn.com", Some("CNN")),
        ("https://www.CNN.com/2020/03/25/a.html?b=c#d", Some("CNN")),
        ("http://user@edition.cnn.com:8080/", Some("CNN")),
        ("//cnn.com/x", Some("CNN")),
        ("CNN.com.", Some("CNN")),
        ("apnews.com/article/1", Some("Associated Press")),
        ("www.bbc.co.uk/news", Some("BBC News")),
        ("www.rferl.org", Some("Radio Free Europe/Radio Liberty")),
        ("https://www.svoboda.org/a/1.html", Some("Radio Free Europe/Radio Liberty")),
        ("america.aljazeera.com", Some("Al Jazeera America")),
        ("www.aljazeera.com", Some("Al Jazeera")),
        ("timesofindia.indiatimes.com/x", Some("The Times of India")),
        ("notcnn.com", None),
        ("cnn.com.example", None),
        ("com", None),
        ("", None),
        ("https://", None),
        ("The Hill", None),
        ("leeds.gov.uk", None),
    ] {
        assert_eq!(found_domain(address), name, "{address:?}");
    }
}

#[test]
fn an_agency_has_the_first_host_among_its_aliases_as_domain() {
    let agency = Vocabulary::builtin().find("AFP").unwrap();
    assert_eq!((agency.kind, agency.country.as_str()), (SourceKind::Agency, "FR"));
    assert_eq!(agency.domain.as_deref(), Some("afp.com"));
    let none = Vocabulary::builtin().find("Folhapress").unwrap();
    assert_eq!(none.domain, None);
}

#[test]
fn a_kind_and_its_word_go_both_ways() {
    for &kind in SourceKind::ALL {
        assert_eq!(SourceKind::parse(kind.as_str()), Some(kind));
    }
    assert_eq!(SourceKind::parse("photo-agency"), Some(SourceKind::PhotoAgency));
    assert_eq!(SourceKind::parse("Agency"), None);
}

#[test]
fn a_users_file_may_come_from_a_spreadsheet() {
    let text = "\u{feff}# ours\r\nname\tkind\tcountry\tdomain\taliases\r\n\r\n\
                The Valley Courier\tnewspaper\tUS\tvalley.example\tValley Courier Online; valley.test\r\n\
                Hilltop Radio\tbroadcaster\tCA\t\t\r\n\
                Dale Weekly\tmagazine\tGB\r\n";
    let ours = Vocabulary::parse_outlets(text).unwrap();
    assert_eq!(ours.entries().count(), 3);
    let courier = ours.find("valley courier").unwrap();
    assert_eq!(courier.aliases, ["Valley Courier Online", "valley.test"]);
    assert_eq!(ours.find_domain("m.valley.example").unwrap(), courier);
    assert_eq!(ours.find_domain("valley.test").unwrap(), courier);
    assert_eq!(ours.find("Hilltop Radio").unwrap().domain, None);

    let whole = Vocabulary::builtin().clone().join(ours).unwrap();
    assert!(whole.find("Dale Weekly").is_some() && whole.find("AFP").is_some());
}

#[test]
fn a_bad_file_is_refused_with_its_line_and_reason() {
    const HEADER: &str = "name\tkind\tcountry\taliases\n";
    for (rows, message) in [
        ("A", "line 2: 1 columns parted by tabs, expected 3 to 4"),
        ("A\tagency\tUS\tB\tC", "line 2: 5 columns parted by tabs, expected 3 to 4"),
        ("\tagency\tUS", "line 2: the name is empty"),
        ("# note\n\n.\tagency\tUS", "line 4: the name is empty"),
        (
            "A\tpaper\tUS",
            "line 2: the kind `paper` is none of agency, distributor, photo-agency, release-wire",
        ),
        (
            "A\tnewspaper\tUS",
            "line 2: the kind `newspaper` is none of agency, distributor, photo-agency, release-wire",
        ),
        ("A\tagency\tUSA", "line 2: the country `USA` is not two capital letters"),
        ("A\tagency\tUS\tB; ; C", "line 2: an alias is empty"),
        ("A\tagency\tUS\nB\tagency\tUS\tthe A", "line 3: `the A` already belongs to `A`"),
        ("A\tagency\tUS\tx.example\nB\tagency\tUS\tX.example", "line 3: `X.example` already belongs to `A`"),
    ] {
        let error = Vocabulary::parse_agencies(&format!("{HEADER}{rows}")).unwrap_err();
        assert_eq!(error.to_string(), message, "{rows:?}");
    }
    for text in ["", "# only a comment", "A\tagency\tUS", "name\tkind\n"] {
        let error = Vocabulary::parse_agencies(text).unwrap_err();
        let message = "line 1: the first line must be the header, parted by tabs: name kind country aliases";
        assert_eq!(error.to_string(), message, "{text:?}");
    }
    let error = Vocabulary::parse_outlets("name\tkind\tcountry\tdomain\taliases\nA\tsite\tUS\twww.a.example");
    let message = "line 2: the domain `www.a.example` is not a host name in lower case without `www.`";
    assert_eq!(error.unwrap_err().to_string(), message);

    let twice = Vocabulary::builtin().clone().join(Vocabulary::builtin().clone()).unwrap_err();
    assert_eq!((twice.line, twice.to_string().contains("already belongs to")), (None, true));
}

#[test]
fn a_file_of_the_user_wins() {
    let own = Vocabulary::parse(
        "name\tkind\tcountry\tdomain\taliases\nValley Courier\tnewspaper\tUS\tvalley.example\tThe VC\n\
         Associated Press\tagency\t\t\tAP Wire; NAN\nValley Radio\tbroadcaster\n",
    );
    let mut vocabulary = Vocabulary::builtin().clone();
    let before = vocabulary.entries().count();
    vocabulary.extend(own.unwrap());
    assert_eq!(vocabulary.entries().count(), before + 2);
    for (printed, name) in [
        ("the Valley Courier", "Valley Courier"),
        ("The VC", "Valley Courier"),
        ("Valley Radio", "Valley Radio"),
        ("AP", "Associated Press"),
        ("AP Wire", "Associated Press"),
        ("NAN", "Associated Press"), // taken from the News Agency of Nigeria
        ("News Agency of Nigeria", "News Agency of Nigeria"),
    ] {
        assert_eq!(vocabulary.find(printed).map(|entry| entry.name.as_str()), Some(name), "{printed:?}");
    }
    for (address, name) in [("www.valley.example/a", "Valley Courier"), ("apnews.com", "Associated Press")] {
        assert_eq!(vocabulary.find_domain(address).map(|entry| entry.name.as_str()), Some(name));
    }
    for (rows, message) in [
        (
            "A\tpaper",
            "line 2: the kind `paper` is none of agency, distributor, photo-agency, release-wire, newspaper, broadcaster, magazine, site, government, journal, unknown",
        ),
        ("A", "line 2: 1 columns parted by tabs, expected 2 to 5"),
        ("A\tsite\tFrance", "line 2: the country `France` is not two capital letters"),
    ] {
        let error = Vocabulary::parse(&format!("name\tkind\tcountry\tdomain\taliases\n{rows}")).unwrap_err();
        assert_eq!(error.to_string(), message, "{rows:?}");
    }
}

#[test]
fn what_a_vocabulary_holds_has_a_number() {
    let builtin = Vocabulary::builtin();
    let mut changed = builtin.clone();
    assert_eq!(changed.content(), builtin.content());
    changed.extend(
        Vocabulary::parse("name\tkind\tcountry\tdomain\taliases\nThe Valley Times\tnewspaper").unwrap(),
    );
    assert_ne!(changed.content(), builtin.content());
    assert_eq!(Vocabulary::default().content(), Vocabulary::default().content());
}
