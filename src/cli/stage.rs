//! How the output of a stage leaves: as records for the next stage or, where it is leads, as a list in any format.
//! Every stage takes the format from `--format` or from the ending of `-o FILE`; what it cannot write it refuses.

use std::path::Path;

use super::failure::{Failure, Result};
use super::options::{Global, Out};
use super::output::Sink;
use super::tongue::say;
use crate::export::Format;
use crate::lead::Lead;

/// The format asked for, by `--format` or by the ending of the file; none where neither names one.
///
/// # Errors
/// A format that is none; two that contradict each other.
pub fn format_of(out: &Out) -> Result<Option<Format>> {
    let named = out.format.as_deref().map(named).transpose()?;
    let file = out.output.as_deref().filter(|p| *p != Path::new("-"));
    let by_ending = file.and_then(Format::of_path);
    match (named, by_ending, file) {
        (Some(one), Some(other), Some(file)) if one != other => Err(Failure::usage(say(
            "--format {0} and the ending of {1} contradict each other",
            &[&one.name(), &file.display()],
        ))
        .hint(say("leave --format out, or change the ending", &[]))),
        _ => Ok(named.or(by_ending)),
    }
}

fn named(name: &str) -> Result<Format> {
    Format::named(name).ok_or_else(|| {
        Failure::usage(say("unknown format `{0}`", &[&name]))
            .hint(say("known are: {0}", &[&Format::names().join(", ")]))
    })
}

/// Opens the output of a stage that prints records other than leads.
///
/// # Errors
/// A format of lists is asked for; the file cannot be made.
pub fn records(out: &Out, stage: &str) -> Result<Sink> {
    match format_of(out)? {
        None | Some(Format::Ndjson) => Sink::open(out.output.as_deref()),
        Some(format) => Err(Failure::usage(say(
            "`{0}` prints records (NDJSON); {1} is for lists of leads",
            &[&stage, &format.name()],
        ))
        .hint(say(
            "leave --format out and end the file in .ndjson; `… | buyerscout dedupe | buyerscout grade | buyerscout export -o leads.{0}` makes the list",
            &[&format.name()],
        ))),
    }
}

/// Writes leads: as records where nothing else is asked for, else as a list.
///
/// # Errors
/// A format that is none; a file that cannot be written.
pub fn leads(out: &Out, leads: &[Lead], global: &Global) -> Result<()> {
    match format_of(out)? {
        None | Some(Format::Ndjson) => {
            let mut sink = Sink::open(out.output.as_deref())?;
            for lead in leads {
                sink.record(lead)?;
            }
            sink.close()
        }
        Some(format) => {
            let columns = super::list::columns(&[])?;
            super::list::write(out, format, leads, super::list::view(&columns, global))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn out(output: Option<&str>, format: Option<&str>) -> Out {
        Out {
            output: output.map(Into::into),
            format: format.map(str::to_owned),
        }
    }

    #[test]
    fn the_format_is_that_of_the_option_or_of_the_ending_and_never_two() {
        let of = |o, f| format_of(&out(o, f));
        assert_eq!(of(Some("a.csv"), None).unwrap(), Some(Format::Csv));
        assert_eq!(of(Some("a.txt"), Some("xlsx")).unwrap(), Some(Format::Xlsx));
        assert_eq!(
            of(Some("a.json"), Some("ndjson")).unwrap(),
            Some(Format::Ndjson)
        );
        assert_eq!(of(None, None).unwrap(), None);
        assert_eq!(of(Some("-"), Some("csv")).unwrap(), Some(Format::Csv));
        assert!(of(Some("a.csv"), Some("xlsx")).is_err());
        assert!(of(None, Some("word")).is_err());
    }

    #[test]
    fn a_stage_of_records_refuses_a_table() {
        let refused = records(&out(Some("pages.csv"), None), "extract")
            .err()
            .unwrap();
        assert!(refused.what.contains("`extract`"), "{}", refused.what);
        assert!(refused.hint.unwrap().contains("leads.csv"));
        assert!(!Path::new("pages.part").exists());
    }
}
