//! The addresses of the site. Handlers route by the same words; templates never spell a path.

mod calendar;
mod cases;
mod mail;
mod messages;
mod requests;
mod seats;
mod trainings;

pub use calendar::*;
pub use cases::*;
pub use mail::*;
pub use messages::*;
pub use requests::*;
pub use seats::*;
pub use trainings::*;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Landing page of a guest, home of a member.
pub const HOME: &str = "/";
/// The forums.
pub const FORUMS: &str = "/forums";
/// Sign in.
pub const SIGN_IN: &str = "/sign-in";
/// The second half of signing in.
pub const SECOND_FACTOR: &str = "/sign-in/second-factor";
/// Signing in with a passkey.
pub const SIGN_IN_PASSKEY: &str = "/sign-in/passkey";
/// Sign out (POST).
pub const SIGN_OUT: &str = "/sign-out";
/// Register.
pub const REGISTER: &str = "/register";
/// What I have begun to write. POST keeps some of it.
pub const DRAFTS: &str = "/drafts";
/// Finding topics, replies, people and forums.
pub const SEARCH: &str = "/search";
/// What a search finds, as a feed.
pub const SEARCH_FEED: &str = "/search/feed";
/// Questions of all forums.
pub const QUESTIONS: &str = "/questions";
/// Whether I am asked about unanswered questions (POST).
pub const NUDGES: &str = "/questions/nudges";
/// Follow a forum or person of another server by address.
pub const CONNECT: &str = "/connect";
/// Where pages listen for what is new.
pub const LIVE: &str = "/live";
/// What happened around me.
pub const NOTIFICATIONS: &str = "/notifications";
/// A new password for who forgot theirs.
pub const FORGOT_PASSWORD: &str = "/forgot-password";
/// My password.
pub const SETTINGS_PASSWORD: &str = "/settings/password";
/// Profile settings.
pub const SETTINGS_PROFILE: &str = "/settings/profile";
/// My e-mail address.
pub const SETTINGS_EMAIL: &str = "/settings/email";
/// The applications I let in.
pub const SETTINGS_APPS: &str = "/settings/apps";
/// How I show who I am.
pub const SETTINGS_SECURITY: &str = "/settings/security";
/// Showing once more who I am.
pub const SETTINGS_CONFIRM: &str = "/settings/security/confirm";
/// My authenticator application.
pub const SETTINGS_APP: &str = "/settings/security/app";
/// Without it from now on.
pub const SETTINGS_APP_OFF: &str = "/settings/security/app/off";
/// A new passkey.
pub const SETTINGS_PASSKEYS: &str = "/settings/security/passkeys";
/// New recovery codes.
pub const SETTINGS_CODES: &str = "/settings/security/codes";
/// Where I am signed in.
pub const SETTINGS_SESSIONS: &str = "/settings/sessions";
/// My files.
pub const SETTINGS_UPLOADS: &str = "/settings/uploads";
/// Where the composer's script sends files (POST).
pub const UPLOADS: &str = "/uploads";
/// Uploads in parts.
pub const RESUMABLE: &str = "/media/uploads";
/// Administration: forums.
pub const ADMIN_FORUMS: &str = "/admin/forums";
/// Administration: a new forum.
pub const ADMIN_FORUM_NEW: &str = "/admin/forums/new";
/// Administration: the servers we talk with.
pub const ADMIN_FEDERATION: &str = "/admin/federation";
/// My verification, and what I can ask for. POST begins a case.
pub const VERIFICATION: &str = "/verification";
/// Administration: the queue of verifiers.
pub const ADMIN_VERIFICATION: &str = "/admin/verification";
/// Administration: who verifies (POST).
pub const VERIFIERS: &str = "/admin/verification/verifiers";
/// Administration: the chamber's list of members.
pub const VERIFICATION_LIST: &str = "/admin/verification/list";
/// After registering: a letter is on its way. POST sends it again.
pub const CHECK_MAIL: &str = "/check-mail";
/// Sign out everywhere else (POST).
pub const END_OTHER_SESSIONS: &str = "/settings/sessions/end-others";
/// What this instance is.
pub const ABOUT: &str = "/about";
/// Consent of an app.
pub const OAUTH_AUTHORIZE: &str = "/oauth/authorize";
/// The privacy notice.
pub const PRIVACY: &str = "/privacy";
/// Accept a new privacy notice.
pub const PRIVACY_ACCEPT: &str = "/privacy/accept";
/// My data: consents, copies, requests, deleting the account.
pub const SETTINGS_PRIVACY: &str = "/settings/privacy";
/// What I consent to (POST).
pub const SETTINGS_CONSENTS: &str = "/settings/privacy/consents";
/// Delete my account.
pub const DELETE_ACCOUNT: &str = "/settings/privacy/delete";
/// Ask for a copy of my data (POST).
pub const SETTINGS_EXPORT: &str = "/settings/privacy/export";
/// File a request about my data (POST).
pub const SETTINGS_REQUEST: &str = "/settings/privacy/request";
/// Administration: erasures and their receipts.
pub const ADMIN_ERASURES: &str = "/admin/privacy/erasures";
/// Administration: requests about personal data.
pub const ADMIN_REQUESTS: &str = "/admin/privacy/requests";
/// Administration: breaches of personal data.
pub const ADMIN_BREACHES: &str = "/admin/privacy/breaches";
/// Administration: the record of processing.
pub const ADMIN_PROCESSING: &str = "/admin/privacy/processing";
/// Administration: enter a breach.
pub const ADMIN_BREACH_NEW: &str = "/admin/privacy/breaches/new";
/// Administration: a new row of the record of processing.
pub const ADMIN_PROCESSING_NEW: &str = "/admin/privacy/processing/new";
/// Administration: what is kept how long.
pub const ADMIN_RETENTION: &str = "/admin/privacy/retention";
/// Administration: duties towards personal data.
pub const ADMIN_PRIVACY: &str = "/admin/privacy";
/// Administration: a new version of the privacy notice.
pub const ADMIN_NOTICE: &str = "/admin/privacy/notice";
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
/// What moderators have to look into.
pub const MODERATION: &str = "/moderation";
/// Posts that wait for a moderator.
pub const HELD: &str = "/moderation/held";
/// The whole log of moderation, for staff.
pub const MODERATION_LOG: &str = "/moderation/log";
/// Words that are watched everywhere here.
pub const WORDS: &str = "/moderation/words";
/// My posts that wait for a moderator.
pub const WAITING: &str = "/waiting";
/// Components beside each other; development only.
pub const DESIGN: &str = "/design";

