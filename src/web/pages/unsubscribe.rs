//! `/unsubscribe/{token}`: leaving letters by a link in them. Opening the link ends nothing, for programs look at every link in
//! a letter; the button does, and so does the mail program's own (RFC 8058), which sends neither cookie nor token of a form.

use askama::Template;
use axum::extract::State;

use crate::app::App;
use crate::domain::notifications::unsubscribe::{self, Topic};
use crate::error::Result;
use crate::web::forms::Path;
use crate::web::page::Page;
use crate::web::pages::notifications::label;
use crate::web::visitor::Visitor;
use crate::web::{filters, paths};

/// `/unsubscribe/{token}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/unsubscribe/show.html")]
pub struct UnsubscribePage {
    /// Key of the group that is left; none for what has words of its own.
    pub group: Option<&'static str>,
    /// Whether it is the digest.
    pub is_digest: bool,
    /// The token of the link; none once it is done.
    pub token: Option<String>,
}

impl UnsubscribePage {
    fn of(topic: Topic, token: Option<String>) -> Self {
        Self {
            group: match topic {
                Topic::Group(group) => Some(label(group)),
                Topic::All | Topic::Digest => None,
            },
            is_digest: topic == Topic::Digest,
            token,
        }
    }
}

/// GET `/unsubscribe/{token}`.
pub(crate) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Page<UnsubscribePage>> {
    let (_, topic) = unsubscribe::read(&app.core, &token).await?;
    Ok(Page::new(visitor.chrome(), UnsubscribePage::of(topic, Some(token))))
}

/// POST `/unsubscribe/{token}`.
pub(crate) async fn leave(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Page<UnsubscribePage>> {
    let topic = unsubscribe::leave(&app.core, &token).await?;
    Ok(Page::new(visitor.chrome(), UnsubscribePage::of(topic, None)))
}
