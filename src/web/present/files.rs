//! Files of posts.

use url::Url;

use crate::db::media::Media;
use crate::db::posts::Post;
use crate::db::types::Visibility;
use crate::domain::media::messages::HangingFile;
use crate::domain::media::waiting::Kept;
use crate::domain::media::{Hanging, NewAttachment, proxy};
use crate::domain::topics::Shown;
use crate::domain::{Core, media};
use crate::web::paths;
use crate::web::view::{FileView, PictureView, TrayItem, UploadLine};

use super::stamp;

/// What hangs on a post, in its order.
pub fn files(core: &Core, post: &Post, shown: &Shown) -> Vec<FileView> {
    let hangings = shown.attachments.get(&post.id).map_or(&[][..], Vec::as_slice);
    let is_public = post.visibility == Visibility::Public;
    let direct = |mut view: FileView| {
        // No detour where nobody has to be asked.
        if is_public && view.host.is_none() {
            view.href = apart(core, &view.href);
            view.picture = view.picture.map(|picture| PictureView {
                src: apart(core, &picture.src),
                ..picture
            });
        }
        view
    };
    hangings
        .iter()
        .filter_map(|hanging| file(core, hanging).map(direct))
        .collect()
}

/// The address of a file on the origin of files, where there is one.
fn apart(core: &Core, path: &str) -> String {
    match core.config.media.origin() {
        Some(origin) => format!("{origin}{path}"),
        None => path.to_owned(),
    }
}

/// The same of a post that moderators decide about.
pub fn files_of_case(core: &Core, hangings: &[Hanging]) -> Vec<FileView> {
    hangings.iter().filter_map(|hanging| file(core, hanging)).collect()
}

/// The same of a private message.
pub fn message_files(core: &Core, files: &[HangingFile]) -> Vec<FileView> {
    let one = |file: &HangingFile| match &file.media {
        Some(media) => Some(own(media)),
        None => {
            let row = &file.row;
            let sides = row.width.zip(row.height);
            remote(core, row.url.as_deref()?, &row.media_type, &row.alt, sides)
        }
    };
    files.iter().filter_map(one).collect()
}

/// Files of a member's own that hang on nothing yet.
pub fn own_files(files: &[Media]) -> Vec<FileView> {
    files.iter().map(own).collect()
}

/// What is to hang on a post that waits.
pub fn kept_files(core: &Core, kept: &[Kept]) -> Vec<FileView> {
    let one = |kept: &Kept| match (&kept.media, &kept.wanted) {
        (Some(media), _) => Some(own(media)),
        (
            None,
            NewAttachment::Remote {
                url,
                media_type,
                alt,
                width,
                height,
                ..
            },
        ) => remote(core, url, media_type, alt, width.zip(*height)),
        (None, NewAttachment::Own { .. }) => None,
    };
    kept.iter().filter_map(one).collect()
}

fn file(core: &Core, hanging: &Hanging) -> Option<FileView> {
    let said = &hanging.attachment;
    match &hanging.media {
        Some(media) => Some(own(media)),
        None => remote(
            core,
            said.url.as_deref()?,
            &said.media_type,
            &said.alt,
            said.width.zip(said.height),
        ),
    }
}

fn own(media: &Media) -> FileView {
    FileView {
        href: paths::media(&media.token),
        name: media.name.clone(),
        alt: media.alt.clone(),
        kind: kind(&media.name),
        kilobytes: Some(kilobytes(media)),
        host: None,
        picture: small(media).map(|src| PictureView {
            src,
            sides: media.width.zip(media.height),
        }),
    }
}

/// A picture of another server goes through our proxy; everything else is named and stays where it is.
fn remote(core: &Core, address: &str, media_type: &str, alt: &str, sides: Option<(i32, i32)>) -> Option<FileView> {
    let url = Url::parse(address).ok()?;
    let last = url
        .path_segments()
        .and_then(|mut parts| parts.next_back())
        .unwrap_or_default();
    let host = url.host_str().unwrap_or_default();
    let name = if last.is_empty() { host } else { last };
    let proxied = media_type
        .starts_with("image/")
        .then(|| apart(core, &paths::proxy(&proxy::sign(core, address), address)));
    Some(FileView {
        href: proxied.clone().unwrap_or_else(|| address.to_owned()),
        name: name.to_owned(),
        alt: alt.to_owned(),
        kind: kind(name),
        kilobytes: None,
        host: Some(host.to_owned()),
        picture: proxied.map(|src| PictureView {
            src,
            sides: sides.filter(|(width, height)| *width > 0 && *height > 0),
        }),
    })
}

/// A file on its way to a post.
pub fn tray_item(media: &Media) -> TrayItem {
    TrayItem {
        id: media.id.0,
        name: media.name.clone(),
        alt: media.alt.clone(),
        kind: kind(&media.name),
        kilobytes: kilobytes(media),
        src: small(media),
    }
}

/// A file on the page of one's own.
pub fn upload_line(media: &Media, own: &media::OwnFiles) -> UploadLine {
    let page = |post: &Post| {
        let (address, words) = if post.root_id == post.id {
            (paths::topic(&post.id.0), &post.title)
        } else {
            (paths::reply(&post.id.0), &post.excerpt)
        };
        (address, words.clone())
    };
    UploadLine {
        id: media.id.0,
        href: paths::media(&media.token),
        name: media.name.clone(),
        kind: kind(&media.name),
        kilobytes: kilobytes(media),
        at: stamp(media.created_at),
        src: small(media),
        post: own.posts.get(&media.id).map(page),
        is_waiting: own.waiting.contains(&media.id),
        draft: own.drafts.get(&media.id).map(|draft| paths::draft(&draft.0)),
    }
}

fn small(media: &Media) -> Option<String> {
    media.is_picture().then(|| paths::media_small(&media.token))
}

fn kilobytes(media: &Media) -> i64 {
    (media.size + 999) / 1_000
}

/// The end of a name: `PDF`.
fn kind(name: &str) -> String {
    let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_uppercase());
    end.filter(|end| end.len() <= 5 && end.chars().all(|c| c.is_ascii_alphanumeric()))
        .unwrap_or_default()
}
