//! Lists of numbers by key, of which there are millions with a member or two each: sorted runs instead of a table, an eighth as
//! large and filled at once when an archive is opened.

/// What stands in a list.
pub trait Member: Copy {
    /// Members of one list come in this order; those with one number are one member.
    fn number(&self) -> u32;
    /// Takes in another with the same number.
    fn join(&mut self, other: Self);
    fn is_nothing(&self) -> bool;
}

impl Member for u32 {
    fn number(&self) -> u32 {
        *self
    }

    fn join(&mut self, _: u32) {}

    fn is_nothing(&self) -> bool {
        false
    }
}

/// A number and how often it counts; taken back by counting below zero.
impl Member for (u32, i32) {
    fn number(&self) -> u32 {
        self.0
    }

    fn join(&mut self, other: (u32, i32)) {
        self.1 += other.1;
    }

    fn is_nothing(&self) -> bool {
        self.1 == 0
    }
}

/// Lists by key. The sorted runs become shorter from each to the next, by half or more, so that there are few.
#[derive(Debug)]
pub struct Lists<M> {
    runs: Vec<Vec<Pair<M>>>,
    young: Vec<Pair<M>>,
}

#[derive(Clone, Copy, Debug)]
struct Pair<M> {
    /// In two halves, so that a pair needs no more than its parts.
    key: [u32; 2],
    member: M,
}

impl<M: Member> Pair<M> {
    fn order(&self) -> ([u32; 2], u32) {
        (self.key, self.member.number())
    }
}

/// Pairs that are looked through one by one.
const YOUNG: usize = 64;

impl<M> Default for Lists<M> {
    fn default() -> Lists<M> {
        Lists { runs: vec![], young: vec![] }
    }
}

impl<M: Member> Lists<M> {
    pub fn push(&mut self, key: u64, member: M) {
        self.young.push(Pair { key: halves(key), member });
        if self.young.len() >= YOUNG {
            self.order();
        }
    }

    /// Puts what came last in order.
    fn order(&mut self) {
        let mut run = std::mem::take(&mut self.young);
        // Members that come one after the other stay so.
        run.sort_unstable_by_key(Pair::order);
        joined(&mut run);
        while let Some(before) = self.runs.pop_if(|before| before.len() < 2 * run.len()) {
            run = merged(before, run);
        }
        run.shrink_to_fit();
        if !run.is_empty() {
            self.runs.push(run);
        }
    }

    /// The members of a list; one that came again later may be told of again.
    pub fn of(&self, key: u64) -> impl Iterator<Item = M> + '_ {
        let key = halves(key);
        let of_run = move |run: &'_ Vec<Pair<M>>| {
            let from = run.partition_point(|p| p.key < key);
            let count = run[from..].iter().take_while(|p| p.key == key).count();
            from..from + count
        };
        let old = self.runs.iter().flat_map(move |run| run[of_run(run)].iter());
        old.chain(self.young.iter().filter(move |p| p.key == key)).map(|p| p.member)
    }
}

fn halves(key: u64) -> [u32; 2] {
    [(key >> 32) as u32, key as u32]
}

/// Makes equal neighbours one.
fn joined<M: Member>(run: &mut Vec<Pair<M>>) {
    run.dedup_by(|later, first| {
        let same = later.order() == first.order();
        if same {
            first.member.join(later.member);
        }
        same
    });
    run.retain(|pair| !pair.member.is_nothing());
}

fn merged<M: Member>(one: Vec<Pair<M>>, other: Vec<Pair<M>>) -> Vec<Pair<M>> {
    let mut all = Vec::with_capacity(one.len() + other.len());
    let mut other = other.into_iter().peekable();
    for pair in one {
        while let Some(before) = other.next_if(|o| o.order() < pair.order()) {
            all.push(before);
        }
        all.push(pair);
    }
    all.extend(other);
    joined(&mut all);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn lists_have_what_was_put_in_them_and_in_order() {
        let mut lists = Lists::default();
        let mut plain: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
        for number in 0..5_000u32 {
            let key = u64::from(number.wrapping_mul(0x9e37_79b9) >> 22) << 23;
            lists.push(key, number);
            plain.entry(key).or_default().push(number);
            if number % 701 == 0 {
                plain.iter().for_each(|(key, list)| assert!(lists.of(*key).eq(list.iter().copied()), "{number} {key}"));
            }
        }
        assert_eq!(lists.of(1).count(), 0);
        assert!(lists.runs.len() < 12, "{}", lists.runs.len());
    }

    #[test]
    fn what_is_counted_can_be_taken_back() {
        let mut lists = Lists::default();
        for round in 0..1_000 {
            lists.push(round % 7, (3, 1));
            if round % 2 == 0 {
                lists.push(round % 7, (3, -1));
            }
        }
        let count = |key| lists.of(key).map(|m: (u32, i32)| m.1).sum::<i32>();
        assert_eq!((0..7).map(count).sum::<i32>(), 500);
    }
}
