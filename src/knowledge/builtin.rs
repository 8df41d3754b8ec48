//! The starter pack: departments, agencies, parties, advocacy and business organisations, parliaments and international bodies,
//! and who has headed them. Written by hand as tab-separated text in `starter/`, where every row names its source and the source
//! says up to which day the row is vouched for.
//!
//! Its words are part of the program, and so are the numbers that are made of them: where each stands, and in which order they are
//! looked up. `numbers.bin` is written by a test; where it is not of these words, the numbers are made anew.

use super::Pack;
use std::sync::{Arc, LazyLock};

const TABLES: &str = concat!(
    include_str!("starter/sources.tsv"),
    "\u{c}",
    include_str!("starter/organizations.tsv"),
    "\u{c}",
    include_str!("starter/persons.tsv"),
    "\u{c}",
    include_str!("starter/offices.tsv"),
);

/// What cards call it.
const TITLE: &str = "starter pack";

/// The built-in pack.
pub fn starter() -> &'static Arc<Pack> {
    static STARTER: LazyLock<Arc<Pack>> = LazyLock::new(|| Arc::new(read()));
    &STARTER
}

/// Reads the built-in pack anew; what [`starter`] does once.
pub fn read() -> Pack {
    Pack::of_numbers(TITLE, TABLES, include_bytes!("starter/numbers.bin")).unwrap_or_else(|| of_tables().0)
}

/// What `starter/numbers.bin` has to be.
pub fn numbers() -> Vec<u8> {
    of_tables().0.numbers()
}

/// The pack made from its tables, and what of them does not fit together.
fn of_tables() -> (Pack, Vec<String>) {
    Pack::of_tables(TITLE, TABLES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_fit_together() {
        assert_eq!(of_tables().1, Vec::<String>::new());
    }

    #[test]
    fn a_pack_is_read_as_it_was_written() {
        let tables = of_tables().0;
        let shown = format!("{tables:?}");
        let numbers = tables.numbers();
        let read = |numbers: &[u8]| Pack::of_numbers(TITLE, TABLES, numbers).map(|pack| format!("{pack:?}"));
        assert!(read(&numbers).is_some_and(|pack| pack == shown));
        for cut in [0, 7, 8, 9, 100, numbers.len() / 2, numbers.len() - 1] {
            assert_eq!(read(&numbers[..cut]), None, "cut after {cut} bytes");
        }
        assert_eq!(read(&[&numbers[..], &[0]].concat()), None, "one too many");
        assert!(Pack::of_numbers(TITLE, "other words", &numbers).is_none());
    }
}
