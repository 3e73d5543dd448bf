//! A table by the keys of words, as large as an article needs: open addressing, nothing is ever taken out.

/// A value for each word.
pub(super) struct Table<V> {
    /// A free slot has the key zero, which is no word's.
    slots: Vec<(u32, V)>,
}

impl<V: Copy + Default> Table<V> {
    /// A table that so many words half fill.
    pub(super) fn with_room_for(words: usize) -> Self {
        Self { slots: vec![(0, V::default()); (words * 2).next_power_of_two().max(16)] }
    }

    /// Where a word's slot is, or the free one that it would have.
    fn slot(&mut self, key: u32) -> &mut (u32, V) {
        let mask = self.slots.len() - 1;
        let mut at = (key.wrapping_mul(0x9E37_79B1) >> 8) as usize & mask;
        while self.slots[at].0 != key && self.slots[at].0 != 0 {
            at = (at + 1) & mask;
        }
        &mut self.slots[at]
    }

    /// The value of a word; it begins with the default.
    pub(super) fn of(&mut self, key: u32) -> &mut V {
        let slot = self.slot(key);
        slot.0 = key;
        &mut slot.1
    }

    /// The value of a word that has one.
    pub(super) fn find(&mut self, key: u32) -> Option<&mut V> {
        let slot = self.slot(key);
        (slot.0 == key).then_some(&mut slot.1)
    }
}
