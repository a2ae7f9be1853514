//! The cancel token: one sign, given once, that everybody under way sees.

use std::sync::Arc;

use tokio::sync::watch;
use tokio::time::Instant;

/// Why a run stops before it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The user interrupted it.
    Interrupted,
    /// Its deadline ran out.
    Deadline,
}

/// A sign to stop, and a deadline.
#[derive(Debug, Clone)]
pub struct Cancel {
    sign: Arc<watch::Sender<bool>>,
    until: Option<Instant>,
}

impl Cancel {
    /// A sign that is not given yet; the deadline gives it by itself.
    pub fn new(until: Option<Instant>) -> Self {
        Self {
            sign: Arc::new(watch::Sender::new(false)),
            until,
        }
    }

    /// Gives the sign.
    pub fn interrupt(&self) {
        self.sign.send_replace(true);
    }

    /// Has it been given?
    pub fn stopped(&self) -> Option<Stop> {
        if *self.sign.borrow() {
            return Some(Stop::Interrupted);
        }
        self.until
            .is_some_and(|u| Instant::now() >= u)
            .then_some(Stop::Deadline)
    }

    /// The same sign with an earlier deadline, for a part of the run.
    #[must_use]
    pub fn by(&self, until: Instant) -> Self {
        let until = Some(self.until.map_or(until, |u| u.min(until)));
        Self {
            sign: Arc::clone(&self.sign),
            until,
        }
    }

    /// The deadline.
    pub fn until(&self) -> Option<Instant> {
        self.until
    }

    /// Waits until the sign is given or the deadline runs out.
    pub async fn wait(&self) -> Stop {
        let mut sign = self.sign.subscribe();
        let given = sign.wait_for(|given| *given);
        match self.until {
            None => {
                let _ = given.await;
                Stop::Interrupted
            }
            Some(until) => match tokio::time::timeout_at(until, given).await {
                Ok(_) => Stop::Interrupted,
                Err(_) => Stop::Deadline,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_part_stops_with_the_whole() {
        let whole = Cancel::new(None);
        let part = whole.by(Instant::now() + std::time::Duration::from_hours(1));
        whole.interrupt();
        assert_eq!(part.stopped(), Some(Stop::Interrupted));
        assert_eq!(part.wait().await, Stop::Interrupted);
    }
}
