//! The token of forms that carry files (`multipart/form-data`): it stands in their first field, so that it is known before
//! any of a file is read, and the rest of the body streams on to the handler.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum_extra::extract::Multipart;
use futures::{StreamExt, stream};

/// Most bytes that are looked at for the token.
const HEAD_MAX: usize = 2_048;

/// The boundary between the parts of a form with files; none for other bodies.
pub(super) fn boundary(headers: &HeaderMap) -> Option<String> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let rest = kind.strip_prefix("multipart/form-data")?;
    let (_, boundary) = rest.split_once("boundary=")?;
    Some(boundary.split(';').next()?.trim().trim_matches('"').to_owned())
}

/// Reads as far as the first field; gives what it holds and the whole body again.
pub(super) async fn first_field(body: Body, boundary: &str, name: &str) -> (Option<String>, Body) {
    let mut chunks = body.into_data_stream();
    let mut head: Vec<u8> = Vec::new();
    while head.len() < HEAD_MAX && read(&head, boundary, name).is_none() {
        match chunks.next().await {
            Some(Ok(chunk)) => head.extend_from_slice(&chunk),
            // The handler meets the same end.
            Some(Err(_)) | None => break,
        }
    }
    let value = read(&head, boundary, name);
    let again = stream::once(async move { Ok(Bytes::from(head)) }).chain(chunks);
    (value, Body::from_stream(again))
}

/// What was typed into a form with files that will not be taken: the fields before the first file, and of them no more
/// than `max` bytes.
pub(super) async fn text_fields(parts: &Parts, body: Body, max: usize) -> Vec<(String, String)> {
    let mut typed = Vec::new();
    let mut request = Request::new(body);
    *request.headers_mut() = parts.headers.clone();
    let Ok(mut fields) = Multipart::from_request(request, &()).await else {
        return typed;
    };
    let mut left = max;
    while let Ok(Some(field)) = fields.next_field().await {
        if field.file_name().is_some() {
            break;
        }
        let name = field.name().unwrap_or_default().to_owned();
        let Ok(value) = field.text().await else { break };
        let Some(rest) = left.checked_sub(value.len()) else {
            break;
        };
        left = rest;
        typed.push((name, value));
    }
    typed
}

/// The value of the first field, if it is called `name` and is there as a whole.
fn read(head: &[u8], boundary: &str, name: &str) -> Option<String> {
    let head = String::from_utf8_lossy(&head[..head.len().min(HEAD_MAX)]).into_owned();
    let part = head.strip_prefix("--")?.strip_prefix(boundary)?.strip_prefix("\r\n")?;
    let (lines, rest) = part.split_once("\r\n\r\n")?;
    let wanted = format!("name=\"{name}\"");
    let is_wanted = lines.split("\r\n").any(|line| {
        let is_disposition = line.to_ascii_lowercase().starts_with("content-disposition:");
        is_disposition && line.split(';').any(|piece| piece.trim() == wanted)
    });
    let (value, _) = rest.split_once(&format!("\r\n--{boundary}"))?;
    is_wanted.then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nsalt.tag\r\n--b\r\n\
                        Content-Disposition: form-data; name=\"document\"; filename=\"a.pdf\"\r\n\r\n%PDF\r\n--b--\r\n";

    #[test]
    fn only_the_first_field_counts() {
        assert_eq!(read(FORM.as_bytes(), "b", "csrf").as_deref(), Some("salt.tag"));
        assert_eq!(read(FORM.as_bytes(), "b", "document"), None);
        assert_eq!(read(FORM.as_bytes(), "c", "csrf"), None);
        let disguised = FORM.replace("name=\"csrf\"", "name=\"x\"; filename=\"name=csrf\"");
        assert_eq!(read(disguised.as_bytes(), "b", "csrf"), None);
    }

    #[test]
    fn a_token_that_is_cut_short_is_none() {
        assert_eq!(read(&FORM.as_bytes()[..60], "b", "csrf"), None);
    }

    #[tokio::test]
    async fn the_body_is_whole_afterwards() {
        let chunks = FORM
            .as_bytes()
            .chunks(7)
            .map(|chunk| Ok::<_, std::io::Error>(Bytes::copy_from_slice(chunk)));
        let body = Body::from_stream(stream::iter(chunks.collect::<Vec<_>>()));
        let (value, body) = first_field(body, "b", "csrf").await;
        assert_eq!(value.as_deref(), Some("salt.tag"));
        let whole = axum::body::to_bytes(body, 10_000).await.expect("the body");
        assert_eq!(whole, FORM.as_bytes());
    }
}
