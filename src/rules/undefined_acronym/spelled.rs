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
    let mut by_initial: FxHashMap<u8, Vec<&'t str>> = FxHashMap::default();
    for acronym in all {
        by_initial.entry(acronym.as_bytes()[0].to_ascii_lowercase()).or_default().push(acronym);
    }
    for paragraph in &article.paragraphs {
        let words = paragraph.span.of(text);
        let tokens = &paragraph.reading.tokens;
        for (at, token) in tokens.iter().enumerate().filter(|(_, t)| t.is_word()) {
            let initial = words.as_bytes()[token.start as usize].to_ascii_lowercase();
            let Some(candidates) = by_initial.get_mut(&initial) else { continue };
            candidates.retain(|acronym| {
                let found = begins(words, tokens, at, acronym);
                if found {
                    spelled.insert(acronym);
                }
                !found
            });
        }
    }
    spelled
}

/// Whether the words from a token on begin with the letters, one or more a word, small words left out or counted.
///
/// Capitalised words may stand anywhere; small ones count only where most begin as the acronym does, which in running text
/// happens by chance, so that all of them must and brackets must follow or nothing be left out.
fn begins(words: &str, tokens: &[Token], at: usize, acronym: &str) -> bool {
    let letters = acronym.as_bytes();
    let (mut matched, mut capitals, mut content) = (0, 0, 0);
    let mut n = at;
    while matched < letters.len() && n < tokens.len() && n < at + 2 * letters.len() + 4 {
        let token = &tokens[n];
        n += 1;
        match token.kind {
            Kind::Word => {}
            // "Anti-Moss League", "Workers’ Union", "Safety & Health".
            Kind::Dash | Kind::Possessive => continue,
            _ if matches!(token.text(words), "&" | "’" | "'" | ",") => continue,
            _ => return false,
        }
        let word = token.text(words);
        if word == acronym {
            return false;
        }
        let small = token.is(Class::PREPOSITION.or(Class::DETERMINER).or(Class::CONJUNCTION)) && !token.is_capitalised();
        let first = word.as_bytes()[0].to_ascii_uppercase();
        if first == letters[matched] {
            matched += 1;
            content += 1;
            capitals += usize::from(token.is_capitalised());
        } else if !small {
            return false;
        }
    }
    if matched < letters.len() {
        return false;
    }
    let bracket = tokens.get(n).is_some_and(|t| t.text(words) == "(") && tokens.get(n + 1).is_some_and(|t| t.text(words) == acronym);
    capitals * 2 > content || bracket || content >= 4
}
