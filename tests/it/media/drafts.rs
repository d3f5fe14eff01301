//! Files that hang on nothing yet but a draft.

use chrono::TimeDelta;
use majlis::db::types::DraftId;
use majlis::domain::drafts;
use majlis::domain::media::sweep;

use super::shelf::Shelf;
use super::{compose, form, post, publish};
use crate::support::{Client, Page, TestApp};

const NEW: &str = "/forums/pumps/new";
const HIDDEN: [&str; 5] = ["csrf", "draft", "draft_version", "draft_kind", "draft_place"];

async fn scene() -> (Shelf, Client) {
    let shelf = Shelf::disk().await;
    let admin = shelf.test.admin("majid").await;
    shelf.test.forum(&admin, "pumps", "public").await;
    let client = shelf.test.sign_in(&admin).await;
    (shelf, client)
}

/// What the composer at `path` would send beside what is typed.
async fn hidden(client: &Client, path: &str) -> Vec<(&'static str, String)> {
    let page = client.get(path).await;
    let value = |name: &str| page.attribute(&format!("form[data-composer] input[name={name}]"), "value");
    HIDDEN.map(|name| (name, value(name).unwrap_or_default())).into()
}

/// Presses "save draft" in the composer at `path`, with files in the picker.
async fn save(client: &Client, path: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Page {
    let hidden = hidden(client, path).await;
    let mut all: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (*name, value.as_str())).collect();
    all.extend(fields);
    post(client, "/drafts", form(&all, files)).await
}

fn place(page: &Page) -> String {
    assert_eq!(page.status, 303, "{}", page.body);
    page.header("location").split('#').next().unwrap_or_default().to_owned()
}

fn tray(page: &Page) -> Vec<String> {
    page.texts("[data-tray-item] b")
}

/// A file that was uploaded and hangs on nothing.
async fn upload(client: &Client, name: &str, bytes: &[u8]) -> String {
    let page = compose(client, "pumps", &[("intent", "attach")], &[(name, bytes)]).await;
    page.attribute("input[name=media]", "value").expect("a file")
}

