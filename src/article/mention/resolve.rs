//! Who is who inside one article: all places where the same words stand decide together what they name; surnames, short forms
//! and acronyms find their full names; titles find their holders.

use super::clue;
use super::hidden::{Stretch, Stretches};
use super::short::{Called, abbreviates, initials, middles};
use super::signal::{Signals, Weighed};
use super::sport::is_game;
use super::{Entity, EntityKind, Gender, Mention, MentionKind, Name, NameKind, Office, Stands, Title};
use crate::article::token;
use crate::article::{Article, Paragraph};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// A name candidate in its place in the article.
#[derive(Clone, Copy)]
struct Placed<'a> {
    span: Span,
    name: &'a Name,
    group: u32,
}

/// Where a name stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    span: Span,
    paragraph: &'a Paragraph,
    /// Its number in the paragraph's list.
    name: usize,
}

/// All places where the same words stand.
struct Group<'a> {
    signals: Signals,
    weighed: Weighed,
    /// Nothing but everyday words that open sentences.
    everyday: bool,
    /// Whether something is "in" it or "from" it at some place.
    located: bool,
    key: u64,
    words: u8,
    /// The first place, in running text where there is one.
    place: Place<'a>,
    first: u64,
    last: u64,
    kind: NameKind,
    /// The group that holds the fullest name of the same person or body.
    root: u32,
    /// Several people share this surname: each place is decided by who was named last before it.
    rivals: Vec<u32>,
    acronym_of: Option<u32>,
    gender: Option<Gender>,
}

/// Puts the mentions in their places and ties together those that name the same.
pub fn place(text: &str, article: &mut Article) {
    let paragraphs = std::mem::take(&mut article.paragraphs);
    let (names, placed, starts) = gather(text, &paragraphs);
    let dateline = article.dateline.unwrap_or_default();
    let mut cast = Cast::of(names.groups.len(), placed.len());
    // Names that only a headline's capitals hide: known from the running text.
    let mut hidden = Vec::new();
    for paragraph in &paragraphs {
        let words = paragraph.span.of(text);
        if paragraph.span.len() < 300 && !words.ends_with('.') {
            let stretches = paragraph.reading.kept.get(|| Stretches::of(words, &paragraph.reading.tokens));
            names.hidden(stretches, paragraph.span.start, &mut hidden);
        }
    }
    let mut next_hidden = hidden.iter().peekable();
    let mut entity_of: Vec<Option<u32>> = vec![None; placed.len()];
    for (i, one) in placed.iter().enumerate() {
        while let Some((span, group)) = next_hidden.next_if(|(span, _)| span.start <= one.span.start) {
            cast.mention(&names, *span, *group, None);
        }
        // "MADISON, Wis. (AP)": of a dateline only the agency counts.
        if dateline.contains(one.span) && !text[..one.span.start as usize].ends_with('(') {
            continue;
        }
        if cast.mentions.last().is_some_and(|m| m.span.overlaps(one.span)) {
            entity_of[i] = cast.mentions.last().map(|m| m.entity);
            continue;
        }
        // "England won in Wales": the team and the country may share their words.
        let located = names.groups[one.group as usize].signals.has(Signals::GAME_PLACE) && one.name.words == 1;
        if located && one.name.signals.has(Signals::IN_BEFORE) {
            continue;
        }
        entity_of[i] = cast.mention(&names, one.span, one.group, Some(one.name));
    }
    for (span, group) in next_hidden {
        cast.mention(&names, *span, *group, None);
    }
    offices(text, &paragraphs, &starts, &placed, &entity_of, &names, &mut cast);
    cast.mentions.sort_by_key(|m| m.span);
    article.paragraphs = paragraphs;
    article.mentions = cast.mentions;
    article.entities = cast.entities;
}

