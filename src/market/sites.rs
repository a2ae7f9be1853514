//! Classes of sites that are not companies one could sell to: marketplaces, directories, news and the like.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::web::Site;

/// What a well-known site is, where it is no trading company of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SiteClass {
    /// A place where others sell (B2B or consumer).
    Marketplace,
    /// Company directories and yellow pages.
    Directory,
    /// Newspapers, magazines, press portals.
    News,
    /// Social networks and video.
    Social,
    /// Ministries, customs, agencies.
    Government,
    /// Schools and universities.
    Education,
    /// Encyclopedias and dictionaries.
    Reference,
    /// Search engines and web portals.
    Search,
    /// Forums and question sites.
    Forum,
    /// Job boards.
    Jobs,
    /// Market-research sellers.
    Research,
    /// Customs-record sites.
    Customs,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    site: HashMap<String, Vec<String>>,
    suffix: HashMap<String, Vec<String>>,
}

struct Table {
    sites: HashMap<String, SiteClass>,
    suffixes: HashMap<String, SiteClass>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("data/sites.toml")).expect("a test reads the table");
    Table {
        sites: by_member(&file.site),
        suffixes: by_member(&file.suffix),
    }
});

fn by_member(lists: &HashMap<String, Vec<String>>) -> HashMap<String, SiteClass> {
    let mut out = HashMap::new();
    for (class, members) in lists {
        let class = serde_json::from_value(serde_json::Value::from(class.as_str()))
            .expect("a test reads the table");
        out.extend(members.iter().map(|m| (m.clone(), class)));
    }
    out
}

/// The class of a well-known site; `None` for a site that may be a company's own.
pub fn site_class(site: &Site) -> Option<SiteClass> {
    let name = site.as_str();
    TABLE.sites.get(name).copied().or_else(|| {
        let suffix = psl::suffix_str(name)?;
        TABLE.suffixes.get(suffix).copied()
    })
}
