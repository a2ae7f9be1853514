//! What the README says to type can be typed.

use std::collections::BTreeMap;
use std::path::Path;

use crate::tool::run;

/// The stages of every command line that a block of the README shows.
fn shown(readme: &str) -> Vec<Vec<String>> {
    let mut inside = false;
    let mut stages = Vec::new();
    for line in readme.lines() {
        if line.trim_start().starts_with("```") {
            inside = !inside;
        } else if inside {
            let line = line.split(" # ").next().unwrap_or_default();
            stages.extend(line.split('|').filter_map(stage));
        }
    }
    stages
}

/// The words behind the program's name.
fn stage(text: &str) -> Option<Vec<String>> {
    let mut words = text
        .split_whitespace()
        .map(str::to_owned)
        .skip_while(|word| word == "$");
    (words.next()? == "buyerscout").then(|| words.collect())
}

#[test]
fn every_command_and_option_of_the_readme_exists() {
    let folder = tempfile::tempdir().unwrap();
    let mut helps: BTreeMap<String, String> = BTreeMap::new();
    let mut seen = 0;
    for file in ["README.md", "README.zh-CN.md"] {
        let readme =
            std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        for words in shown(&readme) {
            let command = words
                .iter()
                .find(|word| !word.starts_with('-') && *word != "zh")
                .unwrap()
                .clone();
            let help = helps.entry(command.clone()).or_insert_with(|| {
                let ran = run(folder.path(), &[&command, "--help"]);
                assert_eq!(ran.code, 0, "{file}: {command}: {}", ran.err);
                ran.out
            });
            for option in words.iter().filter(|word| word.starts_with("--")) {
                assert!(
                    help.contains(option.as_str()),
                    "{file}: {command} has no {option}"
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 10, "only {seen} options were found to check");
}
