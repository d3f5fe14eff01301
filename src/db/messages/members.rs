//! Who is in a conversation, and where each member stands in it.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::actors::Actor;
use crate::conn::{Conn, on};
use crate::schema::{accounts, actors, conversation_members as members, conversations, message_settings as settings};
use crate::types::{AccountId, AccountState, ActorId, ConversationId, MemberState, MessageId, UtcTime};
use crate::{Keyset, Result};

use super::Conversation;

/// Somebody's place in a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = members)]
pub struct Member {
    /// In which.
    pub conversation_id: ConversationId,
    /// Who.
    pub actor_id: ActorId,
    /// The account of a member of this instance.
    pub account_id: Option<AccountId>,
    /// How they stand.
    pub state: MemberState,
    /// Who brought them in.
    pub invited_by: Option<ActorId>,
    /// Whether they want to hear nothing of it.
    pub is_muted: bool,
    /// Whether the others see how far they have read.
    pub shows_read: bool,
    /// They may read what comes after this number.
    pub from_number: i64,
    /// They have read as far as this number.
    pub read_number: i64,
    /// How many messages of others wait for them.
    pub unread: i64,
    /// The newest message they may read, by which their list is ordered.
    pub last_message_id: MessageId,
    /// Since when.
    pub created_at: UtcTime,
}

/// Which conversations a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folder {
    /// Those the member is in.
    Inbox,
    /// Those that strangers began.
    Requests,
    /// Those the member wants to hear nothing of.
    Muted,
}

/// Adds a place; says whether they had none.
pub async fn insert(conn: &mut Conn, new: &Member) -> Result<bool> {
    let rows = on!(conn, |c| diesel::insert_into(members::table)
        .values(new)
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    Ok(rows > 0)
}

/// Somebody's place.
pub async fn find(conn: &mut Conn, conversation: ConversationId, actor: ActorId) -> Result<Option<Member>> {
    Ok(on!(conn, |c| members::table
        .find((conversation, actor))
        .select(Member::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Everybody who has or had a place, the first ones first.
pub async fn list(conn: &mut Conn, conversation: ConversationId) -> Result<Vec<(Member, Actor)>> {
    list_of(conn, &[conversation]).await
}

/// The same of several conversations.
pub async fn list_of(conn: &mut Conn, conversations: &[ConversationId]) -> Result<Vec<(Member, Actor)>> {
    if conversations.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| members::table
        .inner_join(actors::table)
        .filter(members::conversation_id.eq_any(conversations.iter().copied()))
        .order((members::conversation_id, members::created_at, members::actor_id))
        .select((Member::as_select(), Actor::as_select()))
        .load(c)
        .await)?)
}

/// A page of an account's conversations, the one with the newest message first; keyed by that message.
pub async fn list_folder(
    conn: &mut Conn,
    account: AccountId,
    folder: Folder,
    page: Keyset,
) -> Result<Vec<(Conversation, Member)>> {
    let before = page.after.map_or(i64::MAX, |(id, _)| id);
    let state = match folder {
        Folder::Requests => MemberState::Requested,
        Folder::Inbox | Folder::Muted => MemberState::Accepted,
    };
    Ok(on!(conn, |c| {
        let mut query = members::table
            .inner_join(conversations::table)
            .filter(members::account_id.eq(account))
            .filter(members::state.eq(state))
            .filter(members::last_message_id.lt(MessageId(before)))
            .order(members::last_message_id.desc())
            .limit(page.limit)
            .select((Conversation::as_select(), Member::as_select()))
            .into_boxed();
        if folder != Folder::Requests {
            query = query.filter(members::is_muted.eq(folder == Folder::Muted));
        }
        query.load(c).await
    })?)
}

/// Those of these conversations that an account is in.
pub async fn list_among(
    conn: &mut Conn,
    account: AccountId,
    ids: &[ConversationId],
) -> Result<Vec<(Conversation, Member)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| members::table
        .inner_join(conversations::table)
        .filter(members::account_id.eq(account))
        .filter(members::state.eq(MemberState::Accepted))
        .filter(members::conversation_id.eq_any(ids.iter().copied()))
        .select((Conversation::as_select(), Member::as_select()))
        .load(c)
        .await)?)
}

/// How many requests wait for an account, of which it has read none.
pub async fn count_requests(conn: &mut Conn, account: AccountId) -> Result<i64> {
    Ok(on!(conn, |c| members::table
        .filter(members::account_id.eq(account))
        .filter(members::state.eq(MemberState::Requested))
        .filter(members::unread.gt(0))
        .count()
        .get_result(c)
        .await)?)
}

/// How many conversations somebody began with people who do not know them since then.
pub async fn count_asked(conn: &mut Conn, inviter: ActorId, since: UtcTime) -> Result<i64> {
    Ok(on!(conn, |c| members::table
        .filter(members::invited_by.eq(inviter))
        .filter(members::created_at.gt(since))
        .filter(members::state.ne(MemberState::Accepted))
        .count()
        .get_result(c)
        .await)?)
}

