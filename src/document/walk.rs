//! One walk over the tree: text, links, forms and marked-up values are collected in document order.

use ego_tree::{NodeId, NodeRef};
use html5ever::{local_name, ns};
use scraper::node::{Element, Node};
use url::Url;

use super::block::{Block, BlockKind, Cell, Mark, Region, Span, Target};
use super::collected::Collected;
use super::element::{Attributes, Effect, Told, effect, hides, told};
use super::forms::Forms;
use super::link::LinkKind;
use super::links::{self, Links};
use super::place::{is_hidden_inline, is_reversed, region_by_name};
use super::property::{Attribute, Property};
use super::run::Run;
use super::script;
use super::tables::Tables;

/// The longest text that is kept of a link or a property, bytes.
const LONGEST: usize = 600;
/// Links, properties or attributes kept of a page, each.
const MOST: usize = 20_000;

/// What holds for the text inside an element.
#[derive(Clone, Copy)]
struct Context {
    node: NodeId,
    kind: BlockKind,
    region: Region,
    in_address: bool,
    in_article: bool,
    item: usize,
    mark: Option<usize>,
    mark_reach: u8,
}

/// A place in the text.
#[derive(Clone, Copy)]
struct Point {
    block: usize,
    at: usize,
}

/// What has to be done when an element ends.
#[expect(
    clippy::struct_excessive_bools,
    reason = "four things that may have to be done, in any combination"
)]
struct Frame {
    node: NodeId,
    context: Context,
    effect: Effect,
    start: Point,
    anchor: bool,
    property: Option<Property>,
    reversed: bool,
    table: bool,
    form: bool,
}

struct Anchor {
    target: Option<Target>,
    start: usize,
    fallback: String,
}

/// The walk under way.
pub(super) struct Walk<'a> {
    links: Links,
    forms: Forms,
    out: Collected,
    run: Run,
    context: Context,
    frames: Vec<Frame>,
    tables: Tables,
    anchor: Option<Anchor>,
    items: Vec<&'a str>,
    block_marks: Vec<&'a str>,
    hiding_elements: u32,
}

/// Walks the tree once.
pub(super) fn walk(html: &scraper::Html, url: &Url) -> Collected {
    let root = html.tree.root();
    let mut walk = Walk {
        links: Links::at(url),
        forms: Forms::default(),
        out: Collected::default(),
        run: Run::default(),
        context: Context {
            node: root.id(),
            kind: BlockKind::Other,
            region: Region::Body,
            in_address: false,
            in_article: false,
            item: 0,
            mark: None,
            mark_reach: 0,
        },
        frames: Vec::new(),
        tables: Tables::default(),
        anchor: None,
        items: vec![""],
        block_marks: Vec::new(),
        hiding_elements: 0,
    };
    walk.go(root);
    walk.flush();
    walk.out.links = walk.links.links;
    walk.out.references = walk.links.references;
    walk.out.forms = walk.forms.into_all();
    walk.out
}

impl<'a> Walk<'a> {
    /// Depth first without recursion: no nesting can exhaust the stack.
    fn go(&mut self, root: NodeRef<'a, Node>) {
        let mut node = root;
        loop {
            if self.open(node)
                && let Some(child) = node.first_child()
            {
                node = child;
                continue;
            }
            loop {
                self.close(node.id());
                if node.id() == root.id() {
                    return;
                }
                if let Some(next) = node.next_sibling() {
                    node = next;
                    break;
                }
                match node.parent() {
                    Some(parent) => node = parent,
                    None => return,
                }
            }
        }
    }

    /// Enters a node; says whether to go into it.
    fn open(&mut self, node: NodeRef<'a, Node>) -> bool {
        match node.value() {
            Node::Text(text) => self.run.push(text),
            Node::Element(element) => return self.open_element(node, element),
            Node::Document => return true,
            _ => {}
        }
        false
    }

    fn open_element(&mut self, node: NodeRef<'a, Node>, element: &'a Element) -> bool {
        let seen = Attributes::of(element);
        let effect = effect(element);
        if seen.may_hide {
            self.note_attributes(element);
        }
        if effect == Effect::Hidden {
            self.read_hidden(node, element, &seen);
            return false;
        }
        if effect == Effect::Inline && is_hidden_inline(&seen) {
            return false;
        }
        let told = self.read_class(element, &seen, effect);
        self.frame(node.id(), element, &seen, effect);
        match effect {
            Effect::Block => self.enter_block(node.id(), element, &seen, told),
            Effect::Break => self.run.break_line(),
            Effect::Thing => self.run.part(),
            _ => {}
        }
        self.read_element(element, &seen, told);
        true
    }

