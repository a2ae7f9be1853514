//! Accounts that a page shows as a QR code only: what cannot be read is said, so that a person looks.

use super::network::messenger_in;
use super::reading::Reading;
use crate::finding::{Messenger, Notice};
use crate::text::shorten;

/// A caption is shorter, bytes.
const CAPTION: usize = 80;

/// A notice for each messenger whose code the page shows and whose id it does not tell.
pub(super) fn unread(reading: &Reading<'_>, known: &[Messenger]) -> Vec<Notice> {
    let blocks = reading.document().blocks();
    let mut found: Vec<Notice> = Vec::new();
    for code in reading.document().codes() {
        let caption = |at: Option<usize>| {
            let block = at.and_then(|at| blocks.get(at))?;
            (block.text.len() <= CAPTION).then_some(block.text.as_str())
        };
        let around = [
            Some(code.words.as_str()),
            caption(Some(code.block)),
            caption(code.block.checked_sub(1)),
        ];
        let mut said = around.into_iter().flatten();
        let Some((app, words)) = said.find_map(|text| Some((app_of(text)?, text))) else {
            continue;
        };
        let value = format!("{app}_qr_code");
        if known.iter().any(|m| m.kind == app) || found.iter().any(|n| n.value == value) {
            continue;
        }
        let words = if words == code.words {
            words.to_owned()
        } else {
            format!("{words} ({})", code.words)
        };
        found.push(Notice {
            value,
            evidence: reading.evidence(&shorten(&words, 160)),
        });
    }
    found
}

/// The messenger a caption or the name of a file is about. What is to be scanned in Chinese is WeChat's.
fn app_of(text: &str) -> Option<&'static str> {
    let lower = text.to_ascii_lowercase();
    let named = messenger_in(text).or_else(|| {
        // Names of files run words together.
        ["wechat", "weixin", "whatsapp", "telegram", "viber", "kakao"]
            .into_iter()
            .find(|name| lower.contains(name))
    });
    let scanned = || {
        ["扫一扫", "公众号", "關注我們", "关注我们"]
            .iter()
            .any(|word| text.contains(word))
            .then_some("wechat")
    };
    named.or_else(scanned).map(|app| match app {
        "weixin" => "wechat",
        "kakao" => "kakaotalk",
        app => app,
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::findings;

    fn notices(html: &str) -> Vec<(String, String)> {
        let found = findings("http://www.muster.cn/", None, html).notices;
        let said = |n: crate::finding::Notice| (n.value, n.evidence.words().to_owned());
        found.into_iter().map(said).collect()
    }

    #[test]
    fn a_code_without_an_id_is_said_and_one_with_an_id_is_not() {
        let of = |html: &str| {
            notices(html)
                .into_iter()
                .map(|(value, _)| value)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            of("<p>关注我们</p><img src=/images/ewm.jpg><p>扫一扫</p>"),
            ["wechat_qr_code"]
        );
        assert_eq!(
            of("<img src=/i/line-qr.png alt='LINE QR code'>"),
            ["line_qr_code"]
        );
        assert_eq!(
            of("<img src=/i/wechat_qrcode.png><img src=/i/weixin-qr.png>"),
            ["wechat_qr_code"]
        );
        assert!(of("<img src=/i/wechat_qrcode.png><p>WeChat: muster88</p>").is_empty());
        assert!(of("<p>Download our app</p><img src=/i/app-qr.png>").is_empty());
        assert!(of("<img src=/i/online-qr.png alt='Online catalogue'>").is_empty());
        let said = notices("<p>微信</p><img src=/images/qrcode.jpg>");
        assert_eq!(said[0].1, "微信 (qrcode.jpg)");
    }
}
