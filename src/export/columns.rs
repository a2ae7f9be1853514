//! The columns a list can have: one entry a column.

use super::cell::Cell;
use super::words::{country_name, way_sentence, word};
use crate::finding::{Address, Evidence, Phone, PhoneKind};
use crate::lead::Lead;
use crate::web::{Site, parse_given};

/// A column: its id, which is its English heading, its Chinese heading, and how its cell is made.
pub struct ColumnKind {
    /// Id and heading.
    pub id: &'static str,
    /// Chinese heading.
    pub zh: &'static str,
    pub(super) cell: fn(&Lead, &str) -> Cell,
}

const fn column(id: &'static str, zh: &'static str, cell: fn(&Lead, &str) -> Cell) -> ColumnKind {
    ColumnKind { id, zh, cell }
}

/// All columns.
pub const COLUMNS: &[ColumnKind] = &[
    column("company", "公司", |l, _| {
        l.findings
            .company
            .as_ref()
            .map_or_else(|| site_name(l), |c| Cell::of_text(&c.value))
    }),
    column("country", "国家", |l, lang| {
        l.country
            .as_deref()
            .map_or(Cell::Empty, |c| Cell::of_text(country_name(c, lang)))
    }),
    column("city", "城市", |l, _| {
        address_part(l, |a| a.city.as_deref())
    }),
    column("region", "省/州", |l, _| {
        address_part(l, |a| a.region.as_deref())
    }),
    column("postal_code", "邮编", |l, _| {
        address_part(l, |a| a.postal_code.as_deref())
    }),
    column("street", "街道", |l, _| {
        address_part(l, |a| a.street.as_deref())
    }),
    column("type", "类型", |l, lang| {
        l.buyer_type
            .as_deref()
            .map_or(Cell::Empty, |t| Cell::of_text(word(t, lang)))
    }),
    column("score", "评分", |l, _| {
        l.score.map_or(Cell::Empty, |s| Cell::Number(f64::from(s)))
    }),
    column("tier", "等级", |l, lang| {
        let tier = if l.fit {
            l.tier.as_deref()
        } else {
            Some("no_buyer")
        };
        tier.map_or(Cell::Empty, |t| Cell::of_text(word(t, lang)))
    }),
    column("why", "理由", |l, _| {
        Cell::of_list(
            l.reasons
                .iter()
                .map(|r| format!("{} ({:+})", r.text, r.points)),
        )
    }),
    column("best_way_in", "首选联系方式", |l, lang| {
        l.best
            .way
            .as_deref()
            .map_or(Cell::Empty, |w| Cell::of_text(word(w, lang)))
    }),
    column("email", "邮箱", |l, _| mail(l.best.email.as_deref())),
    column("phone", "电话", |l, _| text(l.best.phone.as_deref())),
    column("whatsapp_link", "WhatsApp链接", |l, _| {
        of_kind(l, &[PhoneKind::Whatsapp])
            .next()
            .map_or(Cell::Empty, |p| whatsapp_link(&p.e164))
    }),
    column("fax", "传真", |l, _| {
        text(
            of_kind(l, &[PhoneKind::Fax])
                .next()
                .map(|p| p.e164.as_str()),
        )
    }),
    column("form", "联系表单", |l, _| {
        link(l.findings.contact_forms.first().map(|f| f.value.as_str()))
    }),
    column("website", "网站", |l, _| link(l.website.as_deref())),
    column("domain", "域名", |l, _| {
        l.website
            .as_deref()
            .and_then(parse_given)
            .and_then(|u| Site::of(&u))
            .map_or(Cell::Empty, |s| Cell::of_text(s.as_str()))
    }),
    column("person", "联系人", |l, _| {
        text(l.key_person().map(|p| p.value.as_str()))
    }),
    column("person_title", "职位", |l, _| {
        text(l.key_person().and_then(|p| p.function.as_deref()))
    }),
    column("first_name", "名", |l, _| {
        text(l.key_person().map(|p| split_name(&p.value).0))
    }),
    column("last_name", "姓", |l, _| {
        text(l.key_person().map(|p| split_name(&p.value).1))
    }),
    column("source_page", "来源页面", |l, _| {
        source(l).map_or(Cell::Empty, |e| source_cell(e.url()))
    }),
    column("emails", "所有邮箱", |l, _| {
        Cell::of_list(l.findings.emails.iter().map(|e| e.value.clone()))
    }),
    column("phones", "所有电话", |l, _| {
        Cell::of_list(
            of_kind(
                l,
                &[PhoneKind::Phone, PhoneKind::Mobile, PhoneKind::TollFree],
            )
            .map(with_extension),
        )
    }),
    column("faxes", "所有传真", |l, _| {
        Cell::of_list(of_kind(l, &[PhoneKind::Fax]).map(|p| p.e164.clone()))
    }),
    column("whatsapp", "WhatsApp", |l, _| {
        Cell::of_list(of_kind(l, &[PhoneKind::Whatsapp]).map(|p| p.e164.clone()))
    }),
    column("contact_forms", "所有联系表单", |l, _| {
        Cell::of_list(l.findings.contact_forms.iter().map(|f| f.value.clone()))
    }),
    column("addresses", "地址", |l, _| {
        Cell::of_list(l.findings.addresses.iter().map(|a| a.value.clone()))
    }),
    column("people", "人员", |l, _| {
        Cell::of_list(l.findings.people.iter().map(|p| {
            p.function
                .as_ref()
                .map_or(p.value.clone(), |f| format!("{} ({f})", p.value))
        }))
    }),
    column("socials", "社交账号", |l, _| {
        Cell::of_list(l.findings.socials.iter().map(|s| s.value.clone()))
    }),
    column("linkedin", "领英", |l, _| {
        link(
            l.findings
                .socials
                .iter()
                .find(|s| s.kind == "linkedin")
                .map(|s| s.value.as_str()),
        )
    }),
    column("messengers", "即时通讯", |l, _| {
        Cell::of_list(
            l.findings
                .messengers
                .iter()
                .map(|m| format!("{}: {}", m.kind, m.value)),
        )
    }),
    column("registrations", "注册号", |l, _| {
        Cell::of_list(
            l.findings
                .registrations
                .iter()
                .map(|r| format!("{}: {}", r.kind, r.value)),
        )
    }),
    column("roles", "自称角色", |l, _| {
        Cell::of_list(l.findings.roles.iter().map(|r| r.value.clone()))
    }),
    column("alternate_name", "其他名称", |l, _| {
        let company = l.findings.company.as_ref();
        Cell::of_list(company.and_then(|c| c.alternate_name.clone()))
    }),
    column("brands", "经营品牌", |l, _| {
        Cell::of_list(l.findings.brands.iter().map(|b| b.value.clone()))
    }),
    column("notices", "声明", |l, _| {
        Cell::of_list(l.findings.notices.iter().map(|n| n.value.clone()))
    }),
    column("languages", "语言", |l, _| {
        Cell::of_list(l.languages.iter().cloned())
    }),
    column("sites", "其他网站", |l, _| {
        Cell::of_list(l.sites.iter().cloned())
    }),
    column("tactic", "方法", |l, _| {
        Cell::of_list(l.origins.iter().map(|o| o.tactic.clone()))
    }),
    column("query", "搜索词", |l, _| {
        Cell::of_list(l.origins.iter().map(|o| o.query.clone()))
    }),
    column("engine", "搜索引擎", |l, _| {
        Cell::of_list(l.origins.iter().map(|o| o.engine.clone()))
    }),
    column("rank", "排名", |l, _| {
        l.origins
            .iter()
            .filter_map(|o| o.rank)
            .min()
            .map_or(Cell::Empty, |r| Cell::Number(f64::from(r)))
    }),
    column("first_seen", "首次发现", |l, _| {
        l.first_seen.map_or(Cell::Empty, Cell::Time)
    }),
    column("last_seen", "最近发现", |l, _| {
        l.last_seen.map_or(Cell::Empty, Cell::Time)
    }),
    column("id", "编号", |l, _| Cell::of_text(&l.id)),
    column("why_this_way", "为何用此方式", |l, lang| {
        way_reason(l.best.way_why.as_deref(), lang)
    }),
    column("why_this_email", "为何用此邮箱", |l, lang| {
        way_reason(l.best.email_why.as_deref(), lang)
    }),
    column("signs", "依据", |l, _| {
        let telling = l.reasons.iter().filter(|r| r.points > 0 && r.url.is_some());
        Cell::of_list(telling.map(|r| r.text.clone()))
    }),
];

