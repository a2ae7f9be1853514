//! Ids become sentences here, at the door.

use super::tongue::say;

/// The sentence of a notice.
pub fn notice(id: &str, value: &str) -> String {
    let english = match id {
        "stand_in_addresses" => {
            "names resolve to 198.18.0.0/15, the stand-in addresses of a proxy client: the real addresses are not seen here"
        }
        "no_authorities" => {
            "this system has no certificate authorities: https pages cannot be read (on Debian: apt install ca-certificates)"
        }
        "archive_cut" => {
            "the archive ends inside a record: it was read to its last whole record ({0} bytes)"
        }
        "archive_mended" => {
            "the archive ended inside a record: {0} bytes were taken off before adding to it"
        }
        "archive_full" => "the archive cannot be written any more: {0}",
        "resumed" => "going on with the run that began {0}",
        _ => return format!("{id}: {value}"),
    };
    say(english, &[&value])
}
