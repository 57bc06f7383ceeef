//! How a request reaches Guichet: called in this process, or over a connection to a real one.

use axum::Router;
use axum::body::{Body, to_bytes};
use http::{Request, Response};
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use tokio::net::TcpStream;
use tower::ServiceExt;

/// More than any page or pièce of a story.
const MOST: usize = 64 * 1024 * 1024;

/// The way to Guichet.
#[derive(Clone)]
pub(crate) enum Transport {
    /// The router of this process.
    Here(Router),
    /// A process that listens there.
    At(SocketAddr),
}

impl Transport {
    /// Sends a request, and reads the whole answer.
    pub(crate) async fn send(&self, request: Request<Body>) -> Result<Response<Vec<u8>>, String> {
        let response = match self {
            Self::Here(router) => match router.clone().oneshot(request).await {
                Ok(response) => response,
                Err(never) => match never {},
            },
            Self::At(address) => over_tcp(*address, request).await?.map(Body::new),
        };
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, MOST).await.map_err(|error| error.to_string())?;
        Ok(Response::from_parts(parts, body.to_vec()))
    }
}

async fn over_tcp(address: SocketAddr, request: Request<Body>) -> Result<Response<hyper::body::Incoming>, String> {
    let stream = TcpStream::connect(address).await.map_err(|error| error.to_string())?;
    let handshake = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = handshake.map_err(|error| error.to_string())?;
    tokio::spawn(connection);
    sender.send_request(request).await.map_err(|error| error.to_string())
}
