//! The links of a page.

use url::Url;

/// How a link is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// `<a>` or `<area>`.
    Anchor,
    /// `<frame>` or `<iframe>`: part of what the visitor sees.
    Frame,
    /// A `meta refresh`: where the visitor is sent.
    Refresh,
}

/// A link with the words a visitor sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, absolute.
    pub url: Url,
    /// Its words; where it has none, its title or its picture's alternative text.
    pub text: String,
    /// How it is made.
    pub kind: LinkKind,
    /// It says `rel="nofollow"`.
    pub nofollow: bool,
    /// Index of the block it stands in or before.
    pub block: usize,
}

/// A link that opens no page: `mailto:`, `tel:`, `whatsapp:`, `javascript:` …
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// As the page writes it, ends trimmed.
    pub href: String,
    /// Its words, as for [`Link::text`].
    pub text: String,
    /// Index of the block it stands in or before.
    pub block: usize,
}

impl Reference {
    /// Scheme in lower case and what follows the colon.
    pub fn parts(&self) -> Option<(String, &str)> {
        let (scheme, rest) = self.href.split_once(':')?;
        Some((scheme.to_ascii_lowercase(), rest))
    }
}
