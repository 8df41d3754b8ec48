//! Globs as `.gitignore` knows them: one without a slash matches at any depth, a folder matches all it holds.

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::{Component, Path, PathBuf};

/// A list of globs, matched against paths below a root.
#[derive(Clone, Debug)]
pub struct Globs {
    pub patterns: Vec<String>,
    matcher: Gitignore,
}

impl Default for Globs {
    fn default() -> Globs {
        Globs { patterns: vec![], matcher: Gitignore::empty() }
    }
}

impl PartialEq for Globs {
    fn eq(&self, other: &Globs) -> bool {
        self.patterns == other.patterns
    }
}

impl Globs {
    /// Globs that are broken match nothing; [`wrong_with`] tells which ones are.
    pub fn new(patterns: &[String]) -> Globs {
        let mut builder = GitignoreBuilder::new("");
        for pattern in patterns {
            let _ = builder.add_line(None, pattern);
        }
        Globs { patterns: patterns.to_vec(), matcher: builder.build().unwrap_or_else(|_| Gitignore::empty()) }
    }

    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Whether a path, given from the root, or a folder above it matches.
    pub fn matches(&self, path: &Path) -> bool {
        if self.is_empty() {
            return false;
        }
        // The matcher wants a path without a root and without `..`.
        let plain: PathBuf = path.components().filter(|c| matches!(c, Component::Normal(_))).collect();
        self.matcher.matched_path_or_any_parents(plain, false).is_ignore()
    }
}

/// Why a glob cannot be used.
pub fn wrong_with(pattern: &str) -> Option<String> {
    if pattern.split(['/', '\\']).any(|part| part == "..") {
        return Some(format!("“{pattern}” leaves the workspace; globs are matched below its root."));
    }
    let error = GitignoreBuilder::new("").add_line(None, pattern).err()?;
    Some(format!("“{pattern}” is not a glob: {error}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_read_like_gitignore() {
        let globs = |list: &[&str]| Globs::new(&list.iter().map(|s| s.to_string()).collect::<Vec<_>>());
        assert!(globs(&["*.txt"]).matches(Path::new("a/b.txt")));
        assert!(globs(&["/a"]).matches(Path::new("a/b.txt")));
        assert!(!globs(&["/b.txt"]).matches(Path::new("a/b.txt")));
        assert!(globs(&["a/**", "!a/keep.txt"]).matches(Path::new("/a/b.txt")));
        assert!(!globs(&["a/**", "!a/keep.txt"]).matches(Path::new("a/keep.txt")));
        assert!(!globs(&[]).matches(Path::new("a")));
        assert!(!globs(&["../x"]).matches(Path::new("../../y")));
    }

    #[test]
    fn a_broken_glob_is_named() {
        assert!(wrong_with("[z-a]").is_some());
        assert!(wrong_with("../elsewhere/*.txt").is_some());
        assert!(wrong_with("a/**/*.txt").is_none());
    }
}
