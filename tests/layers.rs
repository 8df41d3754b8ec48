//! The rooms of the house and the direction between them: a file names only rooms before its own. The order is that of the
//! `pub mod` lines in `src/lib.rs`.

use std::path::{Path, PathBuf};

/// Rooms in their order, as `src/lib.rs` declares them.
fn rooms() -> Vec<String> {
    let map = std::fs::read_to_string("src/lib.rs").expect("tests run in the project's folder");
    map.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';').map(str::to_string)).collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The room that a file of `src` belongs to.
fn room(path: &Path) -> String {
    let inside = path.strip_prefix("src").expect("found below it");
    let first = inside.components().next().expect("a file has a name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_string()
}

/// Rooms that a source names: `crate::room` outside of comments and of its tests, which may name any.
fn named(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let mut named = vec![];
    for line in source.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            named.push(rest[..end].to_string());
            // A list of rooms in braces would go unseen.
            assert!(!rest.starts_with('{'), "one room a use line, please: {line}");
        }
    }
    named
}

#[test]
fn no_arrow_points_back() {
    let rooms = rooms();
    assert!(rooms.len() >= 8, "the map lists the rooms: {rooms:?}");
    let mut files = vec![];
    sources(Path::new("src"), &mut files);
    let mut wrong = vec![];
    for file in &files {
        let Some(own) = rooms.iter().position(|r| *r == room(file)) else {
            // lib.rs and main.rs stand above all rooms.
            assert!(["lib", "main"].contains(&room(file).as_str()), "{} belongs to no room", file.display());
            continue;
        };
        let source = std::fs::read_to_string(file).expect("readable");
        for name in named(&source) {
            match rooms.iter().position(|r| *r == name) {
                Some(other) if other > own => wrong.push(format!("{} names {name}", file.display())),
                Some(_) => {}
                None => wrong.push(format!("{} names {name}, which is no room", file.display())),
            }
        }
    }
    assert!(wrong.is_empty(), "arrows back:\n{}", wrong.join("\n"));
}

#[test]
fn the_map_in_words_has_the_same_order() {
    let map = std::fs::read_to_string("src/lib.rs").expect("tests run in the project's folder");
    let in_words: Vec<String> =
        map.lines().filter_map(|line| Some(line.strip_prefix("//! | [`")?.split('`').next()?.to_string())).collect();
    assert_eq!(in_words, rooms());
}

#[test]
fn the_protocol_stays_in_one_room() {
    let mut files = vec![];
    sources(Path::new("src"), &mut files);
    for file in files.iter().filter(|f| room(f) != "server") {
        let source = std::fs::read_to_string(file).expect("readable");
        let names_it = source.lines().any(|line| !line.trim_start().starts_with("//") && line.contains("tower_lsp"));
        assert!(!names_it, "{} names the protocol", file.display());
    }
}

#[test]
fn every_file_says_what_lives_there() {
    let mut files = vec![];
    sources(Path::new("src"), &mut files);
    sources(Path::new("tests"), &mut files);
    for file in files {
        let source = std::fs::read_to_string(&file).expect("readable");
        assert!(source.starts_with("//! "), "{} begins without a word about itself", file.display());
    }
}
