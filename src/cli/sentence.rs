//! Ids become sentences here, at the door.

/// The sentence of a notice.
pub fn notice(id: &str, value: &str) -> String {
    match id {
        "stand_in_addresses" => "names resolve to 198.18.0.0/15, the stand-in addresses of a proxy client: the real addresses are not seen here".to_owned(),
        "no_authorities" => "this system has no certificate authorities: https pages cannot be read (on Debian: apt install ca-certificates)".to_owned(),
        "archive_cut" => format!("the archive ends inside a record: it was read to its last whole record ({value} bytes)"),
        "archive_mended" => format!("the archive ended inside a record: {value} bytes were taken off before adding to it"),
        "archive_full" => format!("the archive cannot be written any more: {value}"),
        "resumed" => format!("going on with the run that began {value}"),
        _ => format!("{id}: {value}"),
    }
}
