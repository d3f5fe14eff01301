//! `/` and `/home`: the landing page of a guest, the home of a member.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::posts::Post;
use crate::db::topics::TopicSort;
use crate::db::types::{ActorId, PostId, TopicKind};
use crate::domain::cases::library::Facet;
use crate::domain::forums::{self, ForumView};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::topics::{self, Shown};
use crate::domain::trainings::calendar;
use crate::domain::{landing, notes, reading};
use crate::error::Result;
use crate::web::forms::Query;
use crate::web::page::Page;
use crate::web::pages::trainings::agenda::cards;
use crate::web::paths;
use crate::web::present::{byline, case_card, count, cursor, forum_line, map_view, topic_row, topic_rows};
use crate::web::view::{ForumLine, Pager, TopicRow, TrainingCard};
use crate::web::visitor::{Member, Visitor};

use super::{Figures, HomePage, LandingPage, Showcase};

/// Questions shown beside a member's forums.
const FEW: usize = 3;

/// Where a list goes on.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct After {
    #[serde(default)]
    after: String,
}

/// `/`.
pub(crate) async fn start(State(app): State<App>, visitor: Visitor, Query(after): Query<After>) -> Result<Response> {
    match visitor.viewer.actor_id() {
        Some(actor) => home(&app, &visitor, actor, &after).await,
        None => landing(&app, &visitor).await,
    }
}

/// `/home`, for members only.
pub(crate) async fn show(State(app): State<App>, member: Member, Query(after): Query<After>) -> Result<Response> {
    home(&app, &member.visitor, member.principal.actor_id, &after).await
}

async fn home(app: &App, visitor: &Visitor, actor: ActorId, after: &After) -> Result<Response> {
    let (core, language) = (&app.core, visitor.language());
    let followed = forums::followed(core, actor).await?;
    let list = topics::home(core, &visitor.viewer, &followed, cursor::read(&after.after)).await?;
    let ids: Vec<_> = followed.iter().map(|view| view.forum.id).collect();
    let unread = reading::in_forums(core, &visitor.viewer, &ids).await?;
    let line = |view: &ForumView| ForumLine {
        unread: unread.get(&view.forum.id).copied().map_or(0, count),
        ..forum_line(&view.forum, &view.actor, view.host.as_deref(), language)
    };
    let page = HomePage {
        topics: topic_rows(&list, language, true),
        pager: Pager {
            previous: (!after.after.is_empty()).then(|| paths::HOME.to_owned()),
            next: list
                .next
                .map(|next| format!("{}?after={}", paths::HOME, cursor::write(next))),
        },
        followed: followed.iter().map(line).collect(),
        trainings: this_week(app, visitor).await?,
        unanswered: unanswered(app, visitor).await?,
        notes: notes(app, visitor).await?,
    };
    Ok(Page::new(visitor.chrome(), page).into_response())
}

async fn notes(app: &App, visitor: &Visitor) -> Result<Vec<TopicRow>> {
    let shown = notes::latest(&app.core, &visitor.viewer).await?;
    let rows = shown.posts.iter();
    Ok(rows
        .map(|note| topic_row(note, &shown, visitor.language(), false))
        .collect())
}

/// What is taught in the next seven days, of what the viewer may see.
async fn this_week(app: &App, visitor: &Visitor) -> Result<Vec<TrainingCard>> {
    let few = i64::try_from(FEW).unwrap_or(i64::MAX);
    let found = calendar::this_week(&app.core, &visitor.viewer, few).await?;
    Ok(cards(&found, &found.shown, &Taxonomy::default(), visitor.language()))
}

async fn landing(app: &App, visitor: &Visitor) -> Result<Response> {
    let (found, language) = (landing::show(&app.core).await?, visitor.language());
    let post = |id: &PostId| found.shown.posts.iter().find(|post| post.id == *id);
    let cases = found
        .cases
        .iter()
        .filter_map(|id| Some((post(id)?, found.cards.get(id)?)));
    let page = LandingPage {
        figures: Figures {
            verified: count(found.verified),
            cases: found.map.counts.total,
            answered: count(found.answered),
        },
        showcase: found
            .proof
            .as_ref()
            .map(|(question, answer)| showcase(question, answer, &found.shown)),
        map: map_view(&found.map, &found.terms, language, |facet, code| match facet {
            Facet::Region => paths::region(code),
            _ => paths::cases_by(facet.as_str(), code),
        }),
        cases: cases
            .map(|(post, card)| case_card(post, card, &found.shown, &found.terms, language))
            .collect(),
        trainings: cards(&found.trainings, &found.shown, &found.terms, language),
        unanswered: found
            .unanswered
            .iter()
            .filter_map(post)
            .map(|post| topic_row(post, &found.shown, language, true))
            .collect(),
        more_peers: count(found.peers).saturating_sub(u32::try_from(found.hosts.len()).unwrap_or(u32::MAX)),
        peers: found.hosts.clone(),
    };
    Ok(Page::new(visitor.chrome(), page).into_response())
}

async fn unanswered(app: &App, visitor: &Visitor) -> Result<Vec<TopicRow>> {
    let kind = Some(TopicKind::Question);
    let list = topics::list(&app.core, &visitor.viewer, None, kind, TopicSort::Unanswered, None).await?;
    let muted = reading::levels::muted_forums(&app.core, &visitor.viewer).await?;
    let posts = list.shown.posts.iter();
    let rows = posts
        .filter(|post| post.forum_id.is_none_or(|forum| !muted.contains(&forum)))
        .take(FEW);
    Ok(rows
        .map(|post| topic_row(post, &list.shown, visitor.language(), true))
        .collect())
}

fn showcase(question: &Post, answer: &Post, shown: &Shown) -> Showcase {
    Showcase {
        id: question.id.0,
        title: question.title.clone(),
        lang: question.language.clone().unwrap_or_default(),
        asker: byline(question, shown, &[]),
        answer: answer.excerpt.clone(),
        answerer: byline(answer, shown, &[]),
    }
}
