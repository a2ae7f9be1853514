//! A product's names in other languages: asked of Wikidata once, kept in the store, known offline afterwards.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;
use url::Url;

use crate::document::decode_content;
use crate::fetch::{Answer, Failure, Fetch, Keep, Kept, Memory, Method, NamedBy, Purpose, Request};
use crate::market::languages;
use crate::source::wikidata::{
    Names, NoAnswer, Sense, names_url, read_names, read_senses, senses_url,
};

/// Between two requests: they are to be asked one after another.
const GAP: Duration = Duration::from_secs(1);
/// Names change seldom; what is older is asked anew where there is a connection.
const KNOWN_FOR: SignedDuration = SignedDuration::from_hours(24 * 365);
/// Tries of one question where the dictionary is busy and says until when.
const TRIES: u32 = 3;
/// Longest time a person at the terminal is made to wait for it.
const LONGEST: Duration = Duration::from_secs(10);
/// Largest answer.
const MOST: usize = 4 << 20;

/// Why there is no translation.
#[derive(Debug, Error)]
pub enum Untranslated {
    /// The server could not be asked, and nothing is known from before.
    #[error("the dictionary cannot be asked: {0}")]
    Unasked(Failure),
    /// Its answer is of no use.
    #[error(transparent)]
    NoAnswer(#[from] NoAnswer),
    /// It is asked too much, and wants to be left alone.
    #[error("the dictionary is asked too much (HTTP 429){}", wait(*wait_for))]
    Busy {
        /// How long it wants to be left alone.
        wait_for: Option<Duration>,
    },
    /// It answered with an error.
    #[error("the dictionary {} (HTTP {status})", refusal(*status))]
    Status {
        /// The HTTP status.
        status: u16,
    },
}

fn refusal(status: u16) -> &'static str {
    match status {
        500.. => "is out of order",
        _ => "refuses",
    }
}

fn wait(asked: Option<Duration>) -> String {
    asked.map_or_else(String::new, |asked| {
        format!(
            " and wants to be left alone for {} seconds",
            asked.as_secs()
        )
    })
}

/// A dictionary: where it is asked, and what remembers its answers.
pub struct Dictionary<'a> {
    /// Its address.
    pub base: &'a Url,
    /// The door to the web.
    pub door: &'a dyn Fetch,
    /// What remembers.
    pub memory: &'a dyn Memory,
}

