//! Who a source is: its entity, its best name, its tier; and whom "she" or "the mayor" means.

use super::super::lexicon::{self, Class};
use super::super::mention::{EntityKind, MentionKind};
use super::super::{Article, Mention};
use super::{Attribution, Kind, Tier};
use crate::text::Span;

/// A person or body that a later pronoun can mean.
#[derive(Clone, Copy)]
struct Known {
    /// Where it was named last, and where by more than a pronoun.
    at: Span,
    head: Span,
    /// The whole source, apposition included.
    whole: Span,
    name: Span,
    entity: Option<u32>,
    tier: Tier,
    /// Of the words of the head, and of all its words: looked up when a pronoun asks.
    own: Class,
    class: Option<Class>,
}

/// How many sources back a pronoun or a bare title may point.
const MEMORY: usize = 8;

/// Sentences back in which the subject of a pronoun may stand.
const BACK: usize = 4;

/// Resolves every attribution's source.
pub fn resolve(text: &str, article: &mut Article) {
    let mut attributions = std::mem::take(&mut article.attributions);
    let sentences: Vec<Span> = article.paragraphs.iter().flat_map(|p| p.sentences()).collect();
    let mut known: Vec<Known> = Vec::new();
    let mut classes = Classes { text, article, known: vec![None; article.entities.len()] };
    for attribution in &mut attributions {
        let Some(head) = attribution.head else {
            attribution.tier = Tier::Vague;
            continue;
        };
        let whole = attribution.source.first().copied().unwrap_or(head);
        let words = Words::of(head.of(text));
        if words.is_pronoun {
            let antecedent = antecedent(&mut classes, &sentences, &mut known, head, &words);
            attribution.tier = antecedent.map_or(Tier::Named, |k| k.tier);
            attribution.name = antecedent.map(|k| k.name);
            attribution.entity = antecedent.and_then(|k| k.entity);
            if let Some(antecedent) = antecedent {
                remember(&mut known, Known { at: head, ..antecedent });
            }
        } else {
            name(&classes, attribution, head, whole, &words, &mut known);
        }
        // A document or a poll as the subject of "found" or "says".
        if attribution.kind == Kind::Speech && attribution.tier == Tier::Document {
            attribution.kind = Kind::Document;
        }
        if words.class.any(Class::POLL) && matches!(attribution.kind, Kind::Document | Kind::AccordingTo | Kind::Speech) {
            attribution.kind = Kind::Poll;
            attribution.tier = Tier::Document;
        }
    }
    article.attributions = attributions;
}

/// The classes of the words in the names of the article's entities, each looked up once.
struct Classes<'a> {
    text: &'a str,
    article: &'a Article,
    known: Vec<Option<Class>>,
}

impl Classes<'_> {
    fn of(&mut self, entity: u32) -> Class {
        let name = self.article.entities[entity as usize].name;
        *self.known[entity as usize].get_or_insert_with(|| class_of(name.of(self.text)))
    }

    /// Of all the words of somebody who was named.
    fn of_known(&mut self, known: &mut Known) -> Class {
        let class = known.class.unwrap_or_else(|| {
            let mut more = |span: Span| match known.entity {
                _ if span == known.head => Class::NONE,
                Some(entity) if span == self.article.entities[entity as usize].name => self.of(entity),
                _ => class_of(span.of(self.text)),
            };
            known.own.or(more(known.whole)).or(more(known.name))
        });
        *known.class.insert(class)
    }
}

fn name(classes: &Classes, attribution: &mut Attribution, head: Span, whole: Span, words: &Words, known: &mut Vec<Known>) {
    let (text, article) = (classes.text, classes.article);
    let mention = apposed(text, article, head, whole).or_else(|| mention_in(&article.mentions, head));
    let entity = mention.map(|m| &article.entities[m.entity as usize]);
    attribution.entity = mention.map(|m| m.entity);
    attribution.name = entity.map(|e| e.name).or(Some(head));
    attribution.tier = tier(words, entity.map(|e| e.kind));
    // "the mayor", after "Ada Moss, the mayor": the same person.
    if mention.is_none() && words.is_bare_title {
        let title = words.last;
        let same = known.iter().rev().find(|k| k.tier == Tier::Named && contains_word(k.whole.of(text), title));
        if let Some(same) = same {
            (attribution.name, attribution.entity, attribution.tier) = (Some(same.name), same.entity, same.tier);
        }
    }
    let name = attribution.name.unwrap_or(head);
    let (entity, tier) = (attribution.entity, attribution.tier);
    remember(known, Known { at: head, head, whole, name, entity, tier, own: words.class, class: None });
}

