//! Conditions with their values written out, for queries that an index on a part of a table or on an expression serves.
//!
//! SQLite proves that such an index fits from the text of a statement alone. With a bound value (`kind = ?`) it either
//! reads the whole table or compiles the statement again for each value. Nothing that comes from outside is ever written
//! here: the texts are constants of this program.

use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::{BigInt, Bool};

use super::types::Visibility;

/// Tells diesel that a type stands for a value of each row, whatever the query.
macro_rules! expression {
    ($name:ty, $sql_type:ty) => {
        impl Expression for $name {
            type SqlType = $sql_type;
        }
        impl<Source> AppearsOnTable<Source> for $name {}
        impl<Source> SelectableExpression<Source> for $name {}
        impl<Group> ValidGrouping<Group> for $name {
            type IsAggregate = is_aggregate::Never;
        }
    };
}

/// Declares an expression that is always the same text.
macro_rules! literals {
    ($($(#[$doc:meta])* $name:ident: $sql_type:ty = $text:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, QueryId)]
        pub(super) struct $name;

        expression!($name, $sql_type);

        impl<DB: Backend> QueryFragment<DB> for $name {
            fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
                out.push_sql($text);
                Ok(())
            }
        }
    )+};
}

literals! {
    /// The post begins a topic.
    IsTopic: Bool = "posts.kind = 'topic'";
    /// The post is a reply.
    IsReply: Bool = "posts.kind = 'reply'";
    /// The post is a case study.
    IsCase: Bool = "posts.kind = 'case_study'";
    /// The case study stands in the library.
    IsInLibrary: Bool = "case_studies.state <> 'archived'";
    /// The draft waits for editors.
    IsSubmitted: Bool = "case_drafts.state = 'submitted'";
    /// Seats of several trainings that are given away.
    SeatsTaken: BigInt = "CAST(COALESCE(SUM(training_seating.taken), 0) AS BIGINT)";
    /// How many people gave marks to the trainings of a group.
    TheyWhoRated: BigInt = "CAST(COALESCE(SUM(training_ratings.people), 0) AS BIGINT)";
    /// All their marks together.
    MarksGiven: BigInt = "CAST(COALESCE(SUM(training_ratings.content + training_ratings.trainer + \
        training_ratings.organisation), 0) AS BIGINT)";
    /// The post stands outside forums.
    IsNote: Bool = "posts.kind = 'note'";
    /// The post is no reply: it stands in lists by itself.
    IsNoReply: Bool = "posts.kind <> 'reply'";
    /// The topic is a question.
    IsQuestion: Bool = "posts.topic_kind = 'question'";
    /// Nobody answered yet.
    IsUnreplied: Bool = "posts.reply_count = 0";
    /// The topic is pinned.
    IsPinned: Bool = "posts.is_pinned";
    /// The post was written here.
    IsLocal: Bool = "posts.is_local";
    /// The activity stands in its actor's outbox.
    IsListed: Bool = "outbox_activities.is_listed";
    /// The activity waits to be applied.
    IsQueued: Bool = "inbox_activities.state = 'queued'";
    /// The activity waits for something it needs.
    IsParked: Bool = "inbox_activities.state = 'parked'";
    /// The author of the post, for a query that is to be read in an order of its own and not by the index of authors: both engines
    /// take a column behind a sign for an expression.
    AuthorAmongOthers: BigInt = "+posts.actor_id";
    /// The server of an actor, 0 for ours.
    HomeServer: BigInt = "COALESCE(actors.instance_id, 0)";
}

/// What members may read who are not verified.
const MEMBERS: [Visibility; 3] = [Visibility::Public, Visibility::Network, Visibility::Instance];

/// Posts of one of these visibilities.
#[derive(Debug, Clone, Copy)]
pub(super) struct Readable<'a>(pub(super) &'a [Visibility]);

impl QueryId for Readable<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

expression!(Readable<'_>, Bool);

impl<DB: Backend> QueryFragment<DB> for Readable<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        if Visibility::ALL.iter().all(|visibility| self.0.contains(visibility)) {
            // Says the same, and leaves the choice of an index to what else the query asks for.
            out.push_sql("posts.visibility IS NOT NULL");
            return Ok(());
        }
        if self.0 == MEMBERS {
            // As above: everything but what few may read.
            out.push_sql("posts.visibility <> 'verified'");
            return Ok(());
        }
        out.push_sql("posts.visibility IN (");
        for (n, visibility) in self.0.iter().enumerate() {
            if n > 0 {
                out.push_sql(", ");
            }
            out.push_sql("'");
            out.push_sql(visibility.as_str());
            out.push_sql("'");
        }
        out.push_sql(")");
        Ok(())
    }
}
