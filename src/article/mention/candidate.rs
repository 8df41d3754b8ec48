//! Candidates: what one paragraph alone can say of the names in it.

use super::key::{Keys, key_of, keys};
use super::known::{Known, known};
use super::run::{Cutter, Run};
use super::signal::Signals;
use super::title::{self, Phrase};
use super::word::{gender_of, is_body, is_honorific, is_mixed, is_people, is_rule};
use super::{Name, Stands, Title};
use crate::article::lexicon::Class;
use crate::article::token::{Kind, Shape, Token};
use std::ops::Range;

/// Finds the name and title candidates of a paragraph, both in the order of their places.
pub fn find(text: &str, tokens: &[Token], sentences: &[Range<usize>]) -> (Vec<Name>, Vec<Title>) {
    let mut found = (Vec::new(), Vec::new());
    for sentence in sentences {
        let has_capital = tokens[sentence.clone()].iter().any(|t| t.is_word() && t.is_capitalised());
        if has_capital {
            sentence_names(text, tokens, sentence, &mut found);
        }
    }
    found
}

fn sentence_names(text: &str, tokens: &[Token], sentence: &Range<usize>, found: &mut (Vec<Name>, Vec<Title>)) {
    let (names, titles) = found;
    let phrases = title::phrases(text, tokens, sentence);
    let case = case_of(text, tokens, sentence);
    let cutter = Cutter { text, tokens, sentence: sentence.clone(), titles: &phrases, case };
    let mut runs: Vec<Run> = Vec::new();
    for run in cutter.runs() {
        shape(text, tokens, sentence, run, &mut runs);
    }
    let sight = Sight { text, tokens, sentence, case };
    let phrases: Vec<Phrase> = phrases.iter().map(|p| sight.widened(*p, &mut runs)).collect();
    let base = names.len() as u32;
    for (i, run) in runs.iter().enumerate() {
        let mut name = sight.name(run);
        if let Some(before) = i.checked_sub(1).map(|b| &runs[b]) {
            let bracketed = sight.text_at(run.first.wrapping_sub(1)) == "(" && sight.text_at(run.end) == ")";
            let beside = before.end + 1 == run.first || (before.end + 2 == run.first && tokens[before.end].kind == Kind::Possessive);
            if bracketed && beside && name.words == 1 && tokens[run.first].shape == Shape::Upper {
                name.acronym_of = Some(base + i as u32 - 1);
                names[(base + i as u32 - 1) as usize].signals.add(Signals::ACRONYM_AFTER);
            }
        }
        if sight.text_at(run.first.wrapping_sub(1)) == "(" && name.acronym_of.is_none() && name.words == 1 {
            let bracket = run.first - 1;
            name.signals.add_if(phrases.iter().any(|p| p.end == bracket), Signals::AFTER_TITLE);
            name.signals.add_if(sight.spells(bracket, run.first), Signals::INITIALS_OF_WORDS);
        }
        names.push(name);
    }
    let first_title = titles.len();
    for phrase in &phrases {
        let span = tokens[phrase.first].span().cover(tokens[phrase.end - 1].span());
        let links = sight.links(phrase, &runs);
        if let Some(holder) = links.holder {
            let name = &mut names[base as usize + holder];
            name.signals.add(if runs[holder].first >= phrase.end { Signals::TITLE_BEFORE } else { Signals::TITLE_AFTER });
        }
        let stands = match () {
            _ if links.holder.is_some() || !phrase.capitalised => Stands::Never,
            _ if case != Case::Running => Stands::Held,
            _ if sight.stands(phrase) => Stands::Always,
            _ => Stands::Never,
        };
        if links.holder.is_none() && stands == Stands::Never {
            continue;
        }
        let number = |i: usize| base + i as u32;
        titles.push(Title {
            span,
            key: key_of(span.of(text)),
            holder: links.holder.map(number),
            organisation: links.organisation.map(number),
            stands,
        });
    }
    titles[first_title..].sort_by_key(|t| t.span);
}

