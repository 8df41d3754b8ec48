//! Which acronyms an article spells out: words in a row that begin with their letters.

use crate::article::Article;
use crate::article::lexicon::Class;
use crate::article::token::{Kind, Token};
use rustc_hash::{FxHashMap, FxHashSet};

/// The acronyms, of those asked for, whose letters begin words that stand in a row somewhere in the article, or that the article's
/// own names are tied to.
pub fn out<'t>(article: &Article, text: &str, acronyms: impl Iterator<Item = &'t str>) -> FxHashSet<&'t str> {
    let all: Vec<&'t str> = acronyms.collect();
    let mut spelled: FxHashSet<&'t str> = FxHashSet::default();
    let by_text: FxHashMap<&str, &'t str> = all.iter().map(|a| (*a, *a)).collect();
    // Who is who has found the long name already.
    for entity in &article.entities {
        for alias in &entity.aliases {
            if let Some(acronym) = by_text.get(alias.of(text)).filter(|_| entity.name.of(text).contains([' ', '-'])) {
                spelled.insert(*acronym);
            }
        }
    }
    // Acronyms by their first letter: each place of the text is compared with few.
    let mut by_initial: [Vec<&'t str>; 26] = Default::default();
    for acronym in all {
        by_initial[usize::from(acronym.as_bytes()[0] - b'A')].push(acronym);
    }
    for paragraph in &article.paragraphs {
        let words = paragraph.span.of(text);
        let tokens = &paragraph.reading.tokens;
        let steps = &paragraph.reading.kept.get(|| Steps::of(words, tokens)).0;
        for at in 0..steps.len() {
            let (Step::Word(initial) | Step::Small(initial)) = steps[at] else { continue };
            let Some(candidates) = by_initial.get_mut(usize::from(initial)).filter(|c| !c.is_empty()) else { continue };
            candidates.retain(|acronym| {
                let found = begins(words, tokens, steps, at, acronym);
                if found {
                    spelled.insert(acronym);
                }
                !found
            });
        }
    }
    spelled
}

/// What each token of a paragraph is to who spells an acronym out.
struct Steps(Vec<Step>);

/// Words have the place of their first letter in the alphabet; beyond it, one that is not in it.
#[derive(Clone, Copy)]
enum Step {
    Word(u8),
    /// A small word, which may be left out.
    Small(u8),
    /// A sign inside names.
    Joint,
    End,
}

impl Steps {
    fn of(words: &str, tokens: &[Token]) -> Steps {
        let step = |token: &Token| match token.kind {
            Kind::Word => {
                let initial = words.as_bytes()[token.start as usize].to_ascii_lowercase().wrapping_sub(b'a');
                let small = token.is(Class::PREPOSITION.or(Class::DETERMINER).or(Class::CONJUNCTION)) && !token.is_capitalised();
                if small { Step::Small(initial) } else { Step::Word(initial) }
            }
            // "Anti-Moss League", "Workers’ Union", "Safety & Health".
            Kind::Dash | Kind::Possessive => Step::Joint,
            _ if matches!(token.text(words), "&" | "’" | "'" | ",") => Step::Joint,
            _ => Step::End,
        };
        Steps(tokens.iter().map(step).collect())
    }
}

/// Whether the words from a token on begin with the letters, one or more a word, small words left out or counted.
///
/// Capitalised words may stand anywhere; small ones count only where most begin as the acronym does, which in running text
/// happens by chance, so that all of them must and brackets must follow or nothing be left out.
fn begins(words: &str, tokens: &[Token], steps: &[Step], at: usize, acronym: &str) -> bool {
    let letters = acronym.as_bytes();
    let (mut matched, mut capitals) = (0, 0);
    let mut n = at;
    while matched < letters.len() && n < tokens.len() && n < at + 2 * letters.len() + 4 {
        let (step, token) = (steps[n], &tokens[n]);
        n += 1;
        let initial = match step {
            Step::Joint => continue,
            Step::End => return false,
            Step::Word(initial) | Step::Small(initial) => initial,
        };
        if initial == letters[matched] - b'A' && token.text(words) != acronym {
            matched += 1;
            capitals += usize::from(token.is_capitalised());
        } else if matches!(step, Step::Word(_)) {
            return false;
        }
    }
    if matched < letters.len() {
        return false;
    }
    let bracket = tokens.get(n).is_some_and(|t| t.text(words) == "(") && tokens.get(n + 1).is_some_and(|t| t.text(words) == acronym);
    capitals * 2 > matched || bracket || matched >= 4
}
