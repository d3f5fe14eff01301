//! Who may do what: every route of the site × method × who asks. The routes are read from the source, so that a new one
//! fails here until it is said who may use it.

use majlis::config::Verification;
use majlis::db::types::Role;
use majlis::db::verification::facts::Subject;
use majlis::domain::Principal;
use majlis::domain::verification::{Right, verifiers, vouching};

use super::ROUTES;
use crate::domain::verification::instance;
use crate::support::{Client, Person, TestApp};

/// Who may use a route, each one including those below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Needs {
    Nobody,
    Member,
    /// A member of the level that asking and searching take as shipped.
    Level,
    /// Who keeps order in the forums here.
    Moderator,
    Verifier,
    Admin,
}

/// The beginnings of addresses and what they need; the first that fits decides.
const RULES: &[(&str, Needs)] = &[
    ("/media/uploads", Needs::Member),
    ("/media/", Needs::Nobody),
    ("/proxy/", Needs::Nobody),
    ("/uploads", Needs::Member),
    ("/admin/verification/verifiers", Needs::Admin),
    ("/admin/verification/list", Needs::Admin),
    ("/admin/verification", Needs::Verifier),
    ("/admin/", Needs::Admin),
    ("/@{handle}/vouch", Needs::Admin),
    ("/@{handle}/report", Needs::Member),
    ("/@{handle}/ban", Needs::Moderator),
    ("/moderation", Needs::Moderator),
    ("/waiting", Needs::Member),
    ("/@{handle}/follow", Needs::Member),
    ("/@{handle}/block", Needs::Member),
    ("/@{handle}", Needs::Nobody),
    ("/people", Needs::Level),
    ("/organisations", Needs::Member),
    ("/verification", Needs::Member),
    ("/settings/", Needs::Member),
    ("/notifications", Needs::Member),
    ("/messages", Needs::Member),
    ("/unsubscribe/", Needs::Nobody),
    ("/hooks/", Needs::Nobody),
    ("/sw.js", Needs::Nobody),
    ("/manifest/{language}", Needs::Nobody),
    ("/offline/{language}", Needs::Nobody),
    ("/bookmarks", Needs::Member),
    ("/search", Needs::Nobody),
    ("/home", Needs::Member),
    ("/connect", Needs::Member),
    ("/sign-out", Needs::Member),
    ("/confirm-email/", Needs::Member),
    ("/undo-email/", Needs::Nobody),
    ("/privacy/accept", Needs::Member),
    ("/privacy", Needs::Nobody),
    ("/keep-account/", Needs::Nobody),
    ("/invitations/", Needs::Nobody),
    ("/sign-in", Needs::Nobody),
    ("/register", Needs::Nobody),
    ("/check-mail", Needs::Nobody),
    ("/confirm/", Needs::Nobody),
    ("/forgot-password", Needs::Nobody),
    ("/reset-password/", Needs::Nobody),
    ("/set-up/", Needs::Nobody),
    ("/about", Needs::Nobody),
    ("/design", Needs::Nobody),
    ("/health", Needs::Nobody),
    ("/forums/{name}/follow", Needs::Member),
    ("/forums/{name}/new", Needs::Level),
    ("/forums/{name}/rules", Needs::Moderator),
    ("/forums/{name}/level", Needs::Member),
    ("/forums/{name}/read", Needs::Member),
    ("/forums", Needs::Nobody),
    ("/requests/new", Needs::Level),
    ("/requests/{id}/", Needs::Member),
    ("/requests", Needs::Nobody),
    ("/providers", Needs::Member),
    ("/trainings/new", Needs::Level),
    ("/trainings/import", Needs::Level),
    ("/trainings/drafts/", Needs::Member),
    ("/trainings/{id}/edit", Needs::Member),
    ("/trainings/{id}/again", Needs::Member),
    ("/trainings/{id}/cancel", Needs::Member),
    ("/trainings/{id}/materials", Needs::Member),
    ("/trainings/mine", Needs::Member),
    ("/trainings/{id}/seat", Needs::Member),
    ("/trainings/{id}/colleagues", Needs::Member),
    ("/trainings/{id}/code", Needs::Member),
    ("/trainings/{id}/attend", Needs::Member),
    ("/trainings/{id}/evaluation", Needs::Member),
    ("/trainings/{id}/results", Needs::Member),
    ("/trainings/{id}/calendar.ics", Needs::Nobody),
    ("/trainings/feed", Needs::Nobody),
    ("/trainings/{id}", Needs::Nobody),
    ("/cases/new", Needs::Level),
    ("/cases/review", Needs::Moderator),
    ("/cases/{id}/review", Needs::Moderator),
    ("/cases/{id}/edit", Needs::Member),
    ("/cases/{id}/replicate", Needs::Member),
    ("/cases/searches", Needs::Member),
    ("/cases/{id}/discard", Needs::Member),
    ("/cases/{id}/standing", Needs::Member),
    ("/cases", Needs::Nobody),
    ("/trainings.ics", Needs::Nobody),
    ("/calendar/{secret}", Needs::Nobody),
    ("/certificates/{code}/file", Needs::Member),
    ("/certificates/", Needs::Nobody),
    ("/regions", Needs::Nobody),
    ("/trainings", Needs::Nobody),
    ("/topics/{id}/replies", Needs::Member),
    ("/topics/{id}/level", Needs::Member),
    ("/topics/{id}/load", Needs::Member),
    ("/topics/", Needs::Nobody),
    ("/replies/", Needs::Nobody),
    ("/posts/{id}/history", Needs::Nobody),
    ("/posts/", Needs::Member),
    ("/drafts", Needs::Member),
    ("/complete/", Needs::Member),
    ("/questions/nudges", Needs::Member),
    ("/questions", Needs::Nobody),
    ("/tags/", Needs::Nobody),
    ("/sectors", Needs::Nobody),
    ("/oauth/authorize/native", Needs::Member),
    ("/oauth/authorize", Needs::Nobody),
    ("/", Needs::Nobody),
];

