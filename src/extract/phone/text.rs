//! Numbers in the visible text, and `tel:` links in it.

use std::borrow::Cow;
use std::ops::Range;

use crate::document::{Block, Target};

use super::super::host::is_surely_hosts;
use super::super::reading::Reading;
use super::cut::{another_end, ends_alike, numbers};
use super::found::{Found, Sighting, Told};
use super::hours;
use super::label::{self, Label};
use super::labelled::{self, Run};
use super::link;
use super::nearby;
use super::number::{self, Number};
use super::regions::Regions;
use super::scan;
use super::vanity;

/// Reads one block.
pub(super) fn read(reading: &Reading<'_>, at: usize, regions: &mut Regions, found: &mut Found) {
    let block = &reading.document().blocks()[at];
    let has_link = block
        .spans
        .iter()
        .any(|s| matches!(s.target, Target::Reference(_)));
    read_vanity(reading, at, found);
    if !has_link && scan::digits(&block.text) < 6 && block.text.is_ascii() {
        return;
    }
    let text = scan::plain(&block.text);
    if !has_link && scan::digits(&text) < 6 {
        return;
    }
    let runs = labelled::runs(reading, at, &text);
    let here = Here {
        reading,
        at,
        block,
        text,
        runs,
    };
    here.read_links(regions, found);
    here.read_runs(regions, found);
}

fn read_vanity(reading: &Reading<'_>, at: usize, found: &mut Found) {
    let text = &reading.document().blocks()[at].text;
    // All of them begin with an eight.
    if memchr::memchr(b'8', text.as_bytes()).is_none() {
        return;
    }
    for (range, number) in vanity::spot(text) {
        let label = label::last(&text[..range.start]);
        found.offer(Sighting {
            value: text[range.clone()].to_owned(),
            extension: None,
            told: if label.is_positive() {
                Told::Labelled
            } else {
                Told::Bare
            },
            label,
            place: (at, range.start),
            evidence: reading.evidence_in(at, range),
            number,
        });
    }
}

struct Here<'a> {
    reading: &'a Reading<'a>,
    at: usize,
    block: &'a Block,
    text: Cow<'a, str>,
    runs: Vec<Run>,
}

