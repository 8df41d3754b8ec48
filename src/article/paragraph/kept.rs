//! What others work out from a paragraph alone, kept with its reading: an edit elsewhere leaves it valid.

use std::any::Any;
use std::sync::OnceLock;

/// Values by their type, each made by whoever asks first.
///
/// ```
/// use whosays::article::paragraph::Kept;
/// struct Letters(usize);
/// let kept = Kept::default();
/// assert_eq!(kept.get(|| Letters(3)).0, 3);
/// assert_eq!(kept.get(|| -> Letters { unreachable!("it is there") }).0, 3);
/// ```
#[derive(Default)]
pub struct Kept(OnceLock<Box<Link<dyn Any + Send + Sync>>>);

/// Few types are kept, so that a chain finds one as fast as a table would.
struct Link<T: ?Sized> {
    next: Kept,
    value: T,
}

impl Kept {
    /// The value of a type. `make` may look at nothing but the paragraph, and not at what else is kept.
    pub fn get<T: Any + Send + Sync>(&self, make: impl FnOnce() -> T) -> &T {
        let mut make = Some(make);
        let mut at = self;
        loop {
            let link = at.0.get_or_init(|| {
                let make = make.take().expect("the first free link takes the value, and it is found there");
                Box::new(Link { next: Kept::default(), value: make() })
            });
            if let Some(value) = link.value.downcast_ref() {
                return value;
            }
            at = &link.next;
        }
    }
}

impl std::fmt::Debug for Kept {
    /// Whether somebody has asked is no part of what was read.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Kept")
    }
}
