//! Options that many commands share.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};

/// Options every command has.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Global {
    /// Say less: errors and one closing line only
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more; twice: every request
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// Colours: auto, always, never
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
    /// Open no connection at all
    #[arg(long, global = true)]
    pub offline: bool,
    /// Language of headings, reasons and what is said: en, zh
    #[arg(long, global = true, value_parser = tongue, value_name = "LANG", env = "BUYERSCOUT_LANG", default_value = "en")]
    pub lang: Tongue,
    /// The store (default: the user's own; a campaign may name another)
    #[arg(long, global = true, value_name = "FILE", env = "BUYERSCOUT_DB")]
    pub db: Option<PathBuf>,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Language of what leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// English
    En,
    /// Chinese
    Zh,
}

impl Tongue {
    /// ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }
}

/// What is read and where it goes.
#[derive(Debug, Clone, Args)]
pub struct Streams {
    /// Files to read; `-` or none: standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// A file to read (the same as naming it)
    #[arg(short, long, value_name = "FILE")]
    pub input: Vec<PathBuf>,
    #[command(flatten)]
    /// Where it goes.
    pub out: Out,
}

impl Streams {
    /// All files named, in order.
    pub fn all(&self) -> Vec<PathBuf> {
        self.files.iter().chain(&self.input).cloned().collect()
    }
}

/// Where output goes.
#[derive(Debug, Clone, Args)]
pub struct Out {
    /// Write here instead of to standard output; the ending is the format
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Format of the output: ndjson; for leads also csv, tsv, xlsx, vcf
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
}

/// How the web is asked.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "How the web is asked")]
pub struct Web {
    /// Least time between two requests to one site
    #[arg(long, value_name = "TIME", value_parser = duration, default_value = "1s")]
    pub gap: Duration,
    /// Longest wait for one answer
    #[arg(long, value_name = "TIME", value_parser = duration, default_value = "20s")]
    pub timeout: Duration,
    /// Most bytes of one page; a PDF or office file may have four times as many
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "4MiB")]
    pub max_body: usize,
    /// Stop after this time, keep what was found
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub deadline: Option<Duration>,
    /// Keep every exchange in this archive
    #[arg(long, value_name = "FILE.warc.gz")]
    pub record: Option<PathBuf>,
    /// Answer from this archive; no connection is opened
    #[arg(long, value_name = "FILE.warc.gz", conflicts_with = "record")]
    pub replay: Option<PathBuf>,
    /// Wait this long before each replayed answer, as a slow web would
    #[arg(long, value_name = "TIME", value_parser = duration, requires = "replay", hide = true)]
    pub replay_delay: Option<Duration>,
    /// Proxy: http://, https:// or socks5h:// address
    #[arg(long, value_name = "URL")]
    pub proxy: Option<String>,
    /// Ask this name server (IP:PORT) instead of the system's
    #[arg(long, value_name = "IP:PORT")]
    pub dns: Option<std::net::SocketAddr>,
    /// Address or page where a site's owner can reach you, sent with each request
    #[arg(long, value_name = "URL|MAIL", env = "BUYERSCOUT_CONTACT")]
    pub contact: Option<String>,
}

/// How sites are crawled.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "How sites are visited")]
pub struct Limits {
    /// Most sites visited at one time (256)
    #[arg(long, value_name = "N")]
    pub sites_at_once: Option<usize>,
    /// Most pages read of a site (8)
    #[arg(long, value_name = "N")]
    pub pages: Option<usize>,
    /// Longest time for one site (90s)
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub site_deadline: Option<Duration>,
    /// Do not decode addresses that a page hides from machines
    #[arg(long)]
    pub no_deobfuscate: bool,
}

/// A language by its code or name, with or without a script, a region or a system's character set: `zh-CN`, `zh_Hans`,
/// `cn`, `中文`, `en_US.UTF-8`.
fn tongue(text: &str) -> Result<Tongue, String> {
    let folded = text.trim().to_lowercase();
    let first = folded.split(['-', '_', '.']).next().unwrap_or_default();
    match first {
        "en" | "eng" | "english" | "c" | "posix" => Ok(Tongue::En),
        "zh" | "cn" | "chs" | "zhs" | "chi" | "zho" | "cmn" | "chinese" | "中文" | "汉语"
        | "简体中文" => Ok(Tongue::Zh),
        _ => Err("known are en (English) and zh (中文, also zh-CN, zh-Hans, cn)".to_owned()),
    }
}

/// `1s`, `500ms`, `2h`, `1h 30m`, or a bare number of seconds.
pub fn duration(text: &str) -> Result<Duration, String> {
    if let Ok(seconds) = text.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).map_err(|why| why.to_string());
    }
    let parsed: jiff::SignedDuration = text
        .parse()
        .map_err(|_| format!("`{text}` is no time; write 500ms, 20s, 2h"))?;
    Duration::try_from(parsed).map_err(|_| "a time cannot be negative".to_owned())
}

/// `4MiB`, `500kB`, or a bare number of bytes.
fn size(text: &str) -> Result<usize, String> {
    let wrong = || format!("`{text}` is no size; write 500kB, 4MiB");
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1000,
        "kib" => 1 << 10,
        "m" | "mb" => 1_000_000,
        "mib" => 1 << 20,
        _ => return Err(wrong()),
    };
    let number: usize = digits.trim().parse().map_err(|_| wrong())?;
    number.checked_mul(unit).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes_are_written_as_people_write_them() {
        assert_eq!(duration("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(duration("0"), Ok(Duration::ZERO));
        assert_eq!(duration("2h"), Ok(Duration::from_hours(2)));
        assert!(duration("soon").is_err());
        assert_eq!(size("4MiB"), Ok(4 << 20));
        assert!(size("4 apples").is_err());
    }

    #[test]
    fn chinese_is_called_by_many_names() {
        for name in [
            "zh",
            "zh-CN",
            "zh_CN",
            "zh-Hans",
            "cn",
            "ZH",
            "zh_CN.UTF-8",
            "中文",
        ] {
            assert_eq!(tongue(name), Ok(Tongue::Zh), "{name}");
        }
        assert_eq!(tongue("en_US.UTF-8"), Ok(Tongue::En));
        assert!(tongue("de").is_err());
    }
}
