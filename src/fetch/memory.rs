//! What the layers remember between requests and between runs: cached answers, robots rules, pace, rests.

use jiff::Timestamp;

/// A drawer of the memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Keep {
    /// Answers by request key: where in which archive they lie.
    Answer,
    /// robots.txt by origin.
    Robots,
    /// When an engine or a domain may next be asked.
    Pace,
    /// How long a source that refused rests, and why.
    Rest,
    /// What a dictionary said of a word: asked once, known for good.
    Word,
    /// Saved pages that were read, by the digest of their content.
    Saved,
    /// Requests of a month by source: what is spent of a contingent.
    Spent,
    /// Which campaign of the store goes on under another name, by that name.
    Campaign,
}

/// A remembered value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The value, as its layer wrote it.
    pub value: Vec<u8>,
    /// After this it is stale; whether a stale value is of use is the layer's choice.
    pub expires: Timestamp,
}

/// A memory: the store's in a harvest, one in memory in a pipe.
pub trait Memory: Send + Sync {
    /// The value under a key, stale or not; sees every earlier [`Memory::put`].
    fn get(&self, keep: Keep, key: &str) -> Option<Kept>;
    /// Keeps a value under a key, over any earlier one.
    fn put(&self, keep: Keep, key: &str, kept: Kept);
}
