//! What several commands begin with: the runtime, the campaign's rules, the limits of a crawl.

use std::future::Future;
use std::io::{self, IsTerminal};
use std::path::Path;

use jiff::Timestamp;

use crate::campaign::{Campaign, CampaignError, Packs};
use crate::cli::failure::{Code, Failure, Result};
use crate::cli::options::{Global, Limits};
use crate::cli::output::talk;
use crate::cli::place;
use crate::cli::progress::Show;
use crate::cli::tongue::say;
use crate::crawl::{ReaderSettings, VisitSettings};
use crate::extract::Deobfuscate;
use crate::run::{self, Conclusion, Rules};
use crate::suppress::Suppressions;

/// Threads for files and look-ups. Each thread keeps an arena of memory of its own, so a few must do.
const BLOCKING_THREADS: usize = 4;

/// Most bytes of a page after its content codings are taken off.
const MAX_PAGE: usize = 4 << 20;
/// Most pages of a site where nobody says otherwise.
const PAGES: usize = 8;
/// Most visits at one time where nobody says otherwise.
const SITES_AT_ONCE: usize = 256;

/// What is said where no site of a run answered.
pub const NO_SITE_ANSWERED: &str = "No site answered. Is this machine on the network?";

/// Runs a future to its end on the machine's cores.
///
/// # Errors
/// The runtime cannot be started.
pub fn wait_for<T>(work: impl Future<Output = T>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .max_blocking_threads(BLOCKING_THREADS)
        .enable_all()
        .build()
        .map_err(|why| Failure::failed(format_args!("the runtime cannot be started: {why}")))?;
    let done = runtime.block_on(work);
    // A look-up or a parse that is still under way must not hold up the end.
    runtime.shutdown_background();
    Ok(done)
}

/// The code of a country as the user names it.
///
/// # Errors
/// There is no such country.
pub fn country_code(name: &str) -> Result<String> {
    if let Some(country) = crate::market::country_named(name) {
        return Ok(country.code.clone());
    }
    Err(match crate::market::region_named(name) {
        Some(region) => Failure::usage(format_args!("`{name}` is a group of countries, and one is wanted here"))
            .hint(format_args!("name one of them: {}", region.countries.join(", "))),
        None => Failure::usage(format_args!("unknown country `{name}`")).hint("give a code (DE), or its name in English, Chinese or its own language; `buyerscout markets` lists them"),
    })
}

/// Reads a campaign.
///
/// # Errors
/// The fault of the file, with line and key.
pub fn campaign(path: &Path) -> Result<Campaign> {
    let mut campaign = with_shared_packs(Campaign::read(path).map_err(fault)?)?;
    super::query::take_own_engines(&mut campaign);
    Ok(campaign)
}

/// A campaign with the packs that every campaign shares behind its own.
///
/// # Errors
/// The fault of their file, with line and key.
pub fn with_shared_packs(mut campaign: Campaign) -> Result<Campaign> {
    if let Some(file) = place::shared_packs() {
        campaign.packs.absorb(Packs::read(&file).map_err(fault)?);
    }
    Ok(campaign)
}

/// A fault of a file as the user reads it.
pub fn fault(fault: CampaignError) -> Failure {
    let failure = Failure::usage(&fault);
    match fault.hint {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}

/// What leads are judged by: the campaign's wishes and customers, where one is named.
///
/// # Errors
/// A campaign or a list of customers that cannot be read.
pub fn rules(path: Option<&Path>, global: &Global) -> Result<Rules> {
    let Some(path) = path else {
        let mut rules = Rules::default();
        global.lang.code().clone_into(&mut rules.grade.lang);
        return Ok(rules);
    };
    let campaign = campaign(path)?;
    let customers = customers(&campaign)?;
    Ok(run::rules(&campaign, customers, global.lang.code()))
}

/// The customers of a campaign.
///
/// # Errors
/// Their list cannot be read.
pub fn customers(campaign: &Campaign) -> Result<Suppressions> {
    run::customers(campaign, Timestamp::now()).map_err(|why| {
        Failure::usage(&why).hint("nothing is searched without it: a customer must not be taken for a stranger; mend the file or take `customers` out of [known]")
    })
}

/// Says how many customers and suppressed companies were taken out, and what gave them away.
pub fn say_suppressed(judged: &Conclusion, global: &Global) {
    let count = &judged.count;
    if count.suppressed == 0 || global.quiet {
        return;
    }
    let by: Vec<String> = count
        .suppressed_by
        .iter()
        .map(|(by, many)| say("{0} by {1}", &[many, &say(by, &[])]))
        .collect();
    talk(&say(
        "left out as your customers or suppressed: {0} ({1})",
        &[
            &crate::cli::tongue::count(count.suppressed, "company"),
            &by.join(" · "),
        ],
    ));
}

/// What is drawn while something runs.
pub fn show(global: &Global) -> Show {
    if global.quiet {
        Show::Nothing
    } else if io::stderr().is_terminal()
        && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
    {
        Show::Bars
    } else if global.verbose > 0 {
        Show::Lines
    } else {
        Show::Nothing
    }
}

/// How pages are read.
pub fn reader(options: &Limits) -> ReaderSettings {
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let deobfuscate = if options.no_deobfuscate {
        Deobfuscate::No
    } else {
        Deobfuscate::Yes
    };
    ReaderSettings {
        threads,
        max_page: MAX_PAGE,
        region: None,
        deobfuscate,
    }
}

/// Limits of a visit: by option, else by the campaign, else the usual.
pub fn visit_settings(options: &Limits, campaign: Option<&Campaign>) -> VisitSettings {
    let by_campaign = campaign
        .and_then(|c| c.crawl.pages)
        .and_then(|n| usize::try_from(n).ok());
    let seconds = campaign
        .and_then(|c| c.crawl.site_deadline)
        .map(|s| std::time::Duration::from_secs(s.into()));
    VisitSettings {
        pages: options.pages.or(by_campaign).unwrap_or(PAGES).max(1),
        deadline: options
            .site_deadline
            .or(seconds)
            .unwrap_or(std::time::Duration::from_secs(90)),
    }
}

/// Most visits at one time: by option, else by the campaign, else the usual.
pub fn sites_at_once(options: &Limits, campaign: Option<&Campaign>) -> usize {
    let by_campaign = campaign
        .and_then(|c| c.crawl.sites_at_once)
        .and_then(|n| usize::try_from(n).ok());
    options
        .sites_at_once
        .or(by_campaign)
        .unwrap_or(SITES_AT_ONCE)
        .max(1)
}

/// The exit code of a run's summary.
pub fn code_of(summary: &run::Summary) -> Code {
    match summary.stopped.as_deref() {
        Some("interrupted") => Code::Interrupted,
        _ if summary.is_refused() => Code::Refused,
        Some(_) => Code::Incomplete,
        None if summary.is_incomplete() => Code::Incomplete,
        None => Code::Done,
    }
}
