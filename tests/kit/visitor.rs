//! A person with a browser: one host, its cookies, and the proof of origin that browsers give.

use super::form::Form;
use super::page::Page;
use super::transport::Transport;
use axum::body::Body;
use http::{Method, Request, Response, header};
use std::collections::BTreeMap;

/// A person before a screen.
#[derive(Clone)]
pub(crate) struct Visitor {
    transport: Transport,
    /// Where they are.
    pub(crate) host: String,
    /// What their browser keeps for that host.
    pub(crate) cookies: BTreeMap<String, String>,
}

/// The line between the parts of an upload.
pub(crate) const BOUNDARY: &str = "guichet-tests-7d1f";

impl Visitor {
    /// Somebody who comes for the first time.
    pub(crate) fn new(transport: Transport, host: &str) -> Self {
        Self { transport, host: host.to_owned(), cookies: BTreeMap::new() }
    }

    /// The same person, with the same cookies, on another host: what browsers never do.
    pub(crate) fn carried_to(&self, host: &str) -> Self {
        Self { host: host.to_owned(), ..self.clone() }
    }

    /// The same person, whose requests go another way.
    pub(crate) fn through(&self, transport: Transport) -> Self {
        Self { transport, ..self.clone() }
    }

    /// Opens an address, and follows where it leads.
    pub(crate) async fn get(&mut self, path: &str) -> Page {
        let page = self.knock(Method::GET, path, None, Vec::new()).await;
        self.follow(page).await
    }

    /// Sends a form, and follows where it leads.
    pub(crate) async fn submit(&mut self, form: Form) -> Page {
        let body = encode(&form.values);
        if form.method == "get" {
            return self.get(&format!("{}?{body}", form.action)).await;
        }
        self.post_body(&form.action, "application/x-www-form-urlencoded", body.into_bytes()).await
    }

    /// Sends fields without a form, and follows where it leads.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let values: Vec<(String, String)> =
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.post_body(path, "application/x-www-form-urlencoded", encode(&values).into_bytes()).await
    }

    /// Sends a file in the input of that name, and follows where it leads.
    pub(crate) async fn upload(&mut self, path: &str, input: &str, name: &str, bytes: &[u8]) -> Page {
        let body = multipart(input, name, bytes);
        self.post_body(path, &format!("multipart/form-data; boundary={BOUNDARY}"), body).await
    }

    async fn post_body(&mut self, path: &str, kind: &str, body: Vec<u8>) -> Page {
        let page = self.knock(Method::POST, path, Some(kind), body).await;
        self.follow(page).await
    }

    /// One request, one answer: redirections are not followed.
    pub(crate) async fn knock(&mut self, method: Method, path: &str, kind: Option<&str>, body: Vec<u8>) -> Page {
        self.try_to(method, path, kind, body).await.expect("Guichet answers")
    }

    /// The same where Guichet may die before it answers.
    pub(crate) async fn try_to(
        &mut self,
        method: Method,
        path: &str,
        kind: Option<&str>,
        body: Vec<u8>,
    ) -> Result<Page, String> {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, &self.host);
        request = request.header("sec-fetch-site", "same-origin").header(header::ACCEPT, "text/html");
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind).header(header::CONTENT_LENGTH, body.len());
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, pairs.join("; "));
        }
        self.send(request.body(Body::from(body)).expect("a request of the story")).await
    }

    /// Sends a request made by hand, as it is; the cookies of the answer are kept.
    pub(crate) async fn send(&mut self, request: Request<Body>) -> Result<Page, String> {
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let response = self.transport.send(request).await?;
        self.keep_cookies(&response);
        let (parts, bytes) = response.into_parts();
        Ok(Page { path, status: parts.status, headers: parts.headers, bytes })
    }

    async fn follow(&mut self, mut page: Page) -> Page {
        for _ in 0..5 {
            let Some(next) = page.headers.get(header::LOCATION).filter(|_| page.status.is_redirection()) else {
                return page;
            };
            let next = next.to_str().expect("an address").to_owned();
            assert!(next.starts_with('/'), "une redirection quitte le site : {next}");
            page = self.knock(Method::GET, next.split('#').next().unwrap_or("/"), None, Vec::new()).await;
        }
        panic!("redirections sans fin vers {}", page.path);
    }

    fn keep_cookies(&mut self, response: &Response<Vec<u8>>) {
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let text = cookie.to_str().expect("a cookie is text");
            let (pair, attributes) = text.split_once(';').unwrap_or((text, ""));
            let (name, value) = pair.split_once('=').expect("name=value");
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// Fields as a form sends them.
pub(crate) fn encode(values: &[(String, String)]) -> String {
    let pairs = values.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// A file as a form sends it.
pub(crate) fn multipart(input: &str, name: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{input}\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
    );
    [head.as_bytes(), bytes, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat()
}

fn escape(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
