//! Addresses and numbers that an inline script assembles: strings joined, codes, base64, the loops of known builders.
//! Nothing is run; only expressions of strings are read, and an address that stands in a script whole is none of the
//! page's.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::encoded::{entities, one, percent};
use super::expression::Reader;
use super::plain;
use super::shapes;

/// Services that mail a form to whom its address names.
const SERVICES: &[&str] = &["formsubmit.co/ajax/", "formsubmit.co/", "formspree.io/"];
/// Addresses kept of one script.
const MOST: usize = 50;
/// Code in code is read so deep.
const DEEPEST: u8 = 3;

/// The addresses a script assembles.
pub(super) fn assembled(script: &str) -> Vec<String> {
    let mut found = Vec::new();
    read(script, 0, &mut found);
    found
}

fn read(script: &str, depth: u8, found: &mut Vec<String>) {
    for made in Reader::of(script).texts() {
        let text = entities(&made.text);
        let mailed = SERVICES.iter().find_map(|s| text.split_once(s));
        let is_target = mailed.is_some() || text.contains("mailto:");
        if !(made.hidden || is_target) {
            continue;
        }
        let text = mailed.map_or(text.as_str(), |(_, receiver)| receiver);
        judge(&percent(text), depth, found);
    }
    for text in shapes::made(script) {
        judge(&percent(&entities(&text)), depth, found);
    }
    for address in called(script) {
        keep(address, found);
    }
}

/// Takes the addresses of a text that was made; where it is code in turn, what that makes.
fn judge(text: &str, depth: u8, found: &mut Vec<String>) {
    if is_code(text) {
        if depth < DEEPEST {
            read(text, depth + 1, found);
        }
        return;
    }
    if text.contains('@') {
        for spotted in plain::spot(text) {
            keep(spotted.address, found);
        }
    }
}

fn keep(address: String, found: &mut Vec<String>) {
    if !found.contains(&address) && found.len() < MOST {
        found.push(address);
    }
}

fn is_code(text: &str) -> bool {
    ["document.", "var ", "function", "location"]
        .iter()
        .any(|sign| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some())
}

/// `mailto('info', 'firma.de')`, `sendMail("info", "firma", "de")`: the parts given to a function that is called after
/// mail.
fn called(script: &str) -> Vec<String> {
    let places = memchr::memmem::find_iter(script.as_bytes(), b"ail");
    places
        .take(MOST)
        .filter_map(|at| {
            let rest = &script[at..];
            let open = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
            let arguments = rest[open..].strip_prefix('(')?;
            let (arguments, _) = arguments.split_once(')')?;
            joined(&strings(arguments))
        })
        .collect()
}

/// The address whose parts are given to a function: name and domain, or name, domain and its end.
pub(super) fn joined(strings: &[&str]) -> Option<String> {
    let is_part = |part: &&str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_alphanumeric() || ".-_+".contains(c))
    };
    if !strings.iter().all(is_part) {
        return None;
    }
    match strings {
        [name, domain] if domain.contains('.') => one(&format!("{name}@{domain}")),
        [name, domain, top] if !domain.contains('.') => {
            one(&format!("{name}@{domain}.{}", top.trim_start_matches('.')))
        }
        _ => None,
    }
}

/// What stands between quotation marks.
pub(super) fn strings(code: &str) -> Vec<&str> {
    code.split(['\'', '"'])
        .skip(1)
        .step_by(2)
        .take(20)
        .collect()
}

/// The telephone numbers a script links to or assembles whole, as they stand there.
pub(in crate::extract) fn numbers(script: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for made in Reader::of(script).texts() {
        let text = percent(&entities(&made.text));
        let number = match text.split_once("tel:") {
            Some((_, after)) => after
                .split(['"', '\'', '<', '>', '?', ';'])
                .next()
                .unwrap_or_default(),
            None if made.hidden => text.as_str(),
            None => continue,
        };
        let number = number.trim();
        if is_number(number) && !found.iter().any(|f| f == number) && found.len() < 50 {
            found.push(number.to_owned());
        }
    }
    found
}

/// Digits with what stands between them in numbers.
fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (7..=15).contains(&digits)
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '(' | ')' | '-' | '.' | '/'))
}

/// What a script that decodes its strings has in it.
static DECODERS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::new([
        "everse",
        "atob",
        "CharCode",
        "charCodeAt",
        "charAt",
        "ecode",
        "rot13",
    ])
    .expect("a short list of words")
});

/// A script shorter than this is looked at whatever it has in it: the function may stand in a file, bytes.
const SHORT: usize = 600;

/// May a script decode its strings?
pub(super) fn may_decode(script: &str) -> bool {
    script.len() < SHORT || DECODERS.is_match(script)
}

/// The strings of a script, as they stand there.
pub(super) fn literals(script: &str) -> Vec<String> {
    Reader::of(script).literals()
}

