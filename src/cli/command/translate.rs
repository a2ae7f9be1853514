//! `translate`: a product's names in other languages, from Wikidata or from a list the user pastes.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use url::Url;

use super::naming::{Name, add_names};
use super::shared::wait_for;
use crate::cli::failure::{Code, Failure, Result};
use crate::cli::input;
use crate::cli::options::{Global, Web};
use crate::cli::output::{Sink, talk};
use crate::cli::{place, web};
use crate::market::{languages, tag};
use crate::run::{Dictionary, Untranslated};
use crate::source::wikidata::{Names, NoAnswer, Sense, WIKIDATA};
use crate::tactic::is_chinese;
use crate::text::{fold, printable};

/// Languages asked for where none is named: those that matter most in trade.
const USUAL: &[&str] = &[
    "en", "es", "de", "fr", "ar", "ru", "pt", "ja", "ko", "it", "nl", "tr", "pl", "vi", "th", "id",
    "sv", "cs", "hi", "zh",
];

/// Finds a product's names in other languages
#[derive(Debug, Args)]
pub struct Translate {
    /// The product, in English or Chinese (or in --from)
    #[arg(value_name = "PRODUCT", required_unless_present = "list")]
    product: Option<String>,
    /// Languages wanted (the twenty of trade)
    #[arg(long, short, value_name = "LANG", value_delimiter = ',')]
    languages: Vec<String>,
    /// Language of the product's name
    #[arg(long, value_name = "LANG")]
    from: Option<String>,
    /// Which of its senses: its number in the list, or its item
    #[arg(long, value_name = "N|ITEM")]
    sense: Option<String>,
    /// Take the names from a list instead, `WORD,LANGUAGE` a line; `-`: standard input
    #[arg(long, value_name = "FILE", conflicts_with = "product")]
    list: Option<PathBuf>,
    /// Add the names to this campaign
    #[arg(long, value_name = "CAMPAIGN.toml")]
    into: Option<PathBuf>,
    /// Form of the output
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
    /// Address of the dictionary
    #[arg(long, value_name = "URL", default_value = WIKIDATA, hide_default_value = true)]
    wikidata: Url,
    #[command(flatten)]
    web: Web,
}

/// How names are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line a language
    Text,
    /// `[product.names]` of a campaign
    Toml,
    /// `WORD,LANGUAGE`
    Csv,
}

/// Runs it.
///
/// # Errors
/// A language that is none; no dictionary to be had and nothing known.
pub fn run(args: &Translate, global: &Global) -> Result {
    let names = match &args.list {
        Some(file) => listed(file)?,
        None => asked(args, global)?,
    };
    if names.is_empty() {
        return Ok(Code::Done);
    }
    if let Some(path) = &args.into {
        let flat: Vec<Name> = flat(&names).collect();
        let added = add_names(path, &flat)?;
        talk(&format!("added {added} names to {}", path.display()));
    }
    print(&names, args.format)?;
    Ok(Code::Done)
}

fn flat(names: &Names) -> impl Iterator<Item = Name> {
    names.iter().flat_map(|(language, list)| {
        list.iter().map(move |text| Name {
            language: Some(language.clone()),
            text: text.clone(),
        })
    })
}

/// The code of a language as people name it: code, English, Chinese or own name.
fn code(given: &str) -> Result<String> {
    let folded = fold(given.trim());
    let by_name = || {
        let is_it = |n: &String| fold(n) == folded;
        languages()
            .iter()
            .find(|l| is_it(&l.name) || is_it(&l.zh) || is_it(&l.own))
    };
    let found = tag(given.trim()).or_else(|| by_name().map(|l| l.code.clone()));
    found.ok_or_else(|| {
        Failure::usage(format_args!("unknown language `{}`", given.trim())).hint(
            "write a code (de, pt-BR, zh-Hant) or a name (German, 德语); `buyerscout markets languages` lists them",
        )
    })
}

/// A list as people paste it: a word and its language, by comma, tab or semicolon, of half or full width.
fn listed(file: &std::path::Path) -> Result<Names> {
    let mut names = Names::new();
    for line in input::lines(&[file.to_path_buf()])? {
        let cut = line.text.rsplit_once([',', '\t', ';', '，', '；']);
        let Some((word, given)) = cut.filter(|(word, _)| !word.trim().is_empty()) else {
            return Err(line.failure(format_args!("`{}` is not WORD,LANGUAGE", line.text)));
        };
        let language = code(given)
            .map_err(|_| line.failure(format_args!("unknown language `{}`", given.trim())))?;
        let word = crate::text::squeeze(word);
        let list = names.entry(language).or_default();
        if !list.contains(&word) {
            list.push(word);
        }
    }
    if names.is_empty() {
        let none = Failure::usage(format_args!("{} has no words", file.display()));
        return Err(none.hint("write WORD,LANGUAGE a line: Wechselrichter,de"));
    }
    Ok(names)
}

