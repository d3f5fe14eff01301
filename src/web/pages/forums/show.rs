//! `/forums/{name}`: the topics of a forum in the order the reader picks; following it.

use axum::extract::State;
use serde::Deserialize;

use crate::app::App;
use crate::db::topics::TopicSort;
use crate::db::types::{FollowState, TopicKind};
use crate::domain::{follows, forums, topics};
use crate::error::Result;
use crate::web::forms::{Form, Path, Query};
use crate::web::page::{Flash, Page};
use crate::web::pages::standing::{head, standing};
use crate::web::paths;
use crate::web::present::{cursor, topic_rows};
use crate::web::redirect::Redirect;
use crate::web::view::{Pager, Sort, TopicTab};
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
    let mut page = ForumPage {
        forum: head(&app, &visitor, &forum, &standing),
        tab,
        sort,
        topics: topic_rows(&list, visitor.language(), false),
        pager: Pager::default(),
    };
    let address = page.address(&tab, &sort);
    page.pager = Pager {
        next: list.next.map(|next| format!("{address}&after={}", cursor::write(next))),
        previous: after.map(|_| address),
    };
    Ok(Page::new(visitor.chrome(), page))
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
