//! `tactics`: lists the tactics, explains one with an example of the user's own product, lists packs and placeholders.

use std::path::PathBuf;

use clap::Args;

use super::shared::{campaign, fault};
use crate::campaign::{Campaign, OwnTactic, nearest};
use crate::cli::failure::{Code, Failure, Result};
use crate::cli::options::Global;
use crate::cli::output::Sink;
use crate::cli::tongue::count;
use crate::tactic::{ALL, PLACEHOLDERS, Query, Tactic, packs, queries, tactic};
use crate::text::printable;

/// Queries shown of a tactic.
const EXAMPLES: usize = 6;
/// Stands for the user's product where he names none.
const SAMPLE: &str = "LED flood light";

/// Lists the tactics, or explains one
#[derive(Debug, Args)]
pub struct Tactics {
    /// The tactic to explain (also after the word `show`); `packs` lists the exclusion packs, `placeholders` those of own tactics
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// Your product, for the examples
    #[arg(long, value_name = "PRODUCT")]
    product: Option<String>,
    /// Your campaign, for the examples
    #[arg(long, short, value_name = "FILE", conflicts_with = "product")]
    campaign: Option<PathBuf>,
    /// Countries of the examples
    #[arg(long, short = 'C', value_name = "COUNTRY", value_delimiter = ',')]
    country: Vec<String>,
}

/// Runs it.
///
/// # Errors
/// An unknown tactic; a campaign that is none.
pub fn run(args: &Tactics, _: &Global) -> Result {
    let own = example(args)?;
    let mut sink = Sink::stdout();
    let asked = |id: &&String| *id != "show" && *id != "list";
    let ids: Vec<&String> = args.ids.iter().filter(asked).collect();
    if ids.is_empty() {
        for tactic in ALL {
            sink.line(&format!("{:16} {}", tactic.id, tactic.help))?;
        }
        for tactic in &own.tactic {
            sink.line(&format!("{:16} {}", tactic.id, own_help(tactic)))?;
        }
    }
    for id in ids {
        match (
            id.as_str(),
            tactic(id),
            own.tactic.iter().find(|t| t.id == *id),
        ) {
            ("packs", ..) => list_packs(&mut sink)?,
            ("placeholders", ..) => list_placeholders(&mut sink)?,
            (_, Some(tactic), _) => explain(tactic, &own, &mut sink)?,
            (_, _, Some(tactic)) => {
                sink.line(&format!("{id}\n\n{}\n", own_help(tactic)))?;
                examples(&own, id, &mut sink)?;
            }
            _ => return Err(unknown(id)),
        }
    }
    sink.close()?;
    Ok(Code::Done)
}

fn own_help(tactic: &OwnTactic) -> String {
    if tactic.help.is_empty() {
        tactic.query.join(", ")
    } else {
        tactic.help.clone()
    }
}

/// The campaign of the examples: the user's, or one that has something for every tactic.
fn example(args: &Tactics) -> Result<Campaign> {
    let mut example = if let Some(path) = &args.campaign {
        campaign(path)?
    } else {
        let product = args.product.as_deref().unwrap_or(SAMPLE);
        let country = if args.country.is_empty() {
            vec!["DE".to_owned()]
        } else {
            args.country.clone()
        };
        Campaign::of(product, &country).map_err(fault)?
    };
    if args.campaign.is_some() && !args.country.is_empty() {
        let codes = args.country.iter().map(|c| super::country_code(c));
        example.market.countries = codes.collect::<Result<_>>()?;
    }
    Ok(example)
}

fn explain(tactic: &Tactic, own: &Campaign, sink: &mut Sink) -> Result<()> {
    sink.line(&format!("{}\n\n{}\n", tactic.id, tactic.help))?;
    sink.line(&format!("finds      {}", tactic.explanation))?;
    sink.line(&format!("works      {}", tactic.works))?;
    let needs = if tactic.needs.is_empty() {
        "nothing beyond product and countries"
    } else {
        tactic.needs
    };
    sink.line(&format!("needs      {needs}"))?;
    if !tactic.packs_off.is_empty() {
        let off = tactic.packs_off.join(", ");
        sink.line(&format!(
            "looks on   {off}: these exclusion packs are off here"
        ))?;
    }
    sink.line(&format!(
        "promise    {} of 100, until it has been measured",
        tactic.promise
    ))?;
    examples(own, tactic.id, sink)
}

fn examples(own: &Campaign, id: &str, sink: &mut Sink) -> Result<()> {
    let made = made(own, id)?;
    let with_stand_ins = || made_with_stand_ins(own, id);
    let (made, whose) = if made.is_empty() {
        (
            with_stand_ins()?,
            " (with stand-ins for what the campaign lacks)",
        )
    } else {
        (made, "")
    };
    let in_all = count(made.len(), "query");
    sink.line(&format!("examples   {in_all} in all{whose}"))?;
    for query in made.iter().take(EXAMPLES) {
        sink.line(&format!("           {}", printable(&query.text)))?;
    }
    Ok(())
}

fn made(own: &Campaign, id: &str) -> Result<Vec<Query>> {
    let mut only = own.clone();
    only.search.tactics = vec![id.to_owned()];
    Ok(queries(&only).map_err(fault)?.queries)
}

/// The same with a known buyer, a competitor and the like where the campaign has none.
fn made_with_stand_ins(own: &Campaign, id: &str) -> Result<Vec<Query>> {
    let mut only = own.clone();
    let firm = |name: &str, site: &str| crate::campaign::Firm {
        name: name.to_owned(),
        site: Some(site.to_owned()),
        ..Default::default()
    };
    let known = &mut only.known;
    known.buyers.push(firm("BUYER", "buyer.example"));
    known
        .competitors
        .push(firm("COMPETITOR", "competitor.example"));
    known.names.push(firm("COMPANY NAME", "name.example"));
    known.words.push("WORD".to_owned());
    only.product.related.push("RELATED PRODUCT".to_owned());
    made(&only, id)
}

fn list_packs(sink: &mut Sink) -> Result<()> {
    for (id, pack) in packs() {
        let example = pack
            .words
            .get("en")
            .into_iter()
            .flatten()
            .chain(&pack.sites);
        let example: Vec<&str> = example.map(String::as_str).collect();
        sink.line(&format!(
            "{id:16} {}{}; words in {} languages",
            pack.help,
            if example.is_empty() {
                String::new()
            } else {
                format!(": {}", example.join(", "))
            },
            pack.words.len()
        ))?;
    }
    sink.line("\nSwitch one off in the campaign:  [packs]  off = [\"news\"]")
}

fn list_placeholders(sink: &mut Sink) -> Result<()> {
    for (name, what) in PLACEHOLDERS {
        sink.line(&format!("{:16} {what}", format!("{{{name}}}")))?;
    }
    let ids = crate::market::QUERY_IDS.join("} {");
    sink.line(&format!(
        "{{{ids}}}\n{:16} the trade's words in the language, singular and plural",
        ""
    ))
}

/// The failure of a tactic that is none.
pub fn unknown(id: &str) -> Failure {
    let known: Vec<&str> = ALL.iter().map(|t| t.id).collect();
    let failure = Failure::usage(format_args!("unknown tactic `{id}`"));
    match nearest(id, known.iter().copied()) {
        Some(near) => failure.hint(format_args!(
            "did you mean `{near}`? `buyerscout tactics` lists them all"
        )),
        None => failure.hint(format_args!("known are: {}", known.join(", "))),
    }
}
