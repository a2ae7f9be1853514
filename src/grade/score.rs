//! Scores: the rules applied to a list of leads.

use std::cmp::Reverse;

use super::context::GradeContext;
use super::facts::{Facts, product_of};
use super::frame::{START, limited};
use super::rule::{Rule, say};
use super::rules::RULES;
use super::tier::tier_of;
use crate::lead::{Lead, Reason};
use crate::text::{printable, squeeze};

/// Grades all leads: score, tier, reasons, buyer type and whether each is a buyer at all. The order is left as it is.
///
/// Grading again with the same context changes nothing.
pub fn grade(leads: &mut [Lead], context: &GradeContext) {
    let product = product_of(context);
    for lead in leads.iter_mut() {
        grade_one(lead, context, &product);
    }
    give_tiers(leads, context);
}

fn grade_one(lead: &mut Lead, context: &GradeContext, product: &[Vec<String>]) {
    let facts = Facts::of(lead, context, product);
    let holding: Vec<(&Rule, Reason)> = RULES
        .iter()
        .flat_map(|r| r.iter())
        .filter_map(|rule| Some((rule, reason(rule, &facts, context)?)))
        .collect();
    let points: i32 = holding.iter().map(|(rule, _)| rule.points).sum::<i32>();
    let fit = !holding.iter().any(|(rule, _)| rule.unfit);
    let buyer_type = facts.kind.map(|k| k.id.to_owned());
    let mut reasons: Vec<(bool, Reason)> = holding
        .into_iter()
        .map(|(rule, reason)| (rule.unfit, reason))
        .collect();
    // What makes it no buyer first, then by weight, what holds for all last; equal ones keep the order of the rules.
    reasons.sort_by_key(|(unfit, reason)| {
        let for_all = reason.id == START;
        (Reverse(*unfit), for_all, Reverse(reason.points.abs()))
    });
    let (score, limit) = limited(points, &context.lang);
    reasons.extend(limit.map(|reason| (false, reason)));
    lead.score = Some(score);
    lead.fit = fit;
    lead.buyer_type = buyer_type;
    lead.reasons = reasons.into_iter().map(|(_, reason)| reason).collect();
}

fn reason(rule: &Rule, facts: &Facts, context: &GradeContext) -> Option<Reason> {
    let held = (rule.test)(facts)?;
    let values: Vec<String> = held.values.iter().map(|v| squeeze(&printable(v))).collect();
    let text = say(rule, &values, &context.lang);
    Some(Reason {
        id: rule.id.to_owned(),
        points: rule.points,
        text,
        url: held.url,
        values,
    })
}

