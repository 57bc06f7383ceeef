//! From a thread that writes to a task that reads: pieces of a fair size, as many as the reader takes.

use std::io::{self, Write};
use tokio::sync::mpsc::Sender;
use tokio_util::bytes::Bytes;

/// In bytes.
const PIECE: usize = 64 * 1024;

/// The writer's end.
pub(super) struct Pipe {
    to: Sender<io::Result<Bytes>>,
    piece: Vec<u8>,
}

impl Pipe {
    pub(super) fn new(to: Sender<io::Result<Bytes>>) -> Self {
        Self { to, piece: Vec::with_capacity(PIECE) }
    }

    /// Says why the file does not come to its end: whoever reads must not take it for whole.
    pub(super) fn break_off(to: &Sender<io::Result<Bytes>>, error: impl Into<io::Error>) {
        // Nobody reads any more: nobody is misled.
        to.blocking_send(Err(error.into())).ok();
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        self.to.blocking_send(Ok(piece.into())).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}
