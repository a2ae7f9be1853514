//! A harvest about to be done: what `harvest` and `find` have in common, from the door to the list.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use jiff::{Timestamp, ZonedDateTime};

use super::shared::{
    NO_SITE_ANSWERED, code_of, customers, fault, reader, show, sites_at_once, visit_settings,
    wait_for,
};
use crate::campaign::Campaign;
use crate::cli::failure::{Failure, Result};
use crate::cli::options::{Global, Limits, Web};
use crate::cli::output::{Sink, talk};
use crate::cli::progress::{Progress, Show};
use crate::cli::tongue::{count, say};
use crate::cli::{list, place, stop, summary, web};
use crate::crawl::Reader;
use crate::engine::{self, Engine};
use crate::export::write_leads;
use crate::fetch::{Cached, Recording, Source};
use crate::lead::Lead;
use crate::plan::{self, Plan, Yields};
use crate::run::{self, Avoided, Conclusion, Search, Summary, conclude_campaign};
use crate::source::{self, Chosen};
use crate::store::{Departure, Run, Store};
use crate::suppress::Suppressions;

/// What `harvest` and `find` have in common.
#[derive(Debug, Clone, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Options {
    /// Print the plan with counts and stop: nothing is asked
    #[arg(long)]
    pub dry_run: bool,
    /// Write only leads that were never exported, into a file of their own
    #[arg(long)]
    pub new: bool,
    /// Most queries
    #[arg(long, value_name = "N")]
    pub budget: Option<u32>,
    /// Most result pages of a query
    #[arg(long, value_name = "N")]
    pub result_pages: Option<u32>,
    /// Also write what is no buyer (makers, marketplaces, directories, media, own country), with its reason
    #[arg(long)]
    pub all: bool,
    /// Write which hits were left out, and why (CSV)
    #[arg(long, value_name = "FILE")]
    pub dropped: Option<PathBuf>,
    /// Read the new ones of the result pages saved in this folder (HTML, MHTML, WARC), and ask no engine or register
    #[arg(long, value_name = "DIR")]
    pub saved: Option<PathBuf>,
    /// With --saved: ask the engines and registers as well
    #[arg(long, requires = "saved")]
    pub ask: bool,
    /// Write the summary record here
    #[arg(long, value_name = "FILE")]
    pub summary: Option<PathBuf>,
    #[command(flatten)]
    pub crawl: Limits,
    #[command(flatten)]
    pub web: Web,
}

/// Where the store of a campaign lies.
///
/// # Errors
/// There is no home folder for the usual one.
pub fn store_path(campaign: &Campaign, global: &Global) -> Result<PathBuf> {
    match (&global.db, &campaign.run.store) {
        (Some(path), _) => Ok(path.clone()),
        (None, Some(path)) => Ok(campaign.path(path)),
        (None, None) => place::default_store(),
    }
}

/// The registers of countries that the campaign looks in; the others are said.
fn of_the_market(campaign: &Campaign, registers: Vec<Chosen>) -> Vec<Chosen> {
    let countries = &campaign.market.countries;
    let wanted = |chosen: &Chosen| {
        let there = countries.is_empty() || countries.contains(&chosen.register.country);
        if !there {
            let Chosen { register, .. } = chosen;
            talk(&format!(
                "{} holds companies of {} only, and the campaign does not look there: it is left out",
                register.id, register.country
            ));
        }
        there
    };
    registers.into_iter().filter(wanted).collect()
}

/// Says whom saved pages alone leave unasked.
fn say_unasked(engines: &[Engine], registers: &[Chosen], global: &Global) {
    let engines = engines.iter().map(|engine| engine.id.as_str());
    let registers = registers.iter().map(|chosen| chosen.register.id.as_str());
    let all: Vec<&str> = engines.chain(registers).collect();
    if !all.is_empty() && !global.quiet {
        talk(&say(
            "only the saved pages are read; --ask asks {0} as well",
            &[&all.join(", ")],
        ));
    }
}

