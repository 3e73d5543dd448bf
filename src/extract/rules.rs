//! Every rule by its name: what it reads, and an example that it reads it in.
//!
//! The names stand in records, in the archive and in exports, and do not change. The README prints
//! this table; a test asks of each rule that it fires on its example, and of the source code that it
//! names no rule that is not here.

use crate::span::Rule;

/// A rule, told to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleEntry {
    /// The stable name: what it is about, a dot, how it is said.
    pub name: Rule,
    /// What it reads, in a few words.
    pub reads: &'static str,
    /// Some words in which it reads that. `…` stands for the story; without it the words stand below.
    pub example: &'static str,
}

const fn rule(name: Rule, reads: &'static str, example: &'static str) -> RuleEntry {
    RuleEntry { name, reads, example }
}

/// A story in Spanish, for the rules that read what the tagger does not.
const FOREIGN: &str = "El puente se abrió el lunes después de dos años de retraso, y una multitud cruzó el río a \
    pie. “Ya era hora”, dijo Zorbin Quelle. Nadie había visto antes a Robert Halloway, que venía de la otra \
    orilla, y nadie ha reclamado el barco. Zorbin Quelle se fue a casa.";

/// Every rule, by topic and name.
pub const RULES: &[RuleEntry] = &[
    // Who published or supplied it.
    rule(
        "source.agency_line",
        "an agency's name on a line below the story, alone or with its desk's initials",
        "PTI ABC DEF",
    ),
    rule(
        "source.authored_via",
        "who wrote it, and through whom it came",
        "Authored by Ann Roe via Valley Voices,\n…",
    ),
    rule(
        "source.book_publisher",
        "who published the book that an excerpt is from",
        "Excerpted from “The Long River” by Ann Roe. Published by Valley House.",
    ),
    rule("source.byline_agency", "an agency in the byline", "By Ann Roe, Associated Press\n…"),
    rule("source.byline_distributor", "a syndicate in the byline", "By Ann Roe, Tribune News Service\n…"),
    rule(
        "source.byline_outlet",
        "a newspaper, station or site in the byline: the outlet itself",
        "By Ann Roe, The Guardian\n…",
    ),
    rule("source.closing_agency", "an agency behind the last sentence", "… (Yonhap)"),
    rule(
        "source.column_at",
        "the outlet that an author's note calls the column's first home",
        "Ann Roe is a fellow at the Valley Review, where this column first appeared.",
    ),
    rule(
        "source.content_partner",
        "a content partner",
        "Valley Street is a Hill News content partner offering financial news.",
    ),
    rule(
        "source.contribution",
        "who helped with the report: never its source",
        "The Associated Press contributed to this report.",
    ),
    rule("source.copyright_agency", "an agency's copyright", "© 2020 Agence France-Presse"),
    rule("source.copyright_distributor", "a syndicate's copyright", "COPYRIGHT 2020 CREATORS.COM"),
    rule(
        "source.copyright_holder",
        "a publication's copyright: the outlet itself",
        "Copyright © 2020 The Valley Times, LLC.",
    ),
    rule(
        "source.copyright_of_distributed",
        "whose copyright stands beside a distributor's name",
        "©2020 The Valley Times. Distributed by Tribune Content Agency, LLC.",
    ),
    rule(
        "source.courtesy_of",
        "by whose courtesy it appears",
        "This article appears courtesy of Valley Voices.",
    ),
    rule(
        "source.created_by",
        "who created content that is offered to all",
        "Content created by The Valley News Foundation is available without charge to any eligible news publisher.",
    ),
    rule("source.cross_posted", "where it is cross-posted", "Cross-posted at Valley Voices."),
    rule("source.dateline_agency", "an agency in the dateline", "VALLEY CITY, March 3 (Reuters) - …"),
    rule(
        "source.dateline_outlet",
        "a station or newspaper in the dateline: the outlet itself",
        "VALLEY CITY (CNN) — …",
    ),
    rule(
        "source.disclaimer",
        "whose views the author's are not: the outlet itself",
        "The views expressed are the author's and not necessarily those of The Hill.",
    ),
    rule("source.distributed_by", "who distributes it", "Distributed by Tribune Content Agency, LLC."),
    rule(
        "source.first_published",
        "where this article was first published",
        "This article originally appeared in the Valley Beacon.",
    ),
    rule(
        "source.first_published_abroad",
        "the same in Spanish, Portuguese, French or German",
        "Publicado originalmente en Voces del Valle.",
    ),
    rule(
        "source.information_from",
        "from which member of its pool an agency has the story",
        "Information from: Valley Courier, http://www.valleycourier.example",
    ),
    rule(
        "source.originally_at",
        "where it was originally published, without a subject",
        "Originally published at Valley Voices.",
    ),
    rule(
        "source.own_edition",
        "an outlet's own issue or newsletter in which it appeared before",
        "This article originally appeared in the July 2020 issue of Valley Review.",
    ),
    rule(
        "source.page_address",
        "the address of the page above a story from elsewhere",
        "https://www.theguardian.com/a\n… (Reuters)",
    ),
    rule(
        "source.partner_project",
        "the project of several outlets that it is part of",
        "This story originally appeared in Valley News and is part of the Climate Desk collaboration.",
    ),
    rule(
        "source.partnership",
        "in partnership with whom it was published",
        "This article was produced in partnership with Valley Voices.",
    ),
    rule(
        "source.post_appeared_first_on",
        "the last line of a web feed",
        "The post Bridge Opens appeared first on Valley Voices.",
    ),
    rule(
        "source.promo_site",
        "the site whose sign-up line stands around a story from elsewhere",
        "Subscribe to the Hill Courier\n… (Reuters)",
    ),
    rule(
        "source.read_the_original",
        "where the original stands",
        "Read the original article on Valley Voices.",
    ),
    rule("source.release_issuer", "the last line of a press release", "SOURCE Valley Holdings, Inc."),
    rule("source.reporting_by", "the closing line of Reuters", "(Reporting by Ann Roe; Editing by Jan Poe)"),
    rule(
        "source.republished_from",
        "from where it is republished",
        "This article is republished from Valley Voices.",
    ),
    rule(
        "source.source_line",
        "a line that names the source: one that is known, or an address",
        "Source: https://www.valley.example/bridge",
    ),
    rule(
        "source.staff_of",
        "for whom the author reports: the outlet itself",
        "Ann Roe is a reporter for NBC News.",
    ),
    rule(
        "source.supplied_by",
        "who provided or produced it, when it is known",
        "This article was provided by The Associated Press.",
    ),
    rule(
        "source.version_appeared_in",
        "where a version of it appeared",
        "A longer version of this article appeared in Valley Voices.",
    ),
    rule("source.via", "a line that says through whom it came", "Via The Guardian"),
    // On what terms.
    rule("rights.all_reserved", "all rights reserved, with no holder", "All rights reserved."),
    rule("rights.by_arrangement", "reprinted by arrangement", "Reprinted by arrangement with Valley House."),
    rule(
        "rights.by_permission",
        "permission to reprint, and who gave it",
        "Reprinted with permission from Valley Voices.",
    ),
    rule("rights.copyright", "a copyright line and its holder", "Copyright 2020 Ann Roe"),
    rule(
        "rights.creative_commons",
        "a Creative Commons licence",
        "This work is licensed under CC BY-ND 4.0.",
    ),
    rule("rights.excerpt", "an excerpt, and from what", "Excerpted from “The Long River” by Ann Roe."),
    rule(
        "rights.fair_use",
        "fair use is claimed",
        "Fair Use Notice: this site contains copyrighted material.",
    ),
    rule(
        "rights.grant",
        "anybody may publish it, on the publisher's own terms",
        "Please feel free to republish this article.",
    ),
    rule("rights.public_domain", "it is in the public domain", "This article is in the public domain."),
    rule(
        "rights.read_the_rest",
        "the rest of it stands elsewhere",
        "Read the full article at Valley Voices.",
    ),
    rule(
        "rights.republished",
        "it is published again; from where is not said",
        "Republished under a Creative Commons license.",
    ),
    rule(
        "rights.restriction",
        "reuse is forbidden or limited",
        "This material may not be published, broadcast, rewritten or redistributed.",
    ),
    rule(
        "rights.syndicated_feed",
        "it comes from a feed, and whose staff left it as it was",
        "(This story has not been edited by Valley News staff and is published from a syndicated feed.)",
    ),
    // Whose pictures.
    rule("credit.after_bar", "an agency behind a bar", "The bridge at dawn. | AP Photo\n…"),
    rule("credit.bars", "names behind a caption, parted by bars", "The bridge at dawn. Jane Roe | AFP\n…"),
    rule("credit.comma_in_brackets", "a name and an agency in brackets", "The old bridge. (Jane Roe, AP)\n…"),
    rule("credit.copyright", "a copyright sign before names with slashes", "© Jane Roe/AFP\n…"),
    rule("credit.courtesy", "by whose courtesy", "The bridge at dawn. Courtesy of Valley Museum\n…"),
    rule(
        "credit.image_copyright",
        "the credit that stands before a caption",
        "Image copyright Getty Images Image caption The bridge at dawn\n…",
    ),
    rule("credit.label", "a label and a name", "The bridge at dawn. Photo: Jane Roe\n…"),
    rule("credit.names_at_end", "names with slashes behind a caption", "The bridge at dawn. Jane Roe/AFP\n…"),
    rule(
        "credit.names_at_head",
        "names with a slash before a caption",
        "Jane Roe/AP The bridge at dawn, before the first cars came.\n…",
    ),
    rule(
        "credit.names_in_brackets",
        "names with slashes in brackets",
        "The bridge at dawn. (Jane Roe/AFP)\n…",
    ),
    rule("credit.one_agency", "a picture agency in brackets", "The bridge at dawn. (Getty Images)\n…"),
    rule(
        "credit.photo_in_brackets",
        "a photo's credit in brackets",
        "The bridge at dawn. (AP Photo/Jane Roe)\n…",
    ),
    rule(
        "credit.provided",
        "who provided the picture that a caption describes",
        "This undated photo provided by Valley Police shows the bridge.\n…",
    ),
    rule(
        "credit.toggle_caption",
        "the credit behind a page's caption switch",
        "Enlarge this image toggle caption Jane Roe/AP Jane Roe/AP\n…",
    ),
    rule(
        "credit.via_at_end",
        "who passed the picture on, behind a caption",
        "The bridge at dawn. Jane Roe, AFP via Getty Images\n…",
    ),
    rule(
        "credit.via_in_brackets",
        "who passed the picture on, or for whom it was taken, in brackets",
        "The bridge at dawn. (Valley Police via AP)\n…",
    ),
    // Notices that state no terms: they are no part of the story.
    rule(
        "notice.about",
        "an editor's note, a correction, a disclaimer",
        "Correction: An earlier version of this article misspelled the mayor's name.",
    ),
    rule(
        "notice.negated_licence",
        "a licence that does not hold for this article",
        "This story is not subject to our Creative Commons license.",
    ),
    // Dates.
    rule("dates.age", "how old somebody or something is", "The 90-year-old bridge was closed."),
    rule("dates.ago", "so long before the day of writing", "It sank three weeks ago."),
    rule("dates.century", "a hundred years", "It was built in the 19th century."),
    rule("dates.clock", "a time of the day, with the day beside it", "The siren sounded at 5:30 p.m. GMT."),
    rule(
        "dates.context",
        "what is counted from the date before it",
        "It closed in 2011 and opened the following year.",
    ),
    rule("dates.day_month", "a day without a year, the day first", "It will close on 25 March."),
    rule("dates.day_month_year", "a day, the day first", "It was closed on 25 March 2019."),
    rule(
        "dates.day_of_month",
        "a day of the month that was spoken of, or of the nearest",
        "In March 2019 tolls rose, and on the 13th it was closed.",
    ),
    rule("dates.day_word", "today, tonight, yesterday, tomorrow", "It was closed yesterday."),
    rule("dates.decade", "ten years", "It was built in the 1950s."),
    rule("dates.duration", "a length of time", "It was closed for 14 months."),
    rule("dates.era", "a year before our era, or said to be of it", "It was built in 490 BC."),
    rule("dates.fiscal_year", "a fiscal year, as the year it is named by", "Tolls rose in fiscal 2019."),
    rule("dates.from_now", "so long behind the day of writing", "It will open in three weeks."),
    rule("dates.half", "half a year", "Tolls rose in the first half of 2019."),
    rule("dates.holiday", "a day that has a name", "It was closed on Christmas Day."),
    rule("dates.iso", "a day in figures", "The log begins with 2019-03-25."),
    rule("dates.month", "a month without a year", "It was closed in November."),
    rule("dates.month_day", "a day without a year", "It will close on March 25."),
    rule("dates.month_day_year", "a day", "It was closed on March 25, 2019."),
    rule("dates.month_of_year", "a month of last year, of that year", "It was closed in June last year."),
    rule("dates.month_with_relation", "last May, next June", "It was closed last May."),
    rule("dates.month_year", "a month", "It was closed in March 2019."),
    rule("dates.nine_eleven", "the eleventh of September 2001", "It was closed after 9/11."),
    rule(
        "dates.numeric",
        "a day in figures, the month first or the day first",
        "The log ends with 25.03.2019.",
    ),
    rule("dates.part_of_day", "a morning, a night, noon", "It was closed this morning."),
    rule("dates.quarter", "a quarter of a year", "Tolls rose in the third quarter of 2019."),
    rule("dates.relative_unit", "last week, this year, next month", "It was closed last week."),
    rule("dates.season", "a season", "It was closed in the summer of 2012."),
    rule("dates.set", "what comes again", "It is closed every Tuesday."),
    rule("dates.vague", "now, recently, soon", "It is closed now."),
    rule("dates.week_of", "the week or weekend that a day lies in", "It was closed in the week of March 9."),
    rule(
        "dates.weekday",
        "a weekday; the verb tells which way to look",
        "The mayor said Tuesday that it was closed.",
    ),
    rule(
        "dates.weekday_of_month",
        "a weekday or week counted inside of a month",
        "It was closed on the first Monday of May 2019.",
    ),
    rule("dates.weekday_with_relation", "last Friday, next Monday", "It was closed last Friday."),
    rule("dates.weekend", "the weekend", "It was closed over the weekend."),
    rule("dates.year", "a year", "It was built in 1957."),
    // People.
    rule(
        "people.apposition",
        "a trade behind the name or before it",
        "Ann Roe, a local baker, brought rolls.",
    ),
    rule("people.byline", "an author in the byline", "By Ann Roe\n…"),
    rule("people.contact", "an author to whom readers write", "Write to Ann Roe at ann.roe@valley.example"),
    rule("people.credit", "a photographer", "The bridge at dawn. (Jane Roe/AFP)\n…"),
    rule(
        "people.first_name",
        "the first name of the one person in the article who has it",
        "Mayor Ann Roe opened it. Ann, they say, then went home.",
    ),
    rule(
        "people.full_name",
        "a full name that was told to be a person's, where the language is not English",
        FOREIGN,
    ),
    rule("people.given_name", "a plain given name and a surname, where the language is not English", FOREIGN),
    rule(
        "people.nearest_bearer",
        "a surname that several persons in the article have: the one named in full last",
        "Mayor Ann Roe met Peter Roe. Roe then went home.",
    ),
    rule(
        "people.note",
        "the author of whom a note at the foot speaks, when no byline names one",
        "Ann Roe is a professor of history at Valley College.",
    ),
    rule(
        "people.notice",
        "an author whom a notice names",
        "This article was originally published by Ann Roe at her Valley Blog.",
    ),
    rule("people.said", "who says something, where the language is not English", FOREIGN),
    rule(
        "people.surname",
        "the surname of a person told before",
        "Mayor Ann Roe opened it. Roe then went home.",
    ),
    rule(
        "people.tagger",
        "whatever the tagger takes for a person's name",
        "Nobody had seen Robert Halloway before.",
    ),
    rule("people.titled", "a title before the name", "Mayor Ann Roe opened it."),
    rule(
        "people.transcript",
        "who speaks for the station in a transcript",
        "ANN ROE, HOST: The bridge opened on Monday.\n…",
    ),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::article::{Article, Zone};
    use crate::extract::{Given, extract, language};
    use crate::vocabulary::Vocabulary;
    use crate::wording::notice;
    use crate::zone::zone;

    const STORY: &str = "The bridge opened on Monday after two years of delay, and a crowd of some hundred people \
        crossed it on foot. They came from both banks of the river.\n\nIt had been closed since the flood, which \
        carried away the middle pier and left a boat on the bank.\n\nNobody was hurt, and nobody has claimed the boat.";

    /// The rules that fire on an example.
    fn fired(example: &str) -> BTreeSet<Rule> {
        // A story in another language stands by itself.
        let mut alone = Article::default();
        alone.push(Zone::Body, example);
        let is_foreign = language::detect(&alone).is_some_and(|language| language != "en");
        let text = if is_foreign {
            example.to_owned()
        } else if example.contains('…') {
            example.replace('\n', "\n\n").replace('…', STORY)
        } else {
            format!("{STORY}\n\n{}", example.replace('\n', "\n\n"))
        };
        let vocabulary = Vocabulary::builtin();
        let article = zone(&text, vocabulary);
        let found = extract(&article, &Given::default(), vocabulary);
        let notices = notice::of(&article, vocabulary);
        let people = found.people.iter().flat_map(|person| &person.mentions).map(|mention| mention.rule);
        (found.sources.iter().map(|mention| mention.rule))
            .chain(found.rights.iter().map(|mention| mention.rule))
            .chain(found.dates.iter().map(|mention| mention.rule))
            .chain(notices.statements.iter().map(|statement| statement.rule))
            .chain(people)
            .collect()
    }

    #[test]
    fn each_rule_fires_on_its_example() {
        let silent: Vec<String> = RULES
            .iter()
            .map(|rule| (rule, fired(rule.example)))
            .filter(|(rule, fired)| !fired.contains(rule.name))
            .map(|(rule, fired)| format!("{} is silent on {:?}; {fired:?} fire", rule.name, rule.example))
            .collect();
        assert!(silent.is_empty(), "{}", silent.join("\n"));
    }

    #[test]
    fn names_are_in_order_and_stand_once() {
        let names: Vec<Rule> = RULES.iter().map(|rule| rule.name).collect();
        let once: BTreeSet<Rule> = names.iter().copied().collect();
        assert_eq!(names.len(), once.len());
        let of =
            |topic: &str| names.iter().copied().filter(|name| name.starts_with(topic)).collect::<Vec<_>>();
        for topic in ["source.", "rights.", "credit.", "notice.", "dates.", "people."] {
            assert!(of(topic).is_sorted(), "{topic}");
        }
    }
}
