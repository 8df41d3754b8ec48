//! The built-in starter pack holds together: ids, references, dates, one holder of an office at a time, sorted rows.
//! Whether its facts are true, a test cannot know; what can be checked against open data is checked where that data lies.

use std::collections::{HashMap, HashSet};

const FOLDER: &str = "src/knowledge/starter";

/// Offices that several people hold at once.
const SHARED: &[(&str, &str)] = &[("supreme-court", "Associate Justice")];

/// A row with the place it stands at, for messages.
struct Row {
    place: String,
    cells: Vec<String>,
}

/// The rows of a file without its header and comments; every row has as many cells as the header.
fn rows(file: &str) -> Vec<Row> {
    let text = std::fs::read_to_string(format!("{FOLDER}/{file}")).expect("the starter pack is part of the sources");
    let n_cells = text.lines().next().expect("a header").split('\t').count();
    let mut rows = vec![];
    for (number, line) in text.lines().enumerate().skip(1).filter(|(_, line)| !line.starts_with('#')) {
        let place = format!("{file}:{}", number + 1);
        let cells: Vec<String> = line.split('\t').map(str::to_string).collect();
        assert_eq!(cells.len(), n_cells, "{place}: {line}");
        for cell in &cells {
            assert_eq!(cell.trim(), cell, "{place}: blanks around {cell:?}");
            assert!(!cell.contains("  ") && !cell.chars().any(char::is_control), "{place}: {cell:?}");
        }
        rows.push(Row { place, cells });
    }
    rows
}

fn ids(rows: &[Row]) -> HashSet<&str> {
    rows.iter().map(|row| row.cells[0].as_str()).collect()
}

/// The first and the last day that a date of year, month or day precision may mean, counted from 1970; `None` when ill-formed.
fn days(date: &str) -> Option<(i64, i64)> {
    let parts: Vec<&str> = date.split('-').collect();
    let widths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    if !matches!(widths.as_slice(), [4] | [4, 2] | [4, 2, 2]) {
        return None;
    }
    let numbers: Vec<i64> = parts.iter().map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (year, month) = (numbers[0], numbers.get(1).copied());
    if !(1000..=2100).contains(&year) || !(1..=12).contains(&month.unwrap_or(1)) {
        return None;
    }
    let first_of_next = |month: i64| if month == 12 { day(year + 1, 1, 1) } else { day(year, month + 1, 1) };
    match (month, numbers.get(2)) {
        (None, _) => Some((day(year, 1, 1), day(year + 1, 1, 1) - 1)),
        (Some(month), None) => Some((day(year, month, 1), first_of_next(month) - 1)),
        (Some(month), Some(of_month)) => {
            let exact = day(year, month, *of_month);
            (*of_month >= 1 && exact < first_of_next(month)).then_some((exact, exact))
        }
    }
}

/// Days from 1 January 1970 in the Gregorian calendar (years begin in March, so that the leap day is the last of its year).
fn day(year: i64, month: i64, of_month: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + of_month - 1;
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year - 719_468
}

#[test]
fn dates_are_read_with_their_precision() {
    assert_eq!(days("1970-01-01"), Some((0, 0)));
    assert_eq!(days("2001-01-20"), Some((11_342, 11_342)));
    assert_eq!(days("2024-02"), Some((day(2024, 2, 1), day(2024, 2, 29))));
    assert_eq!(days("1969"), Some((-365, -1)));
    for wrong in ["", "69", "2023-02-29", "2023-13", "2023-1-1", "2023-01-01-", "x"] {
        assert_eq!(days(wrong), None, "{wrong}");
    }
}

#[test]
fn it_is_large_enough() {
    assert!(rows("organizations.tsv").len() >= 600);
    assert!(rows("offices.tsv").len() >= 800);
}

#[test]
fn ids_are_slugs_unique_and_sorted() {
    for file in ["sources.tsv", "organizations.tsv", "persons.tsv"] {
        let rows = rows(file);
        for row in &rows {
            let id = &row.cells[0];
            let slug = id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            assert!(slug && !id.is_empty() && !id.starts_with('-') && !id.ends_with('-'), "{}: {id}", row.place);
        }
        for pair in rows.windows(2) {
            assert!(pair[0].cells[0] < pair[1].cells[0], "{}: {} is out of order or twice there", pair[1].place, pair[1].cells[0]);
        }
    }
    let offices = rows("offices.tsv");
    let key = |row: &Row| [1, 2, 3, 0].map(|column| row.cells[column].clone());
    for pair in offices.windows(2) {
        assert!(key(&pair[0]) < key(&pair[1]), "{} is out of order or twice there", pair[1].place);
    }
}

#[test]
fn references_resolve_and_nothing_lies_idle() {
    let (sources, organizations) = (rows("sources.tsv"), rows("organizations.tsv"));
    let (persons, offices) = (rows("persons.tsv"), rows("offices.tsv"));
    let known = ids(&sources);
    let mut used = HashSet::new();
    for (row, column) in
        organizations.iter().map(|row| (row, 8)).chain(persons.iter().map(|row| (row, 3))).chain(offices.iter().map(|row| (row, 5)))
    {
        assert!(known.contains(row.cells[column].as_str()), "{}: no source {:?}", row.place, row.cells[column]);
        used.insert(row.cells[column].as_str());
    }
    assert_eq!(known, used, "a source that no fact names");

    let (people, bodies) = (ids(&persons), ids(&organizations));
    for row in &offices {
        assert!(people.contains(row.cells[0].as_str()), "{}: no person {:?}", row.place, row.cells[0]);
        assert!(bodies.contains(row.cells[1].as_str()), "{}: no organization {:?}", row.place, row.cells[1]);
        assert!(!row.cells[2].is_empty(), "{}: no title", row.place);
    }
    let holders: HashSet<&str> = offices.iter().map(|row| row.cells[0].as_str()).collect();
    assert_eq!(people, holders, "a person without an office");
}