/// A campaign about to be worked on.
pub struct Job<'a> {
    campaign: &'a Campaign,
    key: String,
    options: &'a Options,
    global: &'a Global,
    /// Engines to ask.
    pub engines: Vec<Engine>,
    /// Engines whose saved pages can be read besides those that ship.
    own: Vec<Engine>,
    /// What they are asked.
    pub plan: Plan,
    /// Open registers to take companies from.
    pub registers: Vec<Chosen>,
}

impl<'a> Job<'a> {
    /// Opens the engines and makes the plan.
    ///
    /// # Errors
    /// An engine or a tactic that is none.
    pub fn new(
        campaign: &'a Campaign,
        (key, yields): (String, &Yields),
        options: &'a Options,
        global: &'a Global,
    ) -> Result<Self> {
        let own = engine::chosen(campaign).map_err(fault)?;
        let registers = source::chosen_registers(campaign).map_err(fault)?;
        let mut registers = of_the_market(campaign, registers);
        let mut engines = own.clone();
        if options.saved.is_some() && !options.ask {
            say_unasked(&engines, &registers, global);
            engines.clear();
            registers.clear();
        }
        let plan = plan::plan(campaign, &engines, yields).map_err(fault)?;
        Ok(Self {
            campaign,
            key,
            options,
            global,
            engines,
            own,
            plan,
            registers,
        })
    }

    /// Says which engines cannot be asked as they are set.
    pub fn warn(&self) {
        for (engine, lack) in self.lacks() {
            talk(&say(
                "warning: {0} will not be asked: {1}",
                &[&engine.id, &lack.what],
            ));
            if let Some(hint) = lack.hint {
                talk(&format!("hint: {hint}"));
            }
        }
    }

    fn lacks(&self) -> impl Iterator<Item = (&Engine, Failure)> {
        let lack = |engine| Some((engine, super::ready::lack(engine)?));
        self.engines.iter().filter_map(lack)
    }

    /// Says what works where there is nothing to ask, and which engines cannot be asked.
    ///
    /// # Errors
    /// There is no engine that can be asked, no register, no seed and no saved page.
    pub fn needs_sources(&self) -> Result<()> {
        let seeds = &self.campaign.known.seeds;
        let lacking = self.lacks().count();
        if self.options.saved.is_some()
            || self.engines.len() > lacking
            || !seeds.is_empty()
            || !self.registers.is_empty()
        {
            self.warn();
            return Ok(());
        }
        if let Some((_, lack)) = self.lacks().next() {
            talk(&super::ways::without_able_engine(self.campaign));
            return Err(lack);
        }
        talk(&super::ways::without_engine(self.campaign));
        Err(
            Failure::usage(say("no engine is set, so there is nothing to ask", &[]))
                .hint(say("any one of the ways above is enough", &[])),
        )
    }

    /// Result pages asked of a query at most.
    pub fn result_pages(&self) -> u32 {
        let campaign = self.campaign.search.result_pages;
        self.options.result_pages.unwrap_or(campaign)
    }

    /// Searches, visits, concludes.
    ///
    /// # Errors
    /// Store, archive or engines cannot be used.
    pub fn work(&self) -> Result<(Conclusion, Summary, Arc<Store>)> {
        let path = store_path(self.campaign, self.global)?;
        let customers = customers(self.campaign)?;
        let store = Arc::new(place::open_store(&path)?);
        let failed = |error| place::store_failure(&error);
        let lock = store.lock_for_fetching().map_err(failed)?;
        let suppressions = customers.and(store.suppressions().map_err(failed)?);
        let begun = store
            .begin_run(&self.key, &self.campaign.fingerprint(), Timestamp::now())
            .map_err(failed)?;
        let mut summary = wait_for(self.observe(&store, &begun, &suppressions))??;
        drop(lock);
        let rules = run::rules(self.campaign, suppressions, self.global.lang.code());
        let conclusion = conclude_campaign(&store, &self.key, &rules).map_err(failed)?;
        summary.leads = conclusion.count.clone();
        Ok((conclusion, summary, store))
    }

