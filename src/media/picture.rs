//! Pictures: looked at before they are decoded, turned upright, freed of everything that is not pixels, and kept as WebP in
//! two sizes. A moving picture becomes its first one.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::MediaError;

/// The longer side of the large picture.
const LARGE: u32 = 2_560;
/// The longer side of the small one.
const SMALL: u32 = 640;
/// The longer side of a picture that another server has.
const PROXIED: u32 = 1_280;
/// The longer side of what the placeholder is made from.
const BLUR: u32 = 64;
/// Pictures of so few pixels are kept without loss: drawings, screens.
const EXACT: u32 = 1_500_000;
const QUALITY: f32 = 82.0;
/// Most bytes that decoding may take.
const MEMORY: u64 = 512 * 1024 * 1024;
/// The longest side there may be.
const SIDE: u32 = 30_000;

/// One size of a picture.
#[derive(Debug, Clone)]
pub struct Rendition {
    /// WebP.
    pub bytes: Vec<u8>,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// A picture as it is kept.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The large one.
    pub large: Rendition,
    /// The small one.
    pub small: Rendition,
    /// Placeholder, see blurha.sh.
    pub blurhash: String,
}

/// Reads a picture of at most `megapixels` and makes what is kept of it. Works hard: not for the threads of requests.
///
/// # Errors
/// [`MediaError::Pixels`], [`MediaError::Damaged`], [`MediaError::Kind`].
pub fn render(bytes: &[u8], megapixels: u16) -> Result<Picture, MediaError> {
    let (picture, is_drawn) = decode(bytes, megapixels)?;
    let large = fit(&picture, LARGE);
    let small = fit(&large, SMALL);
    let is_exact = is_drawn && large.width() * large.height() <= EXACT;
    Ok(Picture {
        blurhash: blurhash(&small)?,
        large: encode(&large, is_exact)?,
        small: encode(&small, false)?,
    })
}

/// The same for a picture that another server has: one size only.
///
/// # Errors
/// See [`render`].
pub fn proxied(bytes: &[u8], megapixels: u16) -> Result<Rendition, MediaError> {
    let (picture, _) = decode(bytes, megapixels)?;
    encode(&fit(&picture, PROXIED), false)
}

/// The picture, upright, and whether it comes from a format of drawings.
fn decode(bytes: &[u8], megapixels: u16) -> Result<(DynamicImage, bool), MediaError> {
    let damaged = |_| MediaError::Damaged;
    let mut reader = ImageReader::new(Cursor::new(bytes));
    let format = image::guess_format(bytes).map_err(|_| MediaError::Kind)?;
    reader.set_format(format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| match error {
        image::ImageError::Limits(_) => MediaError::Pixels,
        image::ImageError::Unsupported(_) => MediaError::Kind,
        _ => MediaError::Damaged,
    })?;
    // The header alone says how large it is: nothing is decoded yet.
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > u64::from(megapixels) * 1_000_000 {
        return Err(MediaError::Pixels);
    }
    if format == ImageFormat::Jpeg && is_cut(bytes) {
        return Err(MediaError::Damaged);
    }
    let orientation = decoder.orientation().map_err(damaged)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    picture.apply_orientation(orientation);
    Ok((picture, matches!(format, ImageFormat::Png | ImageFormat::Gif)))
}

/// Whether a JPEG breaks off: its decoder paints what is missing grey. A picture ends with a mark of its own, which must come
/// after the last beginning of pixels; the small one that cameras put before it has both marks, too.
fn is_cut(bytes: &[u8]) -> bool {
    let last = |mark: [u8; 2]| bytes.windows(2).rposition(|pair| pair == mark);
    last([0xff, 0xd9]) < last([0xff, 0xda])
}

/// No side longer than `side`; never made larger.
fn fit(picture: &DynamicImage, side: u32) -> DynamicImage {
    if picture.width().max(picture.height()) <= side {
        return picture.clone();
    }
    // Averaging is quick and good for making things smaller.
    picture.thumbnail(side, side)
}

fn encode(picture: &DynamicImage, is_exact: bool) -> Result<Rendition, MediaError> {
    let (width, height) = (picture.width(), picture.height());
    let memory = if picture.color().has_alpha() {
        let pixels = picture.to_rgba8();
        let encoder = webp::Encoder::from_rgba(&pixels, width, height);
        encoder.encode_simple(is_exact, QUALITY)
    } else {
        let pixels = picture.to_rgb8();
        let encoder = webp::Encoder::from_rgb(&pixels, width, height);
        encoder.encode_simple(is_exact, QUALITY)
    };
    let bytes = memory.map_err(|_| MediaError::Damaged)?.to_vec();
    Ok(Rendition { bytes, width, height })
}

fn blurhash(picture: &DynamicImage) -> Result<String, MediaError> {
    let tiny = fit(picture, BLUR).to_rgba8();
    blurhash::encode(4, 3, tiny.width(), tiny.height(), &tiny).map_err(|_| MediaError::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn photo(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let picture =
            image::RgbImage::from_fn(width, height, |x, y| image::Rgb([(x % 256) as u8, (y % 256) as u8, 90]));
        let mut bytes = Vec::new();
        picture.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
        bytes
    }

    #[test]
    fn a_picture_is_kept_in_two_sizes_with_a_placeholder() {
        let picture = render(&photo(1_400, 700, ImageFormat::Jpeg), 50).unwrap();
        assert_eq!((picture.large.width, picture.large.height), (1_400, 700));
        assert_eq!((picture.small.width, picture.small.height), (640, 320));
        assert!(picture.large.bytes.starts_with(b"RIFF") && picture.blurhash.len() > 10);
    }

    #[test]
    fn a_picture_taken_sideways_stands_upright_and_says_nothing_of_its_camera() {
        let plain = photo(40, 20, ImageFormat::Jpeg);
        // APP1 with an Exif block: orientation 6, and a maker.
        let mut exif =
            b"Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\x01\x0f\0\x02\0\0\0\x04CAM\0\0\0\0\0"
                .to_vec();
        let mut bytes = plain[..2].to_vec();
        bytes.extend(b"\xff\xe1");
        bytes.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
        bytes.append(&mut exif);
        bytes.extend(&plain[2..]);
        let picture = render(&bytes, 50).unwrap();
        assert_eq!((picture.large.width, picture.large.height), (20, 40));
        let has = |mark: &[u8]| picture.large.bytes.windows(mark.len()).any(|window| window == mark);
        assert!(!has(b"Exif") && !has(b"EXIF") && !has(b"CAM"));
    }

    #[test]
    fn a_bomb_is_known_by_its_header() {
        let mut bomb = photo(2, 2, ImageFormat::Png);
        // IHDR stands right after the signature.
        bomb[16..20].copy_from_slice(&20_000_u32.to_be_bytes());
        bomb[20..24].copy_from_slice(&20_000_u32.to_be_bytes());
        assert!(matches!(
            render(&bomb, 50),
            Err(MediaError::Pixels | MediaError::Damaged)
        ));
        let large = photo(1_100, 1_000, ImageFormat::Png);
        assert!(matches!(render(&large, 1), Err(MediaError::Pixels)));
    }

    #[test]
    fn half_a_picture_is_none() {
        let whole = photo(400, 300, ImageFormat::Png);
        assert!(matches!(
            render(&whole[..whole.len() / 2], 50),
            Err(MediaError::Damaged)
        ));
    }
}
