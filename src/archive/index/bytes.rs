//! Numbers and texts in a row of bytes. Reading never panics: what is damaged is None.

/// Adds a number, seven bits a byte, the lowest first.
pub fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Adds a number that may be below zero.
pub fn put_signed(out: &mut Vec<u8>, number: i64) {
    put(out, (number << 1 ^ number >> 63) as u64);
}

/// Adds bytes and before them how many they are.
pub fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

/// Reads what the functions above wrote.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    pub rest: &'a [u8],
}

impl<'a> Reader<'a> {
    #[inline]
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// Steps over some numbers.
    #[inline]
    pub fn skip(&mut self, numbers: usize) -> Option<()> {
        let mut left = numbers;
        let mut ends = self.rest.iter().enumerate().filter(|(_, byte)| **byte < 0x80);
        let mut end = 0;
        while left > 0 {
            end = ends.next()?.0 + 1;
            left -= 1;
        }
        self.rest = &self.rest[end..];
        Some(())
    }

    #[inline]
    pub fn small(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    #[inline]
    pub fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    #[inline]
    pub fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        self.take(usize::try_from(length).ok()?)
    }

    #[inline]
    pub fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(bytes)
    }

    pub fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    /// A number of things to come, of which each needs a byte at least: a damaged one does not ask for all memory.
    pub fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok().filter(|n| *n <= self.rest.len())
    }

    pub fn fixed(&mut self) -> Option<u64> {
        u64_at(self.take(8)?, 0)
    }
}

#[inline]
pub fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    let eight = bytes.get(at..at.checked_add(8)?)?;
    Some(u64::from_le_bytes(eight.try_into().expect("eight bytes were cut")))
}

#[inline]
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().expect("four bytes were cut")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_is_read_and_what_is_cut_off_is_none() {
        let mut out = Vec::new();
        for number in [0, 127, 128, u64::from(u32::MAX), u64::MAX] {
            put(&mut out, number);
        }
        put_signed(&mut out, -3);
        put_signed(&mut out, i64::MIN);
        put_bytes(&mut out, "pier".as_bytes());
        let mut reader = Reader { rest: &out };
        assert_eq!((reader.skip(0), reader.skip(3), reader.number()), (Some(()), Some(()), Some(u64::from(u32::MAX))));
        assert_eq!(reader.skip(99), None);
        let mut reader = Reader { rest: &out };
        let numbers: Vec<_> = (0..5).map_while(|_| reader.number()).collect();
        assert_eq!(numbers, [0, 127, 128, u64::from(u32::MAX), u64::MAX]);
        assert_eq!((reader.signed(), reader.signed()), (Some(-3), Some(i64::MIN)));
        assert_eq!((reader.text(), reader.number()), (Some("pier"), None));
        for cut in 0..out.len() {
            let mut reader = Reader { rest: &out[..cut] };
            let whole = (0..7).all(|_| reader.number().is_some()) && reader.text().is_some();
            assert!(!whole, "{cut}");
        }
        assert_eq!(Reader { rest: &[0xff; 20] }.number(), None);
    }
}
