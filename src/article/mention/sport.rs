//! Whether an article tells of sport, by the words of its paragraphs.

use crate::article::Paragraph;
use crate::article::lexicon::Class;
use crate::article::token::Token;

/// How many words of a paragraph there are, and how many are of sport.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sporting {
    words: u32,
    of_sport: u32,
}

/// Counts the words of a paragraph.
pub fn sporting(tokens: &[Token]) -> Sporting {
    tokens.iter().fold(Sporting::default(), |all, token| Sporting {
        words: all.words + u32::from(token.is_word()),
        of_sport: all.of_sport + u32::from(token.is(Class::SPORT)),
    })
}

/// Whether the article tells of sport: where it does, "England" and "Oklahoma" are teams.
pub fn is_game(paragraphs: &[Paragraph]) -> bool {
    let count = |of: fn(&Sporting) -> u32| paragraphs.iter().map(|p| of(&p.reading.sporting) as usize).sum::<usize>();
    let of_sport = count(|s| s.of_sport);
    of_sport >= 5 && of_sport * 80 >= count(|s| s.words)
}
