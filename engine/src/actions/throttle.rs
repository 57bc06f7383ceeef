//! Throttling what can be tried again and again: by account and by network, before anything costly.

use crate::adapters::db::throttles::{self, FREE_ACCOUNT, FREE_NETWORK};
use crate::app::App;
use anyhow::Result;
use std::net::IpAddr;
use std::time::Duration;

/// Two counters: who is tried, and from where. Keys carry the programme, so that one programme's
/// failures slow no other.
pub(super) struct Throttle {
    account: String,
    network: String,
}

impl Throttle {
    /// The counters of an act, at a place (a programme, or the back office), for an account.
    pub(super) fn new(act: &str, place: &str, account: &str, client: IpAddr) -> Self {
        Self { account: format!("{act}:{place}:{account}"), network: format!("{act}:{place}:reseau:{}", network(client)) }
    }

    /// How long to wait, if one must.
    pub(super) async fn wait(&self, app: &App) -> Result<Option<Duration>> {
        let now = app.clock.now();
        for counter in [&self.account, &self.network] {
            if let Some(until) = throttles::blocked_until(&app.db, counter, now).await? {
                return Ok(Some((until - now).to_std().unwrap_or(Duration::from_secs(1))));
            }
        }
        Ok(None)
    }

    /// Counts a try that failed, or that must not be repeated at will.
    pub(super) async fn count(&self, app: &App) -> Result<()> {
        let now = app.clock.now();
        throttles::failed(&app.db, &self.account, FREE_ACCOUNT, now).await?;
        throttles::failed(&app.db, &self.network, FREE_NETWORK, now).await?;
        Ok(())
    }

    /// The account proved itself. The network stays: a stranger's own account must not clear it.
    pub(super) async fn clear(&self, app: &App) -> Result<()> {
        throttles::cleared(&app.db, &self.account).await?;
        Ok(())
    }
}

/// The address itself, or the /64 of an IPv6 one: a home has a whole /64.
fn network(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => v6.segments()[..4].iter().map(|part| format!("{part:x}")).collect::<Vec<_>>().join(":"),
    }
}

#[cfg(test)]
mod tests {
    use super::network;

    #[test]
    fn a_home_is_one_network_however_many_addresses_it_has() {
        let network = |text: &str| network(text.parse().expect("an address"));
        assert_eq!(network("2001:db8:1:2:aaaa::1"), network("2001:db8:1:2:bbbb::2"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
    }
}
