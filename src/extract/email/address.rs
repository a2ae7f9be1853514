//! What is an address, whose it may be, and what kind of mailbox.

use crate::finding::EmailKind;
use crate::text::fold;
use crate::web::Site;

use super::munged;
use super::table::TABLE;

/// The address in its normal form: lower case, trimmed of what pages put around it. `None` where it is none: no public
/// suffix, letters no mailbox has, or the name of a file.
pub(super) fn normalise(raw: &str) -> Option<String> {
    let raw = munged::unmarked(raw);
    let raw = raw
        .trim()
        .trim_matches(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '@' | '%' | '+')));
    let (name, domain) = raw.rsplit_once('@')?;
    let name = name.trim_start_matches(['.', '-', '+', '\'']);
    let domain = domain.trim_end_matches(['.', '-']).to_lowercase();
    let name = name.to_lowercase();
    (is_name(&name) && is_domain(&domain)).then(|| format!("{name}@{domain}"))
}

fn is_name(name: &str) -> bool {
    let letters = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                '.' | '_' | '-' | '+' | '\'' | '&' | '%' | '/' | '=' | '~'
            )
    };
    !name.is_empty()
        && name.len() <= 64
        && name.chars().all(letters)
        && name.chars().any(char::is_alphanumeric)
        && !name.ends_with('.')
        && !name.contains("..")
        && !name.starts_with("//")
}

