//! The rules of a robots.txt that bind one crawler (RFC 9309), in a compact form that is also what is remembered.
//!
//! Written here because the rules must be kept for a hundred thousand hosts, and because the crates at hand differ from
//! the RFC: they compare whole agent lines instead of product tokens, leave percent-encoding as it is, or throw a file
//! away for one bad line. A test holds this against one of them where they agree.

use std::fmt::Write;
use std::time::Duration;

/// How much of a file is read; the RFC asks for 500 KiB at least.
const READ: usize = 1 << 20;

/// How much is kept of the rules for one crawler, bytes.
const KEPT: usize = 512 << 10;

/// Rules: one a line, `+` or `-` and the pattern; before them, where there is one, `~` and the crawl delay in milliseconds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rules(Box<str>);

impl Rules {
    /// Reads what binds the crawler with this product token (lower case).
    pub(super) fn read(text: &[u8], token: &str) -> Self {
        let text = &text[..text.len().min(READ)];
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        let text = String::from_utf8_lossy(text);
        let named = Self::collect(&text, &|agent| {
            product_token(agent).eq_ignore_ascii_case(token)
        });
        named
            .or_else(|| Self::collect(&text, &|agent| agent.starts_with('*')))
            .unwrap_or_default()
    }

    /// What was written by [`Rules::as_str`].
    pub(super) fn remembered(text: &str) -> Self {
        Self(text.into())
    }

    /// The compact form.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The rules of all groups for an agent, put together; `None` where no group is for it.
    fn collect(text: &str, is_for: &dyn Fn(&str) -> bool) -> Option<Self> {
        let (mut found, mut bound, mut in_agents) = (false, false, false);
        let (mut rules, mut delay) = (String::new(), None);
        for (key, value) in text.split(['\n', '\r', '\0']).filter_map(split_line) {
            match key.as_str() {
                "user-agent" => {
                    bound = (bound && in_agents) || is_for(value);
                    found |= bound;
                    in_agents = true;
                }
                "allow" | "disallow" => {
                    in_agents = false;
                    if bound && rules.len() < KEPT {
                        push_rule(&mut rules, &key, value);
                    }
                }
                "crawl-delay" => {
                    in_agents = false;
                    delay = delay.or_else(|| read_delay(value).filter(|_| bound));
                }
                _ => {}
            }
        }
        let head = delay
            .map(|d: Duration| format!("~{}\n", d.as_millis()))
            .unwrap_or_default();
        found.then(|| Self((head + &rules).into()))
    }

    /// Whether a path with its query may be asked for: the longest matching pattern decides, and between equals the one
    /// that allows.
    pub(super) fn allow(&self, path: &str) -> bool {
        if path == "/robots.txt" {
            return true;
        }
        let path = normal(path, &['*', '$']);
        let longest = |verb: char| {
            let patterns = self.0.lines().filter_map(|line| line.strip_prefix(verb));
            patterns
                .filter(|pattern| matches(pattern, &path))
                .map(str::len)
                .max()
        };
        longest('+') >= longest('-')
    }

    /// The least time between two requests, where the file names one.
    pub(super) fn delay(&self) -> Option<Duration> {
        let millis = self.0.lines().next()?.strip_prefix('~')?.parse().ok()?;
        Some(Duration::from_millis(millis))
    }
}

/// Key in lower case and value of a line; nothing where it is none. Comments go, and common slips in the keys are read.
fn split_line(line: &str) -> Option<(String, &str)> {
    let line = line.split('#').next().unwrap_or_default().trim();
    let (key, value) = line
        .split_once(':')
        .or_else(|| line.split_once(char::is_whitespace))?;
    let key = key.trim().to_ascii_lowercase().replace([' ', '_'], "-");
    let key = match key.as_str() {
        "useragent" => "user-agent",
        "dissallow" | "dissalow" | "disalow" | "diasllow" | "disallaw" => "disallow",
        "crawldelay" => "crawl-delay",
        _ => return Some((key, value.trim())),
    };
    Some((key.to_owned(), value.trim()))
}

/// The product token at the head of an agent line: letters, `_` and `-`.
fn product_token(agent: &str) -> &str {
    let end = agent.find(|c: char| !(c.is_ascii_alphabetic() || c == '_' || c == '-'));
    &agent[..end.unwrap_or(agent.len())]
}

