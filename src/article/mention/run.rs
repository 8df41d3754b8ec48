//! Runs: the stretches of a sentence that may be a name, cut at titles and everything that cannot stand inside one.

use super::candidate::Case;
use super::title::Phrase;
use super::word::is_honorific;
use crate::article::lexicon::Class;
use crate::article::token::{Kind, Shape, Token};
use std::ops::Range;

/// Words that never begin a name and end one.
const SMALL: Class = Class::DETERMINER
    .or(Class::PREPOSITION)
    .or(Class::CONJUNCTION)
    .or(Class::AUXILIARY)
    .or(Class::PRONOUN)
    .or(Class::WEEKDAY)
    .or(Class::MONTH);

/// A name candidate as a range of tokens, its end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    pub first: usize,
    pub end: usize,
    /// "University of", "Center for": the words show an organisation.
    pub headed: bool,
}

pub struct Cutter<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub sentence: Range<usize>,
    pub titles: &'a [Phrase],
    pub case: Case,
}

impl Cutter<'_> {
    /// Shows the candidates of the sentence, in order.
    pub fn runs(&self, mut see: impl FnMut(Run)) {
        let mut at = self.sentence.start;
        // A glance rules out most words.
        let may_start = |token: &Token| token.is_capitalised() || token.is(Class::PARTICLE);
        while let Some(skipped) = self.tokens[at..self.sentence.end].iter().position(may_start) {
            at += skipped;
            if !self.starts(at) {
                at += 1;
                continue;
            }
            if let Some(title) = self.titles.iter().find(|t| t.capitalised && t.first <= at && at < t.end) {
                at = title.end;
                continue;
            }
            let run = self.run(at);
            at = run.end;
            see(run);
        }
    }

    fn word(&self, at: usize) -> Option<&Token> {
        if at >= self.sentence.end { None } else { Some(&self.tokens[at]) }
    }

    fn words(&self, at: usize) -> &str {
        self.word(at).map_or("", |t| t.text(self.text))
    }

    fn capital(&self, at: usize) -> bool {
        self.word(at).is_some_and(|t| t.is_word() && t.is_capitalised())
    }

    fn in_title(&self, at: usize) -> bool {
        self.titles.iter().any(|t| t.capitalised && t.first <= at && at < t.end)
    }

    /// Whether a name may begin at the token.
    fn starts(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if !token.is_word() {
            return false;
        }
        if !token.is_capitalised() {
            // "al-Shabaab": a particle tied to a capital.
            return token.is(Class::PARTICLE)
                && self.word(at + 1).is_some_and(|t| t.kind == Kind::Dash && token.touches(t))
                && self.capital(at + 2)
                && matches!(token.text(self.text), "al" | "el" | "ul" | "as" | "ash" | "an" | "ad" | "ar" | "ur");
        }
        if is_honorific(token, self.text) || token.apostrophe && is_contraction(token.text(self.text)) {
            return false;
        }
        if token.is(SMALL) {
            let next = self.word(at + 1);
            let named = token.is(Class::FIRST_NAME)
                && next.is_some_and(|t| t.is_word() && t.is_capitalised() && !t.is(SMALL) && !t.is(Class::ORGANISATION));
            // "A.M. Best", "US": an upper-case twin of a small word is a name of its own.
            let capitals = token.shape == Shape::Upper
                && !(self.case != Case::Running)
                && token.span().len() > 1
                && !token.is(Class::MONTH.or(Class::WEEKDAY))
                && !token.is(Class::DETERMINER.or(Class::CONJUNCTION).or(Class::PREPOSITION));
            return named || capitals;
        }
        if (self.case != Case::Running)
            && token.is(Class::COMMON)
            && !token.is(Class::FIRST_NAME.or(Class::PLACE))
            && !(self.case == Case::Title && token.shape == Shape::Upper)
        {
            return false;
        }
        token.span().len() > 1 || self.words(at + 1) == "." || self.words(at + 1) == "&" || self.summit(at).is_some()
    }

    /// The end of "G7", "G-20": states that meet.
    fn summit(&self, at: usize) -> Option<usize> {
        if self.words(at) != "G" {
            return None;
        }
        let dash = self.word(at + 1).filter(|t| t.kind == Kind::Dash && self.tokens[at].touches(t)).is_some() as usize;
        let number = at + 1 + dash;
        let counts = matches!(self.words(number), "5" | "7" | "8" | "20" | "77");
        (counts && self.tokens[number - 1].touches(&self.tokens[number])).then_some(number + 1)
    }

    fn run(&self, first: usize) -> Run {
        if let Some(end) = self.summit(first) {
            return Run { first, end, headed: false };
        }
        let mut end = first + 1;
        if !self.tokens[first].is_capitalised() {
            end = first + 3;
        }
        let mut state = State { organisation: false, complement: false, headed: false, seen: false, everyday: Everyday(None) };
        state.see(&self.tokens[first]);
        while let Some(next) = self.glue(first, end, &mut state) {
            for at in end..next {
                state.see(&self.tokens[at]);
            }
            end = next;
        }
        Run { first, end, headed: state.headed }
    }

    /// The new end of a run that goes on after `end`.
    fn glue(&self, first: usize, end: usize, state: &mut State) -> Option<usize> {
        let token = self.word(end)?;
        let last = &self.tokens[end - 1];
        if self.in_title(end) {
            return None;
        }
        match token.kind {
            Kind::Word if token.is_capitalised() => self.glue_capital(first, end, state),
            Kind::Word => self.glue_small(first, end, state),
            // "John F. Kennedy", "St. Louis", "Moss Inc. of".
            Kind::Stop => {
                let short = last.is_word() && (last.span().len() == 1 || last.is(Class::ABBREVIATION.or(Class::ABBREVIATED_TITLE)));
                let goes_on = short
                    && token.span().len() == 1
                    && last.touches(token)
                    && self.capital(end + 1)
                    && !self.tokens[end + 1].is(SMALL)
                    && !self.in_title(end + 1);
                goes_on.then_some(end + 2)
            }
            Kind::Dash => {
                let tied =
                    last.touches(token) && token.span().len() <= 3 && self.word(end + 1).is_some_and(|t| token.touches(t) && t.is_word());
                if !tied || (self.case != Case::Running) && self.tokens[end + 1].is(Class::COMMON) {
                    return None;
                }
                let next = &self.tokens[end + 1];
                if next.is_capitalised() {
                    return Some(end + 2);
                }
                // "Jean-luc", "Abd al-Rahman", "Moon Jae-in", but not "Sydney-based".
                let given = last.is(Class::FIRST_NAME) && next.is(Class::FIRST_NAME)
                    || (next.span().len() <= 4 && !next.is(Class::COMMON) && !last.is(Class::COMMON.or(Class::PLACE)))
                    || !last.is(Class::PLACE) && is_syllable(last.text(self.text)) && is_syllable(next.text(self.text));
                let particle = next.is(Class::PARTICLE) && self.words(end + 2) == "-" && self.capital(end + 3);
                if particle {
                    Some(end + 4)
                } else if given && end > first + 1 {
                    Some(end + 2)
                } else {
                    None
                }
            }
            Kind::Possessive if !state.organisation || is_owner(last, self.text) => self.glue_possessive(first, end),
            Kind::Quote => {
                // "Workers’ Alliance": the apostrophe of a plural.
                let plural =
                    last.touches(token) && matches!(token.text(self.text), "'" | "’") && last.text(self.text).ends_with(['s', 'S']);
                if plural && (!state.organisation || is_owner(last, self.text)) { self.glue_possessive(first, end) } else { None }
            }
            Kind::Sign => match token.text(self.text) {
                "&" if self.capital(end + 1) && !self.tokens[end + 1].is(Class::DETERMINER) => Some(end + 2),
                // "Harbor Motors Co., Ltd"
                "," if matches!(self.words(end + 1), "Ltd" | "Inc" | "LLC" | "LLP" | "PLC" | "Corp") => Some(end + 2),
                "," if state.complement && self.capital(end + 1) && self.everyday(end + 1) && self.series(end) => Some(end + 2),
                _ => None,
            },
            _ => None,
        }
    }

    fn everyday(&self, at: usize) -> bool {
        let Some(token) = self.word(at) else { return false };
        token.is(Class::COMMON) && !token.is(Class::FIRST_NAME.or(Class::PLACE).or(Class::TITLE)) && token.shape == Shape::Title
    }

    /// "Alcohol, Tobacco, Firearms and Explosives": capitals between commas that end with "and".
    fn series(&self, comma: usize) -> bool {
        let mut at = comma;
        while self.words(at) == "," && self.capital(at + 1) && at < comma + 12 {
            at += 2;
            while self.capital(at) && at < comma + 12 {
                at += 1;
            }
        }
        (self.words(at) == "and" || self.words(at) == "&") && self.everyday(at + 1)
    }

    fn glue_capital(&self, first: usize, end: usize, state: &State) -> Option<usize> {
        let token = &self.tokens[end];
        let last = &self.tokens[end - 1];
        if is_honorific(token, self.text) || matches!(token.text(self.text), "Today" | "Yesterday" | "Tonight" | "Tomorrow" | "According") {
            return None;
        }
        if (self.case != Case::Running) && token.is(Class::COMMON) && !token.is(Class::FIRST_NAME.or(Class::SURNAME).or(Class::PLACE)) {
            // In title case only the tail of an organisation goes on.
            let tail = token.is(Class::ORGANISATION.or(Class::GEOGRAPHY)) && !last.is(Class::FIRST_NAME);
            return tail.then_some(end + 1);
        }
        // "Reuters REUTERS" and other furniture: the capitals of a line end where small letters begin.
        if token.is(SMALL) {
            let next_capital = self.capital(end + 1) && !self.tokens[end + 1].is(SMALL);
            if token.is(Class::MONTH) && !token.is(Class::WEEKDAY) {
                let surname = last.is(Class::FIRST_NAME)
                    && self.word(end + 1).is_none_or(|t| t.kind != Kind::Number)
                    && token.text(self.text) == "May";
                return surname.then_some(end + 1);
            }
            let inside = next_capital
                && !(self.case != Case::Running)
                && token.is(Class::PREPOSITION.or(Class::PRONOUN).or(Class::AUXILIARY))
                && !last.is(Class::FIRST_NAME)
                && token.text(self.text) != "I"
                && token.shape == Shape::Title;
            let capitals = token.shape == Shape::Upper && last.shape == Shape::Title && !token.is(Class::PRONOUN.or(Class::DETERMINER));
            return (inside || capitals).then_some(end + if inside { 2 } else { 1 });
        }
        let _ = (first, state);
        Some(end + 1)
    }

    fn glue_small(&self, first: usize, end: usize, state: &mut State) -> Option<usize> {
        if (self.case != Case::Running) && !state.organisation {
            return None;
        }
        let last = &self.tokens[end - 1];
        let token = &self.tokens[end];
        let (the, next) = if matches!(self.words(end + 1), "the" | "The") { (1, end + 2) } else { (0, end + 1) };
        match token.text(self.text) {
            "of" => {
                let heads = last.is(Class::ORGANISATION_HEAD.or(Class::ORGANISATION)) && !last.is(Class::TITLE);
                if heads
                    && self.capital(next)
                    && !self.in_title(next)
                    && !self.tokens[next].is(Class::WEEKDAY.or(Class::PRONOUN))
                    && self.may_follow(next)
                {
                    state.complement = true;
                    state.headed = true;
                    return Some(next + 1);
                }
                None
            }
            "for" | "on" | "to" | "against" | "in" => {
                let word = token.text(self.text);
                let heads = match word {
                    "for" => {
                        last.is(Class::ORGANISATION_HEAD)
                            || state.organisation
                            || (state.everyday.holds() && self.everyday(next) && !self.opens(first))
                    }
                    "on" | "against" => {
                        last.is(Class::ORGANISATION_HEAD) && self.everyday(next) && !self.tokens[next].is(Class::WEEKDAY.or(Class::MONTH))
                    }
                    "to" => matches!(last.text(self.text), "Committee" | "Campaign" | "Coalition" | "Alliance" | "Movement"),
                    _ => last.is(Class::ORGANISATION_HEAD) && state.organisation && self.everyday(next) && the == 0,
                };
                if heads
                    && !last.is(Class::TITLE)
                    && self.capital(next)
                    && !self.in_title(next)
                    && !self.tokens[next].is(SMALL)
                    && self.may_follow(next)
                {
                    state.complement = true;
                    state.headed |= last.is(Class::ORGANISATION_HEAD) || word == "for";
                    return Some(next + 1);
                }
                None
            }
            "and" => {
                if !self.capital(end + 1) || self.in_title(end + 1) || self.tokens[end + 1].is(SMALL) {
                    return None;
                }
                if !self.everyday(end + 1) {
                    return None;
                }
                let after = self.capitals(end + 1);
                let tail = &self.tokens[after - 1];
                if state.complement {
                    // "Department of Health and Human Services", but not "Department of Justice and Department of State".
                    let own = self.tokens[end + 1].is(Class::ORGANISATION_HEAD) && self.words(end + 2) == "of";
                    let body = tail.is(Class::ORGANISATION) && !tail.is(Class::COMMON);
                    return (self.everyday(end - 1) && !own && !body).then_some(end + 2);
                }
                // "Immigration and Customs Enforcement": everyday words before, the organisation's word after.
                let before = state.everyday.holds() && !state.organisation && !self.opens(first);
                (before && tail.is(Class::ORGANISATION) && after > end + 2).then_some(end + 2)
            }
            _ if token.is(Class::PARTICLE) => {
                let mut at = end + 1;
                while self.word(at).is_some_and(|t| t.shape == Shape::Lower && t.is(Class::PARTICLE)) && at < end + 3 {
                    at += 1;
                }
                let tied = self.word(at).is_some_and(|t| t.kind == Kind::Dash)
                    && self.capital(at + 1)
                    && self.tokens[at - 1].touches(&self.tokens[at]);
                if tied {
                    return Some(at + 2);
                }
                let fits = self.capital(at)
                    && !self.tokens[at].is(SMALL)
                    && !self.in_title(at)
                    && !token.is(Class::PREPOSITION.or(Class::DETERMINER).or(Class::CONJUNCTION).or(Class::AUXILIARY));
                fits.then_some(at + 1)
            }
            _ => None,
        }
    }

    /// Whether what follows "of" can belong to the same name: not another body's or a person's full name.
    fn may_follow(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let person = token.is(Class::FIRST_NAME)
            && !token.is(Class::PLACE.or(Class::COMMON))
            && self.capital(at + 1)
            && !self.tokens[at + 1].is(Class::ORGANISATION);
        !person
    }

    /// The end of the capitalised words from a place on.
    fn capitals(&self, from: usize) -> usize {
        (from..self.sentence.end).find(|&at| !self.capital(at)).unwrap_or(self.sentence.end)
    }

    /// Whether the token is the first of its sentence, where a capital says nothing.
    fn opens(&self, at: usize) -> bool {
        at == self.sentence.start
            || !self.tokens[at - 1].is_word() && matches!(self.tokens[at - 1].kind, Kind::Quote | Kind::Dash | Kind::Stop)
    }

    /// "Sheriff’s Department", "Workers’ Alliance": an everyday owner inside an organisation's name.
    fn glue_possessive(&self, first: usize, end: usize) -> Option<usize> {
        let owner = &self.tokens[end - 1];
        if !self.capital(end + 1) || self.tokens[end + 1].is(SMALL) {
            return None;
        }
        let after = self.capitals(end + 1);
        let tail = &self.tokens[after - 1];
        let saint = end >= first + 2 && matches!(self.words(end - 2), "." | "St" | "Saint");
        let owned = (owner.is(Class::COMMON.or(Class::TITLE)) && !owner.is(Class::PLACE) && owner.shape == Shape::Title) || saint;
        (owned && tail.is(Class::ORGANISATION.or(Class::ORGANISATION_HEAD).or(Class::GEOGRAPHY))).then_some(end + 2)
    }
}

