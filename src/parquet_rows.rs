//! A file of Parquet in, its rows as lines of JSON out: records as an engine on many machines has written them.

use std::io::{self, BufRead, Read};

use parquet::file::reader::ChunkReader;
use parquet::file::serialized_reader::SerializedFileReader;
use parquet::record::reader::RowIter;

/// The rows of a file, an object a line. One at a time is in memory, and what Parquet holds of its group of rows.
pub struct Rows {
    parquet: RowIter<'static>,
    line: Vec<u8>,
    /// How much of the line has been read.
    at: usize,
}

impl Rows {
    /// Begins to read.
    ///
    /// # Errors
    /// When it is no Parquet.
    pub fn of(file: impl ChunkReader + 'static) -> io::Result<Self> {
        let reader = SerializedFileReader::new(file).map_err(io::Error::other)?;
        Ok(Self { parquet: RowIter::from_file_into(Box::new(reader)), line: Vec::new(), at: 0 })
    }
}

impl BufRead for Rows {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.line.len() {
            (self.line, self.at) = (Vec::new(), 0);
            if let Some(row) = self.parquet.next() {
                let row = row.map_err(io::Error::other)?;
                serde_json::to_writer(&mut self.line, &row.to_json_value())?;
                self.line.push(b'\n');
            }
        }
        Ok(&self.line[self.at..])
    }

    fn consume(&mut self, bytes: usize) {
        self.at += bytes;
    }
}

impl Read for Rows {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(bytes)?;
        self.consume(read);
        Ok(read)
    }
}
