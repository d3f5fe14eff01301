//! What comes of seats: the code that is shown in the room, and certificates.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{training_certificates, training_codes, training_seats};
use crate::types::{ActorId, CertificateKind, Language, PostId, SeatId, UtcTime};

/// A certificate, as it was issued.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = training_certificates)]
pub struct CertificateRow {
    /// By which everybody finds it.
    pub code: String,
    /// For which seat; none once the training is gone.
    pub seat_id: Option<SeatId>,
    /// Who holds it; nobody if they have no account.
    pub actor_id: Option<ActorId>,
    /// Their name; empty once they are erased.
    pub holder: String,
    /// Title of the training.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// Language of the training's title.
    pub language: Language,
    /// When it began.
    pub starts_at: UtcTime,
    /// When it ended.
    pub ends_at: UtcTime,
    /// The zone its times are meant in.
    pub timezone: String,
    /// How long its meetings were, together.
    pub minutes: i64,
    /// When it was issued.
    pub issued_at: UtcTime,
    /// When it was withdrawn.
    pub withdrawn_at: Option<UtcTime>,
    /// What it says of its holder.
    pub kind: CertificateKind,
}

/// The code of a training, if it has one.
pub async fn find_code(conn: &mut Conn, training: PostId) -> Result<Option<String>> {
    Ok(on!(conn, |c| training_codes::table
        .find(training)
        .select(training_codes::code)
        .first(c)
        .await
        .optional())?)
}

/// Gives a training a code, in the place of the one before.
pub async fn set_code(conn: &mut Conn, training: PostId, code: &str) -> Result<()> {
    on!(conn, |c| diesel::insert_into(training_codes::table)
        .values((training_codes::post_id.eq(training), training_codes::code.eq(code)))
        .on_conflict(training_codes::post_id)
        .do_update()
        .set(training_codes::code.eq(code))
        .execute(c)
        .await)?;
    Ok(())
}

/// Adds a certificate; says whether there was none for its seat.
pub async fn insert_certificate(conn: &mut Conn, row: &CertificateRow) -> Result<bool> {
    let count = on!(conn, |c| diesel::insert_into(training_certificates::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    Ok(count > 0)
}

/// The certificate of a code.
pub async fn find_certificate(conn: &mut Conn, code: &str) -> Result<Option<CertificateRow>> {
    Ok(on!(conn, |c| training_certificates::table
        .find(code)
        .select(CertificateRow::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The certificates of these seats.
pub async fn list_certificates(conn: &mut Conn, seats: &[SeatId]) -> Result<Vec<CertificateRow>> {
    if seats.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| training_certificates::table
        .filter(training_certificates::seat_id.eq_any(seats.iter().map(|id| Some(*id))))
        .select(CertificateRow::as_select())
        .load(c)
        .await)?)
}

/// What somebody holds, the newest first.
pub async fn list_certificates_of(conn: &mut Conn, actor: ActorId, limit: i64) -> Result<Vec<CertificateRow>> {
    Ok(on!(conn, |c| training_certificates::table
        .filter(training_certificates::actor_id.eq(actor))
        .order(training_certificates::issued_at.desc())
        .limit(limit)
        .select(CertificateRow::as_select())
        .load(c)
        .await)?)
}

/// Withdraws the certificate of a seat, or (none) lets it count again.
pub async fn set_withdrawn(conn: &mut Conn, seat: SeatId, at: Option<UtcTime>) -> Result<()> {
    on!(conn, |c| diesel::update(
        training_certificates::table.filter(training_certificates::seat_id.eq(seat))
    )
    .set(training_certificates::withdrawn_at.eq(at))
    .execute(c)
    .await)?;
    Ok(())
}

/// Forgets who sat where: their names on certificates, and their seats, which no longer say whose they are. What they said of
/// trainings has to be taken back before, while their seats are found.
pub async fn forget(conn: &mut Conn, actor: ActorId) -> Result<()> {
    on!(&mut *conn, |c| diesel::update(
        training_certificates::table.filter(training_certificates::actor_id.eq(actor))
    )
    .set((
        training_certificates::holder.eq(""),
        training_certificates::actor_id.eq(None::<ActorId>),
    ))
    .execute(c)
    .await)?;
    on!(conn, |c| diesel::update(
        training_seats::table.filter(training_seats::actor_id.eq(actor))
    )
    .set((
        training_seats::actor_id.eq(None::<ActorId>),
        training_seats::message.eq(""),
        training_seats::join_uri.eq(None::<String>),
    ))
    .execute(c)
    .await)?;
    Ok(())
}
