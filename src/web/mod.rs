//! Addresses: what site an address belongs to, and its clean form. Opens no connection.

mod address;
mod site;

pub use address::{clean, parse_absolute, parse_given};
pub use site::Site;
