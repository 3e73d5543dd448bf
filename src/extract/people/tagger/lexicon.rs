//! A word in, what is known of it out: how much it looks like a given name, a surname, a place or a plain word,
//! and which class of cue it is.

use crate::eight_bytes::{beyond_ascii, in_small_letters};
use crate::extract::people::lex::without_accents;

/// The 32-bit name of a word in the model: in small letters, one apostrophe, one hyphen, no closing dot.
#[must_use]
pub fn key(word: &str) -> u32 {
    let word = without_dot(word);
    let (key, is_ascii) = hash(word.as_bytes());
    if is_ascii {
        return key;
    }
    let one_spelling = word.chars().map(|letter| match letter {
        '’' => '\'',
        '\u{2011}' => '-',
        other => other,
    });
    let small: String = one_spelling.flat_map(char::to_lowercase).collect();
    hash(small.as_bytes()).0
}

/// A word without its closing dot. As `strip_suffix` says it, that is a call for every word.
pub(super) fn without_dot(word: &str) -> &str {
    if word.as_bytes().last() == Some(&b'.') { &word[..word.len() - 1] } else { word }
}

/// The hash of a word with the capitals of ASCII made small, and whether all of it is ASCII. Takes eight bytes at a
/// time: every word of every article is asked for.
fn hash(word: &[u8]) -> (u32, bool) {
    let mut all = 0;
    let mut mix = |hash: u64, bytes: u64| {
        all |= bytes;
        let mixed = (hash ^ in_small_letters(bytes)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        mixed ^ mixed >> 32
    };
    let (eights, rest) = word.as_chunks();
    let mut hash = word.len() as u64;
    for eight in eights {
        hash = mix(hash, u64::from_le_bytes(*eight));
    }
    hash = mix(hash, up_to_seven(rest));
    ((hash >> 32) as u32, beyond_ascii(all) == 0)
}

/// Up to seven bytes as a number; the two halves of more than four overlap.
fn up_to_seven(bytes: &[u8]) -> u64 {
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
        }
        _ => bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)),
    }
}

/// What is known of a word, in the bits of one number. Zero is an unknown word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Entry(pub u32);

impl Entry {
    fn bits(self, from: u32, count: u32) -> u32 {
        self.0 >> from & ((1 << count) - 1)
    }

    /// How likely the word is part of a person's name where it has a capital: 0 to 15.
    #[must_use]
    pub fn person(self) -> u32 {
        self.bits(0, 4)
    }

    /// Given name or surname: 0 is always first, 7 always last.
    #[must_use]
    pub fn last(self) -> u32 {
        self.bits(4, 3)
    }

    /// How likely it is in small letters: 0 to 15.
    #[must_use]
    pub fn small(self) -> u32 {
        self.bits(7, 4)
    }

    /// How likely it is a whole name by itself: 0 to 7.
    #[must_use]
    pub fn single(self) -> u32 {
        self.bits(11, 3)
    }

    /// How likely it is a name of something else: 0 to 7.
    #[must_use]
    pub fn other(self) -> u32 {
        self.bits(14, 3)
    }

    /// Which of 128 groups of words it is like, and 128 more when any of all this is known.
    #[must_use]
    pub fn group(self) -> u32 {
        self.bits(17, 8)
    }

    /// In the lists of given names (1), of surnames (2), of places (4): their sum.
    #[must_use]
    pub fn lists(self) -> u32 {
        self.bits(25, 3)
    }

    /// The class of cue that it is.
    #[must_use]
    pub fn class(self) -> u32 {
        self.bits(28, 4)
    }

    /// Is anything measured of it?
    #[must_use]
    pub fn is_measured(self) -> bool {
        self.group() > 0
    }

    /// An entry of what was measured, in the order of the methods above; `last` in sixteen steps.
    #[must_use]
    pub fn measured([person, last, small, single, other]: [u32; 5], group: u32) -> Self {
        let marks = person.min(15) | (last.min(15) >> 1) << 4 | small.min(15) << 7 | single.min(7) << 11;
        Self(marks | other.min(7) << 14 | (group.min(127) | 128) << 17)
    }

    /// The same entry, standing in a list as well.
    #[must_use]
    pub fn with_list(self, list: u32) -> Self {
        Self(self.0 | list << 25)
    }

