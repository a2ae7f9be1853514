//! The summary on one screen: what every source answered, what became of the sites, what is new.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::run::{LeadCount, SiteCount, SourceCount, Summary};
use crate::text::{printable, shorten};

/// Reasons shown of one source or of the sites.
const MOST_REASONS: usize = 4;

/// The summary as lines for a person.
pub fn screen(summary: &Summary) -> String {
    let mut out = String::new();
    for line in sources(summary).lines() {
        let _ = writeln!(out, "{line}");
    }
    let _ = writeln!(out, "{:10} {}", "sites", sites(&summary.sites));
    reasons(&mut out, &summary.sites.why);
    if !summary.sites.dropped.is_empty() {
        let dropped = counted(&summary.sites.dropped);
        let _ = writeln!(out, "{:10} not visited: {dropped}", "");
    }
    let _ = writeln!(out, "{:10} {}{}", "pages", summary.pages, closed(summary));
    let _ = write!(out, "{:10} {}", "leads", leads(&summary.leads));
    if let Some(stopped) = &summary.stopped {
        let _ = write!(
            out,
            "\nstopped    {stopped}; the same command goes on where this one stopped"
        );
    }
    out
}

/// What the sources answered, a line each with the reasons below.
pub fn sources(summary: &Summary) -> String {
    let mut out = String::new();
    for (engine, count) in &summary.sources {
        let _ = writeln!(out, "{:10} {}", printable(engine), source(count));
        reasons(&mut out, &count.why);
    }
    out.trim_end().to_owned()
}

/// The summary on one line, for cron.
pub fn line(summary: &Summary) -> String {
    let leads = &summary.leads;
    let file = summary
        .file
        .as_ref()
        .map(|f| format!(" in {f}"))
        .unwrap_or_default();
    format!(
        "{} new leads of {}{file}; {} sites, {} pages",
        leads.new, leads.fit, summary.sites.visited, summary.pages
    )
}

fn source(count: &SourceCount) -> String {
    let parts = [
        ("asked", count.asked),
        ("ok", count.ok),
        ("empty", count.empty),
        ("blocked", count.blocked),
        ("rate-limited", count.rate_limited),
        ("unreachable", count.unreachable),
        ("failed", count.failed),
        ("not asked", count.unasked),
    ];
    listed(&parts)
}

fn sites(count: &SiteCount) -> String {
    let parts = [
        ("found", count.found),
        ("visited", count.visited),
        ("ok", count.ok),
        ("refused", count.refused),
        ("closed by robots.txt", count.robots),
        ("unreachable", count.unreachable),
        ("moved", count.moved),
        ("out of time", count.deadline),
        ("failed", count.failed),
    ];
    listed(&parts)
}

fn leads(count: &LeadCount) -> String {
    let mut out = listed(&[
        ("new", count.new),
        ("in all", count.fit),
        ("with a contact", count.with_contact),
    ]);
    if count.new == 0 {
        out.insert_str(0, "nothing new · ");
    }
    if count.suppressed > 0 {
        let _ = write!(
            out,
            " · {} of your customers or suppressed left out",
            count.suppressed
        );
    }
    if !count.unfit.is_empty() {
        let _ = write!(out, "\n{:10} no buyers: {}", "", counted(&count.unfit));
    }
    if !count.tiers.is_empty() {
        let _ = write!(out, "\n{:10} {}", "", counted(&count.tiers));
    }
    out
}

fn closed(summary: &Summary) -> String {
    let mut out = String::new();
    for (many, what) in [
        (summary.robots_disallowed, "closed by robots.txt"),
        (summary.guarded, "on a private network, not asked"),
        (summary.lost, "lost to a fault of this program"),
    ] {
        if many > 0 {
            let _ = write!(out, " · {many} {what}");
        }
    }
    out
}

/// The first number always, the others where they are not nought.
fn listed(parts: &[(&str, usize)]) -> String {
    let shown = parts
        .iter()
        .enumerate()
        .filter(|(at, (_, many))| *at == 0 || *many > 0);
    shown
        .map(|(_, (what, many))| format!("{many} {what}"))
        .collect::<Vec<_>>()
        .join(" · ")
}

fn counted(counts: &BTreeMap<String, usize>) -> String {
    let mut all: Vec<(&String, &usize)> = counts.iter().collect();
    all.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
    all.iter()
        .map(|(what, many)| format!("{many} {}", printable(what).replace('_', " ")))
        .collect::<Vec<_>>()
        .join(" · ")
}

fn reasons(out: &mut String, why: &BTreeMap<String, usize>) {
    let mut all: Vec<(&String, &usize)> = why.iter().collect();
    all.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
    for (reason, many) in all.iter().take(MOST_REASONS) {
        let _ = writeln!(
            out,
            "{:10}   {many}× {}",
            "",
            shorten(&printable(reason), 90)
        );
    }
    if all.len() > MOST_REASONS {
        let _ = writeln!(
            out,
            "{:10}   and {} other reasons",
            "",
            all.len() - MOST_REASONS
        );
    }
}
