//! Class names and ids that the page's own style sheets take out of sight for good: `.x{display:none}` and nothing else
//! about `x` anywhere. Whatever a second rule speaks of may be brought back (small screens, tabs, print). Also the text
//! they show around elements.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use memchr::memmem::Finder;
use rustc_hash::{FxHashMap, FxHashSet};

use super::generated::AllGenerated;

/// A style sheet longer than this is a framework's, bytes; it is left unread.
const LONGEST: usize = 400_000;

/// What a sheet that hides or shows something has in it.
static SIGNS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build([
            "none", "hidden", "-size", "left", "right", "top", "content", "override", "absolute",
        ])
        .expect("a short fixed list of words")
});

/// The names that are out of sight.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    classes: FxHashSet<String>,
    ids: FxHashSet<String>,
    turned: FxHashSet<String>,
    /// Text shown around elements.
    pub generated: AllGenerated,
}

impl Sheet {
    /// Reads one style sheet.
    pub fn read(&mut self, css: &str) {
        if css.len() > LONGEST || !SIGNS.is_match(css) {
            return;
        }
        let mut rules = Rules::default();
        rules.read(css, &mut self.generated);
        self.turned
            .extend(rules.turned.iter().map(|&name| name.to_owned()));
        // A name of an earlier sheet that this one speaks of again is no longer alone.
        for name in rules.named.keys() {
            if let Some((hidden, name)) = self.kept(name) {
                hidden.remove(name);
            }
        }
        for (name, told) in rules.named {
            if told == Told::Hidden
                && let Some((hidden, name)) = self.kept(name)
            {
                hidden.insert(name.to_owned());
            }
        }
    }

    /// Is an element with these class names and this id out of sight?
    pub fn hides(&self, class: &str, id: &str) -> bool {
        !self.classes.is_empty()
            && class
                .split_ascii_whitespace()
                .any(|c| self.classes.contains(c))
            || !self.ids.is_empty() && self.ids.contains(id)
    }

    /// Is the text of an element with these class names and this id turned round?
    pub fn turns(&self, class: &str, id: &str) -> bool {
        !self.turned.is_empty()
            && (class
                .split_ascii_whitespace()
                .any(|c| self.turned.contains(&format!(".{c}")))
                || self.turned.contains(&format!("#{id}")))
    }

    /// Where a name (`.x`, `#x`) is kept, and the name alone.
    fn kept<'n>(&mut self, name: &'n str) -> Option<(&mut FxHashSet<String>, &'n str)> {
        match name.split_at_checked(1)? {
            (".", name) => Some((&mut self.classes, name)),
            (_, name) => Some((&mut self.ids, name)),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Hidden,
    Otherwise,
}

#[derive(Default)]
struct Rules<'a> {
    named: FxHashMap<&'a str, Told>,
    turned: Vec<&'a str>,
}

impl<'a> Rules<'a> {
    fn read(&mut self, css: &'a str, generated: &mut AllGenerated) {
        let (mut depth, mut from) = (0_u32, 0);
        let mut selector = "";
        for at in memchr::memchr2_iter(b'{', b'}', css.as_bytes()) {
            let text = css[from..at].trim();
            if css.as_bytes()[at] == b'{' {
                if text.starts_with('@') {
                    depth += 1;
                    selector = "";
                } else {
                    selector = text;
                }
            } else if selector.is_empty() {
                depth = depth.saturating_sub(1);
            } else {
                self.rule(selector, text, depth);
                if depth == 0 {
                    generated.read(selector, text);
                }
                selector = "";
            }
            from = at + 1;
        }
    }

    fn rule(&mut self, selector: &'a str, body: &str, depth: u32) {
        let hides = depth == 0 && is_out_of_sight(body);
        let turns = depth == 0 && turns_round(body);
        for part in selector.split(',') {
            let part = part.trim();
            if turns && is_one_name(part) {
                self.turned.extend(names(part));
            }
            let alone = hides && is_one_name(part);
            for name in names(part) {
                let spoken = self.named.get(name);
                let told = if alone && spoken.is_none_or(|told| *told == Told::Hidden) {
                    Told::Hidden
                } else {
                    Told::Otherwise
                };
                self.named.insert(name, told);
            }
        }
    }
}

/// `.x`, `#x`, `span.x`.
fn is_one_name(selector: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let bare = selector.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    bare.strip_prefix(['.', '#'])
        .is_some_and(|name| !name.is_empty() && name.chars().all(plain))
}

/// The class names and ids in a selector, each with its sign.
fn names(selector: &str) -> impl Iterator<Item = &str> {
    selector.match_indices(['.', '#']).map(|(at, _)| {
        let rest = &selector[at + 1..];
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')))
            .unwrap_or(rest.len());
        &selector[at..=at + end]
    })
}

