//! Bytes in flight: how much of bodies may be in memory at once, over all requests.

use std::sync::Arc;

use bytes::Bytes;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Permits are counted in these, bytes.
const UNIT: usize = 1024;

/// What a body of unknown length reserves, bytes.
const GUESS: usize = 256 << 10;

/// A bound on the bytes of bodies that were read and not yet dropped.
///
/// A body reserves what it expects before it is read. One that outgrows its reservation takes more only if it need
/// not wait for it; when the budget is spent, one body at a time may go on beyond it (up to the largest body), so the
/// bound is the budget and one body, and nobody can wait for somebody who waits.
#[derive(Debug)]
pub(super) struct Budget {
    units: Arc<Semaphore>,
    whole: usize,
    overdraft: Arc<Semaphore>,
}

/// What a body holds of the budget.
#[derive(Debug)]
pub(super) struct Reservation {
    permits: Vec<OwnedSemaphorePermit>,
    bytes: usize,
    unbounded: bool,
}

impl Budget {
    /// A budget of so many bytes.
    pub(super) fn new(bytes: usize) -> Self {
        let whole = (bytes / UNIT).clamp(1, u32::MAX as usize >> 1);
        Self {
            units: Arc::new(Semaphore::new(whole)),
            whole,
            overdraft: Arc::new(Semaphore::new(1)),
        }
    }

    /// Waits until a body of this length, or of an unknown one, may be read.
    pub(super) async fn reserve(&self, length: Option<u64>, most: usize) -> Reservation {
        let wanted = length
            .map_or(GUESS, |n| usize::try_from(n).unwrap_or(usize::MAX))
            .min(most);
        let units = self.units_of(wanted);
        let permit = Arc::clone(&self.units).acquire_many_owned(units).await;
        Reservation {
            permits: permit.into_iter().collect(),
            bytes: units as usize * UNIT,
            unbounded: false,
        }
    }

    /// Makes a reservation large enough for so many bytes.
    pub(super) async fn grow(&self, held: &mut Reservation, bytes: usize) {
        if bytes <= held.bytes || held.unbounded {
            return;
        }
        let units = self.units_of((bytes - held.bytes).max(GUESS));
        if let Ok(permit) = Arc::clone(&self.units).try_acquire_many_owned(units) {
            held.permits.push(permit);
            held.bytes += units as usize * UNIT;
            return;
        }
        held.permits
            .extend(Arc::clone(&self.overdraft).acquire_owned().await);
        held.unbounded = true;
    }

    fn units_of(&self, bytes: usize) -> u32 {
        u32::try_from(bytes.div_ceil(UNIT).min(self.whole)).unwrap_or(u32::MAX)
    }
}

impl Reservation {
    /// Ties the reservation to the bytes: it ends when the last handle on them is dropped.
    pub(super) fn hold(self, body: Vec<u8>) -> Bytes {
        if body.is_empty() {
            Bytes::new()
        } else {
            Bytes::from_owner(Held { body, _held: self })
        }
    }
}

struct Held {
    body: Vec<u8>,
    _held: Reservation,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.body
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn a_body_holds_its_bytes_until_it_is_dropped() {
        let budget = Budget::new(512 << 10);
        let first = budget
            .reserve(Some(400 << 10), 4 << 20)
            .await
            .hold(vec![1; 10]);
        let copy = first.slice(2..4);
        drop(first);
        let waits = tokio::time::timeout(
            Duration::from_millis(20),
            budget.reserve(Some(200 << 10), 4 << 20),
        )
        .await;
        assert!(waits.is_err());
        drop(copy);
        budget.reserve(Some(200 << 10), 4 << 20).await;
    }

    #[tokio::test]
    async fn bodies_that_all_outgrow_a_spent_budget_are_all_read() {
        let budget = Arc::new(Budget::new(1 << 20));
        let read = |budget: Arc<Budget>| async move {
            let mut held = budget.reserve(None, 4 << 20).await;
            tokio::task::yield_now().await;
            for size in 1..32 {
                budget.grow(&mut held, size * (100 << 10)).await;
                tokio::task::yield_now().await;
            }
            drop(held.hold(vec![0; 9]));
        };
        let all: Vec<_> = (0..20)
            .map(|_| tokio::spawn(read(Arc::clone(&budget))))
            .collect();
        for one in all {
            tokio::time::timeout(Duration::from_secs(10), one)
                .await
                .unwrap()
                .unwrap();
        }
    }
}
