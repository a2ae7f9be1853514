//! `doctor`: checks what a run stands on, and says what to do about each fault.
//!
//! It opens a connection only to what the user himself named: his proxy, and an engine's server whose address he gave.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use jiff::Timestamp;

use super::ground::{Check, Found, again, proxy, replay, store, writable};
use super::job::store_path;
use super::memory::Memory;
use super::ready;
use super::shared::{campaign, fault};
use crate::campaign::Campaign;
use crate::cli::failure::{Code, Failure, Result};
use crate::cli::options::{Global, Web};
use crate::cli::output::Sink;
use crate::cli::tongue::{count, say};
use crate::cli::{place, web};
use crate::engine::{self, Engine};
use crate::export::Format;
use crate::fetch::Settings;
use crate::plan::{self, Yields};
use crate::run;
use crate::source;
use crate::store::{KnownCampaign, Store};

/// Checks store, campaign, customers, list, engines, registers and proxy, and says what to do
///
/// A connection is opened only to a server you named yourself: the proxy, and an engine whose `url` the campaign gives.
#[derive(Debug, Args)]
pub struct Doctor {
    /// The campaign to check
    #[arg(value_name = "CAMPAIGN.toml")]
    campaign: Option<PathBuf>,
    /// Longest wait for a server
    #[arg(long, value_name = "TIME", value_parser = crate::cli::options::duration, default_value = "5s")]
    timeout: Duration,
    /// Proxy: http://, https:// or socks5h:// address
    #[arg(long, value_name = "URL")]
    proxy: Option<String>,
}

/// Runs it; what is wrong is printed, and makes the exit code 3.
///
/// # Errors
/// Output that cannot be written.
pub fn run(args: &Doctor, global: &Global) -> Result {
    let mut report = Report {
        sink: Sink::stdout(),
        sound: true,
        quiet: global.quiet,
    };
    let settings = web::settings(&web_of(args), global);
    report.tell(&say("proxy", &[]), proxy(&settings, args.timeout))?;
    match &args.campaign {
        None => {
            let path = global.db.clone().map_or_else(place::default_store, Ok);
            report.tell(&say("store", &[]), path.and_then(|path| store(&path)))?;
            let note = say(
                "`buyerscout doctor CAMPAIGN.toml` checks one with its customers, engines and list",
                &[],
            );
            report.tell(&say("campaign", &[]), Ok(Found::Note(note)))?;
        }
        Some(path) => match campaign(path) {
            Err(failure) => report.tell(&say("campaign", &[]), Err(failure))?,
            Ok(read) => {
                let of = Of {
                    path,
                    campaign: &read,
                    args,
                    global,
                };
                of.check(&mut report, settings.ok().as_ref())?;
            }
        },
    }
    report.sink.close()?;
    Ok(if report.sound {
        Code::Done
    } else {
        Code::Incomplete
    })
}

struct Report {
    sink: Sink,
    sound: bool,
    /// Only faults are told.
    quiet: bool,
}

impl Report {
    fn tell(&mut self, what: &str, checked: Check) -> Result<()> {
        let (mark, why, hint) = match checked {
            Ok(_) if self.quiet => return Ok(()),
            Ok(Found::Fine(fine)) => ("ok", fine, None),
            Ok(Found::Note(note)) => ("note", note, None),
            Err(Failure { what, hint, .. }) => {
                self.sound = false;
                ("fault", what, hint)
            }
        };
        let line = format!("{mark:6} {what}: {}", crate::text::printable(&why));
        self.sink.line(&line)?;
        match hint {
            Some(hint) => self.sink.line(&format!("       {hint}")),
            None => Ok(()),
        }
    }
}

/// How the web would be asked, as far as it matters here.
fn web_of(args: &Doctor) -> Web {
    Web {
        gap: Duration::ZERO,
        timeout: args.timeout,
        max_body: 4 << 20,
        deadline: None,
        record: None,
        replay: None,
        replay_delay: None,
        proxy: args.proxy.clone(),
        dns: None,
        contact: None,
    }
}

/// A campaign under examination.
struct Of<'a> {
    path: &'a Path,
    campaign: &'a Campaign,
    args: &'a Doctor,
    global: &'a Global,
}

