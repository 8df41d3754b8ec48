//! What an acronym stands for that an article does not explain: as articles about the same people have it, or a pack that knows
//! those whom the article names. Elsewhere the same letters are often another body's.

use crate::archive::entity::{Expansion, Seen, fold};
use crate::archive::{Archive, Document};
use crate::article::EntityKind;
use crate::knowledge::{Pack, Shelf};

/// What an acronym stands for, by evidence.
#[derive(Clone, Debug)]
pub struct Meaning {
    pub name: String,
    /// Who says so: "one other article, which names Ada Moss too,".
    pub by: String,
    /// Where it is spelled out; None where a pack says so.
    pub seen: Option<Seen>,
}

/// What an acronym of an article stands for in other articles, else in packs; None where nothing ties them to this article, where
/// they disagree or do not know.
pub fn meaning(archive: &Archive, document: &Document, acronym: &str) -> Option<Meaning> {
    let expansion = archive.entities_of_others(&document.path).expansion(acronym, &document.path, || document.cast());
    if let Some(Expansion { name, articles, seen, shared }) = expansion {
        let by = match (articles, shared) {
            (1, None) => "one other article".to_string(),
            (1, Some(shared)) => format!("one other article, which names {shared} too,"),
            (n, None) => format!("{n} other articles"),
            (n, Some(shared)) => format!("{n} other articles, of which one names {shared} too,"),
        };
        return Some(Meaning { name, by, seen: Some(seen) });
    }
    let shelf = archive.shelf();
    let bodies = shelf.bodies(acronym);
    let (first, rest) = bodies.split_first()?;
    let one = rest.iter().all(|body| fold(body.name()) == fold(first.name())) && fold(first.name()) != fold(acronym);
    let tied = one && bodies.iter().any(|body| is_at_home(&shelf, document, acronym, body.pack, body.country()));
    tied.then(|| Meaning { name: first.name().to_string(), by: format!("the pack “{}”", first.pack.title), seen: None })
}

/// Whether most of those whom an article names and a pack knows are of a country; of none, for bodies of several.
fn is_at_home(shelf: &Shelf, document: &Document, acronym: &str, pack: &Pack, country: &str) -> bool {
    let text = document.as_str();
    let (mut here, mut known) = (0, 0);
    for entity in &document.article().entities {
        let name = entity.name.of(text);
        let of_country: Vec<bool> = match entity.kind {
            EntityKind::Organisation if name == acronym => continue,
            EntityKind::Organisation => pack.bodies(name).map(|body| body.country() == country).collect(),
            EntityKind::Person => {
                let offices = entity.offices.iter().map(|o| (o.title.of(text), o.organisation.map(|body| body.of(text))));
                let meant = shelf.meant(name, &offices.collect::<Vec<_>>());
                let bodies = meant.iter().filter(|official| std::ptr::eq(official.pack, pack)).flat_map(|official| official.tenures());
                bodies.filter_map(|tenure| Some(tenure.organization()?.country() == country)).collect()
            }
        };
        known += usize::from(!of_country.is_empty());
        here += usize::from(of_country.contains(&true));
    }
    here * 2 > known
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge;
    use std::sync::Arc;

    /// What "HRC" stands for in the first of some articles, and who says so.
    fn meaning_of(articles: &[&str]) -> Option<String> {
        let pack = r#"{"persons": [{"id": "m", "name": "Ann Moss"}, {"id": "h", "name": "Luis Hart"}],
            "organizations": [{"id": "hrc", "name": "Haven Records Court", "country": "US", "other_names": [{"name": "HRC"}]},
                {"id": "ha", "name": "Harbor Agency", "country": "US"}, {"id": "pp", "name": "Pier Party", "country": "CA"}],
            "memberships": [{"person_id": "m", "organization_id": "ha", "role": "Director"},
                {"person_id": "h", "organization_id": "pp", "role": "Chair"}]}"#;
        let archive = Archive::default();
        archive.put_shelf(Arc::new(Shelf::of(vec![knowledge::read(&mut pack.as_bytes(), "town".into()).expect("a pack").0])));
        let open = |(n, text): (usize, &&str)| Arc::new(Document::new(format!("{n}.txt"), text));
        let documents: Vec<_> = articles.iter().enumerate().map(open).collect();
        documents.iter().for_each(|document| archive.open(Arc::clone(document)));
        meaning(&archive, &documents[0], "HRC").map(|Meaning { name, by, .. }| format!("{name}: {by}"))
    }

    #[test]
    fn articles_about_the_same_people_tell() {
        let found = meaning_of(&["Ida Brandt left the HRC.", "The Harbor Rights Council (HRC) met Ida Brandt."]);
        assert_eq!(found.as_deref(), Some("Harbor Rights Council: one other article, which names Ida Brandt too,"));
        assert_eq!(meaning_of(&["Ida Brandt left the HRC.", "The Harbor Rights Council (HRC) met."]), None);
    }

    #[test]
    fn articles_that_agree_tell() {
        let [one, two, three] = ["met", "won", "lost"].map(|verb| format!("The Harbor Rights Council (HRC) {verb}."));
        assert_eq!(meaning_of(&["They left the HRC.", &one, &two]), None);
        let found = meaning_of(&["They left the HRC.", &one, &two, &three]);
        assert_eq!(found.as_deref(), Some("Harbor Rights Council: 3 other articles"));
    }

    #[test]
    fn a_pack_tells_of_the_country_that_the_article_is_about() {
        let told = Some("Haven Records Court: the pack “town”".to_string());
        assert_eq!(meaning_of(&["Ann Moss and others of the HRC left."]), told);
        assert_eq!(meaning_of(&["Luis Hart of the Pier Party and others of the HRC left."]), None);
        assert_eq!(meaning_of(&["They left the HRC."]), None);
    }
}