fn text(value: Option<&str>) -> Cell {
    value.map_or(Cell::Empty, Cell::of_text)
}

fn mail(value: Option<&str>) -> Cell {
    match text(value) {
        Cell::Text(address) => Cell::Mail(address),
        other => other,
    }
}

fn way_reason(id: Option<&str>, lang: &str) -> Cell {
    id.map_or(Cell::Empty, |id| Cell::of_text(way_sentence(id, lang)))
}

fn link(value: Option<&str>) -> Cell {
    match text(value) {
        Cell::Text(url) if url.starts_with("http://") || url.starts_with("https://") => {
            Cell::Link(url)
        }
        other => other,
    }
}

fn site_name(lead: &Lead) -> Cell {
    lead.website
        .as_deref()
        .and_then(parse_given)
        .and_then(|u| Site::of(&u))
        .map_or(Cell::Empty, |s| Cell::of_text(s.as_str()))
}

fn address_part(lead: &Lead, part: fn(&Address) -> Option<&str>) -> Cell {
    text(lead.findings.addresses.iter().find_map(part))
}

fn of_kind<'l>(lead: &'l Lead, kinds: &'static [PhoneKind]) -> impl Iterator<Item = &'l Phone> {
    lead.findings
        .phones
        .iter()
        .filter(move |p| !p.e164.is_empty() && kinds.contains(&p.kind))
}

fn with_extension(phone: &Phone) -> String {
    phone
        .extension
        .as_ref()
        .map_or(phone.e164.clone(), |x| format!("{} ext. {x}", phone.e164))
}

fn whatsapp_link(e164: &str) -> Cell {
    let digits: String = e164.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        Cell::Empty
    } else {
        Cell::Link(format!("https://wa.me/{digits}"))
    }
}

fn split_name(name: &str) -> (&str, &str) {
    match name.split_once(',') {
        Some((last, first)) => (first.trim(), last.trim()),
        None => name.rsplit_once(' ').unwrap_or((name, "")),
    }
}

/// The evidence of the best contact.
fn source(lead: &Lead) -> Option<&Evidence> {
    let found = &lead.findings;
    let email = lead
        .best
        .email
        .as_ref()
        .and_then(|b| found.emails.iter().find(|e| e.value == *b))
        .map(|e| &e.evidence);
    let phone = || {
        lead.best
            .phone
            .as_ref()
            .and_then(|b| found.phones.iter().find(|p| p.e164 == *b))
            .map(|p| &p.evidence)
    };
    email
        .or_else(phone)
        .or_else(|| found.contact_forms.first().map(|f| &f.evidence))
        .or_else(|| found.company.as_ref().map(|c| &c.evidence))
}

fn source_cell(url: &str) -> Cell {
    link(Some(url))
}
