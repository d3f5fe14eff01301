//! The column types: ids, times and enumerations as they stand in tables.
//!
//! Every type here reads and writes the same on both engines: ids are 64-bit integers, times are naive UTC timestamps,
//! enumerations are text. Rules about what the values mean belong to `domain`.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDateTime, SubsecRound, TimeDelta, Utc};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::{BigInt, Text, Timestamp};

/// A moment in UTC, to the millisecond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Timestamp)]
pub struct UtcTime(NaiveDateTime);

impl UtcTime {
    /// The given moment, cut to milliseconds so that both engines give back what they were given.
    pub fn new(time: DateTime<Utc>) -> Self {
        Self(time.naive_utc().trunc_subsecs(3))
    }

    /// The moment `millis` milliseconds after 1970-01-01T00:00:00Z; the epoch itself if that is out of range.
    pub fn from_millis(millis: i64) -> Self {
        Self::new(DateTime::from_timestamp_millis(millis).unwrap_or_default())
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub fn millis(self) -> i64 {
        self.0.and_utc().timestamp_millis()
    }

    /// As a chrono time, for formatting.
    pub fn utc(self) -> DateTime<Utc> {
        self.0.and_utc()
    }

    /// RFC 3339 with three fraction digits and `Z`, as ActivityPub and the Mastodon API want it.
    pub fn rfc3339(self) -> String {
        self.0.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
    }

    /// This moment moved by `delta`; unchanged if that leaves the calendar.
    #[must_use]
    pub fn plus(self, delta: TimeDelta) -> Self {
        Self(self.0.checked_add_signed(delta).unwrap_or(self.0))
    }
}

impl<DB: Backend> ToSql<Timestamp, DB> for UtcTime
where
    NaiveDateTime: ToSql<Timestamp, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB: Backend> FromSql<Timestamp, DB> for UtcTime
where
    NaiveDateTime: FromSql<Timestamp, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        NaiveDateTime::from_sql(bytes).map(Self)
    }
}

/// Declares a 64-bit id of one table, so that ids of different tables cannot be mixed up.
macro_rules! id_types {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
        #[diesel(sql_type = BigInt)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl<DB: Backend> ToSql<BigInt, DB> for $name
        where
            i64: ToSql<BigInt, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                self.0.to_sql(out)
            }
        }

        impl<DB: Backend> FromSql<BigInt, DB> for $name
        where
            i64: FromSql<BigInt, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
                i64::from_sql(bytes).map(Self)
            }
        }
    )+};
}

id_types! {
    /// Another server.
    InstanceId;
    /// A Person, Group or Application, local or remote.
    ActorId;
    /// A local person.
    AccountId;
    /// A forum, local or remote.
    ForumId;
    /// A topic, reply or other post.
    PostId;
    /// A follow.
    FollowId;
    /// A session of a signed-in browser.
    SessionId;
    /// A one-time link.
    TokenId;
    /// A notification.
    NotificationId;
    /// Something that happened.
    EventId;
    /// An activity received from another server.
    InboxId;
    /// An activity to be delivered.
    OutboxId;
    /// A background job.
    JobId;
    /// A registered client application.
    OauthAppId;
    /// An access token of a client application.
    OauthTokenId;
    /// A line of the moderation log.
    LogId;
    /// An activity that a peer would not take.
    DeadLetterId;
    /// A factory, provider or chamber.
    OrganisationId;
    /// A one-time link into an organisation.
    InvitationId;
}

/// Declares an enumeration stored as text.
macro_rules! text_enums {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
        #[diesel(sql_type = Text)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// Every value, in order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stored text.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownValue;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text { $($text => Ok(Self::$variant),)+ _ => Err(UnknownValue(stringify!($name))) }
            }
        }

        impl<DB: Backend> ToSql<Text, DB> for $name
        where
            str: ToSql<Text, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                self.as_str().to_sql(out)
            }
        }

        impl<DB: Backend> FromSql<Text, DB> for $name
        where
            String: FromSql<Text, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
                Ok(String::from_sql(bytes)?.parse()?)
            }
        }
    )+};
}

