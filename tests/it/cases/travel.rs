//! Case studies between two instances: nothing is lost on the way, and what happens at home is followed.

use majlis::db::posts::Post;
use majlis::db::types::{CaseStanding, TermKind};
use majlis::domain::cases::drafts::{self, Origin};
use majlis::domain::cases::replications::{self, ReplicationForm};
use majlis::domain::cases::{self, CaseStudy, Step};
use majlis::domain::moderation::{self, Why, hiding, moves};
use majlis::domain::taxonomy::Taxonomy;
use majlis::domain::{posts, votes};
use majlis::web::present::wording;

use super::{Fields, STORY, owned, published};
use crate::conversation::scene::{Scene, copied, copy, follow};
use crate::support::network::Node;
use crate::support::{Network, Person};

/// A case study as everybody may see it on an instance.
pub(super) async fn seen(node: &Node, post: &Post) -> CaseStudy {
    let terms = Taxonomy::load(node.core()).await.expect("the lists");
    let viewer = majlis::domain::Viewer::Guest;
    let found = cases::get(node.core(), &viewer, post.id, &terms).await;
    found.expect("it can be read").1
}

/// Everything that it says, in words that can be compared between instances.
pub(super) fn said(case: &CaseStudy) -> String {
    let CaseStudy {
        standing: _,
        summary,
        problem,
        solution,
        lessons,
        sector,
        size,
        place,
        cost,
        payback,
        technologies,
        vendors,
        metrics,
        dimensions,
        milestones,
        // A page of an organisation is for members of its own instance; its name travels.
        organisation_id: _,
        organisation,
        contact,
        sources,
        source_topic,
        versions,
    } = case;
    let uris = |posts: &[Post]| posts.iter().map(|post| post.uri.clone()).collect::<Vec<_>>();
    let topic = source_topic.as_ref().map(|topic| topic.uri.clone());
    format!(
        "{:#?}",
        (
            (summary, problem, solution, lessons, sources, sector, size, place),
            (cost, payback, technologies, vendors, metrics, dimensions, milestones),
            (organisation, contact, topic, uris(versions)),
        )
    )
}

