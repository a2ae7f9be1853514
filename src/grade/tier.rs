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
