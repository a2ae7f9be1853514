//! The reader of emails on any page.

#![no_main]

mod page;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    page::read("emails", bytes);
});
