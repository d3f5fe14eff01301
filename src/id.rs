//! Ids and random tokens. The only module that draws random numbers.
//!
//! An id is a 64-bit integer: milliseconds since 1970 in the upper 48 bits, six bits that tell processes apart, nine bits
//! of sequence, and a lowest bit that is always zero. Ids therefore sort by time on both engines, in Mastodon clients and
//! in URLs. The odd number above an id is kept free for what is derived from a row and needs an id beside it, as the
//! Mastodon API needs one for a forum's announcement of a topic.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::clock::Clock;
use crate::db::types::UtcTime;

const TIME_SHIFT: u32 = 16;
const PROCESS_SHIFT: u32 = 10;
const SEQUENCE_BITS: u32 = 9;
const SEQUENCE_MASK: i64 = (1 << SEQUENCE_BITS) - 1;

/// Makes ids. Cheap to clone; clones share one sequence.
#[derive(Debug, Clone)]
pub struct Ids(Arc<Generator>);

#[derive(Debug)]
struct Generator {
    clock: Clock,
    process: i64,
    last: AtomicI64,
}

impl Ids {
    /// A generator for this process.
    pub fn new(clock: Clock) -> Self {
        let process = i64::from(random_bytes::<1>()[0] & 0x3f) << PROCESS_SHIFT;
        Self(Arc::new(Generator {
            clock,
            process,
            last: AtomicI64::new(0),
        }))
    }

    /// An id for something made now; larger than every id this process made before.
    pub fn next<T: From<NewId>>(&self) -> T {
        let now = self.0.clock.now().millis() << SEQUENCE_BITS;
        // The counter packs milliseconds and sequence without the process bits, so that +1 carries into the time.
        let ticket = self
            .0
            .last
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |last| Some(now.max(last + 1)))
            .map_or(now, |last| now.max(last + 1));
        T::from(NewId(
            ((ticket >> SEQUENCE_BITS) << TIME_SHIFT) | self.0.process | ((ticket & SEQUENCE_MASK) << 1),
        ))
    }

    /// An id for something published at `time`, which may be long ago; a time to come counts as now.
    pub fn at<T: From<NewId>>(&self, time: UtcTime) -> T {
        let millis = time.millis().clamp(0, self.0.clock.now().millis());
        let low = i64::from(u16::from_be_bytes(random_bytes()) & !1);
        T::from(NewId((millis << TIME_SHIFT) | low))
    }
}

/// A fresh id before it is given to a table.
#[derive(Debug, Clone, Copy)]
pub struct NewId(i64);

macro_rules! from_new_id {
    ($($name:ident),+ $(,)?) => {$(
        impl From<NewId> for crate::db::types::$name {
            fn from(id: NewId) -> Self {
                Self(id.0)
            }
        }
    )+};
}

from_new_id!(
    SeatId,
    CaseId,
    DocumentId,
    VerificationId,
    InstanceId,
    ActorId,
    AccountId,
    ForumId,
    PostId,
    FollowId,
    SessionId,
    TokenId,
    PasskeyId,
    EmailChangeId,
    NotificationId,
    LetterId,
    SubscriptionId,
    PushId,
    EventId,
    InboxId,
    OutboxId,
    JobId,
    OauthAppId,
    OauthTokenId,
    LogId,
    DeadLetterId,
    OrganisationId,
    InvitationId,
    ConsentId,
    ExportId,
    ErasureId,
    DataRequestId,
    BreachId,
    ProcessingId,
    PrivacyLogId,
    RetentionRunId,
    RevisionId,
    CaseDraftId,
    TrainingDraftId,
    SavedSearchId,
    TrainingRequestId,
    TrainingOfferId,
    DraftId,
    MediaId,
    UploadId,
    PartId,
    AttachmentId,
    ReportId,
    BanId,
    WordRuleId,
    HeldId,
    BookmarkId,
    FolderId,
    ConversationId,
    MessageId,
);

impl From<NewId> for i64 {
    fn from(id: NewId) -> Self {
        id.0
    }
}

/// The moment an id was made for.
pub fn time_of(id: i64) -> UtcTime {
    UtcTime::from_millis(id >> TIME_SHIFT)
}

/// The lowest id of something made at `time`.
pub fn first_at(time: UtcTime) -> i64 {
    time.millis().max(0) << TIME_SHIFT
}

/// `N` bytes fit for keys and tokens.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // Fails only where the operating system has no randomness to give; nothing can go on safely then.
    assert!(
        SystemRandom::new().fill(&mut bytes).is_ok(),
        "the operating system gave no random bytes"
    );
    bytes
}

/// The source of chance, for signatures and keys that draw from it themselves.
pub fn chance() -> impl SecureRandom {
    SystemRandom::new()
}

/// A secret of 256 bits for links, cookies and access tokens, in URL-safe base64.
pub fn random_token() -> String {
    URL_SAFE_NO_PAD.encode(random_bytes::<32>())
}

/// What is stored of a token: its SHA-256.
pub fn token_hash(token: &str) -> Vec<u8> {
    aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, token.as_bytes())
        .as_ref()
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::types::PostId;

    #[test]
    fn ids_grow_even_when_the_clock_stands_still() {
        let ids = Ids::new(Clock::fixed(UtcTime::from_millis(1_795_341_600_000)));
        let made: Vec<PostId> = (0..5000).map(|_| ids.next()).collect();
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn the_odd_number_above_an_id_is_free() {
        let ids = Ids::new(Clock::fixed(UtcTime::from_millis(1_795_341_600_000)));
        for _ in 0..2000 {
            assert_eq!(ids.next::<i64>() & 1, 0);
            assert_eq!(ids.at::<i64>(UtcTime::from_millis(1000)) & 1, 0);
        }
    }

    #[test]
    fn an_id_tells_its_time() {
        let time = UtcTime::from_millis(1_795_341_600_000);
        let ids = Ids::new(Clock::fixed(time));
        assert_eq!(time_of(ids.next::<i64>()), time);
        assert_eq!(
            time_of(ids.at::<i64>(UtcTime::from_millis(1000))),
            UtcTime::from_millis(1000)
        );
    }

    #[test]
    fn a_time_to_come_counts_as_now() {
        let now = UtcTime::from_millis(1_795_341_600_000);
        let id: i64 = Ids::new(Clock::fixed(now)).at(UtcTime::from_millis(now.millis() * 2));
        assert_eq!(time_of(id), now);
    }
}
