//! Texts with their organisations (`org`), people (`per`) and offices (`office`) marked.

use crate::article::{Article, EntityKind};
use crate::text::marked;

fn kind(kind: super::MentionKind) -> &'static str {
    match kind {
        super::MentionKind::Organisation => "org",
        super::MentionKind::Person => "per",
        super::MentionKind::Office => "office",
    }
}

fn check(source: &str) {
    let marked = marked::parse(source);
    let article = Article::read(&marked.text);
    let found = marked::render(&marked.text, article.mentions.iter().map(|m| (kind(m.kind), m.span)));
    assert_eq!(found, source);
}

/// Entities as "name: alias, alias; title at organisation".
fn check_entities(text: &str, expected: &[&str]) {
    let article = Article::read(text);
    let found: Vec<String> = article
        .entities
        .iter()
        .map(|e| {
            let kind = if e.kind == EntityKind::Person { "person" } else { "organisation" };
            let mut line = format!("{kind} {}", e.name.of(text));
            let aliases: Vec<_> = e.aliases.iter().map(|a| a.of(text)).collect();
            if !aliases.is_empty() {
                line.push_str(&format!(" = {}", aliases.join(", ")));
            }
            for office in &e.offices {
                line.push_str(&format!("; {}", office.title.of(text)));
                if let Some(body) = office.organisation {
                    line.push_str(&format!(" @ {}", body.of(text)));
                }
            }
            line
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn titles_stand_before_and_after_names() {
    check("The letter went to {office:Governor} {per:Ada Quill} and {office:Sen.} {per:Luis Ortega} on Monday.");
    check("“It is late,” said {per:Ruth Hale}, {office:executive director} of the {org:Lakeside Housing Coalition}.");
    check("{per:Omar Sayeed}, {office:Director of Policy and Public Affairs} for the {org:Harbor Justice Center}, agreed.");
    check("{per:Ines Duarte}, {org:HRC} {office:senior staff attorney}, spoke to {office:Deputy Mayor} {per:Paul Stone}.");
    check("The {office:director}, {per:Ann Moss}, declined to comment.");
    check("{per:Dana Whitlock}, {office:Tenant Rights Organizer}, spoke next.");
}

#[test]
fn organisations_keep_their_small_words() {
    check("The {org:Department of Parks and Recreation} sued the {org:National Center for Rural Health} in June.");
    check("The {org:Rivers and Harbors Commission} met the {org:Farm Workers’ Alliance} and the {org:Benton County Sheriff’s Department}.");
    check("The {org:Housing Project of the National Tenant’s Guild} paid.");
    check("A spokesman for the {org:Department of Water Resources} and {per:Maria Chen} met on Monday.");
}

#[test]
fn rulers_are_people_and_their_governments_are_not() {
    check("{office:President} {per:Ada Quill} won. Critics said the {per:Quill} administration had failed.");
}

#[test]
fn places_peoples_laws_and_months_are_nobody() {
    check("In April, French and German farmers in New Mexico marched from Santa Fe to the Rio Grande Valley over the Clean Rivers Act.");
}

#[test]
fn an_office_can_stand_alone() {
    check("The report was sent on Monday. The {office:Inspector General} found that the {office:IG} was late.");
    check("The {org:Office of the Attorney General} replied.");
}

#[test]
fn title_case_hides_names_that_the_text_shows() {
    check(
        "{org:Housing Forum} Asks {per:Quill} to Halt New Rent Rules\n\n{office:Mayor} {per:Ada Quill} met the {org:National Housing Forum} on Monday. {per:Quill} said nothing.",
    );
}

#[test]
fn contact_lines_and_datelines() {
    check("{org:HRC}: {per:Nadia Romero}, press@hrc.example\n\nMADISON, Wis. — The {org:State Bar Association} sued.");
}

#[test]
fn short_names_find_their_full_names() {
    check_entities(
        "Ann Moss, director of the Harbor Rights Council (HRC), spoke. Moss said the HRC would sue. The Rights Council paid.",
        &["person Ann Moss = Moss; director @ Harbor Rights Council", "organisation Harbor Rights Council = HRC, Rights Council"],
    );
}

#[test]
fn two_people_of_one_surname_are_kept_apart() {
    let text = "Ann Moss spoke first. Moss was brief. Then Peter Moss spoke. Moss was long.";
    let article = Article::read(text);
    let entities: Vec<_> = article.mentions.iter().map(|m| article.name(m.entity, text)).collect();
    assert_eq!(entities, ["Ann Moss", "Ann Moss", "Peter Moss", "Peter Moss"]);
}

#[test]
fn an_acronym_without_brackets_finds_its_initials() {
    check_entities(
        "The Civic Fairness League sued. The CFL won in court, said CFL lawyer Tom Reyes.",
        &["organisation Civic Fairness League = CFL", "person Tom Reyes; lawyer @ CFL"],
    );
}

#[test]
fn a_department_has_its_acronym_either_way_round() {
    check_entities("The Parks Department lost. The DOP paid.", &["organisation Parks Department = DOP"]);
    check_entities("The Department of Parks lost. The DOP paid.", &["organisation Department of Parks = DOP"]);
}

#[test]
fn names_of_many_origins() {
    check(
        "{per:José Ángel Núñez} met {per:Nguyen Thi Lan}, {per:Jean-Luc Picard} and {per:Mary O’Neil} on Friday, {per:Yusuf al-Rahman} said.",
    );
    check("{per:Grace van der Meer} and {per:John F. Dole} wrote to Dr. {per:Chen}.");
}

#[test]
fn any_text_is_read() {
    for text in [
        "",
        "’",
        "A",
        "Of",
        "The the The",
        "(ABC)",
        "A. B. C.",
        "& Sons &",
        "Mr",
        "Mr.",
        "of Of OF",
        "Sen.",
        "Jr.",
        "Dr. ",
        "’s House",
        "Moss’",
        "X (X (X",
    ] {
        Article::read(text);
    }
}