/// Signing in with a passkey, and going on to `next`.
#[must_use]
pub fn sign_in_passkey(next: &str) -> String {
    let encoded: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
    if encoded.is_empty() {
        SIGN_IN_PASSKEY.to_owned()
    } else {
        format!("{SIGN_IN_PASSKEY}?next={encoded}")
    }
}

/// Keep an account that is to be erased, by the link in the letter.
#[must_use]
pub fn keep_account(token: &str) -> String {
    format!("/keep-account/{token}")
}

/// A copy of my data.
#[must_use]
pub fn export(id: &i64) -> String {
    format!("/settings/privacy/exports/{id}")
}

/// A request about personal data, for staff.
#[must_use]
pub fn admin_request(id: &i64) -> String {
    format!("/admin/privacy/requests/{id}")
}

/// A breach, for staff.
#[must_use]
pub fn admin_breach(id: &i64) -> String {
    format!("/admin/privacy/breaches/{id}")
}

/// A row of the record of processing, for staff.
#[must_use]
pub fn admin_processing(id: &i64) -> String {
    format!("/admin/privacy/processing/{id}")
}

/// A version of the privacy notice.
#[must_use]
pub fn privacy_version(version: &i64) -> String {
    format!("/privacy/{version}")
}

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

/// Send a post to its forum elsewhere once more (POST).
pub fn send_again(post: &i64) -> String {
    format!("/posts/{post}/send-again")
}

/// Take a new post back (POST).
#[must_use]
pub fn undo(post: &i64) -> String {
    format!("/posts/{post}/undo")
}

/// What a post said before.
#[must_use]
pub fn history(post: &i64) -> String {
    format!("/posts/{post}/history")
}

/// Say that one has the same problem (POST).
#[must_use]
pub fn same(question: &i64) -> String {
    format!("/posts/{question}/same")
}

/// Close a question as asked before, or open it again (POST).
#[must_use]
pub fn close(question: &i64) -> String {
    format!("/posts/{question}/close")
}

/// A draft.
#[must_use]
pub fn draft(id: &i64) -> String {
    format!("/drafts/{id}")
}

