//! What shows a newspaper, a blog or a forum in any language: the sections of its menu, the columns beside its articles,
//! addresses with dates in them, links to labels, authors and comments, links to threads.

use std::collections::{BTreeMap, BTreeSet};

use ego_tree::NodeRef;

use super::weigh::Said;
use crate::document::{Document, LinkKind};
use crate::web::Site;

/// Sections of a newspaper among what links are called, from which a page is one of a newspaper's, with their points.
const SECTIONS: &[(usize, u32)] = &[(6, 10), (4, 7), (3, 4)];
/// A shop for everything has such words among hundreds of others: one in so many links must be a section.
const RARE: usize = 60;
/// Columns beside a newspaper's articles ("most read", "recent comments"), with their points.
const COLUMNS: &[(usize, u32)] = &[(3, 6), (2, 4)];
/// Links with a date in their address from which a page lists articles; and one in so many links must have one.
const DATED: (usize, usize) = (12, 4);
const DATED_POINTS: u32 = 6;
/// Links to labels and authors from which a page is one of a blog's.
const LABELS: usize = 7;
const LABELS_POINTS: u32 = 3;
/// Links to comments from which a page lists articles.
const COMMENTS: usize = 3;
const COMMENTS_POINTS: u32 = 4;
/// What an own address with a date in it adds to any of these; and what it is worth among so many articles and labels.
const OWN_DATE: u32 = 2;
const AMONG: (usize, u32) = (5, 2);
/// What a front page adds that a common program marks as a list of articles.
const LISTS: u32 = 5;
/// Points of all of these at most.
const MOST: u32 = 12;
/// Links to threads from which a page is one of a forum's; and one in so many links must be one.
const THREADS: (usize, usize) = (15, 6);
const THREADS_POINTS: u32 = 6;
/// Points where one in so few links is one.
const FULL_OF_THREADS: (usize, u32) = (3, 20);

/// Words of a newspaper among what the links and the headings of a page are called.
#[derive(Default)]
pub(super) struct Press {
    pub(super) sections: BTreeSet<String>,
    pub(super) columns: BTreeSet<String>,
}

/// Adds what the links of a page show, and those words.
pub(super) fn add(document: &Document, press: &Press, said: &mut BTreeMap<&'static str, Said>) {
    let own = document.url().host_str().and_then(Site::of_host);
    let links = document.links().iter();
    let links = links.filter(|l| l.kind == LinkKind::Anchor);
    let links = links.filter(|l| {
        let host = l.url.host_str();
        own.as_ref()
            .zip(host)
            .is_some_and(|(own, host)| host.ends_with(own.as_str()))
    });
    let mut all: BTreeSet<(&str, Option<&str>)> = BTreeSet::new();
    let mut seen = Seen::default();
    for link in links {
        let path = link.url.path();
        if let Some(fragment) = link.url.fragment()
            && COMMENT.contains(&fragment)
        {
            seen.comments.insert(path);
        }
        let query = link.url.query();
        if !all.insert((path, query)) {
            continue;
        }
        if is_dated(path) {
            seen.dated += 1;
        } else if is_label(path) {
            seen.labels += 1;
        } else if is_thread(path, query) {
            seen.threads += 1;
        }
    }
    let (points, words) = seen.press(document, all.len(), press);
    if points > 0 {
        said.entry("media").or_default().give(points, &words);
    }
    if is_many(seen.threads, all.len(), THREADS) {
        let words = format!("{} links to threads", seen.threads);
        let full = seen.threads * FULL_OF_THREADS.0 >= all.len();
        let points = if full {
            FULL_OF_THREADS.1
        } else {
            THREADS_POINTS
        };
        said.entry("forum").or_default().give(points, &words);
    }
}

/// Does WordPress say that the front page is a list of articles?
fn lists_articles(document: &Document) -> bool {
    // A page of plain text has no element at all.
    let html = document
        .html()
        .tree
        .root()
        .children()
        .find(|n| is(*n, "html"));
    let body = html.and_then(|html| html.children().find(|n| is(*n, "body")));
    let body = body.and_then(scraper::ElementRef::wrap);
    let classes: Vec<&str> = body.map_or_else(Vec::new, |body| body.value().classes().collect());
    classes.contains(&"home") && classes.contains(&"blog")
}

fn is(node: NodeRef<'_, scraper::Node>, name: &str) -> bool {
    node.value().as_element().is_some_and(|e| e.name() == name)
}

fn is_many(some: usize, all: usize, (least, one_in): (usize, usize)) -> bool {
    some >= least && some * one_in >= all
}

/// Links of a site to itself, each address once.
#[derive(Default)]
struct Seen<'a> {
    dated: usize,
    labels: usize,
    comments: BTreeSet<&'a str>,
    threads: usize,
}

