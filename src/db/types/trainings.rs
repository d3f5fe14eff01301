//! Ids and enumerations of trainings.

use super::*;

impl PostKind {
    /// What a thread may begin with in a forum.
    pub const HEADS: [Self; 3] = [Self::Topic, Self::CaseStudy, Self::Training];

    /// Whether a thread of a forum begins with such a post.
    pub fn is_head(self) -> bool {
        Self::HEADS.contains(&self)
    }

    /// Whether a record stands beside such a post; it has a library of its own, and forums do not count it as a topic.
    pub fn has_record(self) -> bool {
        matches!(self, Self::CaseStudy | Self::Training)
    }
}

id_types! {
    /// A training being written.
    TrainingDraftId;
}

text_enums! {
    /// How a training stands.
    TrainingState {
        /// Its day may still change.
        Tentative = "tentative",
        /// It takes place.
        Scheduled = "scheduled",
        /// It does not take place.
        Cancelled = "cancelled",
    }
    /// Where people meet.
    TrainingMode {
        /// In a room.
        Onsite = "onsite",
        /// On the net.
        Online = "online",
        /// Either.
        Hybrid = "hybrid",
    }
    /// What one has to know before.
    TrainingLevel {
        /// Nothing.
        Beginner = "beginner",
        /// The basics.
        Intermediate = "intermediate",
        /// The trade.
        Advanced = "advanced",
    }
    /// What those who were there get.
    CertificateKind {
        /// Nothing.
        None = "none",
        /// A certificate that they were there.
        Attendance = "attendance",
        /// A certificate that they passed an exam.
        Exam = "exam",
    }
    /// How one gets a seat; the names are those of `joinMode` on Mobilizon where it has them.
    Joining {
        /// By asking.
        Open = "open",
        /// By asking, if the organiser agrees.
        Approval = "approval",
        /// On another site.
        External = "external",
        /// One just comes.
        None = "none",
    }
}
