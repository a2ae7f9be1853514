//! Interruptions: the first one asks the run to stop and keep what it has, the second one ends the program.

use std::time::Duration;

use tokio::time::Instant;

use super::output::talk;
use crate::run::Cancel;

/// A cancel token that Ctrl-C (and SIGTERM, where there is one) gives, and a deadline.
pub fn cancel_on_interrupt(deadline: Option<Duration>) -> Cancel {
    let cancel = Cancel::new(deadline.map(|d| Instant::now() + d));
    let token = cancel.clone();
    tokio::spawn(async move {
        asked_to_stop().await;
        talk("stopping; what was found is kept (once more to stop at once)");
        token.interrupt();
        asked_to_stop().await;
        std::process::exit(130);
    });
    cancel
}

#[cfg(unix)]
async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut term) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = term.recv() => {}
    }
}

#[cfg(not(unix))]
async fn asked_to_stop() {
    let _ = tokio::signal::ctrl_c().await;
}
