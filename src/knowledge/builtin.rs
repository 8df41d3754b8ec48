//! The starter pack: departments, agencies, parties, advocacy and business organisations, parliaments and international bodies,
//! and who has headed them. Written by hand as tab-separated text in `starter/`, where every row names its source and the source
//! says up to which day the row is vouched for.
//!
//! Its words are part of the program; what is made when somebody first asks are numbers.

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
    Pack::of_tables(TITLE, TABLES).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_fit_together() {
        assert_eq!(Pack::of_tables(TITLE, TABLES).1, Vec::<String>::new());
    }
}
