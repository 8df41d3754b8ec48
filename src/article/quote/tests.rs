//! Marked texts for quotes: `{q:...}` are the words found in marks, `{open:...}` those whose closing mark is missing.

use super::*;
use crate::article::token::tokens;
use crate::text::marked;

fn check(source: &str) {
    let parsed = marked::parse(source);
    let found = find(&parsed.text, &tokens(&parsed.text));
    let marks = found.iter().map(|q| (if q.open { "open" } else { "q" }, q.span));
    assert_eq!(marked::render(&parsed.text, marks), source);
}

#[test]
fn straight_and_curly_marks() {
    check("“{q:The bridge is closed,}” she said. “{q:It will stay closed.}”");
    check("\"{q:The bridge is closed,}\" she said. \"{q:It will stay closed.}\"");
    check("''{q:The bridge won't open,}'' she said.");
    check("She called it “{q:a mess}” and “{q:a shame.}”");
}

#[test]
fn marks_of_other_languages() {
    check("„{q:Die Brücke ist zu}“, sagte sie. „{q:Noch lange}“.");
    check("«{q:\u{a0}Le pont est fermé\u{a0}}», dit-elle.");
    check("Hun sa: »{q:Broen er stengt}«.");
}

#[test]
fn mixed_pairs_close_each_other() {
    check("“{q:The bridge is closed,}\" she said.");
    check("\"{q:The bridge is closed,}” she said.");
    check("They asked for an “{q:urgent review}“ of the bridge and got none.");
}

#[test]
fn nested_marks_belong_to_the_outer_quote() {
    check("“{q:He told me, ‘The bridge is closed,’ and left,}” she said.");
    check("“{q:The so-called “open” bridge is closed,}” she said.");
    check("\"{q:He said 'never' to us,}\" she said.");
}

#[test]
fn single_marks_quote_where_no_double_ones_do() {
    check("Council Calls Bridge ‘{q:A Danger to All}’");
    check("'{q:The bridge is closed,}' she said.");
    check("The ‘{q:workers’ plan}’ was dropped.");
}

#[test]
fn apostrophes_never_open_or_close() {
    check("The workers’ “{q:plan}” failed.");
    check("In the '90s and the ’80s the bridge’s owners didn’t care.");
    check("Don't ask the voters' friends ’bout it.");
    check("“{q:The drivers’ union won’t pay for it,}” she said.");
}

#[test]
fn inches_and_feet_are_no_marks() {
    check("A 6\" pipe burst under the bridge; \"{q:a disaster,}\" she said.");
    check("The 6' 2\" man left.");
}

#[test]
fn a_missing_mark_spoils_only_its_paragraph() {
    check("“{open:The bridge is closed and will stay closed for a year.}");
    check("“{q:The bridge is closed, and nobody knows for how long.} “{q:It will stay closed,}” she said.");
    check("The bridge is closed,” she said.");
    check("She wrote “” and left.");
}

#[test]
fn what_can_stand_alone_is_direct() {
    assert_eq!(kind("The bridge is closed,"), QuoteKind::Direct);
    assert_eq!(kind("a danger to all who cross it"), QuoteKind::Partial);
    assert_eq!(kind("Hamlet"), QuoteKind::Partial);
    assert_eq!(kind("The Long Way Home"), QuoteKind::Partial);
}

#[test]
fn any_number_of_marks_is_read_in_one_pass() {
    for mark in ["\"", "“", "”", "'", "‘", "’", "''", "«", "„", "“ a ”", "'a ", "s’ b "] {
        let text = mark.repeat(100_000);
        for marked in find(&text, &tokens(&text)) {
            assert!(text.is_char_boundary(marked.span.start as usize) && text.is_char_boundary(marked.span.end as usize));
        }
    }
}
