//! Signing in: wrong pairs, where one goes afterwards, other browsers, other instances.

use majlis::config::Config;

use crate::support::{Client, PASSWORD, TestApp};

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_pair_keeps_the_address_and_never_says_which_half() {
    let test = TestApp::new().await;
    test.member("noura").await;
    let mut words = Vec::new();
    for email in ["noura@factory.example", "nobody@factory.example"] {
        let page = test
            .guest()
            .submit("/sign-in", &[("email", email), ("password", "not this one")])
            .await;
        assert_eq!(page.status, 422);
        assert_eq!(page.attribute("#email", "value").as_deref(), Some(email));
        words.push(page.text(".error-summary").expect("what is wrong"));
    }
    assert_eq!(words[0], words[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_comes_back_to_the_page_one_wanted() {
    let test = TestApp::new().await;
    test.member("noura").await;
    let pair = [("email", "noura"), ("password", PASSWORD)];
    let page = test.guest().submit("/sign-in?next=%2Fsettings%2Fprofile", &pair).await;
    assert_eq!(page.header("location"), "/settings/profile");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_sent_to_another_site() {
    let test = TestApp::new().await;
    test.member("noura").await;
    for next in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
    ] {
        let encoded: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
        let pair = [("email", "noura"), ("password", PASSWORD)];
        let page = test.guest().submit(&format!("/sign-in?next={encoded}"), &pair).await;
        assert_eq!((page.status, page.header("location")), (303, "/"), "{next}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn other_browsers_can_be_signed_out() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let (phone, laptop, desktop) = (
        test.sign_in(&noura).await,
        test.sign_in(&noura).await,
        test.sign_in(&noura).await,
    );
    let list = laptop.get("/settings/sessions").await;
    assert_eq!(list.count(".session"), 3);
    assert_eq!(list.count(".session form"), 2, "the own session ends by signing out");

    let token = laptop
        .get("/settings/sessions")
        .await
        .attribute("input[name=csrf]", "value")
        .expect("a token");
    let page = laptop.post("/settings/sessions/end-others", &[("csrf", &token)]).await;
    assert_eq!(page.status, 303);
    assert_eq!(laptop.get("/settings/sessions").await.status, 200);
    for ended in [phone, desktop] {
        assert_eq!(ended.get("/settings/sessions").await.status, 401);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_other_browser_can_be_signed_out() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let (phone, laptop) = (test.sign_in(&noura).await, test.sign_in(&noura).await);
    let list = laptop.get("/settings/sessions").await;
    let action = list.attribute(".session form", "action").expect("a form for the phone");
    let token = list.attribute("input[name=csrf]", "value").expect("a token");
    assert_eq!(laptop.post(&action, &[("csrf", &token)]).await.status, 303);
    assert_eq!(phone.get("/settings/sessions").await.status, 401);
    assert_eq!(laptop.get("/settings/sessions").await.count(".session"), 1);
    assert_eq!(
        laptop.post(&action, &[("csrf", &token)]).await.status,
        404,
        "ended is ended"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_ends_the_session_of_somebody_else() {
    let test = TestApp::new().await;
    let (noura, salem) = (test.member("noura").await, test.member("salem").await);
    let (hers, his) = (test.sign_in(&noura).await, test.sign_in(&salem).await);
    test.sign_in(&noura).await;
    let action = hers
        .get("/settings/sessions")
        .await
        .attribute(".session form", "action")
        .expect("a form for the other session");
    let token = his
        .get("/settings/sessions")
        .await
        .attribute("input[name=csrf]", "value")
        .expect("a token");
    assert_eq!(his.post(&action, &[("csrf", &token)]).await.status, 404);
    assert_eq!(hers.get("/settings/sessions").await.count(".session"), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_instances_on_one_host_do_not_sign_each_other_out() {
    let on = |port: u16| {
        move |config: &mut Config| {
            config.federation.allow_private = true;
            config.instance.url = format!("http://localhost:{port}").parse().expect("an address");
        }
    };
    let (riyadh, jeddah) = (TestApp::with(on(7401)).await, TestApp::with(on(7402)).await);
    let (noura, salem) = (riyadh.member("noura").await, jeddah.member("salem").await);
    let here = riyadh.sign_in(&noura).await;
    let there = jeddah.guest();
    carry(&here, &there);
    there
        .submit("/sign-in", &[("email", &salem.account.email), ("password", PASSWORD)])
        .await;
    carry(&there, &here);
    assert_eq!(here.get("/settings/profile").await.status, 200);
    assert_eq!(there.get("/settings/profile").await.status, 200);

    there.submit("/about", &[]).await;
    assert_eq!(there.get("/settings/profile").await.status, 401, "signed out there");
    assert_eq!(
        here.get("/settings/profile").await.status,
        200,
        "and still signed in here"
    );
}

/// One browser has one jar for both ports.
fn carry(from: &Client, to: &Client) {
    for (name, value) in from.cookies() {
        to.set_cookie(&name, &value);
    }
}
