//! The one outbound client in the shape that `openidconnect` calls.

use std::pin::Pin;

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use url::Url;

use crate::apub::http::{Client, HttpError};

/// The client. Redirects are not followed: a provider's endpoints are what its own document says.
pub(super) struct Outbound(pub(super) Client);

impl<'c> AsyncHttpClient<'c> for Outbound {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let url = Url::parse(&parts.uri.to_string()).map_err(|error| HttpError::Document(error.to_string()))?;
            let answer = if parts.method == http::Method::POST {
                self.0.post(&url, parts.headers, body.into()).await?
            } else {
                self.0.get(&url, parts.headers).await?
            };
            // A server that is not well says nothing about whoever signs in.
            if answer.status.is_server_error() {
                return Err(HttpError::Status(answer.status));
            }
            let mut response = HttpResponse::new(answer.body.to_vec());
            *response.status_mut() = answer.status;
            *response.headers_mut() = answer.headers;
            Ok(response)
        })
    }
}
