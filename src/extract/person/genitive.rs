//! People whom Russian terms of business name in another case: `в лице генерального директора Иванова Ивана Ивановича`.

use super::Found;

/// What says that somebody speaks for the firm.
const LEAD: &str = "в лице ";
/// Words of a function between it and the name.
const MOST: usize = 5;

/// Functions in the case of the sentence, and by their name.
const FUNCTIONS: [(&str, &str); 6] = [
    ("генерального директора", "Генеральный директор"),
    ("исполнительного директора", "Исполнительный директор"),
    ("коммерческого директора", "Коммерческий директор"),
    ("директора", "Директор"),
    ("управляющего", "Управляющий"),
    ("президента", "Президент"),
];

/// The person a line says the firm is there in. The father's name tells man from woman and that it is a name.
pub(super) fn in_the_person_of(line: &str) -> Option<Found> {
    let rest = &line[line.find(LEAD)? + LEAD.len()..];
    let words: Vec<&str> = rest
        .split_whitespace()
        .take(MOST + 3)
        .map(|word| word.trim_matches([',', '.', ';', '(', ')', '–', '-']))
        .collect();
    let at = words
        .windows(3)
        .position(|name| name[2].ends_with("вича") || name[2].ends_with("вны"))?;
    let said = words[..at].join(" ").to_lowercase();
    let (_, function) = FUNCTIONS.iter().find(|(case, _)| said.starts_with(case))?;
    let [family, given, father] = [words[at], words[at + 1], words[at + 2]];
    let is_name = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    if ![family, given, father].into_iter().all(is_name) {
        return None;
    }
    let name = if father.ends_with("вича") {
        format!(
            "{} {} {}",
            mans_family(family)?,
            mans_given(given)?,
            cut(father, "а")
        )
    } else {
        let father = format!("{}а", cut(father, "ы"));
        format!(
            "{} {} {father}",
            womans_family(family)?,
            womans_given(given)?
        )
    };
    Some(Found::new(name, Some((*function).to_owned()), line).labelled(function))
}

fn cut<'a>(word: &'a str, ending: &str) -> &'a str {
    word.strip_suffix(ending).unwrap_or(word)
}

/// `Иванова` → `Иванов`, `Рождественского` → `Рождественский`
fn mans_family(word: &str) -> Option<String> {
    word.strip_suffix("ского")
        .map(|stem| format!("{stem}ский"))
        .or_else(|| word.strip_suffix('а').map(str::to_owned))
}

/// `Ивана` → `Иван`, `Сергея` → `Сергей`, `Игоря` → `Игорь`
fn mans_given(word: &str) -> Option<String> {
    match word {
        "Павла" => return Some("Павел".to_owned()),
        "Петра" => return Some("Пётр".to_owned()),
        "Льва" => return Some("Лев".to_owned()),
        "Ильи" => return Some("Илья".to_owned()),
        "Никиты" => return Some("Никита".to_owned()),
        _ => {}
    }
    let soft = |vowel: &str| {
        let stem = word.strip_suffix('я')?;
        stem.ends_with(vowel).then(|| format!("{stem}й"))
    };
    word.strip_suffix('а')
        .map(str::to_owned)
        .or_else(|| soft("е"))
        .or_else(|| soft("и"))
        .or_else(|| word.strip_suffix('я').map(|stem| format!("{stem}ь")))
}

/// `Ивановой` → `Иванова`, `Рождественской` → `Рождественская`
fn womans_family(word: &str) -> Option<String> {
    word.strip_suffix("ской")
        .map(|stem| format!("{stem}ская"))
        .or_else(|| word.strip_suffix("ой").map(|stem| format!("{stem}а")))
}

/// `Анны` → `Анна`, `Ольги` → `Ольга`, `Марии` → `Мария`, `Натальи` → `Наталья`
fn womans_given(word: &str) -> Option<String> {
    if let Some(stem) = word.strip_suffix('ы') {
        return Some(format!("{stem}а"));
    }
    let stem = word.strip_suffix('и')?;
    let ending = if stem.ends_with(['г', 'к', 'х']) {
        'а'
    } else {
        'я'
    };
    Some(format!("{stem}{ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_another_case_is_told_as_it_is() {
        for (line, name, function) in [
            (
                "ООО «Мечта» в лице генерального директора Иванова Ивана Ивановича, действующего на основании Устава",
                "Иванов Иван Иванович",
                "Генеральный директор",
            ),
            (
                "в лице директора Снеговой Ольги Сергеевны",
                "Снегова Ольга Сергеевна",
                "Директор",
            ),
            (
                "в лице Генерального директора Рождественского Сергея Игоревича",
                "Рождественский Сергей Игоревич",
                "Генеральный директор",
            ),
        ] {
            let found = in_the_person_of(line).unwrap();
            assert_eq!(found.name, name);
            assert_eq!(found.function.as_deref(), Some(function));
        }
        for line in [
            "в лице наших клиентов и партнёров",
            "в лице менеджера по работе с клиентами",
        ] {
            assert!(in_the_person_of(line).is_none(), "{line}");
        }
    }
}
