//! Spans that can be asked which of them cover a place, without looking at all of them.

use super::Span;

/// Spans with a number each, in the order of their starts.
#[derive(Clone, Debug, Default)]
pub struct Intervals {
    spans: Vec<(Span, u32)>,
    /// The furthest end among the spans up to and including each: where it lies before a place, nothing earlier reaches it.
    reach: Vec<u32>,
}

impl FromIterator<(Span, u32)> for Intervals {
    fn from_iter<I: IntoIterator<Item = (Span, u32)>>(spans: I) -> Intervals {
        let mut spans: Vec<_> = spans.into_iter().collect();
        spans.sort_by_key(|(span, number)| (span.start, span.end, *number));
        let mut furthest = 0;
        let reach = spans
            .iter()
            .map(|(span, _)| {
                furthest = furthest.max(span.end);
                furthest
            })
            .collect();
        Intervals { spans, reach }
    }
}

impl Intervals {
    /// The spans that contain the other, the latest start first.
    pub fn containing(&self, other: Span) -> impl Iterator<Item = (Span, u32)> + '_ {
        self.reaching(other.start, other.end).filter(move |(span, _)| span.contains(other))
    }

    /// The spans that share a byte with the other, the latest start first.
    pub fn overlapping(&self, other: Span) -> impl Iterator<Item = (Span, u32)> + '_ {
        self.reaching(other.end.saturating_sub(1), other.start + 1).filter(move |(span, _)| span.overlaps(other))
    }

    /// The spans that start at or before one place, walked back until none can end at or after the other.
    fn reaching(&self, start: u32, end: u32) -> impl Iterator<Item = (Span, u32)> + '_ {
        let after = self.spans.partition_point(|(span, _)| span.start <= start);
        (0..after).rev().take_while(move |&i| self.reach[i] >= end).map(|i| self.spans[i])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_covers_is_returned() {
        let span = Span::new;
        let all: Intervals =
            [(span(0, 50), 0), (span(2, 4), 1), (span(10, 20), 2), (span(12, 14), 3), (span(30, 30), 4)].into_iter().collect();
        let containing = |a, b| all.containing(span(a, b)).map(|(_, n)| n).collect::<Vec<_>>();
        assert_eq!(containing(12, 13), [3, 2, 0]);
        assert_eq!(containing(13, 15), [2, 0]);
        assert_eq!(containing(49, 51), [0; 0]);
        let overlapping = |a, b| all.overlapping(span(a, b)).map(|(_, n)| n).collect::<Vec<_>>();
        assert_eq!(overlapping(3, 11), [2, 1, 0]);
        assert_eq!(overlapping(60, 70), [0; 0]);
    }
}
