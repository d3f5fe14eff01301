//! What a forum asks of those who write in it, and the words that are watched there or everywhere here.

use crate::db::Conn;
use crate::db::forums;
use crate::db::moderation::rules::{self, ForumRules, WordRule};
use crate::db::types::{ForumId, WordAction, WordRuleId};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal, fold};

use super::{About, write_down};

/// Longest pause, in seconds: a day.
const SLOW_MAX: i32 = 86_400;
/// Most words watched in one place.
const WORDS_MAX: usize = 200;

/// The rules of a forum as typed.
#[derive(Debug, Clone, Default)]
pub struct RulesForm {
    /// Seconds between two posts.
    pub slow_seconds: String,
    /// Whether first posts wait.
    pub holds_first: bool,
}

/// What a forum asks.
///
/// # Errors
/// If the database fails.
pub async fn get(core: &Core, forum: ForumId) -> Result<ForumRules> {
    Ok(rules::get(&mut core.db.read().await?, forum).await?)
}

/// Sets what a forum of ours asks.
///
/// # Errors
/// [`Error::Invalid`]; [`Denied::NotModerator`].
pub async fn set(core: &Core, by: &Principal, forum: ForumId, form: &RulesForm) -> Result<()> {
    let typed = form.slow_seconds.trim();
    let digits: String = typed.chars().map(fold::digit).collect();
    let slow = if digits.is_empty() {
        Ok(0)
    } else {
        digits.parse::<i32>()
    };
    let slow = slow.ok().filter(|seconds| (0..=SLOW_MAX).contains(seconds));
    let Some(slow_seconds) = slow else {
        return Err(Error::Invalid(Problems::one("slow_seconds", Problem::Number)));
    };
    core.change(async |conn| {
        require(conn, by, Some(forum)).await?;
        let asked = ForumRules {
            forum_id: forum,
            slow_seconds,
            holds_first: form.holds_first,
        };
        if rules::get(conn, forum).await? == asked {
            return Ok(());
        }
        rules::set(conn, &asked).await?;
        write(core, conn, by, Some(forum), "rules").await
    })
    .await
}

/// The words watched in a forum, for its moderators, or (none) everywhere here, for staff.
///
/// # Errors
/// [`Denied::NotModerator`].
pub async fn words(core: &Core, by: &Principal, forum: Option<ForumId>) -> Result<Vec<WordRule>> {
    let mut conn = core.db.read().await?;
    require(&mut conn, by, forum).await?;
    Ok(rules::list_words(&mut conn, forum).await?)
}

/// Watches a word or phrase.
///
/// # Errors
/// [`Error::Invalid`]; [`Denied::NotModerator`].
pub async fn watch(core: &Core, by: &Principal, forum: Option<ForumId>, phrase: &str, action: &str) -> Result<()> {
    let mut problems = Problems::default();
    let phrase = problems.line("phrase", phrase, 2, 100);
    let folded = spaced(&phrase);
    if folded.trim().is_empty() && problems.of("phrase").is_none() {
        problems.add("phrase", Problem::Required);
    }
    let action: Option<WordAction> = action.parse().ok();
    let Some(action) = action else {
        problems.add("action", Problem::Choice);
        return Err(Error::Invalid(problems));
    };
    problems.into_result(())?;
    core.change(async |conn| {
        require(conn, by, forum).await?;
        let known = rules::list_words(conn, forum).await?;
        if known.len() >= WORDS_MAX {
            return Err(Error::Invalid(Problems::one("phrase", Problem::TooMany(WORDS_MAX))));
        }
        if known.iter().any(|rule| rule.folded == folded) {
            return Err(Error::Invalid(Problems::one("phrase", Problem::Taken)));
        }
        let rule = WordRule {
            id: core.ids.next(),
            forum_id: forum,
            phrase: phrase.clone(),
            folded: folded.clone(),
            action,
            created_at: core.clock.now(),
        };
        rules::insert_word(conn, &rule).await?;
        write(core, conn, by, forum, "words").await
    })
    .await
}

/// Watches a word no more.
///
/// # Errors
/// [`Denied::NotModerator`].
pub async fn forget(core: &Core, by: &Principal, forum: Option<ForumId>, word: WordRuleId) -> Result<()> {
    core.change(async |conn| {
        require(conn, by, forum).await?;
        if rules::delete_word(conn, word, forum).await? {
            write(core, conn, by, forum, "words").await?;
        }
        Ok(())
    })
    .await
}

/// Which of these words stand in a text, as whole words in any spelling.
pub fn matching<'a>(words: &'a [WordRule], text: &str) -> Vec<&'a WordRule> {
    let text = spaced(text);
    words.iter().filter(|rule| stands_in(&rule.folded, &text)).collect()
}

/// Whether a folded phrase stands in a folded text; Arabic words also with the article.
fn stands_in(phrase: &str, text: &str) -> bool {
    text.contains(phrase) || text.contains(&format!(" ال{}", phrase.trim_start()))
}

/// Folded words with one space around each.
fn spaced(text: &str) -> String {
    let folded = fold::fold(text);
    let words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let joined = words.collect::<Vec<_>>().join(" ");
    format!(" {joined} ")
}

async fn require(conn: &mut Conn, by: &Principal, forum: Option<ForumId>) -> Result<()> {
    let Some(id) = forum else {
        return if by.is_staff() {
            Ok(())
        } else {
            Err(Error::Forbidden(Denied::NotModerator))
        };
    };
    let (forum, group) = forums::get(conn, id).await?;
    if !forum.is_local {
        return Err(Error::NotFound);
    }
    by.require_moderator(conn, &forum, &group).await
}

async fn write(core: &Core, conn: &mut Conn, by: &Principal, forum: Option<ForumId>, action: &str) -> Result<()> {
    let about = About {
        forum,
        ..About::default()
    };
    write_down(core, conn, by, action, about).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::types::UtcTime;

    fn rule(phrase: &str) -> WordRule {
        WordRule {
            id: WordRuleId(1),
            forum_id: None,
            phrase: phrase.to_owned(),
            folded: spaced(phrase),
            action: WordAction::Block,
            created_at: UtcTime::from_millis(0),
        }
    }

    #[test]
    fn a_watched_word_is_found_in_any_spelling_and_only_as_a_word() {
        let table = [
            ("مجانا", "عرض مجّانًا اليوم", true),
            ("رشوة", "هذه الرشوه مرفوضة", true),
            ("إعلان", "اعلان جديد", true),
            ("free money", "Get FREE   money, now!", true),
            ("ass", "Assembly of the press", false),
            ("رشوة", "مرشوة", false),
        ];
        for (phrase, text, expected) in table {
            let rules = [rule(phrase)];
            assert_eq!(!matching(&rules, text).is_empty(), expected, "{phrase} in {text}");
        }
    }
}
