//! Objects in, JSON out: one a line, or all of them in one array.

use std::io::{self, Write};

use serde::Serialize;

/// Writes an object and the end of its line.
///
/// # Errors
/// When it cannot be written.
pub fn line(mut out: impl Write, object: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut out, object)?;
    out.write_all(b"\n")
}

/// An array of objects that come one by one.
#[derive(Debug, Default)]
pub struct Array {
    objects: u64,
}

impl Array {
    /// Writes the next object.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn push(&mut self, mut out: impl Write, object: &impl Serialize) -> io::Result<()> {
        out.write_all(if self.objects == 0 { b"[\n" } else { b",\n" })?;
        self.objects += 1;
        Ok(serde_json::to_writer(out, object)?)
    }

    /// Writes its end, and gives how many objects there are.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end(self, mut out: impl Write) -> io::Result<u64> {
        out.write_all(if self.objects == 0 { b"[]\n" } else { b"\n]\n" })?;
        Ok(self.objects)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrays_of_any_length() {
        for (objects, text) in [(0..0, "[]\n"), (0..1, "[\n0\n]\n"), (0..3, "[\n0,\n1,\n2\n]\n")] {
            let (mut out, mut array, count) = (Vec::new(), Array::default(), objects.end);
            for object in objects {
                array.push(&mut out, &object).unwrap();
            }
            assert_eq!(array.end(&mut out).unwrap(), count);
            assert_eq!(String::from_utf8(out.clone()).unwrap(), text);
            let read: Vec<u64> = serde_json::from_slice(&out).unwrap();
            assert_eq!(read.len() as u64, count);
        }
    }
}
