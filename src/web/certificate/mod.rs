//! A certificate on a sheet of paper: one page of A4 across, in Arabic or English, with a picture of the address where it is
//! checked. Knows how it looks, and nothing of whom it is given to.

mod text;

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Paint, Stroke};
use krilla::surface::Surface;
use qrcodegen::{QrCode, QrCodeEcc};

use crate::domain::{Error, Result};
use crate::web::i18n::dates::RIYADH_OFFSET_MINUTES;
use crate::web::i18n::{self, FluentValue, Locale};
use crate::web::pages::trainings::CertificateView;

use text::Type;

/// A4 across, in points.
const WIDTH: f32 = 841.89;
const HEIGHT: f32 = 595.28;
/// Room at its edges.
const MARGIN: f32 = 36.0;
/// Widest line.
const MEASURE: f32 = WIDTH - 4.0 * MARGIN;
/// Most lines of a title.
const TITLE_LINES: usize = 3;
/// A side of the picture of the address.
const PICTURE: f32 = 84.0;

/// Red, green and blue.
type Colour = (u8, u8, u8);

const INK: Colour = (34, 40, 42);
const SOFT: Colour = (96, 104, 104);
const GREEN: Colour = (20, 97, 71);
const COPPER: Colour = (178, 106, 54);

/// What stands on the sheet.
#[derive(Debug, Clone)]
pub(in crate::web) struct Sheet {
    /// In which language.
    pub(in crate::web) locale: Locale,
    /// The name of this site.
    pub(in crate::web) site: String,
    /// The certificate.
    pub(in crate::web) certificate: CertificateView,
    /// Where it is checked.
    pub(in crate::web) address: String,
}

/// The sheet as a PDF.
///
/// # Errors
/// If the type is not among the assets.
pub(in crate::web) fn draw(sheet: &Sheet) -> Result<Vec<u8>> {
    let failed = |error: String| Error::Internal(error);
    let mut document = Document::new();
    let heading = i18n::text(sheet.locale, sheet.certificate.title_key()).into_owned();
    let metadata = Metadata::new()
        .title(format!("{heading}: {}", sheet.certificate.holder))
        .language(sheet.locale.tag().to_owned());
    document.set_metadata(metadata);
    let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| failed("no such paper".to_owned()))?;
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    let mut pen = Pen {
        surface: &mut surface,
        plain: Type::load("plex-400.ttf")?,
        bold: Type::load("plex-600.ttf")?,
        is_rtl: sheet.locale == Locale::Ar,
    };
    pen.frame();
    words(&mut pen, sheet, &heading)?;
    check(&mut pen, sheet)?;
    surface.finish();
    page.finish();
    document.finish().map_err(|error| failed(format!("{error:?}")))
}

/// Everything in the middle, from above.
fn words(pen: &mut Pen<'_, '_>, sheet: &Sheet, heading: &str) -> Result<()> {
    let (locale, certificate) = (sheet.locale, &sheet.certificate);
    let say = |key| i18n::text(locale, key);
    pen.centered(&sheet.site, 15.0, 84.0, Look::Soft)?;
    pen.centered(heading, 34.0, 134.0, Look::Head)?;
    pen.centered(&say("certificate-awarded"), 14.0, 178.0, Look::Soft)?;
    pen.centered(&certificate.holder, 30.0, 222.0, Look::Strong)?;
    pen.rule(240.0);
    pen.centered(&say(certificate.reason_key()), 14.0, 272.0, Look::Soft)?;
    let below = pen.wrapped(&certificate.title, 20.0, 304.0)?;
    pen.centered(
        &format!("{} · {}", days(sheet), hours(sheet)),
        14.0,
        below + 12.0,
        Look::Plain,
    )?;
    let issuer = i18n::text_with(
        locale,
        "certificate-issuer",
        [("issuer", FluentValue::from(certificate.issuer.as_str()))],
    );
    pen.centered(&issuer, 14.0, below + 38.0, Look::Plain)
}

/// On which days.
fn days(sheet: &Sheet) -> String {
    let certificate = &sheet.certificate;
    let day = |stamp: crate::web::view::Stamp| stamp.date(sheet.locale, RIYADH_OFFSET_MINUTES);
    if certificate.is_one_day {
        day(certificate.starts)
    } else {
        format!("{} – {}", day(certificate.starts), day(certificate.ends))
    }
}

/// How long.
fn hours(sheet: &Sheet) -> String {
    let locale = sheet.locale;
    let say = |key, count: i64| i18n::text_with(locale, key, [("n", FluentValue::from(count))]);
    let (hours, minutes) = sheet.certificate.hours();
    match (say("certificate-hours", hours), say("certificate-minutes", minutes)) {
        (_, minutes) if hours == 0 => minutes,
        (hours, _) if minutes == 0 => hours,
        (hours, minutes) => {
            let both = [
                ("hours", FluentValue::from(hours)),
                ("minutes", FluentValue::from(minutes)),
            ];
            i18n::text_with(locale, "certificate-length", both)
        }
    }
}

/// How it is checked: the picture of the address, the address itself, the code.
fn check(pen: &mut Pen<'_, '_>, sheet: &Sheet) -> Result<()> {
    let top = HEIGHT - 1.6 * MARGIN - PICTURE;
    let side = 1.6 * MARGIN;
    let left = if pen.is_rtl { side } else { WIDTH - side - PICTURE };
    pen.picture(&sheet.address, left, top)?;
    let edge = if pen.is_rtl { left + PICTURE + 14.0 } else { left - 14.0 };
    let lines = [
        (i18n::text(sheet.locale, "certificate-check").into_owned(), 10.0),
        (sheet.address.clone(), 10.0),
        (sheet.certificate.code.clone(), 12.0),
    ];
    for (at, (line, size)) in [26.0_f32, 44.0, 64.0].into_iter().zip(lines) {
        pen.beside(&line, size, (edge, top + at))?;
    }
    Ok(())
}

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Plain,
    Soft,
    Strong,
    Head,
}

