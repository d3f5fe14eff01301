//! `/posts/{id}/delete`: asks, then takes a post away.

use axum::extract::State;

use crate::app::App;
use crate::db::posts::Post;
use crate::db::types::{PostId, PostKind};
use crate::domain::{self, Denied, posts, topics};
use crate::error::{Failure, Result};
use crate::web::forms::Path;
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::count;
use crate::web::redirect::Redirect;
use crate::web::visitor::{Member, Rejected};

use super::DeletePostPage;

/// The question.
pub(crate) async fn ask(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
) -> Result<Page<DeletePostPage>, Rejected> {
    let post = load(&app, &member, id).await?;
    let topic = topics::post(&app.core, &member.visitor.viewer, post.root_id).await?;
    let is_reply = post.kind == PostKind::Reply;
    let page = DeletePostPage {
        id,
        title: topic.title,
        is_reply,
        excerpt: post.excerpt,
        replies: count(post.reply_count),
        back: if is_reply { paths::reply(&id) } else { paths::topic(&id) },
    };
    Ok(Page::new(member.visitor.chrome(), page))
}

/// The deed.
pub(crate) async fn delete(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Redirect, Rejected> {
    let post = topics::post(&app.core, &member.visitor.viewer, PostId(id)).await?;
    posts::remove(&app.core, &member.principal, post.id).await?;
    let next = match post.forum_id {
        _ if post.kind == PostKind::Reply => paths::topic(&post.root_id.0),
        Some(forum) => {
            let forum = domain::forums::get(&app.core, &member.visitor.viewer, forum).await?;
            paths::forum(&crate::web::present::forum_name(&forum))
        }
        None => paths::HOME.to_owned(),
    };
    Ok(member.visitor.go(next).saying(Flash::DELETED))
}

/// The post, if it is there and the member may take it away.
async fn load(app: &App, member: &Member, id: i64) -> Result<Post, Rejected> {
    let post = topics::post(&app.core, &member.visitor.viewer, PostId(id)).await?;
    if post.is_removed() {
        return Err(domain::Error::Gone.into());
    }
    if posts::may_remove(&app.core, &member.principal, &post).await? {
        Ok(post)
    } else {
        Err(Failure::from(domain::Error::Forbidden(Denied::NotAuthor)).into())
    }
}
