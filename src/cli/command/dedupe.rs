//! `dedupe`: pages, rows of lists and earlier leads become merged leads.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;

use crate::cli::failure::{Code, Failure, Result};
use crate::cli::options::{Global, Streams};
use crate::cli::output::Sink;
use crate::cli::{input, stage};
use crate::finding::{Page, record_type};
use crate::link::Keys;
use crate::run;
use crate::source::{ListContext, Row, read_list};

/// Merges what is one company: pages of a crawl, CSV and XLSX lists
#[derive(Debug, Args)]
pub struct Dedupe {
    #[command(flatten)]
    streams: Streams,
    /// Write the cluster of every row here (id,cluster)
    #[arg(long, value_name = "FILE")]
    clusters: Option<PathBuf>,
    /// Column with the rows' own ids
    #[arg(long, value_name = "COLUMN")]
    id_column: Option<String>,
    /// Country of rows that name none
    #[arg(long, value_name = "COUNTRY")]
    region: Option<String>,
}

/// Runs it.
///
/// # Errors
/// A list that cannot be read.
pub fn run(args: &Dedupe, global: &Global) -> Result {
    stage::format_of(&args.streams.out)?;
    let mut rows = Vec::new();
    for source in input::sources(&args.streams.all())? {
        read(&source, args, &mut rows)?;
    }
    let clusters = run::clusters(rows.iter().map(|row| Keys::of(&row.page)));
    if let Some(path) = &args.clusters {
        let ids = rows
            .iter()
            .enumerate()
            .map(|(at, row)| row.id.clone().unwrap_or_else(|| (at + 1).to_string()));
        let pairs = ids.zip(clusters.iter().map(|c| c.0));
        write_clusters(path, pairs)?;
    }
    let leads = run::merge(
        clusters
            .into_iter()
            .zip(rows.into_iter().map(|row| row.page)),
    );
    stage::leads(&args.streams.out, &leads, global)?;
    Ok(Code::Done)
}

fn read(source: &Path, args: &Dedupe, rows: &mut Vec<Row>) -> Result<()> {
    let is_list = source.extension().is_some_and(|e| {
        ["csv", "tsv", "xlsx", "xls"]
            .iter()
            .any(|x| e.eq_ignore_ascii_case(x))
    });
    if !is_list {
        return read_records(source, rows);
    }
    let region = args
        .region
        .as_deref()
        .map(super::country_code)
        .transpose()?;
    let context = ListContext {
        region,
        at: Timestamp::now(),
        id_column: args.id_column.clone(),
    };
    let list = read_list(source, &context).map_err(|why| {
        Failure::usage(why).hint("check the name; lists are CSV, TSV, XLSX or XLS files with a website, an e-mail or a name in a column")
    })?;
    rows.extend(list.rows);
    Ok(())
}

fn read_records(source: &Path, rows: &mut Vec<Row>) -> Result<()> {
    for line in input::lines(&[source.to_owned()])? {
        match record_type(&line.text).as_deref() {
            Some("page") => rows.push(Row {
                page: line.record::<Page>()?,
                id: None,
                local_phones: Vec::new(),
            }),
            Some("summary") => {}
            Some(other) => {
                return Err(line
                    .failure(format_args!("a `{other}` record; pages are merged here"))
                    .hint("pipe the output of `crawl` or `extract` into this"));
            }
            None => {
                return Err(line
                    .failure("not a record")
                    .hint("give pages as NDJSON, or a list whose name ends in .csv or .xlsx"));
            }
        }
    }
    Ok(())
}

fn write_clusters(path: &Path, pairs: impl Iterator<Item = (String, u32)>) -> Result<()> {
    let mut sink = Sink::open(Some(path))?;
    let mut csv = csv::Writer::from_writer(Vec::new());
    let broken = |why: csv::Error| Failure::failed(why);
    csv.write_record(["id", "cluster"]).map_err(broken)?;
    for (id, cluster) in pairs {
        csv.write_record([id, cluster.to_string()])
            .map_err(broken)?;
    }
    let bytes = csv
        .into_inner()
        .map_err(|why| Failure::failed(why.error()))?;
    sink.writer().write_all(&bytes)?;
    sink.close()
}