impl Dictionary<'_> {
    /// The senses of a word.
    ///
    /// # Errors
    /// It is not known and cannot be asked.
    pub async fn senses(&self, word: &str, language: &str) -> Result<Vec<Sense>, Untranslated> {
        let url = senses_url(self.base, word, language);
        self.known_or_asked(url, read_senses).await
    }

    /// The names of a sense in some languages; those in all others are remembered with them.
    ///
    /// # Errors
    /// They are not known and cannot be asked.
    pub async fn names(&self, sense: &str, wanted: &[String]) -> Result<Names, Untranslated> {
        let url = names_url(self.base, sense);
        let all: Vec<String> = languages().iter().map(|l| l.code.clone()).collect();
        let mut names = self
            .known_or_asked(url, |body| read_names(body, &all))
            .await?;
        names.retain(|language, _| wanted.contains(language));
        Ok(names)
    }

    async fn known_or_asked<T: Serialize + DeserializeOwned>(
        &self,
        url: Url,
        read: impl Fn(&[u8]) -> Result<T, NoAnswer>,
    ) -> Result<T, Untranslated> {
        let key = url.to_string();
        let kept = self.memory.get(Keep::Word, &key);
        let known = |kept: &Kept| serde_json::from_slice::<T>(&kept.value).ok();
        let fresh = kept.as_ref().filter(|k| k.expires > Timestamp::now());
        if let Some(value) = fresh.and_then(known) {
            return Ok(value);
        }
        match self.ask(url, read).await {
            Ok(value) => {
                let kept = serde_json::to_vec(&value).map(|value| Kept {
                    value,
                    expires: Timestamp::now() + KNOWN_FOR,
                });
                // A word that is not there today may be there tomorrow.
                let nothing = [&b"[]"[..], b"{}"];
                if let Some(kept) = kept.ok().filter(|k| !nothing.contains(&&*k.value)) {
                    self.memory.put(Keep::Word, &key, kept);
                }
                Ok(value)
            }
            // What was known a year ago is better than nothing.
            Err(why) => kept.as_ref().and_then(known).ok_or(why),
        }
    }

    async fn ask<T>(
        &self,
        url: Url,
        read: impl Fn(&[u8]) -> Result<T, NoAnswer>,
    ) -> Result<T, Untranslated> {
        let request = Request {
            method: Method::Get,
            headers: vec![("accept".to_owned(), "application/json".to_owned())],
            named_by: NamedBy::User,
            purpose: Purpose::Engine,
            gap: Some(GAP),
            fresh_for: Duration::ZERO,
            ..Request::page(url)
        };
        let mut tried = 1;
        loop {
            let answer = self.door.fetch(&request).await;
            let answer = answer.map_err(Untranslated::Unasked)?;
            let asked = answer.asks_to_wait();
            let why = match answer.status {
                200 => match read_answer(&answer, &read) {
                    Err(NoAnswer::Busy(why)) => Untranslated::NoAnswer(NoAnswer::Busy(why)),
                    read => return Ok(read?),
                },
                429 => Untranslated::Busy { wait_for: asked },
                status => return Err(Untranslated::Status { status }),
            };
            match asked.filter(|asked| tried < TRIES && *asked <= LONGEST) {
                Some(asked) => tokio::time::sleep(asked).await,
                None => return Err(why),
            }
            tried += 1;
        }
    }
}

fn read_answer<T>(
    answer: &Answer,
    read: impl Fn(&[u8]) -> Result<T, NoAnswer>,
) -> Result<T, NoAnswer> {
    let coding = answer.headers.get("content-encoding");
    read(&decode_content(&answer.body, coding, MOST).bytes)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use bytes::Bytes;

    use super::*;
    use crate::fetch::{Fetching, Forgetful, Headers};

    /// Answers once for each question, then has no connection.
    struct Once {
        asked: AtomicUsize,
    }

    impl Fetch for Once {
        fn fetch<'a>(&'a self, request: &'a Request) -> Fetching<'a> {
            let before = self.asked.fetch_add(1, Ordering::SeqCst);
            let body = if request.url.query().is_some_and(|q| q.contains("wbsearch")) {
                r#"{"search":[{"id":"Q1","label":"inverter","description":"device"},{"id":"Q2","label":"inverter","description":"gate"}]}"#
            } else {
                r#"{"entities":{"Q1":{"labels":{"de":{"value":"Wechselrichter"}}}}}"#
            };
            let answer = Answer {
                url: request.url.clone(),
                status: 200,
                headers: Headers::default(),
                body: Bytes::from(body),
                truncated: false,
                fetched_at: Timestamp::UNIX_EPOCH,
                replayed: false,
                archived: None,
            };
            Box::pin(async move {
                if before < 2 {
                    Ok(answer)
                } else {
                    Err(Failure::NotRecorded)
                }
            })
        }
    }

    #[tokio::test]
    async fn what_was_asked_once_is_known_offline() {
        let door = Once {
            asked: AtomicUsize::new(0),
        };
        let memory = Forgetful::default();
        let base = Url::parse("http://127.0.0.1/api").unwrap();
        let dictionary = Dictionary {
            base: &base,
            door: &door,
            memory: &memory,
        };
        for _ in 0..2 {
            let senses = dictionary.senses("inverter", "en").await.unwrap();
            assert_eq!(senses.len(), 2);
            let names = dictionary
                .names(&senses[0].id, &["de".into()])
                .await
                .unwrap();
            assert_eq!(names["de"], ["Wechselrichter"]);
        }
        assert_eq!(door.asked.load(Ordering::SeqCst), 2);
        assert!(dictionary.senses("other", "en").await.is_err());
    }
}
