//! Ids and enumerations of case studies.

use super::*;

id_types! {
    /// A case study being written.
    CaseDraftId;
    /// A search of the library that a member keeps.
    SavedSearchId;
}

text_enums! {
    /// How a published case study stands.
    CaseStanding {
        /// In the library.
        Published = "published",
        /// At the head of the library.
        Featured = "featured",
        /// Out of the library; its address still works.
        Archived = "archived",
    }
    /// How precisely the place of a case study is shown.
    PlacePrecision {
        /// The point itself.
        Exact = "exact",
        /// The industrial city or town.
        City = "city",
        /// The region.
        Region = "region",
        /// Nothing.
        Hidden = "hidden",
    }
    /// What something cost, in riyals.
    CostBand {
        /// Less than 100,000.
        Under100k = "under_100k",
        /// 100,000 to 500,000.
        To500k = "to_500k",
        /// 500,000 to 2 million.
        To2m = "to_2m",
        /// 2 to 10 million.
        To10m = "to_10m",
        /// More than 10 million.
        Over10m = "over_10m",
    }
    /// How the author of a case study likes to be asked.
    ContactWish {
        /// By replies to it.
        Replies = "replies",
        /// As their profile says.
        Profile = "profile",
        /// Not at all.
        None = "none",
    }
    /// What came of it where somebody did it too.
    Outcome {
        /// More than the case study tells of.
        Better = "better",
        /// About as much.
        Same = "same",
        /// Less, but something.
        Worse = "worse",
        /// It did not work.
        Failed = "failed",
    }
    /// What is shown of all reports together.
    ReplicationFigure {
        /// What came of it.
        Result = "result",
        /// After how long it paid off.
        Payback = "payback",
    }
    /// Life of a case study before it is published.
    CaseDraftState {
        /// Being written.
        Draft = "draft",
        /// Waits for the editors.
        Submitted = "submitted",
        /// Went back to its author with a note.
        Returned = "returned",
    }
}
