//! What of a training not everybody may see: where to meet online, how to get there, and some of its materials. The only reader
//! of it for pages.

use crate::db::Conn;
use crate::db::posts::Post;
use crate::db::trainings::parts::{self, MaterialRow};
use crate::db::trainings::{self, Access};
use crate::db::types::PostId;
use crate::domain::error::Result;
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal, Viewer};

use super::manages;
use super::seats::Standing;
use super::stake::has_seat;
use super::standing::managed;

/// Most materials of a training.
pub const MATERIALS_MAX: usize = 20;
/// Longest address, in characters.
const ADDRESS_MAX: usize = 1_000;

/// What somebody may know of a training beside what everybody may.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inside {
    /// They look after it.
    pub manages: bool,
    /// Where to meet; none if they may not know.
    pub access: Option<Access>,
    /// Materials that they may know of.
    pub materials: Vec<MaterialRow>,
    /// There are materials that they may not know of.
    pub has_more: bool,
}

/// What somebody who may read the post may know of its training.
///
/// # Errors
/// If the database fails.
pub async fn inside(core: &Core, viewer: &Viewer, post: &Post) -> Result<Inside> {
    let mut conn = core.db.read().await?;
    let conn = &mut conn;
    let (manages, is_in) = match Principal::of(viewer) {
        Some(by) => {
            let manages = manages(conn, &by, post).await?;
            (manages, manages || has_seat(conn, &by, post).await?)
        }
        None => (false, false),
    };
    let access = if is_in {
        Some(trainings::get_access(conn, post.id).await?)
    } else {
        None
    };
    with_materials(conn, post, manages, access).await
}

/// The same for somebody whose standing is known.
///
/// # Errors
/// If the database fails.
pub async fn inside_of(core: &Core, standing: &Standing, post: &Post) -> Result<Inside> {
    let mut conn = core.db.read().await?;
    with_materials(&mut conn, post, standing.manages, standing.access.clone()).await
}

/// Whoever may know where to meet may know of all materials.
async fn with_materials(conn: &mut Conn, post: &Post, manages: bool, access: Option<Access>) -> Result<Inside> {
    let (shown, kept): (Vec<_>, Vec<_>) = parts::list_materials(conn, post.id)
        .await?
        .into_iter()
        .partition(|material| access.is_some() || !material.for_seats);
    Ok(Inside {
        manages,
        access,
        materials: shown,
        has_more: !kept.is_empty(),
    })
}

/// A link as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MaterialForm {
    /// What it is.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// For those with a seat only.
    pub for_seats: bool,
}

impl MaterialForm {
    fn is_empty(&self) -> bool {
        self.title.trim().is_empty() && self.url.trim().is_empty()
    }
}

/// Puts these links in the place of those before. They may be added before and after the training; nobody is told.
///
/// # Errors
/// [`crate::domain::Error::Invalid`] on `materials`; [`crate::domain::Denied::NotAuthor`] unless by who manages it.
pub async fn set_materials(core: &Core, by: &Principal, id: PostId, typed: &[MaterialForm]) -> Result<()> {
    let rows = check(id, typed)?;
    core.change(async |conn| {
        managed(core, conn, by, id).await?;
        Ok(parts::replace_materials(conn, id, &rows).await?)
    })
    .await
}

fn check(id: PostId, typed: &[MaterialForm]) -> Result<Vec<MaterialRow>> {
    let mut problems = Problems::default();
    let typed: Vec<_> = typed.iter().filter(|row| !row.is_empty()).collect();
    if typed.len() > MATERIALS_MAX {
        problems.add("materials", Problem::TooMany(MATERIALS_MAX));
    }
    let mut rows = Vec::new();
    for (position, row) in (0_i64..).zip(typed.into_iter().take(MATERIALS_MAX)) {
        let url = problems.line("materials", &row.url, 1, ADDRESS_MAX);
        if !url.is_empty() && !is_secure(&url) {
            problems.add("materials", Problem::SecureAddress);
        }
        rows.push(MaterialRow {
            post_id: id,
            position,
            title: problems.line("materials", &row.title, 2, 160),
            url,
            for_seats: row.for_seats,
        });
    }
    problems.into_result(rows)
}

fn is_secure(typed: &str) -> bool {
    url::Url::parse(typed).is_ok_and(|url| url.scheme() == "https" && url.has_host())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Error;

    fn fault(title: &str, url: &str) -> Option<Problem> {
        let typed = [MaterialForm {
            title: title.to_owned(),
            url: url.to_owned(),
            for_seats: false,
        }];
        match check(PostId(1), &typed) {
            Err(Error::Invalid(problems)) => problems.of("materials"),
            _ => None,
        }
    }

    #[test]
    fn a_link_is_a_whole_address_that_nobody_reads_on_the_way_and_has_a_name() {
        assert_eq!(fault("Slides", "https://files.example/plc.pdf"), None);
        for bad in ["http://files.example/plc.pdf", "javascript:alert(1)", "files.example"] {
            assert_eq!(fault("Slides", bad), Some(Problem::SecureAddress), "{bad}");
        }
        assert_eq!(fault("", "https://files.example/plc.pdf"), Some(Problem::Required));
    }
}