/// Do declarations take an element out of sight: no box, no size, far off the page?
pub(super) fn is_out_of_sight(declarations: &str) -> bool {
    let mut apart = Apart::default();
    declarations.split(';').any(|one| {
        let Some((name, value)) = one.split_once(':') else {
            return false;
        };
        let name = name.trim();
        let property = PROPERTIES.iter().find(|p| name.eq_ignore_ascii_case(p));
        let Some(property) = property else {
            return false;
        };
        let value = value.split('!').next().unwrap_or_default().trim();
        match *property {
            "display" => value.eq_ignore_ascii_case("none"),
            "visibility" => value.eq_ignore_ascii_case("hidden"),
            "font-size" => is_zero(value),
            "left" | "top" | "right" => is_far(value),
            property => apart.reads(property, value),
        }
    })
}

/// The properties that may do it, alone or together.
const PROPERTIES: &[&str] = &[
    "display",
    "visibility",
    "font-size",
    "left",
    "top",
    "right",
    "position",
    "opacity",
    "text-indent",
    "width",
    "height",
    "overflow",
];

/// What takes out of sight only together: without colour or far to the left, and out of the flow; no width, no height,
/// and nothing that stands over. Alone, these fade in, put a picture in the place of a text, and fold.
#[derive(Default)]
struct Apart {
    absolute: bool,
    unseen: bool,
    cut: bool,
    sizes: u8,
}

impl Apart {
    fn reads(&mut self, property: &str, value: &str) -> bool {
        match property {
            "position" => {
                self.absolute |= ["absolute", "fixed"]
                    .iter()
                    .any(|v| value.eq_ignore_ascii_case(v));
            }
            "opacity" => self.unseen |= is_zero(value),
            "text-indent" => self.unseen |= is_far(value),
            "overflow" => self.cut |= value.eq_ignore_ascii_case("hidden"),
            _ => self.sizes += u8::from(is_zero(value)),
        }
        self.absolute && self.unseen || self.cut && self.sizes == 2
    }
}

fn is_zero(value: &str) -> bool {
    matches!(value, "0" | "0px" | "0em" | "0%")
}

/// The value that sets the order of letters.
static OVERRIDE: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("bidi-override"));

/// Do declarations show the letters from right to left, whatever they are?
pub(super) fn turns_round(declarations: &str) -> bool {
    OVERRIDE.find(declarations.as_bytes()).is_some()
        && declarations.to_ascii_lowercase().contains("rtl")
}

/// `-9999px`: menus that slide in are never a thousand pixels away.
fn is_far(value: &str) -> bool {
    let number = value.strip_prefix('-').unwrap_or_default();
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let unit = &number[digits..];
    (digits >= 4 && unit.starts_with("px")) || (digits >= 3 && unit.starts_with("em"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hides(css: &str, class: &str) -> bool {
        let mut sheet = Sheet::default();
        sheet.read(css);
        sheet.hides(class, class)
    }

    #[test]
    fn a_name_with_one_rule_that_hides_it_is_hidden() {
        for css in [
            ".hp0{display:none}",
            "p { margin: 0 } span.hp0 , .b { color:red; display : none !important }",
            "#hp0{position:absolute;left:-9999px}",
            ".hp0{font-size:0}",
            "b.hp0,i.hp0{display:none}",
            ".hp0{position:absolute;opacity:0}",
            ".hp0{width:0;height:0;overflow:hidden}",
            ".hp0{text-indent:-9999px;position:absolute}",
        ] {
            assert!(hides(css, "x hp0") || hides(css, "hp0"), "{css}");
        }
    }

    #[test]
    fn a_name_whose_text_is_turned_round_is_known() {
        let mut sheet = Sheet::default();
        sheet.read("span.rtl { unicode-bidi:bidi-override; direction: RTL }.ltr{direction:rtl}");
        assert!(sheet.turns("a rtl", "") && !sheet.turns("ltr", ""));
    }

    #[test]
    fn a_name_that_another_rule_speaks_of_may_come_back() {
        for css in [
            ".tab{display:none}.tab.active{display:block}",
            ".tel{display:none}@media(min-width:800px){.tel{display:inline}}",
            "@media print{.tab,.tel{display:none}}",
            ".menu .tel{display:none}",
            ".tel{left:-20px}",
            ".tel{opacity:0}.tab{text-indent:-9999px}",
            ".tel{height:0;overflow:hidden}",
            ".tel:hover{display:none}",
            "{{{}}}.tel{",
        ] {
            assert!(!hides(css, "tab") && !hides(css, "tel"), "{css}");
        }
    }
}
