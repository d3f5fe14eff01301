//! A page of the site as a response: its template, rendered with everything around it.
//!
//! Page structs carry only what is theirs. What every page needs (language, viewer, form token,
//! place on the site) is the [`Chrome`], handed to the template as a runtime value. Plain data:
//! the request extractor fills it.

use std::{any::Any, sync::Arc};

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

use super::i18n::{Locale, dates::Stamp};

/// The name under which templates find the [`Chrome`].
pub const CHROME: &str = "chrome";

/// The header that tells the worker of our pages whose page it is.
const READER: &str = "x-reader";

/// This instance, as every page shows it.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// The instance's name: "Riyadh Industrial Cluster".
    pub name: String,
    /// One sentence on what it is for; may be empty.
    pub tagline: String,
    /// The host that addresses end in: `riyadh.example`.
    pub host: String,
    /// Whether newcomers may register.
    pub registration_open: bool,
    /// Whether one signs in with a password.
    pub passwords: bool,
    /// Other providers to sign in with.
    pub providers: Vec<ProviderLink>,
    /// Whether the development pages (`/design`) are linked.
    pub development: bool,
}

/// A provider to sign in with.
#[derive(Debug, Clone)]
pub struct ProviderLink {
    /// Its id.
    pub id: String,
    /// Its name in the language of the page.
    pub name: String,
}

/// The person signed in, as the frame shows them.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// Display name.
    pub name: String,
    /// Handle without the `@`: `sara`.
    pub handle: String,
    /// May see the administration pages.
    pub is_admin: bool,
    /// They decide on verifications.
    pub is_verifier: bool,
    /// They keep order somewhere.
    pub is_moderator: bool,
    /// They would have to be verified to ask and answer.
    pub needs_level: bool,
    /// Notifications not yet seen.
    pub unread: u32,
    /// Conversations in which something waits.
    pub messages: u32,
    /// A new privacy notice waits to be accepted.
    pub notice_due: bool,
    /// Stands for the session: what is kept of pages for reading without a connection is kept under it.
    pub reader: String,
}

/// Light or dark, when the reader chose; otherwise the device decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the device is set.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The value in the cookie, the query and `data-theme`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme called `tag`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.tag() == tag)
    }

    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Auto => "theme-auto",
            Self::Light => "theme-light",
            Self::Dark => "theme-dark",
        }
    }
}

/// How a message after a redirect is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It worked.
    Success,
    /// Worth knowing.
    Info,
    /// It did not work, or needs care.
    Warning,
}

impl Tone {
    /// The class of the banner.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Success => "banner-success",
            Self::Info => "banner-info",
            Self::Warning => "banner-warning",
        }
    }

    /// The icon beside the words.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Success => "circle-check-big",
            Self::Info => "info",
            Self::Warning => "triangle-alert",
        }
    }
}

/// A message shown once, after a redirect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flash {
    /// How it is meant.
    pub tone: Tone,
    /// The key of its words.
    pub key: &'static str,
}

