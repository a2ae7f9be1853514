//! `grade`: leads get a score, a tier and their reasons.

use std::path::PathBuf;

use clap::Args;

use crate::cli::failure::{Code, Failure, Result};
use crate::cli::options::{Global, Streams};
use crate::cli::output::Sink;
use crate::cli::tongue::say;
use crate::cli::{input, stage};
use crate::finding::record_type;
use crate::lead::Lead;
use crate::run;

/// Scores leads and says why
///
/// A score is a sum: every company starts with 20 points, each rule that holds gives or takes some, and it ends at 0 and
/// 100. The reasons of a lead hold every one of these points. What is no buyer at all (a maker, a marketplace, a
/// directory, media, a firm of your own country) is marked and stays out of lists.
///
/// The tier is the rank within the list, not the size of the firm: vip the best 1 %, main the next 4 %, ordinary the next
/// 15 %, small the rest; shares are rounded up, so that a short list has a top too.
#[derive(Debug, Args)]
pub struct Grade {
    #[command(flatten)]
    streams: Streams,
    /// The campaign they are graded for
    #[arg(long, short, value_name = "FILE")]
    campaign: Option<PathBuf>,
    /// Print the reasons as sentences instead of the records
    #[arg(long)]
    explain: bool,
}

/// Runs it.
///
/// # Errors
/// Input that is no leads.
pub fn run(args: &Grade, global: &Global) -> Result {
    let format = stage::format_of(&args.streams.out)?;
    if let Some(format) = format.filter(|_| args.explain) {
        return Err(Failure::usage(say(
            "--explain prints sentences, not {0}",
            &[&format.name()],
        ))
        .hint(say(
            "leave --explain out for records or a list; each lead has its reasons there too",
            &[],
        )));
    }
    let rules = super::rules(args.campaign.as_deref(), global)?;
    let conclusion = run::judge(read(&args.streams.all())?, &rules);
    super::shared::say_suppressed(&conclusion, global);
    if !args.explain {
        stage::leads(&args.streams.out, &conclusion.leads, global)?;
        return Ok(Code::Done);
    }
    let mut sink = Sink::open(args.streams.out.output.as_deref())?;
    for lead in &conclusion.leads {
        explain(lead, &mut sink)?;
    }
    sink.close()?;
    Ok(Code::Done)
}

/// The leads of the files named.
///
/// # Errors
/// Lines that are no leads.
pub fn read(files: &[PathBuf]) -> Result<Vec<Lead>> {
    let is_campaign = |file: &&PathBuf| file.extension().is_some_and(|e| e == "toml");
    if let Some(file) = files.iter().find(is_campaign) {
        let what = format!("{}: a campaign's file is no list of leads", file.display());
        return Err(Failure::usage(what)
            .hint("`buyerscout export --campaign FILE.toml` writes the leads its store holds"));
    }
    let mut leads = Vec::new();
    for line in input::lines(files)? {
        match record_type(&line.text).as_deref() {
            Some("lead") => leads.push(line.record()?),
            Some("summary") => {}
            Some(other) => {
                return Err(line
                    .failure(format_args!("a `{other}` record; leads are wanted here"))
                    .hint("pipe the output of `dedupe` into this"));
            }
            None => {
                return Err(line
                    .failure("not a record")
                    .hint("pipe the output of `dedupe` into this"));
            }
        }
    }
    Ok(leads)
}

fn explain(lead: &Lead, sink: &mut Sink) -> Result<()> {
    let name = lead
        .findings
        .company
        .as_ref()
        .map_or("(no name)", |c| c.value.as_str());
    let site = lead.website.as_deref().unwrap_or_default();
    let tier = lead.tier.as_deref().unwrap_or("unfit");
    sink.line(&crate::text::printable(&format!(
        "{} {tier}  {name}  {site}",
        lead.score.unwrap_or(0)
    )))?;
    for reason in &lead.reasons {
        let page = reason.url.as_deref().unwrap_or_default();
        sink.line(&crate::text::printable(&format!(
            "  {:+}  {}  {page}",
            reason.points, reason.text
        )))?;
    }
    Ok(())
}
