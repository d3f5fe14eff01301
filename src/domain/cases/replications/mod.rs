//! "We did it too": how it went where somebody else did what a case study tells of. A report is a reply to the case study, which
//! is read, answered, reported, hidden and sent to other servers like any reply, with figures beside it. A person or
//! organisation has one for each case study.
//!
//! Whoever writes a report decides whether its figures are shown with it. Those that are not count for the figures of all
//! reports only, which [`figures`] shows so that nobody can take one report out of them.

mod figures;
mod form;
mod show;
mod words;

pub use figures::{Figure, RESULTS, THRESHOLD};
pub use form::{PAYBACK_MAX, ReplicationForm, Report};
pub use show::{Mine, Replications, Told, ask, mine, of_case};
pub use words::result_key;

use crate::db::cases::replications::{self as rows, ReplicationRow};
use crate::db::posts::{self, Post};
use crate::db::types::{ActorId, PostId, PostKind};
use crate::db::{Conn, revisions};
use crate::domain::content::Content;
use crate::domain::edits::{Edit, edit_in};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::posts::{Approval, NewReply, reply_in, thread_of};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::{Core, Principal, Viewer, organisations};

use super::sheet::Wording;

/// Whether a case study is one that somebody could do, too: a member, and not its author.
pub fn is_for(viewer: &Viewer, case: &Post) -> bool {
    viewer.account_id().is_some() && viewer.actor_id() != Some(case.actor_id)
}

/// Reports how it went, or changes what one reported before.
///
/// # Errors
/// [`Error::Invalid`]; [`Denied::OwnCaseStudy`]; [`Denied::Reported`] if a colleague did already; [`Error::Held`] if it waits
/// for a moderator; [`Error::NotFound`]; whatever keeps somebody from replying there.
pub async fn write(
    core: &Core,
    by: &Principal,
    case: PostId,
    form: &ReplicationForm,
    wording: Wording,
) -> Result<Post> {
    let viewer = Viewer::of_member(core, by).ok_or(Error::Forbidden(Denied::SignIn))?;
    let terms = Taxonomy::load(core).await?;
    let report = form.check(&terms)?;
    let text = words::write(&report, &terms, &form.language, wording);
    let content = Content::written(core, &text, &form.language).await?;
    let written = core
        .change(async |conn| {
            let (root, post) = thread_of(conn, case).await?;
            if root.id != post.id || root.kind != PostKind::CaseStudy || !viewer.may_read(&root) {
                return Err(Error::NotFound);
            }
            if root.is_removed() {
                return Err(Error::Gone);
            }
            if !is_for(&viewer, &root) {
                return Err(Error::Forbidden(Denied::OwnCaseStudy));
            }
            if let Some((row, reply)) = rows::find_by(conn, case, by.actor_id).await? {
                let edit = Edit {
                    kind: None,
                    title: String::new(),
                    content: content.clone(),
                    told: None,
                    at: core.clock.now(),
                };
                let reply = edit_in(core, conn, by, reply.id, &edit).await?;
                if row.is_open && !report.is_open {
                    // Former versions say in words what is to be shown no more.
                    revisions::delete_of(conn, reply.id).await?;
                }
                put(conn, &row, &report).await?;
                return Ok(Some(reply));
            }
            let party = party(conn, by).await?;
            if standing_of(conn, case, &party).await?.is_some() {
                return Err(Error::Forbidden(Denied::Reported));
            }
            let new = NewReply {
                parent: case,
                content: content.clone(),
                remote: None,
                is_held: false,
                report: Some(report.clone()),
            };
            reply_in(core, conn, by, &new, Approval::Needed).await
        })
        .await?;
    written.ok_or(Error::Held)
}

/// Whom somebody speaks for: their main organisation, or themselves.
async fn party(conn: &mut Conn, by: &Principal) -> Result<String> {
    if let Some(account) = by.account_id {
        let mains = organisations::mains(conn, &[account]).await?;
        if let Some(organisation) = mains.get(&account) {
            return Ok(format!("organisation:{}", organisation.id));
        }
    }
    Ok(format!("actor:{}", by.actor_id))
}

async fn standing_of(conn: &mut Conn, case: PostId, party: &str) -> Result<Option<ReplicationRow>> {
    let found = rows::find_of_party(conn, case, party).await?;
    Ok(found.filter(|(_, reply)| !reply.is_removed()).map(|(row, _)| row))
}

