//! What becomes of questions that nobody answers or settles. Runs every hour; each question is looked after once.

use chrono::TimeDelta;

use crate::db::posts::Post;
use crate::db::question_upkeep::{self as rows, Need};
use crate::db::types::{Closing, NotificationKind, PostId};
use crate::db::{posts, questions, threads};
use crate::domain::error::Result;
use crate::domain::{Core, notifications};

/// Questions looked after in one run.
const BATCH: i64 = 200;

/// Asks, reminds and closes.
///
/// # Errors
/// If the database fails; what was done stays.
pub async fn run(core: &Core) -> Result<()> {
    let rules = &core.config.questions;
    let needs = [
        (Need::Answer, TimeDelta::hours(rules.nudge_hours)),
        (Need::Choice, TimeDelta::days(rules.remind_days)),
        (Need::End, TimeDelta::days(rules.stale_days)),
    ];
    for (need, age) in needs.into_iter().filter(|(_, age)| *age > TimeDelta::zero()) {
        let before: PostId = core.ids.at(core.clock.now().plus(-age));
        let waiting = rows::list(&mut core.db.read().await?, need, before, BATCH).await?;
        for question in waiting {
            match need {
                Need::Answer => nudge(core, &question).await?,
                Need::Choice => remind(core, &question).await?,
                Need::End => end(core, &question).await?,
            }
        }
    }
    Ok(())
}

/// Asks members of that expertise to look, none of them too often.
async fn nudge(core: &Core, question: &Post) -> Result<()> {
    let (now, rules) = (core.clock.now(), &core.config.questions);
    let week = now.plus(-TimeDelta::days(7));
    core.change(async |conn| {
        let often = (rules.nudges_a_week, week);
        // One more, because who asked may be an expert, too.
        let experts = rows::list_experts(conn, question.id, often, rules.nudged_members + 1).await?;
        for (account, actor) in experts {
            if actor != question.actor_id && rows::insert_nudge(conn, account, question.id, now).await? {
                let kind = NotificationKind::Nudge;
                notifications::tell(core, conn, kind, actor, question.actor_id, Some(question)).await?;
            }
        }
        Ok(rows::set_nudged(conn, question.id, now).await?)
    })
    .await
}

/// Reminds who asked that an answer can be accepted. The newest answer is what they are led to.
async fn remind(core: &Core, question: &Post) -> Result<()> {
    core.change(async |conn| {
        let newest = threads::find_newest_by_others(conn, question.id, question.actor_id).await?;
        if let Some(answer) = newest {
            let kind = NotificationKind::Reminder;
            notifications::tell(core, conn, kind, question.actor_id, answer.actor_id, Some(question)).await?;
            rows::set_reminded(conn, question.id, core.clock.now()).await?;
        }
        Ok(())
    })
    .await
}

/// Closes a question with which nobody went on.
async fn end(core: &Core, question: &Post) -> Result<()> {
    core.change(async |conn| {
        let topic = posts::get_locked(conn, question.id).await?;
        if topic.last_post_id != question.last_post_id || topic.accepted_id.is_some() || topic.is_removed() {
            return Ok(());
        }
        Ok(questions::close(conn, topic.id, Closing::Stale, None, core.clock.now()).await?)
    })
    .await
}
