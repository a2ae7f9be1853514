//! The command line of buyerscout.
fn main() {}
