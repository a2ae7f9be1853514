//! What the seller wants: the measure that leads are graded by.

/// Shares of the customer pyramid: how large a part of the list each tier is, from the top. The rest is `small`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tiers {
    /// `vip`.
    pub vip: f64,
    /// `main`.
    pub main: f64,
    /// `ordinary`.
    pub ordinary: f64,
}

impl Default for Tiers {
    /// The classic pyramid: 1 %, 4 %, 15 %, 80 %.
    fn default() -> Self {
        Self {
            vip: 0.01,
            main: 0.04,
            ordinary: 0.15,
        }
    }
}

/// What leads are graded by.
#[derive(Debug, Clone, Default)]
pub struct GradeContext {
    /// The product's names in all languages of the campaign, and related products.
    pub product_words: Vec<String>,
    /// Wanted countries, alpha-2; empty: all.
    pub countries: Vec<String>,
    /// The seller's own country, alpha-2.
    pub seller_country: Option<String>,
    /// Competitors and others that are no buyers, by site (`signify.com`).
    pub competitors: Vec<String>,
    /// Language of the sentences: `en` or `zh`.
    pub lang: String,
    /// The pyramid.
    pub tiers: Tiers,
}
