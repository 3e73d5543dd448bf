//! The rules in tables, and what holds for any names.

use std::collections::BTreeMap;

use super::*;
use proptest::prelude::*;

/// Who is one with whom: each person's names, parted by ` = `.
fn people(names: &[&str], aliases: &str) -> Vec<String> {
    let printed: Vec<Printed<'_>> = names.iter().map(|name| Printed { name, articles: 1 }).collect();
    let aliases = Aliases::parse(aliases).unwrap();
    let mut persons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, person) in names.iter().zip(assign(&printed, &aliases)) {
        persons.entry(person).or_default().push(name);
    }
    persons.into_values().map(|names| names.join(" = ")).collect()
}

#[test]
fn who_is_one() {
    for (names, expected) in [
        (
            &["José Álvarez", "Jose Alvarez", "JOSE ALVAREZ"][..],
            &["José Álvarez = Jose Alvarez = JOSE ALVAREZ"][..],
        ),
        (
            &["John F. Roe", "John Roe", "John Fitzgerald Roe"],
            &["John F. Roe = John Roe = John Fitzgerald Roe"],
        ),
        (&["John F. Roe", "John G. Roe", "John Roe"], &["John F. Roe", "John G. Roe", "John Roe"]),
        (
            &["John F. Roe", "John Fitzgerald Roe", "John G. Roe", "John Roe"],
            &["John F. Roe = John Fitzgerald Roe", "John G. Roe", "John Roe"],
        ),
        (
            &["John F. Roe", "John Fitzgerald Roe", "John Francis Roe", "John Roe"],
            &["John F. Roe", "John Fitzgerald Roe", "John Francis Roe", "John Roe"],
        ),
        (
            &["John F. K. Roe", "John F. Roe", "John Roe", "John Fitzgerald Kim Roe"],
            &["John F. K. Roe = John F. Roe = John Roe = John Fitzgerald Kim Roe"],
        ),
        (&["John F. K. Roe", "John K. Roe"], &["John F. K. Roe", "John K. Roe"]),
        (
            &["John Roe Jr.", "John Roe, Jr", "John F. Roe Jr."],
            &["John Roe Jr. = John Roe, Jr = John F. Roe Jr."],
        ),
        (&["John Roe Jr.", "John Roe Sr.", "John Roe"], &["John Roe", "John Roe Jr.", "John Roe Sr."]),
        (&["J. Roe", "John Roe", "J. F. Roe", "J.F. Roe"], &["J. F. Roe = J.F. Roe", "J. Roe", "John Roe"]),
        (&["Roe", "ROE", "John Roe"], &["John Roe", "Roe = ROE"]),
        (
            &["José Álvarez", "José Álvarez García", "José García"],
            &["José García", "José Álvarez", "José Álvarez García"],
        ),
        (&["John Fitzgerald Roe", "John Roe"], &["John Fitzgerald Roe", "John Roe"]),
        (&["John Fitzgerald Roe", "John F. Roe"], &["John Fitzgerald Roe = John F. Roe"]),
        (&["John F. Kim Roe", "John F. Roe", "John Roe"], &["John F. Kim Roe", "John F. Roe = John Roe"]),
        (&["John F. Roe", "John Roe", "John Quincy Roe"], &["John F. Roe", "John Quincy Roe", "John Roe"]),
        (
            &["José Álvarez", "José A. Álvarez", "José Álvarez Álvarez"],
            &["José Álvarez = José A. Álvarez", "José Álvarez Álvarez"],
        ),
        (&["Ludwig van der Roe", "Ludwig M. van der Roe"], &["Ludwig van der Roe = Ludwig M. van der Roe"]),
        (&["Ludwig van der Roe", "Ludwig Roe"], &["Ludwig Roe", "Ludwig van der Roe"]),
        (&["Pak Jong-un", "Pak Jong Un", "Pak Un"], &["Pak Jong-un = Pak Jong Un", "Pak Un"]),
        (&["John Roe", "Jane Roe", "John Poe"], &["Jane Roe", "John Poe", "John Roe"]),
    ] {
        assert_eq!(people(names, ""), expected);
    }
}