/// Those of ours in a conversation, accounts that are in use, who show that they are there.
pub async fn list_showing_presence(conn: &mut Conn, conversation: ConversationId) -> Result<Vec<(ActorId, AccountId)>> {
    Ok(on!(conn, |c| members::table
        .inner_join(settings::table.on(members::account_id.eq(settings::account_id.nullable())))
        .inner_join(accounts::table.on(accounts::id.eq(settings::account_id)))
        .filter(members::conversation_id.eq(conversation))
        .filter(members::state.eq(MemberState::Accepted))
        .filter(settings::shows_presence.eq(true))
        .filter(accounts::state.eq(AccountState::Active))
        .order(members::actor_id)
        .select((members::actor_id, accounts::id))
        .load(c)
        .await)?)
}

/// Whether two have a conversation that both are in, other than `except`.
pub async fn have_common(conn: &mut Conn, one: ActorId, other: ActorId, except: ConversationId) -> Result<bool> {
    let of_other = members::table
        .filter(members::actor_id.eq(other))
        .filter(members::state.eq(MemberState::Accepted))
        .select(members::conversation_id);
    let ids: Vec<ConversationId> = on!(&mut *conn, |c| of_other.limit(500).load(c).await)?;
    let count: i64 = on!(conn, |c| members::table
        .filter(members::actor_id.eq(one))
        .filter(members::state.eq(MemberState::Accepted))
        .filter(members::conversation_id.ne(except))
        .filter(members::conversation_id.eq_any(ids.iter().copied()))
        .count()
        .get_result(c)
        .await)?;
    Ok(count > 0)
}

/// Changes how somebody stands.
pub async fn set_state(
    conn: &mut Conn,
    conversation: ConversationId,
    actor: ActorId,
    state: MemberState,
) -> Result<()> {
    on!(conn, |c| diesel::update(members::table.find((conversation, actor)))
        .set(members::state.eq(state))
        .execute(c)
        .await)?;
    Ok(())
}

/// Lets somebody in again, who reads from now on.
pub async fn return_to(conn: &mut Conn, member: &Member) -> Result<()> {
    on!(conn, |c| diesel::update(
        members::table.find((member.conversation_id, member.actor_id))
    )
    .set((
        members::state.eq(member.state),
        members::invited_by.eq(member.invited_by),
        members::from_number.eq(member.from_number),
        members::read_number.eq(member.read_number),
        members::unread.eq(0),
        members::created_at.eq(member.created_at),
    ))
    .execute(c)
    .await)?;
    Ok(())
}

/// Hears nothing of it, or hears of it again.
pub async fn set_muted(conn: &mut Conn, conversation: ConversationId, actor: ActorId, is_muted: bool) -> Result<()> {
    on!(conn, |c| diesel::update(members::table.find((conversation, actor)))
        .set(members::is_muted.eq(is_muted))
        .execute(c)
        .await)?;
    Ok(())
}

/// Shows how far they have read, or does not.
pub async fn set_shows_read(conn: &mut Conn, conversation: ConversationId, actor: ActorId, shows: bool) -> Result<()> {
    on!(conn, |c| diesel::update(members::table.find((conversation, actor)))
        .set(members::shows_read.eq(shows))
        .execute(c)
        .await)?;
    Ok(())
}

/// Somebody has read everything up to `number`; says whether that is news.
pub async fn set_read(conn: &mut Conn, conversation: ConversationId, actor: ActorId, number: i64) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        members::table
            .find((conversation, actor))
            .filter(members::read_number.lt(number).or(members::unread.gt(0)))
    )
    .set((members::read_number.eq(number), members::unread.eq(0)))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// A message came that these may read; it waits for all of them but its author.
pub async fn add_message(
    conn: &mut Conn,
    conversation: ConversationId,
    readers: &[ActorId],
    (message, number, author): (MessageId, i64, ActorId),
) -> Result<()> {
    if readers.is_empty() {
        return Ok(());
    }
    let of = members::table
        .filter(members::conversation_id.eq(conversation))
        .filter(members::actor_id.eq_any(readers.iter().copied()));
    on!(&mut *conn, |c| diesel::update(of.filter(members::actor_id.ne(author)))
        .set((
            members::last_message_id.eq(message),
            members::unread.eq(members::unread + 1)
        ))
        .execute(c)
        .await)?;
    on!(conn, |c| diesel::update(
        members::table
            .find((conversation, author))
            .filter(members::actor_id.eq_any(readers.iter().copied()))
    )
    .set((
        members::last_message_id.eq(message),
        members::read_number.eq(number),
        members::unread.eq(0)
    ))
    .execute(c)
    .await)?;
    Ok(())
}

/// A message that waited for those who had not read as far is gone.
pub async fn take_message(conn: &mut Conn, conversation: ConversationId, number: i64, author: ActorId) -> Result<()> {
    on!(conn, |c| diesel::update(
        members::table
            .filter(members::conversation_id.eq(conversation))
            .filter(members::read_number.lt(number))
            .filter(members::from_number.lt(number))
            .filter(members::actor_id.ne(author))
            .filter(members::unread.gt(0))
    )
    .set(members::unread.eq(members::unread - 1))
    .execute(c)
    .await)?;
    Ok(())
}

/// Takes an account, whose end this is, out of everything it is in.
pub async fn leave_all(conn: &mut Conn, account: AccountId) -> Result<()> {
    on!(conn, |c| diesel::update(
        members::table.filter(members::account_id.eq(account))
    )
    .set((
        members::state.eq(MemberState::Left),
        members::account_id.eq(None::<AccountId>)
    ))
    .execute(c)
    .await)?;
    Ok(())
}
