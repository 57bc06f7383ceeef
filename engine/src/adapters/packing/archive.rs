//! An archive of files as they were deposited: stored, not compressed again, since photos and PDF are
//! already.

use super::pipe::Pipe;
use super::{WAITING, gone};
use std::io::{self, Write};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::spawn_blocking;
use tokio_util::bytes::Bytes;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

enum Order {
    File(String),
    Piece(Bytes),
    End,
}

/// An archive being made.
pub struct Archive(Sender<Order>);

impl Archive {
    /// Starts one; its bytes go there.
    #[must_use]
    pub fn start(to: Sender<io::Result<Bytes>>) -> Self {
        let (orders, received) = channel(WAITING);
        spawn_blocking(move || {
            if let Err(error) = write(received, Pipe::new(to.clone())) {
                Pipe::break_off(&to, error);
            }
        });
        Self(orders)
    }

    /// Begins a file at that path, folders told by `/`.
    ///
    /// # Errors
    /// When the archive broke off.
    pub async fn file(&self, path: String) -> io::Result<()> {
        self.0.send(Order::File(path)).await.map_err(|_| gone())
    }

    /// Adds to the file that was begun last.
    ///
    /// # Errors
    /// When the archive broke off.
    pub async fn piece(&self, bytes: Bytes) -> io::Result<()> {
        self.0.send(Order::Piece(bytes)).await.map_err(|_| gone())
    }

    /// Nothing more comes: the archive is closed. Dropped without it, it is cut short.
    ///
    /// # Errors
    /// When the archive broke off.
    pub async fn end(self) -> io::Result<()> {
        self.0.send(Order::End).await.map_err(|_| gone())
    }
}

fn write(mut orders: Receiver<Order>, to: Pipe) -> io::Result<()> {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new_stream(to);
    loop {
        match orders.blocking_recv() {
            Some(Order::File(path)) => archive.start_file(path, stored)?,
            Some(Order::Piece(bytes)) => archive.write_all(&bytes)?,
            Some(Order::End) => {
                let mut to = archive.finish()?;
                return to.flush();
            }
            None => return Err(gone()),
        }
    }
}
