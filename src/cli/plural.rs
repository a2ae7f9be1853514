//! Numbers with their nouns, as English writes them.

/// `1 query`, `2 queries`, `0 leads`: the noun is given in the singular.
pub fn plural(many: usize, noun: &str) -> String {
    if many == 1 {
        return format!("1 {noun}");
    }
    format!("{many} {}", plural_of(noun))
}

fn plural_of(noun: &str) -> String {
    let before_y = noun.strip_suffix('y');
    match before_y.filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u'])) {
        Some(stem) => format!("{stem}ies"),
        None if noun.ends_with(['s', 'x']) || noun.ends_with("ch") || noun.ends_with("sh") => {
            format!("{noun}es")
        }
        None => format!("{noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_no_plural() {
        assert_eq!(plural(1, "query"), "1 query");
        assert_eq!(plural(0, "query"), "0 queries");
        assert_eq!(plural(2, "day"), "2 days");
        assert_eq!(plural(3, "mailbox"), "3 mailboxes");
        assert_eq!(plural(58, "lead"), "58 leads");
    }
}
