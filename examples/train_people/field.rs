//! Rows of words in, a linear-chain conditional random field out.

use morgue::extract::people::tagger::features::ROWS;
use morgue::extract::people::tagger::likelihood::{ENDS, Labels, Sums, odds, passage};
use morgue::extract::people::tagger::model::{LABELS, Model, OUTSIDE, Row, follows};

use crate::documents::Chain;
use crate::random::Random;

/// Passes over the data.
const EPOCHS: u32 = 8;
/// The weights are the mean of those at the ends of so many last passes: less depends on chance.
const AVERAGED: u32 = 4;
/// How far a step goes at first.
const RATE: f32 = 0.02;
/// Of the rate, what is left at the end.
const LAST_RATE: f32 = 0.1;

/// A field in training: gradient steps by `AdaGrad`, half of the features of every word dropped at random.
pub struct Field {
    weights: Vec<[f32; LABELS]>,
    squares: Vec<[f32; LABELS]>,
    transitions: [[f32; LABELS]; LABELS],
    transition_squares: [[f32; LABELS]; LABELS],
}

impl Field {
    /// One that knows nothing.
    pub fn new() -> Self {
        Self {
            weights: vec![[0.0; LABELS]; 1 << ROWS],
            squares: vec![[0.0; LABELS]; 1 << ROWS],
            transitions: [[0.0; LABELS]; LABELS],
            transition_squares: [[0.0; LABELS]; LABELS],
        }
    }

    /// Passes over all chains until it has learnt.
    pub fn learn_all(&mut self, chains: &[Chain], random: &mut Random) {
        let mut sum = vec![[0.0; LABELS]; 1 << ROWS];
        for epoch in 0..EPOCHS {
            self.learn(chains, epoch, random);
            if epoch >= EPOCHS - AVERAGED {
                for (sum, weight) in sum.iter_mut().flatten().zip(self.weights.iter().flatten()) {
                    *sum += weight / AVERAGED as f32;
                }
            }
        }
        self.weights = sum;
    }

    fn learn(&mut self, chains: &[Chain], epoch: u32, random: &mut Random) {
        let mut order: Vec<usize> = (0..chains.len()).collect();
        for at in (1..order.len()).rev() {
            order.swap(at, random.below(at as u64 + 1) as usize);
        }
        let total = chains.len() as f32 * EPOCHS as f32;
        let mut wrong = 0_u32;
        for (step, chain) in order.into_iter().map(|at| &chains[at]).enumerate() {
            let done = (epoch as f32 * chains.len() as f32 + step as f32) / total;
            let rate = RATE * (1.0 - done * (1.0 - LAST_RATE));
            wrong += u32::from(self.step(chain, rate, random));
        }
        eprintln!("epoch {}: {wrong} of {} chains with a word unlikely", epoch + 1, chains.len());
    }

    /// Learns from one chain. Was a word of its truth less likely than not?
    fn step(&mut self, chain: &Chain, rate: f32, random: &mut Random) -> bool {
        let kept: Vec<Vec<u32>> = chain.words.iter().map(|(rows, _)| half(rows, random)).collect();
        let passage = passage(|before, label| self.transitions[before][label]);
        let sums = Sums::of(kept.iter().map(|rows| self.odds(rows)), &passage);
        let is_unlikely = self.learn_words(chain, &kept, &sums, rate);
        self.learn_transitions(chain, &passage, &sums, rate);
        is_unlikely
    }

    /// The odds of the labels of a word.
    fn odds(&self, rows: &[u32]) -> Labels {
        let mut scores = [0.0; LABELS];
        for row in rows {
            for (score, weight) in scores.iter_mut().zip(self.weights[*row as usize]) {
                *score += KEPT_COUNTS * weight;
            }
        }
        odds(scores)
    }

