//! Result pages that were cut, doubled, scrambled or nested: whatever comes, the reader ends and says something.

use super::*;

/// A linear congruential generator (Knuth, MMIX): the same pages every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }
}

fn page(n: usize) -> Vec<u8> {
    let result = |i: usize| match n % 3 {
        0 => format!(
            "<li class=\"b_algo\"><h2><a href=\"https://firm{i}.example/\">Firm {i} GmbH</a></h2><p>words</p></li>"
        ),
        1 => format!(
            "<div class=\"g\"><a href=\"/url?q=https://firm{i}.example/&sa=U\"><h3>Firm {i}</h3></a></div>"
        ),
        _ => format!(
            "<article><span>Ad</span><div role=\"heading\"><a href='https://firm{i}.example/'>Firm {i} imports</a></div></article>"
        ),
    };
    let results: String = (0..10).map(result).collect();
    format!("<html><title>x - Search</title><form id=\"sb_form\"><input name=q value=x></form><ol id=\"b_results\"><div id=\"rso\">{results}</div></ol><a rel=next href=\"?p=2\">Next</a></html>").into_bytes()
}

fn mutated(n: usize, dice: &mut Dice) -> Vec<u8> {
    let mut bytes = page(n);
    let at = dice.below(bytes.len());
    match n % 5 {
        0 => bytes.truncate(at),
        1 => bytes.extend_from_within(..),
        2 => {
            for _ in 0..20 {
                let at = dice.below(bytes.len());
                bytes[at] = u8::try_from(dice.below(256)).unwrap();
            }
        }
        3 => {
            let rest = bytes.split_off(at);
            bytes.extend(b"<div>".repeat(10_000 / (1 + dice.below(40))));
            bytes.extend(rest);
        }
        _ => bytes.drain(..at).for_each(drop),
    }
    bytes
}

#[test]
fn a_thousand_broken_pages_are_read_to_their_end() {
    let mut dice = Dice(42);
    let some: Vec<Engine> = ["bing", "google", "searxng", "directories", "yandex-api"]
        .into_iter()
        .map(|id| engine(id).unwrap().clone())
        .collect();
    for n in 0..1_000 {
        let bytes = mutated(n, &mut dice);
        let read = read_saved_page(&bytes, None, std::slice::from_ref(&some[n % some.len()]));
        assert!(read.page.hits.len() <= 100, "{n}: {}", read.page.hits.len());
    }
}

#[test]
fn a_page_without_end_is_read_as_far_as_it_matters() {
    let one = page(2);
    let many = one.repeat(12 * 1024 * 1024 / one.len());
    let read = read_saved_page(&many, None, std::slice::from_ref(engine("bing").unwrap()));
    assert!(
        !matches!(read.page.kind, PageKind::Blocked),
        "{:?}",
        read.page.kind
    );
    let deep = "<div>".repeat(200_000) + "<h3><a href=\"https://firm.example/\">Firm</a></h3>";
    let read = read_saved_page(
        deep.as_bytes(),
        None,
        std::slice::from_ref(engine("google").unwrap()),
    );
    assert!(read.page.hits.len() <= 1);
}
