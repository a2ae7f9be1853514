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

type Lists = HashMap<SiteClass, Vec<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    site: Lists,
    family: Lists,
    suffix: Lists,
}

struct Table {
    sites: HashMap<String, SiteClass>,
    families: HashMap<String, SiteClass>,
    suffixes: HashMap<String, SiteClass>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("data/sites.toml")).expect("a test reads the table");
    Table {
        sites: by_member(file.site),
        families: by_member(file.family),
        suffixes: by_member(file.suffix),
    }
});

fn by_member(lists: Lists) -> HashMap<String, SiteClass> {
    lists
        .into_iter()
        .flat_map(|(class, members)| members.into_iter().map(move |m| (m, class)))
        .collect()
}

/// The class of a well-known site; `None` for a site that may be a company's own.
///
/// A site is known by its name, by a name that many countries' sites share (`amazon.de`), or by a public suffix that
/// only one kind of body is given (`gov.uk`, `edu.br`).
pub fn site_class(site: &Site) -> Option<SiteClass> {
    let table = &*TABLE;
    let by_name = table
        .sites
        .get(site.as_str())
        .or_else(|| table.families.get(site.label()));
    by_name.copied().or_else(|| suffix_class(site.as_str()))
}

fn suffix_class(name: &str) -> Option<SiteClass> {
    let suffix = psl::suffix(name.as_bytes()).filter(|s| s.typ() == Some(psl::Type::Icann))?;
    let suffix = std::str::from_utf8(suffix.as_bytes()).ok()?;
    let first = suffix.split('.').next()?;
    TABLE
        .suffixes
        .get(suffix)
        .or_else(|| TABLE.suffixes.get(first))
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(host: &str) -> Option<SiteClass> {
        site_class(&Site::of_host(host).unwrap())
    }

    #[test]
    fn well_known_sites_have_their_class_in_every_country() {
        for (host, expected) in [
            ("www.alibaba.com", SiteClass::Marketplace),
            ("www.amazon.co.jp", SiteClass::Marketplace),
            ("produto.mercadolivre.com.br", SiteClass::Marketplace),
            ("www.europages.de", SiteClass::Directory),
            ("yellowpages.com.eg", SiteClass::Directory),
            ("www.gelbeseiten.de", SiteClass::Directory),
            ("www.reuters.com", SiteClass::News),
            ("de.linkedin.com", SiteClass::Social),
            ("economie.gouv.fr", SiteClass::Government),
            ("www.gov.uk", SiteClass::Government),
            ("www.customs.go.jp", SiteClass::Government),
            ("seco.admin.ch", SiteClass::Government),
            ("www.ox.ac.uk", SiteClass::Education),
            ("www.stanford.edu", SiteClass::Education),
            ("www.usp.br", SiteClass::Education),
            ("de.wikipedia.org", SiteClass::Reference),
            ("www.google.com.br", SiteClass::Search),
            ("www.quora.com", SiteClass::Forum),
            ("de.indeed.com", SiteClass::Jobs),
            ("www.statista.com", SiteClass::Research),
            ("panjiva.com", SiteClass::Customs),
        ] {
            assert_eq!(class(host), Some(expected), "{host}");
        }
    }

    #[test]
    fn companies_have_no_class() {
        for host in [
            "muster.de",
            "rexel.com",
            "www.kompass.de",
            "go.com",
            "lamps.github.io",
            "ac-light.com",
            "edu-toys.de",
            "bauhaus.go.it",
            "homedepot.com",
        ] {
            assert_eq!(class(host), None, "{host}");
        }
    }

    #[test]
    fn every_site_of_the_table_is_a_registrable_domain_of_one_class() {
        let file: File = toml::from_str(include_str!("data/sites.toml")).unwrap();
        let members = |lists: &Lists| lists.values().map(Vec::len).sum::<usize>();
        assert!(members(&file.site) > 1500);
        let is_itself = |name: &String| Site::of_host(name).is_some_and(|s| s.as_str() == name);
        let wrong: Vec<_> = file
            .site
            .values()
            .flatten()
            .filter(|name| !is_itself(name))
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        assert_eq!(
            (
                members(&file.site),
                members(&file.family),
                members(&file.suffix)
            ),
            (
                TABLE.sites.len(),
                TABLE.families.len(),
                TABLE.suffixes.len()
            )
        );
        assert!(file.family.values().flatten().all(|label| {
            label
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        }));
    }
}
