//! Many members at once, without keys and passwords of their own, which take long to make.

use majlis::db::accounts::{self, NewAccount};
use majlis::db::actors::{self, NewActor};

use crate::support::{Person, TestApp};

/// So many members like this one.
pub async fn crowd(test: &TestApp, like: &Person, count: usize) -> Vec<Person> {
    let (core, model) = (test.core(), &like.actor);
    let mut conn = core.db.write().await.expect("a connection");
    let mut people = Vec::with_capacity(count);
    for n in 0..count {
        let (username, email) = (format!("member{n}"), format!("member{n}@factory.example"));
        let address = core.config.link(&format!("/users/{username}"));
        let actor = NewActor {
            id: core.ids.next(),
            instance_id: None,
            kind: model.kind,
            name: username.clone(),
            username,
            uri: address.clone(),
            url: address.clone(),
            inbox: format!("{address}/inbox"),
            shared_inbox: None,
            outbox: None,
            followers: None,
            featured: None,
            moderators: None,
            summary_html: String::new(),
            summary_source: String::new(),
            avatar_url: None,
            public_key: model.public_key.clone(),
            private_key: None,
            ed25519_public: None,
            ed25519_private: None,
            is_locked: false,
            is_discoverable: false,
            fetched_at: None,
            published_at: model.published_at,
        };
        let actor = actors::insert(&mut conn, &actor).await.expect("an actor");
        let account = NewAccount {
            id: core.ids.next(),
            actor_id: actor.id,
            email: &email,
            email_normal: &email,
            password_hash: &like.account.password_hash,
            role: like.account.role,
            state: like.account.state,
            language: like.account.language,
            confirmed_at: like.account.confirmed_at,
            created_at: like.account.created_at,
        };
        let account = accounts::insert(&mut conn, &account).await.expect("an account");
        people.push(Person::new(core, account, actor));
    }
    people
}
