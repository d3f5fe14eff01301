//! `/settings/sessions`.

use axum::extract::State;

use crate::app::App;
use crate::db::sessions::Session;
use crate::db::types::SessionId;
use crate::domain::sessions as domain;
use crate::error::Result;
use crate::web::forms::Path;
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::stamp;
use crate::web::redirect::Redirect;
use crate::web::visitor::Member;

use super::{SessionLine, SessionsPage};

/// GET `/settings/sessions`.
pub(crate) async fn sessions(State(app): State<App>, member: Member) -> Result<Page<SessionsPage>> {
    let current = member.signed_in.session.id;
    let known = domain::list(&app.core, member.signed_in.account.id).await?;
    let sessions = known.iter().map(|session| line(session, current)).collect();
    Ok(Page::new(member.visitor.chrome(), SessionsPage { sessions }))
}

fn line(session: &Session, current: SessionId) -> SessionLine {
    let agent = session.user_agent.as_str();
    SessionLine {
        id: session.id.0,
        device: device(agent),
        is_mobile: agent.contains("Mobile") || agent.contains("Android"),
        created_at: stamp(session.created_at),
        seen_at: stamp(session.seen_at),
        is_current: session.id == current,
    }
}

/// Names that browsers give themselves, the telling one before those it imitates.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
];
/// The same of systems.
const SYSTEMS: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
];

/// Browser and system in short; the beginning of what it calls itself if we know neither.
pub(crate) fn device(agent: &str) -> String {
    let known = |names: &[(&str, &'static str)]| {
        let found = names.iter().find(|(mark, _)| agent.contains(mark));
        found.map(|(_, name)| *name)
    };
    match (known(BROWSERS), known(SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) if agent.is_empty() => "?".to_owned(),
        (None, None) => agent.chars().take(40).collect(),
    }
}

/// POST `/settings/sessions/{id}/end`.
pub(crate) async fn end_session(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Redirect> {
    domain::end(&app.core, member.signed_in.account.id, SessionId(id)).await?;
    Ok(member.visitor.go(paths::SETTINGS_SESSIONS).saying(Flash::SESSION_ENDED))
}

/// POST `/settings/sessions/end-others`.
pub(crate) async fn end_others(State(app): State<App>, member: Member) -> Result<Redirect> {
    domain::end_others(&app.core, member.signed_in.account.id, member.signed_in.session.id).await?;
    Ok(member
        .visitor
        .go(paths::SETTINGS_SESSIONS)
        .saying(Flash::SESSIONS_ENDED))
}

#[cfg(test)]
mod tests {
    use super::device;

    #[test]
    fn a_browser_is_called_by_its_short_name() {
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";
        let edge = format!("{chrome} Edg/140.0");
        let firefox = "Mozilla/5.0 (Android 15; Mobile; rv:142.0) Gecko/142.0 Firefox/142.0";
        assert_eq!(device(chrome), "Chrome, Windows");
        assert_eq!(device(&edge), "Edge, Windows");
        assert_eq!(device(firefox), "Firefox, Android");
        assert_eq!(device("toot/0.44"), "toot/0.44");
    }
}
