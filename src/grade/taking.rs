//! Rules that take points, and those that say the company is no buyer at all.

use super::facts::Facts;
use super::rule::{Held, Rule, held, shown};
use crate::finding::Notice;
use crate::link::name_words;
use crate::text::shorten;

/// Characters of a page's words that a sentence quotes.
pub(super) const QUOTED: usize = 120;
/// Branches, numbers or mailboxes from which a company is a giant to a small exporter: it presses prices, buys through
/// its own offices and never answers a stranger.
const GIANT_ADDRESSES: usize = 40;
const GIANT_PHONES: usize = 80;
const GIANT_EMAILS: usize = 120;

/// The rules.
pub(super) const TAKING: &[Rule] = &[
    Rule {
        id: "marketplace",
        points: -60,
        unfit: true,
        en: "is a marketplace, not a buyer: {0}",
        zh: "是交易平台，不是买家：{0}",
        test: |f| of_kind(f, "marketplace"),
    },
    Rule {
        id: "directory",
        points: -60,
        unfit: true,
        en: "is a company directory, not a buyer: {0}",
        zh: "是企业名录，不是买家：{0}",
        test: |f| of_kind(f, "directory"),
    },
    Rule {
        id: "media",
        points: -60,
        unfit: true,
        en: "is a news, social or reference site, not a buyer: {0}",
        zh: "是新闻、社交或资料网站，不是买家：{0}",
        test: |f| of_kind(f, "media"),
    },
    Rule {
        id: "government",
        points: -60,
        unfit: true,
        en: "is an authority, not a buyer: {0}",
        zh: "是政府机构，不是买家：{0}",
        test: |f| of_kind(f, "government"),
    },
    Rule {
        id: "association",
        points: -60,
        unfit: true,
        en: "is an association, not a buyer: {0}",
        zh: "是协会或商会，不是买家：{0}",
        test: |f| of_kind(f, "association"),
    },
    Rule {
        id: "forum",
        points: -60,
        unfit: true,
        en: "is a forum, not a buyer: {0}",
        zh: "是论坛，不是买家：{0}",
        test: |f| of_kind(f, "forum"),
    },
    Rule {
        id: "name_not_stated",
        points: -60,
        unfit: true,
        en: "was looked for by the name “{0}”, which its pages do not state",
        zh: "按名称“{0}”查找到，但其网页未出现该名称",
        test: name_not_stated,
    },
    Rule {
        id: "parked",
        points: -60,
        unfit: true,
        en: "its site is parked, nobody is there: “{0}”",
        zh: "网站域名停放或出售，无人经营：“{0}”",
        test: |f| {
            said_notice(f, "parked", |n| n.evidence.words().to_owned())
                .filter(|_| !f.lead.findings.has_contact())
        },
    },
    Rule {
        id: "own_country",
        points: -50,
        unfit: true,
        en: "is in the seller's own country ({0})",
        zh: "在卖方本国（{0}）",
        test: own_country,
    },
    Rule {
        id: "competitor",
        points: -60,
        unfit: true,
        en: "is named as a competitor ({0})",
        zh: "是指定的竞争对手（{0}）",
        test: competitor,
    },
    Rule {
        id: "maker",
        points: -40,
        unfit: true,
        en: "is a manufacturer: {0}",
        zh: "是制造商：{0}",
        test: |f| of_kind(f, "manufacturer"),
    },
    Rule {
        id: "also_maker",
        points: -8,
        unfit: false,
        en: "also manufactures: “{0}”",
        zh: "也从事生产：“{0}”",
        test: |f| maker(f).filter(|_| !f.is("manufacturer")),
    },
    Rule {
        id: "giant",
        points: -15,
        unfit: false,
        en: "is very large: {0} addresses, {1} telephone numbers, {2} mailboxes",
        zh: "规模很大：{0} 个地址，{1} 个电话，{2} 个邮箱",
        test: giant,
    },
    Rule {
        id: "other_country",
        points: -15,
        unfit: false,
        en: "is in {0}, which is not among the wanted countries",
        zh: "在 {0}，不在目标国家之内",
        test: |f| wanted(f, false),
    },
    Rule {
        id: "no_contact",
        points: -30,
        unfit: false,
        en: "no way to reach it was found",
        zh: "没有找到任何联系方式",
        test: |f| held(!f.lead.findings.has_contact()),
    },
    Rule {
        id: "no_collection",
        points: -5,
        unfit: false,
        en: "its site asks not to collect addresses",
        zh: "其网站声明禁止收集邮箱地址",
        test: |f| said_notice(f, "no_address_collection", |n| n.value.clone()),
    },
];

