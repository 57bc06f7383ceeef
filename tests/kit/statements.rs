//! Counts the SQL statements of a world: what a page costs the database, whatever the data.

use super::page::Page;
use super::visitor::Visitor;
use guichet::app::App;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The statements sent so far. Opening and ending a transaction are not counted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Statements(Arc<AtomicUsize>);

impl Statements {
    /// Counts those of that Guichet, not shared yet.
    pub(crate) fn of(app: &mut Arc<App>) -> Self {
        let counted = Self::default();
        let count = counted.0.clone();
        let app = Arc::get_mut(app).expect("nobody else holds Guichet yet");
        app.db.set_metric_callback(move |_| {
            count.fetch_add(1, Ordering::Relaxed);
        });
        counted
    }

    /// Opens a page, which must be there, and gives how many statements it took.
    pub(crate) async fn to_get(&self, visitor: &mut Visitor, path: &str) -> (usize, Page) {
        let before = self.0.load(Ordering::Relaxed);
        let page = visitor.get(path).await;
        page.must_be(200);
        (self.0.load(Ordering::Relaxed) - before, page)
    }
}
