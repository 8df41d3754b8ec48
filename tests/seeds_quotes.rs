//! Quotes across the five articles that the project is measured on. Skipped, and said so, where they are not at hand.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use whosays::archive::{Archive, Sameness};
use whosays::{features, rules};

fn seeds() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    if !folder.is_dir() {
        eprintln!("SKIPPED: {} is not there", folder.display());
        return None;
    }
    Some(folder)
}

fn archive(folder: &Path) -> Archive {
    let archive = Archive::default();
    archive.add_root(folder).expect("the seeds are no home folder");
    let report = archive.scan(&|_| ControlFlow::Continue(()));
    assert_eq!(report.articles, 5, "{report:?}");
    archive
}

fn named<'a>(paths: &'a [std::sync::Arc<Path>], start: &str) -> &'a Path {
    paths.iter().find(|p| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with(start))).expect("a seed of that number")
}

#[test]
fn a_quotation_leads_to_its_block_and_back() {
    let Some(folder) = seeds() else { return };
    let archive = archive(&folder);
    let paths = archive.paths();
    let (first, second) = (named(&paths, "000"), named(&paths, "001"));
    for (from, to) in [(first, second), (second, first)] {
        let document = archive.document(from).expect("it was just scanned");
        let at = document.as_str().find("The program has worked counter").expect("both have the sentence") + 5;
        let found = features::definition(&document, &archive, at);
        assert_eq!(found.len(), 1, "from {}", from.display());
        assert_eq!(&*found[0].path, to);
        let there = archive.document(to).expect("it was just scanned");
        assert!(found[0].span.of(there.as_str()).starts_with("The program has worked counter"));
        let all = features::references(&document, &archive, at);
        assert!(all.iter().any(|p| &*p.path == from) && all.iter().any(|p| &*p.path == to), "{all:?}");
    }
}

#[test]
fn the_dropped_word_is_the_difference_both_ways() {
    let Some(folder) = seeds() else { return };
    let archive = archive(&folder);
    let paths = archive.paths();
    for (from, here, there) in [("000", "eroding the trust", "eroding trust"), ("001", "eroding trust", "eroding the trust")] {
        let document = archive.document(named(&paths, from)).expect("it was just scanned");
        let all = archive.reuse(&document);
        let altered: Vec<_> = all.iter().filter(|r| r.occurrences.iter().any(|o| o.sameness == Sameness::Altered)).collect();
        assert_eq!(altered.len(), 1, "{from}: {all:?}");
        let settings = whosays::settings::Settings::default();
        let findings = rules::run(&document, &archive, &settings);
        let altered: Vec<_> = findings.iter().filter(|f| f.code == "altered-quote").collect();
        assert_eq!(altered.len(), 1, "{from}");
        assert_eq!(altered[0].span.of(document.as_str()), here);
        assert!(altered[0].message.contains(here) && altered[0].message.contains(there), "{}", altered[0].message);
        assert_eq!(altered[0].related.len(), 1);
        let card = features::hover(&document, &archive, altered[0].span.start as usize).expect("a quote has a card");
        assert!(card.markdown.contains(&format!("~~{here}~~ **{there}**")), "{}", card.markdown);
        println!("{}\n{}\n", altered[0].message, card.markdown);
        println!("{:?}", features::lenses(&document, &archive));
    }
}