impl Look {
    fn colour(self) -> Colour {
        match self {
            Self::Plain | Self::Strong => INK,
            Self::Soft => SOFT,
            Self::Head => GREEN,
        }
    }
}

/// What the sheet is drawn with.
struct Pen<'a, 'b> {
    surface: &'a mut Surface<'b>,
    plain: Type,
    bold: Type,
    is_rtl: bool,
}

impl Pen<'_, '_> {
    fn face(&self, look: Look) -> &Type {
        match look {
            Look::Plain | Look::Soft => &self.plain,
            Look::Strong | Look::Head => &self.bold,
        }
    }

    /// A line in the middle, smaller if it is too long.
    fn centered(&mut self, line: &str, size: f32, baseline: f32, look: Look) -> Result<()> {
        let width = self.face(look).width(line, self.is_rtl)?;
        let size = if width * size > MEASURE { MEASURE / width } else { size };
        let start = (WIDTH - width * size) / 2.0;
        self.line(line, size, (start, baseline), look)
    }

    /// A line that ends (in English) or begins (in Arabic) at an edge.
    fn beside(&mut self, line: &str, size: f32, (edge, baseline): (f32, f32)) -> Result<()> {
        let width = self.plain.width(line, self.is_rtl)? * size;
        let start = if self.is_rtl { edge } else { edge - width };
        self.line(line, size, (start, baseline), Look::Soft)
    }

    /// Words in the middle on several lines; gives where the next line may stand.
    fn wrapped(&mut self, words: &str, size: f32, top: f32) -> Result<f32> {
        let mut lines: Vec<String> = Vec::new();
        for word in words.split_whitespace() {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match longer {
                Some(longer) if self.bold.width(&longer, self.is_rtl)? * size <= MEASURE => {
                    lines.pop();
                    lines.push(longer);
                }
                Some(longer) if lines.len() == TITLE_LINES => {
                    lines.pop();
                    lines.push(longer);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        let mut baseline = top;
        for line in &lines {
            self.centered(line, size, baseline, Look::Strong)?;
            baseline += size * 1.5;
        }
        Ok(baseline)
    }

    fn line(&mut self, line: &str, size: f32, (start, baseline): (f32, f32), look: Look) -> Result<()> {
        self.fill(look.colour());
        let (runs, font) = (self.face(look).runs(line, self.is_rtl)?, self.face(look).font());
        let mut x = start;
        for run in runs {
            let at = Point::from_xy(x, baseline);
            self.surface
                .draw_glyphs(at, &run.glyphs, font.clone(), &run.text, size, false);
            x += run.width * size;
        }
        Ok(())
    }

    fn fill(&mut self, colour: Colour) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill {
            paint: paint(colour),
            opacity: NormalizedF32::ONE,
            ..Fill::default()
        }));
    }

    /// The edge of the sheet, and a bar of two colours at its head.
    fn frame(&mut self) {
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke {
            paint: paint(GREEN),
            width: 1.2,
            ..Stroke::default()
        }));
        self.rectangles(&[(MARGIN, MARGIN, WIDTH - 2.0 * MARGIN, HEIGHT - 2.0 * MARGIN)]);
        self.fill(GREEN);
        self.rectangles(&[(MARGIN, MARGIN, WIDTH - 2.0 * MARGIN, 7.0)]);
        self.fill(COPPER);
        self.rectangles(&[(WIDTH / 2.0 - 40.0, MARGIN, 80.0, 7.0)]);
    }

    /// A short line below the name.
    fn rule(&mut self, top: f32) {
        self.fill(COPPER);
        self.rectangles(&[(WIDTH / 2.0 - 60.0, top, 120.0, 1.4)]);
    }

    /// An address as a QR code.
    fn picture(&mut self, address: &str, left: f32, top: f32) -> Result<()> {
        let code =
            QrCode::encode_text(address, QrCodeEcc::Medium).map_err(|error| Error::Internal(error.to_string()))?;
        let size = u16::try_from(code.size()).map_or(1.0, f32::from);
        let module = PICTURE / size;
        let at = |place: i32| u16::try_from(place).map_or(0.0, f32::from) * module;
        let side = 0..code.size();
        let dark = side.clone().flat_map(|y| side.clone().map(move |x| (x, y)));
        let squares: Vec<_> = dark
            .filter(|(x, y)| code.get_module(*x, *y))
            // A hair wider than they are, so that no light shows between them.
            .map(|(x, y)| (left + at(x), top + at(y), module + 0.05, module + 0.05))
            .collect();
        self.fill(INK);
        self.rectangles(&squares);
        Ok(())
    }

    fn rectangles(&mut self, rectangles: &[(f32, f32, f32, f32)]) {
        if let Some(path) = path(rectangles) {
            self.surface.draw_path(&path);
        }
    }
}

fn paint((red, green, blue): Colour) -> Paint {
    rgb::Color::new(red, green, blue).into()
}

fn path(rectangles: &[(f32, f32, f32, f32)]) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for (x, y, width, height) in rectangles {
        builder.push_rect(Rect::from_xywh(*x, *y, *width, *height)?);
    }
    builder.finish()
}
