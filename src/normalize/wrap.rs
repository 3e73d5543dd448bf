//! The lines of a text in, the text out, with lines that were wrapped at a fixed width joined into
//! paragraphs. A text that is not wrapped keeps its lines: poems, lists, one paragraph a line.

use super::Line;

/// A text is judged by at least so many line ends inside its blocks.
const ENOUGH: usize = 5;

/// The widths at which typewriters, terminals and mail programs wrap.
const WIDTHS: std::ops::RangeInclusive<usize> = 45..=100;

/// In a wrapped text, so many in a hundred line ends stand within a sentence, where the next word had
/// no room. The rest are the last lines of paragraphs; in poems, lists and one paragraph a line most are.
const FULL_PERCENT: usize = 55;

/// Puts the lines together again.
pub(super) fn join(lines: &[Line<'_>]) -> String {
    let mut text = String::with_capacity(lines.iter().map(|line| line.text.len() + 1).sum());
    let wrapping = Wrapping::of(lines);
    for (at, line) in lines.iter().enumerate() {
        text.push_str(&line.text);
        let Some(next) = lines.get(at + 1) else { break };
        match &wrapping {
            // Inside a block of a wrapped text a line end is one of two things: made by the wrapping
            // or the end of a paragraph.
            Some(wrapping) if !line.text.is_empty() && !next.text.is_empty() => {
                if next.indent > wrapping.margin || wrapping.has_room(line, next) {
                    text.push_str("\n\n");
                } else if !is_divided(line, next) {
                    text.push(' ');
                }
            }
            _ => text.push('\n'),
        }
    }
    text
}

/// How a text was wrapped. Widths are in code points.
struct Wrapping {
    width: usize,
    /// How far a line reaches: some programs count the indent of a paragraph's first line, some do not.
    reach: fn(&Line<'_>) -> usize,
    /// How far the lines of the text stand in at least.
    margin: usize,
}

impl Wrapping {
    /// How the text was wrapped; `None` when it was not.
    fn of(lines: &[Line<'_>]) -> Option<Self> {
        let inner: Vec<(&Line<'_>, &Line<'_>)> = lines
            .windows(2)
            .map(|pair| (&pair[0], &pair[1]))
            .filter(|(line, next)| !line.text.is_empty() && !next.text.is_empty())
            .collect();
        if inner.len() < ENOUGH {
            return None;
        }
        let margin = lines.iter().filter(|line| !line.text.is_empty()).map(|line| line.indent).min()?;
        let with_indent = |line: &Line<'_>| line.indent + line.text.chars().count();
        let without = |line: &Line<'_>| line.text.chars().count();
        [with_indent as fn(&Line<'_>) -> usize, without]
            .into_iter()
            .filter_map(|reach| Some(Self { width: width(&inner, reach)?, reach, margin }))
            .find(|wrapping| wrapping.explains(&inner))
    }

    /// Do most line ends stand where this wrapping would make them?
    fn explains(&self, inner: &[(&Line<'_>, &Line<'_>)]) -> bool {
        let is_full = |line: &Line<'_>, next: &Line<'_>| !ends_a_sentence(line) && !self.has_room(line, next);
        let full = inner.iter().filter(|(line, next)| is_full(line, next)).count();
        full * 100 >= inner.len() * FULL_PERCENT
    }

    /// Would the first word of the next line have fitted on this one?
    fn has_room(&self, line: &Line<'_>, next: &Line<'_>) -> bool {
        let word = next.text.split(' ').next().unwrap_or_default();
        (self.reach)(line) + 1 + word.chars().count() <= self.width
    }
}

/// The width of the lines, when it is one at which people wrap.
fn width(inner: &[(&Line<'_>, &Line<'_>)], reach: fn(&Line<'_>) -> usize) -> Option<usize> {
    let mut lengths: Vec<usize> = inner.iter().map(|(line, _)| reach(line)).collect();
    lengths.sort_unstable();
    // One line in twenty may be longer: an address of a page has no place to break.
    let width = lengths[lengths.len() - 1 - lengths.len() / 20];
    WIDTHS.contains(&width).then_some(width)
}

fn ends_a_sentence(line: &Line<'_>) -> bool {
    line.text.ends_with(['.', '!', '?', '"', '”', ':'])
}

/// Does a hyphenated word go on in the next line? Whether the hyphen is its own cannot be told; it stays.
fn is_divided(line: &Line<'_>, next: &Line<'_>) -> bool {
    let mut end = line.text.chars().rev();
    end.next() == Some('-')
        && end.next().is_some_and(char::is_alphabetic)
        && next.text.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use crate::normalize::normalize;

    const PARAGRAPH: &str = "The county board voted on Tuesday to close the old ferry landing at Pell\n\
        Point, ending a service that has carried cars and farm wagons over the\n\
        narrows since before the bridge was built, and that has lost money in\n\
        every one of the last eleven years, according to its treasurer.";

    #[test]
    fn paragraphs_between_blank_lines() {
        let text = normalize(&format!("{PARAGRAPH}\n\n{PARAGRAPH}")).text;
        let paragraphs: Vec<&str> = text.split("\n\n").collect();
        assert_eq!(paragraphs.len(), 2);
        assert!(paragraphs.iter().all(|paragraph| !paragraph.contains('\n')));
        assert!(paragraphs[0].contains("at Pell Point, ending"));
    }

    #[test]
    fn indented_paragraphs_without_blank_lines() {
        let text = normalize(&format!("   {PARAGRAPH}\n   {PARAGRAPH}\n   {PARAGRAPH}")).text;
        assert_eq!(text.split("\n\n").count(), 3);
        assert!(!text.replace("\n\n", "").contains('\n'));
    }

    #[test]
    fn a_block_that_stands_in_as_a_whole() {
        let text = PARAGRAPH.replace('\n', "\n    ");
        let text = normalize(&format!("    {text}\n\n    {text}")).text;
        assert_eq!(text.split("\n\n").count(), 2);
        assert!(!text.replace("\n\n", "").contains('\n'));
    }

    #[test]
    fn words_divided_at_the_end_of_a_line() {
        let text =
            PARAGRAPH.replace("over the\n", "over mid-\n").replace("lost money in\n", "lost more --\n");
        let text = normalize(&format!("{text}\n\n{text}")).text;
        assert!(text.contains("over mid-narrows since"), "{text}");
        assert!(text.contains("lost more -- every"), "{text}");
    }

    #[test]
    fn texts_that_are_not_wrapped() {
        let poem = "The river takes the morning slow,\nAnd lays it on the stones,\nThe ferrymen who come and go\n\
            Are salt in all their bones,\nAnd what they carry none can know\nWho never heard the tones\nOf bells below.";
        let list = "Harbor 3, Millbrook 1\nLowell 2, Ashby 2\nPell Point United 0, Carver Rovers 4\nDunmore 1, Elsworth 0\n\
            Northam 5, Southam 4\nWestley 1, Easton 1";
        let long = "A paragraph on a line of its own, as feeds give them, is longer than any terminal was ever wide, so it stays.";
        for text in [poem.to_owned(), list.to_owned(), [long; 8].join("\n"), "one\ntwo".to_owned()] {
            assert_eq!(normalize(&text).text, text.replace("            ", ""));
        }
    }
}
