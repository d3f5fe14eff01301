//! `/admin/*`: forums, the servers we talk with, what members choose from, tools that sign in here, and the duties of staff.

pub mod apps;
mod federation;
mod forums;
pub mod letters;
mod moderators;
pub mod privacy;
mod taxonomy;
pub mod verification;

pub(crate) use apps::{apps, create_app, new_app, remove_app};
pub(crate) use federation::{decide, federation};
pub(crate) use forums::{create_forum, edit_forum, forums, new_forum, save_forum};
pub(crate) use moderators::set_moderator;
pub(crate) use taxonomy::{add_term, edit_term, new_term, save_term, taxonomy};

use askama::Template;

use crate::web::{
    filters, paths,
    view::{FieldView, ForumCard, PersonLine, Posting, Scope, SelectOption, Stamp},
};

/// `/admin/forums`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/admin/forums.html")]
pub struct AdminForumsPage {
    /// The forums of this instance.
    pub forums: Vec<ForumCard>,
}

/// `/admin/forums/new` and `/admin/forums/{name}`. The form sends `username` (new only),
/// `name_ar`, `name_en`, `description_ar`, `description_en`, `scope`, `posting`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/admin/forum.html")]
pub struct AdminForumPage {
    /// Name of the forum being edited; `None` for a new one.
    pub editing: Option<String>,
    /// Name in addresses.
    pub username: FieldView,
    /// Arabic name.
    pub name_ar: FieldView,
    /// English name.
    pub name_en: FieldView,
    /// What it is about, in Arabic, Markdown.
    pub description_ar: FieldView,
    /// What it is about, in English, Markdown.
    pub description_en: FieldView,
    /// Who may read.
    pub scope: FieldView,
    /// Who may begin a topic.
    pub posting: FieldView,
    /// Who keeps order; only while editing.
    pub moderators: Vec<PersonLine>,
    /// The handle typed into the form that appoints a moderator: `moderator`, with `act` = `appoint` or `dismiss`.
    pub moderator: FieldView,
}

/// With whom this instance talks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FederationMode {
    /// With every server that is not blocked.
    Open,
    /// Only with servers that are allowed.
    AllowList,
}

/// How it stands with another server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeerState {
    /// Reached lately.
    Healthy,
    /// Deliveries fail and are tried again.
    Failing,
    /// Not tried any more until it speaks.
    Dormant,
    /// Given up.
    Dead,
}

impl PeerState {
    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Healthy => "peer-healthy",
            Self::Failing => "peer-failing",
            Self::Dormant => "peer-dormant",
            Self::Dead => "peer-dead",
        }
    }

    /// The class of its badge.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Healthy => "badge-success",
            Self::Failing => "badge-warning",
            Self::Dormant => "badge-plain",
            Self::Dead => "badge-danger",
        }
    }
}

/// What was decided about another server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeerPolicy {
    /// Nothing; the mode decides.
    Undecided,
    /// Allowed.
    Allowed,
    /// Blocked.
    Blocked,
}

impl PeerPolicy {
    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Undecided => "policy-undecided",
            Self::Allowed => "policy-allowed",
            Self::Blocked => "policy-blocked",
        }
    }

    /// The class of its badge.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Undecided => "badge-plain",
            Self::Allowed => "badge-brand",
            Self::Blocked => "badge-danger",
        }
    }
}

/// Another server.
#[derive(Debug, Clone)]
pub struct PeerRow {
    /// Its host.
    pub host: String,
    /// Software it says it runs; empty when unknown.
    pub software: String,
    /// How it stands.
    pub state: PeerState,
    /// What was decided.
    pub policy: PeerPolicy,
    /// Forums of the trusted network reach it.
    pub trusted: bool,
    /// Activities waiting to be delivered.
    pub queued: u32,
    /// Activities it would not take, kept for admins.
    pub refused: u32,
    /// What went wrong last, in the words of the protocol; empty when nothing did.
    pub error: String,
    /// When it is tried next, if it fails.
    pub retry_at: Option<Stamp>,
    /// When a delivery last succeeded.
    pub delivered_at: Option<Stamp>,
    /// When it last sent something.
    pub received_at: Option<Stamp>,
}

/// `/admin/federation`. The policy form sends `host` and `policy` = `allowed`, `blocked` or
/// `default`, `trusted` = `yes` and `note`; the mode form sends `mode` = `open` or `allow_list`; trying a server again sends
/// `host` and `retry` = `yes`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/admin/federation.html")]
pub struct AdminFederationPage {
    /// With whom this instance talks.
    pub mode: FederationMode,
    /// The servers, last heard of first.
    pub peers: Vec<PeerRow>,
    /// The host typed into the policy form.
    pub host: FieldView,
    /// The tick for the trusted network.
    pub trusted: bool,
    /// Why; read by staff only.
    pub note: FieldView,
}

/// A term in its list.
#[derive(Debug, Clone)]
pub struct TermRow {
    /// Its code.
    pub code: String,
    /// Arabic name.
    pub name_ar: String,
    /// English name.
    pub name_en: String,
    /// Of a city, the name of its region.
    pub parent: String,
    /// Whether it is offered.
    pub is_active: bool,
}

/// `/admin/taxonomy`. The form that narrows it sends `kind`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/admin/taxonomy.html")]
pub struct TaxonomyPage {
    /// Which list.
    pub kind: &'static str,
    /// All lists: name and key.
    pub kinds: Vec<(&'static str, &'static str)>,
    /// Its terms.
    pub terms: Vec<TermRow>,
}

/// `/admin/taxonomy/{kind}/new` and `/admin/taxonomy/{kind}/{code}`. The form sends `code` (new only), the fields, and
/// `is_active` = `yes`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/admin/term.html")]
pub struct TermPage {
    /// Which list.
    pub kind: &'static str,
    /// Key of the list's name.
    pub kind_key: &'static str,
    /// Code of the term being edited; `None` for a new one.
    pub editing: Option<String>,
    /// Code.
    pub code: FieldView,
    /// Arabic name.
    pub name_ar: FieldView,
    /// English name.
    pub name_en: FieldView,
    /// Of a city, its region.
    pub parent: FieldView,
    /// Other words for it.
    pub synonyms: FieldView,
    /// Degrees north.
    pub latitude: FieldView,
    /// Degrees east.
    pub longitude: FieldView,
    /// Place in the list.
    pub position: FieldView,
    /// Whether it is offered.
    pub is_active: bool,
    /// Regions to choose from.
    pub regions: Vec<SelectOption>,
}

impl TermPage {
    /// Whether the list is of places, which have a position on the map.
    fn is_place(&self) -> bool {
        matches!(self.kind, "region" | "city")
    }

    /// Every field with its label, in the order of the page.
    fn fields(&self) -> [(&'static str, &'static str, &FieldView); 8] {
        [
            ("code", "term-code", &self.code),
            ("name_ar", "field-name-ar", &self.name_ar),
            ("name_en", "field-name-en", &self.name_en),
            ("parent", "org-region", &self.parent),
            ("synonyms", "term-synonyms", &self.synonyms),
            ("latitude", "term-latitude", &self.latitude),
            ("longitude", "term-longitude", &self.longitude),
            ("position", "term-position", &self.position),
        ]
    }

    /// Whether something is wrong with it.
    fn is_wrong(&self) -> bool {
        self.fields().iter().any(|(_, _, field)| field.error.is_some())
    }
}
