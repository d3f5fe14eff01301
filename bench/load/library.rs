//! The library of case studies before and after it has fifty thousand: pages with five facets and their counts, in every order,
//! and the map. What is added comes from the statements that the tests of growth use.

use majlis::domain::cases::drafts::{self, Origin};
use majlis::domain::cases::{self, Step};
use majlis::web::present::wording;

use crate::growth::{crowd, execute, rate};
use crate::report::Report;
use crate::settings::Settings;
use crate::stage::Stage;

const FIVE: &str = "sector=22&region=SA-04&size=medium&technology=ai&language=en";
/// What the only case study says, which is multiplied.
const STORY: [(Step, &[(&str, &str)]); 4] = [
    (
        Step::Basics,
        &[
            ("title", "Scrap down 18% with in-line vision"),
            ("summary", "Camera checks."),
            ("language", "en"),
            ("sector", "22"),
        ],
    ),
    (
        Step::Story,
        &[
            ("problem", "Short shots left the line unseen."),
            ("solution", "Four cameras over the presses."),
        ],
    ),
    (
        Step::Means,
        &[("technologies", "ai"), ("cost", "450000"), ("payback", "9")],
    ),
    (
        Step::Results,
        &[
            ("metric_name", "Scrap"),
            ("metric_unit", "%"),
            ("metric_before", "6.1"),
            ("metric_after", "5"),
        ],
    ),
];

/// Measures each page before and after.
pub(crate) async fn measure(stage: &Stage, settings: &Settings, report: &mut Report) -> anyhow::Result<()> {
    let first = publish(stage).await?;
    let pages = [
        ("library", "/cases".to_owned()),
        ("library, five facets", format!("/cases?{FIVE}")),
        (
            "library, five facets, fastest payback",
            format!("/cases?{FIVE}&sort=payback"),
        ),
        ("library, most useful", "/cases?sort=top".to_owned()),
        ("map", "/cases?view=map".to_owned()),
        ("landing page", "/".to_owned()),
    ];
    let mut small = Vec::with_capacity(pages.len());
    for (_, path) in &pages {
        small.push(rate(stage, settings, path).await?);
    }
    execute(&stage.app.core.db, crowd::cases(first, settings.crowd_cases)).await?;
    execute(&stage.app.core.db, vec!["ANALYZE".to_owned()]).await?;
    for ((what, path), before) in pages.iter().zip(small) {
        let after = rate(stage, settings, path).await?;
        let what = format!("{what}, {} case studies", settings.crowd_cases);
        report.rate(
            &what,
            after,
            &format!("{:.0} % of that with one", 100.0 * after / before),
        );
    }
    Ok(())
}

async fn publish(stage: &Stage) -> anyhow::Result<i64> {
    let (core, by) = (&stage.app.core, &stage.member);
    let draft = drafts::begin(core, by, Origin::Nothing, "", "en").await?;
    for (step, fields) in STORY {
        let forum = [("forum", "maintenance")];
        let fields = fields.iter().chain(forum.iter().filter(|_| step == Step::Basics));
        let sent: Vec<(String, String)> = fields.map(|(name, value)| ((*name).into(), (*value).into())).collect();
        drafts::save(core, by, draft.id, step, &sent, None).await?;
    }
    Ok(cases::publish(core, by, draft.id, wording).await?.id.0)
}
