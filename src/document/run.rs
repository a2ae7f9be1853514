//! A run of text under way: white space collapsed as browsers do, invisible characters taken out.

use super::block::{Mark, Span};

/// The text of the block that is being read.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub text: String,
    pub spans: Vec<Span>,
    pub marks: Vec<Mark>,
    space: bool,
}

impl Run {
    /// Adds text.
    pub fn push(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut from = 0;
        while from < bytes.len() {
            let plain = bytes[from..]
                .iter()
                .position(|b| *b <= b' ' || *b >= 0x7F)
                .unwrap_or(bytes.len() - from);
            if plain > 0 {
                self.settle_space();
                self.text.push_str(&text[from..from + plain]);
                from += plain;
            }
            let Some(letter) = text[from..].chars().next() else {
                break;
            };
            self.push_letter(letter);
            from += letter.len_utf8();
        }
    }

    fn push_letter(&mut self, letter: char) {
        if is_space(letter) {
            self.space = true;
        } else if !self.is_invisible(letter) {
            self.settle_space();
            self.text.push(letter);
        }
    }

    /// Joiners are letters of Persian and of Indian scripts; after an ASCII character they only hide something.
    fn is_invisible(&self, letter: char) -> bool {
        match letter {
            '\u{200C}' | '\u{200D}' => self.text.bytes().next_back().is_none_or(|b| b.is_ascii()),
            '\u{00AD}'
            | '\u{200B}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2060}'..='\u{2064}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FEFF}'
            | '\u{180E}' => true,
            letter => letter.is_control(),
        }
    }

    fn settle_space(&mut self) {
        if self.space && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
        self.space = false;
    }

    /// What comes next does not adjoin.
    pub fn part(&mut self) {
        self.space = true;
    }

    /// A line ends here.
    pub fn break_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        self.space = false;
    }

    /// Where the next letter will stand.
    pub fn position(&self) -> usize {
        let parted = self.space && !self.text.is_empty() && !self.text.ends_with('\n');
        self.text.len() + usize::from(parted)
    }

    /// Is the text from a position on ASCII?
    pub fn is_ascii_from(&self, at: usize) -> bool {
        self.text.get(at..).is_some_and(str::is_ascii)
    }

    /// Turns the text from a position on round, letter by letter, and the links in it with it.
    pub fn reverse_from(&mut self, at: usize) {
        let Some(tail) = self.text.get(at..) else {
            return;
        };
        let turned: String = tail.chars().rev().collect();
        self.text.truncate(at);
        self.text.push_str(&turned);
        let end = self.text.len();
        for span in self.spans.iter_mut().filter(|s| s.start >= at) {
            let last = span.end.min(end);
            (span.start, span.end) = (at + end - last, at + end - span.start.min(end));
        }
    }

    /// Takes the finished run; `None` where there was no text.
    pub fn take(&mut self) -> Option<Self> {
        let mut run = std::mem::take(self);
        run.text.truncate(run.text.trim_end().len());
        if run.text.is_empty() {
            self.marks = run.marks;
            self.marks.iter_mut().for_each(|m| m.at = 0);
            return None;
        }
        Some(run)
    }
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{2800}'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(parts: &[&str]) -> String {
        let mut run = Run::default();
        for part in parts {
            run.push(part);
        }
        run.take().map(|r| r.text).unwrap_or_default()
    }

    #[test]
    fn white_space_collapses_over_element_borders() {
        assert_eq!(run(&[" \n a ", " b", "c\u{a0}", "d  "]), "a bc d");
        assert_eq!(run(&["  \t"]), "");
    }

    #[test]
    fn invisible_characters_are_no_text() {
        assert_eq!(run(&["s\u{200b}a\u{ad}l\u{200c}e\u{2060}s"]), "sales");
        assert_eq!(run(&["می\u{200c}خواهم"]), "می\u{200c}خواهم");
    }
}