impl Here<'_> {
    /// Places in the text hold for the links only where the text was plain already.
    fn is_aligned(&self) -> bool {
        matches!(self.text, Cow::Borrowed(_))
    }

    fn read_links(&self, regions: &mut Regions, found: &mut Found) {
        for span in &self.block.spans {
            let Target::Reference(index) = span.target else {
                continue;
            };
            let reference = &self.reading.document().references()[index];
            let Some(given) = link::number_in(&reference.href) else {
                continue;
            };
            let Some(number) = number::read(&given, regions.all()) else {
                continue;
            };
            let before = self.block.text.get(..span.start).unwrap_or_default();
            if self.is_hosts(before) {
                continue;
            }
            if let Some(region) = number.region {
                regions.add_region(region);
            }
            let label = if self.is_aligned() {
                self.label_of_span(span.start, span.end)
            } else {
                Label::default()
            };
            let shown = self
                .text
                .get(span.start..span.end)
                .filter(|t| self.is_aligned() && scan::digits(t) >= 6);
            let told = if label.is_positive() {
                Told::Labelled
            } else {
                Told::Linked
            };
            found.offer(Sighting {
                value: shown.unwrap_or(&given).trim().to_owned(),
                extension: None,
                label,
                told,
                place: (self.at, span.start),
                evidence: self.reading.evidence_in(self.at, span.start..span.end),
                number,
            });
        }
    }

    /// Does a number with this text before it in its block stand in the part about who hosts the site?
    fn is_hosts(&self, before: &str) -> bool {
        let lines = self.reading.lines();
        let above = before.rsplit_once('\n').map_or("", |(above, _)| above);
        let above = above.split('\n').filter(|line| !line.trim().is_empty());
        let first = lines.partition_point(|line| line.block < self.at);
        is_surely_hosts(lines, (first + above.count()).min(lines.len()))
    }

    fn label_of_span(&self, start: usize, end: usize) -> Label {
        if let Some(run) = self
            .runs
            .iter()
            .find(|r| r.range.start < end && r.range.end > start)
        {
            return run.label;
        }
        let before = self
            .runs
            .iter()
            .rev()
            .find(|r| r.range.end <= start)
            .map(|r| (r.range.end, r.label));
        let own = label::last(&self.text[start..end]);
        if own.is_positive() {
            own
        } else {
            labelled::label_at(self.reading, self.at, &self.text, start, before)
        }
    }

    fn read_runs(&self, regions: &mut Regions, found: &mut Found) {
        // The number read last in this block, which a shorter one behind it may begin like.
        let mut last: Option<(Range<usize>, Number)> = None;
        // It was a shorter one itself.
        let mut goes_on = false;
        for run in &self.runs {
            if run.label.other || self.is_in_link(&run.range) {
                continue;
            }
            let told = run.label.is_positive();
            if !told && scan::is_of_other_kind(&self.text, &run.range) {
                continue;
            }
            if told && scan::is_date(&self.text[run.range.clone()])
                || hours::is_span(&self.text, &run.range)
            {
                continue;
            }
            let label = if self.is_in_messenger(&run.range) {
                Label {
                    whatsapp: true,
                    ..Label::default()
                }
            } else {
                run.label
            };
            let mut numbers = self.numbers(run, regions);
            // Behind one written with its country and area the shorter one is no number of another country's.
            let region = last.as_ref().and_then(|(_, number)| number.region);
            let is_other = |(_, number): &(Range<usize>, Number)| number.region != region;
            let led = last
                .as_ref()
                .is_some_and(|(range, _)| self.text[range.clone()].starts_with('+'));
            let is_joined = (led || goes_on) && self.is_joined(last.as_ref(), &run.range);
            goes_on = false;
            let mut told = told;
            if (led || is_joined || numbers.iter().all(is_other))
                && (told || is_joined)
                && let Some(number) = self.beginning_as(last.as_ref(), &run.range)
            {
                numbers = vec![(run.range.clone(), number)];
                told = true;
                goes_on = is_joined;
            }
            if let Some(found) = numbers.last() {
                last = Some(found.clone());
            }
            for (range, number) in numbers {
                let written = &self.text[range.clone()];
                if hours::is_span(&self.text, &range)
                    || !told && !is_plausible(written, &number)
                    || self.is_hosts(&self.text[..range.start])
                {
                    continue;
                }
                if let Some(region) = number.region {
                    regions.add_region(region);
                }
                self.offer(range, number, label, found);
            }
        }
    }

    /// `+7 (727) 345-01-01, 379-13-52`: nothing but a sign stands between two numbers.
    fn is_joined(&self, last: Option<&(Range<usize>, Number)>, range: &Range<usize>) -> bool {
        let between = last.and_then(|(before, _)| self.text.get(before.end..range.start));
        between.is_some_and(|b| matches!(b.trim_matches(' '), "," | ";" | "/"))
    }

    /// `(495) 727-05-02, 727-05-22`: a number without its area, written like the end of the one before it on its line.
    fn beginning_as(
        &self,
        last: Option<&(Range<usize>, Number)>,
        range: &Range<usize>,
    ) -> Option<Number> {
        let (before, number) = last?;
        let between = self.text.get(before.end..range.start)?;
        let is_near = between.chars().count() <= 12 && !between.contains('\n');
        let is_alike = ends_alike(&self.text[before.clone()], &self.text[range.clone()]);
        (is_near && is_alike)
            .then(|| another_end(Some(number), &self.text[range.clone()]))
            .flatten()
    }

    /// The numbers of a run: a labelled one is of the country named before it, else of any the page has to do with.
    fn numbers(&self, run: &Run, regions: &Regions) -> Vec<(Range<usize>, Number)> {
        if !run.label.is_positive() {
            return numbers(&self.text, &run.range, regions.known());
        }
        let is_national = !self.text[run.range.clone()].starts_with('+');
        let near = if is_national {
            nearby::country(self.reading, self.at, &self.text[..run.range.start])
        } else {
            None
        };
        if let Some(near) = near.filter(|n| regions.all().first() != Some(n)) {
            let found = numbers(&self.text, &run.range, &[near]);
            if !found.is_empty() {
                return found;
            }
        }
        numbers(&self.text, &run.range, regions.all())
    }

    fn offer(&self, range: Range<usize>, number: Number, label: Label, found: &mut Found) {
        found.offer(Sighting {
            value: self.text[range.clone()].to_owned(),
            extension: extension_after(&self.text[range.end..]),
            label,
            told: if label.is_positive() {
                Told::Labelled
            } else {
                Told::Bare
            },
            place: (self.at, range.start),
            evidence: self.reading.evidence_around(&self.text, range),
            number,
        });
    }

    /// Is the run the text of a `tel:` link, which is read as the link says?
    fn is_in_link(&self, range: &Range<usize>) -> bool {
        self.is_aligned()
            && self.block.spans.iter().any(|s| {
                let Target::Reference(index) = s.target else {
                    return false;
                };
                let given = link::number_in(&self.reading.document().references()[index].href);
                s.start <= range.start
                    && s.end >= range.end
                    && given.is_some_and(|g| same_tail(&g, &self.text[range.clone()]))
            })
    }

    fn is_in_messenger(&self, range: &Range<usize>) -> bool {
        self.is_aligned()
            && self.block.spans.iter().any(|s| {
                let Target::Link(index) = s.target else {
                    return false;
                };
                s.start <= range.start
                    && s.end >= range.end
                    && link::whatsapp_number(&self.reading.document().links()[index].url).is_some()
            })
    }
}

