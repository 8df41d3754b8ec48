//! A list of places that nearly always holds one.

use super::Span;
use std::fmt;
use std::ops::{Deref, DerefMut};

/// Places in a row. None or one of them, as in nearly every list, need no memory of their own.
///
/// ```
/// use whosays::text::{Span, Spans};
/// let mut places: Spans = [Span::new(2, 5)].into_iter().collect();
/// places.push(Span::new(7, 9));
/// assert_eq!(places.len(), 2);
/// ```
#[derive(Clone, Default)]
pub struct Spans(Few);

#[derive(Clone, Default)]
enum Few {
    #[default]
    None,
    One(Span),
    Many(Vec<Span>),
}

impl Spans {
    pub fn push(&mut self, span: Span) {
        match &mut self.0 {
            Few::None => self.0 = Few::One(span),
            Few::One(first) => self.0 = Few::Many(vec![*first, span]),
            Few::Many(all) => all.push(span),
        }
    }

    /// Keeps those places only of which `keep` says so.
    pub fn retain(&mut self, keep: impl Fn(&Span) -> bool) {
        *self = self.iter().copied().filter(keep).collect();
    }
}

impl Deref for Spans {
    type Target = [Span];

    fn deref(&self) -> &[Span] {
        match &self.0 {
            Few::None => &[],
            Few::One(span) => std::slice::from_ref(span),
            Few::Many(all) => all,
        }
    }
}

impl DerefMut for Spans {
    fn deref_mut(&mut self) -> &mut [Span] {
        match &mut self.0 {
            Few::None => &mut [],
            Few::One(span) => std::slice::from_mut(span),
            Few::Many(all) => all,
        }
    }
}

impl FromIterator<Span> for Spans {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Spans {
        let mut all = Spans::default();
        spans.into_iter().for_each(|span| all.push(span));
        all
    }
}

impl From<Span> for Spans {
    fn from(span: Span) -> Spans {
        Spans(Few::One(span))
    }
}

impl<'a> IntoIterator for &'a Spans {
    type Item = &'a Span;
    type IntoIter = std::slice::Iter<'a, Span>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl PartialEq for Spans {
    fn eq(&self, other: &Spans) -> bool {
        self[..] == other[..]
    }
}

impl Eq for Spans {}

impl fmt::Debug for Spans {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_what_was_put_in_however_many() {
        let span = |n: usize| Span::new(n, n + 1);
        for count in 0..5 {
            let mut places: Spans = (0..count).map(span).collect();
            let mut list: Vec<Span> = (0..count).map(span).collect();
            assert_eq!(places[..], list[..]);
            places.reverse();
            places.sort();
            assert_eq!(places[..], list[..]);
            places.retain(|s| s.start != 1);
            list.retain(|s| s.start != 1);
            places.push(span(9));
            list.push(span(9));
            assert_eq!(places[..], list[..]);
            // However the list came to be.
            assert_eq!(places, list.into_iter().collect());
        }
        assert_eq!(Spans::from(span(3)), [span(3)].into_iter().collect());
    }
}
