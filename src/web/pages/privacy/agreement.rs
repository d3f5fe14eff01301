//! What newcomers agree to, on every form by which somebody comes in.

use serde::Deserialize;

use crate::app::App;
use crate::db::types::ConsentPurpose;
use crate::domain::accounts::Agreement;
use crate::domain::privacy::notices;
use crate::domain::validate::Problems;
use crate::error::Result;
use crate::web::forms::kept;
use crate::web::present::ConsentChoice;
use crate::web::view::FieldView;

use super::ConsentFields;

/// `components/agreement.html`: the notice to accept, and what may be consented to beyond it. The form sends
/// `accept_notice` = the version, and a field `consent_…` = `yes` for each consent.
#[derive(Debug, Clone, Default)]
pub struct AgreementView {
    /// The version of the privacy notice that is to be accepted.
    pub version: i64,
    /// The tick for it.
    pub accepted: FieldView,
    /// What they may consent to.
    pub consents: Vec<ConsentChoice>,
}

impl AgreementView {
    /// Nothing ticked yet.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) async fn empty(app: &App) -> Result<Self> {
        AgreementFields::default().view(app, &Problems::default()).await
    }

    /// For samples: what is ticked, and what is wrong.
    #[must_use]
    pub fn of(version: i64, accepted: FieldView, consents: &[ConsentPurpose]) -> Self {
        Self {
            version,
            accepted,
            consents: ConsentChoice::all(consents),
        }
    }
}

/// What the form sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AgreementFields {
    accept_notice: String,
    #[serde(flatten)]
    consents: ConsentFields,
}

impl AgreementFields {
    /// What they agree to.
    pub(crate) fn given(&self) -> Agreement {
        Agreement {
            notice: self.accept_notice.parse().ok(),
            consents: self.consents.given(),
        }
    }

    /// The same form again.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) async fn view(self, app: &App, problems: &Problems) -> Result<AgreementView> {
        let version = notices::current(&app.core).await?.version;
        let consents = self.consents.given();
        let accepted = kept(problems, "accept_notice", self.accept_notice);
        Ok(AgreementView::of(version, accepted, &consents))
    }
}