/// The tactic that looks for the site of a company known by name.
const BY_NAME: &str = "company-name";

/// A site that only a company's name led to is that company's where its own pages state the name. The name stands in
/// quotes in the query.
fn name_not_stated(facts: &Facts) -> Option<Held> {
    let lead = facts.lead;
    let origins = &lead.origins;
    if origins.is_empty() || !origins.iter().all(|o| o.tactic == BY_NAME) {
        return None;
    }
    let company = lead.findings.company.iter().map(|c| c.value.as_str());
    let stated: Vec<String> = company
        .chain(lead.titles.iter().map(String::as_str))
        .flat_map(name_words)
        .collect();
    let names: Vec<&str> = origins
        .iter()
        .filter_map(|o| o.query.split('"').nth(1))
        .collect();
    let is_written = |name: &&str| long_words(name).iter().all(|word| stated.contains(word));
    let first = names.first()?;
    (!names.iter().any(is_written)).then(|| shown(*first, lead.website.clone()))
}

/// The telling words of a name without short ones, where longer ones are left.
fn long_words(name: &str) -> Vec<String> {
    let all = name_words(name);
    let long: Vec<String> = all.iter().filter(|w| w.len() > 3).cloned().collect();
    if long.is_empty() { all } else { long }
}

fn said_notice(facts: &Facts, id: &str, value: fn(&Notice) -> String) -> Option<Held> {
    let notice = facts.lead.findings.notices.iter().find(|n| n.value == id)?;
    Some(shown(value(notice), Some(notice.evidence.url().to_owned())))
}

/// The company is of this kind: the words that say so, or the site that is known for it.
fn of_kind(facts: &Facts, id: &str) -> Option<Held> {
    let kind = facts.kind.filter(|k| k.id == id)?;
    let role = facts.role(id).map(|r| &r.evidence);
    match role.or(kind.sign.map(|s| &s.evidence)) {
        Some(words) => Some(shown(
            format!("“{}”", shorten(words.words(), QUOTED)),
            Some(words.url().to_owned()),
        )),
        None => Some(shown(
            facts.site.as_ref()?.as_str(),
            facts.lead.website.clone(),
        )),
    }
}

fn own_country(facts: &Facts) -> Option<Held> {
    let own = facts.context.seller_country.as_deref()?;
    let country = facts.lead.country.as_deref()?;
    country
        .eq_ignore_ascii_case(own)
        .then(|| shown(country, facts.lead.website.clone()))
}

fn competitor(facts: &Facts) -> Option<Held> {
    let site = facts.site.as_ref()?;
    facts
        .context
        .competitors
        .iter()
        .any(|c| c == site.as_str())
        .then(|| shown(site.as_str(), facts.lead.website.clone()))
}

fn maker(facts: &Facts) -> Option<Held> {
    facts
        .role("manufacturer")
        .map(|role| shown(role.evidence.words(), Some(role.evidence.url().to_owned())))
}

fn giant(facts: &Facts) -> Option<Held> {
    let found = &facts.lead.findings;
    let counts = [
        found.addresses.len(),
        found.phones.len(),
        found.emails.len(),
    ];
    (counts[0] >= GIANT_ADDRESSES || counts[1] >= GIANT_PHONES || counts[2] >= GIANT_EMAILS).then(
        || Held {
            values: counts.iter().map(usize::to_string).collect(),
            url: facts.lead.website.clone(),
        },
    )
}

/// Whether the country is known and its being wanted is as asked.
pub(super) fn wanted(facts: &Facts, is: bool) -> Option<Held> {
    let country = facts.lead.country.as_deref()?;
    let wanted = &facts.context.countries;
    (!wanted.is_empty() && wanted.iter().any(|w| w.eq_ignore_ascii_case(country)) == is)
        .then(|| shown(country, facts.lead.website.clone()))
}
