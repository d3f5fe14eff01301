//! The words by which members find what stands in their own conversations.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::organisations::after;
use crate::schema::{conversation_members as members, message_words, messages};
use crate::types::{AccountId, ActorId, ConversationId, MemberState, MessageId};

use super::texts::Message;

/// Replaces the words of a message.
pub async fn set(conn: &mut Conn, conversation: ConversationId, message: MessageId, words: &[String]) -> Result<()> {
    on!(&mut *conn, |c| diesel::delete(
        message_words::table.filter(message_words::message_id.eq(message))
    )
    .execute(c)
    .await)?;
    for word in words {
        on!(&mut *conn, |c| diesel::insert_into(message_words::table)
            .values((
                message_words::word.eq(word),
                message_words::conversation_id.eq(conversation),
                message_words::message_id.eq(message),
            ))
            .on_conflict_do_nothing()
            .execute(c)
            .await)?;
    }
    Ok(())
}

/// Forgets the words of everything that somebody wrote.
pub async fn delete_of_author(conn: &mut Conn, author: ActorId) -> Result<()> {
    on!(conn, |c| diesel::delete(
        message_words::table.filter(
            message_words::message_id.eq_any(
                messages::table
                    .filter(messages::author_id.eq(author))
                    .select(messages::id)
            )
        )
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// The newest messages that an account may read and that have a word beginning with each of `wanted`, newest first, below
/// `before`.
pub async fn find(
    conn: &mut Conn,
    account: AccountId,
    wanted: &[String],
    before: MessageId,
    limit: i64,
) -> Result<Vec<Message>> {
    let own = members::table
        .filter(members::account_id.eq(account))
        .filter(members::state.eq_any([MemberState::Accepted, MemberState::Requested]))
        .filter(members::conversation_id.eq(messages::conversation_id))
        .filter(members::from_number.lt(messages::number))
        .filter(
            messages::is_withheld
                .eq(false)
                .or(members::actor_id.eq(messages::author_id)),
        );
    Ok(on!(conn, |c| {
        let mut query = messages::table
            .filter(messages::id.lt(before))
            .filter(messages::deleted_at.is_null())
            .filter(diesel::dsl::exists(own))
            .order(messages::id.desc())
            .limit(limit)
            .select(Message::as_select())
            .into_boxed();
        for word in wanted {
            let with_word = message_words::table
                .filter(message_words::word.ge(word))
                .filter(message_words::word.lt(after(word)))
                .filter(
                    message_words::conversation_id.eq_any(
                        members::table
                            .filter(members::account_id.eq(account))
                            .select(members::conversation_id),
                    ),
                )
                .select(message_words::message_id);
            query = query.filter(messages::id.eq_any(with_word));
        }
        query.load(c).await
    })?)
}