/// How a sentence is written.
fn case_of(text: &str, tokens: &[Token], sentence: &Range<usize>) -> Case {
    let tokens = &tokens[sentence.clone()];
    let mut words = 0;
    let mut capitals = 0;
    let mut upper = 0;
    let mut small = 0;
    for (i, token) in tokens.iter().enumerate() {
        if !token.is_word() || token.span().len() < 4 && token.shape == Shape::Lower {
            continue;
        }
        words += 1;
        if token.is_capitalised() {
            capitals += 1;
            // A capital on a word that has none inside names: "Tell", "Will", "With".
            if i > 0 && token.is(Class::COMMON) && !token.is(Class::ORGANISATION.or(Class::TITLE).or(Class::FIRST_NAME).or(Class::SURNAME))
            {
                small += 1;
            }
        }
        if token.shape == Shape::Upper && token.span().len() > 4 {
            upper += 1;
        }
    }
    if upper >= 2 && upper * 10 >= words * 6 {
        return Case::Capitals;
    }
    let stopped = tokens.last().is_some_and(|t| t.text(text) == ".");
    if !stopped && words >= 4 && capitals * 5 >= words * 4 && small >= 2 { Case::Title } else { Case::Running }
}

/// Cuts what cannot belong to a name from a run, or the run in two.
fn shape(text: &str, tokens: &[Token], sentence: &Range<usize>, run: Run, runs: &mut Vec<Run>) {
    let Run { mut first, mut end, headed } = run;
    let opens =
        first == sentence.start || !tokens[first - 1].is_word() && matches!(tokens[first - 1].kind, Kind::Quote | Kind::Dash | Kind::Stop);
    let word = |at: usize| tokens[at].is_word();
    let whole = known(keys(text, &tokens[first..end]).all).is_some();
    let organisation = tokens[end - 1].is(Class::ORGANISATION) || headed || whole;
    // "Yesterday Ann Moss", "Critics Moss".
    if opens && end > first + 1 && word(first + 1) && !organisation && tokens[first].shape == Shape::Title {
        let token = &tokens[first];
        let next = &tokens[first + 1];
        let everyday = token.is(Class::COMMON) && !token.is(Class::FIRST_NAME.or(Class::SURNAME).or(Class::PLACE));
        if everyday && (next.is(Class::FIRST_NAME) || !next.is(Class::COMMON) || token.text(text).ends_with("ly")) {
            first += 1;
        }
    }
    if opens && end > first + 1 && is_opener(tokens[first].text(text)) && word(first + 1) {
        first += 1;
    }
    // "Obama Administration": the person alone.
    if end == first + 2
        && matches!(tokens[end - 1].text(text), "Administration" | "Presidency" | "Campaign" | "Regime" | "Government" | "Era")
    {
        let person = &tokens[first];
        if person.shape == Shape::Title && !person.is(Class::COMMON.or(Class::PLACE).or(Class::DEMONYM).or(Class::ORGANISATION)) {
            end -= 1;
        }
    }
    // "Democrat Ann Moss", "BBC Ann Moss": what stands before a given name is not part of it.
    let plain = (first..end).all(|at| word(at) && !tokens[at].is(Class::ORGANISATION));
    if plain && end >= first + 3 {
        let given = (first..end - 1).find(|&at| tokens[at].is(Class::FIRST_NAME) && !tokens[at].is(Class::PLACE));
        let leads = Class::DEMONYM.or(Class::OCCUPATION).or(Class::PLACE).or(Class::COMMON);
        if let Some(given) = given.filter(|&g| g > first) {
            let lead = (first..given).all(|at| {
                (tokens[at].is(leads) && !tokens[at].is(Class::FIRST_NAME.or(Class::SURNAME)))
                    || tokens[at].shape == Shape::Upper && tokens[at].span().len() > 1
            });
            if lead {
                runs.push(Run { first, end: given, headed: false });
                first = given;
            }
        }
    }
    let single = end == first + 1;
    if single && tokens[first].is(Class::COMMON) {
        let token = &tokens[first];
        let name = token.is(Class::FIRST_NAME.or(Class::SURNAME).or(Class::PLACE));
        let closed =
            Class::PREPOSITION.or(Class::DETERMINER).or(Class::CONJUNCTION).or(Class::AUXILIARY).or(Class::PRONOUN).or(Class::NUMERAL);
        if opens && !name && token.is(closed) {
            return;
        }
    }
    // A single letter or a number is nobody.
    if single && tokens[first].span().len() < 2 {
        return;
    }
    if first < end {
        runs.push(Run { first, end, headed });
    }
}

