//! Where a training is. All of it may be told: people have to find it.

use crate::db::types::TermKind;
use crate::domain::cases::{Point, read_point, region_of};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::validate::{Problem, Problems};

use super::form::TrainingForm;

/// Longest name of a house, a street or a town, in characters.
const NAME_MAX: usize = 160;

/// Where a training is; nothing of it if it is online.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Place {
    pub(super) venue: String,
    pub(super) address: String,
    pub(super) region: Option<String>,
    pub(super) city: Option<String>,
    pub(super) locality: String,
    pub(super) point: Option<Point>,
}

impl Place {
    /// Takes it from a form. A training may be given outside the Kingdom, then it has no region.
    pub(super) fn check(problems: &mut Problems, terms: &Taxonomy, form: &TrainingForm) -> Self {
        let city = terms.choice(problems, "city", TermKind::City, &form.city, Some(&form.city));
        let mut region = terms.choice(problems, "region", TermKind::Region, &form.region, Some(&form.region));
        let parent = city
            .as_deref()
            .and_then(|code| terms.find(TermKind::City, code)?.parent.clone());
        match (parent, &region) {
            (Some(parent), Some(chosen)) if parent != *chosen => problems.add("city", Problem::CityElsewhere),
            (Some(parent), None) => region = Some(parent),
            _ => {}
        }
        let point = read_point(problems, &form.latitude, &form.longitude);
        let found = point.and_then(region_of).map(str::to_owned);
        Self {
            venue: problems.line("venue", &form.venue, 0, NAME_MAX),
            address: problems.line("address", &form.address, 0, NAME_MAX),
            region: region.or(found),
            city,
            locality: problems.line("locality", &form.locality, 0, NAME_MAX),
            point,
        }
    }

    /// Whether it says where to go.
    pub(super) fn is_known(&self) -> bool {
        !self.venue.is_empty() || self.city.is_some() || !self.locality.is_empty()
    }
}