#[test]
fn a_hand_wins_over_the_rules() {
    for (names, aliases, expected) in [
        (&["Jim Roe", "James Roe"][..], "Jim Roe\tJames Roe", &["Jim Roe = James Roe"][..]),
        (&["Roe", "James Roe", "James T. Roe"], "Roe\tJames Roe", &["Roe = James Roe = James T. Roe"]),
        (&["John Roe", "John F. Roe"], "John Roe\tJohn Roe", &["John F. Roe", "John Roe"]),
        (
            &["John Roe", "John F. Roe", "John G. Roe"],
            "john roe\tJohn F. Roe",
            &["John Roe = John F. Roe", "John G. Roe"],
        ),
        (
            &["Jim Roe", "Jimmy Roe", "James Roe", "James T. Roe"],
            "Jim Roe\tJames Roe\nJimmy Roe\tJames T. Roe",
            &["Jim Roe = James Roe", "Jimmy Roe = James T. Roe"],
        ),
        (&["Jim Roe", "Jimmy Roe"], "Jim Roe\tJames Roe\nJimmy Roe\tJames Roe", &["Jim Roe = Jimmy Roe"]),
    ] {
        assert_eq!(people(names, aliases), expected);
    }
}

#[test]
fn a_person_is_called_as_most_articles_do_or_as_a_hand_says() {
    let printed: Vec<Printed<'_>> = [("John Roe", 3), ("John F. Roe", 2), ("Ann Poe", 1), ("Ann B. Poe", 1)]
        .map(|(name, articles)| Printed { name, articles })
        .into();
    let names = |aliases: &str| -> Vec<String> {
        assign(&printed, &Aliases::parse(aliases).unwrap()).into_iter().map(str::to_owned).collect()
    };
    assert_eq!(names(""), ["John Roe", "John Roe", "Ann B. Poe", "Ann B. Poe"]);
    let by_hand = "John Roe\tJack Roe\nJohn F. Roe\tJack Roe\nAnne Poe\tAnn Poe";
    assert_eq!(names(by_hand), ["Jack Roe", "Jack Roe", "Ann Poe", "Ann Poe"]);
}

/// Names that have much in common, so that much can be confused.
fn name() -> impl Strategy<Value = String> {
    let given = prop_oneof!["John", "JOHN", "Jöhn", "Jane", "J\\.", "JF"];
    let middle = prop_oneof![
        4 => Just(String::new()),
        3 => "[FG]\\. ",
        2 => "(Fitzgerald|Francis|Grace|Roe|Poe) ",
        1 => "[FG]\\. (K\\.|Kim) ",
        1 => "van der ",
    ];
    let suffix = prop_oneof![4 => Just(""), 1 => Just(" Jr."), 1 => Just(", Jr"), 1 => Just(" Sr.")];
    let full = (given, middle, "(Roe|Poe|Roe-Poe)", suffix).prop_map(|(a, b, c, d)| format!("{a} {b}{c}{d}"));
    prop_oneof![9 => full, 1 => "(Roe|Poe|ROE)"]
}

proptest! {
    #[test]
    fn order_does_not_count_and_nobody_is_merged_who_disagrees(
        names in proptest::collection::btree_set(name(), 1..30),
        turn in any::<prop::sample::Index>(),
        by_hand in proptest::collection::btree_map(name(), name(), 0..3),
    ) {
        let mut printed: Vec<Printed<'_>> =
            names.iter().map(|name| Printed { articles: name.len() as u64 % 3, name }).collect();
        let lines: Vec<String> = by_hand.iter().map(|(name, person)| format!("{name}\t{person}")).collect();
        let Ok(aliases) = Aliases::parse(&lines.join("\n")) else { return Ok(()) };
        let told = |printed: &[Printed<'_>], aliases: &Aliases| -> BTreeMap<String, String> {
            let persons = assign(printed, aliases);
            printed.iter().map(|one| one.name.to_owned()).zip(persons.into_iter().map(str::to_owned)).collect()
        };
        let first = told(&printed, &aliases);
        let turn = turn.index(printed.len());
        printed.rotate_left(turn);
        printed.reverse();
        prop_assert_eq!(&told(&printed, &aliases), &first);

        let nobody = Aliases::default();
        for parts in 2..6 {
            let in_parts = |parts| called_otherwise_in_parts(printed.len(), |at| Some(printed[at]), &nobody, parts);
            prop_assert_eq!(in_parts(parts), in_parts(1));
        }
        let by_rule = told(&printed, &nobody);
        // What belongs together in a name is told by the form with the most hyphens.
        let parts = |name: &str| {
            let spelling = name::read(name);
            let same = printed.iter().map(|one| name::read(one.name)).filter(|one| one.text == spelling.text);
            same.filter_map(|one| one.parts).min()
        };
        for (one, person) in &by_rule {
            // A person is called by one of its own names.
            prop_assert_eq!(&by_rule[person], person);
            for (other, _) in by_rule.iter().filter(|(_, other)| *other == person) {
                if name::read(one).text == name::read(other).text {
                    continue;
                }
                match (parts(one), parts(other)) {
                    (Some(one), Some(other)) => {
                        prop_assert_eq!((one.given, one.surname, one.suffix), (other.given, other.surname, other.suffix));
                        for (one, other) in one.middles.iter().zip(&other.middles) {
                            prop_assert!(one.starts_with(other.as_str()) || other.starts_with(one.as_str()));
                        }
                    }
                    (one, other) => prop_assert!(one.is_none() && other.is_none()),
                }
            }
        }
        for (name, person) in aliases.lines() {
            let person = aliases.person(&name::read(person).text).map_or(person, |person| &person.name);
            for (printed, assigned) in &first {
                if name::read(printed).text == name::read(name).text {
                    prop_assert_eq!(name::read(assigned).text, name::read(person).text);
                }
            }
        }
    }
}

