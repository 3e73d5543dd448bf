//! Is this a photographer's name, or that of a body of which we have not heard?

use std::sync::LazyLock;

use foldhash::HashSet;

static OF_BODIES: LazyLock<HashSet<&str>> = LazyLock::new(|| WORDS_OF_BODIES.split(' ').collect());

/// Words that stand in the names of bodies, not of people.
/// The first ones begin sentences.
const WORDS_OF_BODIES: &str = "a an the this in on by credit from more with new \
    academy administration administrator advertiser advocate affairs agencies agency air appeal \
    archive archives argus army associated association attorney authorities authority bank beacon \
    broadcasting bulletin bureau caller campaign capture center centre channel chronicle church city \
    clinic club coast collection college commercial commission committee commons company congress \
    constitution contributor corporation corps council country county courier court creative daily \
    defense democrat department dispatch district domain embassy enquirer entertainment examiner \
    express facebook family file films fire flickr force foreign foundation free free-press gallery \
    gazette getty globe google government graphic group guard handout herald historical hospital \
    house illustration image images inc independent information inquirer instagram institute \
    international journal judiciary journal-constitution journal-sentinel justice labs ledger library live llc \
    magazine mail maps marine media military ministry mirror museum national navy network networks \
    news news-herald newspaper newspapers observer office official organization palace parliament \
    party patriot photo photographer photography photos picture pictures police pool post presidency \
    press prison productions public record reddit register reporter republic review school schools screen \
    screenshot security senate sentinel service services sheriff sheriff's sheriff’s sites snapchat \
    society sports staff standard star state states statesman stock stringer studio studios sun team \
    telegraph television tiktok times today tribune tv twitter union united university video weekly \
    wikimedia wikipedia wire world youtube";

/// Small words inside a person's name: "Ana de la Cruz".
const PARTICLES: &[&str] =
    &["de", "la", "van", "der", "den", "bin", "al", "el", "von", "da", "dos", "di", "del", "du", "le", "ter"];

/// Two to five words that each begin with a capital or are a particle, and none of which belongs to
/// a body. A name in capitals counts only where an agency that we know stands beside it.
pub(super) fn is_person(text: &str, beside_agency: bool) -> bool {
    match text.split_once(" and ") {
        Some((one, other)) => is_one_person(one, beside_agency) && is_one_person(other, beside_agency),
        None => is_one_person(text, beside_agency),
    }
}

fn is_one_person(text: &str, beside_agency: bool) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    (2..=5).contains(&words.len())
        && is_capital(words[0])
        && words.iter().filter(|word| !PARTICLES.contains(word)).count() >= 2
        && words.iter().all(|word| is_capital(word) || is_particle(word))
        && words.iter().all(|word| word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c)))
        && words.iter().all(|word| !is_of_a_body(word))
        && (beside_agency || words.iter().any(|word| word.chars().skip(1).any(char::is_lowercase)))
        && words.iter().any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 2)
}

/// "de", and "al-" before a name.
fn is_particle(word: &str) -> bool {
    PARTICLES.iter().any(|particle| {
        word.strip_prefix(particle).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    })
}

fn is_of_a_body(word: &str) -> bool {
    let folded = word.to_lowercase();
    let folded = folded.trim_end_matches('.');
    OF_BODIES.contains(folded)
}
