//! Lines of text as glyphs, in the order in which they are seen: Arabic from the right, numbers and Latin words in it from the
//! left. Knows nothing of what they say.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, Face, UnicodeBuffer};
use unicode_bidi::{Level, ParagraphBidiInfo};

use crate::domain::{Error, Result};
use crate::web::assets;

/// A face of the type, for measuring and for drawing.
pub(super) struct Type {
    bytes: std::borrow::Cow<'static, [u8]>,
    font: Font,
}

/// A piece of a line in one direction.
pub(super) struct Run {
    /// What it says.
    pub(super) text: String,
    /// Its glyphs, for a size of 1.
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// How wide they are, for a size of 1.
    pub(super) width: f32,
}

impl Type {
    /// Reads a face from the assets.
    pub(super) fn load(name: &str) -> Result<Self> {
        let missing = || Error::Internal(format!("the type {name} is not among the assets"));
        let bytes = assets::bytes(name).ok_or_else(missing)?;
        let data: std::sync::Arc<dyn AsRef<[u8]> + Send + Sync> = std::sync::Arc::new(bytes.to_vec());
        let font = Font::new(data.into(), 0).ok_or_else(missing)?;
        Ok(Self { bytes, font })
    }

    /// The face as it is drawn with.
    pub(super) fn font(&self) -> Font {
        self.font.clone()
    }

    /// A line as it is seen, from the left to the right.
    pub(super) fn runs(&self, text: &str, is_rtl: bool) -> Result<Vec<Run>> {
        let unreadable = || Error::Internal("a type of the assets cannot be read".to_owned());
        let face = Face::from_slice(&self.bytes, 0).ok_or_else(unreadable)?;
        let base = if is_rtl { Level::rtl() } else { Level::ltr() };
        let bidi = ParagraphBidiInfo::new(text, Some(base));
        let (levels, ranges) = bidi.visual_runs(0..text.len());
        let run = |range: std::ops::Range<usize>| {
            let is_rtl = levels.get(range.start).is_some_and(|level| level.is_rtl());
            let part = text.get(range).unwrap_or_default();
            shape(&face, part, is_rtl)
        };
        Ok(ranges.into_iter().map(run).collect())
    }

    /// How wide a line is, for a size of 1.
    pub(super) fn width(&self, text: &str, is_rtl: bool) -> Result<f32> {
        Ok(self.runs(text, is_rtl)?.iter().map(|run| run.width).sum())
    }
}

fn shape(face: &Face<'_>, text: &str, is_rtl: bool) -> Run {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_direction(if is_rtl {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    });
    let shaped = rustybuzz::shape(face, &[], buffer);
    let scale = |units: i32| narrow(units) / narrow(face.units_per_em());
    // A glyph stands for the text from its own beginning to that of the next one.
    let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| start(info.cluster)).collect();
    starts.sort_unstable();
    starts.dedup();
    let end = |from: usize| starts.iter().copied().find(|start| *start > from).unwrap_or(text.len());
    let glyphs: Vec<KrillaGlyph> = shaped
        .glyph_infos()
        .iter()
        .zip(shaped.glyph_positions())
        .map(|(info, place)| {
            let from = start(info.cluster);
            KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                scale(place.x_advance),
                scale(place.x_offset),
                scale(place.y_offset),
                scale(place.y_advance),
                from..end(from),
                None,
            )
        })
        .collect();
    Run {
        width: glyphs.iter().map(|glyph| glyph.x_advance).sum(),
        text: text.to_owned(),
        glyphs,
    }
}

fn start(cluster: u32) -> usize {
    usize::try_from(cluster).unwrap_or(0)
}

/// Units of a type are small whole numbers, which nothing is lost of.
#[expect(clippy::cast_precision_loss, reason = "a type has a few thousand units to an em")]
fn narrow(units: i32) -> f32 {
    units as f32
}