/// A text that is no value of the named enumeration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown value of {0}")]
pub struct UnknownValue(&'static str);

text_enums! {
    /// What a list of the taxonomy holds.
    TermKind {
        /// A region of the Kingdom, by ISO 3166-2 code.
        Region = "region",
        /// An industrial city.
        City = "city",
        /// A sector, by ISIC Rev. 4 division or class.
        Sector = "sector",
        /// A technology.
        Technology = "technology",
    }
    /// Kinds of organisation.
    OrganisationKind {
        /// Makes things.
        Factory = "factory",
        /// Sells services, trains.
        Provider = "provider",
        /// A chamber or cluster.
        Chamber = "chamber",
    }
    /// Size of an establishment, as on its enterprise-size certificate.
    SizeClass {
        /// 1 to 5 people.
        Micro = "micro",
        /// 6 to 49 people.
        Small = "small",
        /// 50 to 249 people.
        Medium = "medium",
        /// 250 people and more.
        Large = "large",
    }
    /// What somebody may do in their organisation.
    OrganisationRole {
        /// Speaks for it: edits its page, invites, lets in, hands in papers.
        Owner = "owner",
        /// Works there.
        Staff = "staff",
    }
    /// Whether somebody belongs to an organisation.
    MembershipState {
        /// Asks to join.
        Pending = "pending",
        /// Belongs to it.
        Active = "active",
    }
    /// Where a client application comes from.
    AppKind {
        /// Registered itself, as Mastodon applications do.
        App = "app",
        /// A tool of the house, registered by an admin, that keeps a secret.
        Tool = "tool",
        /// The same without a secret: it runs in browsers or on phones.
        PublicTool = "public_tool",
    }
    /// Whether we deal with another server.
    InstancePolicy {
        /// As the federation mode says.
        Default = "default",
        /// Always, also in allow-list mode.
        Allowed = "allowed",
        /// Never.
        Blocked = "blocked",
    }
    /// ActivityPub actor types.
    ActorKind {
        /// A person.
        Person = "person",
        /// A bot.
        Service = "service",
        /// A company.
        Organization = "organization",
        /// A forum.
        Group = "group",
        /// A server.
        Application = "application",
    }
    /// What a local person may do on this instance.
    Role {
        /// Reads and writes.
        Member = "member",
        /// Also moderates every local forum.
        Moderator = "moderator",
        /// Also administers the instance.
        Admin = "admin",
    }
    /// Life of a local account.
    AccountState {
        /// Waits for the e-mail address to be confirmed.
        Pending = "pending",
        /// In use.
        Active = "active",
        /// Shut out by staff.
        Suspended = "suspended",
    }
    /// Languages of the interface.
    Language {
        /// Arabic.
        Ar = "ar",
        /// English.
        En = "en",
    }
    /// What a one-time link is for.
    TokenPurpose {
        /// Confirms an e-mail address.
        ConfirmEmail = "confirm_email",
        /// Creates the first admin.
        Setup = "setup",
        /// Lets somebody choose a new password.
        ResetPassword = "reset_password",
    }
    /// How far the contents of a forum go.
    Scope {
        /// Members of this instance.
        Instance = "instance",
        /// Members here and on servers we trust.
        Network = "network",
        /// Everybody.
        Public = "public",
    }
    /// Who may open topics in a forum.
    Posting {
        /// Every member.
        Members = "members",
        /// Moderators only; members may still reply.
        Moderators = "moderators",
    }
    /// State of a follow.
    FollowState {
        /// Asked, not answered.
        Pending = "pending",
        /// In force.
        Accepted = "accepted",
        /// Refused.
        Rejected = "rejected",
    }
    /// Kinds of post.
    PostKind {
        /// First post of a thread in a forum.
        Topic = "topic",
        /// An answer to a topic or to another reply.
        Reply = "reply",
        /// A post outside any forum.
        Note = "note",
        /// A case study.
        CaseStudy = "case_study",
        /// A training.
        Training = "training",
    }
    /// Kinds of topic.
    TopicKind {
        /// Talk.
        Discussion = "discussion",
        /// Asks for an answer that can be accepted.
        Question = "question",
        /// News from the moderators.
        Announcement = "announcement",
    }
    /// Who may read a post.
    Visibility {
        /// Everybody.
        Public = "public",
        /// Members here and on servers we trust.
        Network = "network",
        /// Members here.
        Instance = "instance",
    }
    /// Who took a post away.
    RemovedBy {
        /// Its author.
        Author = "author",
        /// A moderator.
        Moderator = "moderator",
    }
    /// What a notification tells.
    NotificationKind {
        /// Somebody answered a post of mine.
        Reply = "reply",
        /// Somebody named me.
        Mention = "mention",
        /// My answer was marked as the best.
        Accepted = "accepted",
        /// Somebody follows me.
        Follow = "follow",
    }
    /// State of a received activity.
    InboxState {
        /// To be applied.
        Queued = "queued",
        /// Waits for something it refers to.
        Parked = "parked",
        /// Applied.
        Done = "done",
        /// Given up.
        Failed = "failed",
    }
    /// The two in-order streams to a peer.
    Stream {
        /// Content.
        Normal = "normal",
        /// Short answers that must not wait behind content, such as Accept(Follow).
        Priority = "priority",
    }
    /// Health of a peer as seen by delivery.
    PeerState {
        /// Takes what we send.
        Ok = "ok",
        /// Failed lately; retried with growing pauses.
        Failing = "failing",
        /// Failed for days; probed once a day.
        Dormant = "dormant",
        /// Gone; its queue was dropped.
        Dead = "dead",
    }
    /// HTTP signature schemes.
    SignatureScheme {
        /// draft-cavage-http-signatures-12.
        Cavage = "cavage",
        /// RFC 9421 HTTP Message Signatures.
        Rfc9421 = "rfc9421",
    }
}

impl From<Scope> for Visibility {
    fn from(scope: Scope) -> Self {
        match scope {
            Scope::Instance => Self::Instance,
            Scope::Network => Self::Network,
            Scope::Public => Self::Public,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_with_three_fraction_digits() {
        assert_eq!(UtcTime::from_millis(0).rfc3339(), "1970-01-01T00:00:00.000Z");
        assert_eq!(
            UtcTime::from_millis(1_795_341_600_120).rfc3339(),
            "2026-11-22T10:00:00.120Z"
        );
    }

    #[test]
    fn every_enumeration_reads_what_it_writes() {
        for role in Role::ALL {
            assert_eq!(role.as_str().parse(), Ok(*role));
        }
        assert!("owner".parse::<Role>().is_err());
    }
}
