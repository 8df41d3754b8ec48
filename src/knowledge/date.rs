//! Dates of which only the year or the month may be known.

use jiff::civil::Date;
use std::fmt;

/// A year, a month or a day. Month and day are 0 where they are not known; a day without a month is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Partial {
    pub year: i16,
    pub month: u8,
    pub day: u8,
}

impl Partial {
    /// Reads `2009`, `2009-05` or `2009-05-12`; what follows a `T` (a time of day) is left out, and months and days of `00`
    /// count as not known. None for anything else.
    ///
    /// ```
    /// use whosays::knowledge::Partial;
    /// assert_eq!(Partial::parse("2009-05").expect("a month").to_string(), "2009-05");
    /// assert_eq!(Partial::parse("2009-13"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Partial> {
        let two = |tens: &u8, ones: &u8| {
            let digits = tens.is_ascii_digit() && ones.is_ascii_digit();
            digits.then(|| 10 * (tens - b'0') + (ones - b'0'))
        };
        let [y1, y2, y3, y4, rest @ ..] = text.trim_ascii().as_bytes() else { return None };
        let year = 100 * i16::from(two(y1, y2)?) + i16::from(two(y3, y4)?);
        let (month, day) = match rest {
            [] | [b'T', ..] => (0, 0),
            [b'-', m1, m2] | [b'-', m1, m2, b'T', ..] => (two(m1, m2)?, 0),
            [b'-', m1, m2, b'-', d1, d2] | [b'-', m1, m2, b'-', d1, d2, b'T', ..] => (two(m1, m2)?, two(d1, d2)?),
            _ => return None,
        };
        let is_date = year > 0
            && (month > 0 || day == 0)
            && month <= 12
            // Every month has so many; a pack has thousands of dates.
            && (day <= 28 || Date::new(year, month as i8, day as i8).is_ok());
        is_date.then_some(Partial { year, month, day })
    }

    /// The first day that it can mean.
    pub fn earliest(self) -> Date {
        Date::new(self.year, self.month.max(1) as i8, self.day.max(1) as i8).expect("`parse` takes dates of the calendar only")
    }

    /// The last day that it can mean.
    pub fn latest(self) -> Date {
        let first = self.earliest();
        match (self.month, self.day) {
            (0, _) => first.last_of_year(),
            (_, 0) => first.last_of_month(),
            _ => first,
        }
    }
}

impl From<Date> for Partial {
    fn from(date: Date) -> Partial {
        Partial { year: date.year(), month: date.month() as u8, day: date.day() as u8 }
    }
}

impl fmt::Display for Partial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.month, self.day) {
            (0, _) => write!(f, "{:04}", self.year),
            (month, 0) => write!(f, "{:04}-{month:02}", self.year),
            (month, day) => write!(f, "{:04}-{month:02}-{day:02}", self.year),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_keeps_what_is_known_of_it() {
        for text in ["2009", "2009-05", "2009-05-12"] {
            assert_eq!(Partial::parse(text).expect(text).to_string(), text);
        }
        assert_eq!(Partial::parse("2009-05-00T00:00:00Z").expect("a month").to_string(), "2009-05");
        for text in ["", "09", "2009-2", "2009-02-30", "2009-00-03", "2009-05-12-01", "+2009", "next year", "20O9", "0000"] {
            assert_eq!(Partial::parse(text), None, "{text}");
        }
    }

    #[test]
    fn it_reaches_from_the_first_to_the_last_day_that_it_can_mean() {
        let reach = |text| {
            let partial = Partial::parse(text).expect(text);
            (partial.earliest().to_string(), partial.latest().to_string())
        };
        assert_eq!(reach("2012"), ("2012-01-01".into(), "2012-12-31".into()));
        assert_eq!(reach("2012-02"), ("2012-02-01".into(), "2012-02-29".into()));
        assert_eq!(reach("2012-02-05"), ("2012-02-05".into(), "2012-02-05".into()));
    }
}
