//! Plain markup: what every other format becomes, so that its text is read by the same walk as a page's.

/// The longest text of a file that is read, bytes; the rest is left out.
const LONGEST: usize = 4 * 1024 * 1024;

/// A page being written. Text is escaped; elements are written as they are.
#[derive(Debug, Default)]
pub(super) struct Markup {
    html: String,
}

impl Markup {
    /// Text between elements.
    pub fn text(&mut self, text: &str) {
        if self.is_full() {
            return;
        }
        self.escape(text);
    }

    /// An element's beginning or end, as it is: `<td>`.
    pub fn tag(&mut self, tag: &'static str) {
        if !self.is_full() {
            self.html.push_str(tag);
        }
    }

    /// The beginning of an element with one attribute that others wrote.
    pub fn open(&mut self, element: &str, attribute: &str, value: &str) {
        if self.is_full() {
            return;
        }
        self.html.extend(["<", element, " ", attribute, "=\""]);
        self.escape(value);
        self.html.push_str("\">");
    }

    /// An element with nothing but text in it.
    pub fn element(&mut self, begin: &'static str, text: &str, end: &'static str) {
        self.tag(begin);
        self.text(text);
        self.tag(end);
    }

    /// No more is taken.
    pub fn is_full(&self) -> bool {
        self.html.len() >= LONGEST
    }

    /// The page.
    pub fn finish(self) -> String {
        self.html
    }

    fn escape(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                '&' => self.html.push_str("&amp;"),
                '"' => self.html.push_str("&quot;"),
                '\0' => {}
                _ => self.html.push(c),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_wrote_is_no_markup() {
        let mut markup = Markup::default();
        markup.open("a", "href", "x\" onclick=\"y");
        markup.element("<b>", "<script>&", "</b>");
        assert_eq!(
            markup.finish(),
            "<a href=\"x&quot; onclick=&quot;y\"><b>&lt;script&gt;&amp;</b>"
        );
    }

    #[test]
    fn it_ends_at_its_limit() {
        let mut markup = Markup::default();
        for _ in 0..LONGEST / 500 {
            markup.text(&"x".repeat(1000));
        }
        assert!(markup.is_full());
        assert!(markup.finish().len() < LONGEST + 2000);
    }
}
