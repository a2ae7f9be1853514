//! Progress bars on a terminal: queries, sites, pages, leads so far, the host under way. Nothing elsewhere.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::tongue::{count, say};
use crate::crawl::VisitEnd;
use crate::run::{Event, Listener};
use crate::text::{printable, shorten};

/// Whether anything is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// Bars, on standard error.
    Bars,
    /// A line for each request that matters (`-v` without a terminal).
    Lines,
    /// Nothing.
    Nothing,
}

/// Draws what a run tells.
pub struct Progress {
    show: Show,
    screen: MultiProgress,
    queries: ProgressBar,
    sites: ProgressBar,
    pages: AtomicUsize,
    with_contact: AtomicUsize,
}

impl Progress {
    /// Bars or none.
    pub fn new(show: Show) -> Self {
        let target = match show {
            Show::Bars => ProgressDrawTarget::stderr_with_hz(8),
            Show::Lines | Show::Nothing => ProgressDrawTarget::hidden(),
        };
        let screen = MultiProgress::with_draw_target(target);
        let queries = screen.add(bar("queries"));
        let sites = screen.add(bar("sites"));
        // Only now: a bar that ticks before it is on the screen draws itself elsewhere.
        queries.enable_steady_tick(Duration::from_millis(500));
        sites.enable_steady_tick(Duration::from_millis(500));
        Self {
            show,
            screen,
            queries,
            sites,
            pages: AtomicUsize::new(0),
            with_contact: AtomicUsize::new(0),
        }
    }

    /// Takes the bars off the screen.
    pub fn clear(&self) {
        self.queries.finish_and_clear();
        self.sites.finish_and_clear();
        let _ = self.screen.clear();
    }

    /// Says a line without tearing the bars.
    pub fn say(&self, line: &str) {
        if self.show == Show::Bars {
            let _ = self.screen.println(line);
        } else {
            super::output::talk(line);
        }
    }

    fn tell_pages(&self, host: &str) {
        let pages = self.pages.load(Ordering::Relaxed);
        let leads = self.with_contact.load(Ordering::Relaxed);
        let contact = say("{0} with a contact", &[&leads]);
        let host = shorten(&printable(host), 32);
        self.sites
            .set_message(format!("{} · {contact} · {host}", count(pages, "page")));
    }
}

fn bar(name: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{prefix:>8} {bar:24} {pos}/{len} {elapsed} {msg}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("━╸─");
    ProgressBar::new(0)
        .with_style(style)
        .with_prefix(say(name, &[]))
}

impl Listener for Progress {
    fn hear(&self, event: &Event<'_>) {
        match event {
            Event::Planned { queries } => self.queries.set_length(*queries as u64),
            Event::Asked {
                engine,
                query,
                outcome,
                hits,
            } => {
                self.queries.inc(1);
                self.queries
                    .set_message(format!("{engine}: {}", shorten(&printable(query), 44)));
                if self.show == Show::Lines {
                    super::output::talk(&format!(
                        "{engine}: {}: {outcome}, {}",
                        printable(query),
                        count(*hits, "hit")
                    ));
                }
            }
            Event::EngineStopped {
                engine,
                why,
                unasked,
            } => {
                self.queries.inc(*unasked as u64);
                let unasked = count(*unasked, "query");
                self.say(&say("{0}: {1}; {2} not asked", &[engine, why, &unasked]));
            }
            Event::Sites { sites } => self.sites.inc_length(*sites as u64),
            Event::SiteBegun { .. } => {}
            Event::PageRead { site, .. } => {
                self.pages.fetch_add(1, Ordering::Relaxed);
                if self.show == Show::Bars {
                    self.tell_pages(site.as_str());
                }
            }
            Event::SiteDone { site, visit } => {
                self.sites.inc(1);
                if visit.contact && visit.end == VisitEnd::Done {
                    self.with_contact.fetch_add(1, Ordering::Relaxed);
                }
                if self.show == Show::Lines {
                    super::output::talk(&format!("{site}: {}", count(visit.pages, "page")));
                }
            }
            Event::Notice { id, value } => self.say(&super::sentence::notice(id, value)),
        }
    }
}
