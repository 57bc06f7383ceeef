//! Throttling what can be tried again and again: by account and by network, before anything costly.

use crate::adapters::db::throttles::{self, FREE_ACCOUNT, FREE_NETWORK};
use crate::adapters::{db, secret};
use crate::app::App;
use anyhow::Result;
use chrono::{DateTime, Utc};
use std::net::IpAddr;
use std::time::Duration;

/// Two counters: who is tried, and from where. Keys carry the programme, so that one programme's
/// failures slow no other; the account stands there by its hash, of one length whatever was typed.
pub(super) struct Throttle {
    account: String,
    network: String,
}

impl Throttle {
    /// The counters of an act, at a place (a programme, or the back office), for an account.
    pub(super) fn new(act: &str, place: &str, account: &str, client: IpAddr) -> Self {
        Self {
            account: format!("{act}:{place}:{}", secret::hash(account)),
            network: format!("{act}:{place}:reseau:{}", network(client)),
        }
    }

    /// Counts a try on the account before it is made, so that many at once are all counted; gives how
    /// long to wait instead, when one must.
    pub(super) async fn attempt(&self, app: &App) -> Result<Option<Duration>> {
        let now = app.clock.now();
        if let Some(until) = throttles::blocked_until(&app.db, &self.network, now).await? {
            return Ok(Some(left(until, now)));
        }
        let tx = db::begin(&app.db).await?;
        let until = throttles::attempt(&tx, &self.account, FREE_ACCOUNT, now).await?;
        tx.commit().await?;
        Ok(until.map(|until| left(until, now)))
    }

    /// Counts a failure of the network.
    pub(super) async fn failed(&self, app: &App) -> Result<()> {
        throttles::failed(&app.db, &self.network, FREE_NETWORK, app.clock.now()).await?;
        Ok(())
    }

    /// The account proved itself. The network stays: a stranger's own account must not clear it.
    pub(super) async fn clear(&self, app: &App) -> Result<()> {
        throttles::cleared(&app.db, &self.account).await?;
        Ok(())
    }
}

fn left(until: DateTime<Utc>, now: DateTime<Utc>) -> Duration {
    (until - now).to_std().unwrap_or(Duration::from_secs(1))
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
