//! What the columns mean, for whoever opens the list and has never seen the program: a note at the heading, and a sheet of
//! its own in a workbook.

use crate::grade::{Tiers, tiers_explained};

/// What a column means, in English or Chinese; nothing where its heading says it.
pub(super) fn meaning(id: &str, lang: &str) -> String {
    if id == "tier" {
        return tiers_explained(Tiers::default(), lang);
    }
    let known = MEANINGS.iter().find(|(known, ..)| *known == id);
    known.map_or_else(String::new, |(_, en, zh)| {
        let text = if lang == "zh" { zh } else { en };
        (*text).to_owned()
    })
}

const MEANINGS: &[(&str, &str, &str)] = &[
    (
        "score",
        "0 to 100: the sum of the points in `why`",
        "0 到 100：“理由”一列各项分数之和",
    ),
    (
        "why",
        "what was found, each with its points; together they are the score",
        "找到的依据，各附分数，合计即评分",
    ),
    (
        "type",
        "what the company says it is, loudest first",
        "公司自称的类型，以说得最多的为准",
    ),
    (
        "best_way_in",
        "address of a named buyer or of purchasing, then the company's own form, WhatsApp, telephone, fax, and last a general mailbox",
        "先是有姓名的采购人员或采购部邮箱，其次公司自己的表单、WhatsApp、电话、传真，最后才是公共邮箱",
    ),
    (
        "email",
        "the best address; all of them stand under `emails`",
        "最好的一个邮箱；全部见“所有邮箱”",
    ),
    (
        "phone",
        "the best number, as dialled from abroad; all of them stand under `phones`",
        "最好的一个号码，国际格式；全部见“所有电话”",
    ),
    (
        "source_page",
        "the page that shows the best contact",
        "最好的联系方式出自此页",
    ),
    (
        "person",
        "who decides most on buying, where somebody is named",
        "网页上列出的、最可能决定采购的人",
    ),
    (
        "notices",
        "what the site says of the use of its addresses; `wechat_qr_code`: an account it shows as a QR code only",
        "网站对使用其邮箱地址的声明；`wechat_qr_code`：仅以二维码展示的账号",
    ),
    (
        "brands",
        "brands its pages say it carries",
        "网页上写明其经营的品牌",
    ),
    (
        "alternate_name",
        "its other name: the one it trades under, or the registered one",
        "另一名称：商号或注册名",
    ),
    (
        "registrations",
        "tax and register numbers, by which the company can be checked",
        "税号和注册号，可用来核实公司",
    ),
    (
        "tactic",
        "the ways of searching that found it; `buyerscout tactics` explains them",
        "找到它的打法；`buyerscout tactics` 有说明",
    ),
    (
        "rank",
        "its best place among the results of a query",
        "在搜索结果中的最好名次",
    ),
    (
        "first_seen",
        "when its pages were first read, UTC",
        "首次读到其网页的时间（UTC）",
    ),
    (
        "last_seen",
        "when its pages were last read, UTC",
        "最近读到其网页的时间（UTC）",
    ),
    ("id", "stays the same from run to run", "每次运行都不变"),
    (
        "why_this_way",
        "why the best way in is the best",
        "为何首选此联系方式",
    ),
    (
        "why_this_email",
        "whose desk the address belongs to",
        "该邮箱属于谁",
    ),
];

#[cfg(test)]
mod tests {
    use super::super::columns::COLUMNS;
    use super::*;

    #[test]
    fn every_meaning_is_of_a_column() {
        for (id, ..) in MEANINGS {
            assert!(COLUMNS.iter().any(|c| c.id == *id), "{id}");
        }
        assert!(meaning("tier", "en").contains("not by size"));
        assert!(meaning("company", "en").is_empty());
    }
}