/// All candidates of the article, those of the same words together and decided; and where each paragraph's begin.
fn gather<'a>(text: &'a str, paragraphs: &'a [Paragraph]) -> (Names<'a>, Vec<Placed<'a>>, Vec<u32>) {
    let names = paragraphs.iter().map(|p| p.reading.names.len()).sum();
    let mut groups: Vec<Group<'a>> = Vec::with_capacity(names / 2);
    let mut by_key: FxHashMap<u64, u32> = FxHashMap::with_capacity_and_hasher(names / 2, Default::default());
    let mut placed: Vec<Placed> = Vec::with_capacity(names);
    let mut starts: Vec<u32> = Vec::with_capacity(paragraphs.len());
    let mut apart = FxHashSet::default();
    for paragraph in paragraphs {
        let base = placed.len() as u32;
        starts.push(base);
        for (at, name) in paragraph.reading.names.iter().enumerate() {
            let place = Place { span: name.span.shift(paragraph.span.start), paragraph, name: at };
            let span = place.span;
            let group = *by_key.entry(name.key).or_insert(groups.len() as u32);
            if group as usize == groups.len() {
                groups.push(Group::of(name, place, group));
            } else {
                groups[group as usize].add(name, place);
            }
            if let Some(long) = name.acronym_of {
                groups[group as usize].acronym_of.get_or_insert(placed[(base + long) as usize].group);
            }
            // "the Harbor Council and the Northern Harbor Council" are two.
            if let Some(before) = placed[base as usize..].last().filter(|b| b.name.last == name.last && b.group != group)
                && matches!(text.get(before.span.end as usize..span.start as usize), Some(" and " | " and the "))
            {
                apart.insert((before.group, group));
            }
            placed.push(Placed { span, name, group });
        }
    }
    if is_game(paragraphs) {
        groups.iter_mut().for_each(|group| group.play(text));
    }
    let mut names = Names {
        text,
        groups,
        by_key,
        surnames: FxHashMap::default(),
        given: FxHashMap::default(),
        apart,
        short: FxHashMap::default(),
        initials: FxHashMap::default(),
    };
    names.decide();
    (names, placed, starts)
}

impl<'a> Group<'a> {
    fn words<'t>(&self, text: &'t str) -> &'t str {
        self.place.span.of(text)
    }

    /// Marks a name of an article that tells of sport: places and plurals may be teams.
    fn play(&mut self, text: &str) {
        let place = [Signals::PLACE_ONLY, Signals::KNOWN_PLACE, Signals::PLACE_FIRST].iter().any(|s| self.signals.has(*s));
        self.signals.add(Signals::GAME);
        self.signals.add_if(place, Signals::GAME_PLACE);
        // "the Otters"
        let several = self.signals.has(Signals::THE_BEFORE) && self.words(text).ends_with('s') && !self.signals.has(Signals::DEMONYM_ONLY);
        self.signals.add_if(!self.located && (place || several), Signals::GAME_TEAM);
    }

    fn of(name: &Name, place: Place<'a>, number: u32) -> Group<'a> {
        let mut weighed = Weighed::default();
        weighed.add(name);
        Group {
            signals: name.signals,
            weighed,
            everyday: name.signals.has(Signals::EVERYDAY_START),
            located: name.signals.has(Signals::IN_BEFORE),
            key: name.key,
            words: name.words,
            place,
            first: name.first,
            last: name.last,
            kind: NameKind::Other,
            root: number,
            rivals: vec![],
            acronym_of: None,
            gender: name.gender,
        }
    }

    fn add(&mut self, name: &Name, place: Place<'a>) {
        if self.signals.has(Signals::TITLE_CASE) && !name.signals.has(Signals::TITLE_CASE) {
            // Running text knows better than a headline.
            self.place = place;
            self.signals = Signals(self.signals.0 & !Signals::TITLE_CASE.0);
        }
        let title_case = self.signals.0 & Signals::TITLE_CASE.0;
        self.signals = Signals((self.signals.0 | name.signals.0) & !Signals::TITLE_CASE.0 | title_case);
        self.everyday &= name.signals.has(Signals::EVERYDAY_START);
        self.located |= name.signals.has(Signals::IN_BEFORE);
        self.weighed.add(name);
        self.gender = self.gender.or(name.gender);
    }
}