/// Ranks the fit ones: by score, then by how much of them is known, then by id.
fn give_tiers(leads: &mut [Lead], context: &GradeContext) {
    let mut order: Vec<usize> = (0..leads.len()).filter(|at| leads[*at].fit).collect();
    order.sort_by_cached_key(|at| {
        let lead = &leads[*at];
        let found = &lead.findings;
        (
            Reverse(lead.score),
            Reverse(found.emails.len() + found.phones.len() + found.contact_forms.len()),
            lead.id.clone(),
        )
    });
    let among = order.len();
    for (rank, at) in order.into_iter().enumerate() {
        leads[at].tier = Some(tier_of(rank, among, context.tiers).to_owned());
    }
    for lead in leads.iter_mut().filter(|l| !l.fit) {
        lead.tier = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Email, EmailKind, Evidence, Findings, Page, Role};
    use crate::lead::build;

    fn lead(site: &str, role: &str, words: &str, country: &str) -> Lead {
        let url = format!("http://{site}/");
        let at = "2026-01-01T00:00:00Z".parse().unwrap();
        let seen = |words: &str| Evidence::new(url.as_str().into(), at, words.to_owned()).unwrap();
        let email = Email {
            value: format!("info@{site}"),
            kind: EmailKind::Role,
            obfuscated: false,
            evidence: seen(""),
        };
        let roles = vec![Role {
            value: role.into(),
            evidence: seen(words),
        }];
        let page = Page {
            source: url.clone(),
            url: url.clone(),
            fetched_at: at,
            status: 200,
            title: "LED Flood Lights".into(),
            language: None,
            country: Some(country.into()),
            origins: vec![],
            findings: Findings {
                emails: vec![email],
                roles,
                ..Findings::default()
            },
        };
        build([(0, page)]).remove(0)
    }

    fn context() -> GradeContext {
        GradeContext {
            product_words: vec!["LED flood light".into()],
            countries: vec!["DE".into()],
            seller_country: Some("CN".into()),
            lang: "en".into(),
            ..GradeContext::default()
        }
    }

    #[test]
    fn an_importer_of_the_product_in_a_wanted_country_is_above_a_maker() {
        let mut leads = vec![
            lead("muster.example", "importer", "Importer of lighting", "DE"),
            lead("fabrik.example", "manufacturer", "we manufacture", "DE"),
            lead("guang.example", "wholesaler", "wholesale", "CN"),
        ];
        grade(&mut leads, &context());
        assert!(leads[0].score > leads[1].score);
        assert_eq!(
            leads.iter().map(|l| l.fit).collect::<Vec<_>>(),
            [true, false, false]
        );
        assert_eq!(leads[1].reasons[0].id, "maker");
        assert_eq!(leads[2].reasons[0].id, "own_country");
        assert_eq!(leads[0].buyer_type.as_deref(), Some("importer"));
        assert_eq!(
            leads[0].reasons[0].text,
            "says it imports: “Importer of lighting”"
        );
        assert_eq!(
            leads[0].reasons[0].url.as_deref(),
            Some("http://muster.example/")
        );
        assert!(leads[0].reasons.iter().any(|r| r.id == "product"));
    }

    #[test]
    fn the_points_of_the_reasons_sum_to_the_score() {
        let mut leads = vec![
            lead("muster.example", "importer", "Importer of lighting", "DE"),
            lead("fabrik.example", "manufacturer", "we manufacture", "CN"),
            lead("leer.example", "", "", ""),
        ];
        leads[2].findings = Findings::default();
        for number in 0..60 {
            let mut phone = leads[0].findings.emails[0].clone();
            phone.value = format!("einkauf{number}@muster.example");
            leads[0].findings.emails.push(phone);
        }
        grade(&mut leads, &context());
        for lead in &leads {
            let sum: i32 = lead.reasons.iter().map(|r| r.points).sum();
            assert_eq!(
                Some(sum),
                lead.score.map(u32::cast_signed),
                "{:?}",
                lead.reasons
            );
            assert_eq!(
                lead.reasons.iter().filter(|r| r.id == "start").count(),
                1,
                "{:?}",
                lead.reasons
            );
        }
        assert_eq!(leads[1].score, Some(0));
        assert_eq!(leads[1].reasons.last().unwrap().id, "limit");
        assert_ne!(leads[1].reasons[0].id, "start");
    }

    #[test]
    fn grading_twice_changes_nothing_and_chinese_sentences_have_the_same_values() {
        let mut leads = vec![lead(
            "muster.example",
            "importer",
            "Importer of lighting",
            "DE",
        )];
        grade(&mut leads, &context());
        let once = leads.clone();
        grade(&mut leads, &context());
        assert_eq!(leads, once);
        grade(
            &mut leads,
            &GradeContext {
                lang: "zh".into(),
                ..context()
            },
        );
        assert_eq!(leads[0].reasons[0].values, once[0].reasons[0].values);
        assert!(leads[0].reasons[0].text.starts_with("自称进口商"));
    }

    #[test]
    fn ids_of_rules_are_unique_and_sentences_name_the_same_values() {
        let all: Vec<&Rule> = RULES.iter().flat_map(|r| r.iter()).collect();
        let ids: std::collections::BTreeSet<&str> = all.iter().map(|r| r.id).collect();
        assert_eq!(ids.len(), all.len());
        for rule in all {
            for value in ["{0}", "{1}", "{2}"] {
                assert_eq!(
                    rule.en.contains(value),
                    rule.zh.contains(value),
                    "{}",
                    rule.id
                );
            }
        }
    }
}
