//! What a file is: by its bytes first, and among those that look alike by the end of its name. Declared types are not
//! believed. Whatever is not on the list is not taken: no HTML, no SVG, nothing that runs.

use super::MediaError;

/// A kind of file that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// The end of its name.
    pub extension: &'static str,
    /// Media type.
    pub media_type: &'static str,
    /// Whether it is shown; everything else is only downloaded.
    pub is_picture: bool,
    mark: Mark,
}

/// How the bytes of a kind begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// With these bytes.
    Starts(&'static [u8]),
    /// `RIFF`, four bytes, `WEBP`.
    Webp,
    /// A ZIP archive whose first entry has one of these names.
    Zip(&'static [&'static str]),
    /// Lines of text, somewhere near the beginning of which this stands; empty for any text.
    Text(&'static str),
}

const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// The first entries of Office Open XML.
const OOXML: &[&str] = &[
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/",
    "word/",
    "xl/",
    "ppt/",
    "mimetype",
];
const ODF: &[&str] = &["mimetype"];

const fn kind(extension: &'static str, media_type: &'static str, mark: Mark) -> Kind {
    Kind {
        extension,
        media_type,
        is_picture: false,
        mark,
    }
}

const fn picture(extension: &'static str, media_type: &'static str, mark: Mark) -> Kind {
    Kind {
        extension,
        media_type,
        is_picture: true,
        mark,
    }
}

/// Every kind, pictures first.
pub const KINDS: [Kind; 25] = [
    picture("jpg", "image/jpeg", Mark::Starts(b"\xff\xd8\xff")),
    picture("jpeg", "image/jpeg", Mark::Starts(b"\xff\xd8\xff")),
    picture("png", "image/png", Mark::Starts(b"\x89PNG\r\n\x1a\n")),
    picture("gif", "image/gif", Mark::Starts(b"GIF8")),
    picture("webp", "image/webp", Mark::Webp),
    kind("pdf", "application/pdf", Mark::Starts(b"%PDF-")),
    kind(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Mark::Zip(OOXML),
    ),
    kind(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Mark::Zip(OOXML),
    ),
    kind(
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        Mark::Zip(OOXML),
    ),
    kind("odt", "application/vnd.oasis.opendocument.text", Mark::Zip(ODF)),
    kind("ods", "application/vnd.oasis.opendocument.spreadsheet", Mark::Zip(ODF)),
    kind("odp", "application/vnd.oasis.opendocument.presentation", Mark::Zip(ODF)),
    kind("doc", "application/msword", Mark::Starts(OLE)),
    kind("xls", "application/vnd.ms-excel", Mark::Starts(OLE)),
    kind("ppt", "application/vnd.ms-powerpoint", Mark::Starts(OLE)),
    kind("csv", "text/csv", Mark::Text("")),
    kind("txt", "text/plain", Mark::Text("")),
    kind("dwg", "image/vnd.dwg", Mark::Starts(b"AC10")),
    kind("dxf", "image/vnd.dxf", Mark::Text("SECTION")),
    kind("dxf", "image/vnd.dxf", Mark::Starts(b"AutoCAD Binary DXF")),
    kind("step", "model/step", Mark::Text("ISO-10303-21")),
    kind("stp", "model/step", Mark::Text("ISO-10303-21")),
    kind("igs", "model/iges", Mark::Text("S      1")),
    kind("stl", "model/stl", Mark::Text("solid")),
    kind("gcode", "text/x.gcode", Mark::Text("")),
];

/// What a file that begins with `head` and is called `name` is. Pictures are known whatever they are called.
///
/// # Errors
/// [`MediaError::Kind`].
pub fn sniff(head: &[u8], name: &str) -> Result<Kind, MediaError> {
    let extension = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    let extension = extension.unwrap_or_default();
    KINDS
        .into_iter()
        .find(|kind| (kind.is_picture || kind.extension == extension) && kind.mark.fits(head))
        .ok_or(MediaError::Kind)
}

impl Mark {
    fn fits(self, head: &[u8]) -> bool {
        match self {
            Self::Starts(bytes) => head.starts_with(bytes),
            Self::Webp => head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP"),
            Self::Zip(names) => {
                first_entry(head).is_some_and(|entry| names.iter().any(|name| entry.starts_with(name.as_bytes())))
            }
            Self::Text(wanted) => text(head).is_some_and(|text| text.contains(wanted)),
        }
    }
}

/// The name of the first entry of a ZIP archive.
fn first_entry(head: &[u8]) -> Option<&[u8]> {
    if !head.starts_with(b"PK\x03\x04") {
        return None;
    }
    let length = u16::from_le_bytes([*head.get(26)?, *head.get(27)?]);
    head.get(30..30 + usize::from(length))
}

/// The beginning as text: in UTF-8 or an older code, but without the bytes that no text has.
fn text(head: &[u8]) -> Option<String> {
    let is_control = |byte: &u8| *byte < 0x09 || (0x0e..0x20).contains(byte) && *byte != 0x1b;
    if head.is_empty() || head.iter().any(is_control) {
        return None;
    }
    Some(String::from_utf8_lossy(head).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zip(entry: &str) -> Vec<u8> {
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.resize(26, 0);
        bytes.extend(u16::try_from(entry.len()).unwrap().to_le_bytes());
        bytes.extend([0, 0]);
        bytes.extend(entry.as_bytes());
        bytes
    }

    #[test]
    fn a_file_is_what_its_bytes_say() {
        for (head, name, wanted) in [
            (&b"\xff\xd8\xff\xe0"[..], "machine.png", "image/jpeg"),
            (b"%PDF-1.7", "manual.PDF", "application/pdf"),
            (b"AC1032", "hall.dwg", "image/vnd.dwg"),
            (b"  0\nSECTION\n", "part.dxf", "image/vnd.dxf"),
            (b"ISO-10303-21;\nHEADER;", "part.stp", "model/step"),
            ("القيمة,الوحدة\n".as_bytes(), "readings.csv", "text/csv"),
            (OLE, "old.xls", "application/vnd.ms-excel"),
        ] {
            assert_eq!(sniff(head, name).unwrap().media_type, wanted, "{name}");
        }
        assert!(sniff(&zip("[Content_Types].xml"), "plan.xlsx").is_ok());
        assert!(sniff(&zip("mimetype"), "plan.ods").is_ok());
    }

    #[test]
    fn what_runs_or_lies_is_not_taken() {
        for (head, name) in [
            (
                &b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"[..],
                "logo.svg",
            ),
            (b"<!doctype html><script>", "page.html"),
            (b"<svg onload='alert(1)'/>", "logo.png"),
            (b"MZ\x90\0\x03", "setup.exe"),
            (b"MZ\x90\0\x03", "setup.pdf"),
            (b"not a pdf", "manual.pdf"),
            (b"\x7fELF\x02\x01", "readings.csv"),
            (b"%PDF-1.7", "manual"),
            (b"", "empty.txt"),
        ] {
            assert!(sniff(head, name).is_err(), "{name}");
        }
        assert!(sniff(&zip("payload.exe"), "plan.xlsx").is_err());
    }
}