fn remember(known: &mut Vec<Known>, new: Known) {
    if known.len() >= MEMORY {
        known.remove(0);
    }
    known.push(new);
}

/// "The port’s manager, Jo Hart": the person whom the words after a description's comma name.
fn apposed<'a>(text: &str, article: &'a Article, head: Span, whole: Span) -> Option<&'a Mention> {
    let described = class_of(head.of(text)).any(Class::TITLE.or(Class::VAGUE).or(Class::PEOPLE));
    if !described || whole.end <= head.end + 2 || !whole.contains(head) {
        return None;
    }
    let after = article.mentions.partition_point(|m| m.span.start < head.end);
    let named = article.mentions.get(after).filter(|m| m.kind == MentionKind::Person && m.span.end <= whole.end)?;
    let between = text[head.end as usize..named.span.start as usize].trim();
    let own = mention_in(&article.mentions, head).is_some_and(|m| m.kind == MentionKind::Person);
    (between == "," && !own).then_some(named)
}

/// The mention that a head names: the last that overlaps it and is no office.
fn mention_in(mentions: &[Mention], head: Span) -> Option<&Mention> {
    let after = mentions.partition_point(|m| m.span.start < head.end);
    let near = &mentions[after.saturating_sub(6)..after];
    let person = near.iter().rev().find(|m| m.kind == MentionKind::Person && m.span.overlaps(head));
    person.or_else(|| near.iter().rev().find(|m| m.kind == MentionKind::Organisation && m.span.overlaps(head)))
}

/// Whom a pronoun means: the subject of a sentence before it or the last source, whichever is nearer, of fitting gender.
fn antecedent(classes: &mut Classes, sentences: &[Span], known: &mut [Known], pronoun: Span, words: &Words) -> Option<Known> {
    let article = classes.article;
    let (woman, man) = (matches!(words.last, "she" | "her"), matches!(words.last, "he" | "him" | "his"));
    if !woman && !man {
        // "they", "it": the last body or group; "I" and "we" mean whoever writes or speaks.
        let plural = words.last == "they" || words.last == "their";
        if !plural && words.last != "it" && words.last != "its" {
            return None;
        }
        let mut is_group = |k: &mut Known| k.tier != Tier::Named || plural && classes.of_known(k).any(Class::PEOPLE);
        return known.iter_mut().rev().find_map(|k| is_group(k).then_some(*k));
    }
    let fits = |class: Class| {
        if woman { !class.any(Class::MAN) || class.any(Class::WOMAN) } else { !class.any(Class::WOMAN) || class.any(Class::MAN) }
    };
    let source = known.iter_mut().rev().find_map(|k| (k.tier == Tier::Named && fits(classes.of_known(k))).then_some(*k));
    let here = sentences.partition_point(|s| s.end <= pronoun.start);
    let subject = sentences[here.saturating_sub(BACK)..here].iter().rev().find_map(|sentence| {
        let first = article.mentions.partition_point(|m| m.span.start < sentence.start);
        article.mentions[first..]
            .iter()
            .take_while(|m| m.span.start < sentence.end)
            .take(12)
            .filter(|m| m.kind == MentionKind::Person)
            .find(|m| fits(classes.of(m.entity)))
    });
    match (source, subject) {
        (Some(source), Some(subject)) if source.at.start >= subject.span.start => Some(source),
        (_, Some(subject)) => {
            let (name, class) = (article.entities[subject.entity as usize].name, classes.of(subject.entity));
            let (at, entity) = (subject.span, Some(subject.entity));
            Some(Known { at, head: at, whole: at, name, entity, tier: Tier::Named, own: class, class: Some(class) })
        }
        (source, None) => source,
    }
}

/// Classes of words that are common nouns even with the capital that begins a sentence.
const COMMON: Class = Class::VAGUE
    .or(Class::INSTITUTION)
    .or(Class::TITLE)
    .or(Class::PEOPLE)
    .or(Class::DOCUMENT)
    .or(Class::POLL)
    .or(Class::DETERMINER)
    .or(Class::SUBJECT)
    .or(Class::NUMERAL);

/// What the words of a head tell.
struct Words<'t> {
    class: Class,
    is_pronoun: bool,
    /// "the mayor": a title that names nobody.
    is_bare_title: bool,
    has_name: bool,
    is_definite: bool,
    /// Modified by more than a determiner: "senior officials".
    described: bool,
    last: &'t str,
    last_class: Class,
}

