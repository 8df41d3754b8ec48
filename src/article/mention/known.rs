//! Names that their words alone do not give away, by the key of their words.

use super::key::key_of;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    Organisation,
    Place,
}

static NAMES: LazyLock<FxHashMap<u64, Known>> = LazyLock::new(|| {
    let mut names = FxHashMap::default();
    let files = [
        (Known::Place, include_str!("../lexicon/known_place.txt")),
        (Known::Organisation, include_str!("../lexicon/known_organisation.txt")),
    ];
    for (kind, file) in files {
        for line in file.lines().filter(|l| !l.starts_with('#')) {
            names.insert(key_of(line.trim()), kind);
        }
    }
    names
});

pub fn known(key: u64) -> Option<Known> {
    NAMES.get(&key).copied()
}
