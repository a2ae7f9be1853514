//! The document model on any bytes under any content type.

#![no_main]

mod page;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    const TYPES: &[&str] = &[
        "text/html",
        "text/html; charset=utf-8",
        "text/html; charset=gbk",
        "text/html; charset=shift_jis",
        "text/plain",
        "text/vcard",
    ];
    let (choice, bytes) = bytes.split_first().unwrap_or((&0, bytes));
    page::parse(bytes, TYPES.get(usize::from(*choice)).copied());
});
