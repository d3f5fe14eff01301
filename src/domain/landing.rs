//! What an instance shows of itself to newcomers: figures, the map, the newest case studies, what waits for an answer, and an
//! answered question as proof. Everything a guest may see, and what stands around it read once for all.

use std::collections::HashMap;

use crate::db::cases::library as case_rows;
use crate::db::posts::{self, Post};
use crate::db::topics::{self as topic_rows, TopicFilter, TopicSort};
use crate::db::types::{PostId, TopicKind};
use crate::db::{Conn, Keyset, figures};

use super::cases::library::{self, Card, Search};
use super::cases::map::{self, Map};
use super::error::Result;
use super::taxonomy::Taxonomy;
use super::topics::Shown;
use super::trainings::calendar::{self, Found};
use super::{Core, Viewer};

/// Most servers named.
const PEERS_SHOWN: i64 = 12;
/// Case studies and questions that are shown.
const FEW: usize = 3;

/// What stands on the page.
#[derive(Debug, Default)]
pub struct Landing {
    /// Organisations that are verified at this moment.
    pub verified: i64,
    /// Public questions with a best answer.
    pub answered: i64,
    /// Servers that have spoken to us.
    pub peers: i64,
    /// Hosts of the latest of them.
    pub hosts: Vec<String>,
    /// The map of all case studies.
    pub map: Map,
    /// The newest case studies.
    pub cases: Vec<PostId>,
    /// What those have beside their posts.
    pub cards: HashMap<PostId, Card>,
    /// The next trainings.
    pub trainings: Found,
    /// The newest questions that nobody has answered.
    pub unanswered: Vec<PostId>,
    /// A question and its best answer.
    pub proof: Option<(Post, Post)>,
    /// All of them with what stands around them.
    pub shown: Shown,
    /// What names sectors, regions and cities.
    pub terms: Taxonomy,
}

/// Everything on the page.
///
/// # Errors
/// If the database fails.
pub async fn show(core: &Core) -> Result<Landing> {
    let viewer = Viewer::Guest;
    let terms = Taxonomy::load(core).await?;
    let mut conn = core.db.read().await?;
    let shelf = core.catalogue.current(&mut conn).await?;
    let search = Search::default();
    let wish = search.wish(core, &viewer);
    let map = map::of(shelf.count(&wish), &terms);
    let cases = shelf.newest(&wish, FEW);
    let proof = proof(&mut conn).await?;
    let open = unanswered(&mut conn, &viewer).await?;
    let few = i64::try_from(FEW).unwrap_or(i64::MAX);
    let (trainings, taught) = calendar::next(core, &mut conn, &viewer, None, few).await?;
    let unanswered = open.iter().map(|post| post.id).collect();
    let mut all = case_rows::list_by_ids(&mut conn, &cases, viewer.visibilities()).await?;
    all.extend(open);
    all.extend(taught);
    all.extend(
        proof
            .iter()
            .flat_map(|(question, answer)| [question.clone(), answer.clone()]),
    );
    Ok(Landing {
        verified: figures::count_verified(&mut conn, core.clock.now()).await?,
        answered: figures::count_answered(&mut conn).await?,
        peers: figures::count_peers(&mut conn).await?,
        hosts: figures::list_peers(&mut conn, PEERS_SHOWN).await?,
        map,
        cards: library::cards(&mut conn, &cases).await?,
        cases,
        trainings,
        unanswered,
        proof,
        shown: Shown::load_for_page(core, &mut conn, &viewer, all).await?,
        terms,
    })
}

async fn unanswered(conn: &mut Conn, viewer: &Viewer) -> Result<Vec<Post>> {
    let filter = TopicFilter {
        forum: None,
        kind: Some(TopicKind::Question),
        visibilities: viewer.visibilities(),
        skip_pinned: false,
    };
    let limit = i64::try_from(FEW).unwrap_or(i64::MAX);
    Ok(topic_rows::list(conn, filter, TopicSort::Unanswered, Keyset::first(limit)).await?)
}

/// The newest public question with a best answer, with that; none if there is none.
async fn proof(conn: &mut Conn) -> Result<Option<(Post, Post)>> {
    let Some(question) = figures::find_answered(conn).await? else {
        return Ok(None);
    };
    let answer = match question.accepted_id {
        Some(id) => posts::find(conn, id).await?,
        None => None,
    };
    let shown = answer.filter(|answer| !answer.is_removed() && Viewer::Guest.may_read(answer));
    Ok(shown.map(|answer| (question, answer)))
}
