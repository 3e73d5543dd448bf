//! Lines with a credit and what it names, and lines that have none. All names of people are made up.

use super::*;

/// A line; its photographer, agency, via, courtesy and restriction, `-` where it names none.
const CREDITS: &[(&str, [&str; 5])] = &[
    ("The bridge at dawn. (Jane Roe/AFP)", ["Jane Roe", "Agence France-Presse", "-", "-", "-"]),
    (
        "The bridge. (Jane Roe / AFP / Getty Images)",
        ["Jane Roe", "Agence France-Presse", "Getty Images", "-", "-"],
    ),
    ("The bridge. Jane Roe/AFP/Getty Images", ["Jane Roe", "Agence France-Presse", "Getty Images", "-", "-"]),
    ("The bridge. J. Q. Roe/AP", ["J. Q. Roe", "Associated Press", "-", "-", "-"]),
    ("The bridge at dawn (AP Photo/John Q. Roe)", ["John Q. Roe", "Associated Press", "-", "-", "-"]),
    ("The bridge. (AP Photo/Jane Roe, File)", ["Jane Roe", "Associated Press", "-", "-", "File"]),
    ("The bridge. (AP Photo)", ["-", "Associated Press", "-", "-", "-"]),
    ("The bridge, 1987. (Getty Images)", ["-", "Getty Images", "-", "-", "-"]),
    ("The bridge. (Photo: Jane Roe / Reuters)", ["Jane Roe", "Reuters", "-", "-", "-"]),
    ("The bridge. (Photo: Jane Roe, AP)", ["Jane Roe", "Associated Press", "-", "-", "-"]),
    (
        "The bridge. (Photo: JANE ROE, AFP via Getty Images)",
        ["JANE ROE", "Agence France-Presse", "Getty Images", "-", "-"],
    ),
    ("The bridge. (Photo by Jane Roe/Getty Images)", ["Jane Roe", "Getty Images", "-", "-", "-"]),
    ("The bridge. (Photo by Jane Roe)", ["Jane Roe", "-", "-", "-", "-"]),
    ("The bridge. (Reuters file photo: Jane Roe)", ["Jane Roe", "Reuters", "-", "-", "file photo"]),
    (
        "The bridge. (Jane Roe/Valley Sentinel via AP)",
        ["Jane Roe", "Valley Sentinel", "Associated Press", "-", "-"],
    ),
    (
        "The mug shot. (Harbor County Sheriff's Office via AP, File)",
        ["-", "-", "Associated Press", "-", "File"],
    ),
    ("The bridge. (Jane Roe for The Washington Post)", ["Jane Roe", "The Washington Post", "-", "-", "-"]),
    ("The bridge. (Navy photo via AP)", ["-", "-", "Associated Press", "-", "-"]),
    ("The bridge. (U.S. Navy photo by Jane Roe)", ["Jane Roe", "U.S. Navy", "-", "-", "-"]),
    ("The bridge. (Jane Roe, AP)", ["Jane Roe", "Associated Press", "-", "-", "-"]),
    ("Photo by Jane Roe", ["Jane Roe", "-", "-", "-", "-"]),
    ("The bridge. Photo: J. Roe Smith / Reuters", ["J. Roe Smith", "Reuters", "-", "-", "-"]),
    (
        "The bridge on Monday. Photograph: Jane Roe/EPA",
        ["Jane Roe", "European Pressphoto Agency", "-", "-", "-"],
    ),
    (
        "FILE PHOTO: The bridge in heavy snow. REUTERS/Jane Roe/File Photo NO RESALES. NO ARCHIVES.",
        ["Jane Roe", "Reuters", "-", "-", "NO RESALES. NO ARCHIVES"],
    ),
    ("The bridge. Photograph: Jane Roe/REX/Shutterstock", ["Jane Roe", "REX/Shutterstock", "-", "-", "-"]),
    (
        "Photographer: Jane Roe/Bloomberg via Getty Images",
        ["Jane Roe", "Bloomberg", "Getty Images", "-", "-"],
    ),
    ("Credit: Jane Roe", ["Jane Roe", "-", "-", "-", "-"]),
    ("The bridge. | AP Photo", ["-", "Associated Press", "-", "-", "-"]),
    ("The bridge. | Jane Roe, File/AP Photo", ["Jane Roe", "Associated Press", "-", "-", "File"]),
    ("The bridge. | Jane Roe Jr. for POLITICO", ["Jane Roe Jr.", "Politico", "-", "-", "-"]),
    ("The bridge. | Courtesy of Jane Roe", ["-", "-", "-", "Jane Roe", "-"]),
    ("The bridge, June 3, 2019. REUTERS/Jane Roe", ["Jane Roe", "Reuters", "-", "-", "-"]),
    (
        "The bridge, June 3, 2019. REUTERS/Jane Roe/File Photo",
        ["Jane Roe", "Reuters", "-", "-", "File Photo"],
    ),
    (
        "FILE PHOTO: The bridge, June 3, 2019. REUTERS/Jane Roe",
        ["Jane Roe", "Reuters", "-", "-", "FILE PHOTO:"],
    ),
    (
        "FILE - The bridge on June 3, 2019. (AP Photo/Jane Roe)",
        ["Jane Roe", "Associated Press", "-", "-", "FILE -"],
    ),
    ("The bridge, June 3. Jane Roe/Pool via REUTERS", ["Jane Roe", "-", "Reuters", "-", "-"]),
    (
        "The bridge, June 3. Harbor Police Department/Handout via REUTERS",
        ["-", "-", "Reuters", "Harbor Police Department", "Handout"],
    ),
    (
        "The bridge, June 3. Courtesy Jane Roe/Handout via REUTERS",
        ["-", "-", "Reuters", "Jane Roe", "Handout"],
    ),
    (
        "The bridge. JANE ROE, AFP via Getty Images",
        ["JANE ROE", "Agence France-Presse", "Getty Images", "-", "-"],
    ),
    ("The bridge. Jane Roe/AP, FILE", ["Jane Roe", "Associated Press", "-", "-", "FILE"]),
    ("Image copyright Getty Images Image caption The bridge", ["-", "Getty Images", "-", "-", "-"]),
    ("Image copyright AFP/Getty Images", ["-", "Agence France-Presse", "Getty Images", "-", "-"]),
    ("Image copyright Harbor Museum", ["-", "-", "-", "-", "-"]),
    (
        "Enlarge this image toggle caption Jane Roe/AP Jane Roe/AP",
        ["Jane Roe", "Associated Press", "-", "-", "-"],
    ),
    (
        "Enlarge this image toggle caption Jane Roe/Pool/AFP via Getty Images Jane Roe/Pool/AFP via Getty Images",
        ["Jane Roe", "Agence France-Presse", "Getty Images", "-", "-"],
    ),
    ("toggle caption Jane Roe for NPR", ["Jane Roe", "NPR", "-", "-", "-"]),
    ("The bridge. (Photo courtesy of Jane Roe)", ["-", "-", "-", "Jane Roe", "-"]),
    ("The bridge. (Photo provided by the Harbor Museum)", ["-", "-", "-", "Harbor Museum", "-"]),
    ("Courtesy of the Harbor Museum", ["-", "-", "-", "Harbor Museum", "-"]),
    (
        "This undated photo provided by the Harbor Police shows the bridge in fog.",
        ["-", "-", "-", "Harbor Police", "-"],
    ),
    (
        "Jane Roe/AP The bridge at dawn, before the first cars came over it.",
        ["Jane Roe", "Associated Press", "-", "-", "-"],
    ),
    (
        "The bridge. (Jane Roe/EPA) NO SALES. NO ARCHIVES",
        ["Jane Roe", "European Pressphoto Agency", "-", "-", "NO SALES. NO ARCHIVES"],
    ),
    ("MANDATORY CREDIT. The bridge. Jane Roe/Reuters", ["Jane Roe", "Reuters", "-", "-", "MANDATORY CREDIT"]),
    (
        "For editorial use only. The bridge. (Jane Roe/Reuters)",
        ["Jane Roe", "Reuters", "-", "-", "For editorial use only"],
    ),
    ("The bridge. Credit... Jane Roe/Reuters", ["Jane Roe", "Reuters", "-", "-", "-"]),
    ("The bridge in Washington, D.C. Jane Roe/AP", ["Jane Roe", "Associated Press", "-", "-", "-"]),
    ("The bridge. Karim al-Roe/Reuters /Landview", ["Karim al-Roe", "Reuters", "-", "-", "-"]),
    ("The bridge. Jane Roe and John Doe/AP", ["Jane Roe and John Doe", "Associated Press", "-", "-", "-"]),
    ("The bridge. | Jane Roe/Redux Pictures for Politico", ["Jane Roe", "Redux Pictures", "-", "-", "-"]),
    (
        "The bridge. REUTERS/Jane Roe/File Photo - RC1234ABCD12",
        ["Jane Roe", "Reuters", "-", "-", "File Photo"],
    ),
    ("Image copyright Jane Roe", ["-", "-", "-", "-", "-"]),
    ("Image copyright Jane Roe/Twitter", ["-", "-", "-", "-", "-"]),
    ("Jane Roe | AFP | Getty Images", ["Jane Roe", "Agence France-Presse", "Getty Images", "-", "-"]),
    ("The bridge. Previous Next Jane Roe/AP", ["Jane Roe", "Associated Press", "-", "-", "-"]),
    ("The bridge at dawn. Jane Roe | AP", ["Jane Roe", "Associated Press", "-", "-", "-"]),
    ("The bridge. Credit Jane Roe/Reuters", ["Jane Roe", "Reuters", "-", "-", "-"]),
    ("The bridge. (Reuters photo: Jane Roe/Reuters)", ["Jane Roe", "Reuters", "-", "-", "-"]),
    ("The bridge. (Getty Images/AP/NPR)", ["-", "Getty Images", "-", "-", "-"]),
    ("© AFP / Jane Roe", ["Jane Roe", "Agence France-Presse", "-", "-", "-"]),
];

