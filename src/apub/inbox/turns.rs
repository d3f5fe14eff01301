//! Whose received activities are applied next: every server has its turn, and none crowds out the others.

use std::collections::HashSet;

use crate::app::App;
use crate::db::inbox;

/// Hosts served side by side.
const HOSTS: usize = 32;
/// Of these, hosts of one domain: names under one's own domain cost nothing, so they must not crowd out the others.
const HOSTS_OF_DOMAIN: usize = 4;
/// Hosts looked at in one go.
const LOOK: usize = 100;

/// Whose turn it is.
#[derive(Default)]
pub(super) struct Hosts {
    busy: HashSet<String>,
    /// Hosts with nothing to do for us, such as those that another process serves, until the next look.
    resting: HashSet<String>,
    /// The host that was looked at last. The next one by name is next, so that everybody's turn comes.
    last: String,
}

impl Hosts {
    /// The hosts whose turn begins now.
    pub(super) async fn next(&mut self, app: &App) -> Vec<String> {
        let mut due = due_hosts(app, &self.last).await;
        // Behind the last name stands the first one.
        if due.len() < LOOK {
            due.extend(due_hosts(app, "").await);
        }
        self.begin(due)
    }

    fn begin(&mut self, due: Vec<String>) -> Vec<String> {
        let mut begun = Vec::new();
        for host in due {
            if self.busy.len() >= HOSTS {
                break;
            }
            self.last.clone_from(&host);
            let neighbours = self.busy.iter().filter(|busy| domain_of(busy) == domain_of(&host));
            let may_begin = neighbours.count() < HOSTS_OF_DOMAIN && !self.resting.contains(&host);
            if may_begin && self.busy.insert(host.clone()) {
                begun.push(host);
            }
        }
        begun
    }

    /// A host's turn is over.
    pub(super) fn end(&mut self, host: String, did_something: bool) {
        self.busy.remove(&host);
        if !did_something {
            self.resting.insert(host);
        }
    }

    /// Lets those that rest have turns again.
    pub(super) fn rouse(&mut self) {
        self.resting.clear();
    }
}

/// The last two labels of a host: what one owner pays for, or a little more.
fn domain_of(host: &str) -> &str {
    let start = host.rmatch_indices('.').nth(1).map_or(0, |(dot, _)| dot + 1);
    &host[start..]
}

/// The next hosts by name after `after` with something to apply now.
pub(super) async fn due_hosts(app: &App, after: &str) -> Vec<String> {
    let read = async {
        let mut conn = app.core.db.read().await?;
        inbox::list_due_hosts(&mut conn, after, app.core.clock.now(), LOOK as i64).await
    };
    read.await.unwrap_or_else(|error| {
        tracing::error!(%error, "the inbox cannot be read");
        Vec::new()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: impl Iterator<Item = String>) -> Vec<String> {
        names.collect()
    }

    #[test]
    fn one_domain_does_not_crowd_out_the_others() {
        let mut hosts = Hosts::default();
        let due = named(
            (0..50)
                .map(|n| format!("a{n}.mass.example"))
                .chain(["jeddah.example".to_owned()]),
        );
        let begun = hosts.begin(due);
        assert_eq!(begun.len(), HOSTS_OF_DOMAIN + 1);
        assert!(begun.contains(&"jeddah.example".to_owned()));
    }

    #[test]
    fn a_host_that_had_its_turn_comes_after_the_others() {
        let mut hosts = Hosts::default();
        let begun = hosts.begin(named((0..40).map(|n| format!("peer{n:02}.example{n:02}"))));
        assert_eq!(begun.len(), HOSTS);
        hosts.end(begun[0].clone(), true);
        assert_eq!(
            hosts.begin(vec!["peer40.example40".to_owned(), begun[0].clone()]),
            ["peer40.example40"]
        );
    }

    #[test]
    fn a_domain_is_two_labels_or_a_development_host() {
        assert_eq!(domain_of("a.b.example"), "b.example");
        assert_eq!(domain_of("b.example"), "b.example");
        assert_eq!(domain_of("localhost:7401"), "localhost:7401");
    }
}