/// A topic that is refused for nothing but its author.
const POST: [(&str, &str); 5] = [
    ("kind", "discussion"),
    ("title", "A title that is long enough"),
    ("body", "A text that is long enough."),
    ("language", "en"),
    ("intent", "publish"),
];

fn needs(path: &str) -> Needs {
    let rule = RULES.iter().find(|(start, _)| {
        if *start == "/" {
            path == "/"
        } else {
            path.starts_with(start)
        }
    });
    rule.unwrap_or_else(|| panic!("say in RULES who may use {path}")).1
}

/// Every route with its methods.
fn routes() -> Vec<(String, bool, bool)> {
    let parts = ROUTES.split(".route(").skip(1);
    let routes = parts.map(|part| {
        let mut quoted = part.split('"');
        let path = quoted.nth(1).expect("an address").to_owned();
        // What names the handlers ends where the next statement begins.
        let handlers = part.split_once(&path).expect("handlers").1;
        let handlers = handlers.split("\n}").next().unwrap_or(handlers);
        (
            path,
            handlers.contains("get("),
            handlers.contains("post(") || handlers.contains(", papers)"),
        )
    });
    routes.collect()
}

/// The address with something in the place of each parameter.
fn address(path: &str) -> String {
    let parts = path.split('/').map(|part| match part {
        "@{handle}" => "@noura",
        "{name}" => "maintenance",
        "{kind}" => "city",
        "{code}" => "riyadh-2",
        "{provider}" => "chamber",
        "{token}" => "no-such-token",
        part if part.starts_with('{') => "1",
        part => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Whether an answer keeps somebody out: to the sign-in page, to what has to be shown first, or away.
fn is_kept_out(status: u16, location: &str) -> bool {
    matches!(status, 401 | 403) || status == 303 && location.starts_with("/sign-in?next=")
}

async fn walk(client: &Client, who: &str, may: impl Fn(Needs) -> bool) {
    let token = client.get("/forums").await.attribute("input[name=csrf]", "value");
    let mut count = 0;
    for (path, reads, writes) in routes() {
        // Whoever signs out is somebody else.
        if path == "/sign-out" {
            continue;
        }
        let (needs, at) = (needs(&path), address(&path));
        if reads {
            let page = client.clone().with_header("accept", "text/html").get(&at).await;
            let kept_out = is_kept_out(page.status, page.header("location"));
            assert!(page.status < 500, "{who}: GET {at}: {}", page.status);
            if may(needs) {
                // The second half of signing in leads back to the first.
                let is_sent_back = at.starts_with("/sign-in");
                assert!(!kept_out || is_sent_back, "{who}: GET {at}: {}", page.status);
            } else {
                assert!(kept_out, "{who}: GET {at} needs {needs:?}: {}", page.status);
            }
            count += 1;
        }
        if writes && !may(needs) {
            let mut fields = POST.to_vec();
            fields.extend(token.iter().map(|token| ("csrf", token.as_str())));
            let page = client.post(&at, &fields).await;
            let kept_out = is_kept_out(page.status, page.header("location"));
            assert!(kept_out, "{who}: POST {at} needs {needs:?}: {}", page.status);
            count += 1;
        }
    }
    assert!(count > 60, "{who}: {count} routes were tried");
}

async fn place(test: &TestApp) -> Person {
    let admin = test.admin("majid").await;
    test.forum(&admin, "maintenance", "public").await;
    test.member("noura").await;
    admin
}

#[tokio::test(flavor = "multi_thread")]
async fn guests_come_to_what_is_for_everybody_and_no_further() {
    let test = instance().await;
    place(&test).await;
    walk(&test.guest(), "a guest", |needs| needs == Needs::Nobody).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn members_come_as_far_as_their_level() {
    let test = instance().await;
    let admin = place(&test).await;
    for level in 0..=3 {
        let person = test.member(&format!("level{level}")).await;
        if level > 0 {
            let subject = Subject::Account(person.account.id);
            vouching::vouch_for(test.core(), &admin.principal(), subject, level)
                .await
                .expect("a level");
        }
        let reach = if level == 0 { Needs::Member } else { Needs::Level };
        let client = test.sign_in(&person).await;
        walk(&client, &format!("level {level}"), |needs| needs <= reach).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_role_comes_to_its_own_pages() {
    let test = instance().await;
    let admin = place(&test).await;
    let vera = test.member("vera").await;
    verifiers::set(test.core(), &admin.principal(), "vera", true)
        .await
        .expect("appointed");
    let client = test.sign_in(&vera).await;
    walk(&client, "a verifier", |needs| {
        needs == Needs::Verifier || needs <= Needs::Member
    })
    .await;
    let moderator = test.person("rami", Role::Moderator).await;
    walk(&test.sign_in(&moderator).await, "a moderator", |needs| {
        needs <= Needs::Moderator
    })
    .await;
    walk(&test.sign_in(&admin).await, "an admin", |_| true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_right_takes_exactly_the_level_that_is_configured() {
    for needed in 0..=3_u8 {
        let test = TestApp::with(|config| {
            config.verification = Verification {
                reply: needed,
                open_topics: needed,
                publish_case_studies: needed,
                publish_trainings: needed,
                see_directory: needed,
                verified_forums: needed,
                ..Verification::default()
            };
        })
        .await;
        let admin = test.admin("majid").await;
        for level in 0..=3_i32 {
            let person = test.member(&format!("level{level}")).await;
            if level > 0 {
                let subject = Subject::Account(person.account.id);
                vouching::vouch_for(test.core(), &admin.principal(), subject, level)
                    .await
                    .expect("a level");
            }
            let (account, _) = majlis::domain::accounts::get(test.core(), person.account.id)
                .await
                .expect("an account");
            let by = Principal::member(test.core(), &account).expect("in use");
            for right in Right::ALL {
                let may = level >= i32::from(needed);
                assert_eq!(
                    by.may(test.core(), right),
                    may,
                    "{right:?}: level {level}, needed {needed}"
                );
            }
        }
    }
}