    /// The same entry, of a class.
    #[must_use]
    pub fn with_class(self, class: u32) -> Self {
        Self(self.0 & !(15 << 28) | class << 28)
    }
}

/// Classes of cue words. The numbers are in the model.
pub mod class {
    /// `Mr`, `Sir`, `Dr`.
    pub const HONORIFIC: u32 = 1;
    /// `president`, `spokesman`.
    pub const TITLE: u32 = 2;
    /// `said`.
    pub const SAYING: u32 = 3;
    /// `van`, `bin`.
    pub const PARTICLE: u32 = 4;
    /// `Jr`, `III`.
    pub const SUFFIX: u32 = 5;
    /// `Inc`, `Corp`.
    pub const COMPANY: u32 = 6;
    /// `University`, `Party`.
    pub const BODY: u32 = 7;
    /// `Street`, `River`.
    pub const PLACE: u32 = 8;
    /// `January`, `Monday`.
    pub const CALENDAR: u32 = 9;
    /// `in`, `near`.
    pub const WHERE: u32 = 10;
    /// `the`, `a`.
    pub const ARTICLE: u32 = 11;
    /// `who`, `whose`.
    pub const WHO: u32 = 12;
    /// `Prize`, `Cup`, `Act`.
    pub const THING: u32 = 13;
    /// `son`, `wife`.
    pub const KIN: u32 = 14;

    /// The cue words of each class, in small letters. Titles stand in `titles.txt`.
    pub const WORDS: &[(u32, &str)] = &[
        (
            HONORIFIC,
            "mr mrs ms mx miss messrs sir dame lord lady dr dra drs prof professor rev fr hon sheikh sheik shaikh \
             imam maulana mullah mufti ayatollah hojatoleslam shri smt sri swami datuk datin tan tun encik haji hajj \
             alhaji chief dom don doña señor señora monsieur madame mme mlle herr frau saint st pope rabbi cardinal \
             bishop archbishop father brother sister reverend king queen prince princess emperor sultan emir amir \
             sayyid syed baron baroness count countess duke duchess comrade pm cm mla mep ceo cfo oc vp da",
        ),
        (
            SAYING,
            "said says say saying told tells added adds explained explains argued argues asked asks wrote writes \
             recalled recalls noted notes insisted insists warned warns replied conceded acknowledged admitted \
             declared stated testified quipped joked concluded announced believes believed claimed claims tweeted \
             suggested commented remarked confirmed denied urged thinks thought wants wanted",
        ),
        (
            PARTICLE,
            "de da do dos das del della di du la le van von der den ter ten zu bin bint ibn al el ul y e",
        ),
        (SUFFIX, "jr sr ii iii iv"),
        (
            COMPANY,
            "inc corp co ltd llc plc group holdings company corporation bank industries partners capital motors \
             airlines airways records pictures studios press media gmbh sa ag nv technologies systems energy \
             pharmaceuticals securities bros associates sons & enterprises",
        ),
        (
            BODY,
            "university college school institute institution party committee council association team club court \
             hospital foundation church agency ministry department commission union society league federation \
             center centre museum library academy parliament congress senate police army navy band orchestra \
             theatre theater united city fc network times post news journal herald tribune magazine government \
             administration campaign family house cathedral temple mosque",
        ),
        (
            PLACE,
            "street road avenue boulevard lane drive square river lake mountain mountains mount county island \
             islands airport station park bridge valley bay beach hill hills hotel tower stadium field province \
             district region state republic village town desert sea ocean coast north south east west northern \
             southern eastern western central forest castle palace prison building",
        ),
        (
            CALENDAR,
            "january february march april may june july august september october november december monday tuesday \
             wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sept sep oct nov dec",
        ),
        (WHERE, "in at from near to into outside around across inside"),
        (ARTICLE, "the a an this that these those"),
        (WHO, "who whose whom"),
        (
            THING,
            "prize award awards cup trophy medal act law bill treaty agreement plan doctrine memorial day festival \
             open championship tournament series show theorem effect disease syndrome method scale uss hms movie \
             film album song novel book war battle operation hurricane storm",
        ),
        (
            KIN,
            "son wife daughter husband brother sister mother father uncle aunt cousin nephew niece friend colleague \
             partner girlfriend boyfriend widow grandson",
        ),
    ];
}