    async fn observe(
        &self,
        store: &Arc<Store>,
        begun: &Run,
        suppressions: &Suppressions,
    ) -> Result<Summary> {
        let settings = self.door_settings(store, begun)?;
        let replayed = matches!(settings.source, Source::Replay { .. });
        let door = web::door(&settings, Arc::clone(store) as _)?;
        let shown = show(self.global);
        let progress = Progress::new(shown);
        if begun.resumed && shown != Show::Nothing {
            progress.say(&crate::cli::sentence::notice(
                "resumed",
                &format!("{:.0}", begun.started),
            ));
        }
        let cancel = stop::cancel_on_interrupt(self.options.web.deadline);
        let avoided = Avoided::new(self.campaign, suppressions);
        let keys = self.keys();
        let memory: &dyn crate::fetch::Memory = store.as_ref();
        let reader = Reader::new(reader(&self.options.crawl));
        let search = |plan, result_pages| Search {
            plan,
            engines: &self.engines,
            keys: &keys,
            result_pages,
            memory: (!replayed).then_some(memory),
        };
        let first = super::sample::first(&self.plan, self.campaign.search.sample);
        let (plan, sampled) = match self.campaign.search.min_share {
            None => (self.plan.clone(), Vec::new()),
            Some(min_share) => {
                let lang = self.global.lang.code();
                let rules = run::rules(self.campaign, suppressions.clone(), lang);
                let search = search(&first, 1);
                let sample = run::Sample {
                    search: &search,
                    door: &door,
                    reader: &reader,
                    rules: &rules,
                    avoided: &avoided,
                    sites_at_once: sites_at_once(&self.options.crawl, Some(self.campaign)),
                    cancel: &cancel,
                    listener: &progress,
                };
                super::sample::gate(&self.plan, sample, min_share).await
            }
        };
        let mut saved = self.saved((!replayed).then_some(memory))?;
        let of_saved = std::mem::take(&mut saved.hits);
        let harvest = run::Harvest {
            saved: saved.count.clone(),
            campaign: &self.key,
            store,
            door: &door,
            search: search(&plan, self.result_pages()),
            hits: sampled.into_iter().chain(of_saved).collect(),
            registers: &self.registers,
            seeds: &self.campaign.known.seeds,
            avoided: &avoided,
            reader: &reader,
            visit: visit_settings(&self.options.crawl, Some(self.campaign)),
            sites_at_once: sites_at_once(&self.options.crawl, Some(self.campaign)),
            run: begun,
            listener: &progress,
            cancel: &cancel,
        };
        let summary = harvest.observe().await;
        progress.clear();
        web::say_notices(&door);
        let mut summary =
            summary.map_err(|run::HarvestError::Store(error)| place::store_failure(&error))?;
        if !replayed {
            saved.remember(memory);
        }
        if let Some(file) = &self.options.dropped {
            super::dropped::write(file, (store, &self.key), &avoided)?;
        }
        summary.archive_cut = web::archive_cut(&door);
        Ok(summary)
    }

    /// The saved pages that are new.
    fn saved(&self, memory: Option<&dyn crate::fetch::Memory>) -> Result<run::Saved> {
        let Some(folder) = &self.options.saved else {
            return Ok(run::Saved::default());
        };
        let engines = engine::with_shipped(&self.own);
        let saved = run::read_folder(folder, &engines, memory).map_err(|why| {
            Failure::usage(format_args!("cannot read {}: {why}", folder.display()))
                .hint("name the folder that holds the result pages saved from your browser")
        })?;
        if !self.global.quiet {
            talk(&say(
                "{0}: {1} with {2}, {3} known already",
                &[
                    &folder.display(),
                    &count(saved.count.asked, "new saved page"),
                    &count(saved.hits.len(), "hit"),
                    &saved.known,
                ],
            ));
        }
        Ok(saved)
    }

