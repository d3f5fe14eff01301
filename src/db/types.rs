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
    /// A passkey of a local person.
    PasskeyId;
    /// A change of an e-mail address.
    EmailChangeId;
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
    /// Papers handed in to be verified.
    CaseId;
    /// One of those papers.
    DocumentId;
    /// The fact that somebody was verified.
    VerificationId;
    /// A row of the consent ledger.
    ConsentId;
    /// A copy of a member's data.
    ExportId;
    /// An erasure of an account.
    ErasureId;
    /// A request about personal data.
    DataRequestId;
    /// A breach of personal data.
    BreachId;
    /// A row of the record of processing.
    ProcessingId;
    /// A line of the privacy log.
    PrivacyLogId;
    /// A run of a retention rule.
    RetentionRunId;
    /// A former version of a post.
    RevisionId;
    /// Something a member has begun to write.
    DraftId;
    /// A file of a member.
    MediaId;
    /// A file on its way in, in parts.
    UploadId;
    /// One of these parts.
    PartId;
    /// Something that hangs on a post.
    AttachmentId;
    /// Something told to moderators.
    ReportId;
    /// That somebody may not write somewhere.
    BanId;
    /// A word that is watched.
    WordRuleId;
    /// Something that waits for a moderator.
    HeldId;
    /// A post that a member keeps.
    BookmarkId;
    /// A folder of such posts.
    FolderId;
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

mod cases;
mod mail;
mod messages;
mod notices;
mod requests;
mod seats;
mod trainings;

pub use cases::*;
pub use mail::*;
pub use messages::*;
pub use notices::*;
pub use requests::*;
pub use seats::*;
pub use trainings::*;