struct Names<'a> {
    text: &'a str,
    groups: Vec<Group<'a>>,
    by_key: FxHashMap<u64, u32>,
    /// Surname to people with a full name.
    surnames: FxHashMap<u64, Vec<u32>>,
    given: FxHashMap<u64, u32>,
    /// Groups that are named side by side, and so are not one.
    apart: FxHashSet<(u32, u32)>,
    /// Parts of organisations' names by which they can be called.
    short: FxHashMap<u64, u32>,
    /// Initials to organisations.
    initials: FxHashMap<u64, u32>,
}

impl Names<'_> {
    fn decide(&mut self) {
        for group in &mut self.groups {
            // "the Bush administration": a family name, an everyday word or not.
            let rules = group.signals.has(Signals::ADMINISTRATION_AFTER)
                && group.signals.has(Signals::SURNAME_ONLY)
                && !group.signals.has(Signals::PLACE_ONLY);
            // "Governor Quill was late": after a title and before a verb an everyday word is a name.
            let acts = [Signals::SAY_AFTER, Signals::ACTION_AFTER, Signals::WHO_AFTER].iter().any(|s| group.signals.has(*s));
            let body = group.signals.has(Signals::ORGANISATION_LAST) || group.signals.has(Signals::KNOWN_ORGANISATION);
            let titled = group.words == 1 && group.signals.has(Signals::TITLE_BEFORE) && acts && !body;
            let elected = group.signals.has(Signals::PARTY_AFTER) && (2..=4).contains(&group.words) && !body;
            if titled || rules || elected || group.signals.has(Signals::HONORIFIC_BEFORE) && group.words <= 5 {
                group.kind = NameKind::Person;
            } else if group.signals.has(Signals::CONTACT) && group.signals.has(Signals::CAPITALS) {
                group.kind = NameKind::Organisation;
            } else if !group.everyday {
                group.kind = group.weighed.decide(group.signals);
            }
        }
        // What an acronym stands for shows in the long name, and the other way round.
        for i in 0..self.groups.len() {
            let Some(long) = self.groups[i].acronym_of else { continue };
            let name = self.groups[long as usize].words(self.text);
            let acronym = self.groups[i].words(self.text);
            if self.groups[long as usize].kind == NameKind::Organisation {
                self.groups[i].kind = NameKind::Organisation;
                self.groups[i].root = long;
            } else if abbreviates(acronym, name) {
                let kind = match self.groups[long as usize].kind {
                    NameKind::Person => NameKind::Organisation,
                    kind => kind,
                };
                self.groups[long as usize].kind = kind;
                self.groups[i].kind = kind;
                self.groups[i].root = long;
            }
        }
        self.index();
        for i in 0..self.groups.len() {
            self.alias(i as u32);
        }
    }

    /// The tables by which short names find long ones.
    fn index(&mut self) {
        let mut people: FxHashMap<(u64, u64), u32> = FxHashMap::default();
        let full = |kind| self.groups.iter().filter(|g| g.words >= 2 && g.kind == kind).count();
        let (persons, bodies) = (full(NameKind::Person), full(NameKind::Organisation));
        people.reserve(persons);
        self.surnames.reserve(persons);
        self.given.reserve(persons);
        self.initials.reserve(bodies);
        self.short.reserve(bodies);
        for i in 0..self.groups.len() {
            let group = &self.groups[i];
            if group.words < 2 {
                continue;
            }
            let (first, last) = (group.first, group.last);
            match group.kind {
                NameKind::Person => {
                    // "Barack Obama" and "Barack H. Obama" are one; the longer is the name.
                    let known = *people.entry((first, last)).or_insert(i as u32);
                    if known != i as u32 {
                        let (root, alias) =
                            if self.groups[known as usize].words < group.words { (i as u32, known) } else { (known, i as u32) };
                        self.groups[alias as usize].root = root;
                        self.groups[i].root = root;
                        people.insert((first, last), root);
                        if let Some(list) = self.surnames.get_mut(&last) {
                            list.iter_mut().filter(|p| **p == alias).for_each(|p| *p = root);
                        }
                        continue;
                    }
                    self.surnames.entry(last).or_default().push(i as u32);
                    self.given.entry(first).or_insert(i as u32);
                    if group.words > 2 {
                        for middle in middles(group.words(self.text)) {
                            self.given.entry(middle).or_insert(i as u32);
                        }
                    }
                }
                NameKind::Organisation => {
                    let called = Called::of(&group.place.paragraph.reading, group.place.name, group.words(self.text));
                    for &initials in &called.initials {
                        self.initials.entry(initials).or_insert(i as u32);
                    }
                    for &key in &called.short {
                        self.short.entry(key).or_insert(i as u32);
                    }
                }
                _ => {}
            }
        }
    }

    /// Ties a short name to its long one.
    fn alias(&mut self, number: u32) {
        let i = number as usize;
        let group = &self.groups[i];
        if group.root != number {
            return;
        }
        let key_last = group.last;
        if group.words == 1 {
            // "Jackson" and "Houston" may be people where nothing places them; "Korea" and "British" only with "Mr".
            let people_too = group.signals.has(Signals::SURNAME_ONLY) || group.signals.has(Signals::FIRST_NAME_ONLY);
            let named_place = group.signals.has(Signals::KNOWN_PLACE)
                || group.signals.has(Signals::PLACE_ONLY)
                || group.signals.has(Signals::DEMONYM_ONLY);
            let placed = named_place && (!people_too || group.signals.has(Signals::IN_BEFORE));
            if let Some(people) = self.surnames.get(&key_last) {
                let personal = group.signals.has(Signals::HONORIFIC_BEFORE) || group.signals.has(Signals::TITLE_BEFORE);
                if !group.signals.has(Signals::ORGANISATION_LAST) && (!placed || personal) {
                    let people = people.clone();
                    self.groups[i].kind = NameKind::Person;
                    self.groups[i].root = people[0];
                    if people.len() > 1 {
                        self.groups[i].rivals = people;
                    }
                    return;
                }
            }
            let other = matches!(group.kind, NameKind::Organisation | NameKind::Place) || group.signals.has(Signals::ACRONYM_OTHER);
            if let Some(&person) = self.given.get(&key_last)
                && !placed
                && !other
            {
                self.groups[i].kind = NameKind::Person;
                self.groups[i].root = person;
                return;
            }
            let body = group.signals.has(Signals::CAPITALS) || group.kind == NameKind::Organisation;
            if let Some(&long) = self.initials.get(&key_last)
                && !named_place
                && body
            {
                self.groups[i].kind = NameKind::Organisation;
                self.groups[i].root = long;
                return;
            }
        }
        let Some(&long) = self.short.get(&self.groups[i].key) else { return };
        if self.apart.contains(&(number, long)) || self.apart.contains(&(long, number)) {
            return;
        }
        if long == number || self.groups[i].kind == NameKind::Person && self.groups[i].signals.has(Signals::TITLE_BEFORE) {
            return;
        }
        if self.groups[i].words == 1 && (self.groups[i].kind == NameKind::Place || self.groups[i].signals.has(Signals::DEMONYM_ONLY)) {
            return;
        }
        self.groups[i].kind = NameKind::Organisation;
        self.groups[i].root = long;
    }

    /// The group that holds the fullest name.
    fn root(&self, group: u32) -> u32 {
        let mut at = group;
        // Chains are short: acronym, short form, full name.
        for _ in 0..4 {
            let root = self.groups[at as usize].root;
            if root == at {
                break;
            }
            at = root;
        }
        at
    }

    /// Names of the article's organisations in a line whose capitals hide them.
    fn hidden(&self, stretches: &Stretches, base: u32, found: &mut Vec<(Span, u32)>) {
        let mut end = 0;
        for stretches in stretches.0.chunk_by(|a, b| a.span.start == b.span.start) {
            // No word is part of two names.
            if stretches[0].span.start < end {
                continue;
            }
            let group = |stretch: &Stretch| {
                if stretch.single {
                    return self.surnames.get(&stretch.key).map(|people| people[0]);
                }
                let group = self.by_key.get(&stretch.key).or_else(|| self.short.get(&stretch.key)).copied();
                group.filter(|&g| self.groups[g as usize].kind == NameKind::Organisation)
            };
            if let Some((span, group)) = stretches.iter().rev().find_map(|s| Some((s.span, group(s)?))) {
                found.push((span.shift(base), group));
                end = span.end;
            }
        }
    }
}