/// The messages there are. Their tags travel in a cookie.
impl Flash {
    /// Changes were saved.
    pub const SAVED: Self = Self {
        tone: Tone::Success,
        key: "flash-saved",
    };
    /// One has a seat.
    pub const SEAT_TAKEN: Self = Self {
        tone: Tone::Success,
        key: "flash-seat-taken",
    };
    /// One asked for a seat.
    pub const SEAT_ASKED: Self = Self {
        tone: Tone::Info,
        key: "flash-seat-asked",
    };
    /// One waits for a seat.
    pub const SEAT_WAITING: Self = Self {
        tone: Tone::Info,
        key: "flash-seat-waiting",
    };
    /// One is interested in a training.
    pub const SEAT_INTERESTED: Self = Self {
        tone: Tone::Success,
        key: "flash-seat-interested",
    };
    /// A seat was given back.
    pub const SEAT_LEFT: Self = Self {
        tone: Tone::Info,
        key: "flash-seat-left",
    };
    /// Seats were taken for colleagues.
    pub const SEATS_BOOKED: Self = Self {
        tone: Tone::Success,
        key: "flash-seats-booked",
    };
    /// One was there.
    pub const ATTENDED: Self = Self {
        tone: Tone::Success,
        key: "flash-attended",
    };
    /// One said how a training was.
    pub const EVALUATED: Self = Self {
        tone: Tone::Success,
        key: "flash-evaluated",
    };
    /// One took that back.
    pub const EVALUATION_TAKEN_BACK: Self = Self {
        tone: Tone::Success,
        key: "flash-evaluation-taken-back",
    };
    /// A server is tried again.
    pub const RETRYING: Self = Self {
        tone: Tone::Info,
        key: "flash-retrying",
    };
    /// A post was published.
    pub const PUBLISHED: Self = Self {
        tone: Tone::Success,
        key: "flash-published",
    };
    /// A post was deleted.
    pub const DELETED: Self = Self {
        tone: Tone::Success,
        key: "flash-deleted",
    };
    /// Something begun was thrown away.
    pub const DELETED_DRAFT: Self = Self {
        tone: Tone::Info,
        key: "flash-draft-discarded",
    };
    /// The session ended.
    pub const SIGNED_OUT: Self = Self {
        tone: Tone::Info,
        key: "flash-signed-out",
    };
    /// Following began.
    pub const FOLLOWED: Self = Self {
        tone: Tone::Success,
        key: "flash-followed",
    };
    /// Following waits for the other server.
    pub const FOLLOW_REQUESTED: Self = Self {
        tone: Tone::Info,
        key: "flash-follow-requested",
    };
    /// Following ended.
    pub const UNFOLLOWED: Self = Self {
        tone: Tone::Info,
        key: "flash-unfollowed",
    };
    /// An answer was accepted.
    pub const ACCEPTED: Self = Self {
        tone: Tone::Success,
        key: "flash-accepted",
    };
    /// An answer is no longer accepted.
    pub const ACCEPT_UNDONE: Self = Self {
        tone: Tone::Info,
        key: "flash-accept-undone",
    };
    /// Another session was ended.
    pub const SESSION_ENDED: Self = Self {
        tone: Tone::Success,
        key: "flash-session-ended",
    };
    /// An e-mail address was confirmed.
    pub const CONFIRMED: Self = Self {
        tone: Tone::Success,
        key: "flash-confirmed",
    };
    /// A letter was asked for again.
    pub const MAIL_SENT: Self = Self {
        tone: Tone::Info,
        key: "flash-mail-sent",
    };
    /// A password was changed.
    pub const PASSWORD_CHANGED: Self = Self {
        tone: Tone::Success,
        key: "flash-password-changed",
    };
    /// A link to a new password was asked for.
    pub const RESET_SENT: Self = Self {
        tone: Tone::Info,
        key: "flash-reset-sent",
    };
    /// Every other session was ended.
    pub const SESSIONS_ENDED: Self = Self {
        tone: Tone::Success,
        key: "flash-sessions-ended",
    };
    /// A conversation was muted.
    pub const TALK_MUTED: Self = Self {
        tone: Tone::Success,
        key: "flash-talk-muted",
    };
    /// A topic was muted.
    pub const TOPIC_MUTED: Self = Self {
        tone: Tone::Success,
        key: "flash-topic-muted",
    };
    /// Notifications were marked as read.
    pub const READ: Self = Self {
        tone: Tone::Success,
        key: "flash-read",
    };
    /// No second factor is asked for any more.
    pub const FACTOR_OFF: Self = Self {
        tone: Tone::Success,
        key: "flash-factor-off",
    };
    /// A passkey was added.
    pub const PASSKEY_ADDED: Self = Self {
        tone: Tone::Success,
        key: "flash-passkey-added",
    };
    /// A passkey was removed.
    pub const PASSKEY_REMOVED: Self = Self {
        tone: Tone::Success,
        key: "flash-passkey-removed",
    };
    /// A letter to confirm a new address is on its way.
    pub const EMAIL_ASKED: Self = Self {
        tone: Tone::Info,
        key: "flash-email-asked",
    };
    /// The e-mail address was changed.
    pub const EMAIL_CHANGED: Self = Self {
        tone: Tone::Success,
        key: "flash-email-changed",
    };
    /// The old e-mail address is back.
    pub const EMAIL_UNDONE: Self = Self {
        tone: Tone::Success,
        key: "flash-email-undone",
    };
    /// An application was shown out.
    pub const APP_ENDED: Self = Self {
        tone: Tone::Success,
        key: "flash-app-ended",
    };
    /// Signing in took too long and begins again.
    pub const SIGN_IN_AGAIN: Self = Self {
        tone: Tone::Warning,
        key: "flash-sign-in-again",
    };
    /// Staff rights wait for a second factor; on every page until there is one.
    pub const RIGHTS_WAIT: Self = Self {
        tone: Tone::Warning,
        key: "flash-rights-wait",
    };
    /// The first admin was made.
    pub const SET_UP: Self = Self {
        tone: Tone::Success,
        key: "flash-set-up",
    };
    /// A case was handed in.
    pub const HANDED_IN: Self = Self {
        tone: Tone::Success,
        key: "flash-handed-in",
    };
    /// A case was taken back.
    pub const WITHDRAWN: Self = Self {
        tone: Tone::Info,
        key: "flash-withdrawn",
    };
    /// A paper was added.
    pub const ADDED: Self = Self {
        tone: Tone::Success,
        key: "flash-added",
    };
    /// A paper was taken back.
    pub const REMOVED: Self = Self {
        tone: Tone::Info,
        key: "flash-removed",
    };
    /// A case was decided.
    pub const DECIDED: Self = Self {
        tone: Tone::Success,
        key: "flash-decided",
    };
    /// One of two has approved.
    pub const FIRST_OF_TWO: Self = Self {
        tone: Tone::Info,
        key: "flash-first-of-two",
    };
    /// An organisation was entered.
    pub const ORGANISATION_ENTERED: Self = Self {
        tone: Tone::Success,
        key: "flash-organisation-entered",
    };
    /// Asked to join an organisation.
    pub const JOIN_ASKED: Self = Self {
        tone: Tone::Success,
        key: "flash-join-asked",
    };
    /// Another owner was quicker.
    pub const DECIDED_ALREADY: Self = Self {
        tone: Tone::Info,
        key: "flash-decided-already",
    };
    /// Left an organisation.
    pub const ORGANISATION_LEFT: Self = Self {
        tone: Tone::Info,
        key: "flash-organisation-left",
    };
    /// An organisation keeps an owner.
    pub const LAST_OWNER: Self = Self {
        tone: Tone::Warning,
        key: "denied-last-owner",
    };
    /// Invitations are on their way.
    pub const INVITED: Self = Self {
        tone: Tone::Success,
        key: "flash-invited",
    };
    /// An invitation was accepted.
    pub const INVITATION_ACCEPTED: Self = Self {
        tone: Tone::Success,
        key: "flash-invitation-accepted",
    };
    /// A new invitation was asked for.
    pub const INVITATION_WANTED: Self = Self {
        tone: Tone::Info,
        key: "flash-invitation-wanted",
    };
    /// An account will be erased.
    pub const ERASURE_REQUESTED: Self = Self {
        tone: Tone::Info,
        key: "flash-erasure-requested",
    };
    /// An account stays.
    pub const ACCOUNT_KEPT: Self = Self {
        tone: Tone::Success,
        key: "flash-account-kept",
    };
    /// A copy of one's data is being made.
    pub const EXPORT_REQUESTED: Self = Self {
        tone: Tone::Info,
        key: "flash-export-requested",
    };
    /// A request about personal data was filed.
    pub const REQUEST_FILED: Self = Self {
        tone: Tone::Success,
        key: "flash-request-filed",
    };
    /// A tool was removed.
    pub const APP_REMOVED: Self = Self {
        tone: Tone::Success,
        key: "flash-app-removed",
    };
    /// A post waits for a moderator.
    pub const HELD: Self = Self {
        tone: Tone::Info,
        key: "flash-held",
    };
    /// A report was filed.
    pub const REPORTED: Self = Self {
        tone: Tone::Success,
        key: "flash-reported",
    };
    /// One is in a conversation no longer.
    pub const CONVERSATION_LEFT: Self = Self {
        tone: Tone::Success,
        key: "flash-conversation-left",
    };
    /// A stranger's conversation is not wanted.
    pub const CONVERSATION_DECLINED: Self = Self {
        tone: Tone::Success,
        key: "flash-conversation-declined",
    };
    /// Somebody was brought into a group.
    pub const MEMBER_ADDED: Self = Self {
        tone: Tone::Success,
        key: "flash-member-added",
    };
    /// A message was deleted for everybody.
    pub const MESSAGE_DELETED: Self = Self {
        tone: Tone::Success,
        key: "flash-message-deleted",
    };
    /// Somebody may not write any more.
    pub const PERSON_BLOCKED: Self = Self {
        tone: Tone::Success,
        key: "flash-person-blocked",
    };
    /// Somebody may write again.
    pub const PERSON_UNBLOCKED: Self = Self {
        tone: Tone::Success,
        key: "flash-person-unblocked",
    };
    /// Somebody else was faster.
    pub const TOO_LATE: Self = Self {
        tone: Tone::Warning,
        key: "denied-decided",
    };
    /// A file cannot be deleted while a post has it.
    pub const FILE_IN_USE: Self = Self {
        tone: Tone::Warning,
        key: "flash-file-in-use",
    };
    /// An identity was linked.
    pub const IDENTITY_LINKED: Self = Self {
        tone: Tone::Success,
        key: "flash-identity-linked",
    };
    /// An identity was taken away.
    pub const IDENTITY_UNLINKED: Self = Self {
        tone: Tone::Success,
        key: "flash-identity-unlinked",
    };
    /// An identity stays, because nothing else lets its owner in.
    pub const IDENTITY_LAST: Self = Self {
        tone: Tone::Warning,
        key: "flash-identity-last",
    };
    /// An identity belongs to another account, or this account has another one.
    pub const IDENTITY_TAKEN: Self = Self {
        tone: Tone::Warning,
        key: "flash-identity-taken",
    };

