//! What templates show: plain strings, numbers and small enums, already worked out.
//!
//! Handlers fill these from domain types; templates do no more than place them. Nothing here
//! knows the domain, the database or HTTP. Text from people is escaped by the template, except
//! fields called `html`, which hold sanitised HTML.

mod calendar;
mod cases;
mod composer;
mod files;
mod forms;
mod forums;
mod map;
mod organisations;
mod people;
mod reading;
mod replications;
mod search;
mod seats;
mod sending;
mod topics;
mod trainings;
mod verification;

pub use self::{
    calendar::{AgendaDay, DayView, MonthDay, MonthView, TrainingCard, WEEKDAYS},
    cases::{CaseCard, CaseDraftLine, CaseView, DimensionView, FacetView, FactView, MetricView},
    composer::{DraftLine, DraftView},
    files::{FileView, PictureView, Tray, TrayItem, UploadLine},
    forms::{FieldError, FieldView, LANGUAGES},
    forums::{BanView, ForumCard, ForumHead, ForumLine, IndexTab, Posting, Scope, Sort, TopicTab},
    map::{CityDot, LegendStep, LiveMap, MapRow, MapView, RegionShape},
    organisations::{OrganisationCard, SelectGroup, SelectOption, StaffLine},
    people::{Byline, PersonLine, Role},
    reading::Level,
    replications::{ReplicationView, ReplicationsView, ShareView},
    search::{HitRow, Marked},
    seats::{RatingView, SeatView, SeatsPanel},
    sending::{SendLine, SendLook, SendView},
    topics::{NearTopic, PostView, QuestionView, ReplyForm, ReplyRef, ReplyView, TopicKind, TopicRow, VoteView},
    trainings::{
        HeldView, InsideView, MaterialView, ProviderView, SpanView, TimeView, TrainingDraftLine, TrainingView,
        WhereView,
    },
    verification::{CaseRow, CaseState, EvidenceLine, FileLine, OrganisationName, StandingView, level_key},
};
pub use super::i18n::dates::Stamp;

/// Ways on from a page of a list: whole addresses, because lists page by key.
#[derive(Debug, Clone, Default)]
pub struct Pager {
    /// Towards the beginning.
    pub previous: Option<String>,
    /// Towards the end.
    pub next: Option<String>,
}