/// The mentions and entities as they come together.
struct Cast {
    mentions: Vec<Mention>,
    entities: Vec<Entity>,
    /// The entity of each root group.
    by_group: Vec<Option<u32>>,
    /// How many mentions there were with the last one of each root group, for rivals of one surname.
    last_seen: Vec<u32>,
    /// Entity and group that is one of its aliases already.
    alias_seen: FxHashSet<(u32, u32)>,
}

impl Cast {
    fn of(groups: usize, names: usize) -> Cast {
        Cast {
            mentions: Vec::with_capacity(names),
            entities: vec![],
            by_group: vec![None; groups],
            last_seen: vec![0; groups],
            alias_seen: FxHashSet::default(),
        }
    }

    fn mention(&mut self, names: &Names, span: Span, group: u32, name: Option<&Name>) -> Option<u32> {
        let this = &names.groups[group as usize];
        let kind = match this.kind {
            NameKind::Person => EntityKind::Person,
            NameKind::Organisation => EntityKind::Organisation,
            NameKind::Place | NameKind::Other => return None,
        };
        let root = if this.rivals.is_empty() {
            names.root(group)
        } else {
            let latest = this.rivals.iter().map(|&r| names.root(r)).max_by_key(|r| self.last_seen[*r as usize]);
            latest.unwrap_or(group)
        };
        let entity = *self.by_group[root as usize].get_or_insert(self.entities.len() as u32);
        if entity as usize == self.entities.len() {
            let full = &names.groups[root as usize];
            self.entities.push(Entity {
                kind,
                name: full.place.span,
                aliases: vec![],
                offices: vec![],
                acronym: None,
                gender: full.gender,
            });
        }
        let known = &mut self.entities[entity as usize];
        if group != root && self.alias_seen.insert((entity, group)) {
            known.aliases.push(this.place.span);
            if this.signals.has(Signals::CAPITALS) && kind == EntityKind::Organisation {
                known.acronym.get_or_insert(this.place.span);
            }
        }
        known.gender = known.gender.or(name.and_then(|n| n.gender));
        let mention = if kind == EntityKind::Person { MentionKind::Person } else { MentionKind::Organisation };
        self.mentions.push(Mention { span, kind: mention, entity });
        self.last_seen[root as usize] = self.mentions.len() as u32;
        Some(entity)
    }
}

