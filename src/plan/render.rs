//! A query in the words of one dialect: natively where it can, rewritten, expanded or dropped where not, always with a note.

use super::note::Note;
use crate::engine::{Dialect, Rendered};
use crate::tactic::Query;

/// Alternatives become queries of their own at most so often.
const MOST_EXPANDED: usize = 6;
/// Exclusions of packs written into a query at most: engines answer worse, the more there are.
const MOST_OF_PACKS: usize = 8;

/// A rendered query with what was done to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Render {
    /// What is sent.
    pub rendered: Rendered,
    /// What was done to it.
    pub notes: Vec<Note>,
}

/// Renders a query; more than one where the dialect has no alternatives.
pub fn render(query: &Query, dialect: &Dialect) -> Vec<Render> {
    let choices = choices(query, dialect);
    choices
        .into_iter()
        .map(|choice| Words::new(dialect).write(query, choice))
        .collect()
}

/// One way through the alternatives: what is taken of each group, with a note where others were left to another query.
#[derive(Debug, Clone, Default)]
struct Choice {
    parts: Vec<String>,
    notes: Vec<Note>,
}

fn choices(query: &Query, dialect: &Dialect) -> Vec<Choice> {
    let mut all = vec![Choice::default()];
    for group in &query.any {
        let words: Vec<_> = group
            .iter()
            .map(|w| (quote(w, dialect), w.clone()))
            .collect();
        all = with_group(all, &words, dialect);
    }
    for (list, operator) in [
        (wanted_sites(query), dialect.site.as_deref()),
        (query.filetype.clone(), dialect.filetype.as_deref()),
    ] {
        if let Some(operator) = operator {
            let words: Vec<_> = list
                .into_iter()
                .map(|s| (operator.replace("{}", &s), s))
                .collect();
            all = with_group(all, &words, dialect);
        }
    }
    all.truncate(MOST_EXPANDED);
    all
}

fn wanted_sites(query: &Query) -> Vec<String> {
    query
        .site
        .iter()
        .filter(|s| !s.starts_with('-'))
        .cloned()
        .collect()
}

/// Adds a group to every choice: as it is where it has one member, with the dialect's OR, or as a choice each.
fn with_group(all: Vec<Choice>, words: &[(String, String)], dialect: &Dialect) -> Vec<Choice> {
    let add = |choice: &Choice, part: String, note: Option<Note>| {
        let mut choice = choice.clone();
        choice.parts.push(part);
        choice.notes.extend(note);
        choice
    };
    match (words, &dialect.or) {
        ([], _) => all,
        ([(one, _)], _) => all
            .iter()
            .map(|choice| add(choice, one.clone(), None))
            .collect(),
        (many, Some(or)) => {
            let joined = many
                .iter()
                .map(|(part, _)| part.as_str())
                .collect::<Vec<_>>()
                .join(&format!(" {or} "));
            let grouped = dialect
                .group
                .as_deref()
                .unwrap_or("{}")
                .replace("{}", &joined);
            all.iter()
                .map(|choice| add(choice, grouped.clone(), None))
                .collect()
        }
        (many, None) => {
            let each = |choice: &Choice| {
                many.iter()
                    .map(|(part, word)| {
                        add(choice, part.clone(), Some(Note::Expanded(word.clone())))
                    })
                    .collect::<Vec<_>>()
            };
            all.iter().flat_map(each).collect()
        }
    }
}

/// Several words as one operand, where the dialect has phrases.
fn quote(words: &str, dialect: &Dialect) -> String {
    match &dialect.phrase {
        Some(phrase) if words.contains(' ') => phrase.replace("{}", words),
        _ => words.to_owned(),
    }
}

/// The text under way.
struct Words<'a> {
    dialect: &'a Dialect,
    must: Vec<String>,
    may_go: Vec<(String, Note)>,
    from_packs: Vec<String>,
    notes: Vec<Note>,
}

impl<'a> Words<'a> {
    fn new(dialect: &'a Dialect) -> Self {
        Self {
            dialect,
            must: Vec::new(),
            may_go: Vec::new(),
            from_packs: Vec::new(),
            notes: Vec::new(),
        }
    }

