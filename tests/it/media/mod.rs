//! Files on posts: the same promises on a disk, on a server that speaks S3 and on one that speaks as Azure does.

mod caches;
mod drafts;
mod faults;
mod federation;
mod moderated;
mod origin;
mod posts;
mod readers;
mod reported;
mod resumable;
mod servers;
mod shelf;

use axum::body::Body;
use axum::http::{Method, header};
use image::{ImageFormat, RgbImage};
use std::io::Cursor;

use crate::support::{Client, Page};

/// A picture of this size that no other test has.
pub(crate) fn photo(width: u32, height: u32, shade: u8, format: ImageFormat) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x % 256) as u8, (y % 256) as u8, shade])
    });
    let mut bytes = Vec::new();
    picture
        .write_to(&mut Cursor::new(&mut bytes), format)
        .expect("a picture");
    bytes
}

/// A JPEG that says where it was taken.
pub(crate) fn photo_with_a_place() -> Vec<u8> {
    let plain = photo(1_400, 700, 7, ImageFormat::Jpeg);
    let mut bytes = plain[..2].to_vec();
    let exif = b"Exif\0\0MM\0*\0\0\0\x08\0\0GPS 24.7136 46.6753";
    bytes.extend(b"\xff\xe1");
    bytes.extend(u16::try_from(exif.len() + 2).expect("a length").to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&plain[2..]);
    bytes
}

const BOUNDARY: &str = "----majlis-test";

/// A form with files, as browsers write it.
pub(crate) fn form(fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.as_bytes());
    }
    for (name, bytes) in files {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.as_bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

/// Sends such a form from a page of the site.
pub(crate) async fn post(client: &Client, path: &str, body: Vec<u8>) -> Page {
    let request = client
        .request(Method::POST, path)
        .header(
            header::CONTENT_TYPE,
            format!("multipart/form-data; boundary={BOUNDARY}"),
        )
        .header("sec-fetch-site", "same-origin");
    client.send(request.body(Body::from(body)).expect("a request")).await
}

/// The token of the forms of whoever is signed in.
pub(crate) async fn token(client: &Client) -> String {
    let page = client.get("/about").await;
    page.attribute("input[name=csrf]", "value").expect("a token")
}

/// Sends the form of a new topic, with these fields besides.
pub(crate) async fn compose(client: &Client, forum: &str, extra: &[(&str, &str)], files: &[(&str, &[u8])]) -> Page {
    let token = token(client).await;
    let mut fields = vec![
        ("csrf", token.as_str()),
        ("kind", "question"),
        ("title", "Why does the pump shake?"),
        ("body", "It shakes since the bearing was changed."),
        ("language", "en"),
    ];
    fields.extend_from_slice(extra);
    post(client, &format!("/forums/{forum}/new"), form(&fields, files)).await
}

/// Publishes a topic with these files; gives its address.
pub(crate) async fn publish(client: &Client, forum: &str, files: &[(&str, &[u8])]) -> String {
    let page = compose(client, forum, &[("intent", "publish")], files).await;
    assert_eq!(page.status, 303, "{}", page.body);
    page.header("location").to_owned()
}
