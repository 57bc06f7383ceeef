//! Files made while they are sent: workbooks and archives, each by a thread of its own that holds one piece
//! at a time. What is in them is left to `actions::exports`, where they go to `storage`.

mod archive;
mod pipe;
mod workbook;

#[cfg(test)]
mod tests;

pub use archive::Archive;
pub use workbook::Workbook;

use futures::Stream;
use std::io;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio_util::bytes::Bytes;

/// Pieces that wait to be sent: a slow store holds the maker back.
const WAITING: usize = 4;

/// Where a file goes piece by piece, and where it comes out.
pub fn way() -> (Sender<io::Result<Bytes>>, impl Stream<Item = io::Result<Bytes>> + Send + 'static) {
    let (sender, receiver) = channel(WAITING);
    (sender, stream(receiver))
}

fn stream<T: Send + 'static>(mut receiver: Receiver<T>) -> impl Stream<Item = T> + Send + 'static {
    futures::stream::poll_fn(move |context| receiver.poll_recv(context))
}

/// The thread that makes a file is gone, and says why on the way out.
fn gone() -> io::Error {
    io::Error::other("la fabrication du fichier s'est arrêtée")
}