/// Words that open sentences before a name.
fn is_opener(word: &str) -> bool {
    const OPENERS: &[&str] = &[
        "Yesterday",
        "Today",
        "Tomorrow",
        "Meanwhile",
        "However",
        "Also",
        "Then",
        "Now",
        "Here",
        "There",
        "Still",
        "Even",
        "Just",
        "Only",
        "Not",
        "Never",
        "Once",
        "Instead",
        "Later",
        "Earlier",
        "Perhaps",
        "Last",
        "Next",
        "Dear",
        "Thank",
        "Thanks",
        "Moreover",
        "Furthermore",
        "Maybe",
        "Therefore",
        "Thus",
        "Hence",
        "Like",
        "Former",
        "Critics",
        "Editor",
        "File",
        "Photo",
        "FILE",
        "PHOTO",
        "Image",
        "Hello",
        "Hi",
        "Yes",
        "No",
        "Oh",
        "Well",
        "Ask",
        "Tell",
        "Did",
        "Read",
        "See",
        "Says",
        "Said",
    ];
    OPENERS.contains(&word)
}

/// Whether capitals say something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Running,
    /// A headline with a capital on most words.
    Title,
    /// A line of capitals.
    Capitals,
}

/// What can be seen of a candidate in its sentence.
struct Sight<'a> {
    text: &'a str,
    tokens: &'a [Token],
    sentence: &'a Range<usize>,
    case: Case,
}

struct Links {
    holder: Option<usize>,
    organisation: Option<usize>,
}