/// Gives titles to their holders.
fn offices(
    text: &str,
    paragraphs: &[Paragraph],
    starts: &[u32],
    placed: &[Placed],
    entity_of: &[Option<u32>],
    names: &Names,
    cast: &mut Cast,
) {
    // Title to the person of this article who holds it.
    let mut holders: FxHashMap<u64, u32> = FxHashMap::default();
    let mut standing: Vec<(Span, &Title, Option<u32>)> = Vec::new();
    let mut office_seen = FxHashSet::default();
    for (paragraph, &start) in paragraphs.iter().zip(starts) {
        for title in &paragraph.reading.titles {
            let span = title.span.shift(paragraph.span.start);
            let entity = |number: Option<u32>| number.and_then(|n| entity_of[(start + n) as usize]);
            let is = |entity: &u32, kind| cast.entities[*entity as usize].kind == kind;
            let holder = entity(title.holder).filter(|e| is(e, EntityKind::Person));
            let organisation = title.organisation.filter(|&n| entity(Some(n)).is_some_and(|e| is(&e, EntityKind::Organisation)));
            let Some(holder) = holder else {
                if title.stands != Stands::Never {
                    standing.push((span, title, entity(organisation)));
                }
                continue;
            };
            holders.insert(title.key, holder);
            cast.mentions.push(Mention { span, kind: MentionKind::Office, entity: holder });
            let organisation_group = organisation.map(|n| placed[(start + n) as usize].group);
            if office_seen.insert((holder, title.key, organisation_group)) {
                let organisation = organisation.map(|n| placed[(start + n) as usize].span);
                cast.entities[holder as usize].offices.push(Office { title: span, organisation });
            }
        }
    }
    let mut unnamed: FxHashMap<u64, u32> = FxHashMap::default();
    let mut initials_of: FxHashMap<u64, u32> = FxHashMap::default();
    for (span, title, organisation) in standing {
        let key = title.key;
        if title.stands == Stands::Held && !holders.contains_key(&key) {
            continue;
        }
        let words = span.of(text);
        let entity = holders.get(&key).copied().or(organisation).unwrap_or_else(|| {
            *unnamed.entry(key).or_insert_with(|| {
                cast.entities.push(Entity {
                    kind: EntityKind::Person,
                    name: span,
                    aliases: vec![],
                    offices: vec![Office { title: span, organisation: None }],
                    acronym: None,
                    gender: None,
                });
                cast.entities.len() as u32 - 1
            })
        });
        for initials in initials(words, &token::tokens(words)) {
            initials_of.entry(initials).or_insert(entity);
        }
        cast.mentions.push(Mention { span, kind: MentionKind::Office, entity });
    }
    if initials_of.is_empty() {
        return;
    }
    // "the IG" after "the Inspector General": in the order of their places.
    let mut held: Vec<Mention> = Vec::new();
    for (i, one) in placed.iter().enumerate() {
        if one.name.words != 1 || !names.groups[one.group as usize].signals.has(Signals::CAPITALS) {
            continue;
        }
        let Some(&entity) = initials_of.get(&one.name.key) else { continue };
        if entity_of[i].is_some_and(|e| {
            cast.entities[e as usize].name != one.span
                && e != entity
                && cast.entities[e as usize].aliases.contains(&names.groups[one.group as usize].place.span)
        }) {
            continue;
        }
        held.push(Mention { span: one.span, kind: MentionKind::Office, entity });
    }
    cast.mentions.retain(|m| held.binary_search_by_key(&m.span, |held| held.span).is_err());
    cast.mentions.append(&mut held);
}

