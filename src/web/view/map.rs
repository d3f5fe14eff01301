//! The map of case studies: a drawing, and the same as a table.

/// The map.
#[derive(Debug, Clone, Default)]
pub struct MapView {
    /// Regions, as they are drawn.
    pub regions: Vec<RegionShape>,
    /// Industrial cities with case studies, the largest circle first.
    pub cities: Vec<CityDot>,
    /// What the five steps of colour mean.
    pub legend: Vec<LegendStep>,
    /// The same in words, most first.
    pub rows: Vec<MapRow>,
    /// Case studies whose region is not shown.
    pub elsewhere: i64,
}

/// A region, drawn.
#[derive(Debug, Clone)]
pub struct RegionShape {
    /// Its name.
    pub name: String,
    /// Where its case studies are.
    pub href: String,
    /// Its outline, as SVG draws it.
    pub path: &'static str,
    /// How many case studies it has.
    pub count: i64,
    /// Its step of colour: 0 for none, up to 5.
    pub step: usize,
    /// Where its number stands.
    pub x: i64,
    /// Where its number stands.
    pub y: i64,
}

/// An industrial city, drawn as a circle.
#[derive(Debug, Clone)]
pub struct CityDot {
    /// Its name.
    pub name: String,
    /// Where its case studies are.
    pub href: String,
    /// How many case studies name it.
    pub count: i64,
    /// Where it is.
    pub x: i64,
    /// Where it is.
    pub y: i64,
    /// How large its circle is.
    pub radius: i64,
}

/// What a step of colour means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegendStep {
    /// 1 to 5.
    pub step: usize,
    /// At least so many.
    pub from: i64,
    /// At most so many.
    pub to: i64,
}

/// A region in the table.
#[derive(Debug, Clone)]
pub struct MapRow {
    /// Its name.
    pub name: String,
    /// Where its case studies are.
    pub href: String,
    /// How many.
    pub count: i64,
    /// Its industrial cities that have any: name, address, how many.
    pub cities: Vec<(String, String, i64)>,
}

/// What a reader may do with the map where scripts run.
#[derive(Debug, Clone, Default)]
pub struct LiveMap {
    /// Where what it shows comes from, with the same choices.
    pub data: String,
    /// Address of the pictures of a street map; empty if there is none.
    pub tiles: String,
    /// Whom to thank for it.
    pub credit: String,
}
