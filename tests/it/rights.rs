//! The register of rights: what is counted, in which order, and where the list is cut.

use serde_json::{Value, json};

use crate::support::Place;

const STORY: &str = "The bridge opened on Monday after two years, and a crowd of some hundred people crossed it on \
    foot.\n\nIt had been closed since the flood, which carried away the middle pier.\n\nNobody was hurt.";

fn lines(place: &Place, arguments: &str) -> Vec<Value> {
    let out = place.morgue(&format!("rights --json {arguments}")).exits(0);
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn statements_about_the_text() {
    let place = Place::new();
    for name in ["a.txt", "b.txt", "copy-of-b.txt", "c.txt"] {
        let story = STORY.replace("Monday", if name == "a.txt" { "Monday" } else { "Tuesday" });
        let year = if name == "c.txt" { 2019 } else { 2020 };
        place.write(&format!("clips/{name}"), format!("{story}\n\nCopyright {year} Valley News."));
    }
    let terms = "This material may not be published, broadcast, rewritten or redistributed.";
    place.write("clips/d.txt", format!("{STORY}\n\n{terms}"));
    let _ = place.morgue("ingest clips").exits(0);
    let said = |path: &str, exact: &str| json!({"path": path, "exact": exact});
    assert_eq!(
        lines(&place, "--examples 2"),
        [
            json!({"status": "copyright-asserted", "holder": "Valley News", "licence": null, "statements": 3, "examples":
                [said("clips/a.txt", "Copyright 2020 Valley News."), said("clips/b.txt", "Copyright 2020 Valley News.")]}),
            json!({"status": "restricted", "holder": null, "licence": null, "statements": 1,
                "examples": [said("clips/d.txt", terms)]}),
        ]
    );
    assert_eq!(lines(&place, "--examples 0")[0]["examples"], json!([]));
    let page = place.morgue("rights").exits(0);
    assert_eq!(page.lines().count(), 5, "{page}");
    assert!(page.contains("           3  copyright-asserted  Valley News  -\n"), "{page}");
}

#[test]
fn credits_of_pictures() {
    let place = Place::new();
    // Jane Aaa, Jane Bbb …
    for letter in 'a'..='y' {
        let name = format!("Jane {}{letter}{letter}", letter.to_ascii_uppercase());
        let caption = format!("The bridge at dawn. ({name}/AFP via Getty Images)");
        place.write(&format!("clips/{letter}.txt"), format!("{caption}\n\n{STORY}"));
    }
    place.write("clips/z.txt", format!("The old bridge. (Jane Aaa/AFP via Getty Images)\n\n{STORY}"));
    let _ = place.morgue("ingest clips").exits(0);
    let all = lines(&place, "--subject photo");
    assert_eq!(all.len(), 25);
    assert_eq!(
        all[0],
        json!({"status": "syndicated", "photographer": "Jane Aaa", "agency": "Agence France-Presse",
            "via": "Getty Images", "statements": 2,
            "examples": [{"path": "clips/a.txt", "exact": "Jane Aaa/AFP via Getty Images"}]})
    );
    let page = place.morgue("rights --subject photo --examples 0").exits(0);
    assert_eq!(page.lines().count(), 22, "{page}");
    assert!(page.ends_with("              and 5 more\n"), "{page}");
}

#[test]
fn nothing_is_stated() {
    let place = Place::new();
    place.write("clips/a.txt", STORY);
    let _ = place.morgue("ingest clips").exits(0);
    assert_eq!(place.morgue("rights").fails(0), "nothing is stated\n");
    assert!(lines(&place, "--subject photo").is_empty());
    assert!(place.morgue("rights --subject films").fails(2).contains("possible values: text, photo"));
}