    fn write(mut self, query: &Query, choice: Choice) -> Render {
        self.title(query);
        self.phrase(query);
        self.must.extend(query.terms.iter().cloned());
        self.must.extend(choice.parts);
        self.notes.extend(choice.notes);
        self.addresses(query);
        self.dropped_limits(query);
        self.exclusions(query);
        self.finish(query)
    }

    fn title(&mut self, query: &Query) {
        if query.in_title.is_empty() {
            return;
        }
        let alone = query.terms.is_empty() && query.phrase.is_none() && query.any.is_empty();
        match (&self.dialect.all_in_title, &self.dialect.in_title) {
            (Some(operator), _) if alone => self
                .must
                .push(operator.replace("{}", &query.in_title.join(" "))),
            (_, Some(operator)) => {
                let each = query
                    .in_title
                    .iter()
                    .map(|words| operator.replace("{}", &quote(words, self.dialect)));
                self.must.extend(each);
                if alone {
                    self.notes.push(Note::TitleRewritten);
                }
            }
            (_, None) => {
                self.must.extend(
                    query
                        .in_title
                        .iter()
                        .map(|words| quote(words, self.dialect)),
                );
                self.notes.push(Note::TitleLoosened);
            }
        }
    }

    fn phrase(&mut self, query: &Query) {
        let Some(words) = &query.phrase else { return };
        if let Some(phrase) = &self.dialect.phrase {
            self.must.push(phrase.replace("{}", words));
        } else {
            self.must.push(words.clone());
            self.notes.push(Note::PhraseLoosened(words.clone()));
        }
    }

    fn addresses(&mut self, query: &Query) {
        for word in &query.in_url {
            if let Some(operator) = &self.dialect.in_url {
                self.must.push(operator.replace("{}", word));
            } else {
                self.must.push(word.clone());
                self.notes.push(Note::AddressLoosened(word.clone()));
            }
        }
    }

    fn dropped_limits(&mut self, query: &Query) {
        if self.dialect.site.is_none() {
            self.notes
                .extend(wanted_sites(query).into_iter().map(Note::SiteDropped));
        }
        if self.dialect.filetype.is_none() {
            self.must.extend(query.filetype.iter().take(1).cloned());
            self.notes.extend(
                query
                    .filetype
                    .iter()
                    .take(1)
                    .cloned()
                    .map(Note::FiletypeLoosened),
            );
        }
    }

    fn exclusions(&mut self, query: &Query) {
        let sites = query.site.iter().filter_map(|s| s.strip_prefix('-'));
        let all = query
            .not
            .iter()
            .map(|w| (w.as_str(), &self.dialect.not))
            .chain(sites.map(|s| (s, &self.dialect.not_site)));
        for (words, operator) in all {
            let note = Note::ExclusionDropped(words.to_owned());
            match operator {
                Some(operator) => self
                    .may_go
                    .push((operator.replace("{}", &quote(words, self.dialect)), note)),
                None => self.notes.push(note),
            }
        }
        self.packs(query);
    }

    /// What exclusion packs leave out, behind all else and so the first to yield; never said, since every hit is held
    /// against the packs anyway.
    fn packs(&mut self, query: &Query) {
        let mut room = MOST_OF_PACKS;
        for exclusion in query.leave_out.iter() {
            let (operator, words) = match exclusion.strip_prefix('-') {
                Some(site) => (&self.dialect.not_site, site),
                None => (&self.dialect.not, exclusion.as_str()),
            };
            let Some(operator) = operator.as_ref().filter(|_| room > 0) else {
                continue;
            };
            room -= 1;
            self.from_packs
                .push(operator.replace("{}", &quote(words, self.dialect)));
        }
    }

    /// Exclusions yield first where the engine's limit bites, then the last words.
    fn finish(mut self, query: &Query) -> Render {
        while self.too_long() {
            if self.from_packs.pop().is_some() {
                continue;
            }
            if let Some((_, note)) = self.may_go.pop() {
                self.notes.push(note);
            } else if self.must.len() > 1 {
                let gone = self.must.pop().unwrap_or_default();
                self.notes.push(Note::Shortened(gone));
            } else {
                break;
            }
        }
        let rendered = Rendered {
            text: self.text(),
            country: query.country.clone(),
            language: query.language.clone(),
        };
        Render {
            rendered,
            notes: self.notes,
        }
    }