impl Words<'_> {
    fn of(head: &str) -> Words<'_> {
        let mut class = Class::NONE;
        let mut n_words = 0;
        let mut has_name = false;
        let (mut first, mut last) = ("", "");
        let (mut first_class, mut last_class) = (Class::NONE, Class::NONE);
        for word in head.split(|c: char| c.is_whitespace() || c == '-').filter(|w| !w.is_empty()).take(24) {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            let stem = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
            let own = lexicon::class(stem);
            class = class.or(own);
            // The first word of a sentence has its capital from there.
            has_name |=
                stem.starts_with(char::is_uppercase) && (n_words > 0 || !own.any(COMMON) || own.any(Class::PLACE.or(Class::FIRST_NAME)));
            if n_words == 0 {
                (first, first_class) = (stem, own);
            }
            if !stem.is_empty() {
                (last, last_class) = (stem, own);
            }
            n_words += 1;
        }
        let contracted = first.split(['\'', '’']).next().unwrap_or(first);
        let is_pronoun = n_words == 1 && lexicon::class(contracted).any(Class::SUBJECT.or(Class::PRONOUN));
        if is_pronoun {
            last = lower(contracted);
            last_class = lexicon::class(last);
        }
        let is_bare_title = !has_name
            && n_words <= 5
            && first_class.any(Class::DETERMINER)
            && !first.eq_ignore_ascii_case("a")
            && last_class.any(Class::TITLE);
        Words {
            class,
            is_pronoun,
            is_bare_title,
            has_name: has_name && !is_pronoun,
            is_definite: first.eq_ignore_ascii_case("the"),
            described: n_words > 1 + usize::from(first_class.any(Class::DETERMINER)),
            last,
            last_class,
        }
    }
}

/// A pronoun in small letters.
fn lower(word: &str) -> &str {
    match word {
        "He" | "HE" => "he",
        "She" | "SHE" => "she",
        "They" => "they",
        "It" => "it",
        other => other,
    }
}

fn class_of(words: &str) -> Class {
    let classes = |all: Class, word: &str| all.or(lexicon::class(word));
    // The same twice: most sources are of ASCII, whose letters are told with a look.
    if words.is_ascii() {
        words.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| !w.is_empty()).take(16).fold(Class::NONE, classes)
    } else {
        words.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).take(16).fold(Class::NONE, classes)
    }
}

fn contains_word(text: &str, word: &str) -> bool {
    text.len() < 400 && text.split(|c: char| !c.is_alphabetic()).any(|w| w.eq_ignore_ascii_case(word))
}

fn tier(words: &Words, entity: Option<EntityKind>) -> Tier {
    match entity {
        Some(EntityKind::Person) if !words.last_class.any(Class::VAGUE) => return Tier::Named,
        Some(EntityKind::Organisation) if words.last_class == Class::NONE || words.last_class.any(Class::ORGANISATION) => {
            return Tier::Institution;
        }
        _ => {}
    }
    if words.last_class.any(Class::DOCUMENT) || words.last_class.any(Class::POLL) {
        return Tier::Document;
    }
    if words.last_class.any(Class::INSTITUTION)
        || words.class.any(Class::INSTITUTION) && !words.last_class.any(Class::VAGUE.or(Class::TITLE))
    {
        return Tier::Institution;
    }
    if matches!(words.last, "spokesman" | "spokeswoman" | "spokesperson") || words.class.any(Class::TITLE) && words.is_spoken_for() {
        return Tier::Institution;
    }
    // "the group said in a statement": a body named before.
    if words.is_definite && matches!(words.last, "group" | "organization" | "organisation") {
        return Tier::Institution;
    }
    if words.last_class.any(Class::VAGUE) {
        return if words.has_name || words.described && words.class.any(Class::ORGANISATION.or(Class::TITLE)) {
            Tier::Anonymous
        } else {
            Tier::Vague
        };
    }
    if ["nobody", "nothing", "none"].iter().any(|nobody| words.last.eq_ignore_ascii_case(nobody)) {
        return Tier::Vague;
    }
    if words.has_name {
        let body = words.class.any(Class::ORGANISATION) || words.last_class.any(Class::PLACE) || is_acronym(words.last);
        return if body { Tier::Institution } else { Tier::Named };
    }
    if words.class.any(Class::VAGUE) {
        return Tier::Vague;
    }
    if words.is_bare_title { Tier::Named } else { Tier::Anonymous }
}

impl Words<'_> {
    /// "a spokesman for the department" speaks for it.
    fn is_spoken_for(&self) -> bool {
        self.last_class.any(Class::ORGANISATION.or(Class::INSTITUTION))
    }
}

fn is_acronym(word: &str) -> bool {
    word.len() >= 2 && word.chars().all(|c| c.is_uppercase() || c == '.')
}
