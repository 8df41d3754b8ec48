//! Candidates: what one paragraph alone can say of the names in it.

use super::key::key;
use super::known::known;
use super::run::{Cutter, Run};
use super::sight::Sight;
use super::signal::Signals;
use super::title::{self, Phrase};
use super::{Name, Stands, Title};
use crate::article::lexicon::Class;
use crate::article::token::{Kind, Shape, Token};
use std::ops::Range;

/// Lists that are filled for one paragraph after the other: what is kept of them is as long as it must be.
#[derive(Default)]
pub struct Room {
    names: Vec<Name>,
    titles: Vec<Title>,
    /// Of one sentence.
    runs: Vec<Run>,
    phrases: Vec<Phrase>,
}

/// Finds the name and title candidates of a paragraph, both in the order of their places.
pub fn find(text: &str, tokens: &[Token], sentences: &[Range<usize>], room: &mut Room) -> (Vec<Name>, Vec<Title>) {
    for sentence in sentences {
        let has_capital = tokens[sentence.clone()].iter().any(|t| t.is_word() && t.is_capitalised());
        if has_capital {
            sentence_names(text, tokens, sentence, room);
        }
    }
    (room.names.drain(..).collect(), room.titles.drain(..).collect())
}

fn sentence_names(text: &str, tokens: &[Token], sentence: &Range<usize>, room: &mut Room) {
    let Room { names, titles, runs, phrases } = room;
    runs.clear();
    title::phrases(text, tokens, sentence, phrases);
    let case = case_of(text, tokens, sentence);
    let cutter = Cutter { text, tokens, sentence: sentence.clone(), titles: phrases, case };
    cutter.runs(|run| shape(text, tokens, sentence, run, runs));
    let sight = Sight { text, tokens, sentence, case };
    for phrase in phrases.iter_mut() {
        *phrase = sight.widened(*phrase, runs);
    }
    let base = names.len() as u32;
    for (i, run) in runs.iter().enumerate() {
        let mut name = sight.name(run);
        if let Some(before) = i.checked_sub(1).map(|b| &runs[b]) {
            let bracketed = sight.is_sign(run.first.wrapping_sub(1), b'(') && sight.is_sign(run.end, b')');
            let beside = before.end + 1 == run.first || (before.end + 2 == run.first && tokens[before.end].kind == Kind::Possessive);
            if bracketed && beside && name.words == 1 && tokens[run.first].shape == Shape::Upper {
                name.acronym_of = Some(base + i as u32 - 1);
                names[(base + i as u32 - 1) as usize].signals.add(Signals::ACRONYM_AFTER);
            }
        }
        if sight.is_sign(run.first.wrapping_sub(1), b'(') && name.acronym_of.is_none() && name.words == 1 {
            let bracket = run.first - 1;
            name.signals.add_if(phrases.iter().any(|p| p.end == bracket), Signals::AFTER_TITLE);
            name.signals.add_if(sight.spells(bracket, run.first), Signals::INITIALS_OF_WORDS);
        }
        names.push(name);
    }
    let first_title = titles.len();
    for phrase in phrases.iter() {
        let span = tokens[phrase.first].span().cover(tokens[phrase.end - 1].span());
        let links = sight.links(phrase, runs);
        if let Some(holder) = links.holder {
            let name = &mut names[base as usize + holder];
            name.signals.add(if runs[holder].first >= phrase.end { Signals::TITLE_BEFORE } else { Signals::TITLE_AFTER });
        }
        if let Some(organisation) = links.organisation {
            names[base as usize + organisation].signals.add(Signals::OFFICE_OF);
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
            key: key(text, &tokens[phrase.first..phrase.end]),
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
    let stopped = tokens.last().is_some_and(|t| t.text(text) == ".");
    let upper = tokens.iter().map(|t| usize::from((t.shape == Shape::Upper) & (t.span().len() > 4))).sum::<usize>();
    // Most sentences.
    if stopped && upper < 2 {
        return Case::Running;
    }
    let mut words = 0;
    let mut capitals = 0;
    let mut small = 0;
    const NAMED: Class = Class::ORGANISATION.or(Class::TITLE).or(Class::FIRST_NAME).or(Class::SURNAME);
    for (i, token) in tokens.iter().enumerate() {
        // Without a branch: nobody could foretell one.
        let capital = token.is_word() & token.is_capitalised();
        words += usize::from(capital | (token.is_word() & (token.span().len() >= 4)));
        capitals += usize::from(capital);
        // A capital on a word that has none inside names: "Tell", "Will", "With".
        small += usize::from(capital & (i > 0) & token.is(Class::COMMON) & !token.is(NAMED));
    }
    if upper >= 2 && upper * 10 >= words * 6 {
        return Case::Capitals;
    }
    if !stopped && words >= 4 && capitals * 5 >= words * 4 && small >= 2 { Case::Title } else { Case::Running }
}

/// Cuts what cannot belong to a name from a run, or the run in two.
fn shape(text: &str, tokens: &[Token], sentence: &Range<usize>, run: Run, runs: &mut Vec<Run>) {
    let Run { mut first, mut end, headed } = run;
    let opens =
        first == sentence.start || !tokens[first - 1].is_word() && matches!(tokens[first - 1].kind, Kind::Quote | Kind::Dash | Kind::Stop);
    let word = |at: usize| tokens[at].is_word();
    let whole = || known(key(text, &tokens[first..end])).is_some();
    let organisation = || tokens[end - 1].is(Class::ORGANISATION) || headed || whole();
    // "Yesterday Ann Moss", "Critics Moss".
    if opens && end > first + 1 && word(first + 1) && tokens[first].shape == Shape::Title && !organisation() {
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
    matches!(
        word,
        "Yesterday"
            | "Today"
            | "Tomorrow"
            | "Meanwhile"
            | "However"
            | "Also"
            | "Then"
            | "Now"
            | "Here"
            | "There"
            | "Still"
            | "Even"
            | "Just"
            | "Only"
            | "Not"
            | "Never"
            | "Once"
            | "Instead"
            | "Later"
            | "Earlier"
            | "Perhaps"
            | "Last"
            | "Next"
            | "Dear"
            | "Thank"
            | "Thanks"
            | "Moreover"
            | "Furthermore"
            | "Maybe"
            | "Therefore"
            | "Thus"
            | "Hence"
            | "Like"
            | "Former"
            | "Critics"
            | "Editor"
            | "File"
            | "Photo"
            | "FILE"
            | "PHOTO"
            | "Image"
            | "Hello"
            | "Hi"
            | "Yes"
            | "No"
            | "Oh"
            | "Well"
            | "Ask"
            | "Tell"
            | "Did"
            | "Read"
            | "See"
            | "Says"
            | "Said"
    )
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