    /// Remembers what is to be done at the element's end, if anything.
    fn frame(&mut self, node: NodeId, element: &Element, seen: &Attributes<'a>, effect: Effect) {
        let anchor = element.name.local == local_name!("a") && seen.href.is_some();
        let reversed = effect == Effect::Inline && is_reversed(element, seen);
        let framed = matches!(effect, Effect::Block | Effect::Thing) || anchor || reversed;
        if !framed && seen.item_property.is_none() && !seen.opens_item {
            return;
        }
        if effect == Effect::Block {
            self.flush();
        }
        let property = seen
            .item_property
            .map(|name| self.open_property(name, seen));
        self.frames.push(Frame {
            node,
            context: self.context,
            effect,
            start: self.point(),
            anchor,
            property,
            reversed,
            table: element.name.local == local_name!("table"),
            form: element.name.local == local_name!("form"),
        });
        if seen.opens_item {
            self.context.item = self.items.len();
            self.items
                .push(last_part(seen.item_type.unwrap_or_default()));
        }
    }

    fn open_property(&self, name: &str, seen: &Attributes<'a>) -> Property {
        Property {
            name: name.to_owned(),
            value: seen.content.unwrap_or_default().trim().to_owned(),
            item: self.items[self.context.item].to_owned(),
            item_number: u32::try_from(self.context.item).unwrap_or_default(),
            block: self.out.blocks.len(),
        }
    }

    fn enter_block(&mut self, node: NodeId, element: &Element, seen: &Attributes<'a>, told: Told) {
        self.context.node = node;
        self.context.mark_reach = self.context.mark_reach.saturating_sub(1);
        self.place(element, seen, told);
        match element.name.local {
            local_name!("table") => {
                self.tables.open();
                self.out.table_starts.push(None);
            }
            local_name!("tr") => self.tables.open_row(),
            local_name!("td") | local_name!("th") => {
                let is_header = element.name.local == local_name!("th");
                if let Some(cell) = self.tables.open_cell(seen.column_span) {
                    self.context.kind = BlockKind::Cell(Cell { is_header, ..cell });
                }
            }
            local_name!("form") => self.forms.open(seen, self.out.blocks.len()),
            local_name!("dt") => self.context.kind = BlockKind::Term,
            local_name!("dd") => self.context.kind = BlockKind::Description,
            local_name!("li") => self.context.kind = BlockKind::Item,
            local_name!("h1") => self.context.kind = BlockKind::Heading(1),
            local_name!("h2") => self.context.kind = BlockKind::Heading(2),
            local_name!("h3") => self.context.kind = BlockKind::Heading(3),
            local_name!("h4") => self.context.kind = BlockKind::Heading(4),
            local_name!("h5") => self.context.kind = BlockKind::Heading(5),
            local_name!("h6") => self.context.kind = BlockKind::Heading(6),
            local_name!("address") => self.context.in_address = true,
            local_name!("article") | local_name!("main") => self.context.in_article = true,
            _ => {}
        }
        if told.contact && seen.class.len() < 200 {
            self.context.mark = Some(self.block_marks.len());
            self.context.mark_reach = 2;
            self.block_marks.push(seen.class);
        }
    }

    fn place(&mut self, element: &Element, seen: &Attributes<'a>, told: Told) {
        let named = match element.name.local {
            local_name!("footer") if !self.context.in_article => Some(Region::Footer),
            local_name!("header") if !self.context.in_article => Some(Region::Header),
            local_name!("nav") => Some(Region::Nav),
            local_name!("aside") => Some(Region::Aside),
            local_name!("html") | local_name!("body") => return,
            _ if told.region => region_by_name(seen),
            _ => None,
        };
        if let Some(region) = named {
            // Navigation inside the foot is still the foot: its contacts are the company's.
            if !(self.context.region == Region::Footer && region != Region::Nav) {
                self.context.region = region;
            }
        }
    }

    /// Class names that speak of a way to reach somebody become marks of the text.
    fn read_class(&mut self, element: &Element, seen: &Attributes<'a>, effect: Effect) -> Told {
        let mut all = told(seen.class);
        for text in [seen.id, seen.role] {
            let more = told(text);
            all.region |= more.region;
            all.logo |= more.logo;
        }
        let is_icon = matches!(effect, Effect::Inline | Effect::Thing)
            && !matches!(
                element.name.local,
                local_name!("input") | local_name!("button")
            );
        if is_icon {
            let picture = match element.name.local {
                local_name!("img") => seen.src.map(last_part).unwrap_or_default(),
                local_name!("use") => seen.href.or_else(|| any_href(element)).unwrap_or_default(),
                _ => "",
            };
            let hits = [seen.class, seen.alt, seen.title, seen.label, picture]
                .into_iter()
                .filter(|t| t.len() < 120 && told(t).contact);
            let words = hits.collect::<Vec<_>>().join(" ").to_lowercase();
            if !words.is_empty() {
                self.run.marks.push(Mark {
                    at: self.run.position(),
                    words,
                });
            }
        }
        all
    }