    /// The door of the campaign: its replay and the archive of the run, unless the command line says otherwise.
    fn door_settings(&self, store: &Store, begun: &Run) -> Result<crate::fetch::Settings> {
        let mut options = self.options.web.clone();
        if options.replay.is_none() && options.record.is_none() {
            options.replay = self
                .campaign
                .run
                .replay
                .as_ref()
                .map(|file| self.campaign.path(file));
        }
        let mut settings = web::settings(&options, self.global)?;
        if matches!(settings.source, Source::Live) && settings.record.is_none() {
            settings.record = Some(Recording {
                file: place::archive_of(store.path(), begun.id)?,
                cached: Cached::Left,
            });
        }
        Ok(settings)
    }

    fn keys(&self) -> BTreeMap<String, String> {
        let key = |engine: &Engine| Some((engine.id.clone(), super::ready::key_of(engine)?));
        self.engines.iter().filter_map(key).collect()
    }

    /// Writes the list and marks what left; with `--new` only what never left before, and nothing where nothing is new. A
    /// run that found nobody leaves the list of an earlier one as it was.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write_list(
        &self,
        conclusion: &Conclusion,
        to: &Path,
        (store, summary): (&Store, &mut Summary),
    ) -> Result<()> {
        let failed = |error| place::store_failure(&error);
        let gone = store.exported(&self.key).map_err(failed)?;
        let is_new = |lead: &&Lead| !gone.contains(&lead.id);
        summary.leads.new = conclusion
            .leads
            .iter()
            .filter(|l| l.fit)
            .filter(is_new)
            .count();
        let wanted =
            |lead: &&Lead| (lead.fit || self.options.all) && (!self.options.new || is_new(lead));
        let leads: Vec<Lead> = conclusion.leads.iter().filter(wanted).cloned().collect();
        if self.options.new && !leads.iter().any(|lead| lead.fit) {
            return Ok(());
        }
        let to = if self.options.new {
            place::dated(to, ZonedDateTime::now().date())
        } else {
            to.to_owned()
        };
        if leads.is_empty() && to.exists() {
            talk(&say(
                "no lead to write: {0} is left as it was",
                &[&to.display()],
            ));
            return Ok(());
        }
        let columns = list::columns(&self.campaign.export.columns)?;
        let view = list::view(&columns, self.global);
        let written = write_leads(&to, &leads, view).map_err(list::failure)?;
        list::say_instead(&to, &written);
        let ids: Vec<String> = leads.iter().map(|lead| lead.id.clone()).collect();
        let departure = Departure {
            campaign: &self.key,
            leads: &ids,
            file: &written.path,
            at: Timestamp::now(),
        };
        store.mark_exported(&departure).map_err(failed)?;
        summary.file = Some(written.path.display().to_string());
        Ok(())
    }

    /// Says the summary and gives the exit code.
    ///
    /// # Errors
    /// The summary's file cannot be written.
    pub fn close(&self, done: &Summary) -> Result {
        if self.global.quiet {
            talk(&summary::line(done));
        } else {
            talk(&summary::screen(done));
            if let Some(file) = &done.file {
                talk(&summary::list_line(file));
            }
            if done.is_cut_off() {
                talk(&say(NO_SITE_ANSWERED, &[]));
            }
            if done.every_source_refused() && !self.global.offline {
                talk(&super::ways::without_answer(
                    self.campaign,
                    &self.engines,
                    done,
                ));
            }
        }
        if let Some(path) = &self.options.summary {
            let mut sink = Sink::open(Some(path))?;
            sink.record(done)?;
            sink.close()?;
        }
        Ok(code_of(done))
    }
}
