//! What is spent of an engine's contingent: requests answered in a month, kept across runs.

use jiff::{SignedDuration, Timestamp};

use crate::engine::Engine;
use crate::fetch::{Keep, Kept, Memory};

/// A month's count is kept a little longer than the month.
const KEPT: SignedDuration = SignedDuration::from_hours(40 * 24);

/// The month's account with one engine.
pub struct Spent<'a> {
    memory: &'a dyn Memory,
    key: String,
    contingent: u32,
    at: Timestamp,
}

impl<'a> Spent<'a> {
    /// The account of the month that `at` falls in; `None` where the engine has no contingent.
    pub fn of(engine: &Engine, memory: &'a dyn Memory, at: Timestamp) -> Option<Self> {
        let month = at.strftime("%Y-%m").to_string();
        Some(Self {
            memory,
            key: format!("{} {month}", engine.id),
            contingent: engine.pace.contingent?,
            at,
        })
    }

    /// Requests of this month.
    pub fn count(&self) -> u32 {
        let kept = self.memory.get(Keep::Spent, &self.key);
        kept.and_then(|kept| String::from_utf8(kept.value).ok()?.parse().ok())
            .unwrap_or(0)
    }

    /// Why nothing more is asked this month, where the contingent is used up.
    pub fn used_up(&self) -> Option<String> {
        (self.count() >= self.contingent).then(|| {
            format!(
                "the month's contingent of {} requests is used up",
                self.contingent
            )
        })
    }

    /// Counts one request.
    pub fn add(&self) {
        let kept = Kept {
            value: (self.count() + 1).to_string().into_bytes(),
            expires: self.at + KEPT,
        };
        self.memory.put(Keep::Spent, &self.key, kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::Forgetful;

    #[test]
    fn a_contingent_is_counted_by_month() {
        let memory = Forgetful::default();
        let mut engine = crate::engine::engine("serper").unwrap().clone();
        engine.pace.contingent = Some(2);
        let november: Timestamp = "2026-11-30T10:00:00Z".parse().unwrap();
        let account = Spent::of(&engine, &memory, november).unwrap();
        account.add();
        assert_eq!((account.count(), account.used_up()), (1, None));
        account.add();
        assert!(account.used_up().unwrap().contains('2'));
        let december = Spent::of(&engine, &memory, november + SignedDuration::from_hours(24));
        assert_eq!(december.unwrap().count(), 0);
        engine.pace.contingent = None;
        assert!(Spent::of(&engine, &memory, november).is_none());
    }
}