    /// A new post was taken back.
    pub const UNDONE: Self = Self {
        tone: Tone::Success,
        key: "flash-undone",
    };
    /// A draft was kept.
    pub const DRAFT_KEPT: Self = Self {
        tone: Tone::Success,
        key: "flash-draft-kept",
    };
    /// A draft was kept beside another one.
    pub const DRAFT_APART: Self = Self {
        tone: Tone::Warning,
        key: "flash-draft-apart",
    };
    /// A draft was kept, but not every file that came with it.
    pub const DRAFT_WITHOUT_FILES: Self = Self {
        tone: Tone::Warning,
        key: "flash-draft-without-files",
    };
    /// A draft was thrown away.
    pub const DRAFT_GONE: Self = Self {
        tone: Tone::Info,
        key: "flash-draft-gone",
    };
    /// Somebody has the same problem.
    pub const SAME: Self = Self {
        tone: Tone::Success,
        key: "flash-same",
    };
    /// No earlier question was found.
    pub const NO_ORIGINAL: Self = Self {
        tone: Tone::Warning,
        key: "flash-no-original",
    };
    /// A training was asked for.
    pub const NEED_ASKED: Self = Self {
        tone: Tone::Success,
        key: "flash-need-asked",
    };
    /// A need was signed.
    pub const NEED_SIGNED: Self = Self {
        tone: Tone::Success,
        key: "flash-need-signed",
    };
    /// A signature was taken back.
    pub const NEED_UNSIGNED: Self = Self {
        tone: Tone::Info,
        key: "flash-need-unsigned",
    };
    /// A need is part of another one.
    pub const NEED_MERGED: Self = Self {
        tone: Tone::Success,
        key: "flash-need-merged",
    };
    /// The search for a training is over.
    pub const NEED_CLOSED: Self = Self {
        tone: Tone::Info,
        key: "flash-need-closed",
    };
    /// A training was offered.
    pub const OFFER_SENT: Self = Self {
        tone: Tone::Success,
        key: "flash-offer-sent",
    };
    /// An offer was picked.
    pub const OFFER_PICKED: Self = Self {
        tone: Tone::Success,
        key: "flash-offer-picked",
    };
    /// An offer was taken back, or is picked no more.
    pub const OFFER_ENDED: Self = Self {
        tone: Tone::Info,
        key: "flash-offer-ended",
    };
    /// What is missing of a topic is being fetched.
    pub const LOADING: Self = Self {
        tone: Tone::Info,
        key: "flash-loading",
    };
    /// Pushes go to this browser.
    pub const PUSH_ON: Self = Self {
        tone: Tone::Success,
        key: "flash-push-on",
    };
    /// Pushes go to a browser no more.
    pub const PUSH_OFF: Self = Self {
        tone: Tone::Info,
        key: "flash-push-off",
    };
    /// A test is on its way.
    pub const PUSH_TESTED: Self = Self {
        tone: Tone::Info,
        key: "flash-push-tested",
    };
    /// There are as many drafts as there may be.
    pub const TOO_MANY_DRAFTS: Self = Self {
        tone: Tone::Warning,
        key: "flash-too-many-drafts",
    };

    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::PUSH_ON,
        Self::PUSH_OFF,
        Self::PUSH_TESTED,
        Self::TOO_MANY_DRAFTS,
        Self::UNDONE,
        Self::DRAFT_KEPT,
        Self::DRAFT_APART,
        Self::DRAFT_WITHOUT_FILES,
        Self::DRAFT_GONE,
        Self::SAME,
        Self::NO_ORIGINAL,
        Self::SAVED,
        Self::TALK_MUTED,
        Self::TOPIC_MUTED,
        Self::RETRYING,
        Self::SEAT_TAKEN,
        Self::SEAT_ASKED,
        Self::SEAT_WAITING,
        Self::SEAT_INTERESTED,
        Self::SEAT_LEFT,
        Self::SEATS_BOOKED,
        Self::ATTENDED,
        Self::EVALUATED,
        Self::EVALUATION_TAKEN_BACK,
        Self::PUBLISHED,
        Self::DELETED,
        Self::SIGNED_OUT,
        Self::FOLLOWED,
        Self::FOLLOW_REQUESTED,
        Self::UNFOLLOWED,
        Self::ACCEPTED,
        Self::ACCEPT_UNDONE,
        Self::SESSION_ENDED,
        Self::CONFIRMED,
        Self::MAIL_SENT,
        Self::PASSWORD_CHANGED,
        Self::RESET_SENT,
        Self::SESSIONS_ENDED,
        Self::READ,
        Self::FACTOR_OFF,
        Self::PASSKEY_ADDED,
        Self::PASSKEY_REMOVED,
        Self::EMAIL_ASKED,
        Self::EMAIL_CHANGED,
        Self::EMAIL_UNDONE,
        Self::APP_ENDED,
        Self::SIGN_IN_AGAIN,
        Self::RIGHTS_WAIT,
        Self::SET_UP,
        Self::HANDED_IN,
        Self::WITHDRAWN,
        Self::ADDED,
        Self::REMOVED,
        Self::DECIDED,
        Self::FIRST_OF_TWO,
        Self::DELETED_DRAFT,
        Self::ORGANISATION_ENTERED,
        Self::JOIN_ASKED,
        Self::DECIDED_ALREADY,
        Self::ORGANISATION_LEFT,
        Self::LAST_OWNER,
        Self::INVITED,
        Self::INVITATION_ACCEPTED,
        Self::INVITATION_WANTED,
        Self::ERASURE_REQUESTED,
        Self::ACCOUNT_KEPT,
        Self::EXPORT_REQUESTED,
        Self::REQUEST_FILED,
        Self::APP_REMOVED,
        Self::HELD,
        Self::REPORTED,
        Self::CONVERSATION_LEFT,
        Self::CONVERSATION_DECLINED,
        Self::MEMBER_ADDED,
        Self::MESSAGE_DELETED,
        Self::PERSON_BLOCKED,
        Self::PERSON_UNBLOCKED,
        Self::TOO_LATE,
        Self::FILE_IN_USE,
        Self::IDENTITY_LINKED,
        Self::IDENTITY_UNLINKED,
        Self::IDENTITY_LAST,
        Self::IDENTITY_TAKEN,
        Self::LOADING,
        Self::NEED_ASKED,
        Self::NEED_SIGNED,
        Self::NEED_UNSIGNED,
        Self::NEED_MERGED,
        Self::NEED_CLOSED,
        Self::OFFER_SENT,
        Self::OFFER_PICKED,
        Self::OFFER_ENDED,
    ];

    /// The message whose key is `key`; what else a cookie may hold is ignored.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|flash| flash.key == key)
    }
}

