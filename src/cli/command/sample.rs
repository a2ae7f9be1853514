//! Looking before spending: the sample of `search --sample`, and the gate of `harvest` where the campaign sets `min_share`.

use crate::cli::failure::Result;
use crate::cli::output::{Sink, talk};
use crate::cli::tongue::count;
use crate::engine::Hit;
use crate::plan::{Plan, Planned};
use crate::run::{Gate, Sample, Sampled, why_not};
use crate::text::printable;
use crate::web::{Site, parse_given};

/// The most promising queries of a plan, as a plan of its own.
pub fn first(plan: &Plan, most: u32) -> Plan {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    Plan {
        queries: plan.queries.iter().take(most).cloned().collect(),
        ..Plan::default()
    }
}

/// Looks at the first pages, says what is dropped, and gives what is gone on with: the plan, and the hits that were good
/// though their queries were not.
pub async fn gate(plan: &Plan, sample: Sample<'_>, min_share: f64) -> (Plan, Vec<Hit>) {
    let (sampled, hits, _) = sample.look().await;
    let gate = Gate::new(plan.clone(), sampled, min_share);
    say_dropped(&gate, min_share);
    let dropped: Vec<&Planned> = gate.dropped.iter().map(|one| &one.planned).collect();
    let is_of = |hit: &Hit| {
        let of = |p: &&Planned| {
            hit.origins
                .iter()
                .any(|o| o.query == p.query.text && o.engine == p.engine)
        };
        dropped.iter().any(of)
    };
    let may_be_good = |hit: &Hit| {
        let site = parse_given(&hit.url).as_ref().and_then(Site::of);
        site.is_some_and(|site| why_not(&site, sample.avoided).is_none())
    };
    let kept = hits
        .into_iter()
        .filter(|hit| is_of(hit) && may_be_good(hit))
        .collect();
    (gate.plan, kept)
}

fn say_dropped(gate: &Gate, min_share: f64) {
    let percent = min_share * 100.0;
    for one in &gate.dropped {
        talk(&format!(
            "not gone on with (under {percent:.0} %): {}",
            line(one)
        ));
    }
    for (group, queries) in &gate.of_group {
        talk(&format!(
            "not asked: {} of {group}, whose first ones show too few (under {percent:.0} %)",
            count(*queries, "query")
        ));
    }
    if gate.instead > 0 {
        talk(&format!(
            "asked instead: the next {} of the plan",
            gate.instead
        ));
    }
}

/// Prints what each query's first page shows.
///
/// # Errors
/// Output that cannot be written.
pub fn show(sampled: &[Sampled]) -> Result<()> {
    let mut sink = Sink::stdout();
    sink.line("share  between   of hits  query")?;
    for one in sampled {
        sink.line(&line(one))?;
    }
    sink.close()
}

/// `70 %  40–89 %  of 10  TACTIC COUNTRY  query  (others: …)`.
fn line(one: &Sampled) -> String {
    let (low, high) = one.share.interval();
    let share = one
        .share
        .estimate()
        .map_or_else(|| "  –".to_owned(), |s| format!("{:3.0}", s * 100.0));
    let mut others: Vec<String> = one
        .others
        .iter()
        .map(|(why, n)| format!("{n} {why}"))
        .collect();
    if one.unread > 0 {
        others.push(format!("{} unread", one.unread));
    }
    let others = if others.is_empty() {
        String::new()
    } else {
        format!("  ({})", others.join(", "))
    };
    format!(
        "{share} %  {:3.0}–{:3.0} %  of {:2}  {} {}  {}{others}",
        low * 100.0,
        high * 100.0,
        one.share.judged,
        one.planned.query.tactic,
        one.planned.query.country.as_deref().unwrap_or("–"),
        printable(&one.planned.rendered.text)
    )
}
