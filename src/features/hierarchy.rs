//! Type hierarchy: what an organisation belongs to, and what belongs to it.

use super::Place;
use super::hover::mention_at;
use crate::archive::{Archive, Document};
use crate::article::EntityKind;

/// An organisation above or below another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    pub name: String,
    /// Who says so.
    pub detail: String,
    /// Where it is said, or where the organisation is named.
    pub place: Place,
}

/// The organisation at an offset.
pub fn organisation(document: &Document, archive: &Archive, offset: usize) -> Option<Organisation> {
    let article = document.article();
    let mention = mention_at(article, offset)?;
    let entity = article.entities.get(mention.entity as usize).filter(|e| e.kind == EntityKind::Organisation)?;
    let written = super::written(entity.name.of(document.as_str()));
    let name = archive.entities().known(entity.kind, &written).map_or(written, |known| known.name);
    Some(Organisation { name, detail: String::new(), place: Place { path: document.path.clone(), span: mention.span } })
}

/// What an organisation belongs to: as packs have it, then as articles say. `here` stands for what no article names.
pub fn parents(archive: &Archive, name: &str, here: &Place) -> Vec<Organisation> {
    let mut found = of_packs(archive, name, here);
    for relative in archive.entities().parents(name) {
        add(&mut found, relative.name, "an article says so", Place { path: relative.seen.path, span: relative.seen.span });
    }
    found
}

/// What belongs to an organisation, as articles and packs say.
pub fn children(archive: &Archive, name: &str, here: &Place) -> Vec<Organisation> {
    /// Of a body with hundreds of offices below it nobody reads them all.
    const MOST: usize = 100;
    let mut found = Vec::new();
    for relative in archive.entities().children(name) {
        add(&mut found, relative.name, "an article says so", Place { path: relative.seen.path, span: relative.seen.span });
    }
    let shelf = archive.shelf();
    for pack in shelf.packs() {
        let own: Vec<_> = pack.bodies(name).collect();
        let [own] = own.as_slice() else { continue };
        let below = pack.organizations().filter(|body| body.parent().is_some_and(|parent| parent.name() == own.name()));
        for body in below.take(MOST) {
            let place = named(archive, body.name()).unwrap_or_else(|| here.clone());
            add(&mut found, body.name().to_string(), &pack.title, place);
        }
    }
    found
}

/// The one place where packs say what an organisation belongs to.
fn of_packs(archive: &Archive, name: &str, here: &Place) -> Vec<Organisation> {
    let mut found = Vec::new();
    let shelf = archive.shelf();
    for pack in shelf.packs() {
        let bodies: Vec<_> = pack.bodies(name).collect();
        // Of several bodies of one name none is chosen.
        let [body] = bodies.as_slice() else { continue };
        if let Some(parent) = body.parent() {
            let place = named(archive, parent.name()).unwrap_or_else(|| here.clone());
            add(&mut found, parent.name().to_string(), &pack.title, place);
        }
    }
    found
}

/// Where the archive knows most of an organisation.
fn named(archive: &Archive, name: &str) -> Option<Place> {
    let seen = archive.entities().best_known(EntityKind::Organisation, name, std::path::Path::new(""))?;
    Some(Place { path: seen.path, span: seen.span })
}

fn add(found: &mut Vec<Organisation>, name: String, detail: &str, place: Place) {
    use crate::archive::entity::fold;
    let folded = fold(&name);
    match found.iter_mut().find(|f| fold(&f.name) == folded) {
        // Two that say the same are told together.
        Some(known) if !known.detail.contains(detail) => known.detail = format!("{}; {detail}", known.detail),
        Some(_) => {}
        None => found.push(Organisation { name, detail: detail.to_string(), place }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::marked;
    use std::sync::Arc;

    #[test]
    fn an_article_says_what_belongs_to_what() {
        let archive = Archive::default();
        let source = marked::parse("The Ellery Tide Of{|}fice, an agency of the Harbor Rights Council, was closed on Monday.\n");
        let document = Arc::new(Document::new("a.txt", &source.text));
        archive.open(Arc::clone(&document));
        let office = organisation(&document, &archive, source.cursor.expect("a cursor")).expect("an organisation");
        assert_eq!(office.name, "Ellery Tide Office");
        let above = parents(&archive, &office.name, &office.place);
        assert_eq!(
            above.iter().map(|o| (o.name.as_str(), o.detail.as_str())).collect::<Vec<_>>(),
            [("Harbor Rights Council", "an article says so")]
        );
        let below = children(&archive, &above[0].name, &above[0].place);
        assert_eq!(below.iter().map(|o| o.name.as_str()).collect::<Vec<_>>(), ["Ellery Tide Office"]);
    }
}
