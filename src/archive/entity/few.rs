//! A list that is mostly of one: most names belong to one article, most surnames to one person.

use std::ops::{Deref, DerefMut};

/// None, one, or several.
#[derive(Clone, Debug, Default)]
pub enum Few<T> {
    #[default]
    None,
    One([T; 1]),
    // In a box, so that the many lists of one take no more room than they need.
    #[allow(clippy::box_collection)]
    Many(Box<Vec<T>>),
}

impl<T> Few<T> {
    pub fn push(&mut self, value: T) {
        *self = match std::mem::take(self) {
            Few::None => Few::One([value]),
            Few::One([first]) => Few::Many(Box::new(vec![first, value])),
            Few::Many(mut list) => {
                list.push(value);
                Few::Many(list)
            }
        };
    }

    /// Takes one out and puts the last in its place.
    pub fn swap_remove(&mut self, at: usize) {
        match self {
            Few::Many(list) => {
                list.swap_remove(at);
            }
            _ => *self = Few::None,
        }
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Few::None => &[],
            Few::One(one) => one,
            Few::Many(list) => list,
        }
    }
}

impl<T> DerefMut for Few<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        match self {
            Few::None => &mut [],
            Few::One(one) => one,
            Few::Many(list) => list,
        }
    }
}

impl<'a, T> IntoIterator for &'a Few<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_grows_and_shrinks_like_a_list() {
        let mut few = Few::default();
        let mut list = vec![];
        for n in 0..5 {
            assert_eq!(&*few, &*list);
            few.push(n);
            list.push(n);
        }
        while !list.is_empty() {
            let at = list.len() / 2;
            few.swap_remove(at);
            list.swap_remove(at);
            assert_eq!(&*few, &*list);
        }
        few.push(9);
        few.swap_remove(0);
        assert!(few.is_empty());
    }
}