/// Throw a draft away (POST).
#[must_use]
pub fn draft_delete(id: &i64) -> String {
    format!("/drafts/{id}/delete")
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

/// Show an application out (POST).
#[must_use]
pub fn end_app(id: &i64) -> String {
    format!("/settings/apps/{id}/end")
}

/// Confirm a new e-mail address, by a link that works once.
#[must_use]
pub fn confirm_email(token: &str) -> String {
    format!("/confirm-email/{token}")
}

/// Bring the old e-mail address back, by a link that works once.
#[must_use]
pub fn undo_email(token: &str) -> String {
    format!("/undo-email/{token}")
}

/// Remove a passkey (POST).
#[must_use]
pub fn remove_passkey(id: &i64) -> String {
    format!("/settings/security/passkeys/{id}/remove")
}

/// A file.
#[must_use]
pub fn media(token: &str) -> String {
    format!("/media/{token}")
}

/// An upload in parts.
#[must_use]
pub fn resumable(token: &str) -> String {
    format!("{RESUMABLE}/{token}")
}

/// A picture, small.
#[must_use]
pub fn media_small(token: &str) -> String {
    format!("/media/{token}/small")
}

/// A picture of another server, through us; the signature is ours.
#[must_use]
pub fn proxy(signature: &str, address: &str) -> String {
    format!("/proxy/{signature}/{}", URL_SAFE_NO_PAD.encode(address))
}

/// The address in such a path.
#[must_use]
pub fn proxied(encoded: &str) -> Option<String> {
    String::from_utf8(URL_SAFE_NO_PAD.decode(encoded).ok()?).ok()
}

/// Delete a file of mine (POST).
#[must_use]
pub fn delete_upload(id: &i64) -> String {
    format!("/settings/uploads/{id}/delete")
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

/// The organisations of members.
pub const ORGANISATIONS: &str = "/organisations";
/// Enter an organisation.
pub const ORGANISATION_NEW: &str = "/organisations/new";

/// An organisation.
#[must_use]
pub fn organisation(id: &i64) -> String {
    format!("/organisations/{id}")
}

/// Change what an organisation says of itself.
#[must_use]
pub fn organisation_edit(id: &i64) -> String {
    format!("/organisations/{id}/edit")
}

/// Ask to join an organisation (POST).
#[must_use]
pub fn organisation_join(id: &i64) -> String {
    format!("/organisations/{id}/join")
}

/// Leave an organisation (POST).
#[must_use]
pub fn organisation_leave(id: &i64) -> String {
    format!("/organisations/{id}/leave")
}

/// Let somebody in, send them away, hand over (POST).
#[must_use]
pub fn organisation_members(id: &i64) -> String {
    format!("/organisations/{id}/members")
}

/// Whom an organisation invites.
#[must_use]
pub fn organisation_invitations(id: &i64) -> String {
    format!("/organisations/{id}/invitations")
}

/// An invitation, by a link that works once.
#[must_use]
pub fn invitation(token: &str) -> String {
    format!("/invitations/{token}")
}

/// One invitation of an organisation: send again, take back (POST).
#[must_use]
pub fn organisation_invitation(organisation: &i64, id: &i64) -> String {
    format!("/organisations/{organisation}/invitations/{id}")
}

/// The people of this instance.
pub const PEOPLE: &str = "/people";
/// Members with an expertise.
#[must_use]
pub fn people_knowing(expertise: &str) -> String {
    let encoded: String = url::form_urlencoded::byte_serialize(expertise.as_bytes()).collect();
    format!("{PEOPLE}?expertise={encoded}")
}

/// A list of what members choose from.
#[must_use]
pub fn admin_terms(kind: &str) -> String {
    format!("{ADMIN_TAXONOMY}?kind={kind}")
}

/// A new term of a list.
#[must_use]
pub fn admin_term_new(kind: &str) -> String {
    format!("{ADMIN_TAXONOMY}/{kind}/new")
}

/// Edit a term of a list.
#[must_use]
pub fn admin_term(kind: &str, code: &str) -> String {
    format!("{ADMIN_TAXONOMY}/{kind}/{code}")
}

/// Administration: what members choose from.
pub const ADMIN_TAXONOMY: &str = "/admin/taxonomy";
/// A case that I handed in. POST keeps its numbers.
#[must_use]
pub fn case(id: &i64) -> String {
    format!("/verification/{id}")
}

/// Hand a case in (POST).
#[must_use]
pub fn case_submit(id: &i64) -> String {
    format!("/verification/{id}/submit")
}

/// Take a case back (POST).
#[must_use]
pub fn case_withdraw(id: &i64) -> String {
    format!("/verification/{id}/withdraw")
}

/// Ask another verifier (POST).
#[must_use]
pub fn case_appeal(id: &i64) -> String {
    format!("/verification/{id}/appeal")
}

/// Add a paper to a case (POST).
#[must_use]
pub fn case_documents(id: &i64) -> String {
    format!("/verification/{id}/documents")
}

/// A paper of a case.
#[must_use]
pub fn case_document(id: &i64, document: &i64) -> String {
    format!("/verification/{id}/documents/{document}")
}

/// Take a paper back (POST).
#[must_use]
pub fn case_document_remove(id: &i64, document: &i64) -> String {
    format!("/verification/{id}/documents/{document}/remove")
}

/// A case before its verifier. POST decides.
#[must_use]
pub fn review(id: &i64) -> String {
    format!("/admin/verification/{id}")
}

/// Take a verification back (POST).
#[must_use]
pub fn review_end(id: &i64) -> String {
    format!("/admin/verification/{id}/end")
}

/// Vouch for somebody of another server, or take the word back (POST).
#[must_use]
pub fn vouch(handle: &str) -> String {
    format!("/@{handle}/vouch")
}

/// Report a post.
#[must_use]
pub fn report(id: &i64) -> String {
    format!("/posts/{id}/report")
}

/// Report a person.
#[must_use]
pub fn report_person(handle: &str) -> String {
    format!("/@{handle}/report")
}

/// Hide a post, or see what is hidden.
#[must_use]
pub fn hide(id: &i64) -> String {
    format!("/posts/{id}/hide")
}

/// Bring a hidden post back (POST).
#[must_use]
pub fn restore(id: &i64) -> String {
    format!("/posts/{id}/restore")
}

/// Move, split, merge, tag.
#[must_use]
pub fn arrange(id: &i64) -> String {
    format!("/posts/{id}/arrange")
}

/// Keep somebody out, or let them in again.
#[must_use]
pub fn ban(handle: &str) -> String {
    format!("/@{handle}/ban")
}

/// A report before a moderator.
#[must_use]
pub fn moderation_report(id: &i64) -> String {
    format!("/moderation/reports/{id}")
}

/// Decide about a post that waits (POST).
#[must_use]
pub fn held(id: &i64) -> String {
    format!("/moderation/held/{id}")
}

/// What moderators did in a forum.
#[must_use]
pub fn forum_log(name: &str) -> String {
    format!("/forums/{name}/log")
}

/// What a forum asks of those who write in it.
#[must_use]
pub fn forum_rules(name: &str) -> String {
    format!("/forums/{name}/rules")
}

/// What I keep.
pub const BOOKMARKS: &str = "/bookmarks";
/// What I watch and mute.
pub const SETTINGS_WATCHING: &str = "/settings/watching";
/// The sectors.
pub const SECTORS: &str = "/sectors";

/// Keep a post, or keep it no longer (POST).
#[must_use]
pub fn bookmark(post: &i64) -> String {
    format!("/posts/{post}/bookmark")
}

/// Folder and note of what I keep.
#[must_use]
pub fn bookmark_edit(post: &i64) -> String {
    format!("/bookmarks/{post}")
}

/// One folder of what I keep.
#[must_use]
pub fn folder(id: &i64) -> String {
    format!("/bookmarks?folder={id}")
}

/// Take a folder away (POST).
#[must_use]
pub fn folder_remove(id: &i64) -> String {
    format!("/bookmarks/folders/{id}/remove")
}

/// How much I want to hear of a forum (POST).
#[must_use]
pub fn forum_level(name: &str) -> String {
    format!("/forums/{name}/level")
}

/// Call everything in a forum read (POST).
#[must_use]
pub fn forum_read(name: &str) -> String {
    format!("/forums/{name}/read")
}

/// How much I want to hear of a topic (POST).
#[must_use]
pub fn topic_level(id: &i64) -> String {
    format!("/topics/{id}/level")
}

/// The first reply of a topic that I have not seen.
#[must_use]
pub fn unread(id: &i64) -> String {
    format!("/topics/{id}/unread")
}

/// Fetch what is missing of a topic from its home server (POST).
#[must_use]
pub fn load(topic: &i64) -> String {
    format!("/topics/{topic}/load")
}

/// Reply to a reply with a quote of it.
#[must_use]
pub fn quote(reply: &i64) -> String {
    format!("/replies/{reply}?quote=yes")
}

/// Reply to a topic with a quote of it.
#[must_use]
pub fn quote_topic(id: &i64) -> String {
    format!("/topics/{id}?quote={id}#answer")
}

/// The forums and topics of a sector.
#[must_use]
pub fn sector(code: &str) -> String {
    format!("/sectors/{code}")
}

/// Say what a forum is about (POST).
#[must_use]
pub fn forum_sector(name: &str) -> String {
    format!("/admin/forums/{name}/sector")
}

/// The feed of a page.
#[must_use]
pub fn feed(page: impl AsRef<str>) -> String {
    format!("{}/feed", page.as_ref())
}
