//! `init`: writes a commented campaign file.

use std::path::{Path, PathBuf};

use clap::Args;

use super::shared::fault;
use crate::campaign::template;
use crate::cli::failure::{Code, Failure, Result};
use crate::cli::options::Global;
use crate::cli::output::{Sink, talk};
use crate::cli::tongue::say;
use crate::export::Format;

/// Writes a commented campaign file
#[derive(Debug, Args)]
pub struct Init {
    /// What you sell
    #[arg(value_name = "PRODUCT")]
    product: String,
    /// Countries to sell to: codes, names, groups (EU, 东南亚; `markets groups` lists them), or `all`
    #[arg(
        long,
        short = 'C',
        value_name = "COUNTRY",
        value_delimiter = ',',
        required = true
    )]
    country: Vec<String>,
    /// The file to write (standard output: `-`)
    #[arg(long, short, value_name = "FILE", default_value = "campaign.toml")]
    output: PathBuf,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
}

/// Runs it.
///
/// # Errors
/// An unknown country; a file that is there already.
pub fn run(args: &Init, global: &Global) -> Result {
    let mut text = template(&args.product, &args.country, global.lang.code()).map_err(fault)?;
    if let Some(name) = list_name(&args.output) {
        text = text.replacen("file = \"leads.xlsx\"", &format!("file = \"{name}\""), 1);
    }
    let to_file = args.output.as_os_str() != "-";
    if to_file && args.output.exists() && !args.force {
        return Err(
            Failure::usage(format_args!("{} is there already", args.output.display()))
                .hint("name another file with -o, or write over it with --force"),
        );
    }
    if let Some(format) = Format::of_path(&args.output) {
        return Err(Failure::usage(format_args!(
            "{}: a campaign is a TOML file, no {}",
            args.output.display(),
            format.name()
        ))
        .hint("end its name in .toml; where the list of leads goes stands in it under [export]"));
    }
    let mut sink = Sink::open(Some(&args.output))?;
    sink.text(&text)?;
    sink.close()?;
    if to_file {
        talk(&say(
            "wrote {0}; next: buyerscout harvest {0} --dry-run",
            &[&args.output.display()],
        ));
    }
    Ok(Code::Done)
}

/// The list of a campaign that has a name of its own, so that two campaigns in a folder do not write over each other.
fn list_name(campaign: &Path) -> Option<String> {
    let name = campaign.file_stem()?.to_str()?;
    let plain = name
        .chars()
        .all(|c| c.is_alphanumeric() || "-_ .".contains(c));
    (plain && name != "campaign" && name != "-").then(|| format!("{name}-leads.xlsx"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn campaigns_of_their_own_name_have_lists_of_their_own_name() {
        let name = |file: &str| list_name(Path::new(file));
        assert_eq!(name("x/solar.toml").as_deref(), Some("solar-leads.xlsx"));
        assert_eq!(name("太阳能.toml").as_deref(), Some("太阳能-leads.xlsx"));
        assert_eq!((name("campaign.toml"), name("-")), (None, None));
    }
}