/// Hangs a report on a new reply. Where it does not belong (below another reply, on one's own case study, beside a report
/// that stands), the reply stays an ordinary one.
pub(in crate::domain) async fn attach(conn: &mut Conn, by: &Principal, reply: &Post, report: &Report) -> Result<()> {
    let root = posts::get(conn, reply.root_id).await?;
    let is_direct = reply.parent_id == Some(root.id) && root.kind == PostKind::CaseStudy;
    if !is_direct || root.actor_id == by.actor_id {
        return Ok(());
    }
    let party = party(conn, by).await?;
    if rows::find_by(conn, root.id, by.actor_id).await?.is_some() {
        return Ok(());
    }
    match rows::find_of_party(conn, root.id, &party).await? {
        Some((_, before)) if !before.is_removed() => return Ok(()),
        // It was taken back; whether the figures counted it, the new one stands for it.
        Some((row, _)) => rows::delete(conn, row.post_id).await?,
        None => {}
    }
    let row = ReplicationRow {
        post_id: reply.id,
        case_id: root.id,
        party,
        adapted: String::new(),
        story: String::new(),
        result: None,
        payback_months: None,
        region: None,
        size_class: None,
        is_open: false,
        is_result_counted: false,
        is_payback_counted: false,
    };
    put(conn, &row, report).await
}

/// Puts a report in the place of what a row said.
async fn put(conn: &mut Conn, before: &ReplicationRow, report: &Report) -> Result<()> {
    let row = ReplicationRow {
        adapted: report.adapted.clone(),
        story: report.story.clone(),
        result: report.result,
        payback_months: report.payback,
        region: report.region.clone(),
        size_class: report.size,
        is_open: report.is_open,
        is_result_counted: figures::still_counts(before.is_result_counted, before.result, report.result),
        is_payback_counted: figures::still_counts(before.is_payback_counted, before.payback_months, report.payback),
        ..before.clone()
    };
    rows::upsert(conn, &row).await?;
    figures::renew(conn, row.case_id).await
}

/// A reply of elsewhere was changed: what it says now is what its author reports.
///
/// # Errors
/// If the database fails.
pub async fn received(core: &Core, by: &Principal, reply: PostId, report: Option<&Report>) -> Result<()> {
    core.change(async |conn| {
        let (_, post) = thread_of(conn, reply).await?;
        if post.is_local || post.is_removed() || post.actor_id != by.actor_id {
            return Ok(());
        }
        match (rows::find(conn, reply).await?, report) {
            (Some(row), Some(report)) => put(conn, &row, report).await,
            (None, Some(report)) => attach(conn, by, &post, report).await,
            (Some(row), None) => take_out(conn, &row).await,
            (None, None) => Ok(()),
        }
    })
    .await
}

/// Whether a reply reports a replication.
pub(in crate::domain) async fn is_report(conn: &mut Conn, reply: &Post) -> Result<bool> {
    Ok(reply.kind == PostKind::Reply && rows::find(conn, reply.id).await?.is_some())
}

/// A reply came back or went: the figures may have to follow.
pub(in crate::domain) async fn replied(conn: &mut Conn, reply: &Post) -> Result<()> {
    match rows::find(conn, reply.id).await? {
        Some(row) => figures::renew(conn, row.case_id).await,
        None => Ok(()),
    }
}

/// Destroys what a removed post said as a report, or everything reported about a removed case study.
pub(super) async fn gone(conn: &mut Conn, post: PostId) -> Result<()> {
    rows::delete_of(conn, post).await?;
    match rows::find(conn, post).await? {
        Some(row) => take_out(conn, &row).await,
        None => Ok(()),
    }
}

/// Empties a report. As long as the figures count it, its place is kept, so that taking it back and reporting anew is one
/// change and not two.
async fn take_out(conn: &mut Conn, row: &ReplicationRow) -> Result<()> {
    if !row.is_result_counted && !row.is_payback_counted {
        return Ok(rows::delete(conn, row.post_id).await?);
    }
    let empty = ReplicationRow {
        adapted: String::new(),
        story: String::new(),
        result: None,
        payback_months: None,
        region: None,
        size_class: None,
        is_open: false,
        ..row.clone()
    };
    rows::upsert(conn, &empty).await?;
    figures::renew(conn, row.case_id).await
}

/// What is left of the reports of somebody whose account goes: those that stay speak for nobody who can be found; those that
/// were removed go.
pub(super) async fn forget(conn: &mut Conn, author: ActorId) -> Result<()> {
    for (_, row) in rows::list_by(conn, author).await? {
        if posts::get(conn, row.post_id).await?.is_removed() {
            rows::delete(conn, row.post_id).await?;
            continue;
        }
        let nameless = ReplicationRow {
            party: format!("post:{}", row.post_id),
            ..row
        };
        rows::upsert(conn, &nameless).await?;
    }
    Ok(())
}
