//! The address of who asks: of the connection, or from the right of `X-Forwarded-For` over trusted proxies.

use crate::config::Config;
use axum::extract::ConnectInfo;
use http::request::Parts;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The client's address; localhost when there is no connection (in-process tests).
#[must_use]
pub fn address(config: &Config, request: &Parts) -> IpAddr {
    let peer = request.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
    let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let forwarded = request.headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = forwarded.flat_map(|text| text.split(',')).collect();
    let mut known = peer;
    for hop in hops.into_iter().rev() {
        // Beyond a proxy we do not trust, or a hop we cannot read, everything may be made up.
        if !config.trusted_proxies.contains(&known) {
            break;
        }
        let Ok(hop) = hop.trim().parse::<IpAddr>() else { break };
        known = hop.to_canonical();
    }
    known
}

#[cfg(test)]
mod tests {
    use super::address;
    use crate::config::Config;
    use axum::extract::ConnectInfo;
    use std::net::SocketAddr;

    fn seen(peer: &str, forwarded: &str) -> String {
        let config = Config {
            trusted_proxies: vec!["127.0.0.1".parse().unwrap(), "10.0.0.1".parse().unwrap()],
            ..Config::default()
        };
        let request = http::Request::builder().header("x-forwarded-for", forwarded).body(()).unwrap();
        let (mut parts, ()) = request.into_parts();
        parts.extensions.insert(ConnectInfo(format!("{peer}:1").parse::<SocketAddr>().unwrap()));
        address(&config, &parts).to_string()
    }

    #[test]
    fn only_what_trusted_proxies_say_is_believed() {
        assert_eq!(seen("192.0.2.9", "203.0.113.5"), "192.0.2.9", "not a proxy of ours");
        assert_eq!(
            seen("127.0.0.1", "198.51.100.1, 203.0.113.5"),
            "203.0.113.5",
            "the rightmost is the one the proxy saw"
        );
        assert_eq!(seen("127.0.0.1", "198.51.100.1, 203.0.113.5, 10.0.0.1"), "203.0.113.5", "through two proxies");
        assert_eq!(
            seen("127.0.0.1", "198.51.100.1, 203.0.113.5:443"),
            "127.0.0.1",
            "what cannot be read is not skipped"
        );
        assert_eq!(seen("[::ffff:127.0.0.1]", "203.0.113.5"), "203.0.113.5", "an IPv4 peer on an IPv6 socket");
    }
}
