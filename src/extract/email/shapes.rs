//! Loops that page builders write to assemble an address, told by their shape: codes with a number added or combined,
//! letters looked up in a table, a sorted alphabet, pairs swapped, a list read backwards, code in code. Nothing is run.

use super::address::normalise;
use super::encoded::{percent, reversed};
use super::literal::in_brackets;
use super::script::{first, literals};

/// A list of codes or strings shorter than this is no address.
const SHORTEST: usize = 6;
const LONGEST: usize = 2_000;
/// Lists and strings looked at of one script.
const MOST: usize = 40;
/// The longest argument of such a loop, bytes.
const LONGEST_STEP: usize = 200;
/// Layers of code in code.
const LAYERS: usize = 12;

/// The texts that a script's loops make, as far as their shapes are known.
pub(super) fn made(script: &str) -> Vec<String> {
    let has = |part: &str| memchr::memmem::find(script.as_bytes(), part.as_bytes()).is_some();
    let mut made = Vec::new();
    if has("fromCharCode") {
        from_codes(script, &mut made);
    }
    let loops = has(".length") && (has("charAt") || has("substring") || has("[i"));
    if loops {
        let strings = strings(script);
        if has("charCodeAt") && has("48") {
            made.extend(strings.windows(2).filter_map(|w| looked_up(&w[0], &w[1])));
        }
        if has(".sort().join(") {
            made.extend(pairs(&strings).filter_map(|(a, c)| sorted(a, c)));
        }
        if has("(i+1,i+2)") || has("(i+1)+") {
            made.extend(strings.iter().map(|s| swapped(s)));
        }
        if has("]='") || has("]=\"") || has("] = ") {
            made.extend(listed(script));
        }
    }
    if has("kode") {
        made.extend(unwrapped(script));
    }
    made.retain(|text| text.contains('@') || text.contains("%40") || text.contains("&#64"));
    made
}

fn strings(script: &str) -> Vec<String> {
    let fits = |s: &String| (SHORTEST..LONGEST).contains(&s.len());
    literals(script)
        .into_iter()
        .filter(fits)
        .take(MOST)
        .collect()
}

fn pairs(strings: &[String]) -> impl Iterator<Item = (&str, &str)> {
    let with_later = |(at, a)| strings[at + 1..].iter().map(move |c: &String| (a, c));
    strings
        .iter()
        .enumerate()
        .flat_map(with_later)
        .map(|(a, c): (&String, &String)| (a.as_str(), c.as_str()))
        .take(MOST * MOST)
}

/// `String.fromCharCode(list[i] - 3)`, `… ^ key`, also of the codes of a string's letters.
fn from_codes(script: &str, made: &mut Vec<String>) {
    let lists = number_lists(script);
    for step in steps(script) {
        for list in &lists {
            made.extend(stepped(list.iter().copied(), step));
        }
        if step != Step::Add(0) {
            let strings = strings(script);
            let codes = strings.iter().map(|s| s.chars().map(u32::from));
            let whole = codes.filter_map(|list| stepped(list, step));
            made.extend(whole.filter(|text| is_whole(text)));
        }
    }
}

/// Is a text nothing but an address, or a link to one?
fn is_whole(text: &str) -> bool {
    text.contains("mailto:") || normalise(text).is_some_and(|a| a.len() == text.len())
}

/// What is done to a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Add(i32),
    Combine(u32),
}

fn stepped(codes: impl Iterator<Item = u32>, step: Step) -> Option<String> {
    codes
        .map(|code| match step {
            Step::Add(by) => code.checked_add_signed(by),
            Step::Combine(key) => Some(code ^ key),
        })
        .map(|code| {
            code.filter(|c| (32..0x2_0000).contains(c))
                .and_then(char::from_u32)
        })
        .collect()
}

/// What the script does to codes before it makes letters of them.
fn steps(script: &str) -> Vec<Step> {
    let mut found = Vec::new();
    for (at, name) in script.match_indices("fromCharCode").take(MOST) {
        let rest = &script[at + name.len()..];
        let rest = rest.strip_prefix(".apply").unwrap_or(rest);
        let Some(argument) = rest
            .strip_prefix('(')
            .and_then(|r| in_brackets(r, LONGEST_STEP))
        else {
            continue;
        };
        let step = step_in(argument, script).unwrap_or(Step::Add(0));
        if !found.contains(&step) {
            found.push(step);
        }
    }
    found
}