fn draft_of(address: &str) -> DraftId {
    let id = address.split("draft=").nth(1).expect("a draft");
    DraftId(id.parse().expect("a number"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_remembers_its_files_without_script() {
    let (shelf, client) = scene().await;
    let first = upload(&client, "a.csv", b"1,2").await;
    let alt = format!("alt-{first}");
    let fields = [
        ("title", "Spare parts"),
        ("body", "We keep too many of them."),
        ("media", first.as_str()),
        (alt.as_str(), "The list of May"),
    ];
    let again = place(&save(&client, NEW, &fields, &[("b.csv", b"3,4")]).await);
    let page = client.get(&again).await;
    assert_eq!(tray(&page), ["a.csv", "b.csv"], "{}", page.body);
    let field = format!("input[name=alt-{first}]");
    assert_eq!(page.attribute(&field, "value").as_deref(), Some("The list of May"));
    let own = client.get("/settings/uploads").await;
    assert_eq!(own.count(".upload-list a[href^='/drafts/']"), 2, "{}", own.body);

    // Once one of them was taken off, it is not remembered any more.
    let left = [
        ("title", "Spare parts"),
        ("media", &first),
        ("drop", &first),
        ("body", "x"),
    ];
    let again = place(&save(&client, &again, &left, &[("c.csv", b"5,6")]).await);
    let page = client.get(&again).await;
    assert_eq!(tray(&page), ["c.csv"]);
    let id = page.attribute("input[name=media]", "value").expect("a file");
    let draft = page.attribute("form[data-composer] input[name=draft]", "value");
    let said = [
        ("media", id.as_str()),
        ("draft", draft.as_deref().unwrap_or_default()),
        ("intent", "publish"),
    ];
    let published = compose(&client, "pumps", &said, &[]).await;
    let topic = client.get(published.header("location")).await;
    assert_eq!(topic.texts(".file-card a"), ["c.csv"], "{}", published.body);
    assert_eq!(client.get("/drafts").await.count(".draft-row"), 0);
    assert_eq!(shelf.objects().await.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_may_be_files_alone_and_says_when_one_was_not_taken() {
    let (_shelf, client) = scene().await;
    let saved = save(&client, NEW, &[], &[("a.csv", b"1,2"), ("b.exe", b"MZ")]).await;
    let page = client.get(&place(&saved)).await;
    assert_eq!(tray(&page), ["a.csv"]);
    assert!(page.body.contains("not every file could be taken"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_script_saves_the_names_of_files_too() {
    let (_shelf, client) = scene().await;
    let file = upload(&client, "a.csv", b"1,2").await;
    let hidden = hidden(&client, NEW).await;
    let mut fields: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend([("body", "We keep too many."), ("media", file.as_str())]);
    let script = client.clone().with_header("x-fragment", "1");
    let answer = script.post("/drafts", &fields).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let id = answer.json()["id"].as_str().expect("an id").to_owned();
    let page = client.get(&format!("{NEW}?draft={id}")).await;
    assert_eq!(tray(&page), ["a.csv"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sweep_spares_files_of_drafts_until_the_draft_is_gone() {
    let (shelf, client) = scene().await;
    let test = &shelf.test;
    let again = place(&save(&client, NEW, &[("body", "x")], &[("a.csv", b"1,2")]).await);
    test.advance(TimeDelta::days(8));
    sweep::run(test.core()).await.expect("swept");
    test.run_jobs().await;
    assert_eq!(shelf.objects().await.len(), 1);
    assert_eq!(tray(&client.get(&again).await), ["a.csv"]);

    let id = draft_of(&again);
    assert_eq!(
        client
            .post_form("/drafts", &format!("/drafts/{id}/delete"))
            .await
            .status,
        303
    );
    sweep::run(test.core()).await.expect("swept");
    test.run_jobs().await;
    assert_eq!(shelf.objects().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_remembers_no_file_of_somebody_else_and_none_that_hangs_elsewhere_by_now() {
    let (shelf, client) = scene().await;
    let noura = shelf.test.member("noura").await;
    let other = shelf.test.sign_in(&noura).await;
    let foreign = upload(&client, "a.csv", b"1,2").await;
    let own = upload(&other, "b.csv", b"3,4").await;
    let fields = [("body", "x"), ("media", foreign.as_str()), ("media", own.as_str())];
    let again = place(&save(&other, NEW, &fields, &[]).await);
    assert_eq!(tray(&other.get(&again).await), ["b.csv"]);
    // From another window it was published meanwhile.
    let page = compose(&other, "pumps", &[("media", &own), ("intent", "publish")], &[]).await;
    assert_eq!(page.status, 303, "{}", page.body);
    assert_eq!(tray(&other.get(&again).await), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_of_an_edit_changes_nothing_of_the_post() {
    let (_shelf, client) = scene().await;
    let files: [(&str, &[u8]); 2] = [("a.csv", b"1,2"), ("b.csv", b"3,4")];
    let topic = publish(&client, "pumps", &files).await;
    let edit = format!("/posts/{}/edit", topic.trim_start_matches("/topics/"));
    let ids = client.get(&edit).await.attributes("input[name=media]", "value");
    let alt = format!("alt-{}", ids[0]);
    let fields = [
        ("title", "Why does the pump shake?"),
        ("body", "It shakes less now."),
        ("media", ids[0].as_str()),
        (alt.as_str(), "Readings"),
        ("media", &ids[1]),
        ("drop", &ids[1]),
    ];
    let again = place(&save(&client, &edit, &fields, &[]).await);
    let page = client.get(&again).await;
    assert_eq!(tray(&page), ["a.csv"]);
    assert_eq!(
        page.attribute(&format!("input[name={alt}]"), "value").as_deref(),
        Some("Readings")
    );
    let shown = client.get(&topic).await;
    assert_eq!(shown.texts(".file-card a"), ["a.csv", "b.csv"]);
    assert!(!shown.body.contains("Readings"), "{}", shown.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_is_taken_back_leaves_its_files_with_its_draft() {
    let test = TestApp::with(|config| config.composer.undo_seconds = 30).await;
    let admin = test.admin("majid").await;
    test.forum(&admin, "pumps", "public").await;
    let client = test.sign_in(&admin).await;
    let topic = publish(&client, "pumps", &[("a.csv", b"1,2")]).await;
    let undo = format!("/posts/{}/undo", topic.trim_start_matches("/topics/"));
    let undone = client.post_form(&topic, &undo).await;
    assert_eq!(tray(&client.get(&place(&undone)).await), ["a.csv"]);
    test.advance(TimeDelta::days(8));
    sweep::run(test.core()).await.expect("swept");
    let kept = drafts::list(test.core(), admin.account.id).await.expect("drafts");
    let page = client.get(&format!("/forums/pumps/new?draft={}", kept[0].id)).await;
    assert_eq!(tray(&page), ["a.csv"]);
}
