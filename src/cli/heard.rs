//! Standard output that remembers why it could not be written: a list that a full disk cut off must not pass for a list.

use std::io::{self, ErrorKind, Write};

pub struct Heard<'a> {
    to: &'a mut dyn Write,
    failed: Option<io::Error>,
}

impl<'a> Heard<'a> {
    pub fn new(to: &'a mut dyn Write) -> Heard<'a> {
        Heard { to, failed: None }
    }

    /// Why not all of it was written. A reader who has seen enough and went away, as `head` does, is no reason.
    pub fn end(mut self) -> Option<io::Error> {
        let _ = self.flush();
        self.failed.filter(|error| error.kind() != ErrorKind::BrokenPipe)
    }

    fn note<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        result.map_err(|error| {
            let kind = error.kind();
            if kind != ErrorKind::Interrupted && self.failed.is_none() {
                self.failed = Some(error);
            }
            kind.into()
        })
    }
}

impl Write for Heard<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.to.write(bytes);
        self.note(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.to.flush();
        self.note(result)
    }
}