/// Everything around a page.
#[derive(Debug, Clone)]
pub struct Chrome {
    /// Language of the interface.
    pub locale: Locale,
    /// This instance.
    pub site: Arc<Site>,
    /// Who is signed in, if anybody.
    pub viewer: Option<Viewer>,
    /// The token every form carries.
    pub csrf: String,
    /// Path of the request, percent-encoded as it came: marks the current place.
    pub path: String,
    /// Query of the request without `lang` and `theme`; empty when there is none.
    pub query: String,
    /// A message shown once.
    pub flash: Option<Flash>,
    /// Reader's choice of light or dark.
    pub theme: Theme,
    /// Names the request in the log; shown on error pages.
    pub request_id: String,
    /// When the request came.
    pub now: Stamp,
    /// The instance's time zone, minutes east of UTC.
    pub offset_minutes: i32,
}

impl Chrome {
    /// This page in another language.
    #[must_use]
    pub fn in_language(&self, locale: &Locale) -> String {
        self.with("lang", locale.tag())
    }

    /// This page in another theme.
    #[must_use]
    pub fn in_theme(&self, theme: &Theme) -> String {
        self.with("theme", theme.tag())
    }

    /// Whether `path` is the place the reader is at.
    #[must_use]
    pub fn is_at(&self, path: impl AsRef<str>) -> bool {
        self.path == path.as_ref()
    }