fn push_rule(rules: &mut String, key: &str, pattern: &str) {
    // An empty pattern matches nothing; one that begins with neither is a slip for a path.
    if pattern.is_empty() {
        return;
    }
    rules.push(if key == "allow" { '+' } else { '-' });
    if !pattern.starts_with(['/', '*']) {
        rules.push('/');
    }
    let (body, end) = pattern
        .strip_suffix('$')
        .map_or((pattern, ""), |body| (body, "$"));
    let mut last = ' ';
    for c in normal(body, &['$'])
        .chars()
        .filter(|c| !(std::mem::replace(&mut last, *c) == '*' && *c == '*'))
    {
        rules.push(c);
    }
    rules.push_str(end);
    rules.push('\n');
}

fn read_delay(value: &str) -> Option<Duration> {
    let seconds: f64 = value.replace(',', ".").parse().ok()?;
    (seconds > 0.0).then(|| Duration::from_secs_f64(seconds.min(86_400.0)))
}

/// Percent-encoding in one form: escapes of unreserved characters undone, everything outside printable ASCII escaped,
/// and so those characters that have a meaning in patterns but none here.
fn normal(text: &str, escape: &[char]) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        match escaped(bytes, at) {
            Some(inner) if inner.is_ascii_alphanumeric() || b"-._~".contains(&inner) => {
                out.push(char::from(inner));
            }
            Some(inner) => push_escape(&mut out, inner),
            None if byte.is_ascii_graphic()
                && !b"\"<>^`{|}\\".contains(&byte)
                && !escape.contains(&char::from(byte)) =>
            {
                out.push(char::from(byte));
            }
            None => push_escape(&mut out, byte),
        }
        at += if escaped(bytes, at).is_some() { 3 } else { 1 };
    }
    out
}

fn escaped(bytes: &[u8], at: usize) -> Option<u8> {
    let [b'%', high, low] = *bytes.get(at..at + 3)? else {
        return None;
    };
    let digit = |c: u8| {
        char::from(c)
            .to_digit(16)
            .and_then(|d| u8::try_from(d).ok())
    };
    Some(digit(high)? << 4 | digit(low)?)
}

fn push_escape(out: &mut String, byte: u8) {
    let _ = write!(out, "%{byte:02X}");
}

