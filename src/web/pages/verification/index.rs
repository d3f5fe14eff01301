//! `/verification`: what I have, what it is worth, and what I can ask for.

use axum::extract::State;

use crate::app::App;
use crate::db::organisations::Organisation;
use crate::db::verification::cases::Case;
use crate::db::verification::facts::Verification;
use crate::domain::verification::Right;
use crate::domain::verification::cases::{self, Overview};
use crate::domain::verification::checklist::Track;
use crate::error::Result;
use crate::web::page::Page;
use crate::web::present::{case_row, stamp};
use crate::web::view::{CaseRow, OrganisationName, level_key};
use crate::web::visitor::Member;

use super::{LevelChoice, RightLine, VerificationPage, Workplace};

/// GET `/verification`.
pub(crate) async fn index(State(app): State<App>, member: Member) -> Result<Page<VerificationPage>> {
    let overview = cases::overview(&app.core, &member.principal).await?;
    let by = &member.principal;
    let is_staff = by.is_staff();
    let rights = Right::ALL.map(|right| RightLine {
        name: right.key(),
        level: right.level(&app.core.config.verification),
        level_name: level_key(right.level(&app.core.config.verification)),
        is_had: by.may(&app.core, right),
    });
    let expert = overview.own.first();
    let page = VerificationPage {
        level: level_key(if is_staff { 0 } else { by.level }),
        until: member
            .signed_in
            .account
            .level_until
            .filter(|_| by.level > 0 && !is_staff)
            .map(stamp),
        is_staff,
        rights: rights.to_vec(),
        may_be_expert: expert.is_none(),
        cases: rows(&app, &member, &overview),
        workplaces: overview.organisations.into_iter().map(workplace).collect(),
    };
    Ok(Page::new(member.visitor.chrome(), page))
}

fn workplace((organisation, is_owner, fact): (Organisation, bool, Option<Verification>)) -> Workplace {
    let level = fact.as_ref().map_or(0, |fact| fact.level);
    let levels = Track::Organisation(organisation.kind).levels();
    let choices = levels.iter().filter(|_| is_owner).map(|wanted| LevelChoice {
        level: *wanted,
        name: level_key(*wanted),
        is_renewal: *wanted <= level,
    });
    Workplace {
        is_owner,
        verified_until: fact.as_ref().map(|fact| stamp(fact.expires_at)),
        level: level_key(level),
        choices: choices.filter(|choice| choice.level >= level).collect(),
        organisation: OrganisationName {
            id: organisation.id.0,
            ar: organisation.name_ar,
            en: organisation.name_en,
        },
    }
}

fn rows(app: &App, member: &Member, overview: &Overview) -> Vec<CaseRow> {
    let now = app.core.clock.now();
    let name = |case: &Case| {
        let of_case = |(organisation, ..): &&(Organisation, bool, Option<Verification>)| {
            Some(organisation.id) == case.organisation_id
        };
        match overview.organisations.iter().find(of_case) {
            Some((organisation, ..)) => organisation.name(member.visitor.language()).to_owned(),
            None => member.signed_in.actor.display_name().to_owned(),
        }
    };
    let cases = overview.cases.iter();
    cases.map(|case| case_row(case, &name(case), "", now)).collect()
}