    /// Whether the reader is at `path` or below it.
    #[must_use]
    pub fn is_under(&self, path: &str) -> bool {
        self.path
            .strip_prefix(path)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    fn with(&self, name: &str, value: &str) -> String {
        let joint = if self.query.is_empty() { "" } else { "&" };
        format!("{}?{}{joint}{name}={value}", self.path, self.query)
    }
}

/// A template with its surroundings, ready to be answered.
#[derive(Debug)]
pub struct Page<T> {
    template: T,
    chrome: Chrome,
    status: StatusCode,
}

impl<T: Template> Page<T> {
    /// A page answered with 200.
    pub const fn new(chrome: Chrome, template: T) -> Self {
        Self {
            template,
            chrome,
            status: StatusCode::OK,
        }
    }

    /// The same page with another status: 422 for a form that came back.
    #[must_use]
    pub const fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The page as HTML.
    ///
    /// # Errors
    /// When the template fails, which is a fault of ours.
    pub fn render(&self) -> askama::Result<String> {
        render(&self.template, &self.chrome)
    }
}

/// Renders a template with the values every page has.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn render<T: Template>(template: &T, chrome: &Chrome) -> askama::Result<String> {
    let values: (&str, &dyn Any) = (CHROME, chrome);
    template.render_with_values(&values)
}

impl<T: Template> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        match self.render() {
            Ok(html) => {
                let language = HeaderValue::from_static(self.chrome.locale.tag());
                let mut response = (self.status, [(header::CONTENT_LANGUAGE, language)], Html(html)).into_response();
                let reader = self.chrome.viewer.map(|viewer| HeaderValue::from_str(&viewer.reader));
                if let Some(Ok(reader)) = reader {
                    response.headers_mut().insert(READER, reader);
                }
                response
            }
            Err(error) => {
                tracing::error!(%error, request_id = %self.chrome.request_id, "a page did not render");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}
