//! The stack: the only place that knows the order of the layers.

use std::sync::Arc;

use thiserror::Error;

use super::answer::Failure;
use super::cache::Cache;
use super::forgetful::Forgetful;
use super::guard::Guard;
use super::http::{Http, NoClient};
use super::memory::Memory;
use super::notice::{Notice, Notices};
use super::polite::Polite;
use super::record::{Archive, Recorder};
use super::redirect::Redirect;
use super::replay::Replay;
use super::request::Request;
use super::retry::Retry;
use super::robots::{Parts, Robots};
use super::settings::{Settings, Source};
use super::warc::ArchiveError;
use super::{Fetch, Fetching};

/// Why there is no door.
#[derive(Debug, Error)]
pub enum NoDoor {
    /// The web cannot be asked.
    #[error(transparent)]
    Client(#[from] NoClient),
    /// An archive cannot be read or written.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
}

/// The one door to the web, or to an archive in its place.
pub struct Door {
    top: Redirect,
    notices: Arc<Notices>,
}

impl Door {
    /// What the user should be told, each once; grows while the door is used.
    pub fn notices(&self) -> Vec<Notice> {
        self.notices.said()
    }
}

impl Fetch for Door {
    fn fetch<'a>(&'a self, request: &'a Request) -> Fetching<'a> {
        self.top.fetch(request)
    }
}

/// Answers nothing.
struct Offline;

impl Fetch for Offline {
    fn fetch<'a>(&'a self, _: &'a Request) -> Fetching<'a> {
        Box::pin(async { Err(Failure::Offline) })
    }
}

/// Puts the layers together, outermost first: redirect ▸ robots ▸ cache | replay ▸ record ▸ retry ▸ polite ▸ guard ▸ http.
///
/// A replay stands in the place of everything below robots, with a memory of its own, so that nothing learnt on the web
/// changes what an archive says.
pub fn stack(settings: &Settings, memory: Arc<dyn Memory>) -> Result<Door, NoDoor> {
    let notices = Arc::new(Notices::default());
    let archive = match &settings.record {
        Some(recording) => Some(Archive::open(&recording.file, settings, &notices)?),
        None => None,
    };
    let (answers, memory) = match &settings.source {
        Source::Live => (live(settings, &memory, &notices)?, memory),
        Source::Offline => (Arc::new(Offline) as Arc<dyn Fetch>, memory),
        Source::Replay { file, delay } => {
            let replay = Replay::open(file)?.delayed(*delay);
            if let Some(at) = replay.cut() {
                notices.say(Notice::ArchiveCut { at });
            }
            (Arc::new(replay) as Arc<dyn Fetch>, Arc::new(Forgetful::default()) as Arc<dyn Memory>)
        }
    };
    let answers = recorded(answers, archive.as_ref());
    let answers = if matches!(settings.source, Source::Replay { .. }) { answers } else { cached(answers, settings, &memory, archive.as_ref()) };
    let top = Redirect::new(Arc::new(obeying(answers, settings, memory, archive)));
    Ok(Door { top, notices })
}

fn live(settings: &Settings, memory: &Arc<dyn Memory>, notices: &Arc<Notices>) -> Result<Arc<dyn Fetch>, NoDoor> {
    let http = Arc::new(Http::new(settings, notices)?);
    let guard = Arc::new(Guard::new(http));
    let polite = Polite::new(guard, Arc::clone(memory), settings.gap, settings.clock.clone());
    Ok(Arc::new(Retry::new(Arc::new(polite))))
}

fn recorded(below: Arc<dyn Fetch>, archive: Option<&Arc<Archive>>) -> Arc<dyn Fetch> {
    match archive {
        Some(archive) => Arc::new(Recorder::new(below, Arc::clone(archive))),
        None => below,
    }
}

fn cached(below: Arc<dyn Fetch>, settings: &Settings, memory: &Arc<dyn Memory>, archive: Option<&Arc<Archive>>) -> Arc<dyn Fetch> {
    let cache = Cache::new(below, Arc::clone(memory), settings.clock.clone());
    match (archive, &settings.record) {
        (Some(archive), Some(recording)) => Arc::new(cache.copying(archive, recording.cached)),
        _ => Arc::new(cache),
    }
}

fn obeying(below: Arc<dyn Fetch>, settings: &Settings, memory: Arc<dyn Memory>, archive: Option<Arc<Archive>>) -> Robots {
    let refused = move |request: &Request| {
        if let Some(archive) = &archive {
            archive.keep_failure(request, &Failure::Robots);
        }
    };
    let parts = Parts { memory, gap: settings.gap, clock: settings.clock.clone(), refused: Box::new(refused) };
    Robots::new(below, parts)
}
