//! What can be seen of a name candidate in its sentence: the signals of its words and of its surroundings.

use super::Name;
use super::candidate::Case;
use super::clue;
use super::key::{Keys, keys};
use super::known::{Known, known};
use super::run::Run;
use super::signal::Signals;
use super::word::{gender_of, is_body, is_honorific, is_mixed, is_past, is_people, is_rule};
use crate::article::lexicon::Class;
use crate::article::token::{Kind, Shape, Token};
use std::ops::Range;

/// What is among the tokens of a name.
#[derive(Default)]
struct Parts {
    /// Of the capitalised words: all their classes, whether there is an everyday one, and one that is none.
    capitalised: Class,
    everyday: bool,
    rare: bool,
    /// A small word inside people's names that is not also grammar.
    particle: bool,
    /// A letter and its dot.
    initial: bool,
    mixed: bool,
    hyphen: bool,
}

/// What can be seen of a candidate in its sentence.
pub struct Sight<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub sentence: &'a Range<usize>,
    pub case: Case,
}

impl Sight<'_> {
    pub fn at(&self, at: usize) -> Option<&Token> {
        if self.sentence.contains(&at) { Some(&self.tokens[at]) } else { None }
    }

    pub fn text_at(&self, at: usize) -> &str {
        self.at(at).map_or("", |t| t.text(self.text))
    }

    pub fn is(&self, at: usize, class: Class) -> bool {
        self.at(at).is_some_and(|t| t.is(class))
    }

    /// Whether a sign of ASCII stands there.
    pub fn is_sign(&self, at: usize, sign: u8) -> bool {
        self.at(at).is_some_and(|t| t.kind == Kind::Sign && self.text.as_bytes()[t.start as usize] == sign)
    }

    pub fn name(&self, run: &Run) -> Name {
        let (text, tokens) = (self.text, self.tokens);
        let span = tokens[run.first].span().cover(tokens[run.end - 1].span());
        let keys = keys(text, &tokens[run.first..run.end]);
        let honorific = self.honorific(run.first);
        let mut signals = self.own_signals(run, &keys);
        signals.add_if(honorific.is_some(), Signals::HONORIFIC_BEFORE);
        signals.add(self.signals_before(run));
        signals.add(self.signals_after(run));
        let gender = honorific.and_then(gender_of);
        let (own, around) = clue::weigh(text, tokens, run.first..run.end);
        let (key, first, last, words) = (keys.all, keys.first, keys.last, keys.words);
        Name { span, signals, own, around, key, first, last, words, gender, acronym_of: None }
    }

    fn own_signals(&self, run: &Run, keys: &Keys) -> Signals {
        let tokens = &self.tokens[run.first..run.end];
        let mut s = Signals::default();
        let known = known(keys.all);
        s.add_if(known == Some(Known::Organisation), Signals::KNOWN_ORGANISATION);
        s.add_if(known == Some(Known::Place) || self.is_realm(run) || self.is_constituency(run.first), Signals::KNOWN_PLACE);
        let parts = self.parts(tokens);
        let last = tokens.iter().rfind(|t| t.is_word()).expect("a run has a word");
        let first = &tokens[0];
        let single = keys.words == 1;
        s.add_if(last.is(Class::ORGANISATION) && (!single || !last.is(Class::FIRST_NAME.or(Class::SURNAME))), Signals::ORGANISATION_LAST);
        s.add_if(run.headed, Signals::ORGANISATION_OF);
        s.add_if(!single && parts.capitalised.any(Class::ORGANISATION.or(Class::ORGANISATION_HEAD)), Signals::ORGANISATION_INSIDE);
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
        // "RJ Moss"
        let initials = keys.words == 2
            && first.shape == Shape::Upper
            && letters == 2
            && !first.is(Class::ACRONYM.or(Class::COMMON))
            && last.shape == Shape::Title
            && !last.is(Class::COMMON);
        s.add_if(!single && parts.initial || keys.suffix || initials, Signals::PERSON_SHAPE);
        s.add_if(!single && parts.particle, Signals::PARTICLE_INSIDE);
        let ending = single && !first.is(Class::FIRST_NAME.or(Class::SURNAME)) && is_people(first.text(self.text));
        s.add_if(ending, Signals::PEOPLE_ENDING);
        s.add_if(!parts.rare, Signals::COMMON_ONLY);
        s.add_if(parts.everyday && parts.rare, Signals::COMMON_SOME);
        s.add_if(!parts.everyday && (2..=3).contains(&keys.words), Signals::RARE_WORDS);
        let listed = Class::COMMON
            .or(Class::FIRST_NAME)
            .or(Class::SURNAME)
            .or(Class::PLACE)
            .or(Class::DEMONYM)
            .or(Class::ORGANISATION)
            .or(Class::ACRONYM);
        s.add_if(single && !first.is(listed) && first.shape == Shape::Title, Signals::RARE_WORD);
        s.add_if(keys.words >= 4, Signals::LONG);
        s.add_if(parts.mixed, Signals::MIXED);
        s.add_if(parts.hyphen, Signals::HYPHEN);
        s.add_if(self.case != Case::Running, Signals::TITLE_CASE);
        let opens = run.first == self.sentence.start
            || !self.tokens[run.first - 1].is_word() && matches!(self.tokens[run.first - 1].kind, Kind::Quote | Kind::Dash | Kind::Stop);
        let named = Class::FIRST_NAME.or(Class::SURNAME).or(Class::PLACE);
        let everyday = single && opens && first.is(Class::COMMON) && !first.is(named) && first.shape == Shape::Title && known.is_none();
        s.add_if(everyday, Signals::EVERYDAY_START);
        s
    }

    /// What the tokens of a name are, in one pass.
    fn parts(&self, tokens: &[Token]) -> Parts {
        let mut parts = Parts::default();
        for (i, token) in tokens.iter().enumerate() {
            parts.hyphen |= token.kind == Kind::Dash;
            if !token.is_word() {
                continue;
            }
            let letters = token.span().len();
            if token.is_capitalised() {
                let everyday = token.is(Class::COMMON) && (token.shape == Shape::Title || self.case == Case::Capitals || letters > 4);
                parts.everyday |= everyday;
                parts.rare |= !everyday;
                parts.capitalised = parts.capitalised.or(token.class);
            } else {
                parts.particle |= i > 0
                    && token.shape == Shape::Lower
                    && token.is(Class::PARTICLE)
                    && !token.is(Class::PREPOSITION.or(Class::DETERMINER));
            }
            parts.mixed |= is_mixed(token.text(self.text));
            parts.initial |= letters == 1 && tokens.get(i + 1).is_some_and(|next| next.text(self.text) == ".");
        }
        parts
    }

    /// "State of Qatar", "Kingdom of the Netherlands": a country by its full name.
    fn is_realm(&self, run: &Run) -> bool {
        if run.end - run.first < 3 {
            return false;
        }
        let realm = matches!(
            self.text_at(run.first),
            "State" | "Republic" | "Kingdom" | "Sultanate" | "Emirate" | "Commonwealth" | "Duchy" | "Principality" | "Province"
        );
        let the = matches!(self.text_at(run.first + 2), "the" | "The") as usize;
        let from = run.first + 2 + the;
        realm && self.text_at(run.first + 1) == "of" && from < run.end && (from..run.end).all(|at| self.is(at, Class::PLACE))
    }

    /// "Mr", "Ms" and their kin right before a place.
    fn honorific(&self, first: usize) -> Option<&str> {
        let before = first.checked_sub(1)?;
        let dotted = self.at(before).is_some_and(|t| t.kind == Kind::Stop) && self.text_at(before) == ".";
        let at = if dotted { before.checked_sub(1)? } else { before };
        self.at(at).filter(|t| is_honorific(t, self.text)).map(|t| t.text(self.text))
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
        // In "the Moss administration" the article belongs to the noun.
        let rule = || is_rule(self.text_at(run.end)) && !self.tokens[first].is(Class::PLACE.or(Class::DEMONYM));
        s.add_if(before.is(Class::DETERMINER) && matches!(word, "the" | "The") && !rule(), Signals::THE_BEFORE);
        let small = before.is_word() && before.shape == Shape::Lower;
        if before.is(Class::PREPOSITION) {
            s.add_if(
                matches!(
                    word,
                    "in" | "In" | "at" | "At" | "near" | "from" | "From" | "across" | "outside" | "inside" | "throughout" | "around"
                ),
                Signals::IN_BEFORE,
            );
            s.add_if(matches!(word, "by" | "By" | "with" | "With"), Signals::BY_BEFORE);
            s.add_if(word == "against", Signals::CONTEST_BESIDE);
            s.add_if(word == "against", Signals::PERSON_OBJECT_BEFORE);
            let of = word == "of" && at > 0;
            s.add_if(
                of && self.is(at - 1, Class::GEOGRAPHY) && self.at(at - 1).is_some_and(|t| t.shape == Shape::Lower),
                Signals::LOCATIVE_NOUN_BEFORE,
            );
        } else if small {
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
                    | "defeated"
                    | "interviewed"
                    | "accused"
                    | "urged"
                    | "thanked"
            );
            s.add_if(met, Signals::PERSON_OBJECT_BEFORE);
        }
        s.add_if(small && before.is(Class::SAY), Signals::SAY_BEFORE);
        s.add_if(small && before.is(Class::OCCUPATION), Signals::OCCUPATION_BEFORE);
        s.add_if(small && (before.is(Class::ORGANISATION) || is_body(word)), Signals::ORGANISATION_WORD_BEFORE);
        s.add_if(small && before.is(Class::CONTEST), Signals::CONTEST_BESIDE);
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
        if after.is_word() && is_rule(word) {
            s.add(Signals::ADMINISTRATION_AFTER);
        } else if after.is_word() && after.shape == Shape::Lower {
            s.add_if(after.is(Class::SAY), Signals::SAY_AFTER);
            s.add_if(word == "who", Signals::WHO_AFTER);
            let verb = after.is(Class::AUXILIARY.or(Class::HOLD)) || word.ends_with("ed") || is_past(word);
            s.add_if(verb, Signals::ACTION_AFTER);
            s.add_if(after.is(Class::ORGANISATION), Signals::ORGANISATION_WORD_AFTER);
            let noun = !verb
                && !after.is(Class::SAY.or(Class::PREPOSITION).or(Class::CONJUNCTION).or(Class::PRONOUN).or(Class::DETERMINER))
                && !word.ends_with("ly")
                && word != "who";
            s.add_if(noun, Signals::NOUN_AFTER);
        }
        s.add_if(after.shape == Shape::Lower && after.is(Class::CONTEST.or(Class::SPORT)), Signals::CONTEST_BESIDE);
        s.add_if(after.kind == Kind::Number || (word == "$" && self.tokens[at - 1].touches(after)), Signals::NUMBER_AFTER);
        match word {
            "," => {
                s.add_if(self.text_at(at + 1) == "who", Signals::WHO_AFTER);
                let age = self.at(at + 1).is_some_and(|t| t.kind == Kind::Number && t.span().len() <= 3)
                    && matches!(self.text_at(at + 2), "," | "." | ";");
                s.add_if(age || self.text_at(at + 1) == "aged", Signals::AGE_AFTER);
                s.add_if(self.is(at + 1, Class::PLACE) && self.at(at + 1).is_some_and(|t| t.is_capitalised()), Signals::PLACE_AFTER);
                s.add_if(self.occupation_after(at + 1), Signals::OCCUPATION_AFTER);
                s.add_if(self.is_party(at + 1), Signals::PARTY_AFTER);
            }
            "(" => {
                let number = self.at(at + 1).is_some_and(|t| t.kind == Kind::Number && t.span().len() <= 3) && self.text_at(at + 2) == ")";
                s.add_if(number, Signals::AGE_AFTER);
                s.add_if(self.is_party(at + 1), Signals::PARTY_AFTER);
            }
            ":" => {
                let named = self.is(at + 1, Class::FIRST_NAME) && self.at(at + 2).is_some_and(|t| t.is_word() && t.is_capitalised());
                s.add_if(named && run.first == self.sentence.start, Signals::CONTACT);
            }
            _ => {}
        }
        s
    }

    /// Whether a party's letter and a dash or comma stand before a place: "(D-N.M.)", ", R-Ohio".
    fn is_constituency(&self, first: usize) -> bool {
        first >= 3
            && self.at(first - 3).is_some_and(|t| t.kind == Kind::Sign && matches!(t.text(self.text), "(" | ","))
            && self.is_party(first - 2)
    }

    /// "D-N.M.", "R-Ohio", "D, Nevada": a party's letter and a state.
    pub fn is_party(&self, from: usize) -> bool {
        matches!(self.text_at(from), "D" | "R" | "I" | "L" | "G")
            && self.at(from + 1).is_some_and(|t| t.kind == Kind::Dash || t.text(self.text) == ",")
            && self.at(from + 2).is_some_and(|t| t.is_capitalised())
    }

    /// Whether the small words before a bracket have the letters of the acronym in it for initials, and name no body.
    pub fn spells(&self, bracket: usize, acronym: usize) -> bool {
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
}