/// Has the domain a public suffix that exists, and a name before it?
pub(super) fn is_domain(domain: &str) -> bool {
    if domain.len() > 253 || !domain.contains('.') {
        return false;
    }
    let label = |l: &str| {
        !l.is_empty()
            && l.len() <= 63
            && !l.starts_with('-')
            && !l.ends_with('-')
            && l.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    domain.split('.').all(label)
        && !is_picture_scale(domain)
        && psl::suffix(domain.as_bytes()).is_some_and(|s| s.is_known())
        && psl::domain_str(domain).is_some()
}

/// `logo@2x.zip`: the size of a picture, not a domain.
fn is_picture_scale(domain: &str) -> bool {
    let first = domain.split('.').next().unwrap_or_default();
    first.len() <= 3 && first.ends_with('x') && first.starts_with(|c: char| c.is_ascii_digit())
}

/// The registrable part of an address' domain.
pub(super) fn registrable(address: &str) -> &str {
    let domain = address.rsplit_once('@').map_or(address, |(_, d)| d);
    psl::domain_str(domain).unwrap_or(domain)
}

/// Is it an address that stands for "yours", or one of a tracker, a builder, a library?
pub(super) fn is_nobodys(address: &str, site: Option<&Site>) -> bool {
    let Some((name, domain)) = address.rsplit_once('@') else {
        return true;
    };
    let registrable = registrable(address);
    if is_pattern(name) || matches!(name, "git" | "svn" | "hg") {
        return true;
    }
    if site.is_some_and(|s| s.as_str() == registrable) {
        return false;
    }
    let label = registrable.split('.').next().unwrap_or_default();
    let name = fold(name);
    TABLE.placeholder_labels.contains(label)
        || (TABLE.placeholder_hosts.contains(label) && TABLE.placeholder_names.contains(&name))
        || (TABLE.freemail.contains(domain) && TABLE.placeholder_names.contains(&name))
        || TABLE.vendor_domains.contains(registrable)
        || TABLE.vendor_domains.contains(domain)
        || TABLE.platform_domains.contains(registrable)
        || domain.ends_with(".example")
        || domain.ends_with(".invalid")
        || domain
            .split('.')
            .any(|l| l == "sentry" || l.starts_with("sentry-"))
        || is_key(&name)
        || matches!(
            name.as_str(),
            "yourname" | "your.name" | "youremail" | "your-email" | "your.email"
        )
}

/// `firstname.lastname`: how a firm's addresses are made, not one of them.
fn is_pattern(name: &str) -> bool {
    const FIRST: &[&str] = &[
        "firstname",
        "first",
        "vorname",
        "prenom",
        "prénom",
        "nome",
        "nombre",
        "imie",
        "jmeno",
        "voornaam",
        "fornavn",
        "fornamn",
        "givenname",
        "ad",
        "isim",
        "nev",
        "v",
        "f",
        "name",
    ];
    const LAST: &[&str] = &[
        "lastname",
        "surname",
        "familyname",
        "nachname",
        "familienname",
        "nom",
        "cognome",
        "apellido",
        "apellidos",
        "sobrenome",
        "nazwisko",
        "prijmeni",
        "achternaam",
        "etternavn",
        "efternavn",
        "efternamn",
        "soyad",
        "soyisim",
    ];
    let halves = name.split_once(['.', '_', '-']);
    halves.is_some_and(|(first, last)| FIRST.contains(&first) && LAST.contains(&last))
        || matches!(
            name,
            "firstnamelastname" | "vornamenachname" | "firstinitiallastname"
        )
}

/// Thirty-two hexadecimal digits are a key, not a mailbox.
fn is_key(name: &str) -> bool {
    name.len() >= 24
        && name.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
        && name.bytes().any(|b| b.is_ascii_digit())
}

/// What kind of mailbox it is.
pub(super) fn kind_of(address: &str) -> EmailKind {
    let (name, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    if TABLE.freemail.contains(domain) {
        return EmailKind::Freemail;
    }
    if is_role(&fold(name), domain) {
        EmailKind::Role
    } else {
        EmailKind::Personal
    }
}

fn is_role(name: &str, domain: &str) -> bool {
    let plain = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let label = psl::domain_str(domain)
        .unwrap_or(domain)
        .split('.')
        .next()
        .unwrap_or_default();
    if TABLE.roles.contains(plain) || name == label || name == label.replace('-', "") {
        return true;
    }
    let mut parts = name
        .split(['.', '-', '_', '+'])
        .filter(|p| !p.is_empty())
        .peekable();
    parts.any(|p| TABLE.roles.contains(p) && p.len() > 2)
}

/// Is a mailbox name one of a function? Helps to tell an address from a sentence.
pub(super) fn is_role_name(name: &str) -> bool {
    TABLE.roles.contains(&fold(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_address_is_none() {
        for wrong in [
            "logo@2x.png",
            "icons@6.4.0/dist",
            "react@18.2.0",
            "@fernhollow",
            "a@b",
            "a..b@c.de",
            "us@2x.zip",
        ] {
            assert_eq!(normalise(wrong), None, "{wrong}");
        }
        assert_eq!(
            normalise("<Info@Muster.DE>.").as_deref(),
            Some("info@muster.de")
        );
        assert_eq!(
            normalise("почта@мебель-урал.рф").as_deref(),
            Some("почта@мебель-урал.рф")
        );
    }

    #[test]
    fn placeholders_and_vendors_are_nobodys() {
        for nobody in [
            "name@example.com",
            "you@email.com",
            "a1b2c3d4e5f60718293a4b5c6d7e8f90@o417321.ingest.sentry.io",
            "x@sentry.wixpress.com",
            "vorname.nachname@muster.de",
            "git@git.muster.de",
        ] {
            assert!(is_nobodys(nobody, None), "{nobody}");
        }
        assert!(!is_nobodys("sales@muster.de", None));
        assert!(!is_nobodys(
            "info@example.com",
            Site::of_host("example.com").as_ref()
        ));
    }

    #[test]
    fn a_mailbox_is_a_roles_a_persons_or_at_a_freemail_host() {
        assert_eq!(kind_of("info@muster.de"), EmailKind::Role);
        assert_eq!(kind_of("export.sales@muster.de"), EmailKind::Role);
        assert_eq!(kind_of("anna.schmidt@muster.de"), EmailKind::Personal);
        assert_eq!(kind_of("muster@gmail.com"), EmailKind::Freemail);
        assert_eq!(kind_of("info2@muster.de"), EmailKind::Role);
    }
}
