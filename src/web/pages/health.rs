//! `/health`: whether this process can do its work, for load balancers and containers.

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::app::App;
use crate::domain::instances;
use crate::error::Result;

/// 200 if the database answers, 503 if not.
///
/// # Errors
/// If the database does not answer.
pub async fn show(State(app): State<App>) -> Result<Json<Value>> {
    instances::mode(&app.core).await?;
    Ok(Json(json!({ "status": "ok" })))
}
