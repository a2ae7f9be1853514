//! How the web is asked, from options and environment: proxies, archive, time-outs. Said where it is not obvious.

use std::env;
use std::sync::Arc;

use super::failure::{Failure, Result};
use super::options::{Global, Web};
use crate::fetch::{
    Door, Memory, NoDoor, Notice, Proxy, Recording, Settings, Source, stack, user_agent,
};

/// Settings of the door as the user gave them.
///
/// # Errors
/// A proxy that is none.
pub fn settings(web: &Web, global: &Global) -> Result<Settings> {
    let source = match &web.replay {
        Some(file) => Source::Replay {
            file: file.clone(),
            delay: web.replay_delay.unwrap_or_default(),
        },
        None if global.offline => Source::Offline,
        None => Source::Live,
    };
    let proxy = if matches!(source, Source::Live) {
        proxy(web)?
    } else {
        None
    };
    Ok(Settings {
        user_agent: user_agent(web.contact.as_deref()),
        record: web.record.clone().map(|file| Recording {
            file,
            cached: crate::fetch::Cached::Copied,
        }),
        source,
        timeout: web.timeout,
        max_body: web.max_body,
        gap: web.gap,
        proxy,
        nameserver: web.dns,
        ..Settings::default()
    })
}

/// The proxy by option, or by the variables every program reads.
fn proxy(web: &Web) -> Result<Option<Proxy>> {
    let variable = |name: &str| {
        let value = env::var(name)
            .or_else(|_| env::var(name.to_lowercase()))
            .ok()?;
        (!value.is_empty()).then_some(value)
    };
    let (given, by) = if let Some(url) = &web.proxy {
        (Some(url.clone()), "--proxy")
    } else {
        let names = ["HTTPS_PROXY", "ALL_PROXY", "HTTP_PROXY"];
        let found = names
            .into_iter()
            .find_map(|name| Some((variable(name)?, name)));
        found.map_or((None, ""), |(url, name)| (Some(url), name))
    };
    let Some(url) = given else { return Ok(None) };
    let proxy: Proxy = url.parse().map_err(|why| {
        Failure::usage(format_args!("{by} {url}: {why}"))
            .hint("write it as http://HOST:PORT, https://HOST:PORT or socks5h://HOST:PORT")
    })?;
    Ok(Some(
        match variable("NO_PROXY").filter(|_| web.proxy.is_none()) {
            Some(list) => proxy.except(&list),
            None => proxy,
        },
    ))
}

/// Opens the door.
///
/// # Errors
/// An archive that cannot be read or written.
pub fn door(settings: &Settings, memory: Arc<dyn Memory>) -> Result<Door> {
    stack(settings, memory).map_err(|why| match why {
        NoDoor::Archive(_) => Failure::usage(why)
            .hint("a WARC archive as --record writes it is needed, compressed by record or plain"),
        NoDoor::Client(_) => Failure::failed(why),
    })
}

/// Says what a door has to tell.
pub fn say_notices(door: &Door) {
    for notice in door.notices() {
        let written = serde_json::to_value(&notice).unwrap_or_default();
        let id = written["id"].as_str().unwrap_or_default();
        let value = ["at", "lost", "why"]
            .iter()
            .find_map(|key| written.get(key));
        let value = value.map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned));
        super::output::talk(&super::sentence::notice(id, &value.unwrap_or_default()));
    }
}

/// Where a replayed archive breaks off, if it does.
pub fn archive_cut(door: &Door) -> Option<u64> {
    door.notices().into_iter().find_map(|notice| match notice {
        Notice::ArchiveCut { at } => Some(at),
        _ => None,
    })
}
