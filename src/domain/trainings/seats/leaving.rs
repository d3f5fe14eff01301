//! What becomes of the seats of somebody who is erased, here or by their server.

use crate::db::Conn;
use crate::db::trainings::{after, seat_lists, seats};
use crate::db::types::{ActorId, SeatState};
use crate::domain::Core;
use crate::domain::error::Result;

use super::evaluations;
use super::ground::Ground;
use super::join::give_back;

/// Gives back whatever somebody has, and forgets their name wherever it stands: on seats of the past, on certificates, on what they
/// said. That somebody sat there is counted still.
pub(in crate::domain) async fn forget(core: &Core, conn: &mut Conn, actor: ActorId) -> Result<()> {
    for seat in seat_lists::list_all_of(conn, actor).await? {
        let was_there = matches!(seat.state, SeatState::Attended | SeatState::NoShow);
        if !seat.state.is_living() || was_there {
            continue;
        }
        let ground = Ground::hold(core, conn, seat.training_id).await?;
        if ground.row.ends_at <= ground.now {
            continue;
        }
        if let Some(seat) = seats::find(conn, seat.id).await? {
            give_back(core, conn, &ground, &seat).await?;
        }
    }
    evaluations::forget(core, conn, actor).await?;
    Ok(after::forget(conn, actor).await?)
}