/// The table of words in a model.
#[derive(Debug)]
pub struct Lexicon {
    /// Little-endian: keys in ascending order, each with its entry behind it.
    rows: &'static [[u8; 8]],
    /// Where the keys with the same head begin.
    starts: Vec<u32>,
}

/// So many bits of a key are its head. A few dozen keys share one, so that the table of the heads stays in the nearest
/// cache; where among them a key stands its other bits tell nearly, since keys are hashes.
const HEAD: u32 = 12;

impl Lexicon {
    /// Reads a table.
    #[must_use]
    pub(super) fn new(rows: &'static [[u8; 8]]) -> Self {
        let mut starts = Vec::with_capacity((1 << HEAD) + 1);
        let mut count = 0;
        for row in rows {
            let head = key_of(*row) >> (32 - HEAD);
            while starts.len() <= head as usize {
                starts.push(count);
            }
            count += 1;
        }
        starts.resize((1 << HEAD) + 1, count);
        Self { rows, starts }
    }

    /// Near which row a key stands.
    fn near(&self, key: u32) -> usize {
        let head = (key >> (32 - HEAD)) as usize;
        let (start, end) = (self.starts[head], self.starts[head + 1]);
        start as usize + ((u64::from(key << HEAD) * u64::from(end - start)) >> 32) as usize
    }

    /// Has the rows of some words in the cache when they are asked for: here none waits for another.
    pub(super) fn fetch(&self, keys: impl Iterator<Item = u32>) {
        std::hint::black_box(
            keys.fold(0, |all, key| all ^ self.rows.get(self.near(key)).map_or(0, |row| key_of(*row))),
        );
    }

    fn find(&self, key: u32) -> Option<Entry> {
        let mut at = self.near(key);
        while self.rows.get(at).is_some_and(|row| key_of(*row) < key) {
            at += 1;
        }
        while at > 0 && key_of(self.rows[at - 1]) >= key {
            at -= 1;
        }
        let [_, _, _, _, entry @ ..] = self.rows.get(at).filter(|row| key_of(**row) == key)?;
        Some(Entry(u32::from_le_bytes(*entry)))
    }

    /// What is known of a word whose key is given: of itself, without its accents, or of the last part of a
    /// word with a hyphen.
    #[must_use]
    pub fn entry(&self, word: &str, key: u32) -> Entry {
        self.find(key).or_else(|| self.of_another_spelling(word)).unwrap_or_default()
    }

    fn of_another_spelling(&self, word: &str) -> Option<Entry> {
        if let Some((_, last)) = word.rsplit_once(['-', '\u{2011}']) {
            return self.find(self::key(last));
        }
        if word.is_ascii() {
            return None;
        }
        self.find(self::key(&without_accents(word).collect::<String>()))
    }
}

fn key_of([key @ .., _, _, _, _]: [u8; 8]) -> u32 {
    u32::from_le_bytes(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_and_no_other() {
        let mut keys: Vec<u32> = (0..5000_u32).map(|number| key(&number.to_string())).collect();
        keys.extend([0, 1, u32::MAX - 1, u32::MAX]);
        keys.sort_unstable();
        let rows: Vec<[u8; 8]> =
            keys.iter().map(|key| (u64::from(!key) << 32 | u64::from(*key)).to_le_bytes()).collect();
        let lexicon = Lexicon::new(rows.leak());
        for key in &keys {
            assert_eq!(lexicon.find(*key), Some(Entry(!key)));
        }
        for number in 5000..10_000_u32 {
            let key = key(&number.to_string());
            assert_eq!(lexicon.find(key), keys.binary_search(&key).ok().map(|_| Entry(!key)));
        }
        assert_eq!(Lexicon::new(&[]).find(7), None);
    }

    #[test]
    fn spellings_of_a_word_have_one_key() {
        for (one, other) in
            [("HALE", "hale"), ("Gen.", "gen"), ("O’Neil", "o'neil"), ("ÉMILE-JEAN", "émile‑jean")]
        {
            assert_eq!(key(one), key(other), "{one}");
        }
        assert_ne!(key("hale"), key("hall"));
    }
}
