//! Who a source is: its entity, its best name, its tier.

use super::super::lexicon::{self, Class};
use super::super::{Article, MentionKind};
use super::{Kind, Tier};
use crate::text::Span;

/// Resolves every attribution's source.
pub fn resolve(text: &str, article: &mut Article) {
    let mut last_person: Option<(Span, Option<u32>)> = None;
    let mut mention = 0;
    let mentions = &article.mentions;
    let entities = &article.entities;
    for attribution in &mut article.attributions {
        let Some(head) = attribution.head else {
            attribution.tier = Tier::Vague;
            continue;
        };
        while mention < mentions.len() && mentions[mention].span.end <= attribution.source[0].start {
            mention += 1;
        }
        // The attribution's source may lie before an earlier one's: step back a little.
        let from = mentions[..mention].len().saturating_sub(4);
        let found = mentions[from..]
            .iter()
            .take_while(|m| m.span.start < head.end)
            .find(|m| m.span.overlaps(head) && m.kind != MentionKind::Office);
        attribution.entity = found.map(|m| m.entity);
        attribution.name = found.map(|m| entities[m.entity as usize].name);
        let words = head.of(text);
        let class = words.split_whitespace().next().map_or(Class::NONE, lexicon::class);
        let pronoun = class.any(Class::SUBJECT.or(Class::PRONOUN));
        if pronoun && let Some((name, entity)) = last_person {
            attribution.name = Some(name);
            attribution.entity = entity;
        } else if !pronoun && words.starts_with(char::is_uppercase) {
            last_person = Some((attribution.name.unwrap_or(head), attribution.entity));
        }
        attribution.tier = tier(text, attribution.source[0], head, attribution.entity.is_some());
        if attribution.tier == Tier::Document && attribution.kind == Kind::Speech {
            attribution.kind = Kind::Document;
        }
    }
}

fn tier(text: &str, _source: Span, head: Span, _known: bool) -> Tier {
    let words = head.of(text);
    let classes = words.split_whitespace().map(lexicon::class);
    let mut all = Class::NONE;
    for class in classes {
        all = all.or(class);
    }
    if all.any(Class::DOCUMENT) {
        Tier::Document
    } else if all.any(Class::VAGUE) {
        Tier::Vague
    } else if all.any(Class::ORGANISATION.or(Class::INSTITUTION)) {
        Tier::Institution
    } else if words.chars().any(char::is_uppercase) || all.any(Class::PRONOUN) {
        Tier::Named
    } else {
        Tier::Anonymous
    }
}