const NO_CREDITS: &[&str] = &[
    "Mayor Opens Bridge After Delay | Reuters",
    "Mayor Opens Bridge | Reuters",
    "An NPR/PBS Marist poll from that week showed that most support a bridge.",
    "Photos: Jane Roe",
    "The bridge was closed (and/or flooded).",
    "He works for the Bridge and Tunnel Authority (BTA).",
    "The minister told Reuters on Tuesday that the bridge was safe.",
    "A mix of sun/cloud is expected.",
    "In the Valley Register/Bloomberg poll, the mayor placed third.",
    "Suffolk University/USA TODAY Poll: Most want a new bridge by the end of the year",
    "The Washington Post/ABC News poll was taken in May.",
    "Photos: The ten longest bridges in the world",
    "Photos: Pack your bags",
    "Jane Roe, USA TODAY",
    "Jane Roe/Special to the Courier",
    "The senator (D, Ohio) spoke last.",
    "The services are provided by Planned Bridges of the Valley.",
    "These breaks came courtesy of “paid staffers” whom the mayor had brought along.",
    "The picture: a bridge that nobody wants.",
    "Image matters, he said, and so does the bridge.",
    "They met in the town of Roe (Reuters had reported it first) and left.",
    "His mother, Jane Roe, watches BBC/ITV all day.",
    "The council gave him credit: he had built the bridge.",
    "Get the news via Getty or another service.",
    "She had the photo by the window.",
    "| Politics | Business | Sport",
    "The bridge (Spanish/English)",
    "An either/or. Neither/nor.",
];