fn asked(args: &Translate, global: &Global) -> Result<Names> {
    let product = crate::text::squeeze(args.product.as_deref().unwrap_or_default());
    let from = match &args.from {
        Some(given) => code(given)?,
        None if is_chinese(&product) => "zh".to_owned(),
        None => "en".to_owned(),
    };
    let wanted: Vec<String> = if args.languages.is_empty() {
        USUAL
            .iter()
            .filter(|l| **l != from)
            .map(|l| (*l).to_owned())
            .collect()
    } else {
        args.languages
            .iter()
            .map(|l| code(l))
            .collect::<Result<_>>()?
    };
    let path = match &global.db {
        Some(path) => path.clone(),
        None => place::default_store()?,
    };
    let store = Arc::new(place::open_store(&path)?);
    let settings = web::settings(&args.web, global)?;
    let door = web::door(&settings, Arc::clone(&store) as _)?;
    wait_for(async {
        let dictionary = Dictionary {
            base: &args.wikidata,
            door: &door,
            memory: store.as_ref(),
        };
        let senses = dictionary
            .senses(&product, &from)
            .await
            .map_err(|why| failed(&why))?;
        let Some(sense) = choose(&senses, args.sense.as_deref())? else {
            talk(&format!(
                "the dictionary does not know `{}`; try the plainer word",
                printable(&product)
            ));
            return Ok(Names::new());
        };
        let names = dictionary
            .names(&sense.id, &wanted)
            .await
            .map_err(|why| failed(&why));
        store
            .flush()
            .map_err(|error| place::store_failure(&error))?;
        if let Ok(names) = &names {
            say_missing(names, &wanted);
        }
        names
    })?
}

/// Why there is no translation, and what can be done.
fn failed(why: &Untranslated) -> Failure {
    let then = match why {
        Untranslated::Unasked(crate::fetch::Failure::Offline) => {
            "ask once with a connection; what was asked is known offline afterwards"
        }
        Untranslated::Busy { .. }
        | Untranslated::NoAnswer(NoAnswer::Busy(_))
        | Untranslated::Status { status: 500.. } => "try again later",
        Untranslated::NoAnswer(_) => "is --wikidata the address of a Wikibase's api.php?",
        Untranslated::Unasked(_) | Untranslated::Status { .. } => {
            "check the connection and the proxy"
        }
    };
    let failure = Failure::failed(why).hint(format_args!(
        "{then}; names can also be pasted: `buyerscout translate --list names.csv`, a line each: WORD,LANGUAGE"
    ));
    Failure {
        code: Code::Refused,
        ..failure
    }
}

fn say_missing(names: &Names, wanted: &[String]) {
    let missing: Vec<&str> = wanted
        .iter()
        .map(String::as_str)
        .filter(|l| !names.contains_key(*l))
        .collect();
    if !missing.is_empty() {
        talk(&format!("no name there in: {}", missing.join(", ")));
    }
}

/// The sense meant: as said, as asked for at a terminal, else the first; the others are shown.
fn choose<'a>(senses: &'a [Sense], said: Option<&str>) -> Result<Option<&'a Sense>> {
    if let Some(said) = said {
        let by_number = said
            .parse::<usize>()
            .ok()
            .and_then(|n| senses.get(n.wrapping_sub(1)));
        let found = by_number.or_else(|| senses.iter().find(|s| s.id == said));
        if found.is_none() {
            show(senses);
            return Err(Failure::usage(format_args!("there is no sense `{said}`"))
                .hint("give a number or an item of the list"));
        }
        return Ok(found);
    }
    if senses.len() < 2 {
        return Ok(senses.first());
    }
    show(senses);
    if std::io::stdin().is_terminal() && std::io::stderr().is_terminal() {
        return Ok(answered(senses));
    }
    talk("the first is taken; another one: --sense 2");
    Ok(senses.first())
}

fn show(senses: &[Sense]) {
    for (at, sense) in senses.iter().enumerate() {
        let (label, description) = (printable(&sense.label), printable(&sense.description));
        talk(&format!(
            "{:2}  {:10} {label}: {description}",
            at + 1,
            sense.id
        ));
    }
}

fn answered(senses: &[Sense]) -> Option<&Sense> {
    let mut err = std::io::stderr();
    let _ = write!(err, "which one? [1] ");
    let _ = err.flush();
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).ok()?;
    let n = line.trim().parse::<usize>().unwrap_or(1);
    senses.get(n.wrapping_sub(1))
}

fn print(names: &Names, format: Format) -> Result<()> {
    let mut sink = Sink::stdout();
    if format == Format::Toml {
        sink.line("[product.names]")?;
    }
    for (language, list) in names {
        for line in lines(language, list, format) {
            sink.line(&line)?;
        }
    }
    sink.close()
}

fn lines(language: &str, list: &[String], format: Format) -> Vec<String> {
    match format {
        Format::Text => vec![format!("{language}\t{}", printable(&list.join(", ")))],
        Format::Toml => vec![format!("{language} = {}", toml::Value::from(list.to_vec()))],
        Format::Csv => {
            let word = |word: &String| format!("{},{language}", printable(word));
            list.iter().map(word).collect()
        }
    }
}
