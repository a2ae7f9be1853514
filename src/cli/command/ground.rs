//! What a run stands on besides its campaign: the store, its folder, the archive it replays, the proxy.

use std::net::{TcpStream, ToSocketAddrs};
use std::path::Path;
use std::time::Duration;

use crate::cli::failure::{Failure, Result};
use crate::cli::tongue::{count, say};
use crate::cli::{place, web};
use crate::fetch::{Settings, Source};
use crate::store::{Store, StoreError};

/// What a check came to.
pub enum Found {
    /// As it should be.
    Fine(String),
    /// Nothing is wrong, but it may not be what is wanted.
    Note(String),
}

/// What a check came to, or what is wrong and what to do about it.
pub type Check = Result<Found>;

/// The same failure for a second reader.
pub fn again(failure: &Failure) -> Failure {
    Failure {
        what: failure.what.clone(),
        hint: failure.hint.clone(),
        ..*failure
    }
}

/// The store is sound, or its folder can take one.
pub fn store(path: &Path) -> Check {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !path.exists() {
        writable(folder)?;
        return Ok(Found::Fine(say(
            "{0} is not there yet; the first run makes it",
            &[&path.display()],
        )));
    }
    let opened = match Store::open_read_only(path) {
        Err(StoreError::Older { .. }) => {
            return Ok(Found::Note(say(
                "{0} has an older layout; the next harvest brings it up to date",
                &[&path.display()],
            )));
        }
        opened => opened.map_err(|error| place::store_failure(&error))?,
    };
    let faults = opened
        .check()
        .map_err(|error| place::store_failure(&error))?;
    if let Some(first) = faults.first() {
        return Err(
            Failure::failed(format_args!("{}: {first}", path.display())).hint(say(
                "keep a copy of the file, then start with a new one; archives beside it are not touched",
                &[],
            )),
        );
    }
    writable(folder)?;
    let known = opened
        .known_campaigns()
        .map_err(|error| place::store_failure(&error))?;
    Ok(Found::Fine(say(
        "{0} is sound ({1})",
        &[&path.display(), &count(known.len(), "campaign")],
    )))
}

/// Can files be made in this folder, or in the nearest one above that is there?
pub fn writable(folder: &Path) -> Result<()> {
    let there = folder.ancestors().find(|above| above.is_dir());
    let above = match there {
        Some(above) if !above.as_os_str().is_empty() => above,
        _ => Path::new("."),
    };
    can_write(above).map_err(|why| {
        Failure::failed(say(
            "nothing can be written into the folder {0}: {1}",
            &[&above.display(), &why],
        ))
        .hint(say(
            "make it writable, or name another place: `store` under [run], `file` under [export], or --db",
            &[],
        ))
    })
}

/// The archive is there and is one.
pub fn replay(file: &Path) -> Check {
    let settings = Settings {
        source: Source::Replay {
            file: file.to_owned(),
            delay: Duration::ZERO,
        },
        ..Settings::default()
    };
    let door = web::door(
        &settings,
        std::sync::Arc::new(crate::fetch::Forgetful::default()),
    )?;
    let file = file.display();
    Ok(match web::archive_cut(&door) {
        None => Found::Fine(file.to_string()),
        Some(at) => Found::Note(say(
            "{0} ends inside a record: it is read to its last whole one ({1} bytes)",
            &[&file, &at],
        )),
    })
}

/// The proxy is none, or takes connections.
pub fn proxy(settings: &Result<Settings>, limit: Duration) -> Check {
    let settings = settings.as_ref().map_err(again)?;
    if !matches!(settings.source, Source::Live) {
        return Ok(Found::Fine(say("not needed (--offline)", &[])));
    }
    let Some((host, port)) = settings.proxy.as_ref().map(crate::fetch::Proxy::place) else {
        return Ok(Found::Fine(say("none is set", &[])));
    };
    let place = format!("{host}:{port}");
    let down = |why: &dyn std::fmt::Display| {
        Failure::usage(say("{0} does not answer: {1}", &[&place, why])).hint(say(
            "start the proxy program, or take the setting away: --proxy, HTTPS_PROXY, HTTP_PROXY, ALL_PROXY",
            &[],
        ))
    };
    let mut places = (host.as_str(), port)
        .to_socket_addrs()
        .map_err(|why| down(&why))?;
    let first = places.next().ok_or_else(|| down(&"it has no address"))?;
    TcpStream::connect_timeout(&first, limit).map_err(|why| down(&why))?;
    Ok(Found::Fine(say("{0} takes connections", &[&place])))
}

/// Can files be made in this folder? One is made and taken away again.
fn can_write(folder: &Path) -> std::io::Result<()> {
    let trial = folder.join(format!(".buyerscout-{}.part", std::process::id()));
    std::fs::File::create(&trial)?;
    std::fs::remove_file(&trial)
}
