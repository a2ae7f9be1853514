//! Rules that give points.

use super::facts::{BUYERS, Facts};
use super::rule::{Held, Rule, shown};
use super::taking::{QUOTED, wanted};
use crate::text::shorten;

/// The rules.
pub(super) const GIVING: &[Rule] = &[
    Rule {
        id: "importer",
        points: 25,
        unfit: false,
        en: "says it imports: “{0}”",
        zh: "自称进口商：“{0}”",
        test: |f| says(f, "importer"),
    },
    Rule {
        id: "distributor",
        points: 20,
        unfit: false,
        en: "says it is a distributor: “{0}”",
        zh: "自称分销商：“{0}”",
        test: |f| says(f, "distributor"),
    },
    Rule {
        id: "wholesaler",
        points: 20,
        unfit: false,
        en: "says it is a wholesaler: “{0}”",
        zh: "自称批发商：“{0}”",
        test: |f| says(f, "wholesaler"),
    },
    Rule {
        id: "agent",
        points: 12,
        unfit: false,
        en: "says it is an agent: “{0}”",
        zh: "自称代理商：“{0}”",
        test: |f| says(f, "agent"),
    },
    Rule {
        id: "retailer",
        points: 10,
        unfit: false,
        en: "says it is a retailer: “{0}”",
        zh: "自称零售商：“{0}”",
        test: |f| says(f, "retailer"),
    },
    Rule {
        id: "product",
        points: 20,
        unfit: false,
        en: "names the product: “{0}”",
        zh: "提到产品：“{0}”",
        test: |f| f.product.clone().map(|(word, url)| shown(word, url)),
    },
    Rule {
        id: "wanted_country",
        points: 10,
        unfit: false,
        en: "is in a wanted country ({0})",
        zh: "在目标国家（{0}）",
        test: |f| wanted(f, true),
    },
    Rule {
        id: "purchasing",
        points: 10,
        unfit: false,
        en: "has an address for purchasing: {0}",
        zh: "有采购部邮箱：{0}",
        test: |f| {
            f.purchasing()
                .map(|(v, e)| shown(v, Some(e.url().to_owned())))
        },
    },
    Rule {
        id: "named_person",
        points: 5,
        unfit: false,
        en: "names a person: {0}",
        zh: "列出联系人：{0}",
        test: |f| {
            f.lead
                .key_person()
                .map(|p| shown(p.value.as_str(), Some(p.evidence.url().to_owned())))
        },
    },
    Rule {
        id: "own_domain_email",
        points: 6,
        unfit: false,
        en: "has an address at its own domain: {0}",
        zh: "有自有域名邮箱：{0}",
        test: |f| {
            f.own_address()
                .map(|(v, e)| shown(v, Some(e.url().to_owned())))
        },
    },
    Rule {
        id: "form",
        points: 4,
        unfit: false,
        en: "has a contact form",
        zh: "有联系表单",
        test: |f| {
            f.lead
                .findings
                .contact_forms
                .first()
                .map(|c| shown(c.value.as_str(), Some(c.value.clone())))
        },
    },
    Rule {
        id: "phone",
        points: 5,
        unfit: false,
        en: "has a telephone number",
        zh: "有电话号码",
        test: |f| {
            f.phone().map(|e| Held {
                values: vec![],
                url: Some(e.url().to_owned()),
            })
        },
    },
    Rule {
        id: "countries_served",
        points: 4,
        unfit: false,
        en: "is at home in several countries: {0}",
        zh: "在多个国家有业务：{0}",
        test: countries_served,
    },
    Rule {
        id: "languages",
        points: 3,
        unfit: false,
        en: "has its pages in several languages: {0}",
        zh: "网站有多种语言：{0}",
        test: |f| {
            (f.lead.languages.len() > 1)
                .then(|| shown(f.lead.languages.join(", "), f.lead.website.clone()))
        },
    },
    Rule {
        id: "several_queries",
        points: 6,
        unfit: false,
        en: "was found by {0} different queries",
        zh: "被 {0} 个不同的搜索词找到",
        test: |f| (f.queries() > 1).then(|| shown(f.queries().to_string(), None)),
    },
    Rule {
        id: "advertises",
        points: 6,
        unfit: false,
        en: "advertises for “{0}”",
        zh: "投放了“{0}”的广告",
        test: |f| {
            f.lead
                .origins
                .iter()
                .find(|o| o.ad)
                .map(|o| shown(o.query.as_str(), f.lead.website.clone()))
        },
    },
];

/// The best role gives its points; a further one is not counted again. Where no page says one loudly, the kind that all
/// of them together make it counts.
fn says(facts: &Facts, id: &str) -> Option<Held> {
    let first = BUYERS.iter().find(|b| facts.role(b).is_some());
    let said = match first {
        Some(first) => &facts.role(id).filter(|_| *first == id)?.evidence,
        None => &facts.kind.filter(|k| k.id == id)?.sign?.evidence,
    };
    Some(shown(
        shorten(said.words(), QUOTED),
        Some(said.url().to_owned()),
    ))
}

fn countries_served(facts: &Facts) -> Option<Held> {
    let places = facts.places();
    (places.len() > 1).then(|| {
        shown(
            places.into_iter().take(8).collect::<Vec<_>>().join(", "),
            facts.lead.website.clone(),
        )
    })
}