/// Publishes a case study with everything in it, except what is said otherwise.
pub(super) async fn publish(node: &Node, by: &Person, origin: Origin, otherwise: &[(Step, Fields<'_>)]) -> Post {
    node.advance(chrono::TimeDelta::seconds(1));
    let (core, by) = (node.core(), by.principal());
    let draft = drafts::begin(core, &by, origin, "", "en").await.expect("a draft");
    for (step, fields) in STORY {
        let other = otherwise.iter().find(|(other, _)| *other == step);
        let mut sent = owned(other.map_or(fields, |(_, fields)| fields));
        for (name, value) in &mut sent {
            if name == "forum" {
                "maintenance".clone_into(value);
            }
        }
        drafts::save(core, &by, draft.id, step, &sent, None)
            .await
            .expect("kept");
    }
    cases::publish(core, &by, draft.id, wording).await.expect("published")
}

/// Changes a step of a published case study.
pub(super) async fn change(node: &Node, by: &Person, case: &Post, step: Step, fields: Fields<'_>) {
    node.advance(chrono::TimeDelta::minutes(1));
    let (core, by) = (node.core(), by.principal());
    let draft = drafts::reopen(core, &by, case.id).await.expect("a draft");
    let mut sent = owned(fields);
    for (name, value) in &mut sent {
        if name == "forum" {
            "maintenance".clone_into(value);
        }
    }
    drafts::save(core, &by, draft.id, step, &sent, None)
        .await
        .expect("kept");
    cases::publish(core, &by, draft.id, wording).await.expect("changed");
}

/// Everything that the home instance sends of a post and serves of it.
async fn on_the_wire(node: &Node, post: &Post) -> String {
    let path = format!("/cases/{}", post.id);
    let reader = node.guest().with_header("accept", "application/activity+json");
    let document = reader.get(&path).await;
    assert_eq!(document.status, 200, "{}", document.body);
    let outbox = reader.get("/g/maintenance/outbox").await;
    format!("{}\n{}", document.body, outbox.body)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_field_survives_the_journey() {
    let scene = Scene::new(2).await;
    let (home, (away, _)) = (scene.home(), scene.away(0));
    let question = home
        .topic(&scene.noura, &scene.forum, "question", "Who checks parts by camera?")
        .await;
    let reply = home.reply(&scene.admin, question.id, "We do.").await;
    majlis::domain::answers::accept(home.core(), &scene.noura.principal(), reply.id)
        .await
        .expect("accepted");
    home.advance(chrono::TimeDelta::minutes(5));
    scene.network.settle().await;
    let basics = [
        ("title", "Scrap & downtime: <18% with \"vision\""),
        ("summary", "A moulder's cameras & <one> flap: R&D that paid."),
        ("language", "en"),
        ("forum", "maintenance"),
        ("sector", "22"),
        ("size", "medium"),
    ];
    let exact = [
        ("region", "SA-01"),
        ("city", "riyadh-2"),
        ("locality", "Al-Kharj road"),
        ("latitude", "24.5441"),
        ("longitude", "46.8983"),
        ("precision", "exact"),
        ("contact", "profile"),
    ];
    let otherwise: [(Step, Fields<'_>); 2] = [(Step::Basics, &basics), (Step::Place, &exact)];
    let case = publish(home, &scene.noura, Origin::Question(question.id), &otherwise).await;
    let mut conn = home.core().db.write().await.expect("a connection");
    let mut row = majlis::db::cases::find(&mut conn, case.id)
        .await
        .expect("a query")
        .expect("its record");
    "Sahra Plastics".clone_into(&mut row.organisation);
    majlis::db::cases::upsert(&mut conn, &row).await.expect("named");
    drop(conn);
    let arabic = [
        ("title", "خفض الهدر بالرؤية الآلية"),
        ("language", "ar"),
        ("forum", "maintenance"),
        ("sector", "22"),
    ];
    let no_teaser: [(Step, Fields<'_>); 1] = [(Step::Basics, &arabic)];
    let version = publish(home, &scene.noura, Origin::Version(case.id), &no_teaser).await;
    scene.network.settle().await;
    for post in [&case, &version] {
        let there = copied(away, post).await;
        assert_eq!(
            (&there.title, &there.html, &there.language),
            (&post.title, &post.html, &post.language)
        );
        assert_eq!(there.source, post.source);
        let (at_home, abroad) = (said(&seen(home, post).await), said(&seen(away, &there).await));
        assert_eq!(at_home, abroad);
        assert!(at_home.contains("cases/"), "versions know each other: {at_home}");
    }
    let whole = said(&seen(away, &copied(away, &case).await).await);
    for part in [
        "Sahra Plastics",
        "24.5441",
        "Basira Vision",
        "**every night**",
        "2026-03",
        "topics/",
    ] {
        assert!(whole.contains(part), "{part}: {whole}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_precision_is_never_revealed_on_the_wire() {
    let scene = Scene::new(2).await;
    let (home, (away, _)) = (scene.home(), scene.away(0));
    let terms = Taxonomy::load(home.core()).await.expect("the lists");
    let middle = |kind, code: &str| {
        let term = terms.find(kind, code).expect("a term");
        (term.latitude, term.longitude)
    };
    for (precision, names, point) in [
        ("hidden", vec![], None),
        ("region", vec!["Riyadh"], Some(middle(TermKind::Region, "SA-01"))),
        (
            "city",
            vec!["Riyadh", "riyadh-2", "Quiet-Backstreet"],
            Some(middle(TermKind::City, "riyadh-2")),
        ),
        (
            "exact",
            vec!["Riyadh", "riyadh-2", "Quiet-Backstreet"],
            Some((Some(24.5441), Some(46.8983))),
        ),
    ] {
        let place = [
            ("region", "SA-01"),
            ("city", "riyadh-2"),
            ("locality", "Quiet-Backstreet"),
            ("latitude", "24.5441"),
            ("longitude", "46.8983"),
            ("precision", precision),
        ];
        let otherwise: [(Step, Fields<'_>); 1] = [(Step::Place, &place)];
        let case = publish(home, &scene.noura, Origin::Nothing, &otherwise).await;
        scene.network.settle().await;
        let wire = on_the_wire(home, &case).await;
        assert!(!wire.contains("precision"), "{precision}: {wire}");
        let document = home
            .guest()
            .with_header("accept", "application/activity+json")
            .get(&format!("/cases/{}", case.id))
            .await;
        for name in ["Riyadh", "riyadh-2", "Quiet-Backstreet"] {
            assert_eq!(
                document.body.contains(name),
                names.contains(&name),
                "{precision}: {name}"
            );
        }
        assert_eq!(document.body.contains("24.5441"), precision == "exact", "{precision}");
        let location = &document.json()["location"];
        let degrees = |field: &str| location[field].as_f64();
        assert_eq!(
            point,
            (!location.is_null()).then(|| (degrees("latitude"), degrees("longitude"))),
            "{precision}"
        );
        // What came is what is shown there, and no more can be known.
        let there = copied(away, &case).await;
        assert_eq!(
            seen(home, &case).await.place,
            seen(away, &there).await.place,
            "{precision}"
        );
        let mut conn = away.core().db.read().await.expect("a connection");
        let kept = majlis::db::cases::find_place(&mut conn, there.id)
            .await
            .expect("a query");
        let is_exact = kept.expect("a place").latitude.is_some();
        assert_eq!(is_exact, precision == "exact", "{precision}");
        drop(conn);
        posts::remove(home.core(), &scene.noura.principal(), case.id)
            .await
            .expect("removed");
        scene.network.settle().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_is_hidden_later_is_hidden_everywhere() {
    let scene = Scene::new(2).await;
    let (home, (away, _)) = (scene.home(), scene.away(0));
    let exact = [
        ("region", "SA-01"),
        ("latitude", "24.5441"),
        ("longitude", "46.8983"),
        ("precision", "exact"),
    ];
    let otherwise: [(Step, Fields<'_>); 1] = [(Step::Place, &exact)];
    let case = publish(home, &scene.noura, Origin::Nothing, &otherwise).await;
    scene.network.settle().await;
    let hidden = [
        ("region", "SA-01"),
        ("latitude", "24.5441"),
        ("longitude", "46.8983"),
        ("precision", "hidden"),
    ];
    change(home, &scene.noura, &case, Step::Place, &hidden).await;
    scene.network.settle().await;
    let there = copied(away, &case).await;
    assert_eq!(seen(away, &there).await.place, cases::ShownPlace::default());
    let mut conn = away.core().db.read().await.expect("a connection");
    let kept = majlis::db::cases::find_place(&mut conn, there.id)
        .await
        .expect("a query")
        .expect("a row");
    assert_eq!((kept.region, kept.latitude), (None, None), "it is not kept either");
    assert!(!on_the_wire(home, &case).await.contains("24.5441"));
    drop(conn);
    for (node, post) in [(home, &case), (away, &there)] {
        let history = node.guest().get(&format!("/posts/{}/history", post.id)).await;
        assert_eq!(history.status, 200);
        assert!(!history.body.contains("Riyadh"), "former versions tell nothing either");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_follow_with_their_history_and_so_does_the_end() {
    let scene = Scene::new(2).await;
    let (home, (away, _)) = (scene.home(), scene.away(0));
    let case = publish(home, &scene.noura, Origin::Nothing, &[]).await;
    scene.network.settle().await;
    let there = copied(away, &case).await;
    let story = [
        ("problem", "Short shots left the line unseen, at night and by day."),
        ("solution", "Six cameras over the presses and a reject flap."),
        ("lessons", ""),
    ];
    change(home, &scene.noura, &case, Step::Story, &story).await;
    scene.network.settle().await;
    assert_eq!(said(&seen(home, &case).await), said(&seen(away, &there).await));
    let history = away.guest().get(&format!("/posts/{}/history", there.id)).await;
    assert_eq!(history.status, 200);
    assert!(
        history.body.contains("Four") && history.body.contains("Six"),
        "{}",
        history.body
    );
    // Something that the readable text does not say changes, too.
    let results = [
        ("dimension", "collaboration"),
        ("dimension_before", "0"),
        ("dimension_after", "5"),
    ];
    change(home, &scene.noura, &case, Step::Results, &results).await;
    scene.network.settle().await;
    let case_there = seen(away, &there).await;
    assert_eq!((case_there.dimensions.len(), case_there.metrics.len()), (1, 0));
    assert_eq!(case_there.dimensions[0].code, "collaboration");

    // A moderator hides it and brings it back, with its record.
    let moderator = scene.admin.principal();
    majlis::domain::posts::remove_because(home.core(), &moderator, case.id, Why::received(Some("Advertising")))
        .await
        .expect("hidden");
    scene.network.settle().await;
    assert!(copied(away, &case).await.is_removed());
    assert_eq!(away.guest().get("/cases").await.count(".case-card"), 0);
    hiding::restore(home.core(), &moderator, case.id)
        .await
        .expect("restored");
    scene.network.settle().await;
    assert_eq!(away.guest().get("/cases").await.count(".case-card"), 1);
    assert_eq!(said(&seen(home, &case).await), said(&seen(away, &there).await));

    posts::remove(home.core(), &scene.noura.principal(), case.id)
        .await
        .expect("removed");
    scene.network.settle().await;
    assert!(copied(away, &case).await.is_removed());
    assert_eq!(away.guest().get("/cases").await.count(".case-card"), 0);
    let mut conn = away.core().db.read().await.expect("a connection");
    let row = majlis::db::cases::find(&mut conn, there.id).await.expect("a query");
    assert!(row.is_none(), "nothing of its record is left");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_follows_later_gets_what_was_published_before() {
    let network = Network::new(2).await;
    let (home, away) = (&network.nodes[0], &network.nodes[1]);
    let admin = home.admin("boss").await;
    let forum = home.forum(&admin, "maintenance", "public").await;
    let case = published(home, &admin, "maintenance", "Scrap down before anybody followed").await;
    moderation::set_pinned(home.core(), &admin.principal(), case.id, true)
        .await
        .expect("pinned");
    home.reply(&admin, case.id, "Ask away.").await;
    home.advance(chrono::TimeDelta::minutes(5));
    network.settle().await;
    let ali = away.member("ali").await;
    follow(&network, away, &ali, &format!("!maintenance@{}", home.host())).await;
    network.settle().await;
    let there = copied(away, &case).await;
    assert!(there.is_pinned, "what a forum pins is known there");
    assert_eq!(there.reply_count, 1);
    assert_eq!(said(&seen(home, &case).await), said(&seen(away, &there).await));
    // A move to another forum of the same server is followed, and counts no topic.
    let second = home.forum(&admin, "quality", "public").await;
    follow(&network, away, &ali, &format!("!quality@{}", home.host())).await;
    moves::move_topic(home.core(), &admin.principal(), case.id, second.forum.id)
        .await
        .expect("moved");
    network.settle().await;
    let moved = copied(away, &case).await;
    assert_ne!(moved.forum_id, there.forum_id);
    let mut conn = home.core().db.read().await.expect("a connection");
    for id in [forum.forum.id, second.forum.id] {
        let (forum, _) = majlis::db::forums::get(&mut conn, id).await.expect("a forum");
        assert_eq!(forum.topic_count, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_stands_in_the_library_there_with_its_origin_and_readers_take_part() {
    let scene = Scene::new(2).await;
    let (home, (away, ali)) = (scene.home(), scene.away(0));
    let case = publish(home, &scene.noura, Origin::Nothing, &[]).await;
    scene.network.settle().await;
    let there = copied(away, &case).await;
    let reader = away.sign_in(ali).await.with_header("accept-language", "en");
    let library = reader
        .get("/cases?sector=22&region=SA-01&city=riyadh-2&technology=ai&size=medium")
        .await;
    assert_eq!(library.count(".case-card"), 1, "{}", library.body);
    assert!(library.text(".case-card").expect("a card").contains(&home.host()));
    let server = there_from(away, &there).await;
    for (query, found) in [(format!("home={server}"), 1), ("home=here".to_owned(), 0)] {
        assert_eq!(
            reader.get(&format!("/cases?{query}")).await.count(".case-card"),
            found,
            "{query}"
        );
    }
    let path = format!("/cases/{}", there.id);
    let page = reader.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains(&case.url), "it leads to the original");
    assert!(page.text(".topic-head").expect("a head").contains(&home.host()));
    assert!(page.text(".case-cite").expect("how to cite it").contains(&home.host()));
    let asked = reader.submit(&path, &[("body", "Which lens did you take?")]).await;
    assert_eq!(asked.status, 303, "{}", asked.body);
    votes::cast(away.core(), &ali.principal(), there.id, None)
        .await
        .expect("voted");
    let kept = reader.post_form(&path, &format!("/posts/{}/bookmark", there.id)).await;
    assert_eq!(kept.status, 303, "{}", kept.body);
    // What was missed of it comes when somebody has it loaded.
    let mut conn = away.core().db.write().await.expect("a connection");
    let mut row = majlis::db::cases::find(&mut conn, there.id)
        .await
        .expect("a query")
        .expect("a record");
    row.payback_months = Some(300);
    majlis::db::cases::upsert(&mut conn, &row).await.expect("changed");
    drop(conn);
    let fetched = reader.post_form(&path, &format!("/topics/{}/load", there.id)).await;
    assert_eq!(fetched.status, 303, "{}", fetched.body);
    away.advance(chrono::TimeDelta::minutes(5));
    scene.network.settle().await;
    assert_eq!(seen(away, &there).await.payback, Some(9));
    let at_home = home.post(case.id).await;
    assert_eq!((at_home.reply_count, at_home.vote_count), (1, 1));
    let found = reader.get("/search?q=scrap").await;
    assert!(
        found.body.contains(&path) || found.body.contains(&format!("/topics/{}", there.id)),
        "{}",
        found.body
    );
    // The editors of this instance pick for its library.
    let editor = away.admin("chief").await;
    cases::set_standing(away.core(), &editor.principal(), there.id, CaseStanding::Featured)
        .await
        .expect("picked");
    change(
        home,
        &scene.noura,
        &case,
        Step::Basics,
        &[
            ("title", "Scrap down 19% with in-line vision"),
            ("language", "en"),
            ("forum", "maintenance"),
            ("sector", "24"),
        ],
    )
    .await;
    scene.network.settle().await;
    let now = seen(away, &there).await;
    assert_eq!(
        (now.standing, now.sector.as_deref()),
        (CaseStanding::Featured, Some("24"))
    );
}

async fn there_from(node: &Node, post: &Post) -> i64 {
    let mut conn = node.core().db.read().await.expect("a connection");
    let row = majlis::db::cases::find(&mut conn, post.id)
        .await
        .expect("a query")
        .expect("a record");
    row.instance_id.expect("it is from elsewhere").0
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_for_fewer_is_not_named_in_what_is_for_all() {
    let scene = Scene::new(2).await;
    let home = scene.home();
    home.forum(&scene.admin, "inside", "instance").await;
    let case = publish(home, &scene.noura, Origin::Nothing, &[]).await;
    let draft = drafts::begin(
        home.core(),
        &scene.noura.principal(),
        Origin::Version(case.id),
        "",
        "ar",
    )
    .await
    .expect("a draft");
    for (step, fields) in STORY {
        let mut sent = owned(fields);
        for (name, value) in &mut sent {
            match name.as_str() {
                "forum" => "inside".clone_into(value),
                "title" => "Planted-Inside-Title".clone_into(value),
                _ => {}
            }
        }
        drafts::save(home.core(), &scene.noura.principal(), draft.id, step, &sent, None)
            .await
            .expect("kept");
    }
    let inside = cases::publish(home.core(), &scene.noura.principal(), draft.id, wording)
        .await
        .expect("published");
    scene.network.settle().await;
    let wire = on_the_wire(home, &case).await;
    assert!(
        !wire.contains("Planted-Inside-Title") && !wire.contains(&inside.uri),
        "{wire}"
    );
    assert!(copy(scene.away(0).0, &inside).await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_from_elsewhere_counts_at_home_and_is_taken_back_there_too() {
    let scene = Scene::new(2).await;
    let (home, (away, reader)) = (scene.home(), scene.away(0));
    let case = publish(home, &scene.noura, Origin::Nothing, &[]).await;
    scene.network.settle().await;
    let there = copied(away, &case).await;
    let form = ReplicationForm {
        story: "Three cameras were enough for us.".to_owned(),
        result: "better".to_owned(),
        payback: "7".to_owned(),
        region: "SA-04".to_owned(),
        language: "en".to_owned(),
        is_open: true,
        ..ReplicationForm::default()
    };
    let by = reader.principal();
    let report = replications::write(away.core(), &by, there.id, &form, wording)
        .await
        .expect("a report");
    scene.network.settle().await;
    let reports = async || {
        let viewer = majlis::domain::Viewer::Guest;
        replications::of_case(home.core(), &viewer, &case)
            .await
            .expect("reports")
    };
    let heard = reports().await;
    assert_eq!((heard.told.len(), heard.regions), (1, 1), "{heard:?}");
    posts::remove(away.core(), &by, report.id).await.expect("taken back");
    scene.network.settle().await;
    assert!(reports().await.told.is_empty());
}
