//! A filter as somebody reads it now: their scope, « moi », the day, the delays of the programmes. The list
//! itself is read from `db::list`.

use super::agents::queue;
use crate::adapters::db::Scope;
use crate::adapters::db::list::Listing;
use crate::app::App;
use guichet_domain::access::Grants;
use guichet_domain::filter::{Filter, Tri};
use guichet_domain::ids::AgentId;

/// What an agent with those rights sees through that filter.
#[must_use]
pub fn of(app: &App, grants: &Grants, me: AgentId, filter: Filter, tri: Tri) -> Listing {
    let programmes = queue(app, grants);
    let catalogue = app.catalogue();
    let delai = |id| catalogue.get(id).map(|programme| (programme.id.clone(), programme.delai));
    Listing {
        delais: programmes.iter().filter_map(delai).collect(),
        scope: Scope::staff(programmes),
        filter,
        me,
        today: app.clock.today(),
        tri,
    }
}