/// People own organisations inside names that are one already: "Farm Workers’ Alliance", "Project of the Lawyer’s Guild".
fn is_owner(token: &Token, text: &str) -> bool {
    token.is(Class::TITLE.or(Class::OCCUPATION).or(Class::PEOPLE))
        || matches!(token.text(text), "Physicians" | "Journalists" | "Parliamentarians")
}

/// "I’ve", "We'll", "Don’t".
fn is_contraction(word: &str) -> bool {
    let Some(at) = word.rfind(['\'', '’']) else { return false };
    let tail = word[at..].trim_start_matches(['\'', '’']);
    matches!(tail, "ve" | "ll" | "m" | "re" | "d" | "t" | "VE" | "LL" | "M" | "RE" | "T")
}

struct State {
    /// A word of an organisation was seen.
    organisation: bool,
    /// After "of" or "for".
    complement: bool,
    headed: bool,
    seen: bool,
    /// Whether all words so far are everyday ones; None before the first.
    everyday: Everyday,
}

impl State {
    fn see(&mut self, token: &Token) {
        if token.is_word() && token.is_capitalised() {
            self.organisation |= token.is(Class::ORGANISATION);
            // "U.S. Food and Drug Administration": a place in front changes nothing.
            let place = !self.seen && token.is(Class::PLACE.or(Class::DEMONYM));
            self.seen = true;
            if !place {
                self.everyday = self.everyday.and(token.is(Class::COMMON) && !token.is(Class::FIRST_NAME.or(Class::PLACE)));
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Everyday(Option<bool>);

impl Everyday {
    fn and(self, everyday: bool) -> Everyday {
        Everyday(Some(self.0.unwrap_or(true) && everyday))
    }

    fn holds(self) -> bool {
        self.0 == Some(true)
    }
}

/// Whether a word can be a syllable of a Korean or Chinese name in Latin letters: "Sung", "hoon", "Ying", "jeou"; not "led", "born".
fn is_syllable(word: &str) -> bool {
    const ONSETS: &[&str] = &["", "ch", "sh", "ts", "hs", "kw", "hw", "hy", "ky", "gy", "by", "my", "py", "ry", "gw", "ss", "tz", "kh"];
    let small = word.to_ascii_lowercase();
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let Some(first) = small.find(vowel) else { return false };
    let (onset, rest) = small.split_at(first);
    let last = rest.rfind(vowel).map_or(0, |at| at + 1);
    let (vowels, coda) = rest.split_at(last);
    (onset.len() == 1 || ONSETS.contains(&onset))
        && vowels.len() <= 3
        && vowels.chars().all(vowel)
        && matches!(coda, "" | "n" | "ng" | "k" | "l" | "m" | "p" | "h" | "y")
        && small != "run"
}
