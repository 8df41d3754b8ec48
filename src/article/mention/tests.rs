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
fn an_office_may_be_two_small_words() {
    check("The {office:harbour master} {per:Jo Tarr} was late, {office:deputy harbour master} {per:Ray Dunn} said.");
    check(
        "{office:Harbour master} {per:Jo Tarr} was late. {office:Town clerk} {per:Eve Marsh} and {office:ferry captain} {per:Dan Roe} were not.",
    );
    check(
        "{per:Jo Tarr}, {office:harbour master} of Ostrey, told {office:lock keeper} {per:Bo Lund} and {office:Harbour Master} {per:Pia Orr}.",
    );
    check("They met {office:captain} {per:Dan Roe}. {office:Former director} {per:Ann Hill} was a master of the lock.");
}

#[test]
fn a_body_in_the_name_of_another_is_a_body() {
    check_entities(
        "The Harbor Rights Council sued. The Harbor Rights Council Foundation paid. So did the Friends of the Harbor Rights Council.",
        &[
            "organisation Harbor Rights Council",
            "organisation Harbor Rights Council Foundation",
            "organisation Friends of the Harbor Rights Council",
        ],
    );
    check_entities(
        "The Harbor Rights Council and the Northern Harbor Rights Council sued.",
        &["organisation Harbor Rights Council", "organisation Northern Harbor Rights Council"],
    );
    check_entities(
        "The National Lawyers Guild sued. The Lawyers Guild won. The Moss Motor Company left. Moss Motor won.",
        &["organisation National Lawyers Guild = Lawyers Guild", "organisation Moss Motor Company = Moss Motor"],
    );
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
fn titles_before_names_take_their_status_and_rank() {
    check("On Monday {office:former Gov.} {per:Ada Quill} thanked {office:acting Director} {per:Paul Stone}.");
    check("They met {office:Deputy Assistant Secretary} {per:Ruth Hale} and {office:Lt. Gen.} {per:Omar Sayeed} in June.");
    check("The house of {office:Governor-elect} {per:Luis Ortega} was quiet.");
    check("{office:Vice President} {per:Nora Blum} and {office:Prime Minister} {per:Ian Vale} signed.");
    check("The {office:campaign manager} {per:Tom Reyes} resigned, and so did {office:spokeswoman} {per:Jane Hollis}.");
    check("{office:Associate Justice} {per:Helen Marsh} wrote for the majority.");
}

#[test]
fn bodies_before_titles_are_their_organisations() {
    check_entities(
        "On Friday Treasury Department spokesman Tom Reyes resigned.",
        &["organisation Treasury Department", "person Tom Reyes; spokesman @ Treasury Department"],
    );
    check_entities(
        "On Friday Harbor Rights Council’s director Ann Moss resigned.",
        &["organisation Harbor Rights Council", "person Ann Moss; director @ Harbor Rights Council"],
    );
}

#[test]
fn titles_after_names_find_their_bodies() {
    check_entities(
        "Ann Moss, the deputy director for the Office of Harbor Safety, spoke.",
        &["person Ann Moss; deputy director @ Office of Harbor Safety", "organisation Office of Harbor Safety"],
    );
    check_entities(
        "Ann Moss, Harbor Rights Council senior counsel, spoke.",
        &["person Ann Moss; senior counsel @ Harbor Rights Council", "organisation Harbor Rights Council"],
    );
    check_entities(
        "The director of the Lakeside Housing Coalition, Ruth Hale, said it was late.",
        &["organisation Lakeside Housing Coalition", "person Ruth Hale; director @ Lakeside Housing Coalition"],
    );
    check_entities(
        "Ann Moss, 45, president and founder of the Farm Workers’ Alliance, spoke.",
        &["person Ann Moss; president and founder @ Farm Workers’ Alliance", "organisation Farm Workers’ Alliance"],
    );
}

#[test]
fn parties_and_states_in_brackets_are_no_names() {
    check("{office:Sen.} {per:Luis Ortega} (D-N.M.) and {office:Rep.} {per:Ada Quill}, R-Ohio, voted no.");
    check("{per:Ada Quill} (R-Ariz.), {office:chairwoman} of the {org:House Budget Committee}, voted no.");
    check("{per:Trell Vossik}, D-Nevada, the {office:chairman} of the {org:Water Board}, voted no.");
}

#[test]
fn topics_belong_to_titles_and_bodies_do_not() {
    check("{office:Secretary of State} {per:Nora Blum} flew home.");
    check("The offer went to {per:Ines Caldeira}, {office:Mayor} of Port Ellery, and {per:Tom Reed}, {office:Mayor} of New Hartwick.");
    check("{per:Brett Stone}, {office:Director of Policy and Legal Affairs} for the {org:Harbor Forum}, agreed.");
    check("{per:Ada Quill}, {office:president} of the {org:Lakeside Teachers Union}, agreed.");
}

#[test]
fn lists_of_bodies_and_people_come_apart() {
    check("The suit names the {org:Department of Parks} and {per:Ada Quill}.");
    check("The suit names the {org:Department of Justice} and the {org:Department of State}.");
    check("The {org:Rivers Commission}, the {org:Harbor Forum} and {per:Luis Ortega} signed.");
    check("The letter of {org:Homeland Security} and {per:Sara Saldívar} was short.");
}

#[test]
fn acronyms_are_read_before_after_and_without_a_definition() {
    check_entities("The HRC sued. “We won,” the Harbor Rights Council (HRC) said.", &["organisation Harbor Rights Council = HRC"]);
    check("The {org:NAACP} and the {org:AFL-CIO} met in May.");
    check("GDP rose 2 percent in the {org:EU}-wide survey, and DNA tests on TV rose too.");
}

#[test]
fn possessives_end_names_except_inside_bodies() {
    check("{per:Quill}’s plan failed, {per:Ada Quill} said. The {org:Housing Council}’s lawyers agreed.");
    check("The {org:Benton County Sheriff’s Office}, the {org:Veterans’ Alliance} and the {org:St. Mary’s Hospital} agreed.");
}

#[test]
fn people_lend_their_names_to_foundations() {
    check("The {org:Ada Quill Foundation} was founded last year. {per:Ada Quill} said it would grow.");
    check("The {org:Philip Marlow Company} was founded last year. {org:Philip Marlow} sells shoes.");
}

#[test]
fn teams_are_bodies_and_their_countries_are_not() {
    // Known miss: Ghana is a team here too, but one place with nothing but "beat" before it is taken for the country.
    check(
        "{org:England} beat Ghana in the last game of the season. The {org:England} coach praised his players after the match in Iceland: \
         they scored two goals, and the team leads the league by six points.",
    );
}

#[test]
fn countries_by_their_full_names_are_places() {
    check("The State of Qatar and the Republic of Ghana signed in June.");
    check("The {org:G7} and the {org:G-20} met in June.");
}

#[test]
fn offices_without_a_person_stand_alone() {
    check("The report was sent on Monday. The {office:Secretary of State} declined to comment.");
    check("The inspector general found nothing, and a senator agreed.");
}

#[test]
fn capitals_of_a_whole_line_say_nothing() {
    check("{org:SCHOOL BOARD} VOTES TO CUT BUSES\n\nThe {org:Benton School Board} voted on Monday.");
    check("For {org:HRC} press: {per:Nadia Romero}, press@hrc.example");
}

#[test]
fn datelines_are_no_names() {
    check("SANTA FE, N.M. ({org:AP}) — {office:Gov.} {per:Ada Quill} resigned on Monday.");
    check("NAIROBI, Kenya, June 3 — {per:Ada Quill} resigned on Monday.");
}

#[test]
fn first_names_and_surnames_find_their_person() {
    check_entities(
        "Ada Quill came late. Quill, a gardener, sat down. “I am late,” Ada said. Ms. Quill left.",
        &["person Ada Quill = Quill, Ada"],
    );
    check_entities("Barry Moss spoke. Later Barry H. Moss left.", &["person Barry H. Moss = Barry Moss"]);
}

#[test]
fn suffixes_particles_and_diacritics_stay_in_names() {
    check("{per:Martin Moss Jr}. met {per:Willem de Groot} and {per:Ludwig van der Berg} on Friday.");
    check("{per:Søren Åkesson}, {per:Željko Horvat} and {per:Françoise D’Arcy} wrote the report.");
    check("{per:Kim Min-jae} met {per:Abdul Rahman al-Masri} and {per:Smith-Jones} on Friday, {per:Mary Smith-Jones} said.");
    check("{per:Kim Sung-hoon} met {per:Lin Ying-jeou}; the {org:Harbor Union}-led march began.");
    check("{per:Chidi Okonkwo}, {per:Priya Raghunathan} and {per:Tuan Nguyen} won.");
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
