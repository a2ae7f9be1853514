//! What one walk over a page collects.

use serde_json::Value;

use super::block::Block;
use super::code::CodePicture;
use super::form::Form;
use super::link::{Link, Reference};
use super::property::{Attribute, Property, Script};

/// What one walk over a page collects, in document order.
#[derive(Debug, Default)]
pub(super) struct Collected {
    pub title: String,
    pub claimed_language: String,
    pub blocks: Vec<Block>,
    pub links: Vec<Link>,
    pub references: Vec<Reference>,
    pub properties: Vec<Property>,
    pub attributes: Vec<Attribute>,
    pub scripts: Vec<Script>,
    pub forms: Vec<Form>,
    pub json_ld: Vec<Value>,
    pub states: Vec<Value>,
    pub metas: Vec<(String, String)>,
    pub logos: Vec<String>,
    pub codes: Vec<CodePicture>,
    /// Of each table the index of the first block in it.
    pub table_starts: Vec<Option<usize>>,
}