/// Do two numbers end alike?
fn same_tail(a: &str, b: &str) -> bool {
    let tail = |t: &str| {
        t.bytes()
            .filter(u8::is_ascii_digit)
            .rev()
            .take(6)
            .collect::<Vec<_>>()
    };
    tail(a) == tail(b)
}

/// Does a number that nothing says anything about look like a telephone number?
fn is_plausible(written: &str, number: &Number) -> bool {
    if written.starts_with('+') || written.starts_with("00") {
        return true;
    }
    let groups: Vec<&str> = written
        .split(|c: char| !c.is_ascii_digit())
        .filter(|g| !g.is_empty())
        .collect();
    if number.e164.starts_with("+1") {
        let area = groups.iter().map(|g| g.len()).collect::<Vec<_>>();
        return matches!(area.as_slice(), [3, 3, 4] | [1, 3, 3, 4])
            || (written.contains('(') && area.len() >= 2);
    }
    if is_address(written) || lacks_trunk_zero(written, number) {
        return false;
    }
    if written.starts_with('0') || written.starts_with("(0") {
        return groups.len() >= 2 || written.len() >= 9;
    }
    groups.len() >= 3 && groups.iter().all(|g| g.len() <= 4) || written.starts_with('(')
}

/// Where everybody writes the zero before the area, a bare number without it is none of a telephone: `504 815 721` in a
/// French register.
fn lacks_trunk_zero(written: &str, number: &Number) -> bool {
    const WRITTEN: [&str; 12] = [
        "FR", "DE", "AT", "CH", "GB", "BE", "NL", "SE", "JP", "AU", "NZ", "ZA",
    ];
    let is_of = |code: &str| number::region(code) == number.region;
    written.starts_with(|c: char| matches!(c, '1'..='9')) && WRITTEN.into_iter().any(is_of)
}

/// An internet address: four groups under 256.
fn is_address(written: &str) -> bool {
    let parts: Vec<&str> = written.split('.').collect();
    parts.len() == 4
        && parts
            .iter()
            .all(|p| p.parse::<u16>().is_ok_and(|n| n < 256))
}

/// The extension behind a number.
fn extension_after(rest: &str) -> Option<String> {
    const WORDS: &[&str] = &[
        "extension",
        "ext",
        "x",
        "durchwahl",
        "dw",
        "interno",
        "int",
        "anexo",
        "ramal",
        "доб",
        "вн",
        "转",
        "分机",
        "內線",
        "内線",
        "内线",
        "wew",
        "poste",
        "klapka",
        "nst",
    ];
    let rest = rest.trim_start_matches([' ', ',', '(', '-']);
    let mut head = rest.len().min(20);
    while !rest.is_char_boundary(head) {
        head -= 1;
    }
    let lower = rest[..head].to_lowercase();
    let word = WORDS.iter().find(|w| lower.starts_with(**w))?;
    let digits = lower[word.len()..].trim_start_matches(['.', ':', ' ', '#', '-', '：']);
    let end = digits
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(digits.len());
    (1..=6).contains(&end).then(|| digits[..end].to_owned())
}
