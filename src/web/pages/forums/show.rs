//! `/forums/{name}`: the topics of a forum in the order the reader picks; following it.

use axum::extract::State;
use serde::Deserialize;

use crate::app::App;
use crate::db::topics::TopicSort;
use crate::db::types::{FollowState, TermKind, TopicKind};
use crate::domain::forums::ForumView;
use crate::domain::reading::levels;
use crate::domain::taxonomy::Taxonomy;
use crate::domain::{follows, forums, tags, topics};
use crate::error::Result;
use crate::web::forms::{Form, Path, Query};
use crate::web::page::{Flash, Page};
use crate::web::pages::standing::{head, standing};
use crate::web::paths;
use crate::web::present::{self, count, cursor, options, topic_rows};
use crate::web::redirect::Redirect;
use crate::web::view::{Pager, SelectOption, Sort, TopicTab};
use crate::web::visitor::{Member, Visitor};

use super::ForumPage;

/// Which topics, in which order, from where.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Choice {
    #[serde(default, rename = "type")]
    tab: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    after: String,
}

impl Choice {
    fn tab(&self) -> TopicTab {
        let known = TopicTab::ALL.into_iter().find(|tab| tab.tag() == self.tab);
        known.unwrap_or(TopicTab::All)
    }

    fn sort(&self) -> Sort {
        let known = Sort::ALL.into_iter().find(|sort| sort.tag() == self.sort);
        known.unwrap_or(Sort::Active)
    }
}

/// `/forums/{name}`.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(name): Path<String>,
    Query(choice): Query<Choice>,
) -> Result<Page<ForumPage>> {
    let forum = forums::find(&app.core, &visitor.viewer, &name).await?;
    let (tab, sort) = (choice.tab(), choice.sort());
    let after = cursor::read(&choice.after);
    let id = Some(forum.forum.id);
    let list = topics::list(&app.core, &visitor.viewer, id, kind(tab), order(sort), after).await?;
    let standing = standing(&app, &visitor, &forum).await?;
    let topics = topic_rows(&list, visitor.language(), false);
    let level = levels::of_forum(&app.core, &visitor.viewer, forum.forum.id).await?;
    let tags = tags::of_forum(&app.core, &visitor.viewer, forum.forum.id).await?;
    let (sector, sectors) = sector(&app, &visitor, &forum, standing.is_admin).await?;
    let mut page = ForumPage {
        forum: head(&app, &visitor, &forum, &standing),
        tab,
        sort,
        any_unread: topics.iter().any(|topic| topic.unread),
        topics,
        pager: Pager::default(),
        level: level.map(present::level),
        tags: tags.into_iter().map(|(tag, topics)| (tag, count(topics))).collect(),
        sector,
        sectors,
    };
    let address = page.address(&tab, &sort);
    page.pager = Pager {
        next: list.next.map(|next| format!("{address}&after={}", cursor::write(next))),
        previous: after.map(|_| address),
    };
    Ok(Page::new(visitor.chrome(), page))
}

/// The sector of a forum, and those that an admin may choose from.
async fn sector(
    app: &App,
    visitor: &Visitor,
    forum: &ForumView,
    is_admin: bool,
) -> Result<(Option<(String, String)>, Vec<SelectOption>)> {
    let code = forum.forum.sector.as_deref();
    if code.is_none() && !is_admin {
        return Ok((None, Vec::new()));
    }
    let terms = Taxonomy::load(&app.core).await?;
    let name = terms.name(TermKind::Sector, code, visitor.language());
    let sector = code.zip(name).map(|(code, name)| (code.to_owned(), name.to_owned()));
    let choices = if is_admin {
        options(&terms, TermKind::Sector, code.unwrap_or_default(), visitor.language())
    } else {
        Vec::new()
    };
    Ok((sector, choices))
}

fn kind(tab: TopicTab) -> Option<TopicKind> {
    match tab {
        TopicTab::All => None,
        TopicTab::Questions => Some(TopicKind::Question),
        TopicTab::Discussions => Some(TopicKind::Discussion),
        TopicTab::Announcements => Some(TopicKind::Announcement),
    }
}

fn order(sort: Sort) -> TopicSort {
    match sort {
        Sort::Active => TopicSort::Active,
        Sort::New => TopicSort::New,
        Sort::Unanswered => TopicSort::Unanswered,
        Sort::Top => TopicSort::Top,
    }
}

/// `follow=yes` or `no`.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    follow: String,
}

/// `POST /forums/{name}/follow`.
pub(crate) async fn follow(
    State(app): State<App>,
    member: Member,
    Path(name): Path<String>,
    Form(wish): Form<Wish>,
) -> Result<Redirect> {
    let forum = forums::find(&app.core, &member.visitor.viewer, &name).await?;
    let said = if wish.follow == "no" {
        follows::unfollow(&app.core, &member.principal, forum.actor.id).await?;
        Flash::UNFOLLOWED
    } else {
        let follow = follows::follow(&app.core, &member.principal, forum.actor.id).await?;
        if follow.state == FollowState::Accepted {
            Flash::FOLLOWED
        } else {
            Flash::FOLLOW_REQUESTED
        }
    };
    Ok(member.visitor.go(paths::forum(&name)).saying(said))
}