    fn learn_words(&mut self, chain: &Chain, kept: &[Vec<u32>], sums: &Sums, rate: f32) -> bool {
        let mut is_unlikely = false;
        for (at, (_, gold)) in chain.words.iter().enumerate() {
            let likely = sums.likely(at);
            is_unlikely |= likely[*gold] < 0.5;
            let gradient: Labels = std::array::from_fn(|label| {
                let truth = if label == *gold { 1.0 } else { 0.0 };
                chain.weight * KEPT_COUNTS * (truth - likely[label])
            });
            for row in &kept[at] {
                climb(&mut self.weights[*row as usize], &mut self.squares[*row as usize], &gradient, rate);
            }
        }
        is_unlikely
    }

    fn learn_transitions(&mut self, chain: &Chain, passage: &[Labels; LABELS], sums: &Sums, rate: f32) {
        let length = chain.words.len();
        let gold = |at: usize| chain.words.get(at).map_or(OUTSIDE, |(_, gold)| *gold);
        for at in 0..=length {
            let from = if at == 0 { ENDS } else { sums.forward[at - 1] };
            let onto = sums
                .odds
                .get(at)
                .map_or(ENDS, |odds| std::array::from_fn(|label| odds[label] * sums.backward[at][label]));
            let mut likely: [Labels; LABELS] = std::array::from_fn(|before| {
                std::array::from_fn(|label| from[before] * passage[before][label] * onto[label])
            });
            let sum: f32 = likely.iter().flatten().sum();
            let before_gold = if at == 0 { OUTSIDE } else { gold(at - 1) };
            for (before, row) in likely.iter_mut().enumerate() {
                for (label, likely) in row.iter_mut().enumerate() {
                    let truth = if before == before_gold && label == gold(at) { 1.0 } else { 0.0 };
                    let is_possible = follows(before, label);
                    *likely = if is_possible { chain.weight * (truth - *likely / sum) } else { 0.0 };
                }
                climb(&mut self.transitions[before], &mut self.transition_squares[before], row, rate);
            }
        }
    }

    /// The model's file, its weights rounded to steps of eight bits.
    pub fn file(&self, lexicon: &[(u32, u32)]) -> Vec<u8> {
        let mut sizes: Vec<f32> = self.weights.iter().flatten().map(|weight| weight.abs()).collect();
        sizes.sort_by(f32::total_cmp);
        let most = sizes[sizes.len() - 1];
        eprintln!("greatest weight {most}, 99.9 % below {}", sizes[sizes.len() - sizes.len() / 1000]);
        let scale = most / 127.0;
        // 40 of 524,288 rows have a weight that is further above the first than a byte can say.
        let above_first = |[first, others @ ..]: [i16; LABELS]| {
            others.map(|weight| (weight - first).clamp(-127, 127) as i8)
        };
        let steps = |weight: f32| (weight / scale).round() as i16;
        let rows: Vec<Row> = self.weights.iter().map(|row| above_first(row.map(steps))).collect();
        eprintln!(
            "{} of {} rows say something",
            rows.iter().filter(|row| **row != Row::default()).count(),
            rows.len()
        );
        let transitions = self.transitions.map(|row| row.map(steps));
        Model::write(scale, &transitions, &rows, lexicon)
    }
}

/// What is kept counts double, so that the weights fit all features.
const KEPT_COUNTS: f32 = 2.0;

/// Half of the rows, by chance.
fn half(rows: &[u32], random: &mut Random) -> Vec<u32> {
    let mut bits = 0;
    let keep = |(at, _): &(usize, &u32)| {
        if at % 64 == 0 {
            bits = random.next();
        }
        bits >> (at % 64) & 1 == 1
    };
    rows.iter().enumerate().filter(keep).map(|(_, row)| *row).collect()
}

/// One step of `AdaGrad` up the gradient.
fn climb(weights: &mut Labels, squares: &mut Labels, gradient: &Labels, rate: f32) {
    for ((weight, square), gradient) in weights.iter_mut().zip(squares).zip(gradient) {
        *square += gradient * gradient;
        *weight += rate * gradient / (square.sqrt() + 1e-6);
    }
}
