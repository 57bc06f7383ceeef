//! The network that throttling counts by.

use std::net::IpAddr;

/// The address itself, or the /64 of an IPv6 one: a home has a whole /64.
#[must_use]
pub fn network(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => v6.segments()[..4].iter().map(|part| format!("{part:x}")).collect::<Vec<_>>().join(":"),
    }
}