fn tell(line: &str, credit: &Credit) -> [String; 5] {
    let words = |range: &Option<Range<usize>>| range.clone().map(|range| line[range].to_owned());
    let name = |name: &Option<Name>| name.as_ref().map(|name| name.name.clone());
    [
        words(&credit.photographer),
        name(&credit.agency),
        name(&credit.via),
        words(&credit.courtesy),
        words(&credit.restriction),
    ]
    .map(|part| part.unwrap_or_else(|| "-".to_owned()))
}

#[test]
fn credits() {
    let mut wrong = Vec::new();
    for (line, expected) in CREDITS {
        match read(line, Vocabulary::builtin()) {
            None => wrong.push(format!("{line}\n  no credit")),
            Some(credit) => {
                let told = tell(line, &credit);
                if told != *expected {
                    wrong.push(format!("{line}\n  {told:?} by {}\n  {expected:?}", credit.rule));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_credits() {
    for line in NO_CREDITS {
        assert_eq!(read(line, Vocabulary::builtin()), None, "{line}");
    }
}

#[test]
fn every_credit_has_a_cue_and_parts_inside_it() {
    for (line, _) in CREDITS {
        assert!(crate::wording::cues(line).credit, "{line}");
        let credit = read(line, Vocabulary::builtin()).unwrap();
        let names = [&credit.agency, &credit.via].into_iter().flatten().map(|name| &name.range);
        for part in credit.photographer.iter().chain(&credit.courtesy).chain(names) {
            assert!(credit.range.start <= part.start && part.end <= credit.range.end, "{line}");
        }
    }
}
