//! One walk over the tree: text, links, forms and marked-up values are collected in document order.

use ego_tree::{NodeId, NodeRef};
use html5ever::{local_name, ns};
use scraper::node::{Element, Node};
use url::Url;

use super::block::{Block, BlockKind, Cell, Mark, Region, Span, Target};
use super::collected::Collected;
use super::element::{Attributes, Effect, Told, effect, hides, told};
use super::form::{Field, Form};
use super::link::{Link, LinkKind, Reference};
use super::property::{Attribute, Property};
use super::run::Run;
use super::script;

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

struct Table {
    number: u32,
    row: Option<u32>,
    next_column: u32,
}

struct Anchor {
    target: Option<Target>,
    start: usize,
    fallback: String,
}

/// The walk under way.
pub(super) struct Walk<'a> {
    base: Url,
    out: Collected,
    run: Run,
    context: Context,
    frames: Vec<Frame>,
    tables: Vec<Table>,
    table_count: u32,
    anchor: Option<Anchor>,
    form: Option<usize>,
    loose_form: Option<usize>,
    items: Vec<&'a str>,
    block_marks: Vec<&'a str>,
    hiding_elements: u32,
}

/// Walks the tree once.
pub(super) fn walk(html: &scraper::Html, url: &Url) -> Collected {
    let root = html.tree.root();
    let mut walk = Walk {
        base: url.clone(),
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
        tables: Vec::new(),
        table_count: 0,
        anchor: None,
        form: None,
        loose_form: None,
        items: vec![""],
        block_marks: Vec::new(),
        hiding_elements: 0,
    };
    walk.go(root);
    walk.flush();
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
            local_name!("table") => self.open_table(),
            local_name!("tr") => self.open_row(),
            local_name!("td") | local_name!("th") => self.open_cell(element, seen),
            local_name!("form") => self.open_form(seen),
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

    fn open_table(&mut self) {
        self.tables.push(Table {
            number: self.table_count,
            row: None,
            next_column: 0,
        });
        self.table_count += 1;
        self.out.table_starts.push(None);
    }

    fn open_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.row = Some(table.row.map_or(0, |r| r + 1));
            table.next_column = 0;
        }
    }

    fn open_cell(&mut self, element: &Element, seen: &Attributes<'a>) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let width = seen
            .column_span
            .trim()
            .parse::<u32>()
            .unwrap_or(1)
            .clamp(1, 1000);
        self.context.kind = BlockKind::Cell(Cell {
            table: table.number,
            row: table.row.unwrap_or_default(),
            column: table.next_column,
            is_header: element.name.local == local_name!("th"),
        });
        table.next_column += width;
    }

    fn open_form(&mut self, seen: &Attributes<'a>) {
        let start = self.out.blocks.len();
        self.form = Some(self.out.forms.len());
        self.out.forms.push(Form {
            action: seen
                .action
                .map(str::trim)
                .filter(|a| !a.is_empty())
                .map(str::to_owned),
            words: joined(&[seen.id, seen.name, seen.class, seen.role, seen.label]),
            fields: Vec::new(),
            blocks: start..start,
        });
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
            local_name!("base") => {
                if let Some(base) = seen.href.and_then(|h| self.base.join(h.trim()).ok()) {
                    self.base = base;
                }
            }
            local_name!("html") if !seen.lang.is_empty() => {
                seen.lang.clone_into(&mut self.out.claimed_language)
            }
            local_name!("input") | local_name!("button") => self.add_field(element, seen),
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
                self.add_field(element, seen);
            }
            local_name!("iframe") | local_name!("frame") => {
                if let Some(url) = seen.src.and_then(|s| self.resolve(s)) {
                    self.push_link(url, seen.title.to_owned(), LinkKind::Frame, seen.rel);
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
                self.read_refresh(content);
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

    fn read_refresh(&mut self, content: &str) {
        let Some((_, target)) = content.split_once([';', ',']) else {
            return;
        };
        let target = target.trim();
        let target = match target.get(..3) {
            Some(key) if key.eq_ignore_ascii_case("url") => {
                target[3..].trim_start().trim_start_matches('=')
            }
            _ => target,
        };
        if let Some(url) = self.resolve(target.trim().trim_matches(['"', '\''])) {
            self.push_link(url, String::new(), LinkKind::Refresh, "");
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

    fn add_field(&mut self, element: &Element, seen: &Attributes<'a>) {
        let name = &element.name.local;
        let kind = match *name {
            local_name!("input") if seen.kind.is_empty() => "text".to_owned(),
            local_name!("input") => seen.kind.trim().to_ascii_lowercase(),
            _ => name.to_string(),
        };
        let shown = if matches!(kind.as_str(), "submit" | "button" | "reset" | "image") {
            seen.value
        } else {
            ""
        };
        let words = joined(&[
            seen.name,
            seen.id,
            seen.class,
            seen.placeholder,
            seen.title,
            seen.label,
            shown,
        ]);
        if let Some(form) = self
            .form
            .or(self.loose_form)
            .and_then(|at| self.out.forms.get_mut(at))
            && form.fields.len() < 500
        {
            form.fields.push(Field { kind, words });
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
        let target = self.add_target(seen, String::new());
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
        self.add_target(seen, text.trim().to_owned());
    }

    fn add_target(&mut self, seen: &Attributes<'a>, text: String) -> Option<Target> {
        let href = seen.href?.trim();
        if is_reference(href) {
            if self.out.references.len() >= MOST {
                return None;
            }
            self.out.references.push(Reference {
                href: href.to_owned(),
                text,
                block: self.out.blocks.len(),
            });
            return Some(Target::Reference(self.out.references.len() - 1));
        }
        if href.starts_with('#') {
            return None;
        }
        let url = self.resolve(href)?;
        self.push_link(url, text, LinkKind::Anchor, seen.rel)
    }

    fn push_link(&mut self, url: Url, text: String, kind: LinkKind, rel: &str) -> Option<Target> {
        if self.out.links.len() >= MOST {
            return None;
        }
        let nofollow = rel
            .split_ascii_whitespace()
            .any(|r| r.eq_ignore_ascii_case("nofollow"));
        self.out.links.push(Link {
            url,
            text,
            kind,
            nofollow,
            block: self.out.blocks.len(),
        });
        Some(Target::Link(self.out.links.len() - 1))
    }

    fn resolve(&self, href: &str) -> Option<Url> {
        let url = self.base.join(href.trim()).ok()?;
        matches!(url.scheme(), "http" | "https").then_some(url)
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
            self.close_form();
        }
        if frame.table {
            self.tables.pop();
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
        match target {
            Target::Link(at) => self.out.links[at].text = text,
            Target::Reference(at) => self.out.references[at].text = text,
        }
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

    /// Some pages open a form where none may be (between table and row): it closes at once, its fields follow.
    fn close_form(&mut self) {
        let Some(at) = self.form.take() else { return };
        let form = &mut self.out.forms[at];
        form.blocks.end = self.out.blocks.len();
        self.loose_form = form.fields.is_empty().then_some(at);
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

fn joined(parts: &[&str]) -> String {
    parts
        .iter()
        .filter(|p| !p.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// Schemes that open no page.
fn is_reference(href: &str) -> bool {
    let Some(colon) = memchr::memchr(b':', href.as_bytes()) else {
        return false;
    };
    let scheme = &href[..colon];
    scheme.len() < 20
        && !scheme.is_empty()
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
        && !scheme.eq_ignore_ascii_case("http")
        && !scheme.eq_ignore_ascii_case("https")
}

/// Inline text with no box is bait for address collectors; a block without one is a tab or a dialog.
fn is_hidden_inline(seen: &Attributes<'_>) -> bool {
    if seen.style.is_empty() {
        return seen.hidden;
    }
    let style: String = seen
        .style
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_ascii_lowercase();
    seen.hidden
        || style.contains("display:none")
        || style.contains("visibility:hidden")
        || style.contains("font-size:0;")
        || style.ends_with("font-size:0")
        || style.contains("font-size:0px")
}

fn is_reversed(element: &Element, seen: &Attributes<'_>) -> bool {
    if element.name.local == local_name!("bdo") {
        return seen.direction.eq_ignore_ascii_case("rtl");
    }
    !seen.style.is_empty() && {
        let style = seen.style.to_ascii_lowercase();
        style.contains("bidi-override")
            && (style.contains("rtl") || seen.direction.eq_ignore_ascii_case("rtl"))
    }
}

fn region_by_name(seen: &Attributes<'_>) -> Option<Region> {
    match seen.role {
        "contentinfo" => return Some(Region::Footer),
        "banner" => return Some(Region::Header),
        "navigation" => return Some(Region::Nav),
        _ => {}
    }
    let names = seen
        .class
        .split_ascii_whitespace()
        .chain(std::iter::once(seen.id));
    names.filter(|n| !n.is_empty()).find_map(|name| {
        let name = name.to_ascii_lowercase();
        let whole = [
            "site", "page", "main", "global", "l", "c", "the", "web", "bottom",
        ];
        let is = |part: &str| {
            name == part
                || name
                    .strip_prefix(part)
                    .is_some_and(|rest| rest.starts_with(['-', '_']) || rest == "s" || rest == "er")
                || name
                    .strip_suffix(part)
                    .is_some_and(|head| whole.contains(&head.trim_end_matches(['-', '_'])))
        };
        match () {
            () if is("footer") || is("foot") => Some(Region::Footer),
            () if is("header") || is("masthead") => Some(Region::Header),
            () if is("nav") || is("navbar") || is("menu") || is("navigation") => Some(Region::Nav),
            () => None,
        }
    })
}