impl Seen<'_> {
    /// The points of a newspaper or a blog and what says it.
    fn press(&self, document: &Document, all: usize, press: &Press) -> (u32, String) {
        let is_dated = is_dated(document.url().path());
        let mut points = 0;
        let mut words: Vec<String> = Vec::new();
        let Press { sections, columns } = press;
        let known = SECTIONS
            .iter()
            .find(|(least, _)| sections.len() >= *least && sections.len() * RARE >= all);
        if let Some((_, some)) = known {
            points += some;
            let few: Vec<&str> = sections.iter().take(4).map(String::as_str).collect();
            words.push(few.join(" · "));
        }
        if let Some((_, some)) = COLUMNS.iter().find(|(least, _)| columns.len() >= *least) {
            points += some;
            let few: Vec<&str> = columns.iter().take(3).map(String::as_str).collect();
            words.push(few.join(" · "));
        }
        if is_many(self.dated, all, DATED) {
            points += DATED_POINTS;
            words.push(format!("{} dated articles", self.dated));
        }
        if self.labels >= LABELS {
            points += LABELS_POINTS;
            words.push(format!("{} links to labels and authors", self.labels));
        }
        if self.comments.len() >= COMMENTS {
            points += COMMENTS_POINTS;
            words.push(format!("{} links to comments", self.comments.len()));
        }
        if is_dated && points == 0 && self.dated + self.labels >= AMONG.0 {
            points = AMONG.1;
            words.push(format!("one of {} articles", self.dated + self.labels));
        }
        if points > 0 && is_dated {
            points += OWN_DATE;
        }
        if lists_articles(document) {
            points += LISTS;
            words.push("a front page of articles".to_owned());
        }
        (points.min(MOST), words.join(", "))
    }
}

/// What links to the comments of an article end in.
const COMMENT: &[&str] = &[
    "respond",
    "comments",
    "comment",
    "disqus_thread",
    "kommentare",
];

/// Has an address a year and a month in it: `/2026/11/…`, `/2026-11-29/…`, `/20261129…`?
fn is_dated(path: &str) -> bool {
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        let bytes = part.as_bytes();
        if bytes.len() < 4 || !is_year(&bytes[..4]) {
            continue;
        }
        let dated = match bytes.get(4) {
            None => parts.peek().is_some_and(|next| is_month(next)),
            Some(b'-' | b'_') => bytes.get(5..7).is_some_and(is_month_number),
            Some(_) => {
                let day = bytes
                    .get(6..8)
                    .is_some_and(|d| d.iter().all(u8::is_ascii_digit));
                let ends = bytes.get(8).is_none_or(|b| !b.is_ascii_digit());
                day && ends && is_month_number(&bytes[4..6])
            }
        };
        if dated {
            return true;
        }
    }
    false
}

fn is_year(four: &[u8]) -> bool {
    matches!(
        four,
        [b'1', b'9', b'9', b'0'..=b'9'] | [b'2', b'0', b'0'..=b'3', b'0'..=b'9']
    )
}

fn is_month_number(two: &[u8]) -> bool {
    matches!(two, [b'0', b'1'..=b'9'] | [b'1', b'0'..=b'2'])
}

/// A month as a part of an address: a number, or a number with the day behind it, or an English word.
fn is_month(part: &str) -> bool {
    const NAMES: &[&str] = &[
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let bytes = part.as_bytes();
    match bytes {
        [b'1'..=b'9'] => true,
        [one, two] => is_month_number(&[*one, *two]),
        [one, two, b'-' | b'0'..=b'3', ..] => is_month_number(&[*one, *two]) && bytes.len() <= 5,
        _ => NAMES.contains(&part),
    }
}

/// Parts of addresses that lead to all articles with one label or by one author.
const LABEL: &[&str] = &[
    "tag", "tags", "author", "authors", "label", "labels", "archive", "archives", "topics",
];

fn is_label(path: &str) -> bool {
    is_under(path, LABEL)
}

/// Parts of addresses by which the programs of forums lead to threads, boards and members.
const THREAD: &[&str] = &[
    "viewtopic",
    "viewforum",
    "showthread",
    "forumdisplay",
    "viewthread",
    "showtopic",
    "showforum",
    "memberlist",
    "member.php",
    "showuser",
    "newreply",
];
const THREAD_START: &[&str] = &[
    "thread",
    "threads",
    "bbsdoc",
    "discussion",
    "discussions",
    "questions",
];

fn is_thread(path: &str, query: Option<&str>) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    THREAD.iter().any(|word| last.starts_with(word))
        || query.is_some_and(|q| {
            q.split(['&', ';']).any(|part| {
                part.starts_with("topic=")
                    || part.starts_with("board=")
                    || THREAD.iter().any(|w| part.starts_with(w))
            })
        })
        || is_under(path, THREAD_START)
        || path.split('/').any(|part| {
            ["thread-", "forum-", "topic-"]
                .iter()
                .any(|w| starts_with_number(part, w))
        })
}

fn is_under(path: &str, words: &[&str]) -> bool {
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    parts.any(|part| words.contains(&part)) && parts.next().is_some()
}

fn starts_with_number(part: &str, word: &str) -> bool {
    part.strip_prefix(word)
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_have_a_date_in_it() {
        for path in [
            "/2026/11/29/a",
            "/news/2026/11/",
            "/2026/nov/29/a",
            "/a/2026-11-29/b",
            "/a/20261129/b",
            "/2026/1129/b",
            "/a/1999/9/b.html",
        ] {
            assert!(is_dated(path), "{path}");
        }
        for path in [
            "/2026/",
            "/p/20261399",
            "/2026/99/x",
            "/a/2048/12000",
            "/p/202611291",
        ] {
            assert!(!is_dated(path), "{path}");
        }
    }

    #[test]
    fn labels_and_threads_are_told_by_their_addresses() {
        assert!(is_label("/tag/pumps") && is_label("/de/author/muster/") && !is_label("/tag/"));
        assert!(is_thread("/viewtopic.php", Some("f=1&t=2")));
        assert!(is_thread("/index.php", Some("topic=12.0")));
        assert!(is_thread("/threads/which-pump.12/", None));
        assert!(is_thread("/thread-12-1-1.html", None));
        assert!(!is_thread("/threaded-rods/m8", None));
        assert!(!is_thread("/product-12", None));
        assert!(!is_thread("/topics/economy", None) && is_label("/topics/economy"));
    }
}
