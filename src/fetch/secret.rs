//! Secrets: keys and tokens are replaced wherever a request is written down.

use url::form_urlencoded;

/// What stands in a secret's place.
pub(super) const REDACTED: &str = "REDACTED";

/// Every spelling under which the secrets of a request may stand in an address, a header or a body; longest first, so
/// that a secret inside another leaves nothing behind.
pub(super) struct Redaction(Vec<String>);

impl Redaction {
    /// The spellings of some secrets. Empty secrets are none.
    pub(super) fn of(secrets: &[String]) -> Self {
        let mut spellings: Vec<String> = secrets
            .iter()
            .filter(|s| !s.is_empty())
            .flat_map(|s| spellings(s))
            .collect();
        spellings.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        spellings.dedup();
        Self(spellings)
    }

    /// There is nothing to replace.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A text without the secrets.
    pub(super) fn text(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, secret| {
            if text.contains(secret) {
                text.replace(secret, REDACTED)
            } else {
                text
            }
        })
    }

    /// Bytes without the secrets.
    pub(super) fn bytes(&self, bytes: &[u8]) -> Vec<u8> {
        self.0.iter().fold(bytes.to_vec(), |bytes, secret| {
            replace(&bytes, secret.as_bytes())
        })
    }
}

fn spellings(secret: &str) -> Vec<String> {
    let form: String = form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let percent = form.replace('+', "%20");
    let lower = lower_escapes(&percent);
    let in_url = url::Url::parse("http://a/").map(|mut url| {
        url.set_query(Some(secret));
        url.query().unwrap_or_default().to_owned()
    });
    let json = serde_json::to_string(secret).unwrap_or_default();
    let mut all = vec![
        secret.to_owned(),
        form,
        percent,
        lower,
        json.trim_matches('"').to_owned(),
    ];
    all.extend(in_url);
    all.retain(|s| !s.is_empty());
    all
}

/// `%2F` as `%2f`.
fn lower_escapes(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    let mut left = 0;
    for c in text.chars() {
        lower.push(if left > 0 { c.to_ascii_lowercase() } else { c });
        left = if c == '%' {
            2
        } else {
            usize::saturating_sub(left, 1)
        };
    }
    lower
}

fn replace(bytes: &[u8], secret: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at..].starts_with(secret) {
            out.extend_from_slice(REDACTED.as_bytes());
            at += secret.len();
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spelling_of_a_secret_is_left() {
        let redaction = Redaction::of(&["k/ y=1".into(), String::new()]);
        for text in [
            "?key=k%2F%20y%3D1&q=a",
            "?key=k/%20y=1",
            "key=k%2F+y%3D1",
            "x-key: k/ y=1",
            "k%2f%20y%3d1",
        ] {
            let clean = redaction.text(text);
            assert!(clean.contains(REDACTED), "{text} → {clean}");
            assert!(
                !clean.contains("y=1") && !clean.to_lowercase().contains("y%3d1"),
                "{text} → {clean}"
            );
            assert_eq!(redaction.bytes(text.as_bytes()), clean.as_bytes());
        }
        assert!(Redaction::of(&[]).is_empty());
    }
}
