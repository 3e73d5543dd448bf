//! Folding: a name or an address as printed goes in, the key by which the vocabulary holds it
//! comes out. What the keys leave out is what does not count.

use std::borrow::Cow;

use crate::small_letters::of_small;

/// Names of up to so many letters keep their case: `AP` is an agency, "ap" and "Ap" are not; `Time`
/// is a magazine, "time" is not.
const SHORT: usize = 5;

/// The key under which a listed name is held.
pub(super) fn listed(name: &str) -> String {
    let name = tidy(name);
    match without_the(&name) {
        Some(rest) if is_one_word(rest) => with_the(rest),
        Some(rest) => fold(rest),
        None => fold(&name),
    }
}

/// What is held under the keys of a name in an article, the likeliest key first.
pub(super) fn asked<T>(name: &str, held: impl Fn(&str) -> Option<T>) -> Option<T> {
    let name = tidy(name);
    let rest = without_the(&name);
    let with = rest.filter(|rest| is_one_word(rest)).map(with_the);
    with.and_then(|key| held(&key)).or_else(|| of_folded(rest.unwrap_or(&name), held))
}

/// Every key that a listed name keeps from other entries: `The Hill` and `Hill` would be taken for
/// each other, though they are not the same key.
pub(super) fn claimed(name: &str) -> impl Iterator<Item = String> {
    let name = tidy(name);
    let rest = without_the(&name).unwrap_or(&name);
    let with = is_one_word(rest).then(|| with_the(rest));
    with.into_iter().chain([fold(rest)])
}

/// The host name in a host name or address, in lower case and without `www.`; nothing if there is
/// none.
pub(super) fn host(host_or_url: &str) -> Option<String> {
    let text = host_or_url.trim();
    let text = text.split_once("://").map_or(text, |(_, rest)| rest).trim_start_matches('/');
    let text = text.split(['/', '?', '#']).next()?;
    let text = text.rsplit('@').next()?.split(':').next()?;
    let host = text.trim_end_matches('.').to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    is_host(host).then(|| host.to_owned())
}

/// Is the word a host name and nothing else?
pub(super) fn is_host(word: &str) -> bool {
    let label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    word.rsplit_once('.').is_some_and(|(rest, top)| {
        top.len() >= 2 && top.chars().all(|c| c.is_ascii_alphabetic()) && rest.split('.').all(label)
    })
}

/// Single spaces, straight apostrophes, plain hyphens, "and" for "&", no full stop at the end.
fn tidy(name: &str) -> Cow<'_, str> {
    let name = name.trim();
    let name = name.strip_suffix('.').unwrap_or(name);
    if is_tidy(name) {
        return Cow::Borrowed(name);
    }
    let mut tidied = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !tidied.is_empty() {
            tidied.push(' ');
        }
        if word == "&" || word == "&amp;" {
            tidied.push_str("and");
        } else if word.bytes().all(|byte| byte.is_ascii() && byte != b'`') {
            tidied.push_str(word);
        } else {
            tidied.extend(word.chars().map(|c| match c {
                '’' | '‘' | 'ʼ' | '`' => '\'',
                '‐' | '‑' | '–' | '—' => '-',
                other => other,
            }));
        }
    }
    Cow::Owned(tidied)
}

/// Plain words between single spaces, as most names are?
fn is_tidy(name: &str) -> bool {
    let mut before = b' ';
    let is_plain = name.bytes().all(|byte| {
        let is_second_space = byte == b' ' && before == b' ';
        before = byte;
        matches!(byte, b' '..=b'~') && !matches!(byte, b'&' | b'`') && !is_second_space
    });
    is_plain && before != b' '
}

fn without_the(name: &str) -> Option<&str> {
    let the = name.get(..4)?;
    the.eq_ignore_ascii_case("the ").then(|| &name[4..])
}

fn with_the(rest: &str) -> String {
    format!("the {}", fold(rest))
}

fn is_one_word(name: &str) -> bool {
    !name.contains(' ')
}

fn fold(name: &str) -> String {
    if keeps_case(name) { name.to_owned() } else { name.to_lowercase() }
}

/// Asks something of a folded name.
fn of_folded<T>(name: &str, ask: impl FnOnce(&str) -> T) -> T {
    if keeps_case(name) { ask(name) } else { of_small(name, ask) }
}

fn keeps_case(name: &str) -> bool {
    is_one_word(name) && name.chars().filter(|c| c.is_alphabetic()).count() <= SHORT
}
