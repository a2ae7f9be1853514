//! The map in `src/lib.rs` is true: modules import only what stands above them, files in a room make no circle,
//! and every file says what it is and stays readable.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Most lines of a file before its tests.
const LONGEST: usize = 500;

struct Source {
    path: PathBuf,
    /// Room, the first folder below `src`; empty for `lib.rs` and `main.rs`.
    room: String,
    /// File's own name within the room (`mod` for the room's door).
    name: String,
    text: String,
}

impl Source {
    fn before_tests(&self) -> &str {
        self.text
            .split("#[cfg(test)]\nmod tests")
            .next()
            .unwrap_or_default()
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(source(path));
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn source(path: PathBuf) -> Source {
    let inside = path.strip_prefix(root()).unwrap().with_extension("");
    let parts: Vec<String> = inside
        .iter()
        .map(|p| p.to_string_lossy().into_owned())
        .collect();
    let (room, name) = if parts.len() > 1 {
        (
            parts[0].clone(),
            parts[1..].join("::").trim_end_matches("::mod").to_owned(),
        )
    } else {
        (String::new(), parts[0].clone())
    };
    Source {
        text: fs::read_to_string(&path).unwrap(),
        path,
        room,
        name,
    }
}

/// The rooms in the order of the table.
fn map() -> Vec<String> {
    let lib = fs::read_to_string(root().join("lib.rs")).unwrap();
    lib.lines()
        .filter_map(|l| {
            l.strip_prefix("//! | `")?
                .split('`')
                .next()
                .map(str::to_owned)
        })
        .collect()
}

/// The words after every `crate::` of a text.
fn imports(text: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for piece in text.split("crate::").skip(1) {
        if let Some(group) = piece.strip_prefix('{') {
            let group = group.split('}').next().unwrap_or_default();
            out.extend(
                group
                    .split(',')
                    .filter_map(|i| i.trim().split("::").next())
                    .filter(|i| !i.is_empty())
                    .map(str::to_owned),
            );
        } else {
            let word: String = piece
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            out.insert(word);
        }
    }
    out
}

#[test]
fn the_map_names_every_room_and_no_other() {
    let named: BTreeSet<String> = map().into_iter().collect();
    let rooms: BTreeSet<String> = sources()
        .into_iter()
        .map(|s| s.room)
        .filter(|r| !r.is_empty())
        .collect();
    assert_eq!(named, rooms);
}

#[test]
fn a_module_imports_only_what_stands_above_it() {
    let map = map();
    let place: BTreeMap<&str, usize> = map
        .iter()
        .enumerate()
        .map(|(at, room)| (room.as_str(), at))
        .collect();
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|s| !s.room.is_empty()) {
        let own = place[source.room.as_str()];
        for import in imports(&source.text) {
            if place.get(import.as_str()).is_some_and(|at| *at > own) {
                wrong.push(format!("{} imports {import}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_of_a_room_do_not_import_each_other_in_a_circle() {
    let all = sources();
    for room in map() {
        let files: Vec<&Source> = all
            .iter()
            .filter(|s| s.room == room && s.name != "mod")
            .collect();
        let arrows: BTreeMap<&str, BTreeSet<&str>> = files
            .iter()
            .map(|f| (f.name.as_str(), siblings(f, &files)))
            .collect();
        for start in arrows.keys() {
            assert!(
                !reaches(start, start, &arrows, &mut BTreeSet::new()),
                "{room}: {start} is in a circle of imports"
            );
        }
    }
}

/// The files of the room that a file names by `super::file` or `crate::room::file`.
fn siblings<'a>(file: &Source, files: &[&'a Source]) -> BTreeSet<&'a str> {
    let code: String = file
        .before_tests()
        .lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let names = |other: &Source| {
        [
            format!("super::{}::", other.name),
            format!("crate::{}::{}::", file.room, other.name),
        ]
        .iter()
        .any(|p| code.contains(p))
    };
    files
        .iter()
        .filter(|o| o.name != file.name && names(o))
        .map(|o| o.name.as_str())
        .collect()
}

fn reaches<'a>(
    from: &'a str,
    to: &str,
    arrows: &BTreeMap<&'a str, BTreeSet<&'a str>>,
    seen: &mut BTreeSet<&'a str>,
) -> bool {
    arrows
        .get(from)
        .into_iter()
        .flatten()
        .any(|next| *next == to || (seen.insert(next) && reaches(next, to, arrows, seen)))
}

#[test]
fn every_file_says_what_it_is_and_stays_readable() {
    for source in sources() {
        assert!(
            source.text.starts_with("//!"),
            "{} does not begin with a `//!` line",
            source.path.display()
        );
        let lines = source.before_tests().lines().count();
        assert!(
            lines <= LONGEST,
            "{}: {lines} lines before its tests",
            source.path.display()
        );
    }
}

/// Without its entry Cargo would take a bench for a file of tests and run nothing.
#[test]
fn every_bench_is_a_program_of_its_own() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(home.join("Cargo.toml")).unwrap();
    let benches = fs::read_dir(home.join("benches")).unwrap();
    for bench in benches.map(|entry| entry.unwrap().path()) {
        let name = bench.file_stem().unwrap().to_string_lossy();
        let entry = format!("[[bench]]\nname = \"{name}\"\nharness = false\n");
        assert!(
            manifest.contains(&entry),
            "Cargo.toml names no bench {name}"
        );
    }
}
