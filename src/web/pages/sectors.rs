//! `/sectors`: what forums here and elsewhere hold of each sector.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;

use crate::app::App;
use crate::domain::forums;
use crate::domain::reading::{self, sectors};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::trainings::calendar::{self, Around};
use crate::error::Result;
use crate::web::forms::{Form, Path, Query};
use crate::web::page::{Flash, Page};
use crate::web::present::{count, cursor, forum_line, topic_rows};
use crate::web::redirect::Redirect;
use crate::web::view::{ForumLine, Pager, TopicRow, TrainingCard};
use crate::web::visitor::{Admin, Visitor};
use crate::web::{filters, paths};

use super::regions::TRAININGS_SHOWN;
use super::trainings::agenda::cards as training_cards;

/// A sector in the list.
#[derive(Debug, Clone)]
pub struct SectorLine {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Forums.
    pub forums: u32,
    /// Topics in them.
    pub topics: u32,
}

/// `/sectors`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/sectors/index.html")]
pub struct SectorsPage {
    /// Those that somebody talks about, the most topics first.
    pub used: Vec<SectorLine>,
    /// The others.
    pub unused: Vec<SectorLine>,
}

/// `/sectors/{code}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/sectors/show.html")]
pub struct SectorPage {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its forums, here and elsewhere.
    pub forums: Vec<ForumLine>,
    /// Their topics, latest activity first.
    pub topics: Vec<TopicRow>,
    /// The next trainings of its forums.
    pub trainings: Vec<TrainingCard>,
    /// Ways on.
    pub pager: Pager,
}

/// GET `/sectors`.
pub(crate) async fn index(State(app): State<App>, visitor: Visitor) -> Result<Page<SectorsPage>> {
    let found = sectors::list(&app.core, &visitor.viewer).await?;
    let lines = found.into_iter().map(|sector| SectorLine {
        name: sector.term.name(visitor.language()).to_owned(),
        code: sector.term.code,
        forums: count(sector.forums),
        topics: count(sector.topics),
    });
    let (mut used, unused): (Vec<_>, Vec<_>) = lines.partition(|line| line.forums > 0);
    used.sort_by_key(|line| std::cmp::Reverse(line.topics));
    Ok(Page::new(visitor.chrome(), SectorsPage { used, unused }))
}

/// Where the list goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct After {
    after: String,
}

/// GET `/sectors/{code}`.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
    Query(After { after }): Query<After>,
) -> Result<Page<SectorPage>> {
    let place = cursor::read(&after);
    let found = sectors::show(&app.core, &visitor.viewer, &code, place).await?;
    let language = visitor.language();
    let ids: Vec<_> = found.forums.iter().map(|view| view.forum.id).collect();
    let unread = reading::in_forums(&app.core, &visitor.viewer, &ids).await?;
    let taught = calendar::around(&app.core, &visitor.viewer, Around::Forums(&ids), TRAININGS_SHOWN).await?;
    let terms = Taxonomy::load(&app.core).await?;
    let address = paths::sector(&found.term.code);
    let page = SectorPage {
        name: found.term.name(language).to_owned(),
        code: found.term.code,
        forums: found
            .forums
            .iter()
            .map(|view| ForumLine {
                unread: unread.get(&view.forum.id).copied().map_or(0, count),
                ..forum_line(&view.forum, &view.actor, view.host.as_deref(), language)
            })
            .collect(),
        trainings: training_cards(&taught, &taught.shown, &terms, language),
        topics: topic_rows(&found.topics, language, true),
        pager: Pager {
            next: found
                .topics
                .next
                .map(|next| format!("{address}?after={}", cursor::write(next))),
            previous: place.map(|_| address),
        },
    };
    Ok(Page::new(visitor.chrome(), page))
}

/// The code of a sector, or nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wish {
    sector: String,
}

/// POST `/admin/forums/{name}/sector`.
pub(crate) async fn set(
    State(app): State<App>,
    Admin(admin): Admin,
    Path(name): Path<String>,
    Form(wish): Form<Wish>,
) -> Result<Redirect> {
    let forum = forums::find(&app.core, &admin.visitor.viewer, &name).await?;
    sectors::set(&app.core, &admin.principal, forum.forum.id, &wish.sector).await?;
    Ok(admin.visitor.go(paths::forum(&name)).saying(Flash::SAVED))
}
