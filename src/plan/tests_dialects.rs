//! Every dialect that ships: each operator it has is used as it writes it, each it lacks is said, each limit is kept.

use super::{Note, render};
use crate::engine::{Dialect, Engine, engines};
use crate::tactic::Query;

fn asking() -> impl Iterator<Item = &'static Engine> {
    engines()
        .iter()
        .filter(|e| e.request.is_some() || e.dialect.phrase.is_some())
}

fn shape(operator: Option<&String>, operand: &str) -> Option<String> {
    operator.map(|o| o.replace("{}", operand))
}

/// A query for one operator, what the dialect writes for it, and a note that belongs to its loss.
type Case = (Query, fn(&Dialect) -> Option<String>, fn(&Note) -> bool);

fn cases() -> Vec<Case> {
    let mut without = Query::default().term("lamp");
    without.not.push("jobs".into());
    vec![
        (
            Query::default().phrase("led lamp".into()),
            |d| shape(d.phrase.as_ref(), "led lamp"),
            |n| matches!(n, Note::PhraseLoosened(_)),
        ),
        (
            without,
            |d| shape(d.not.as_ref(), "jobs"),
            |n| matches!(n, Note::ExclusionDropped(_)),
        ),
        (
            Query::default().term("lamp").site("de"),
            |d| shape(d.site.as_ref(), "de"),
            |n| matches!(n, Note::SiteDropped(_)),
        ),
        (
            Query::default().term("lamp").site("-a.de"),
            |d| shape(d.not_site.as_ref(), "a.de"),
            |n| matches!(n, Note::ExclusionDropped(_)),
        ),
        (
            Query::default().term("lamp").in_title("importer"),
            |d| shape(d.in_title.as_ref(), "importer"),
            |n| matches!(n, Note::TitleLoosened),
        ),
        (
            Query::default().term("lamp").in_url("rexel"),
            |d| shape(d.in_url.as_ref(), "rexel"),
            |n| matches!(n, Note::AddressLoosened(_)),
        ),
        (
            Query::default().term("lamp").filetype("pdf"),
            |d| shape(d.filetype.as_ref(), "pdf"),
            |n| matches!(n, Note::FiletypeLoosened(_)),
        ),
        (
            Query::default().term("lamp").any(&["one", "two"]),
            |d| d.or.clone(),
            |n| matches!(n, Note::Expanded(_)),
        ),
    ]
}

#[test]
fn every_operator_is_written_as_the_engine_does_or_its_loss_is_said() {
    for engine in asking() {
        for (query, written, loss) in cases() {
            let made = render(&query, &engine.dialect);
            let (text, notes) = (&made[0].rendered.text, &made[0].notes);
            match written(&engine.dialect) {
                Some(written) => assert!(
                    text.contains(&written),
                    "{}: {text} has no {written}",
                    engine.id
                ),
                None => assert!(notes.iter().any(loss), "{}: {text} {notes:?}", engine.id),
            }
        }
    }
}

#[test]
fn every_limit_is_kept_and_nothing_is_cut_in_silence() {
    let words: Vec<String> = (0..80).map(|n| format!("word{n}longer")).collect();
    let query = words
        .iter()
        .fold(Query::default(), |query, word| query.term(word));
    for engine in asking() {
        let made = &render(&query, &engine.dialect)[0];
        let text = &made.rendered.text;
        let count = text.split_whitespace().count();
        assert!(
            engine.dialect.max_words.is_none_or(|most| count <= most),
            "{}",
            engine.id
        );
        assert!(
            engine
                .dialect
                .max_chars
                .is_none_or(|most| text.chars().count() <= most),
            "{}",
            engine.id
        );
        let said = made
            .notes
            .iter()
            .filter(|n| matches!(n, Note::Shortened(_)))
            .count();
        assert_eq!(count + said, words.len(), "{}", engine.id);
    }
}

#[test]
fn dead_operators_stand_in_no_dialect() {
    for engine in engines() {
        let d = &engine.dialect;
        let all = [
            &d.phrase,
            &d.not,
            &d.or,
            &d.site,
            &d.not_site,
            &d.in_title,
            &d.all_in_title,
            &d.in_url,
            &d.filetype,
        ];
        for operator in all.into_iter().flatten() {
            assert!(
                !["link:", "related:", "cache:", "info:"]
                    .iter()
                    .any(|dead| operator.contains(dead)),
                "{}",
                engine.id
            );
        }
    }
    assert_eq!(
        crate::engine::engine("google").unwrap().dialect.max_words,
        Some(32)
    );
}
