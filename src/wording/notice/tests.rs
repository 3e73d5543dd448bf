//! What notices are read to say, and what is no notice. All names are made up.

use super::*;

fn check(line: &str, expected: &[(Saying, Option<&str>)]) {
    let found = read(line, Vocabulary::builtin());
    let found: Vec<(Saying, Option<&str>)> =
        found.iter().map(|s| (s.saying, s.name.as_ref().map(|name| name.name.as_str()))).collect();
    assert_eq!(found, expected, "{line}");
}

#[test]
fn first_publication() {
    use Saying::FirstPublished as First;
    for (line, name) in [
        (
            "This article was originally published by Radio Meridian and is reprinted with permission.",
            "Radio Meridian",
        ),
        ("This piece first appeared in the Valley Beacon.", "Valley Beacon"),
        ("The following column originally appeared on RedValley.com.", "RedValley.com"),
        ("[Originally posted at Valley Review]", "Valley Review"),
        ("Originally published at Valley Post.", "Valley Post"),
        ("This article was originally published by Ann Roe at her Valley Blog.", "Valley Blog"),
        ("The post Bridge Opens appeared first on Valley Times.", "Valley Times"),
        ("This article originally was published on The Valley Voice.", "The Valley Voice"),
    ] {
        let found = read(line, Vocabulary::builtin());
        assert_eq!(found.first().map(|s| s.saying), Some(First), "{line}");
        assert_eq!(found[0].name.as_ref().map(|name| name.name.as_str()), Some(name), "{line}");
    }
}

#[test]
fn an_edition_of_its_own() {
    for (line, name) in [
        ("This story originally appeared in The Algorithm, our weekly newsletter.", "The Algorithm"),
        ("This article first appeared on VALLEY Pro at 7:03 p.m. on August 24, 2012.", "VALLEY"),
        (
            "This article originally appeared in the July 31, 2017, issue of Valley Review magazine.",
            "Valley Review",
        ),
        ("A version of this article was originally published in Valley’s River newsletter.", "Valley"),
    ] {
        check(line, &[(Saying::OwnEdition, Some(name))]);
    }
}

#[test]
fn no_first_publication() {
    for line in [
        "This article was originally published before the election.",
        "Originally published May 23.",
        "The novel was originally published by Roe & Daughters in 1951.",
        "The report, originally published by the Valley Times, said that the boat had been stolen.",
        "The news was first reported by the Valley Times.",
        "This story was first reported by the Valley Times.",
        "Details of the plan were first published in the Valley Times on Monday.",
        "She first appeared on The Late Show in 1987 and has been a star ever since.",
    ] {
        check(line, &[]);
    }
}

#[test]
fn permission() {
    use Saying::{Copyright, FirstPublished, Permission, Republished, RepublishedFrom, Restriction};
    check(
        "Reprinted from Valleywire with permission from V&V News.",
        &[(RepublishedFrom, Some("Valleywire")), (Permission, Some("V&V News"))],
    );
    check(
        "This article was originally published by Radio Meridian and is reprinted with permission.",
        &[(FirstPublished, Some("Radio Meridian")), (Permission, None)],
    );
    check(
        "Republished with permission from Ann Roe and Roe Clark. Copyright (c) Roe Clark LLP, PS. All rights reserved.",
        &[
            (Permission, Some("Ann Roe and Roe Clark")),
            (Republished, None),
            (Copyright, Some("Roe Clark LLP, PS")),
            (Copyright, None),
        ],
    );
    check("Click here for reprint permission.", &[]);
    check("No part may be reproduced without the permission of the owner.", &[]);
    check("This material may only be reproduced with written permission.", &[(Restriction, None)]);
}

#[test]
fn terms() {
    use Saying::{About, Contribution, Copyright, CreativeCommons, Distributed, Grant, Partner, Restriction};
    check(
        "This article is republished from The Valley under a Creative Commons license.",
        &[(Saying::RepublishedFrom, Some("The Valley")), (CreativeCommons, None)],
    );
    check("Note: This story is not subject to our Creative Commons license.", &[(About, None)]);
    check("Please copy and share this article as long as it is shared whole.", &[(Grant, None)]);
    check(
        "Copyright © 2019 The Valley Times, LLC. Click here for reprint permission.",
        &[(Copyright, Some("The Valley Times, LLC"))],
    );
    check("COPYRIGHT 2016 BY ROE PRODUCTIONS INC.", &[(Copyright, Some("ROE PRODUCTIONS INC"))]);
    check(
        "This material may not be published, broadcast, rewritten or redistributed.",
        &[(Restriction, None)],
    );
    check("Distributed by Valley Content Agency, LLC.", &[(Distributed, Some("Valley Content Agency, LLC"))]);
    check(
        "24/7 Valley St. is a USA VALLEY content partner offering news.",
        &[(Partner, Some("24/7 Valley St"))],
    );
    check("Ann Roe in Valley City contributed to this report.", &[(Contribution, None)]);
    check("The remarks are in the public domain.", &[]);
    check("Copyright law is old.", &[]);
}

#[test]
fn sentences_do_not_end_at_abbreviations() {
    let line = "Ann K. Roe of St. Ives wrote it. It ran at roe.example. (Roe)";
    let found: Vec<&str> = sentences(line).map(|range| &line[range]).collect();
    assert_eq!(found, ["Ann K. Roe of St. Ives wrote it.", "It ran at roe.example.", "(Roe)"]);
}
