//! Pictures of two-dimensional codes (QR): told by their file, class or alternative text. What they hold is not read.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

/// A picture that is called a QR code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodePicture {
    /// Number of the block that begins behind it.
    pub block: usize,
    /// What its alternative text, its title and its file name say.
    pub words: String,
}

/// What such pictures are called, in the names of files and in texts.
static NAMES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let names = [
        "qrcode",
        "qr-code",
        "qr_code",
        "qr code",
        "qr.",
        "-qr",
        "_qr",
        "wxqr",
        "erweima",
        "ewm.",
        "ewm_",
        "_ewm",
        "-ewm",
        "qr-kod",
        "código qr",
        "codice qr",
        "二维码",
        "二維碼",
        "扫码",
        "qrコード",
        "큐알",
        "mã qr",
    ];
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(names)
        .expect("a short list of words")
});

/// Is a picture with these texts a code?
pub(super) fn is_code(texts: &[&str]) -> bool {
    texts
        .iter()
        .any(|text| text.len() < 200 && NAMES.is_match(text))
}
