//! What single words tell of a figure that stands close to them.

use crate::article::lexicon::{self, Number};
use rustc_hash::FxHashMap;
use std::ops::BitOr;
use std::sync::LazyLock;

/// A set of things that a word can say of a figure, wherever it stands.
#[derive(Clone, Copy, Default)]
pub struct Role(u16);

impl Role {
    pub const WILL: Role = Role(1);
    /// "he" or "she".
    pub const HE: Role = Role(1 << 1);
    pub const HARMS: Role = Role(1 << 2);
    /// What a court does with somebody.
    pub const COURT: Role = Role(1 << 3);
    pub const SPENDS: Role = Role(1 << 4);
    pub const COSTS: Role = Role(1 << 5);
    pub const PROMISES: Role = Role(1 << 6);
    pub const LIMITS: Role = Role(1 << 7);
    /// What somebody has in numbers.
    pub const HAS: Role = Role(1 << 8);
    pub const ELECTORAL: Role = Role(1 << 9);
    pub const INHABITANTS: Role = Role(1 << 10);
    /// May put it down to nobody, with the words beside it: [`super::vague::hearsay`].
    pub const HEARSAY: Role = Role(1 << 11);
    /// Says that somebody arrived at it.
    pub const COUNTED: Role = Role(1 << 12);
    pub const THERE: Role = Role(1 << 13);

    pub fn any(self, other: Role) -> bool {
        self.0 & other.0 != 0
    }

    /// What a word in any case can say.
    pub fn of(word: &str) -> Role {
        lexicon::small(word).and_then(|word| WORDS.get(&word).copied()).unwrap_or_default()
    }
}

impl BitOr for Role {
    type Output = Role;

    fn bitor(self, other: Role) -> Role {
        Role(self.0 | other.0)
    }
}

static WORDS: LazyLock<FxHashMap<Number, Role>> = LazyLock::new(|| {
    let rows = [
        (Role::WILL, "will would shall"),
        (Role::HE, "he she"),
        (Role::HARMS, "killed killing kills injured injuring wounded wounding dead died dies deaths injuries"),
        (Role::COURT, "sentenced fined charged convicted bail fine damages counts indicted pleaded jury judge"),
        (
            Role::SPENDS,
            "spend spends spent spending raise raises raised raising invest invested investing lost lose loses earned earn earns made collected collecting owed owes revenue debt debts losses profit deficit",
        ),
        (Role::COSTS, "cost costs costing worth valued price priced sold charges charged pay paid"),
        (
            Role::PROMISES,
            "pledge pledged pledges promise promised promises promising commit committed commits plan plans planned target targets goal aims aim agreed offer offered offers launched unveiled announced approved asked requested awarded calls called wants",
        ),
        (
            Role::LIMITS,
            "takes needed need needs require requires required threshold hurdle cutoff limit limits maximum minimum recommended mark cap quota earning income penalty fine qualify eligible least",
        ),
        (Role::HAS, "has have had hold holds held own owns owned hosts employs employed carries runs operates serves boasts"),
        (Role::ELECTORAL, "delegates seats votes points electoral"),
        (Role::INHABITANTS, "inhabitants residents citizens"),
        (Role::HEARSAY, "reportedly allegedly supposedly purportedly reputedly"),
        (Role::HEARSAY, "said believed thought reckoned rumored rumoured understood reputed estimates accounts put place"),
        (Role::COUNTED, "counted compiled collected measured put projected released published"),
        (Role::THERE, "there"),
    ];
    let mut words = FxHashMap::<Number, Role>::default();
    for (role, list) in rows {
        for word in list.split(' ') {
            let known = words.entry(lexicon::small(word).expect("no word of the table is long")).or_default();
            *known = *known | role;
        }
    }
    words
});

/// What the words before or after a figure can say, the nearest first.
pub struct Near {
    roles: [Role; FARTHEST],
}

/// Tokens on either side within which anything is looked for.
pub const FARTHEST: usize = 18;

impl Near {
    /// Of the nearest words; there may be fewer than the farthest that anybody looks at, not more.
    pub fn of<'t>(words: impl Iterator<Item = &'t str>) -> Near {
        let mut roles = [Role::default(); FARTHEST];
        roles.iter_mut().zip(words).for_each(|(role, word)| *role = Role::of(word));
        Near { roles }
    }

    /// Whether one of the nearest so many words says one of these things.
    pub fn any(&self, most: usize, role: Role) -> bool {
        self.roles[..most].iter().fold(Role::default(), |all, one| all | *one).any(role)
    }

    /// What the word at a distance says; the next is at 0.
    pub fn at(&self, distance: usize) -> Role {
        self.roles[distance]
    }
}
