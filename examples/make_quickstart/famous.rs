//! Hits on sites that everyone knows: they must be dropped before anything is fetched, so the archive has no page of them.

/// Address, title and words of a hit.
pub struct Famous {
    /// Address.
    pub url: &'static str,
    /// Title.
    pub title: &'static str,
    /// Words shown.
    pub words: &'static str,
}

/// The hits.
#[rustfmt::skip]
pub const FAMOUS: &[Famous] = &[
    Famous { url: "https://www.alibaba.com/showroom/led-flood-light.html", title: "Led Flood Light - Wholesale Suppliers - Alibaba.com", words: "Find wholesale LED flood light suppliers and manufacturers." },
    Famous { url: "https://www.made-in-china.com/products-search/hot-china-products/Led_Flood_Light.html", title: "LED Flood Light - Made-in-China.com", words: "China LED flood light, manufacturers and suppliers." },
    Famous { url: "https://www.amazon.com/led-flood-lights/s?k=led+flood+lights", title: "Amazon.com: LED Flood Lights", words: "Results for LED flood lights outdoor." },
    Famous { url: "https://www.amazon.de/s?k=led+fluter", title: "Suchergebnis auf Amazon.de für: LED Fluter", words: "Kostenlose Lieferung möglich." },
    Famous { url: "https://www.ebay.com/b/Floodlights/42154/bn_7023", title: "Floodlights for sale | eBay", words: "Get the best deals on floodlights." },
    Famous { url: "https://en.wikipedia.org/wiki/Floodlight", title: "Floodlight - Wikipedia", words: "A floodlight is a broad-beamed, high-intensity artificial light." },
    Famous { url: "https://www.linkedin.com/company/sample-lighting", title: "Sample Lighting | LinkedIn", words: "Sample Lighting, 51-200 employees." },
    Famous { url: "https://www.youtube.com/watch?v=xxxxxxxxxxx", title: "How to wire a floodlight - YouTube", words: "In this video we show how to wire a floodlight." },
    Famous { url: "https://www.facebook.com/groups/electricians.sample", title: "Electricians | Facebook", words: "A group for electricians and friends of light." },
    Famous { url: "https://www.europages.co.uk/companies/led-floodlights.html", title: "LED floodlights: suppliers | europages", words: "Discover companies that import and export LED floodlights." },
    Famous { url: "https://www.kompass.com/x/led-floodlights", title: "LED floodlights - Kompass", words: "Companies for LED floodlights, with contacts." },
    Famous { url: "https://www.indiamart.com/proddetail/led-flood-light.html", title: "LED Flood Light at best price - IndiaMART", words: "Contact the seller and get details on LED flood lights." },
    Famous { url: "https://www.aliexpress.com/w/wholesale-led-floodlight.html", title: "led floodlight - Buy on AliExpress", words: "Free shipping on millions of items." },
    Famous { url: "https://www.pinterest.com/ideas/flood-lights/900000000000/", title: "Flood lights ideas - Pinterest", words: "Find and save ideas about flood lights." },
];
