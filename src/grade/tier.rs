//! The customer pyramid: the tier is the rank over the list.

use super::context::Tiers;

/// The tier of a rank (0 is best) among so many.
pub(super) fn tier_of(rank: usize, among: usize, tiers: Tiers) -> &'static str {
    let upto = |share: f64| share_of(among, share);
    if rank < upto(tiers.vip) {
        "vip"
    } else if rank < upto(tiers.vip + tiers.main) {
        "main"
    } else if rank < upto(tiers.vip + tiers.main + tiers.ordinary) {
        "ordinary"
    } else {
        "small"
    }
}

/// The tiers, best first.
pub const TIERS: &[&str] = &["vip", "main", "ordinary", "small"];

/// What the tiers are, in a sentence: ranks of a list, not sizes of firms.
pub fn tiers_explained(tiers: Tiers, lang: &str) -> String {
    let percent = |share: f64| format!("{:.0}", share * 100.0);
    let shares = [tiers.vip, tiers.main, tiers.ordinary].map(percent);
    let sentence = if lang == "zh" {
        "等级按本名单中的名次，不按公司规模：前 {0}% 为 VIP 客户，其后 {1}% 为主要客户，再后 {2}% 为普通客户，其余为小客户"
    } else {
        "by rank in this list, not by size: vip the best {0} %, main the next {1} %, ordinary the next {2} %, small the rest"
    };
    let fill =
        |text: String, (at, share): (usize, &String)| text.replace(&format!("{{{at}}}"), share);
    shares.iter().enumerate().fold(sentence.to_owned(), fill)
}

/// How many of a list a share is, rounded up, so that a short list has a top too.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a list's length"
)]
fn share_of(among: usize, share: f64) -> usize {
    // A millionth less, so that 0.01 + 0.04 of a hundred is five and not six.
    (among as f64 * share.clamp(0.0, 1.0) - 1e-6)
        .ceil()
        .max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tiers_are_told_with_their_shares() {
        let told = tiers_explained(Tiers::default(), "en");
        assert!(
            told.contains("best 1 %") && told.contains("next 15 %"),
            "{told}"
        );
        assert!(tiers_explained(Tiers::default(), "zh").contains("前 1%"));
        assert_eq!(tier_of(99, 100, Tiers::default()), TIERS[3]);
    }

    #[test]
    fn a_hundred_leads_make_the_pyramid() {
        let count = |tier: &str| {
            (0..100)
                .filter(|r| tier_of(*r, 100, Tiers::default()) == tier)
                .count()
        };
        assert_eq!(
            [
                count("vip"),
                count("main"),
                count("ordinary"),
                count("small")
            ],
            [1, 4, 15, 80]
        );
    }
}
