//! `/settings/security`: what is in force.

use axum::extract::State;

use crate::app::App;
use crate::db::passkeys::Passkey;
use crate::domain::second_factors;
use crate::error::Result;
use crate::web::page::Page;
use crate::web::present::stamp;
use crate::web::visitor::Member;

use super::{PasskeyLine, SecurityPage};

/// GET `/settings/security`.
pub(crate) async fn show(State(app): State<App>, member: Member) -> Result<Page<SecurityPage>> {
    let standing = second_factors::standing(&app.core, member.signed_in.account.id).await?;
    let page = SecurityPage {
        app_since: standing.app_since.map(stamp),
        is_on: standing.is_on(),
        codes_left: standing.codes_left,
        passkeys: standing.passkeys.iter().map(line).collect(),
        is_waiting: member.signed_in.is_waiting,
    };
    Ok(Page::new(member.visitor.chrome(), page))
}

fn line(passkey: &Passkey) -> PasskeyLine {
    PasskeyLine {
        id: passkey.id.0,
        name: passkey.name.clone(),
        created_at: stamp(passkey.created_at),
        used_at: passkey.used_at.map(stamp),
    }
}