/// The expression of strings that a code begins with, and what comes behind it.
pub(super) fn first(code: &str) -> Option<(String, &str)> {
    Reader::of(code).first()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn assembled_addresses_are_read() {
        for (script, address) in [
            (
                r#"var u='info', d='fjord.no'; document.write('<a href="mail'+'to:'+u+'@'+d+'">'+u+'@'+d+'</a>');"#,
                "info@fjord.no",
            ),
            (
                "document.write(String.fromCharCode(105,110,102,111,64,97,98,46,115,101))",
                "info@ab.se",
            ),
            (
                "x.href='mailto:'+atob('d2hvbGVzYWxlQGxhcmttZWFkLmNvZmZlZQ==');",
                "wholesale@larkmead.coffee",
            ),
            (
                "var a='s&#101;rv' + '&#64;'; a = a + 'k&#111;ppel' + '&#46;' + 'd&#101;';",
                "serv@koppel.de",
            ),
            (r#"location.href="mailto:info@ab.de""#, "info@ab.de"),
            (r#"e.innerHTML = ["info","ab.de"].join("@")"#, "info@ab.de"),
            (
                r#"m = "ed.ba@ofni".split("").reverse().join("");"#,
                "info@ab.de",
            ),
            (r#"m = "info(at)ab.de".replace("(at)", "@");"#, "info@ab.de"),
            (r#"m = "\x69nfo\x40ab.de""#, "info@ab.de"),
            (
                "fetch('https://formsubmit.co/ajax/info@ab.de', { method: 'POST' })",
                "info@ab.de",
            ),
            (
                "document.write('vasb@no.qr'.replace(/[a-zA-Z]/g,function(c){return String.fromCharCode((c<='Z'?90:122)>=(c=c.charCodeAt(0)+13)?c:c-26);}));",
                "info@ab.de",
            ),
            (
                r"location.href='mai'+'lto:'+'info'+'\x40'+'ab.de'",
                "info@ab.de",
            ),
            (
                r#"d("<n uers=znvygb:vasb\100no\056qr>".replace(/[a-zA-Z]/g,function(c){return String.fromCharCode((c<='Z'?90:122)>=(c=c.charCodeAt(0)+13)?c:c-26);}))"#,
                "info@ab.de",
            ),
            (
                "const u='info';const d='ab.de'; a.href=`mailto:${u}@${d}`",
                "info@ab.de",
            ),
            (
                r#"const p=["info","ab.de"]; e.textContent = p.join("@")"#,
                "info@ab.de",
            ),
            (
                r#"const p=["info","ab.de"]; e.textContent = p[0]+"@"+p[1]"#,
                "info@ab.de",
            ),
            (
                "var m={user:'info', host:'ab.de'}; x = m.user+'@'+m.host",
                "info@ab.de",
            ),
            ("x='mailto:'+atob('bWU=')+'@'+atob('YWIuZGU=')", "me@ab.de"),
            (
                "eval(unescape('%64%6f%63%75%6d%65%6e%74%2e%77%72%69%74%65%28%22%6d%61%69%6c%74%6f%3a%69%40%61%62%2e%64%65%22%29'))",
                "i@ab.de",
            ),
            ("x='info(at)ab.de'.replaceAll('(at)','@')", "info@ab.de"),
            ("x='XXinfo@ab.deYY'.substring(2, 12)", "info@ab.de"),
            ("x='info'.concat('@', 'ab', '.de')", "info@ab.de"),
            (
                "var p='info|ab|de'.split('|'); x=p[0]+'@'+p[1]+'.'+p[2]",
                "info@ab.de",
            ),
            ("x=[...'ed.ba@ofni'].reverse().join('')", "info@ab.de"),
            (
                "const p=['info','ab','de']; const m=`${p[0]}@${p[1]}.${p[2]}`; h=`mailto:${m}?x`",
                "info@ab.de",
            ),
            ("document.write(unescape('info%u0040ab.de'))", "info@ab.de"),
            ("var e='XXinfo@ab.de'; x=e.slice(2)", "info@ab.de"),
            (
                "var e='ed.ba@ofni'; e=e.split('').reverse().join(''); w(e)",
                "info@ab.de",
            ),
            ("mailto('info','ab.de')", "info@ab.de"),
            ("hideMail(\"info\", \"ab\", 'co.uk')", "info@ab.co.uk"),
        ] {
            assert_eq!(assembled(script), [address], "{script}");
        }
    }

    #[test]
    fn numbers_that_are_linked_or_assembled_are_read() {
        for (script, number) in [
            (
                "var a='+49 30',b=' 901821'; c=a+b; document.write('<a href=\"'+'te'+'l:'+c+'\">'+c+'</a>')",
                "+49 30 901821",
            ),
            (
                "this.textContent=window.atob('KzQ5IDMwIDkwMTgyMQ==')",
                "+49 30 901821",
            ),
            ("location.href='tel:030/901821'", "030/901821"),
        ] {
            assert_eq!(numbers(script), [number], "{script}");
        }
        assert!(
            numbers(
                "t='+49 30 901821'; v = 'v' + '20240101'; s = atob('MTIzNDU2Nzg5OTk5OTk5OTk5')"
            )
            .is_empty()
        );
    }

    #[test]
    fn an_address_that_stands_whole_in_a_script_is_not_the_pages() {
        let script = r#"var mailer={from:"noreply@seeds.com"}; /* author: bugs@plugins.org */ Sentry.init({dsn:"https://ab@o4.ingest.sentry.io/1"})"#;
        assert!(assembled(script).is_empty());
    }

    proptest! {
        #[test]
        fn no_script_can_stop_the_reading(script in "[a-z'\"`+=@.()\\[\\],\\\\/ 0-9é]{0,80}") {
            assembled(&script);
            numbers(&script);
        }
    }
}
