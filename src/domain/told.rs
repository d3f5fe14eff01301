//! What another server tells of a post beside its text: the record of a case study or of a training. Nothing of it is ever a reason
//! to refuse the post that it came with.

use serde::{Deserialize, Serialize};

use crate::db::Conn;
use crate::db::posts::Post;
use crate::db::types::{InstanceId, PostKind};

use super::cases::{self, News};
use super::content::Content;
use super::error::Result;
use super::{Core, trainings};

/// A record as told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// Of a case study.
    Case(Box<cases::Told>),
    /// Of a training.
    Training(Box<trainings::Told>),
}

impl Told {
    /// What a post with such a record is.
    pub fn kind(&self) -> PostKind {
        match self {
            Self::Case(_) => PostKind::CaseStudy,
            Self::Training(_) => PostKind::Training,
        }
    }

    /// A body with everything that is told, for rules about words.
    pub(super) fn all_said(&self, body: &Content) -> Content {
        match self {
            Self::Case(told) => told.all_said(body),
            Self::Training(told) => told.all_said(body),
        }
    }

    /// Puts it beside its post, in the place of what was told before; says what is new of it.
    pub(super) async fn hear(
        &self,
        core: &Core,
        conn: &mut Conn,
        post: &Post,
        home: Option<InstanceId>,
    ) -> Result<News> {
        match self {
            // Apart, so that whoever waits for one does not carry the room of both on its stack.
            Self::Case(told) => Box::pin(cases::hear(conn, post, home, told)).await,
            Self::Training(told) => Box::pin(trainings::hear(core, conn, post, home, told)).await,
        }
    }
}

/// A post with everything that its record says in its text.
pub(super) async fn all_said_by(conn: &mut Conn, post: &Post) -> Result<Post> {
    match post.kind {
        PostKind::CaseStudy => Box::pin(cases::all_said_by(conn, post)).await,
        PostKind::Training => Box::pin(trainings::all_said_by(conn, post)).await,
        _ => Ok(post.clone()),
    }
}