/// A text that is no value of the named enumeration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown value of {0}")]
pub struct UnknownValue(&'static str);

text_enums! {
    /// How far papers are.
    CaseState {
        /// Being filled in.
        Draft = "draft",
        /// Waits for a verifier.
        Submitted = "submitted",
        /// Went back with a question.
        Returned = "returned",
        /// Verified.
        Approved = "approved",
        /// Not verified.
        Rejected = "rejected",
        /// Taken back by the applicant.
        Withdrawn = "withdrawn",
    }
    /// Kinds of paper.
    DocumentKind {
        /// Certificate of the commercial register.
        Register = "register",
        /// VAT certificate.
        Vat = "vat",
        /// Certificate of membership in a chamber.
        Chamber = "chamber",
        /// Industrial licence.
        Licence = "licence",
        /// Contract for land or a building in an industrial city.
        Lease = "lease",
        /// Certificate of enterprise size.
        Size = "size",
        /// Letter that lets a person speak for the organisation.
        Authority = "authority",
        /// Proof of what a provider or expert can do.
        Accreditation = "accreditation",
    }
    /// What a list of known members says about papers.
    Finding {
        /// It does not know the number.
        Unknown = "unknown",
        /// It knows the number; that the applicant belongs there is for a person to find out.
        Known = "known",
        /// It knows the number, and the applicant's confirmed address is of the listed domain.
        Confirmed = "confirmed",
    }
    /// How a verification came about.
    VerificationMethod {
        /// Somebody looked at papers.
        Documents = "documents",
        /// The chamber's own list of members.
        List = "list",
        /// An admin vouches.
        Vouch = "vouch",
    }
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
        /// Verified members of this instance.
        Verified = "verified",
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
        /// Those who are verified here; they alone reply, too.
        Verified = "verified",
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
        /// Verified members here.
        Verified = "verified",
    }
    /// Who took a post away.
    RemovedBy {
        /// Its author.
        Author = "author",
        /// A moderator.
        Moderator = "moderator",
    }
    /// What a member sends to a forum elsewhere.
    Deed {
        /// A topic or a reply.
        Post = "post",
        /// A vote for a post.
        Vote = "vote",
        /// The choice of a best answer.
        Answer = "answer",
    }
    /// How far it is while its server has not confirmed it.
    SendState {
        /// On its way, or there.
        Sent = "sent",
        /// The forum does not want it.
        Refused = "refused",
        /// It never came there.
        Undelivered = "undelivered",
    }
    /// Why it is not confirmed.
    SendCause {
        /// The topic takes no more replies.
        Locked = "locked",
        /// Moderators keep the author out.
        Banned = "banned",
        /// The forum's server said no.
        Rejected = "rejected",
        /// The forum's server does not find the forum, or is gone.
        Missing = "missing",
        /// The forum's server did not answer for long.
        Unreachable = "unreachable",
        /// This instance does not deal with that server.
        Blocked = "blocked",
    }
    /// How much a member wants to hear of a forum or a topic.
    WatchLevel {
        /// Of everything new.
        Watch = "watch",
        /// Of what concerns them.
        Normal = "normal",
        /// Of nothing.
        Mute = "mute",
    }
    /// What a draft is to become.
    DraftKind {
        /// A topic; its place is the forum.
        Topic = "topic",
        /// A reply; its place is the topic.
        Reply = "reply",
        /// The new text of a post; its place is the post.
        Edit = "edit",
    }
    /// Why a question is no longer open.
    Closing {
        /// It was asked before.
        Duplicate = "duplicate",
        /// Nobody went on with it.
        Stale = "stale",
    }
    /// Why something is reported or hidden.
    Category {
        /// Advertising, or the same again and again.
        Spam = "spam",
        /// Insults, threats.
        Abuse = "abuse",
        /// Against the law.
        Illegal = "illegal",
        /// Tells what is nobody's business.
        PersonalData = "personal_data",
        /// Does not belong here.
        OffTopic = "off_topic",
        /// Something else; the words say it.
        Other = "other",
    }
    /// Life of a report.
    ReportState {
        /// Waits for somebody.
        Open = "open",
        /// Somebody looks into it.
        Taken = "taken",
        /// Something was done.
        Actioned = "actioned",
        /// Nothing had to be done.
        Dismissed = "dismissed",
    }
    /// What happens to a post with a watched word.
    WordAction {
        /// It is refused.
        Block = "block",
        /// It waits for a moderator.
        Hold = "hold",
        /// It appears, and moderators are told.
        Flag = "flag",
    }
    /// Why a post waits.
    HeldCause {
        /// It is the first of its author.
        First = "first",
        /// It has a watched word.
        Word = "word",
    }
    /// Life of a post that waits.
    HeldState {
        /// Waits.
        Waiting = "waiting",
        /// Appeared.
        Approved = "approved",
        /// Did not appear.
        Refused = "refused",
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
    /// What a member may consent to, or not.
    ConsentPurpose {
        /// A digest of news by mail.
        DigestMail = "digest_mail",
        /// Bio and expertise shown to guests and search engines.
        PublicProfile = "public_profile",
        /// Being followed from servers outside the trusted network.
        FederationOutside = "federation_outside",
        /// Data going to servers outside the Kingdom.
        TransferAbroad = "transfer_abroad",
    }
    /// Where a consent was given or withdrawn.
    ConsentSource {
        /// On the registration form.
        Registration = "registration",
        /// On the settings page.
        Settings = "settings",
        /// By whoever set up a sample.
        Operator = "operator",
    }
    /// Life of a copy of a member's data.
    ExportState {
        /// Is being made.
        Waiting = "waiting",
        /// Can be downloaded.
        Ready = "ready",
        /// Its file was deleted.
        Expired = "expired",
    }
    /// What becomes of an erased member's posts.
    ErasureMode {
        /// Their text stays, without its author.
        Anonymise = "anonymise",
        /// They go too.
        Remove = "remove",
    }
    /// Life of an erasure.
    ErasureState {
        /// The member may still come back.
        Waiting = "waiting",
        /// The member came back.
        Cancelled = "cancelled",
        /// The account is erased; other servers are being told.
        Telling = "telling",
        /// Nothing is left.
        Done = "done",
    }
    /// What a server said when it was told to forget somebody.
    ReceiptState {
        /// Not told yet.
        Waiting = "waiting",
        /// On its way.
        Sent = "sent",
        /// It took the message.
        Accepted = "accepted",
        /// It would not take the message.
        Refused = "refused",
        /// It never answered.
        Failed = "failed",
        /// We do not deal with it.
        Skipped = "skipped",
    }
    /// What somebody asks about their data.
    RequestKind {
        /// To see it or have a copy.
        Access = "access",
        /// To have it corrected.
        Correction = "correction",
        /// To have it destroyed.
        Erasure = "erasure",
        /// That it be used no longer.
        Objection = "objection",
    }
    /// Life of such a request.
    RequestState {
        /// Waits for an answer.
        Open = "open",
        /// Done.
        Granted = "granted",
        /// Refused, with reasons.
        Refused = "refused",
    }
    /// Whether the store has a file.
    MediaState {
        /// Not yet.
        Pending = "pending",
        /// It has.
        Ready = "ready",
    }
    /// HTTP signature schemes.
    SignatureScheme {
        /// draft-cavage-http-signatures-12.
        Cavage = "cavage",
        /// RFC 9421 HTTP Message Signatures.
        Rfc9421 = "rfc9421",
    }
}

impl Language {
    /// What stands between the things of a list, with its space.
    pub const fn comma(self) -> &'static str {
        match self {
            Self::Ar => "، ",
            Self::En => ", ",
        }
    }
}

impl Scope {
    /// Whether the contents of such a forum never leave this instance.
    pub fn stays_here(self) -> bool {
        matches!(self, Self::Instance | Self::Verified)
    }
}

impl Visibility {
    /// Whether such a post never leaves this instance.
    pub fn stays_here(self) -> bool {
        matches!(self, Self::Instance | Self::Verified)
    }
}

impl Visibility {
    /// How few may read it; more is fewer.
    pub fn rank(self) -> u8 {
        match self {
            Self::Public => 0,
            Self::Network => 1,
            Self::Instance => 2,
            Self::Verified => 3,
        }
    }

    /// The narrower of two.
    #[must_use]
    pub fn narrower(self, other: Self) -> Self {
        if self.rank() >= other.rank() { self } else { other }
    }
}

impl From<Scope> for Visibility {
    fn from(scope: Scope) -> Self {
        match scope {
            Scope::Verified => Self::Verified,
            Scope::Instance => Self::Instance,
            Scope::Network => Self::Network,
            Scope::Public => Self::Public,
        }
    }
}
