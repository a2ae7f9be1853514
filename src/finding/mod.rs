//! What was found: a value, its kind and its evidence; and the records that travel between the stages.
//!
//! A value without evidence cannot be made: every kind has an [`Evidence`] field, and an evidence without a source
//! cannot be constructed.

mod evidence;
mod kinds;
mod origin;
mod page;
mod record;

pub use evidence::Evidence;
pub use kinds::{
    Address, Brand, Company, ContactForm, Email, EmailKind, Findings, Messenger, Notice, Person,
    Phone, PhoneKind, Registration, Role, Sign, Social,
};
pub use origin::Origin;
pub use page::Page;
pub use record::{Record, record_type, write_record};
