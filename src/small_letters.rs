//! A text and a question in, the answer for the text in small letters out: how a list of words is asked.

/// Asks something of a text in small letters. Most words have no others and need no copy for it; a few words of ASCII
/// need no piece of memory of their own.
pub(crate) fn of_small<T>(text: &str, ask: impl FnOnce(&str) -> T) -> T {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return ask(text);
    }
    let mut letters = [0; 48];
    if text.is_ascii()
        && let Some(letters) = letters.get_mut(..text.len())
    {
        letters.copy_from_slice(text.as_bytes());
        letters.make_ascii_lowercase();
        if let Ok(small) = str::from_utf8(letters) {
            return ask(small);
        }
    }
    ask(&text.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn small_letters_are_those_of_the_standard_library(text in "([ -~]{0,60}|\\PC{0,20})") {
            prop_assert_eq!(of_small(&text, str::to_owned), text.to_lowercase());
        }
    }
}