/// `x[i] - 3`: the last sign outside brackets and the number behind it, given or named.
fn step_in(argument: &str, script: &str) -> Option<Step> {
    let at = argument.rfind(['-', '+', '^'])?;
    let operand = argument[at + 1..].trim();
    let operand = operand.trim_start_matches('(').trim_end_matches(')').trim();
    let number: i32 = operand
        .parse()
        .ok()
        .or_else(|| named_number(operand, script))?;
    if argument[..at].trim().is_empty() || argument[at + 1..].contains(']') {
        return None;
    }
    match argument.as_bytes()[at] {
        b'-' => Some(Step::Add(-number)),
        b'+' => Some(Step::Add(number)),
        _ => u32::try_from(number).ok().map(Step::Combine),
    }
}

/// The number that a variable is given.
fn named_number(name: &str, script: &str) -> Option<i32> {
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    let given = script
        .match_indices(name)
        .filter(|_| is_name)
        .find_map(|(at, _)| {
            let parted = !script[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            let value = script[at + name.len()..].trim_start().strip_prefix('=')?;
            parted.then_some(value.trim_start())
        })?;
    let end = given
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(given.len());
    given[..end].parse().ok()
}

/// `[105, 110, 102 …]`, `Array(105, …)`, `"105,110,…"`.
fn number_lists(script: &str) -> Vec<Vec<u32>> {
    let number = |text: &str| {
        let text = text.trim().trim_matches(['"', '\'']);
        match text.strip_prefix("0x") {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => text.parse().ok(),
        }
    };
    script
        .match_indices(['[', '(', '"', '\''])
        .filter_map(|(at, _)| {
            let rest = &script[at + 1..];
            let fits = |c: char| {
                c.is_ascii_hexdigit()
                    || matches!(c, ',' | ' ' | 'x' | '\n' | '\r' | '\t' | '"' | '\'')
            };
            let end = rest.find(|c: char| !fits(c)).unwrap_or(rest.len());
            let inner = &rest[..end.min(4 * LONGEST)];
            let list: Option<Vec<u32>> = inner
                .trim_matches(['"', '\'', ',', ' '])
                .split(',')
                .map(number)
                .collect();
            list.filter(|l| l.len() >= SHORTEST)
        })
        .take(MOST)
        .collect()
}

/// Letters of a table, told by codes from 48 on.
fn looked_up(table: &str, codes: &str) -> Option<String> {
    let letters: Vec<char> = table.chars().collect();
    let place = |code: char| (code as usize).checked_sub(48);
    let text: Option<String> = codes
        .chars()
        .map(|c| letters.get(place(c)?).copied())
        .collect();
    text.map(|t| percent(&t))
}

/// Letters of an alphabet that was mixed, told by those of the same one in order.
fn sorted(mixed: &str, text: &str) -> Option<String> {
    let letters: Vec<char> = mixed.chars().collect();
    if letters.len() < 30 {
        return None;
    }
    let mut ordered = letters.clone();
    ordered.sort_unstable();
    text.chars()
        .map(|c| letters.iter().position(|l| *l == c).map(|at| ordered[at]))
        .collect()
}

/// Each two letters in the other order.
fn swapped(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters
        .chunks(2)
        .flat_map(|pair| pair.iter().rev())
        .collect()
}

/// `l[0]='>';l[1]='|97';…`: one string an entry, codes behind a sign, read from the last.
fn listed(script: &str) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut rest = script;
    while let Some(at) = rest.find(&format!("[{}]", parts.len())) {
        let after = rest[at..].split_once(']')?.1.trim_start();
        let Some(value) = after.strip_prefix('=').map(str::trim_start) else {
            rest = &rest[at + 1..];
            continue;
        };
        let quote = value.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        let inner = &value[1..];
        let mut escaped = false;
        let end = inner.find(|c: char| {
            let ends = c == quote && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        })?;
        parts.push(inner[..end].replace('\\', ""));
        rest = &inner[end..];
        if parts.len() > LONGEST {
            return None;
        }
    }
    if parts.len() < SHORTEST {
        return None;
    }
    let letter = |part: &String| {
        let code = part.strip_prefix(['|', ' ']).and_then(|c| c.parse().ok());
        code.and_then(char::from_u32)
            .map_or_else(|| part.clone(), String::from)
    };
    Some(parts.iter().rev().map(letter).collect())
}