impl Of<'_> {
    fn check(&self, report: &mut Report, settings: Option<&Settings>) -> Result<()> {
        let path = store_path(self.campaign, self.global);
        let checked = path.as_ref().map_err(again).and_then(|path| store(path));
        report.tell(&say("store", &[]), checked)?;
        if let Some(held) = path.as_ref().ok().and_then(|path| self.memory(path)) {
            report.tell(&say("memory", &[]), Ok(held))?;
        }
        report.tell(&say("campaign", &[]), self.plan())?;
        report.tell(&say("customers", &[]), self.customers())?;
        report.tell(&say("list", &[]), self.list())?;
        if let Some(archive) = &self.campaign.run.replay {
            let archive = self.campaign.path(archive);
            report.tell(&say("archive", &[]), replay(&archive))?;
        }
        self.engines(report, settings)?;
        for checked in self.registers() {
            report.tell(&say("register", &[]), checked)?;
        }
        Ok(())
    }

    /// What the store holds of the campaign; `None` where there is no store to look into.
    fn memory(&self, path: &Path) -> Option<Found> {
        let store = Store::open_read_only(path).ok()?;
        let memory = Memory::of(&store, self.path, self.campaign).ok()?;
        let known = store.known_campaigns().ok()?;
        if let Some(own) = known.iter().find(|c| c.key == memory.key) {
            return Some(Found::Fine(super::memory::list(&[own])));
        }
        let others: Vec<&KnownCampaign> = known.iter().filter(|c| !c.is_empty()).collect();
        Some(Found::Note(if others.is_empty() {
            say("nothing yet of `{0}`", &[&memory.key])
        } else {
            say(
                "nothing yet of `{0}`; the store holds {1}: to go on with one of them write its name as `memory` under [run]",
                &[&memory.key, &super::memory::list(&others)],
            )
        }))
    }

    fn plan(&self) -> Check {
        let engines = engine::chosen(self.campaign).map_err(fault)?;
        let plan = plan::plan(self.campaign, &engines, &Yields::default()).map_err(fault)?;
        Ok(Found::Fine(format!(
            "{}: {}, {}",
            self.campaign.product.name,
            count(self.campaign.market.countries.len(), "country"),
            count(plan.queries.len(), "query")
        )))
    }

    fn customers(&self) -> Check {
        let Some(file) = &self.campaign.known.customers else {
            return Ok(Found::Note(say(
                "no list is named: customers = \"customers.xlsx\" under [known] keeps yours out of every list",
                &[],
            )));
        };
        let file = self.campaign.path(file);
        let rows = run::customer_rows(self.campaign, Timestamp::now()).map_err(|why| {
            Failure::usage(why).hint(say(
                "nothing is searched without it: mend the file, or take `customers` out of [known]",
                &[],
            ))
        })?;
        let told = rows.iter().filter(|row| run::tells_a_customer(row)).count();
        if told == 0 {
            return Err(Failure::usage(say(
                "no row of {0} has a website, an e-mail address, a telephone number or a name",
                &[&file.display()],
            ))
            .hint(say(
                "put headings such as company, website, email and phone into its first row",
                &[],
            )));
        }
        let read = format!("{}: {}", file.display(), count(told, "customer"));
        Ok(Found::Fine(match rows.len() - told {
            0 => read,
            rest => format!("{read}; {}", say("rows that tell nobody: {0}", &[&rest])),
        }))
    }

    /// Where the list goes: a format that there is, a folder that can be written to.
    fn list(&self) -> Check {
        let named = self.campaign.export.file.clone();
        let path = self
            .campaign
            .path(&named.unwrap_or_else(|| "leads.csv".into()));
        if Format::of_path(&path).is_none() {
            return Err(
                Failure::usage(say("{0}: no format has this ending", &[&path.display()])).hint(
                    say(
                        "end the name in .csv, .xlsx, .tsv, .ndjson or .vcf under [export]",
                        &[],
                    ),
                ),
            );
        }
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        writable(folder)?;
        Ok(Found::Fine(path.display().to_string()))
    }

    fn engines(&self, report: &mut Report, settings: Option<&Settings>) -> Result<()> {
        let what = say("engine", &[]);
        let engines = match engine::chosen(self.campaign) {
            Ok(engines) => engines,
            Err(wrong) => return report.tell(&what, Err(fault(wrong))),
        };
        let seeds = &self.campaign.known.seeds;
        if engines.is_empty() && seeds.is_empty() && self.campaign.search.sources.is_empty() {
            let none = Failure::usage(say("no engine is set", &[])).hint(say(
                "`buyerscout engines` lists them; `buyerscout harvest` says what works without one",
                &[],
            ));
            return report.tell(&what, Err(none));
        }
        for engine in &engines {
            let checked = self.engine(engine, settings);
            report.tell(&format!("{what} {}", engine.id), checked)?;
        }
        Ok(())
    }

    fn engine(&self, engine: &Engine, settings: Option<&Settings>) -> Check {
        if self.campaign.run.replay.is_some() {
            let told = say("answers come from the archive; it is not asked", &[]);
            return Ok(Found::Fine(told));
        }
        if let Some(lack) = ready::lack(engine) {
            return Err(lack);
        }
        if !ready::is_own_server(engine) {
            return Ok(Found::Fine(match engine.key_variable() {
                Some(variable) => say(
                    "its key is set in {0}; not asked, as every request counts",
                    &[&variable],
                ),
                None => say("set; not asked, as it is asked for searches only", &[]),
            }));
        }
        match settings {
            _ if self.global.offline => Ok(Found::Note(say(
                "{0} is not asked (--offline)",
                &[&engine.url],
            ))),
            Some(settings) => ready::answers(engine, settings, self.args.timeout).map(Found::Fine),
            None => Ok(Found::Note(say(
                "{0} is not asked, as the proxy is wrong",
                &[&engine.url],
            ))),
        }
    }

    fn registers(&self) -> Vec<Check> {
        let registers = match source::chosen_registers(self.campaign) {
            Ok(registers) => registers,
            Err(wrong) => return vec![Err(fault(wrong))],
        };
        let check = |chosen: source::Chosen| {
            match &chosen.file {
            Some(file) if !file.is_file() => Err(Failure::usage(say(
                "{0}: there is no file {1}",
                &[&chosen.register.id, &file.display()],
            ))
            .hint(say(
                "correct the name behind `=` under `sources`; it is relative to the campaign's folder",
                &[],
            ))),
            _ => Ok(Found::Fine(chosen.register.id.clone())),
        }
        };
        registers.into_iter().map(check).collect()
    }
}