/// Whether a pattern matches a path from its beginning: `*` is anything, `$` at the end is the end. Takes the first
/// place for every piece, so that no pattern is slow.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = pattern
        .strip_suffix('$')
        .map_or((pattern, false), |p| (p, true));
    let mut pieces = pattern.split('*');
    let Some(mut rest) = pieces.next().and_then(|first| path.strip_prefix(first)) else {
        return false;
    };
    let mut starred = false;
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        starred = true;
        if whole && pieces.peek().is_none() {
            return rest.ends_with(piece);
        }
        let Some(at) = rest.find(piece) else {
            return false;
        };
        rest = &rest[at + piece.len()..];
    }
    !whole || starred || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn allows(text: &str, path: &str) -> bool {
        Rules::read(text.as_bytes(), "buyerscout").allow(path)
    }

    #[test]
    fn the_longest_match_decides_and_allow_wins_ties() {
        let text =
            "User-agent: *\nDisallow: /shop\nAllow: /shop/contact\nDisallow: /a/b\nAllow: /a/b\n";
        assert!(
            allows(text, "/shop/contact.html")
                && !allows(text, "/shop/x")
                && allows(text, "/a/b/c")
                && allows(text, "/")
        );
    }

    #[test]
    fn a_named_group_takes_the_place_of_the_general_one_and_groups_are_put_together() {
        let text = "User-agent: *\nDisallow: /\n\nUser-agent: BuyerScout/2.0 (x)\nDisallow: /a\nUser-agent: other\nDisallow: /c\n\
                    user-agent: buyerscout\nuser-agent: third\nDisallow: /b\n";
        assert!(!allows(text, "/a") && !allows(text, "/b") && allows(text, "/c"));
        assert!(allows("User-agent: buyerscoutplus\nDisallow: /\n", "/"));
        assert!(!allows(
            "User-agent: a\nUser-agent: *\nSitemap: http://x/\nUser-agent: b\nDisallow: /\n",
            "/"
        ));
    }

    #[test]
    fn marks_of_old_editors_and_slips_are_read() {
        for text in [
            "\u{feff}User-agent: *\r\nDisallow: /x # why\r\n",
            "USER-AGENT:*\rDISALLOW : /x\r",
            "User agent: *\nDissallow: x",
            "user-agent *\ndisallow /x",
            "User-agent: *\n\n\nDisallow: /x",
            "garbage\0User-agent: *\nFoo: bar\nDisallow: /x\nCrawl-delay: 2",
        ] {
            assert!(!allows(text, "/x/y") && allows(text, "/y"), "{text:?}");
        }
        assert!(allows("User-agent: *\nDisallow:\n", "/x"));
        assert!(allows("<html>User-agent: * Disallow: /</html>", "/x"));
    }

    #[test]
    fn wildcards_and_ends() {
        let rule = |pattern: &str, path: &str| {
            !allows(&format!("User-agent: *\nDisallow: {pattern}\n"), path)
        };
        assert!(
            rule("/*.php$", "/a/b.php")
                && !rule("/*.php$", "/a.php?x=1")
                && rule("/*.php", "/a.php?x=1")
        );
        assert!(
            rule("*/contact", "/de/contact/")
                && rule("/fish*", "/fish")
                && !rule("/fish$", "/fishes")
                && rule("/a*b*c$", "/axxbxxcxc")
        );
        assert!(
            !rule("/a*b$", "/ab/")
                && rule("/*$", "/any")
                && rule("/a$b", "/a$b")
                && !rule("/a$b", "/a")
        );
        assert!(
            rule("/a%2Ab", "/a*b")
                && !rule("/a%2Ab", "/axb")
                && rule("/%7Efred", "/~fred")
                && rule("/~fred", "/%7efred")
        );
        assert!(
            rule("/büro", "/b%C3%BCro")
                && rule("/b%c3%bcro", "/b%C3%BCro")
                && rule("/?*sid=", "/?a=1&sid=2")
        );
    }

    #[test]
    fn a_delay_is_read_and_rules_survive_being_remembered() {
        let rules = Rules::read(
            b"User-agent: *\nCrawl-delay: 2.5\nDisallow: /x\n",
            "buyerscout",
        );
        assert_eq!(rules.delay(), Some(Duration::from_millis(2500)));
        assert_eq!(Rules::remembered(rules.as_str()), rules);
        assert_eq!(
            Rules::read(
                b"User-agent: *\nCrawl-delay: inf\nCrawl-delay: nan\n",
                "buyerscout"
            )
            .delay(),
            Some(Duration::from_hours(24))
        );
        assert_eq!(Rules::default().delay(), None);
    }

    #[test]
    fn a_huge_file_is_read_from_its_head_and_an_evil_one_is_quick() {
        let huge = format!(
            "User-agent: *\nDisallow: /privacy\n{}",
            "Disallow: /aaaaaaaaaaaaaaaaaaaaaaaaaaaaa*b\n".repeat(60_000)
        );
        let rules = Rules::read(huge.as_bytes(), "buyerscout");
        assert!(
            !rules.allow("/privacy")
                && rules.allow("/contact")
                && rules.as_str().len() <= KEPT + 64
        );
        let evil = format!("User-agent: *\nDisallow: /{}x", "a*".repeat(2000));
        assert!(Rules::read(evil.as_bytes(), "buyerscout").allow(&"/a".repeat(8000)));
    }

    proptest! {
        #[test]
        fn it_agrees_with_another_reader(
            lines in prop::collection::vec(("(Allow|Disallow)", "/[ab/*]{0,6}[$]?"), 0..8),
            path in "/[ab/]{0,8}",
        ) {
            let text = lines.iter().fold("User-agent: *\n".to_owned(), |t, (k, p)| format!("{t}{k}: {p}\n"));
            let other = texting_robots::Robot::new("buyerscout", text.as_bytes()).unwrap();
            // It counts runs of stars as they are written, which the RFC leaves open.
            prop_assume!(!text.contains("**"));
            prop_assert_eq!(allows(&text, &path), other.allowed(&path), "{}", text);
        }

        #[test]
        fn the_normal_form_is_a_fixed_point(text in "\\PC{0,40}") {
            let once = normal(&text, &['*', '$']);
            prop_assert_eq!(normal(&once, &['*', '$']), once);
        }

        #[test]
        fn nothing_makes_it_panic(text in prop::collection::vec(any::<u8>(), 0..400), path in "\\PC{0,40}") {
            Rules::read(&text, "buyerscout").allow(&path);
        }
    }
}
