//! Who holds a title and where, as one sentence says it.

use super::key::key;
use super::known::known;
use super::run::Run;
use super::sight::Sight;
use super::title::Phrase;
use crate::article::lexicon::Class;
use crate::article::token::Kind;

/// Holder and organisation as numbers in the sentence's list of runs.
pub struct Links {
    pub holder: Option<usize>,
    pub organisation: Option<usize>,
}

impl Sight<'_> {
    /// A capitalised title right after "NAME," takes everyday capitals before it: "Ann Moss, Housing Rights Organizer".
    pub fn widened(&self, phrase: Phrase, runs: &mut Vec<Run>) -> Phrase {
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
        let known = || known(key(self.text, &self.tokens[run.first..run.end]));
        if !(comma && named && everyday && known().is_none()) {
            return phrase;
        }
        runs.remove(i);
        Phrase { first: run.first, ..phrase }
    }

    /// Who holds a title and where.
    pub fn links(&self, phrase: &Phrase, runs: &[Run]) -> Links {
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
                let end = self.before_party(end);
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

    /// Where a name ends that a party and a state follow: "Ada Quill (R-Ariz.)", "Ada Quill, R-Ohio".
    fn before_party(&self, end: usize) -> usize {
        let opens = |&at: &usize| matches!(self.text_at(at), "(" | ",") && self.is_party(at + 1);
        (end.saturating_sub(7).max(self.sentence.start)..end).rev().find(opens).unwrap_or(end)
    }

    /// Whether a title by itself stands for its holder: "the Inspector General", not "a Senator" or "General Motors".
    pub fn stands(&self, phrase: &Phrase) -> bool {
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
