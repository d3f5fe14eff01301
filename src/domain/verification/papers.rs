//! What a paper is, by its bytes alone: names and declared types are not believed. Nothing is decoded here, so that no paper
//! can make this program work hard.

use crate::domain::validate::Problem;

/// Most pixels of a picture. A scanned A4 page at 600 dpi has 35 million.
const PIXELS_MAX: usize = 60_000_000;
/// Where the marks of a PDF are looked for: its head, and its tail.
const MARK_RANGE: usize = 1_024;

/// The media type of a paper that can be taken: PDF, JPEG or PNG.
///
/// # Errors
/// What is wrong with it: empty, larger than `megabytes`, of another type, cut short, locked, or a picture of more pixels
/// than a page can have.
pub fn inspect(bytes: &[u8], megabytes: u8) -> Result<&'static str, Problem> {
    if bytes.is_empty() {
        return Err(Problem::Required);
    }
    if bytes.len() > usize::from(megabytes) * 1_000_000 {
        return Err(Problem::FileTooLarge(usize::from(megabytes)));
    }
    let head = &bytes[..bytes.len().min(MARK_RANGE)];
    if contains(head, b"%PDF-") {
        return pdf(bytes);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return picture(bytes, "image/png", contains(tail(bytes), b"IEND"));
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return picture(bytes, "image/jpeg", contains(tail(bytes), b"\xff\xd9"));
    }
    Err(Problem::FileType)
}

fn pdf(bytes: &[u8]) -> Result<&'static str, Problem> {
    if !contains(tail(bytes), b"%%EOF") {
        return Err(Problem::FileDamaged);
    }
    // Stands in the trailer, or in the dictionary of the stream that replaces it (ISO 32000-1, 7.5.5 and 7.5.8); neither is
    // ever compressed.
    if contains(bytes, b"/Encrypt") {
        return Err(Problem::FileLocked);
    }
    Ok("application/pdf")
}

fn picture(bytes: &[u8], media_type: &'static str, is_whole: bool) -> Result<&'static str, Problem> {
    let size = imagesize::blob_size(bytes).map_err(|_| Problem::FileDamaged)?;
    if size.width.saturating_mul(size.height) > PIXELS_MAX {
        return Err(Problem::FilePixels);
    }
    if is_whole {
        Ok(media_type)
    } else {
        Err(Problem::FileDamaged)
    }
}

fn tail(bytes: &[u8]) -> &[u8] {
    &bytes[bytes.len().saturating_sub(MARK_RANGE)..]
}

fn contains(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &[u8] = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n";

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend(b"\x08\x02\0\0\0\0\0\0\0\0\0\0\0IEND\xaeB`\x82");
        bytes
    }

    #[test]
    fn papers_are_known_by_their_bytes() {
        assert_eq!(inspect(PDF, 8), Ok("application/pdf"));
        assert_eq!(inspect(&png(600, 800), 8), Ok("image/png"));
    }

    #[test]
    fn what_is_no_paper_is_refused_in_words_of_its_own() {
        let locked = b"%PDF-1.4\ntrailer <</Encrypt 5 0 R /Root 1 0 R>>\n%%EOF\n";
        for (bytes, problem) in [
            (&b""[..], Problem::Required),
            (b"MZ\x90\0\x03", Problem::FileType),
            (b"<svg onload='alert(1)'/>", Problem::FileType),
            (b"PK\x03\x04word/document.xml", Problem::FileType),
            (&PDF[..30], Problem::FileDamaged),
            (locked, Problem::FileLocked),
            (b"\xff\xd8\xff\xe0", Problem::FileDamaged),
        ] {
            assert_eq!(inspect(bytes, 8), Err(problem), "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_picture_of_a_hundred_thousand_pixels_each_way_is_a_bomb() {
        assert_eq!(inspect(&png(100_000, 100_000), 8), Err(Problem::FilePixels));
    }

    #[test]
    fn size_is_counted_in_megabytes() {
        let big = vec![0; 1_000_001];
        assert_eq!(inspect(&big, 1), Err(Problem::FileTooLarge(1)));
    }
}