proptest! {
    /// Whoever is no kin of a changed name is who it was, and kin are found among kin and their beginnings alone.
    #[test]
    fn a_changed_name_changes_its_kin_alone(
        names in proptest::collection::btree_map(name(), (0_u64..3, 0_u64..3), 1..40),
        by_hand in proptest::collection::btree_map(name(), name(), 0..2),
    ) {
        let lines: Vec<String> = by_hand.iter().map(|(name, person)| format!("{name}\t{person}")).collect();
        let Ok(aliases) = Aliases::parse(&lines.join("\n")) else { return Ok(()) };
        let printed = |articles: fn(&(u64, u64)) -> u64| -> Vec<Printed<'_>> {
            let printed = names.iter().map(|(name, both)| Printed { name, articles: articles(both) });
            printed.filter(|printed| printed.articles > 0).collect()
        };
        let (before, after) = (printed(|both| both.0), printed(|both| both.1));
        let old: BTreeMap<&str, &str> =
            before.iter().map(|one| one.name).zip(assign(&before, &aliases)).collect();
        let new = assign(&after, &aliases);
        let is_changed = |(_, both): &(&String, &(u64, u64))| both.0 != both.1;
        let changed: Vec<&str> = names.iter().filter(is_changed).map(|(name, _)| name.as_str()).collect();
        let all: Vec<&str> = after.iter().map(|one| one.name).collect();
        let kin = kin::kin(&all, &changed, &aliases);
        for (place, one) in after.iter().enumerate().filter(|(place, _)| !kin.names.contains(place)) {
            prop_assert_eq!(old.get(one.name), Some(&new[place]));
        }
        let some: Vec<Printed<'_>> =
            kin.names.iter().chain(&kin.beginnings).map(|&place| after[place]).collect();
        for (&place, person) in kin.names.iter().zip(assign(&some, &aliases)) {
            prop_assert_eq!(person, new[place]);
        }
    }
}

#[test]
fn kin_of_a_name() {
    let names = ["Ann Poe", "Ann Roe", "José Álvarez", "José Álvarez García", "José García", "José Poe"];
    for (changed, of_it, beginnings) in [
        ("Ann Roe", &["Ann Roe"][..], &[][..]),
        ("ANN F. ROE", &["Ann Roe"], &[]),
        ("Jose Alvarez", &["José Álvarez", "José Álvarez García", "José García"], &[]),
        ("José García", &["José Álvarez García", "José García"], &["José Álvarez"]),
        ("Roe", &[], &[]),
    ] {
        let kin = kin::kin(&names, &[changed], &Aliases::default());
        let named = |places: &[usize]| places.iter().map(|&place| names[place]).collect::<Vec<_>>();
        assert_eq!(
            (named(&kin.names), named(&kin.beginnings)),
            (of_it.to_vec(), beginnings.to_vec()),
            "{changed}"
        );
    }
}

/// Half a million names, many of them alike: whoever compares each with each takes hours.
#[test]
fn the_cost_is_that_of_sorting() {
    let names: Vec<String> = (0..500_000_u64)
        .map(|number| {
            let letter = char::from(b'a' + u8::try_from(number % 26).unwrap());
            match number % 3 {
                0 => format!("Ann {letter}{number} Roe"),
                1 => format!("Ann{} {letter}. Roe", number % 1_000),
                _ => format!("Ann Roe{number}"),
            }
        })
        .collect();
    let printed: Vec<Printed<'_>> =
        names.iter().zip(0..).map(|(name, number)| Printed { name, articles: number % 7 }).collect();
    assert_eq!(assign(&printed, &Aliases::default()).len(), printed.len());
}
