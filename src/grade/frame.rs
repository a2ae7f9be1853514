//! Where a score begins and where it ends: with these the points of the reasons sum to the score.

use super::rule::{Rule, held, say};
use crate::lead::Reason;

/// Highest score; the lowest is nought.
const TOP: i32 = 100;

/// What every company starts with: a firm that nothing is known of stands near the foot, not below it.
pub(super) const START: &str = "start";

/// The rules of the frame.
pub(super) const FRAME: &[Rule] = &[
    Rule {
        id: START,
        points: 20,
        unfit: false,
        en: "every company starts with these points",
        zh: "每家公司的起始分",
        test: |_| held(true),
    },
    Rule {
        id: "limit",
        points: 0,
        unfit: false,
        en: "a score ends at {0}",
        zh: "评分以 {0} 为界",
        test: |_| None,
    },
];

/// The score of so many points, and the reason that stands for what is above 100 or below nought.
pub(super) fn limited(points: i32, lang: &str) -> (u32, Option<Reason>) {
    let score = points.clamp(0, TOP);
    let rule = FRAME.iter().find(|rule| rule.id == "limit");
    let reason = rule.filter(|_| score != points).map(|rule| {
        let values = vec![score.to_string()];
        Reason {
            id: rule.id.to_owned(),
            points: score - points,
            text: say(rule, &values, lang),
            url: None,
            values,
        }
    });
    (u32::try_from(score).unwrap_or(0), reason)
}