impl Sight<'_> {
    fn at(&self, at: usize) -> Option<&Token> {
        if self.sentence.contains(&at) { Some(&self.tokens[at]) } else { None }
    }

    fn text_at(&self, at: usize) -> &str {
        self.at(at).map_or("", |t| t.text(self.text))
    }

    fn is(&self, at: usize, class: Class) -> bool {
        self.at(at).is_some_and(|t| t.is(class))
    }

    fn name(&self, run: &Run) -> Name {
        let (text, tokens) = (self.text, self.tokens);
        let span = tokens[run.first].span().cover(tokens[run.end - 1].span());
        let keys = keys(text, &tokens[run.first..run.end]);
        let mut signals = self.own_signals(run, &keys);
        signals.add(self.signals_before(run));
        signals.add(self.signals_after(run));
        let gender = self.honorific(run.first).and_then(gender_of);
        Name { span, signals, key: keys.all, first: keys.first, last: keys.last, words: keys.words, gender, acronym_of: None }
    }

    fn own_signals(&self, run: &Run, keys: &Keys) -> Signals {
        let tokens = &self.tokens[run.first..run.end];
        let mut s = Signals::default();
        let known = known(keys.all);
        s.add_if(known == Some(Known::Organisation), Signals::KNOWN_ORGANISATION);
        s.add_if(known == Some(Known::Place), Signals::KNOWN_PLACE);
        let last = tokens.iter().rfind(|t| t.is_word()).expect("a run has a word");
        let first = &tokens[0];
        let capitals = || tokens.iter().filter(|t| t.is_word() && t.is_capitalised());
        let single = keys.words == 1;
        s.add_if(last.is(Class::ORGANISATION) && (!single || !last.is(Class::FIRST_NAME.or(Class::SURNAME))), Signals::ORGANISATION_LAST);
        s.add_if(run.headed, Signals::ORGANISATION_OF);
        s.add_if(!single && capitals().any(|t| t.is(Class::ORGANISATION.or(Class::ORGANISATION_HEAD))), Signals::ORGANISATION_INSIDE);
        s.add_if(last.is(Class::GEOGRAPHY), Signals::GEOGRAPHY_LAST);
        s.add_if(last.is(Class::EVENT), Signals::EVENT_LAST);
        let letters = first.span().len();
        let most = if first.is(Class::COMMON) { 4 } else { 7 };
        let capital_word = single && first.shape == Shape::Upper && !first.is(Class::ACRONYM) && (2..=most).contains(&letters);
        s.add_if(capital_word && !(self.case == Case::Capitals && first.is(Class::COMMON)), Signals::CAPITALS);
        s.add_if(
            !single && first.shape == Shape::Upper && letters >= 2 && !first.is(Class::ACRONYM) && self.case != Case::Capitals,
            Signals::MIXED,
        );
        s.add_if(single && first.is(Class::ACRONYM), Signals::ACRONYM_OTHER);
        let place = |t: &Token| t.is(Class::PLACE);
        s.add_if(single && place(first), Signals::PLACE_ONLY);
        s.add_if(!single && place(last), Signals::PLACE_LAST);
        s.add_if(!single && place(first), Signals::PLACE_FIRST);
        s.add_if(!single && first.is(Class::FIRST_NAME), Signals::FIRST_NAME_FIRST);
        s.add_if(single && first.is(Class::FIRST_NAME), Signals::FIRST_NAME_ONLY);
        s.add_if(!single && last.is(Class::SURNAME), Signals::SURNAME_LAST);
        s.add_if(single && last.is(Class::SURNAME), Signals::SURNAME_ONLY);
        s.add_if(single && first.is(Class::DEMONYM), Signals::DEMONYM_ONLY);
        s.add_if(!single && first.is(Class::DEMONYM), Signals::DEMONYM_FIRST);
        let initial = !single && tokens.windows(2).any(|w| w[0].span().len() == 1 && w[0].is_word() && w[1].text(self.text) == ".");
        let particle = !single
            && tokens[1..]
                .iter()
                .any(|t| t.shape == Shape::Lower && t.is(Class::PARTICLE) && !t.is(Class::PREPOSITION.or(Class::DETERMINER)));
        // "RJ Moss"
        let initials = keys.words == 2
            && first.shape == Shape::Upper
            && letters == 2
            && !first.is(Class::ACRONYM.or(Class::COMMON))
            && last.shape == Shape::Title
            && !last.is(Class::COMMON);
        s.add_if(initial || keys.suffix || initials, Signals::PERSON_SHAPE);
        s.add_if(particle, Signals::PARTICLE_INSIDE);
        let ending = single && !first.is(Class::FIRST_NAME.or(Class::SURNAME)) && is_people(first.text(self.text));
        s.add_if(ending, Signals::PEOPLE_ENDING);
        let everyday = |t: &&Token| t.is(Class::COMMON) && (t.shape == Shape::Title || self.case == Case::Capitals || t.span().len() > 4);
        let common = capitals().filter(everyday).count();
        let all = capitals().count();
        s.add_if(common == all, Signals::COMMON_ONLY);
        s.add_if(common > 0 && common < all, Signals::COMMON_SOME);
        s.add_if(common == 0 && (2..=3).contains(&keys.words), Signals::RARE_WORDS);
        let listed = Class::COMMON
            .or(Class::FIRST_NAME)
            .or(Class::SURNAME)
            .or(Class::PLACE)
            .or(Class::DEMONYM)
            .or(Class::ORGANISATION)
            .or(Class::ACRONYM);
        s.add_if(single && !first.is(listed) && first.shape == Shape::Title, Signals::RARE_WORD);
        s.add_if(keys.words >= 4, Signals::LONG);
        s.add_if(tokens.iter().any(|t| t.is_word() && is_mixed(t.text(self.text))), Signals::MIXED);
        s.add_if(tokens.iter().any(|t| t.kind == Kind::Dash), Signals::HYPHEN);
        s.add_if(self.case != Case::Running, Signals::TITLE_CASE);
        let opens = run.first == self.sentence.start
            || !self.tokens[run.first - 1].is_word() && matches!(self.tokens[run.first - 1].kind, Kind::Quote | Kind::Dash | Kind::Stop);
        let named = Class::FIRST_NAME.or(Class::SURNAME).or(Class::PLACE);
        let everyday = single && opens && first.is(Class::COMMON) && !first.is(named) && first.shape == Shape::Title && known.is_none();
        s.add_if(everyday, Signals::EVERYDAY_START);
        s
    }

    /// "Mr", "Ms" and their kin right before a place.
    fn honorific(&self, first: usize) -> Option<&str> {
        let before = first.checked_sub(1)?;
        let at = if self.text_at(before) == "." { before.checked_sub(1)? } else { before };
        Some(self.text_at(at)).filter(|w| is_honorific(w))
    }

    fn signals_before(&self, run: &Run) -> Signals {
        let mut s = Signals::default();
        let first = run.first;
        let Some(before) = first.checked_sub(1).and_then(|at| self.at(at)) else {
            s.add(Signals::SENTENCE_START);
            return s;
        };
        let at = first - 1;
        let word = before.text(self.text);
        s.add_if(self.honorific(first).is_some(), Signals::HONORIFIC_BEFORE);
        // In "the Moss administration" the article belongs to the noun.
        let rule = is_rule(self.text_at(run.end)) && !self.tokens[first].is(Class::PLACE.or(Class::DEMONYM));
        s.add_if(matches!(word, "the" | "The") && !rule, Signals::THE_BEFORE);
        s.add_if(
            matches!(
                word,
                "in" | "In" | "at" | "At" | "near" | "from" | "From" | "across" | "outside" | "inside" | "throughout" | "around"
            ),
            Signals::IN_BEFORE,
        );
        s.add_if(matches!(word, "by" | "By" | "with" | "With"), Signals::BY_BEFORE);
        s.add_if(before.is(Class::SAY) && before.shape == Shape::Lower, Signals::SAY_BEFORE);
        let small = before.is_word() && before.shape == Shape::Lower;
        s.add_if(small && before.is(Class::OCCUPATION), Signals::OCCUPATION_BEFORE);
        s.add_if(small && (before.is(Class::ORGANISATION) || is_body(word)), Signals::ORGANISATION_WORD_BEFORE);
        let of = word == "of" && at > 0;
        s.add_if(
            of && self.is(at - 1, Class::GEOGRAPHY) && self.at(at - 1).is_some_and(|t| t.shape == Shape::Lower),
            Signals::LOCATIVE_NOUN_BEFORE,
        );
        let met = matches!(
            word,
            "told"
                | "asked"
                | "met"
                | "succeeded"
                | "replaced"
                | "named"
                | "elected"
                | "married"
                | "against"
                | "defeated"
                | "interviewed"
                | "accused"
                | "urged"
                | "thanked"
        );
        s.add_if(met, Signals::PERSON_OBJECT_BEFORE);
        let marks = before.kind == Kind::Quote && self.at(run.end).is_some_and(|t| t.kind == Kind::Quote);
        s.add_if(marks, Signals::IN_MARKS);
        s
    }

    fn signals_after(&self, run: &Run) -> Signals {
        let mut s = Signals::default();
        let mut at = run.end;
        if self.at(at).is_some_and(|t| {
            t.kind == Kind::Possessive || (t.kind == Kind::Quote && t.text(self.text) == "’" && self.tokens[at - 1].touches(t))
        }) {
            s.add(Signals::POSSESSIVE_AFTER);
            at += 1;
        }
        let Some(after) = self.at(at) else { return s };
        let word = after.text(self.text);
        if is_rule(word) {
            s.add(Signals::ADMINISTRATION_AFTER);
        } else if after.is_word() && after.shape == Shape::Lower {
            s.add_if(after.is(Class::SAY), Signals::SAY_AFTER);
            s.add_if(word == "who", Signals::WHO_AFTER);
            let verb = after.is(Class::AUXILIARY.or(Class::HOLD)) || word.ends_with("ed");
            s.add_if(verb, Signals::ACTION_AFTER);
            s.add_if(after.is(Class::ORGANISATION), Signals::ORGANISATION_WORD_AFTER);
            let noun = !verb
                && !after.is(Class::SAY.or(Class::PREPOSITION).or(Class::CONJUNCTION).or(Class::PRONOUN).or(Class::DETERMINER))
                && !word.ends_with("ly")
                && word != "who";
            s.add_if(noun, Signals::NOUN_AFTER);
        }
        s.add_if(after.kind == Kind::Number || (word == "$" && self.tokens[at - 1].touches(after)), Signals::NUMBER_AFTER);
        match word {
            "," => {
                s.add_if(matches!(self.text_at(at + 1), "which" | "whose"), Signals::WHICH_AFTER);
                s.add_if(self.text_at(at + 1) == "who", Signals::WHO_AFTER);
                let age = self.at(at + 1).is_some_and(|t| t.kind == Kind::Number && t.span().len() <= 3)
                    && matches!(self.text_at(at + 2), "," | "." | ";");
                s.add_if(age || self.text_at(at + 1) == "aged", Signals::AGE_AFTER);
                s.add_if(self.is(at + 1, Class::PLACE) && self.at(at + 1).is_some_and(|t| t.is_capitalised()), Signals::PLACE_AFTER);
                s.add_if(self.occupation_after(at + 1), Signals::OCCUPATION_AFTER);
            }
            "(" => {
                let number = self.at(at + 1).is_some_and(|t| t.kind == Kind::Number && t.span().len() <= 3) && self.text_at(at + 2) == ")";
                s.add_if(number, Signals::AGE_AFTER);
                let letter = self.at(at + 1).is_some_and(|t| t.span().len() == 1 && t.is_capitalised() && t.is_word());
                s.add_if(letter && self.at(at + 2).is_some_and(|t| t.kind == Kind::Dash || t.text(self.text) == ","), Signals::PARTY_AFTER);
            }
            _ => {}
        }
        s
    }

    /// Whether the small words before a bracket have the letters of the acronym in it for initials, and name no body.
    fn spells(&self, bracket: usize, acronym: usize) -> bool {
        let mut letters = self.text_at(acronym).chars().rev().flat_map(char::to_lowercase).peekable();
        let mut at = bracket;
        while letters.peek().is_some() && at > self.sentence.start && bracket - at < 8 {
            at -= 1;
            let token = &self.tokens[at];
            if !token.is_word() || token.is(Class::ORGANISATION) && at + 1 == bracket {
                return false;
            }
            let initial = token.text(self.text).chars().next().and_then(|c| c.to_lowercase().next());
            if initial == letters.peek().copied() {
                letters.next();
            }
        }
        letters.peek().is_none()
    }

    /// ", a singer", ", the retired teacher".
    fn occupation_after(&self, from: usize) -> bool {
        if !self.is(from, Class::DETERMINER) {
            return false;
        }
        let words = (from + 1..from + 7)
            .take_while(|&at| self.at(at).is_some_and(|t| t.is_word() && !t.is(Class::PREPOSITION.or(Class::AUXILIARY).or(Class::SAY))));
        let mut words = words.map(|at| &self.tokens[at]);
        words.any(|t| t.is(Class::OCCUPATION) && t.shape == Shape::Lower)
    }

    /// A capitalised title right after "NAME," takes everyday capitals before it: "Ann Moss, Housing Rights Organizer".
    fn widened(&self, phrase: Phrase, runs: &mut Vec<Run>) -> Phrase {
        if !phrase.capitalised {
            return phrase;
        }
        let Some(i) = runs.iter().position(|r| r.end == phrase.first) else { return phrase };
        let run = runs[i];
        let comma = run.first.checked_sub(1).is_some_and(|at| self.text_at(at) == ",");
        let named = i > 0 && runs[i - 1].end + 1 == run.first;
        let everyday = self.tokens[run.first..run.end]
            .iter()
            .all(|t| (t.is_word() && t.is(Class::COMMON) && !t.is(Class::PLACE)) || matches!(t.text(self.text), "&" | "and"));
        let key = keys(self.text, &self.tokens[run.first..run.end]).all;
        if !(comma && named && everyday && known(key).is_none()) {
            return phrase;
        }
        runs.remove(i);
        Phrase { first: run.first, ..phrase }
    }

    /// Who holds a title and where.
    fn links(&self, phrase: &Phrase, runs: &[Run]) -> Links {
        let organisation_before = runs.iter().position(|r| {
            r.end == phrase.first || (r.end + 1 == phrase.first && self.at(r.end).is_some_and(|t| t.kind == Kind::Possessive))
        });
        let after = |at: usize| {
            let the = matches!(self.text_at(at), "the" | "The") as usize;
            runs.iter().position(|r| r.first == at + the)
        };
        let organisation_after = matches!(self.text_at(phrase.end), "of" | "for" | "at" | "with" | "from" | "in" | "to")
            .then(|| after(phrase.end + 1))
            .flatten();
        let organisation = organisation_after.or(organisation_before);
        // TITLE NAME
        let prenominal = runs.iter().position(|r| r.first == phrase.end && !self.tokens[r.first].is(Class::ORGANISATION));
        if let Some(holder) = prenominal {
            return Links { holder: Some(holder), organisation: organisation_before };
        }
        // NAME, [the] ... TITLE
        if let Some(holder) = self.appositive(phrase, runs) {
            return Links { holder: Some(holder), organisation: organisation.filter(|&o| o != holder) };
        }
        // the TITLE [of ORG], NAME,
        let from = organisation_after.map_or(phrase.end, |o| runs[o].end);
        if self.text_at(from) == "," {
            let holder = runs.iter().position(|r| r.first == from + 1);
            let closes = |r: &Run| matches!(self.text_at(r.end), "," | "." | "" | ";") || self.is(r.end, Class::SAY);
            if let Some(holder) =
                holder.filter(|&h| closes(&runs[h]) && runs[h].end > runs[h].first + 1 && !self.is(runs[h].end - 1, Class::ORGANISATION))
            {
                return Links { holder: Some(holder), organisation };
            }
        }
        Links { holder: None, organisation }
    }

    fn appositive(&self, phrase: &Phrase, runs: &[Run]) -> Option<usize> {
        let mut at = phrase.first;
        let mut steps = 0;
        while at > self.sentence.start && steps < 10 {
            at -= 1;
            steps += 1;
            let token = &self.tokens[at];
            let word = token.text(self.text);
            let opens = word == "," || word == "(" || (token.kind == Kind::Dash && !self.tokens[at.saturating_sub(1)].touches(token));
            if opens {
                // ", 45, " stands between a name and its title.
                let mut end = at;
                if end >= self.sentence.start + 2 && self.tokens[end - 1].kind == Kind::Number && self.text_at(end - 2) == "," {
                    end -= 2;
                }
                return runs.iter().position(|r| r.end == end);
            }
            let passes = (token.is_word()
                && !token.is(Class::SAY.or(Class::AUXILIARY))
                && !matches!(word, "and" | "or" | "but" | "as" | "to" | "that" | "with" | "by"))
                || matches!(token.kind, Kind::Possessive | Kind::Number)
                || token.kind == Kind::Dash
                || matches!(word, "&" | "’" | "'");
            if !passes {
                return None;
            }
        }
        None
    }

    /// Whether a title by itself stands for its holder: "the Inspector General", not "a Senator" or "General Motors".
    fn stands(&self, phrase: &Phrase) -> bool {
        if !phrase.capitalised {
            return false;
        }
        let words = phrase.end - phrase.first;
        let before = phrase.first.checked_sub(1).map_or("", |at| self.text_at(at));
        let definite = matches!(before, "the" | "The" | "his" | "her" | "their" | "our" | "’s" | "'s")
            || self.at(phrase.first.wrapping_sub(1)).is_some_and(|t| t.is_capitalised());
        let single = !matches!(
            self.text_at(phrase.first),
            "General"
                | "Head"
                | "Lead"
                | "Guard"
                | "Fellow"
                | "Judge"
                | "Major"
                | "Officer"
                | "Author"
                | "Crown"
                | "Engineer"
                | "Specialist"
        );
        if self.at(phrase.end).is_some_and(|t| t.is_word() && t.is_capitalised()) {
            return false;
        }
        (words >= 2 && (definite || phrase.first > self.sentence.start)) || (definite && single)
    }
}
