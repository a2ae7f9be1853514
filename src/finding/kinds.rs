//! The kinds of values that pages and lists give. Field names are those of the records users read.

use serde::{Deserialize, Serialize};

use super::Evidence;

/// What kind of mailbox an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmailKind {
    /// A function of the firm: `info@`, `einkauf@`.
    Role,
    /// A person's: `anna.schmidt@`.
    Personal,
    /// At a free-mail host, whoever reads it.
    Freemail,
}

/// An e-mail address, lower case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Email {
    /// The address.
    pub value: String,
    /// What kind of mailbox.
    pub kind: EmailKind,
    /// The page hid it from machines (`[at]`, encoded, assembled).
    #[serde(default)]
    pub obfuscated: bool,
    /// Where it stands.
    pub evidence: Evidence,
}

/// What a number reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneKind {
    /// A telephone, line not known to be mobile.
    Phone,
    /// A mobile telephone.
    Mobile,
    /// A fax machine.
    Fax,
    /// A WhatsApp account.
    Whatsapp,
    /// Free for the caller.
    TollFree,
}

/// A telephone number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    /// As the page writes it.
    pub value: String,
    /// In ITU-T E.164 form, `+4930123456`.
    pub e164: String,
    /// What it reaches.
    pub kind: PhoneKind,
    /// Extension, where one is given.
    #[serde(default)]
    pub extension: Option<String>,
    /// Where it stands.
    pub evidence: Evidence,
}

/// A postal address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// The whole address on one line.
    pub value: String,
    /// Street and number, or post-office box.
    #[serde(default)]
    pub street: Option<String>,
    /// Town.
    #[serde(default)]
    pub city: Option<String>,
    /// State or province.
    #[serde(default)]
    pub region: Option<String>,
    /// Postal code.
    #[serde(default)]
    pub postal_code: Option<String>,
    /// Country, alpha-2.
    #[serde(default)]
    pub country: Option<String>,
    /// Numbers that stand with it, E.164, on a page with several addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
    /// Where it stands.
    pub evidence: Evidence,
}

/// The name of the company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    /// The name.
    pub value: String,
    /// Its other name: the one it trades under where the name is the registered one, and the other way round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternate_name: Option<String>,
    /// Where it stands.
    pub evidence: Evidence,
}

/// An account at a messenger that is known by an id, not by a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Messenger {
    /// The id.
    pub value: String,
    /// Which messenger: `wechat`, `line`, `telegram`, `skype`, `viber`, `zalo`, `kakaotalk`.
    pub kind: String,
    /// Where it stands.
    pub evidence: Evidence,
}

/// The company's own profile at a social network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Social {
    /// Address of the profile.
    pub value: String,
    /// Which network: `linkedin`, `facebook`, …
    pub kind: String,
    /// Where it stands.
    pub evidence: Evidence,
}

/// A form that sends a message to the company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactForm {
    /// Address of the page with the form.
    pub value: String,
    /// Where the form sends to.
    #[serde(default)]
    pub action: Option<String>,
    /// Where it stands.
    pub evidence: Evidence,
}

/// A person with his function.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name.
    pub value: String,
    /// Function as the page words it.
    #[serde(default)]
    pub function: Option<String>,
    /// The person's own address, where the page groups them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The person's own number, E.164, where the page groups them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Where it stands.
    pub evidence: Evidence,
}

/// A registration number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// The number, without spaces.
    pub value: String,
    /// Which register: `vat`, `register`, …
    pub kind: String,
    /// Where it stands.
    pub evidence: Evidence,
}

/// What the company says it is: `importer`, `distributor`, `wholesaler`, `retailer`, `manufacturer`, `agent`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// The role's id.
    pub value: String,
    /// Where it stands; the words are those that say so.
    pub evidence: Evidence,
}

/// A brand that the company carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brand {
    /// Its name as the page writes it.
    pub value: String,
    /// Where it stands; the words are those that say so.
    pub evidence: Evidence,
}

/// A sign of what kind of company stands behind a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sign {
    /// What it speaks for: a role, or `service`, `brand`, `association`, `marketplace`, `directory`, `media`,
    /// `government`, `forum`; `shop` where the page has a cart.
    pub value: String,
    /// How loud: words in a title 5, in running text 1; of a company the sum of its pages.
    pub points: u32,
    /// Pages that show it.
    #[serde(default = "one")]
    pub pages: u32,
    /// Where it stands; the words are those that say it best.
    pub evidence: Evidence,
}

fn one() -> u32 {
    1
}

/// A notice of the page that binds whoever reads contacts from it, such as one against address collection, or that
/// there are none, or none that a program can read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The notice's id: `no_address_collection`; `parked` where the name is for sale and nobody is there;
    /// `wechat_qr_code` and the like where the page shows an account as a QR code without its id.
    pub value: String,
    /// Where it stands.
    pub evidence: Evidence,
}

/// Everything that one page, list row or company gave.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Findings {
    /// The company's name.
    pub company: Option<Company>,
    /// E-mail addresses.
    pub emails: Vec<Email>,
    /// Telephone, fax and WhatsApp numbers.
    pub phones: Vec<Phone>,
    /// Postal addresses.
    pub addresses: Vec<Address>,
    /// Messenger ids.
    pub messengers: Vec<Messenger>,
    /// Social profiles.
    pub socials: Vec<Social>,
    /// Contact forms.
    pub contact_forms: Vec<ContactForm>,
    /// People.
    pub people: Vec<Person>,
    /// Registration numbers.
    pub registrations: Vec<Registration>,
    /// Roles.
    pub roles: Vec<Role>,
    /// Brands it carries.
    pub brands: Vec<Brand>,
    /// Signs of what kind of company it is, the loudest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub signs: Vec<Sign>,
    /// Notices.
    pub notices: Vec<Notice>,
}

impl Findings {
    /// Is there a way to reach the company at all?
    pub fn has_contact(&self) -> bool {
        !(self.emails.is_empty()
            && self.phones.is_empty()
            && self.contact_forms.is_empty()
            && self.messengers.is_empty())
    }
}
