//! The addresses of the site. Handlers route by the same words; templates never spell a path.

/// Landing page of a guest, home of a member.
pub const HOME: &str = "/";
/// The forums.
pub const FORUMS: &str = "/forums";
/// Sign in.
pub const SIGN_IN: &str = "/sign-in";
/// Sign out (POST).
pub const SIGN_OUT: &str = "/sign-out";
/// Register.
pub const REGISTER: &str = "/register";
/// Follow a forum or person of another server by address.
pub const CONNECT: &str = "/connect";
/// What happened around me.
pub const NOTIFICATIONS: &str = "/notifications";
/// A new password for who forgot theirs.
pub const FORGOT_PASSWORD: &str = "/forgot-password";
/// My password.
pub const SETTINGS_PASSWORD: &str = "/settings/password";
/// Profile settings.
pub const SETTINGS_PROFILE: &str = "/settings/profile";
/// Where I am signed in.
pub const SETTINGS_SESSIONS: &str = "/settings/sessions";
/// Administration: forums.
pub const ADMIN_FORUMS: &str = "/admin/forums";
/// Administration: a new forum.
pub const ADMIN_FORUM_NEW: &str = "/admin/forums/new";
/// Administration: the servers we talk with.
pub const ADMIN_FEDERATION: &str = "/admin/federation";
/// After registering: a letter is on its way. POST sends it again.
pub const CHECK_MAIL: &str = "/check-mail";
/// Sign out everywhere else (POST).
pub const END_OTHER_SESSIONS: &str = "/settings/sessions/end-others";
/// What this instance is.
pub const ABOUT: &str = "/about";
/// Consent of an app.
pub const OAUTH_AUTHORIZE: &str = "/oauth/authorize";
/// The identities at other providers that I sign in with.
pub const SETTINGS_IDENTITIES: &str = "/settings/identities";
/// Link the identity that a provider has just vouched for.
pub const IDENTITY_CONFIRM: &str = "/settings/identities/confirm";
/// An account for somebody whom a provider has just vouched for.
pub const OPENID_NEW: &str = "/sign-in/openid/new";
/// Signing in once more for an app (POST).
pub const OAUTH_AGAIN: &str = "/oauth/authorize/again";
/// Administration: the tools that sign in here.
pub const ADMIN_APPS: &str = "/admin/apps";
/// Administration: a new tool.
pub const ADMIN_APP_NEW: &str = "/admin/apps/new";
/// Components beside each other; development only.
pub const DESIGN: &str = "/design";

/// The link to a new password.
#[must_use]
pub fn reset_password(token: &str) -> String {
    format!("/reset-password/{token}")
}

/// A forum; `name` is `energy` here and `energy@jeddah.example` elsewhere.
#[must_use]
pub fn forum(name: &str) -> String {
    format!("/forums/{name}")
}

/// Follow or stop following a forum (POST).
#[must_use]
pub fn follow(name: &str) -> String {
    format!("/forums/{name}/follow")
}

/// The composer of a new topic.
#[must_use]
pub fn new_topic(name: &str) -> String {
    format!("/forums/{name}/new")
}

/// A topic.
#[must_use]
pub fn topic(id: &i64) -> String {
    format!("/topics/{id}")
}

/// New reply in a topic (POST).
#[must_use]
pub fn replies(topic: &i64) -> String {
    format!("/topics/{topic}/replies")
}

/// A reply: leads to its place in the topic.
#[must_use]
pub fn reply(id: &i64) -> String {
    format!("/replies/{id}")
}

/// The topics of a subject.
#[must_use]
pub fn tag(tag: &str) -> String {
    let encoded: String = url::form_urlencoded::byte_serialize(tag.as_bytes()).collect();
    // In a path a plus is a plus.
    format!("/tags/{}", encoded.replace('+', "%20"))
}

/// Up-vote or take it back (POST).
#[must_use]
pub fn vote(post: &i64) -> String {
    format!("/posts/{post}/vote")
}

/// Accept a reply as the answer, or take it back (POST).
#[must_use]
pub fn accept(post: &i64) -> String {
    format!("/posts/{post}/accept")
}

/// Edit a topic or reply.
#[must_use]
pub fn edit(post: &i64) -> String {
    format!("/posts/{post}/edit")
}

/// Delete a topic or reply, after asking.
#[must_use]
pub fn delete(post: &i64) -> String {
    format!("/posts/{post}/delete")
}

/// Pin or unpin a topic (POST).
#[must_use]
pub fn pin(topic: &i64) -> String {
    format!("/posts/{topic}/pin")
}

/// Lock or unlock a topic (POST).
#[must_use]
pub fn lock(topic: &i64) -> String {
    format!("/posts/{topic}/lock")
}

/// A person; `handle` is `sara` here and `sara@jeddah.example` elsewhere.
#[must_use]
pub fn person(handle: &str) -> String {
    format!("/@{handle}")
}

/// Follow or stop following a person of another server (POST).
#[must_use]
pub fn follow_person(handle: &str) -> String {
    format!("/@{handle}/follow")
}

/// End one session (POST).
#[must_use]
pub fn end_session(id: &i64) -> String {
    format!("/settings/sessions/{id}/end")
}

/// Edit a forum.
#[must_use]
pub fn admin_forum(name: &str) -> String {
    format!("/admin/forums/{name}")
}

/// Appoint or dismiss a moderator of a forum (POST).
#[must_use]
pub fn admin_moderators(name: &str) -> String {
    format!("/admin/forums/{name}/moderators")
}

/// Sign in with another provider, and go to `next` afterwards.
#[must_use]
pub fn openid_start(provider: &str, next: &str) -> String {
    let path = format!("/sign-in/openid/{provider}");
    if next.is_empty() {
        return path;
    }
    let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("{path}?next={next}")
}

/// Begin to link an identity at a provider (POST).
#[must_use]
pub fn identity_link(provider: &str) -> String {
    format!("/settings/identities/{provider}/link")
}

/// Take the identity at a provider away (POST).
#[must_use]
pub fn identity_unlink(provider: &str) -> String {
    format!("/settings/identities/{provider}/unlink")
}

/// Remove a tool (POST).
#[must_use]
pub fn admin_app_remove(id: &i64) -> String {
    format!("/admin/apps/{id}/remove")
}

/// First administrator, by a link that works once.
#[must_use]
pub fn set_up(token: &str) -> String {
    format!("/set-up/{token}")
}

/// Confirm an e-mail address, by a link that works once.
#[must_use]
pub fn confirm(token: &str) -> String {
    format!("/confirm/{token}")
}