#[test]
fn parents_are_known_and_lead_to_an_end() {
    let organizations = rows("organizations.tsv");
    let parents: HashMap<&str, &str> =
        organizations.iter().filter(|row| !row.cells[3].is_empty()).map(|row| (row.cells[0].as_str(), row.cells[3].as_str())).collect();
    let bodies = ids(&organizations);
    for row in &organizations {
        let mut seen = HashSet::new();
        let mut id = row.cells[0].as_str();
        while let Some(parent) = parents.get(id) {
            assert!(bodies.contains(parent), "{}: no parent {parent:?}", row.place);
            assert!(seen.insert(id), "{}: its parents go round in a circle", row.place);
            id = parent;
        }
    }
}

#[test]
fn names_are_written_once() {
    for file in ["organizations.tsv", "persons.tsv"] {
        for row in rows(file) {
            let (name, others) = (&row.cells[1], &row.cells[2]);
            assert!(!name.is_empty() && !name.contains('|'), "{}", row.place);
            let mut seen = HashSet::from([name.as_str()]);
            for other in others.split('|').filter(|_| !others.is_empty()) {
                assert_eq!(other.trim(), other, "{}: {other:?}", row.place);
                assert!(!other.is_empty() && seen.insert(other), "{}: {other:?} is empty or twice there", row.place);
            }
        }
    }
    for row in rows("organizations.tsv") {
        assert!(!row.cells[4].is_empty(), "{}: no classification", row.place);
        let country = &row.cells[5];
        let code = country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
        assert!(code || country.is_empty(), "{}: {country}", row.place);
    }
}

#[test]
fn dates_are_well_formed_and_in_order() {
    let as_of: HashMap<String, i64> = rows("sources.tsv")
        .into_iter()
        .map(|row| (row.cells[0].clone(), days(&row.cells[3]).unwrap_or_else(|| panic!("{}", row.place)).1))
        .collect();
    // Nobody vouches for a day that has not come: nothing may begin or end after the source's as-of date.
    let check = |row: &Row, start: &str, end: &str, source: &str| {
        let read = |date: &str| days(date).unwrap_or_else(|| panic!("{}: {date:?} is no date", row.place));
        if !start.is_empty() {
            assert!(read(start).0 <= as_of[source], "{}: begins after the as-of date", row.place);
        }
        if !end.is_empty() {
            assert!(read(end).0 <= as_of[source], "{}: ends after the as-of date", row.place);
        }
        if !start.is_empty() && !end.is_empty() {
            assert!(read(start).0 <= read(end).1, "{}: ends before it begins", row.place);
        }
    };
    for row in rows("organizations.tsv") {
        check(&row, &row.cells[6], &row.cells[7], &row.cells[8]);
    }
    for row in rows("offices.tsv") {
        assert!(!row.cells[3].is_empty(), "{}: no start", row.place);
        check(&row, &row.cells[3], &row.cells[4], &row.cells[5]);
    }
}

#[test]
fn nobody_heads_what_is_not_there() {
    let organizations = rows("organizations.tsv");
    let lives: HashMap<&str, (&str, &str)> =
        organizations.iter().map(|row| (row.cells[0].as_str(), (row.cells[6].as_str(), row.cells[7].as_str()))).collect();
    for row in rows("offices.tsv") {
        let (founded, dissolved) = lives[row.cells[1].as_str()];
        if let (Some(founded), Some(start)) = (days(founded), days(&row.cells[3])) {
            assert!(founded.0 <= start.1, "{}: begins before there was a {}", row.place, row.cells[1]);
        }
        if let Some(dissolved) = days(dissolved) {
            let end = days(&row.cells[4]).unwrap_or_else(|| panic!("{}: still in office, but there is no {}", row.place, row.cells[1]));
            assert!(end.0 <= dissolved.1, "{}: ends after there was a {}", row.place, row.cells[1]);
        }
    }
}

#[test]
fn one_person_holds_an_office_at_a_time() {
    struct Term {
        place: String,
        acting: bool,
        /// The latest day it can have begun and the earliest it can have ended.
        latest_start: i64,
        earliest_end: i64,
    }
    let mut offices: HashMap<(String, String), Vec<Term>> = HashMap::new();
    for row in rows("offices.tsv") {
        let (organization, title) = (row.cells[1].clone(), row.cells[2].clone());
        let acting = title.starts_with("Acting ");
        let title = title.trim_start_matches("Acting ").to_string();
        if SHARED.contains(&(organization.as_str(), title.as_str())) {
            continue;
        }
        let latest_start = days(&row.cells[3]).expect("checked by another test").1;
        let earliest_end = if row.cells[4].is_empty() { i64::MAX } else { days(&row.cells[4]).expect("checked by another test").0 };
        offices.entry((organization, title)).or_default().push(Term { place: row.place, acting, latest_start, earliest_end });
    }
    for (office, mut terms) in offices {
        terms.sort_by_key(|term| term.latest_start);
        for (idx, earlier) in terms.iter().enumerate() {
            for later in &terms[idx + 1..] {
                // Two who hold it for the time being are as impossible as two who hold it.
                if earlier.acting != later.acting {
                    continue;
                }
                // The day of handing over belongs to both.
                let common = earlier.earliest_end.min(later.earliest_end).saturating_sub(later.latest_start);
                assert!(common <= 1, "{office:?}: {} and {} overlap by {common} days", earlier.place, later.place);
            }
        }
    }
}