    fn read_element(&mut self, element: &'a Element, seen: &Attributes<'a>, told: Told) {
        match element.name.local {
            local_name!("a") if seen.href.is_some() => self.open_anchor(seen),
            local_name!("area") => self.lone_anchor(seen),
            local_name!("img") => self.read_image(seen, told),
            local_name!("meta") => self.read_meta(element, seen),
            local_name!("link") => self.read_link(seen),
            local_name!("base") => self.links.set_base(seen.href),
            local_name!("html") if !seen.lang.is_empty() => {
                seen.lang.clone_into(&mut self.out.claimed_language)
            }
            local_name!("input") | local_name!("button") => self.forms.add_field(element, seen),
            _ => {}
        }
    }

    fn read_image(&mut self, seen: &Attributes<'a>, told: Told) {
        let alt = seen.alt.trim();
        // A picture of an at sign.
        if !alt.is_empty() && alt.len() <= 4 && alt.contains('@') {
            self.run.push(alt);
        }
        if let Some(anchor) = &mut self.anchor
            && anchor.fallback.is_empty()
        {
            alt.clone_into(&mut anchor.fallback);
        }
        let by_source = seen
            .src
            .is_some_and(|s| super::element::told(last_part(s)).logo);
        if !alt.is_empty()
            && (told.logo || by_source || super::element::told(alt).logo)
            && self.out.logos.len() < 50
        {
            self.out.logos.push(alt.to_owned());
        }
    }

    fn read_hidden(&mut self, node: NodeRef<'a, Node>, element: &Element, seen: &Attributes<'a>) {
        if element.name.ns != ns!(html) {
            return;
        }
        match element.name.local {
            local_name!("title") if self.out.title.is_empty() => {
                self.out.title = crate::text::squeeze(&own_text(node))
            }
            local_name!("script") => script::read(&own_text(node), seen, &mut self.out),
            local_name!("textarea") | local_name!("select") => {
                self.run.part();
                self.forms.add_field(element, seen);
            }
            local_name!("iframe") | local_name!("frame") => {
                if let Some(source) = seen.src {
                    self.links.add_other(
                        source,
                        seen.title,
                        LinkKind::Frame,
                        self.out.blocks.len(),
                    );
                }
            }
            _ => {}
        }
    }

    fn read_meta(&mut self, element: &'a Element, seen: &Attributes<'a>) {
        let Some(content) = seen.content else { return };
        let other = |name: &str| element.attrs().find(|(n, _)| *n == name).map(|(_, v)| v);
        if let Some(equivalent) = other("http-equiv") {
            if equivalent.eq_ignore_ascii_case("refresh") {
                if let Some(target) = links::refresh_target(content) {
                    self.links
                        .add_other(target, "", LinkKind::Refresh, self.out.blocks.len());
                }
            } else if equivalent.eq_ignore_ascii_case("content-language")
                && self.out.claimed_language.is_empty()
            {
                content.clone_into(&mut self.out.claimed_language);
            }
        }
        let name = if seen.name.is_empty() {
            other("property").unwrap_or_default()
        } else {
            seen.name
        };
        if !name.is_empty() && self.out.metas.len() < 500 {
            self.out
                .metas
                .push((name.trim().to_lowercase(), content.trim().to_owned()));
        }
    }

    fn read_link(&mut self, seen: &Attributes<'a>) {
        if seen.rel.eq_ignore_ascii_case("canonical")
            && let Some(href) = seen.href
        {
            self.out
                .metas
                .push(("canonical".to_owned(), href.trim().to_owned()));
        }
    }

    fn note_attributes(&mut self, element: &Element) {
        self.hiding_elements += 1;
        for (name, value) in &element.attrs {
            if hides(&name.local, value) && self.out.attributes.len() < MOST {
                self.out.attributes.push(Attribute {
                    element: self.hiding_elements,
                    tag: element.name().to_owned(),
                    name: name.local.to_string(),
                    value: value.to_string(),
                    block: self.out.blocks.len(),
                });
            }
        }
    }

