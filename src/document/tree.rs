//! The tree of a page, with a bound on its depth and its size whatever the page does.
//!
//! A filter stands between tokenizer and tree builder: an element opened deeper than [`MAX_DEPTH`] is closed at once
//! (its text becomes its sibling), because the builder's work grows with the square of the depth.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink as _};
use html5ever::{LocalName, TokenizerResult, local_name};
use scraper::{Html, HtmlTreeSink};

/// Elements open at once.
const MAX_DEPTH: usize = 512;
/// Nodes of a page; whatever would come after is left out.
const MAX_NODES: usize = 400_000;

type Builder =
    TreeBuilder<<HtmlTreeSink as html5ever::tree_builder::TreeSink>::Handle, HtmlTreeSink>;

struct Shallow {
    builder: Builder,
    open: RefCell<Vec<LocalName>>,
}

/// Parses a page. `<noscript>` is read as a browser without scripts reads it.
pub(super) fn parse_tree(text: &str) -> Html {
    let opts = TreeBuilderOpts {
        scripting_enabled: false,
        drop_doctype: true,
        ..TreeBuilderOpts::default()
    };
    let builder = TreeBuilder::new(HtmlTreeSink::new(Html::new_document()), opts);
    let tokenizer = Tokenizer::new(
        Shallow {
            builder,
            open: RefCell::default(),
        },
        TokenizerOpts::default(),
    );
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    let mut html = tokenizer.sink.builder.sink.finish();
    html.errors = Vec::new();
    html
}

impl Shallow {
    /// Keeps count of what is open as the tree builder would; says whether the element may stay open.
    fn open_element(&self, tag: &Tag) -> bool {
        let mut open = self.open.borrow_mut();
        if never_open(&tag.name) || tag.self_closing {
            return true;
        }
        if closes_its_like(&tag.name) && open.last() == Some(&tag.name) {
            open.pop();
        }
        if open.len() >= MAX_DEPTH {
            return false;
        }
        open.push(tag.name.clone());
        true
    }

    fn close_element(&self, name: &LocalName) {
        let mut open = self.open.borrow_mut();
        if let Some(at) = open.iter().rposition(|n| n == name) {
            open.truncate(at);
        }
    }

    fn is_full(&self) -> bool {
        self.builder.sink.0.borrow().tree.nodes().len() > MAX_NODES
    }
}

/// Elements that have no content, and those the tokenizer closes by itself.
fn never_open(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("area")
            | local_name!("base")
            | local_name!("br")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("hr")
            | local_name!("img")
            | local_name!("input")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("param")
            | local_name!("source")
            | local_name!("track")
            | local_name!("wbr")
            | local_name!("script")
            | local_name!("style")
            | local_name!("title")
            | local_name!("textarea")
            | local_name!("iframe")
            | local_name!("noframes")
            | local_name!("xmp")
            | local_name!("noembed")
            | local_name!("plaintext")
            | local_name!("html")
            | local_name!("body")
            | local_name!("head")
            | local_name!("frame")
            | local_name!("frameset")
    )
}

/// Elements whose end tag is commonly left out.
fn closes_its_like(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("p")
            | local_name!("li")
            | local_name!("td")
            | local_name!("tr")
            | local_name!("th")
            | local_name!("dt")
            | local_name!("dd")
            | local_name!("option")
    )
}

impl TokenSink for Shallow {
    type Handle = <Builder as TokenSink>::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Self::Handle> {
        match token {
            Token::TagToken(tag) => self.process_tag(tag, line),
            Token::ParseError(_) | Token::CommentToken(_) => TokenSinkResult::Continue,
            token => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Shallow {
    fn process_tag(&self, tag: Tag, line: u64) -> TokenSinkResult<<Builder as TokenSink>::Handle> {
        if tag.kind == TagKind::EndTag {
            self.close_element(&tag.name);
            return self.builder.process_token(Token::TagToken(tag), line);
        }
        if self.is_full() {
            return TokenSinkResult::Continue;
        }
        if self.open_element(&tag) {
            return self.builder.process_token(Token::TagToken(tag), line);
        }
        let end = Tag {
            kind: TagKind::EndTag,
            name: tag.name.clone(),
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        };
        let _ = self.builder.process_token(Token::TagToken(tag), line);
        self.builder.process_token(Token::TagToken(end), line)
    }
}