    fn text(&self) -> String {
        let parts = self
            .must
            .iter()
            .chain(self.may_go.iter().map(|(text, _)| text))
            .chain(&self.from_packs);
        parts.map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    fn too_long(&self) -> bool {
        let text = self.text();
        self.dialect
            .max_chars
            .is_some_and(|most| text.chars().count() > most)
            || self
                .dialect
                .max_words
                .is_some_and(|most| text.split_whitespace().count() > most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dialect(text: &str) -> Dialect {
        toml::from_str(text).unwrap()
    }

    const FULL: &str = "phrase = '\"{}\"'\nnot = '-{}'\nor = 'OR'\ngroup = '({})'\nsite = 'site:{}'\nnot_site = '-site:{}'\nin_title = 'intitle:{}'\nall_in_title = 'allintitle: {}'\nin_url = 'inurl:{}'\nfiletype = 'filetype:{}'";

    fn rich() -> Query {
        let mut query = Query::default()
            .term("LED light")
            .phrase("sole importer".into())
            .any(&["gmail.com", "mail host"]);
        query = query
            .in_url("rexel")
            .site(".de")
            .site("-rexel.com")
            .filetype("pdf")
            .filetype("doc");
        query.not.push("jobs".into());
        query
    }

    #[test]
    fn a_full_dialect_says_what_a_person_would_type() {
        let query = rich();
        let made = render(&query, &dialect(FULL));
        assert_eq!(made.len(), 1);
        assert!(made[0].notes.is_empty());
        let mut typed: Vec<String> = query.typed().split(' ').map(str::to_owned).collect();
        let mut rendered: Vec<String> = made[0]
            .rendered
            .text
            .split(' ')
            .map(str::to_owned)
            .collect();
        typed.sort();
        rendered.sort();
        assert_eq!(typed, rendered);
    }

    #[test]
    fn a_bare_dialect_gets_plain_words_and_a_note_for_each_loss() {
        let made = render(&rich(), &Dialect::default());
        assert_eq!(made.len(), 2, "one query for each alternative");
        assert!(
            made.iter()
                .all(|m| !m.rendered.text.contains([':', '"', '('])),
            "{made:?}"
        );
        let said = made[0]
            .notes
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n");
        for piece in [
            "no phrases",
            "no alternatives",
            "no address search",
            "no site limit",
            "no file types",
            "exclusion jobs",
            "exclusion rexel.com",
        ] {
            assert!(said.contains(piece), "{piece}: {said}");
        }
    }

    #[test]
    fn a_title_search_takes_the_nearest_form_there_is() {
        let query = Query::default().in_title("LED light").in_title("importer");
        let text = |d: &str| render(&query, &dialect(d)).remove(0);
        assert_eq!(text(FULL).rendered.text, "allintitle: LED light importer");
        let one = text("phrase = '\"{}\"'\nin_title = 'intitle:{}'");
        assert_eq!(
            (one.rendered.text.as_str(), one.notes),
            (
                "intitle:\"LED light\" intitle:importer",
                vec![Note::TitleRewritten]
            )
        );
        let none = text("");
        assert_eq!(
            (none.rendered.text.as_str(), none.notes),
            ("LED light importer", vec![Note::TitleLoosened])
        );
    }

    #[test]
    fn packs_yield_before_the_users_own_exclusions() {
        let mut query = Query::default().term("LED light").term("importer");
        query.not = vec!["jobs".into()];
        query.leave_out = ["-.cn".into(), "Forum".into()].into();
        let most = |words: usize| {
            let text = format!("max_words = {words}\nnot = '-{{}}'\nnot_site = '-site:{{}}'");
            render(&query, &dialect(&text)).remove(0)
        };
        assert_eq!(
            most(9).rendered.text,
            "LED light importer -jobs -site:.cn -Forum"
        );
        assert_eq!(most(5).rendered.text, "LED light importer -jobs -site:.cn");
        assert_eq!(most(4).rendered.text, "LED light importer -jobs");
        assert_eq!(most(4).notes, []);
    }

    #[test]
    fn exclusions_yield_before_words_where_the_limit_bites() {
        let mut query = Query::default().term("LED light").term("importer");
        query.not = vec!["jobs".into(), "news".into()];
        let made = render(&query, &dialect("max_words = 4\nnot = '-{}'")).remove(0);
        assert_eq!(made.rendered.text, "LED light importer -jobs");
        assert_eq!(made.notes, [Note::ExclusionDropped("news".into())]);
    }
}
