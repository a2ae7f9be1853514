//! Check digits of registration numbers, by the rules that the registers publish. To add one, write its function and
//! its name in [`holds`]; `data/registrations.toml` says which number is checked by which. Never corrects a number.

mod america;
mod asia;
mod europe;
mod sums;
#[cfg(test)]
mod tests;
mod vat;

pub(super) use sums::fits;
pub(super) use vat::{has_prefix, is_vat};

use sums::{luhn, mod_11_10, mod_97};

/// Does the rule of that name hold for a number? The number has digits and capitals only. An unknown rule holds for none.
pub(super) fn holds(rule: &str, value: &str) -> bool {
    let bare = without_country(value);
    match rule {
        "luhn" => luhn(bare),
        "siret" => europe::siret(bare),
        "nip" => europe::nip(bare),
        "regon" => europe::regon(bare),
        "ico" => europe::ico(bare),
        "cz" => europe::cz(bare),
        "sk" => europe::sk(bare),
        "hu" => europe::hu(bare),
        "ro" => europe::ro(bare),
        "mod1110" => mod_11_10(bare),
        "eik" => europe::eik(bare),
        "si" => europe::si(bare),
        "si_register" => europe::si_register(bare),
        "gr" => europe::gr(bare),
        "es" => europe::es(without("ES", value)),
        "pt" => europe::pt(bare),
        "be" => europe::be(bare),
        "fn" => europe::firmenbuch(value),
        "swiss" => europe::swiss(value),
        "cvr" => europe::cvr(bare),
        "no" => europe::no(bare),
        "fi" => europe::fi(bare),
        "is" => europe::kennitala(bare),
        "ee" => europe::baltic(bare, 8),
        "lt" => europe::baltic(bare, 9) || europe::baltic(bare, 12),
        "lv" => europe::lv(bare),
        "vkn" => europe::vkn(bare),
        "mersis" => europe::mersis(bare),
        "inn" => europe::inn(bare),
        "ogrn" => europe::ogrn(bare),
        "edrpou" => europe::edrpou(bare),
        "okpo" => europe::okpo(bare),
        "unp" => europe::unp(bare),
        "bin" => asia::bin(bare),
        "abn" => asia::abn(bare),
        "acn" => asia::acn(bare),
        "gtin" => asia::gtin(bare),
        "gstin" => asia::gstin(value),
        "uen" => asia::uen(value),
        "ubn" => asia::ubn(bare),
        "uscc" => asia::uscc(value),
        "kr" => asia::kr(bare),
        "jp" => asia::jp(value.trim_start_matches('T')),
        "mst" => asia::mst(bare),
        "th" => asia::th(bare),
        "cnpj" => america::cnpj(value),
        "rfc" => america::rfc(value),
        "cuit" => america::cuit(bare),
        "ruc_pe" => america::ruc_pe(bare),
        "ruc_ec" => america::ruc_ec(bare),
        "ruc_py" => america::ruc_py(bare),
        "rut_cl" => america::rut_cl(value),
        "rut_uy" => america::rut_uy(bare),
        "nit_co" => america::nit_co(bare),
        "nit_gt" => america::nit_gt(value),
        "rif" => america::rif(value),
        "rnc" => america::rnc(bare),
        "ein" => america::ein(bare),
        "bn" => america::bn(value),
        "lei" => lei(value),
        _ => false,
    }
}

/// The number without the two letters of its country before it.
fn without_country(value: &str) -> &str {
    match value.split_at_checked(2) {
        Some((country, rest))
            if country.bytes().all(|b| b.is_ascii_uppercase())
                && rest.bytes().all(|b| b.is_ascii_digit())
                && !rest.is_empty() =>
        {
            rest
        }
        _ => value,
    }
}

fn without<'a>(country: &str, value: &'a str) -> &'a str {
    value
        .strip_prefix(country)
        .filter(|rest| rest.len() == 9)
        .unwrap_or(value)
}

/// ISO 17442: letters are numbers from ten on, and all of it leaves one when divided by 97.
fn lei(value: &str) -> bool {
    value.len() == 20 && mod_97(value) == Some(1)
}