/// What decides over a name: for fitting the weights of the signals and clues, nothing else.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    pub own: u64,
    /// How often each signal of the surroundings was seen.
    pub around: Vec<u32>,
    /// The words of the name and those beside it, as "slot, tab, words", once for each place.
    pub clues: Vec<String>,
    pub places: Vec<Span>,
}

/// The names of an article with their signals, those aside that a longer name explains.
pub fn survey(text: &str, article: &Article) -> Vec<Survey> {
    let (names, placed, starts) = gather(text, &article.paragraphs);
    let fresh = |group: &Group| Survey { own: group.signals.own().0, around: vec![0; 64], ..Survey::default() };
    let mut found: Vec<Survey> = names.groups.iter().map(fresh).collect();
    let ends = starts.iter().skip(1).copied().chain([placed.len() as u32]);
    for ((paragraph, &start), end) in article.paragraphs.iter().zip(&starts).zip(ends) {
        let (words, tokens) = (paragraph.span.of(text), &paragraph.reading.tokens);
        for one in &placed[start as usize..end as usize] {
            let survey = &mut found[one.group as usize];
            for (bit, count) in survey.around.iter_mut().enumerate() {
                *count += (one.name.signals.around().0 >> bit & 1) as u32;
            }
            let first = tokens.partition_point(|t| t.start < one.name.span.start);
            let after = tokens.partition_point(|t| t.start < one.name.span.end);
            clue::visit(words, tokens, first..after, |clue| {
                if survey.places.is_empty() || !clue.slot.is_own() {
                    survey.clues.push(format!("{}\t{}", clue.slot.name(), clue.words.join(" ").trim_end().to_lowercase()));
                }
                true
            });
            survey.places.push(one.span);
        }
    }
    let mut groups = names.groups.iter().enumerate();
    found.retain(|_| groups.next().is_some_and(|(i, g)| g.root as usize == i && g.rivals.is_empty() && !g.everyday));
    found
}
