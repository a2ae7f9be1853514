//! What is known of a page besides its bytes.

use jiff::Timestamp;

/// Is an address that the page hides from machines read too?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Deobfuscate {
    /// Yes; it is marked as obfuscated.
    #[default]
    Yes,
    /// No: only what stands there openly.
    No,
}

/// What is known of a page besides its bytes.
#[derive(Debug, Clone)]
pub struct Context<'a> {
    /// File or address as it was given.
    pub source: &'a str,
    /// When its bytes came from the server.
    pub fetched_at: Timestamp,
    /// HTTP status; 200 for a file.
    pub status: u16,
    /// Country whose numbers are written without a code, alpha-2, where somebody knows it (`--region`, the market).
    pub region: Option<&'a str>,
    /// Are hidden addresses read?
    pub deobfuscate: Deobfuscate,
}
