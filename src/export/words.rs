//! Words and sentences that stand in cells for ids, in English and Chinese.

use crate::market::country;

/// Words of cells in Chinese.
const ZH: &[(&str, &str)] = &[
    ("importer", "进口商"),
    ("distributor", "分销商"),
    ("wholesaler", "批发商"),
    ("retailer", "零售商"),
    ("manufacturer", "制造商"),
    ("agent", "代理商"),
    ("brand", "品牌商"),
    ("service", "服务商"),
    ("association", "协会"),
    ("marketplace", "平台"),
    ("directory", "企业名录"),
    ("media", "媒体"),
    ("government", "政府机构"),
    ("forum", "论坛"),
    ("vip", "VIP客户"),
    ("no_buyer", "非买家"),
    ("main", "主要客户"),
    ("ordinary", "普通客户"),
    ("small", "小客户"),
    ("email", "邮件"),
    ("form", "联系表单"),
    ("phone", "电话"),
    ("fax", "传真"),
    ("whatsapp", "WhatsApp"),
];

/// A word of a cell in the language asked for.
pub(super) fn word<'a>(id: &'a str, lang: &str) -> &'a str {
    if lang == "zh" {
        ZH.iter().find(|(en, _)| *en == id).map_or(id, |(_, zh)| zh)
    } else {
        id
    }
}

/// A country: its code, or its Chinese name.
pub(super) fn country_name<'a>(code: &'a str, lang: &str) -> &'a str {
    if lang == "zh" {
        country(code).map_or(code, |c| c.zh.as_str())
    } else {
        code
    }
}

/// Why a way or an address is the best: id, English, Chinese.
const WAYS: &[(&str, &str, &str)] = &[
    (
        "named_buyer",
        "address of a buyer known by name",
        "有姓名的采购人员的邮箱",
    ),
    ("purchasing", "address of the purchasing desk", "采购部邮箱"),
    (
        "decision_maker",
        "address of somebody who decides",
        "决策人邮箱",
    ),
    ("sales", "address of the sales desk", "销售部邮箱"),
    (
        "general",
        "general mailbox, nothing better was found",
        "公共邮箱，没有更好的",
    ),
    ("other", "address of another desk", "其他部门邮箱"),
    (
        "personal",
        "address of a person whose function is not known",
        "职务不明的个人邮箱",
    ),
    ("freemail", "address at a free mail host", "免费邮箱"),
    (
        "other_domain",
        "address at another domain than the company's own: perhaps somebody else's",
        "不是公司自己域名的邮箱，可能是别人的",
    ),
    (
        "last_resort",
        "address for jobs, press or the like, which seldom answers",
        "招聘、媒体等邮箱，很少回复",
    ),
    (
        "own_form",
        "the company's own form is read by somebody; its mailbox is a general one or none",
        "公司自己的表单有人看；没有更好的邮箱",
    ),
    (
        "direct_message",
        "a message straight to its WhatsApp",
        "可直接发 WhatsApp 消息",
    ),
    (
        "direct_call",
        "a straight call, as nothing better was found",
        "没有更好的方式，直接打电话",
    ),
    (
        "fax_before_mailbox",
        "a fax is read; the only mailbox found is a general one",
        "传真有人看；只找到通用邮箱",
    ),
    (
        "only_fax",
        "nothing but a fax number was found",
        "只找到传真",
    ),
];

/// Why a way or an address is the best, as a sentence.
pub(super) fn way_sentence<'a>(id: &'a str, lang: &str) -> &'a str {
    let known = WAYS.iter().find(|(known, ..)| *known == id);
    known.map_or(id, |(_, en, zh)| if lang == "zh" { zh } else { en })
}
