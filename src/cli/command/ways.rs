//! What works where no engine is set or none answers, with the lines to paste.

use crate::campaign::Campaign;
use crate::cli::tongue::{is_chinese, say};
use crate::engine::{Engine, engines};
use crate::run::Summary;
use crate::text::printable;

/// What works where no engine is set.
pub fn without_engine(campaign: &Campaign) -> String {
    format!(
        "{}\n\n{}",
        say("No engine is set. What works now:", &[]),
        ways(campaign)
    )
}

/// What works where no engine can be asked as it is set.
pub fn without_able_engine(campaign: &Campaign) -> String {
    format!(
        "{}\n\n{}",
        say(
            "No engine can be asked as it is set. What works besides:",
            &[]
        ),
        ways(campaign)
    )
}

/// What works where no source answered: what to look at first, then every other way.
pub fn without_answer(campaign: &Campaign, engines: &[Engine], summary: &Summary) -> String {
    let silent = engines.iter().filter(|engine| {
        let count = summary.sources.get(&engine.id);
        super::ready::is_own_server(engine) && count.is_some_and(|c| c.unreachable > 0)
    });
    let mut out = String::new();
    for engine in silent {
        out.push_str(&say(
            "{0}: nobody answers at {1}: start the server, or correct `url` under [engine.{0}]; `buyerscout doctor` with the campaign checks it",
            &[&engine.id, &engine.url],
        ));
        out.push('\n');
    }
    out.push_str(&say("No source answered. What works besides:", &[]));
    format!("{out}\n\n{}", ways(campaign))
}

fn ways(campaign: &Campaign) -> String {
    let product = match printable(&campaign.product.name).as_str() {
        "" => "PRODUCT".to_owned(),
        name => name.to_owned(),
    };
    let countries: Vec<&str> = campaign
        .market
        .countries
        .iter()
        .take(3)
        .map(String::as_str)
        .collect();
    let countries = match countries.join(",") {
        none if none.is_empty() => "DE".to_owned(),
        some => some,
    };
    let (own, keyed) = examples();
    let variable = keyed.and_then(Engine::key_variable).unwrap_or_default();
    let text = if is_chinese() { WAYS_ZH } else { WAYS };
    say(
        text,
        &[
            &product,
            &countries,
            &own.map_or("", |engine| engine.id.as_str()),
            &own.map_or("", |engine| engine.name.as_str()),
            &keyed.map_or("", |engine| engine.id.as_str()),
            &variable,
        ],
    )
}

/// The first engine that the user runs on a server of his own, and the first that wants a key.
fn examples() -> (Option<&'static Engine>, Option<&'static Engine>) {
    let asked = || engines().iter().filter(|engine| engine.request.is_some());
    (
        asked().find(|engine| engine.url.is_empty()),
        asked().find(|engine| engine.key_variable().is_some()),
    )
}

const WAYS: &str = "1. Open the queries in your own browser, save the result pages, and read them:
     buyerscout query \"{0}\" --country {1} --format html -o links.html
     buyerscout find \"{0}\" --country {1} --saved SAVED-PAGES -o leads.xlsx

2. Your own {3} server (free, no key): in the campaign
     [search]
     engines = [\"{2}\"]
     [engine.{2}]
     url = \"http://127.0.0.1:8888\"
   or without a campaign
     buyerscout find \"{0}\" --country {1} --engine {2} --engine-url http://127.0.0.1:8888

3. An engine with a key (`buyerscout engines` lists them and the variable each one reads): in the campaign
     [search]
     engines = [\"{4}\"]
   and in the shell
     export {5}=…

4. Sites you know already: in the campaign
     [known]
     seeds = [\"goodcustomer.de\"]";

const WAYS_ZH: &str = "1. 在自己的浏览器里打开查询，保存结果页，再让程序读：
     buyerscout query \"{0}\" --country {1} --format html -o links.html
     buyerscout find \"{0}\" --country {1} --saved 保存的网页 -o leads.xlsx

2. 自己的 {3} 服务器（免费，不用密钥）：在任务文件里写
     [search]
     engines = [\"{2}\"]
     [engine.{2}]
     url = \"http://127.0.0.1:8888\"
   没有任务文件时
     buyerscout find \"{0}\" --country {1} --engine {2} --engine-url http://127.0.0.1:8888

3. 有密钥的引擎（`buyerscout engines` 列出引擎和各自读取的环境变量）：在任务文件里写
     [search]
     engines = [\"{4}\"]
   在命令行里
     export {5}=…

4. 已知的网站：在任务文件里写
     [known]
     seeds = [\"goodcustomer.de\"]";