    fn open_anchor(&mut self, seen: &Attributes<'a>) {
        let target = self
            .links
            .add_anchor(seen, String::new(), self.out.blocks.len());
        let fallback = if seen.title.is_empty() {
            seen.label
        } else {
            seen.title
        };
        self.anchor = Some(Anchor {
            target,
            start: self.run.position(),
            fallback: fallback.trim().to_owned(),
        });
    }

    /// An `<area>`: a link without text of its own.
    fn lone_anchor(&mut self, seen: &Attributes<'a>) {
        let text = if seen.alt.is_empty() {
            seen.title
        } else {
            seen.alt
        };
        self.links
            .add_anchor(seen, text.trim().to_owned(), self.out.blocks.len());
    }

    fn close(&mut self, node: NodeId) {
        if self.frames.last().is_none_or(|f| f.node != node) {
            return;
        }
        let Some(frame) = self.frames.pop() else {
            return;
        };
        if frame.anchor {
            self.close_anchor(frame.start);
        }
        if frame.reversed && frame.start.block == self.out.blocks.len() {
            self.run.reverse_from(frame.start.at);
        }
        if let Some(property) = frame.property {
            self.close_property(property, frame.start);
        }
        match frame.effect {
            Effect::Block => self.flush(),
            Effect::Thing => self.run.part(),
            _ => {}
        }
        if frame.form {
            self.forms.close(self.out.blocks.len());
        }
        if frame.table {
            self.tables.close();
        }
        self.context = frame.context;
    }

    fn close_anchor(&mut self, start: Point) {
        let Some(anchor) = self.anchor.take() else {
            return;
        };
        let text = self.text_since(start);
        let text = if text.is_empty() {
            anchor.fallback
        } else {
            text
        };
        let Some(target) = anchor.target else { return };
        self.links.set_text(target, text);
        self.push_span(target, anchor.start);
    }

    fn push_span(&mut self, target: Target, start: usize) {
        let end = self.run.text.len();
        self.run.spans.push(Span {
            start: start.min(end),
            end,
            target,
        });
    }

    fn close_property(&mut self, mut property: Property, start: Point) {
        if property.value.is_empty() {
            property.value = self.text_since(start);
        }
        if self.out.properties.len() < MOST {
            self.out.properties.push(property);
        }
    }

    fn point(&self) -> Point {
        Point {
            block: self.out.blocks.len(),
            at: self.run.position(),
        }
    }

    fn text_since(&self, point: Point) -> String {
        let mut out = String::new();
        let mut at = point.at;
        for block in self.out.blocks.get(point.block..).unwrap_or_default() {
            add_line(&mut out, block.text.get(at..).unwrap_or_default());
            at = 0;
            if out.len() >= LONGEST {
                break;
            }
        }
        add_line(&mut out, self.run.text.get(at..).unwrap_or_default());
        out
    }

    /// Ends the block under way.
    fn flush(&mut self) {
        if let Some(anchor) = &mut self.anchor {
            let start = std::mem::take(&mut anchor.start);
            if let Some(target) = anchor.target
                && !self.run.text.is_empty()
            {
                self.push_span(target, start);
            }
        }
        let Some(mut run) = self.run.take() else {
            return;
        };
        if let Some(at) = self.context.mark
            && self.context.mark_reach > 0
        {
            run.marks.insert(
                0,
                Mark {
                    at: 0,
                    words: self.block_marks[at].to_lowercase(),
                },
            );
        }
        let end = run.text.len();
        for span in &mut run.spans {
            span.start = span.start.min(end);
            span.end = span.end.min(end);
        }
        if let BlockKind::Cell(cell) = self.context.kind {
            let start = &mut self.out.table_starts[cell.table as usize];
            start.get_or_insert(self.out.blocks.len());
        }
        self.out.blocks.push(Block {
            text: run.text,
            node: self.context.node,
            kind: self.context.kind,
            region: self.context.region,
            in_address: self.context.in_address,
            spans: run.spans,
            marks: run.marks,
        });
    }
}

fn add_line(out: &mut String, text: &str) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push('\n');
    }
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    out.push_str(&text[..end]);
}

fn own_text(node: NodeRef<'_, Node>) -> String {
    node.children()
        .filter_map(|c| c.value().as_text())
        .map(|t| &**t)
        .collect()
}

fn any_href(element: &Element) -> Option<&str> {
    element
        .attrs
        .iter()
        .find(|(n, _)| n.local == local_name!("href"))
        .map(|(_, v)| &**v)
}

/// What follows the last slash or hash.
fn last_part(address: &str) -> &str {
    address
        .trim_end_matches('/')
        .rsplit(['/', '#'])
        .next()
        .unwrap_or_default()
}