/// `kode="kode=\"…\";kode=…"`: code that makes the next code, up to the one that writes (Hivelogic's encoder).
fn unwrapped(script: &str) -> Option<String> {
    let (mut code, _) = first(script.split_once("kode=")?.1.trim_start())?;
    for _ in 0..LAYERS {
        let Some(layer) = code.trim_start().strip_prefix("kode=") else {
            return Some(code);
        };
        let (text, step) = first(layer)?;
        code = if step.contains("reverse()") {
            reversed(&text)
        } else if step.contains("charAt(i+1)+") {
            swapped(&text)
        } else if let Some(by) = moved_by(step) {
            text.chars()
                .map(|c| moved(c, by))
                .collect::<Option<String>>()?
        } else {
            text
        };
    }
    None
}

/// `kode.charCodeAt(i)-3`.
fn moved_by(code: &str) -> Option<i32> {
    let (_, after) = code.split_once("charCodeAt(i)-")?;
    let end = after
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(after.len());
    after[..end].parse().ok()
}

/// A letter moved back in the 128 of ASCII.
fn moved(letter: char, by: i32) -> Option<char> {
    let code = (letter as i32).checked_sub(by)?;
    let code = if code < 0 { code + 128 } else { code };
    u32::try_from(code).ok().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::super::script::assembled;
    use proptest::prelude::*;

    #[test]
    fn loops_of_known_builders_are_read() {
        for script in [
            "var c=[108,113,105,114,67,100,101,49,103,104],o='';for(i=0;i<c.length;i++)o+=String.fromCharCode(c[i]-3)",
            "x=[105,110,102,111,64,97,98,46,100,101].map(n=>String.fromCharCode(n)).join('')",
            "e.innerHTML=String.fromCharCode.apply(null,[105,110,102,111,64,97,98,46,100,101])",
            "var k = 5, s=[108,107,99,106,69,100,103,43,97,96],o='';for(i=0;i<s.length;i++)o+=String.fromCharCode(s[i]^k)",
            "var s='lqirCde1gh',o='';for(i=0;i<s.length;i++)o+=String.fromCharCode(s.charCodeAt(i)-3)",
            "(function(){var ml=\"ifn%4eo0.dab\",mi=\"0216347:;895\",o=\"\";for(var j=0,l=mi.length;j<l;j++){o+=ml.charAt(mi.charCodeAt(j)-48);}e.innerHTML=decodeURIComponent(o);}());",
            "var s='niofa@.bed',r='';for(var i=0;i<s.length;i++,i++){r=r+s.substring(i+1,i+2)+s.substring(i,i+1)}",
            "var l=new Array();l[0]='>';l[1]='|101';l[2]='|100';l[3]='|46';l[4]='|98';l[5]='|97';l[6]='|64';l[7]='|111';l[8]='|102';l[9]='|110';l[10]='|105';l[11]=':';for(var i=l.length-1;i>=0;i=i-1){if(l[i].substring(0,1)==='|')document.write(unescape(l[i]));}",
        ] {
            assert_eq!(assembled(script), ["info@ab.de"], "{script}");
        }
    }

    #[test]
    fn an_alphabet_that_was_mixed_is_put_in_order() {
        let mixed = "x78UC50DOygu4kZAGq+ei3TbMfcrNYmvP@62Lznt_dQwJWX91HaIRVKEF.s-SjholpB";
        let ordered = {
            let mut letters: Vec<char> = mixed.chars().collect();
            letters.sort_unstable();
            letters
        };
        let hidden: String = "info@ab.de"
            .chars()
            .map(|c| {
                mixed
                    .chars()
                    .nth(ordered.iter().position(|o| *o == c).unwrap())
                    .unwrap()
            })
            .collect();
        let script = format!(
            "var a=\"{mixed}\";var b=a.split(\"\").sort().join(\"\");var c=\"{hidden}\";var d=\"\";for(var e=0;e<c.length;e++)d+=b.charAt(a.indexOf(c.charAt(e)));"
        );
        assert_eq!(assembled(&script), ["info@ab.de"]);
    }

    #[test]
    fn code_in_code_is_unwrapped() {
        let script = r#"function hivelogic_enkoder(){var kode="kode=\")\\\"ed.ba@ofni:otliam\\\"(etirw.tnemucod\";"+
            "kode=kode.split('').reverse().join('')";var i,c,x;while(eval(kode));}hivelogic_enkoder();"#;
        assert_eq!(assembled(script), ["info@ab.de"]);
    }

    proptest! {
        #[test]
        fn no_script_can_stop_it(script in "(fromCharCode|kode=|charAt|charCodeAt48|\\.length|\\.sort\\(\\)\\.join\\(|\\+1|l\\[0\\]='|[a-z'\"`+=@.()\\[\\],\\\\/ 0-9é^-]{0,6}){0,20}") {
            super::made(&script);
        }
    }
}
