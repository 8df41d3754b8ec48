//! Cards as texts: the first file of a fixture has the cursor, the others are the archive, `pack.json` is a pack.

use super::*;
use crate::knowledge;
use crate::text::marked;
use std::sync::Arc;

fn card_of(source: &str) -> String {
    let archive = Archive::default();
    archive.put_shelf(Arc::new(Shelf::of(vec![])));
    let mut cursor = None;
    let mut first = None;
    for (name, source) in marked::files(source) {
        if name == "pack.json" {
            let (pack, _) = knowledge::read(&mut source.as_bytes(), "town".into()).expect("the fixture is JSON");
            archive.put_shelf(Arc::new(Shelf::of(vec![pack])));
            continue;
        }
        let marked = marked::parse(&source);
        let document = Arc::new(Document::new(format!("/news/{name}"), &marked.text));
        archive.open(Arc::clone(&document));
        if first.is_none() {
            cursor = marked.cursor;
            first = Some(document);
        }
    }
    let document = first.expect("a fixture has a file");
    card(&document, &archive, cursor.expect("a fixture has a cursor")).expect("there is a card").markdown
}

fn check(source: &str, expected: &str) {
    assert_eq!(card_of(source), expected.trim());
}

#[test]
fn a_person_has_office_quotes_and_namesakes() {
    check(
        "//- a.txt
Harbor suit goes ahead

March 3, 2024

“It is late and we are not done,” said Ann M{|}oss, director of the Harbor Rights Council.
//- b.txt
Pier plan stalls

May 5, 2023

Ann Moss, a lawyer for the Harbor Rights Council, was early. Peter Moss was late.
",
        "
**Ann Moss** · director, Harbor Rights Council (as written on [line 5](file:///news/a.txt#L5))

In this article: on [line 5](file:///news/a.txt#L5)

- 1 quote here, the last on [line 5](file:///news/a.txt#L5): “It is late and we are not done”

**The archive says**

- 2 mentions in 2 articles, 2023-05-05 to 2024-03-03
- lawyer, Harbor Rights Council: [Pier plan stalls](file:///news/b.txt#L5), 2023-05-05
- same surname in the archive: Peter Moss
- [Pier plan stalls](file:///news/b.txt#L5), 2023-05-05: Ann Moss, a lawyer for the Harbor Rights Council, was early.",
    );
}

#[test]
fn an_organisation_has_its_ways_of_writing_and_officials() {
    check(
        "//- a.txt
The H{|}RC sued on Monday.
//- b.txt
The Harbor Rights Council (HRC) won, said Ann Moss, director of the HRC. “We waited for nine long years,” Moss said.
",
        "
**Harbor Rights Council** (HRC) · organisation

In this article: on [line 1](file:///news/a.txt#L1)

**The archive says**

- 4 mentions in 2 articles
- written “HRC” 3, “Harbor Rights Council” 1
- officials: Ann Moss, director ([b.txt](file:///news/b.txt#L1))
- Ann Moss quoted in [b.txt](file:///news/b.txt#L1): “We waited for nine long years”
- [b.txt](file:///news/b.txt#L1): The Harbor Rights Council (HRC) won, said Ann Moss, director of the HRC.",
    );
}

const TOWN: &str = r#"
//- pack.json
{"source": {"note": "Town register", "url": "https://town.example/register", "as_of": "2024-06-30"},
 "persons": [
  {"id": "moss", "name": "Ann B. Moss", "other_names": [{"name": "Annie Moss"}]},
  {"id": "hart", "name": "Luis Hart", "sources": [{"note": "Harbor Agency, history"}]}],
 "organizations": [
  {"id": "ha", "name": "Harbor Agency", "parent_id": "city", "classification": "agency", "founding_date": "1981",
   "other_names": [{"name": "HA", "note": "acronym"}, {"name": "Port Office", "end_date": "1981"}]},
  {"id": "city", "name": "City of Millbrook"}],
 "memberships": [
  {"person_id": "moss", "organization_id": "ha", "role": "Deputy Director", "start_date": "2016-02", "end_date": "2019-04-30"},
  {"person_id": "moss", "organization_id": "ha", "role": "Director", "start_date": "2019-05-01", "end_date": "2022-11-30"},
  {"person_id": "hart", "organization_id": "ha", "role": "Director", "start_date": "2022-12-01", "sources": [{"note": "Harbor Agency, history"}]}]}
"#;

#[test]
fn a_pack_tells_the_office_on_the_articles_date() {
    check(
        &format!(
            "//- a.txt
Pier plan stalls

May 5, 2021

Harbor Agency Director Ann M{{|}}oss was early on Monday.
{TOWN}"
        ),
        "
**Ann Moss** · Director, Harbor Agency (as written on [line 5](file:///news/a.txt#L5))

In this article: on [line 5](file:///news/a.txt#L5)

**The pack “town” says**

- on 2021-05-05: Director, Harbor Agency, 2019-05-01 to 2022-11-30 ✓ as written here
- before: Deputy Director, Harbor Agency, 2016-02 to 2019-04-30
- also named: Annie Moss (source: [Town register](https://town.example/register), as of 2024-06-30)",
    );
}

#[test]
fn a_difference_is_told() {
    let card = card_of(&format!(
        "//- a.txt\nPier plan stalls\n\nMay 5, 2023\n\nHarbor Agency Director Ann M{{|}}oss was early on Monday.\n{TOWN}"
    ));
    assert!(
        card.contains(
            "- on 2023-05-05: no office that the pack knows\n- the office written here: Director, Harbor Agency, 2019-05-01 to 2022-11-30\n"
        ),
        "{card}"
    );
    assert!(!card.contains('✓') && !card.contains("before: Director"), "{card}");
}

#[test]
fn what_a_pack_cannot_know_is_said_in_words() {
    let card = |date: &str, name: &str| card_of(&format!("//- a.txt\nPier plan stalls\n\n{date}\n\n{name} was early on Monday.\n{TOWN}"));
    let hart = card("July 5, 2025", "Luis H{|}art");
    let told = "- Director, Harbor Agency, since 2022-12-01; whether still on 2025-07-05, a source as of 2024-06-30 cannot tell (source: ";
    assert!(hart.contains(told) && !hart.contains("- on ") && !hart.contains("before: "), "{hart}");
    let agency = card("July 5, 2025", "A spokesman for the Harbor A{|}gency");
    let told = "- Director, Luis Hart, since 2022-12-01; whether still on 2025-07-05, a source as of 2024-06-30 cannot tell (source: ";
    assert!(agency.contains(told) && !agency.contains("Moss"), "{agency}");
    let moss = card("February 5, 2016", "Ann M{|}oss");
    let told = "- Deputy Director, Harbor Agency, 2016-02 to 2019-04-30; whether already on 2016-02-05, its dates do not tell\n- later: ";
    assert!(moss.contains(told), "{moss}");
}

#[test]
fn without_a_date_the_card_shows_the_history_and_claims_nothing() {
    let card = card_of(&format!("//- a.txt\nHarbor Agency Director Ann M{{|}}oss was early on Monday.\n{TOWN}"));
    assert!(!card.contains("- on ") && !card.contains('✓'), "{card}");
    assert!(
        card.contains("- Director, Harbor Agency, 2019-05-01 to 2022-11-30\n- Deputy Director, Harbor Agency, 2016-02 to 2019-04-30"),
        "{card}"
    );
}

#[test]
fn a_pack_tells_what_an_organisation_is_and_who_heads_it() {
    check(
        &format!("//- a.txt\nPier plan stalls\n\nMay 5, 2023\n\nA spokeswoman for the H{{|}}A said the pier was closed.\n{TOWN}"),
        "
**Harbor Agency** (HA) · organisation

In this article: on [line 5](file:///news/a.txt#L5)

**The pack “town” says**

- agency, part of City of Millbrook; founded 1981 (source: [Town register](https://town.example/register), as of 2024-06-30)
- on 2023-05-05: Director, Luis Hart, since 2022-12-01 (source: Harbor Agency, history, as of 2024-06-30)
- also named: HA, Port Office (until 1981) (source: [Town register](https://town.example/register), as of 2024-06-30)",
    );
}

#[test]
fn of_several_people_of_one_name_none_is_chosen() {
    let pack = r#"
//- pack.json
{"persons": [{"id": 1, "name": "Ann Moss"}, {"id": 2, "name": "Ann Moss"}],
 "memberships": [{"person_id": 1, "role": "Mayor", "start_date": "2001"}, {"person_id": 2, "role": "Harbor Master", "start_date": "2011"}]}
"#;
    let card = card_of(&format!("//- a.txt\nAnn M{{|}}oss was early on Monday.\n{pack}"));
    assert!(card.contains("**The pack “town” says that 2 have this name; none is chosen**"), "{card}");
    assert!(card.contains("- Ann Moss, Mayor, since 2001\n- Ann Moss, Harbor Master, since 2011"), "{card}");
    // The office that stands with the name tells them apart.
    let card = card_of(&format!("//- a.txt\nMayor Ann M{{|}}oss was early on Monday.\n{pack}"));
    assert!(card.contains("**The pack “town” says**\n\n- Mayor, since 2001"), "{card}");
}

#[test]
fn an_office_without_its_holder_is_looked_up_too() {
    check(
        &format!(
            "//- a.txt
Pier plan stalls

May 5, 2023

The Direc{{|}}tor of the Harbor Agency said so.
//- b.txt
“We waited for nine long years,” said Ann Moss, director of the Harbor Agency.
{TOWN}"
        ),
        "
**Director**, Harbor Agency · office; its holder is not named here

**The pack “town” says**

- on 2023-05-05: Luis Hart, Director, Harbor Agency, since 2022-12-01 (source: Harbor Agency, history, as of 2024-06-30)

**The archive says**

- Ann Moss, director: [b.txt](file:///news/b.txt#L1)",
    );
}

#[test]
fn hostile_names_of_packs_are_shown_not_obeyed() {
    let long = "x".repeat(1 << 20);
    let pack = format!(
        r#"
//- pack.json
{{"title": "<b>[t](u)", "source": {{"note": "](javascript:x)", "url": "javascript:alert(1)"}},
 "persons": [{{"id": 1, "name": "Ann Moss", "other_names": [{{"name": "**A** <img src=x> [y](z)\u0000\u202eend {long}"}}]}}]}}
"#
    );
    let card = card_of(&format!("//- a.txt\nAnn M{{|}}oss was early on Monday.\n{pack}"));
    assert!(card.contains("\\*\\*A\\*\\* \\<img src=x\\> \\[y\\](z)  end"), "{card}");
    assert!(card.contains("says**") && card.contains("\\<b\\>\\[t\\](u)") && card.contains("(source: \\](javascript:x)"), "{card}");
    assert!(card.len() < 2000, "{} bytes", card.len());
}
