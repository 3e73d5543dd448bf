//! Rows of a view in, a table for reading out: no wider than the terminal, in full where there is none.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr as _;

use super::output::{STRONG, columns, cut, styled, thousands};
use crate::archive::list::Cell;
use crate::archive::{Kind, View};

/// The columns are as wide as these first rows need; later ones are few who look at.
const MEASURED: usize = 500;

/// The space between two columns.
const GAP: usize = 2;

/// No column is cut to less.
const NARROWEST: usize = 8;

/// A table that is being printed.
pub struct Table {
    /// The places of the columns in a row.
    places: Vec<usize>,
    names: Vec<&'static str>,
    kinds: Vec<Kind>,
    widths: Option<Vec<usize>>,
    waiting: Vec<Vec<String>>,
    terminal: Option<usize>,
}

impl Table {
    /// A table of the columns of a view that one reads.
    pub fn new(view: &'static View) -> Self {
        let all: Vec<_> = view.columns().collect();
        let place = |name: &&str| all.iter().position(|column| column.name == *name);
        let places: Vec<usize> = view.in_brief.iter().filter_map(place).collect();
        Self {
            names: places.iter().map(|&at| all[at].name).collect(),
            kinds: places.iter().map(|&at| all[at].kind).collect(),
            places,
            widths: None,
            waiting: Vec::new(),
            terminal: columns(),
        }
    }

    /// Prints a row, or keeps it until it is known how wide the columns are.
    pub fn row(&mut self, out: &mut impl Write, cells: &[Cell]) -> io::Result<()> {
        let row: Vec<String> =
            self.places.iter().zip(&self.kinds).map(|(&at, &kind)| words(&cells[at], kind)).collect();
        if let Some(widths) = &self.widths {
            return self.print(out, &row, widths);
        }
        self.waiting.push(row);
        if self.waiting.len() < MEASURED { Ok(()) } else { self.begin(out) }
    }

    /// Prints what is left.
    pub fn finish(&mut self, out: &mut impl Write) -> io::Result<()> {
        if self.waiting.is_empty() { Ok(()) } else { self.begin(out) }
    }

    fn begin(&mut self, out: &mut impl Write) -> io::Result<()> {
        let natural = (0..self.names.len()).map(|at| {
            let cells = self.waiting.iter().map(|row| row[at].width());
            cells.chain([self.names[at].width()]).max().unwrap_or(0)
        });
        let widths = fitted(natural.collect(), &self.kinds, self.terminal);
        let header: Vec<String> = self.names.iter().map(|&name| name.to_owned()).collect();
        writeln!(out, "{}", styled(STRONG, &self.line(&header, &widths)))?;
        for row in std::mem::take(&mut self.waiting) {
            self.print(out, &row, &widths)?;
        }
        self.widths = Some(widths);
        Ok(())
    }

    fn print(&self, out: &mut impl Write, row: &[String], widths: &[usize]) -> io::Result<()> {
        writeln!(out, "{}", self.line(row, widths))
    }

    fn line(&self, row: &[String], widths: &[usize]) -> String {
        let mut line = String::new();
        for (at, cell) in row.iter().enumerate() {
            let cell = if self.terminal.is_some() { cut(cell, widths[at]) } else { cell.clone() };
            let space = " ".repeat(widths[at].saturating_sub(cell.width()));
            line.push_str(if at == 0 { "" } else { "  " });
            line.push_str(&if is_number(self.kinds[at]) { space + &cell } else { cell + &space });
        }
        let line = line.trim_end();
        self.terminal.map_or_else(|| line.to_owned(), |terminal| cut(line, terminal))
    }
}

/// A value on one line; a hyphen for none.
fn words(cell: &Cell, kind: Kind) -> String {
    match cell {
        Cell::Number(number) if kind == Kind::Number && *number >= 0 => thousands(number.unsigned_abs()),
        other => {
            let words = other.text().split_whitespace().collect::<Vec<_>>().join(" ");
            if words.is_empty() { "-".to_owned() } else { words }
        }
    }
}

/// Numbers stand on the right, and are never cut.
fn is_number(kind: Kind) -> bool {
    matches!(kind, Kind::Id | Kind::Number)
}

/// Widths that are no more than a terminal has: the widest columns of words give way first.
fn fitted(mut widths: Vec<usize>, kinds: &[Kind], terminal: Option<usize>) -> Vec<usize> {
    let Some(terminal) = terminal else { return widths };
    let gaps = GAP * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > terminal {
        let of_words = (0..widths.len()).filter(|&at| !is_number(kinds[at]) && widths[at] > NARROWEST);
        let Some(widest) = of_words.max_by_key(|&at| (widths[at], at)) else { break };
        // A cell that is longer than the terminal need not be brought down step by step.
        widths[widest] = widths[widest].min(terminal) - 1;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_give_way() {
        let fit = |widths: &[usize], terminal| {
            fitted(widths.to_vec(), &[Kind::Number, Kind::Text, Kind::Date], Some(terminal))
        };
        assert_eq!(fit(&[5, 10, 20], 40), [5, 10, 20]);
        assert_eq!(fit(&[5, 10, 20], 30), [5, 10, 11]);
        assert_eq!(fit(&[5, 10, 90_000], 30), [5, 10, 11]);
        assert_eq!(fit(&[5, 10, 20], 10), [5, 8, 8]);
        assert_eq!(fitted(vec![5, 90_000], &[Kind::Id, Kind::Text], None), [5, 90_000]);
    }
}
