//! In which casts somebody is: up to three in place, more as steps from each to the next, a byte or two each.

use crate::archive::index::bytes::{Reader, put_signed};

/// Numbers of casts in the order in which they came, each once.
#[derive(Debug)]
pub enum Places {
    Few(u8, [u32; FEW]),
    Many(Box<Many>),
}

const FEW: usize = 3;

#[derive(Debug, Default)]
pub struct Many {
    /// The steps; a byte below 0x80 ends one, so that they can be read from the end too.
    steps: Vec<u8>,
    len: u32,
    last: u32,
}

impl Default for Places {
    fn default() -> Places {
        Places::Few(0, [0; FEW])
    }
}

impl Places {
    pub fn len(&self) -> usize {
        match self {
            Places::Few(len, _) => usize::from(*len),
            Places::Many(many) => many.len as usize,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds a cast, unless it is the last already.
    pub fn push(&mut self, cast: u32) {
        match self {
            Places::Few(len, few) => {
                let there = usize::from(*len);
                if few[..there].last() == Some(&cast) {
                } else if there < FEW {
                    few[there] = cast;
                    *len += 1;
                } else {
                    let mut many = Many::default();
                    few.iter().chain([&cast]).for_each(|&cast| many.push(cast));
                    *self = Places::Many(Box::new(many));
                }
            }
            Places::Many(many) if many.last != cast => many.push(cast),
            Places::Many(_) => {}
        }
    }

    /// Takes a cast out, if it is there.
    pub fn remove(&mut self, cast: u32) {
        match self {
            Places::Few(len, few) => {
                if let Some(at) = few[..usize::from(*len)].iter().position(|&c| c == cast) {
                    few.copy_within(at + 1.., at);
                    *len -= 1;
                }
            }
            Places::Many(many) => many.remove(cast),
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        let (few, steps): (&[u32], &[u8]) = match self {
            Places::Few(len, few) => (&few[..usize::from(*len)], &[]),
            Places::Many(many) => (&[], &many.steps),
        };
        let (mut reader, mut cast) = (Reader { rest: steps }, 0);
        let many = std::iter::from_fn(move || {
            cast += reader.signed()?;
            Some(cast as u32)
        });
        few.iter().copied().chain(many)
    }

    /// From the last to the first.
    pub fn rev(&self) -> impl Iterator<Item = u32> + '_ {
        let (few, many): (&[u32], Option<&Many>) = match self {
            Places::Few(len, few) => (&few[..usize::from(*len)], None),
            Places::Many(many) => (&[], Some(many)),
        };
        few.iter().rev().copied().chain(many.into_iter().flat_map(|many| many.rev().map(|(_, cast)| cast)))
    }

    /// Gives back memory that more casts would need.
    pub fn shrink(&mut self) {
        if let Places::Many(many) = self {
            many.steps.shrink_to_fit();
        }
    }
}

impl Many {
    fn push(&mut self, cast: u32) {
        put_signed(&mut self.steps, i64::from(cast) - i64::from(self.last));
        self.last = cast;
        self.len += 1;
    }

    /// From the last on, the place of each one's step and the cast.
    fn rev(&self) -> impl Iterator<Item = (std::ops::Range<usize>, u32)> + '_ {
        let (mut end, mut cast) = (self.steps.len(), i64::from(self.last));
        std::iter::from_fn(move || {
            let before_last = end.checked_sub(1)?;
            let start = self.steps[..before_last].iter().rposition(|byte| *byte < 0x80).map_or(0, |at| at + 1);
            let step = start..end;
            let here = cast;
            cast -= Reader { rest: &self.steps[step.clone()] }.signed()?;
            end = start;
            Some((step, here as u32))
        })
    }

    fn remove(&mut self, cast: u32) {
        let Some((step, _)) = self.rev().find(|(_, c)| *c == cast) else { return };
        let mut reader = Reader { rest: &self.steps[step.start..] };
        let own = reader.signed().unwrap_or_default();
        self.len -= 1;
        match reader.signed() {
            Some(next) => {
                let end = self.steps.len() - reader.rest.len();
                let mut joined = Vec::new();
                put_signed(&mut joined, own + next);
                self.steps.splice(step.start..end, joined);
            }
            None => {
                self.steps.truncate(step.start);
                self.last = (i64::from(self.last) - own) as u32;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_grow_and_shrink_like_a_list() {
        let (mut places, mut list) = (Places::default(), Vec::new());
        for n in 0..300u32 {
            let cast = if n % 5 == 4 { u32::MAX - n } else { n * n * 7 };
            places.push(cast);
            places.push(cast);
            list.push(cast);
            if n % 3 == 0 {
                let gone = list.remove((n as usize * 7) % list.len());
                places.remove(gone);
                places.remove(gone);
            }
            assert_eq!(places.iter().collect::<Vec<_>>(), list);
            assert!(places.rev().eq(list.iter().rev().copied()));
            assert_eq!(places.len(), list.len());
        }
        places.shrink();
        while let Some(cast) = list.pop() {
            assert!(!places.is_empty());
            places.remove(cast);
            assert!(places.iter().eq(list.iter().copied()));
        }
        assert!(places.is_empty());
        places.push(9);
        assert_eq!(places.iter().collect::<Vec<_>>(), [9]);
    }
}
