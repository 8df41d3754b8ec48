//! Who is in an article, as far as it tells whether another is about the same story.

use super::Entities;
use rustc_hash::FxHashMap;
use std::path::Path;

/// Everybody in one article, and how much it says that somebody else writes of them too.
#[derive(Clone, Debug, Default)]
pub struct Company {
    weights: FxHashMap<u32, f32>,
}

impl Entities {
    /// Everybody in an article; nobody where it is not known.
    pub fn company(&self, path: &Path) -> Company {
        let memory = self.memory.read().expect("no panic under this lock");
        let Some(cast) = memory.casts.of(path) else { return Company::default() };
        // Whom two articles know says that they are one story, whom ten thousand know says nothing.
        let weight = |who: u32| 2.0 / (1.0 + (memory.somebodies[who as usize].places.len().max(1) as f32).ln());
        Company { weights: memory.who(cast).into_iter().map(|who| (who, weight(who))).collect() }
    }

    /// How much a company has in common with the people and organisations of another article: 1 and more where that is somebody
    /// whom hardly anybody else writes of.
    pub fn in_common(&self, company: &Company, path: &Path) -> f32 {
        let memory = self.memory.read().expect("no panic under this lock");
        let Some(cast) = memory.casts.of(path) else { return 0.0 };
        memory.who(cast).iter().filter_map(|who| company.weights.get(who)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Cast;
    use super::*;
    use crate::article::Article;

    #[test]
    fn rare_company_says_more_than_common_company() {
        let entities = Entities::default();
        let put = |path: &str, text: &str| entities.replace(Path::new(path).into(), Cast::of(&Article::read(text), text, None));
        put("a.txt", "The Harbor Agency hired Ann Moss, a pilot. “It leans,” said Ann Moss.");
        put("b.txt", "“It leans,” said Ann Moss, the pilot.");
        for number in 0..40 {
            put(&format!("{number}.txt"), "The Harbor Agency has closed the pier. “It leans,” said Ida Hart.");
        }
        let company = entities.company(Path::new("a.txt"));
        let (rare, common) = (entities.in_common(&company, Path::new("b.txt")), entities.in_common(&company, Path::new("7.txt")));
        assert!(rare >= 1.0 && common < 1.0 && common > 0.0, "{rare} {common}");
        assert_eq!(entities.in_common(&company, Path::new("nowhere.txt")), 0.0);
    }
}
