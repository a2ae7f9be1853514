//! Where a company's pages are: scheme, host, paths.

use super::chance::Chance;
use super::company::Company;

/// Scheme and host of the site.
pub fn origin(c: &Company) -> String {
    format!("{}://{}", scheme(c), host(c))
}

/// Old servers speak without encryption.
pub fn scheme(c: &Company) -> &'static str {
    if c.template == "frames" || (c.template == "tables" && c.robots == "missing") {
        "http"
    } else {
        "https"
    }
}

/// Its usual host.
pub fn host(c: &Company) -> String {
    let bare = ["app", "shop"].contains(&c.template.as_str());
    if bare {
        c.site.clone()
    } else {
        format!("www.{}", c.site)
    }
}

/// The host it is also reached by.
pub fn other_host(c: &Company) -> String {
    let host = host(c);
    host.strip_prefix("www.")
        .map_or_else(|| format!("www.{host}"), str::to_owned)
}

/// Path of a page.
pub fn path(c: &Company, page: &str) -> String {
    let slug = c.tongue().slug.get(page).map_or("", String::as_str);
    let language = c.language.to_lowercase();
    match (page, c.paths.as_str()) {
        ("intern", _) => "/intern/preise.html".to_owned(),
        ("home" | "footer", "lang") => format!("/{language}/"),
        ("home" | "footer", _) => "/".to_owned(),
        (_, "dir") => format!("/{slug}/"),
        (_, "lang") => format!("/{language}/{slug}/"),
        (_, "query") => format!("/index.php?id={slug}"),
        (_, suffix) => format!("/{slug}.{suffix}"),
    }
}

/// Address of a page.
pub fn address(c: &Company, page: &str) -> String {
    format!("{}{}", origin(c), path(c, page))
}

/// Address that a search engine knows the site by: mostly its first page, sometimes a deeper or an older one.
pub fn entry(c: &Company) -> String {
    match Chance::of(&c.site).below(4) {
        0 => address(c, "products"),
        1 if scheme(c) == "https" => format!("http://{}/", c.site),
        _ => address(c, "home"),
    }
}
