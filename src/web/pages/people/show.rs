//! A person's page, and following them.

use axum::extract::State;
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{FollowState, PostId, Role, TermKind};
use crate::domain::messages::blocks;
use crate::domain::profiles::{self, PersonView};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::topics::Shown;
use crate::domain::verification::levels;
use crate::domain::{Principal, follows};
use crate::error::Result;
use crate::web::forms::{Form, Path, Query};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::{self, count, handle, stamp, term, topic_row};
use crate::web::redirect::Redirect;
use crate::web::view::{self, FieldView, LANGUAGES, Pager, TopicRow};
use crate::web::visitor::{Member, Visitor};

use super::{ProfilePage, ProfileTab};

/// What is shown of a person.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ShowQuery {
    show: String,
    before: Option<i64>,
}

/// GET `/@{handle}`.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(name): Path<String>,
    Query(query): Query<ShowQuery>,
) -> Result<Page<ProfilePage>> {
    let viewer = &visitor.viewer;
    let person = profiles::find(&app.core, viewer, &name).await?;
    let tab = if query.show == "replies" {
        ProfileTab::Replies
    } else {
        ProfileTab::Topics
    };
    let before = query.before.map(PostId);
    let (shown, next) = profiles::posts(&app.core, viewer, &person.actor, tab == ProfileTab::Replies, before).await?;
    let is_me = viewer.actor_id() == Some(person.actor.id);
    let followed = match viewer.actor_id() {
        Some(me) if !is_me => {
            Some(follows::state(&app.core, me, person.actor.id).await? == Some(FollowState::Accepted))
        }
        _ => None,
    };
    let blocked = match viewer.actor_id() {
        Some(me) if !is_me => Some(blocks::is_blocked(&app.core, me, person.actor.id).await?),
        _ => None,
    };
    let pager = Pager {
        previous: None,
        next: next.map(|id| older(&person, tab, id)),
    };
    let is_admin = Principal::of(viewer).is_some_and(|by| by.require_admin().is_ok());
    let standing = levels::standing(&app.core, viewer, &person.actor).await?;
    let page = ProfilePage {
        tab,
        posts: rows(&visitor, &shown),
        pager,
        is_me,
        followed,
        blocked,
        standing: standing.as_ref().map(present::standing),
        vouch: (is_admin && person.host.is_some()).then(FieldView::default),
        ..profile(&app, &visitor, person).await?
    };
    Ok(Page::new(visitor.chrome(), page))
}

fn older(person: &PersonView, tab: ProfileTab, before: PostId) -> String {
    let path = paths::person(&handle(&person.actor, person.host.as_deref()));
    match tab {
        ProfileTab::Topics => format!("{path}?before={before}"),
        ProfileTab::Replies => format!("{path}?show=replies&before={before}"),
    }
}

/// The rows of topics, replies and notes.
fn rows(visitor: &Visitor, shown: &Shown) -> Vec<TopicRow> {
    let posts = shown.posts.iter();
    posts
        .map(|post| topic_row(post, shown, visitor.language(), true))
        .collect()
}

async fn profile(app: &App, visitor: &Visitor, person: PersonView) -> Result<ProfilePage> {
    let PersonView {
        actor, host, details, ..
    } = &person;
    let language = visitor.language();
    let terms = if details.region.is_some() || details.sector.is_some() {
        Taxonomy::load(&app.core).await?
    } else {
        Taxonomy::default()
    };
    let spoken = |tag: &str| details.languages.iter().any(|spoken| spoken == tag);
    let own_host = app.core.config.host();
    Ok(ProfilePage {
        name: actor.display_name().to_owned(),
        handle: handle(actor, host.as_deref()),
        address: format!("@{}@{}", actor.username, host.as_deref().unwrap_or(&own_host)),
        role: match person.role {
            Role::Member => view::Role::Member,
            Role::Moderator => view::Role::Moderator,
            Role::Admin => view::Role::Admin,
        },
        bio_html: person.bio_html.clone(),
        job_title: person.job_title.clone(),
        organisations: details
            .organisations
            .iter()
            .map(|organisation| (organisation.id.0, organisation.name(language).to_owned()))
            .collect(),
        region: term(&terms, TermKind::Region, details.region.as_deref(), language),
        sector: term(&terms, TermKind::Sector, details.sector.as_deref(), language),
        languages: LANGUAGES.iter().filter(|(tag, _)| spoken(tag)).copied().collect(),
        is_member: visitor.signed_in.is_some(),
        remote_url: host.is_some().then(|| actor.url.clone()),
        since: stamp(actor.published_at),
        topics: count(person.topics),
        replies: count(person.replies),
        accepted: count(person.accepted),
        is_hidden: person.is_hidden,
        is_me: false,
        followed: None,
        blocked: None,
        tab: ProfileTab::Topics,
        posts: Vec::new(),
        pager: Pager::default(),
        standing: None,
        vouch: None,
        origin: person.host,
        expertise: person.expertise,
    })
}

/// The form: `follow` = `yes` or `no`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct FollowForm {
    follow: String,
}

/// POST `/@{handle}/follow`.
pub(crate) async fn follow(
    State(app): State<App>,
    member: Member,
    Path(name): Path<String>,
    Form(form): Form<FollowForm>,
) -> Result<Redirect> {
    let (actor, host) = profiles::find_actor(&app.core, &name).await?;
    let flash = if form.follow == "no" {
        follows::unfollow(&app.core, &member.principal, actor.id).await?;
        Flash::UNFOLLOWED
    } else {
        match follows::follow(&app.core, &member.principal, actor.id).await?.state {
            FollowState::Accepted => Flash::FOLLOWED,
            FollowState::Pending | FollowState::Rejected => Flash::FOLLOW_REQUESTED,
        }
    };
    let path = paths::person(&handle(&actor, host.as_deref()));
    Ok(member.visitor.go(path).saying(flash))
}
