//! Texts with every number-like token marked by its kind, and what is read from figures.

use super::super::token::tokens;
use super::*;
use crate::text::marked;

/// Marks are the kinds of figures and of other numbers alike.
fn check(source: &str) {
    let text = marked::parse(source).text;
    let found = find(&text, &tokens(&text));
    let figures = found.figures.iter().map(|f| (f.kind.name(), f.span));
    let numbers = found.numbers.iter().map(|n| (n.kind.name(), n.span));
    assert_eq!(marked::render(&text, figures.chain(numbers)), source);
}

/// One line a figure: the words, value, high, unit, hedge and noun as far as there are any.
fn read(text: &str) -> String {
    let found = find(text, &tokens(text));
    let lines = found.figures.iter().map(|f| {
        let mut line = f.span.of(text).to_string();
        let number = |v: f64| {
            if v.fract() == 0.0 && v.abs() < 1e15 { format!("{v:.0}") } else { format!("{:.4}", v).trim_end_matches('0').to_string() }
        };
        match (f.value, f.high) {
            (Some(low), Some(high)) => line += &format!(" = {}..{}", number(low), number(high)),
            (Some(value), None) => line += &format!(" = {}", number(value)),
            _ => line += " = ?",
        }
        if let Some(unit) = f.unit {
            line += &format!(" {unit}");
        }
        if let Some(hedge) = f.hedge {
            line += &format!(" ({})", hedge.of(text));
        }
        if let Some(noun) = f.noun {
            line += &format!(" [{}]", noun.of(text));
        }
        line
    });
    lines.collect::<Vec<_>>().join("; ")
}

fn check_values(text: &str, expected: &str) {
    assert_eq!(read(text), expected, "in {text:?}");
}

#[test]
fn counts_in_digits_and_words() {
    check("About {count:4,200} homes lost power and {count:twenty-two} people were hurt.");
    check("Police arrested {count:12} men; {count:a hundred} more fled. {count:Two and a half million} birds came.");
    check("The plant made {count:1.3 million} bricks and {count:35m} tiles in {year:2019}.");
    check_values("Some 4,200 homes", "4,200 = 4200 (Some) [homes]");
    check_values("two hundred and six sheep", "two hundred and six = 206 [sheep]");
    check_values("three hundred thousand ducks", "three hundred thousand = 300000 [ducks]");
    check_values("nine hundred ninety-nine steps", "nine hundred ninety-nine = 999 [steps]");
    check_values("half a million trees, half a dozen eggs", "half a million = 500000 [trees]; half a dozen = 6 [eggs]");
    check_values("a half-billion dollars", "a half-billion dollars = 500000000 USD");
    check_values("12,34,567 votes", "12,34,567 = 1234567 [votes]");
    check_values("six million and two thirds", "six million and two thirds = 6666666.6667");
    check_values("4 thousand 3 hundred and 21 yuan", "4 thousand 3 hundred and 21 yuan = 4321 CNY");
    check_values("two hundred point zero three", "two hundred point zero three = 200.03");
    check_values("1.3e6 cells", "1.3e6 = 1300000 [cells]");
    check_values("1.3m litres and 25k likes", "1.3m = 1300000 litre; 25k = 25000 [likes]");
}

#[test]
fn powers_and_odd_fractions() {
    check_values("1.1^23 cells", "1.1^23 = 8.9543 [cells]");
    check_values("2.5^-1", "2.5^-1 = 0.4");
    check_values("201910^61 cells", "201910^61 = ? [cells]");
    check_values("6.5×10^12 tons", "6.5×10^12 = 6500000000000 ton");
    check_values("2 x 10^3 homes", "2 x 10^3 = 2000 [homes]");
    // Copying lost the raised digits.
    check_values("7×10−3 litres", "7×10−3 = 0.007 litre");
    check_values("2.5e+3 homes", "2.5e+3 = 2500 [homes]");
    check_values("one point five billion birds", "one point five billion = 1500000000 [birds]");
    check_values("two hundred and fifty-four hundredths", "two hundred and fifty-four hundredths = 200.54");
    check_values(
        "one one-hundredth of it, one one hundred and fifth of it",
        "one one-hundredth = 0.01; one one hundred and fifth = 0.0095",
    );
    check_values("minus one hundred thirty fifths", "minus one hundred thirty fifths = -2.8571");
    check_values("ninety - five hundred", "ninety - five hundred = 9500");
    check_values("thirty seconds, one hundred thirty seconds", "thirty = 30 second; one hundred thirty = 130 second");
    check_values("five hundreds, 3 dzs, 1⁄2 cup", "five hundreds = 500; 3 dzs = 36; 1⁄2 = 0.5 cup");
    check_values("$8 B in debt, 8 B", "$8 B = 8000000000 USD; 8 = 8 [B]");
    check("{vague:a couple of thousand} cows; {ratio:3 out of 10}; {count:12} out of {count:10}; now-{duration:18} months");
}

#[test]
fn grouped_digits_are_one_number() {
    check("The march drew {count:10 000} people, then {count:1\u{A0}200\u{202F}000} more.");
    check_values("some 10 000 people", "10 000 = 10000 (some) [people]");
    check("On June {date:10} {count:200} people came; Lot {name:12} {count:300} did not.");
}

#[test]
fn lines_broken_by_hand_are_white_space() {
    check("The town lost {count:3\nmillion} trees, or {percent:20\npercent}, in {duration:10}\nyears.");
    check("between {range:30\nand 40} homes");
}

#[test]
fn percentages() {
    check("It rose {percent:12 percent}, {percent:5 per cent}, {percent:4.5%}, {percent:three pct} and {percent:two percentage points}.");
    check("a {percent:5-percent} raise, {percent:one hundred percent}, {percent:-3%}, {percent:minus 4 percent}");
    check_values("just a quarter of 1 percent", "a quarter of 1 percent = 0.25");
    check_values("half a percent", "half a percent = 0.5");
    check_values("three-quarters of a percentage point", "three-quarters of a percentage point = 0.75 percentage point");
    check_values("a third of 2 percent", "a third = 0.3333; 2 percent = 2");
    check_values("fell by 1.5 percentage points", "1.5 percentage points = 1.5 percentage point");
    check("It cost {measure:40} basis points.");
}

#[test]
fn sums_of_money() {
    check("{money:$2.1 billion}, {money:£2.1bn}, {money:€16bn}, {money:US$5 million}, {money:US $7.2 billion}, {money:HK$20 million}");
    check("{money:USD10m}, {money:RM23.50}, {money:C$1.34}, {money:A$12}, {money:$US160 million}, {money:Rs 500 crore}, {money:¥28,030}");
    check(
        "{money:50 cents}, {money:10 million euros}, {money:19 pence}, {money:118.5p}, {money:7,199 Chinese yuan}, {money:5 Canadian dollars}",
    );
    check("{money:$-50.8bn}, {money:$500}-a-month rent, a {money:$2-million} house, {money:two dollars}");
    check_values("about $43.6 billion", "$43.6 billion = 43600000000 USD (about)");
    check_values("20 million Hong Kong dollars", "20 million Hong Kong dollars = 20000000 HKD");
    check_values("S$300, NZ$4, R$5, ₹1,000", "S$300 = 300 SGD; NZ$4 = 4 NZD; R$5 = 5 BRL; ₹1,000 = 1000 INR");
    check("{vague:millions} of dollars, {vague:tens of thousands} of euros");
}

#[test]
fn measures_glued_and_apart() {
    check("{measure:35} miles, {measure:140} km/h, {measure:640}bhp, {measure:256}GB, {measure:20} degrees, a {measure:10}-mile road");
    check(
        "{measure:500} sq m of {measure:2,500} square feet, {measure:3.5}-liter, {measure:50}mph, {measure:5}kW, {measure:15} parts per billion",
    );
    check_values("winds of at least 74 mph", "74 = 74 mile per hour (at least)");
    check_values("200 square\nfeet", "200 = 200 square foot");
    check("{measure:5} feet {measure:2} inches");
}

#[test]
fn fractions_and_shares() {
    check(
        "{fraction:Two-thirds} of them, {fraction:half} of it, {fraction:a quarter} of the town, {fraction:1/3} of us, {fraction:½} of it, {measure:½} cup",
    );
    check(
        "more than {fraction:half} the homes, nearly {fraction:a third} agreed, {fraction:one fifth} of all, {fraction:three-quarters} full",
    );
    check("{fraction:most} of the mills, a vast {fraction:majority} of voters, cut the wait in {fraction:half}");
    check(
        "the {ordinal:first} half, half Irish, {ordinal:third}-party work, the {ordinal:fourth} quarter, a {ordinal:third} person, {ordinal:second} half, half-time",
    );
    check_values("one twenty-fifth of it, three twenty-firsts of it", "one twenty-fifth = 0.04; three twenty-firsts = 0.1429");
    check_values("three and a fifth", "three and a fifth = 3.2");
    check_values("two-thirds of the combined 4.3M copies", "two-thirds = 0.6667 [combined]; 4.3M = 4300000 [copies]");
}

#[test]
fn ratios() {
    check("{ratio:one in five} adults, {ratio:four in 10}, {ratio:1 in 35,000}, {ratio:4 out of 5}, {ratio:nine out of ten}");
    check("They voted {ratio:3-to-1}; by {ratio:two to one} they agreed.");
    check("{count:three} in {year:2019}, {count:12} in {duration:10} days, {count:one} of the mills");
    check_values("one in four children", "one in four = 0.25 [children]");
}

#[test]
fn multiples() {
    check(
        "It grew {multiple:sixfold}, {multiple:18-fold}, was {multiple:three times} as big and {multiple:doubled}; {multiple:twice} as many came.",
    );
    check("She sang {count:three} times. They doubled down. A double room. He came twice. {vague:double-digit} losses");
}

#[test]
fn ranges_are_one_figure() {
    check(
        "{percent:5 to 7 percent}, between {range:30 and 40} homes, {money:RM120,000 to RM300,000}, {range:10-12} boats, {duration:three or four} years",
    );
    check(
        "from {measure:252 miles to 287} miles; {money:$10 to $15 billion}; {percent:five per cent to 20 per cent}; {money:$3,000-$5,000}",
    );
    check(
        "It rose {percent:5 percent} to {count:40}, by {money:$3 billion} to {money:$9 billion}; a rise of {money:18 sen} to {money:RM23.50}.",
    );
    check_values("between 5% and 6%", "5% and 6% = 5..6");
    check_values("$10 to $15 billion", "$10 to $15 billion = 10000000000..15000000000 USD");
    check_values("three or four years", "three or four = 3..4 year");
}

#[test]
fn vague_quantities() {
    check(
        "{vague:dozens} of people, {vague:Hundreds of thousands} marched, {vague:scores} of birds, {vague:several hundred} cars, {vague:a few thousand} cows",
    );
    check("test scores, the song of the tens, {vague:millions}");
    check_values("tens of thousands of students", "tens of thousands = ? [students]");
}

#[test]
fn ages() {
    check(
        "A {age:34}-year-old man; Ada Moss, {age:44}, and Jo Hart ({age:71}); men aged {age:18} to {age:34}; he turned {age:70}; she is {age:9} months old.",
    );
    check("They are {age:27} and {age:29} years old. She is in her {age:30s}. A {age:2,900} year-old pot.");
}

#[test]
fn durations() {
    check("{duration:Two} days later, for {duration:three} hours, a {duration:five}-year plan, {duration:24} hours, {duration:39} minutes");
}

#[test]
fn scores_and_even_odds() {
    check("They won {score:2-1}, lost {score:6-4}, drew {score:1 – 1}. It is {idiom:50-50}. The board voted {score:7-2}.");
}

#[test]
fn dates_and_years() {
    check("Sept. {date:29}, {date:9 May}, {date:4 July 2016}, on July {date:4, 2016}, the {date:24th of October}");
    check("{date:2019-09-01} and {date:12/25/2019}");
    check(
        "in {year:2019}, since {year:2015}, {year:2015-16}, from {year:1445} to {year:1870}, the {year:1990s}, the '{year:60s}, {year:1960's}, June {year:1996}",
    );
    check("The {year:2016} candidates and her {year:2020} voters met.");
    check("{money:R50 million}, {money:N7.2bn}, {money:P500,000}, {money:Tk50 crore}; the R{name:50} road and an N{name:95} mask.");
    check("It took {duration:an hour and a half}, {measure:a mile and a half} of road and {count:a quarter of a million} stones.");
    check("It rained for a day and {fraction:a third} of the crop rotted.");
    check("It costs {money:2,500 colones}, {money:40 lempiras}, {money:300 taka} or {money:5 dinars}.");
    check("In {year:2019} sales rose. Some {count:2000} people came. More than {count:1900} homes fell. {count:1200} volunteers work.");
    check("{date:9/11}, March {date:5-7}, May {date:5} and {date:6}, between {year:1914} and {year:1918}");
    check("He died in {year:1563-3} and fought in {year:1998-9}.");
}

#[test]
fn times() {
    check(
        "{time:10:27 PM EDT}, {time:5am}, {time:6 p.m.}, {time:10.45pm}, {time:0401 GMT}, {time:8 o'clock}, from {time:3} to {time:5 p.m.}",
    );
}

#[test]
fn laws_bills_and_forms() {
    check(
        "{statute:287(g)}, Title {statute:42}, Section {statute:8}, H.R. {statute:1}, {statute:501(c)(3)}, {statute:401(k)}, Proposition {statute:8}, Prop. {statute:22}, Sec. {statute:3}, {statute:18} U.S.C. {statute:1001}",
    );
}

#[test]
fn names_with_numbers() {
    check(
        "S&P {name:500}, iPhone {name:14}, F-{name:16}, COVID-{name:19}, World Cup {year:2018}, Fortune {name:500} firms, Boeing {name:737} jets, Model {name:3} cars, Studio {name:54}",
    );
    check("The talk on BBC {name:One} was about the Chicago {name:Seven}, and the news on {name:Nine} News about the mill.");
    check("Route {name:66}, CO{name:2}, {name:5G}, {name:49ers}, Game {name:6}, Flight {name:370}, {name:4chan}");
    check("version {name:2.1}, {name:192.168.1.2}, day {name:five}, the Big {name:Ten} and its rivals, number {name:one}, Level {name:3}");
}

#[test]
fn ranks() {
    check(
        "the {ordinal:third}-largest, the {ordinal:22nd}, No. {ordinal:1}, #{ordinal:3}, the {ordinal:first} woman, the {ordinal:twenty-first}",
    );
}

#[test]
fn pages_lists_and_notes() {
    check("{list:1}. The start");
    check("({list:3}) The end");
    check("See page {list:12}, chapter {list:4}, Part {list:3}, pages {list:7} and {list:8} [{list:14}]");
}

#[test]
fn addresses_and_phones() {
    check("{address:1600} Marsh Hill Ave., {address:42} Mill Street, Harbor, Calif. {address:90012}, P.O. Box {address:12}");
    check("Call {phone:555-010-3010}, ({phone:541) 754-3010}, {phone:1-800-555-0100} or dial {phone:988}; {phone:911} was called.");
}

#[test]
fn idioms_and_pronouns() {
    check(
        "{idiom:24/7}, {pronoun:one} another, no {pronoun:one}, this {pronoun:one}, {idiom:one} day, ground {idiom:zero}, {idiom:zero} tolerance, catch-{name:22}",
    );
    check("{count:one} of the mills, {count:one} hand, only {count:one} mill, the same {pronoun:one}");
}

#[test]
fn a_claim_may_hold_several_figures() {
    let claims = |text: &str| find(text, &tokens(text)).figures.iter().map(|f| f.claim).collect::<Vec<_>>();
    assert_eq!(claims("87 mph (140 km/h) and 12 cars"), [0, 0, 1]);
    assert_eq!(claims("400 of the 1,200 homes"), [0, 0]);
    assert_eq!(claims("5 feet 2 inches"), [0, 0]);
    assert_eq!(claims("12 men and 14 women"), [0, 1]);
}

#[test]
fn facts_of_the_surroundings() {
    let facts = |text: &str| find(text, &tokens(text)).figures[0].facts;
    assert!(facts("The fire killed at least 12 people.").has(Facts::CASUALTY | Facts::PEOPLE));
    assert!(facts("the two men").has(Facts::SMALL | Facts::DEFINITE | Facts::PEOPLE));
    assert!(facts("a 12-page report").has(Facts::ADJECTIVE));
    assert!(facts("one of the mills").has(Facts::ONE));
    assert!(facts("an estimated 40,000 birds").has(Facts::ESTIMATED));
    assert!(facts("It has lost 300 jobs since 2015.").has(Facts::SINCE));
    assert!(facts("most of the mills").has(Facts::LOOSE));
    assert!(facts("two days later").has(Facts::WINDOW));
    assert!(!facts("12 cows grazed").has(Facts::CASUALTY));
}

#[test]
fn nouns_end_at_their_head() {
    check_values("90 river, meadow and old forest protection groups are", "90 = 90 [river, meadow and old forest protection groups]");
    check_values("500 local and national groups, including", "500 = 500 [local and national groups]");
    check_values("33 recommendations for reform", "33 = 33 [recommendations]");
    check_values("killing 107 or more and wounding 238, police said", "107 = 107; 238 = 238");
}

/// Today's wrong answers, kept in sight.
#[test]
fn known_misses() {
    // A division is not read as one number, nor a denominator behind two large numbers.
    check("{count:2,000} over {count:3}");
    check_values("one hundred one thousand fifths", "one hundred one thousand fifths = 20200");
    // Two products that share a name: only the first is seen as one.
    check("iPhone {name:11} Pro and {count:11} Pro Max");
}

/// Pieces out of which odd texts are put together: every word and sign that reading asks for, and some that break things.
const PIECES: &[&str] = &[
    "one", "two", "twenty", "-", "–", " ", " ", " ", "\n", "\u{A0}", "hundred", "thousand", "million", "dozens", "tens", "of", "half",
    "quarter", "third", "thirds", "a", "the", "and", "or", "to", "from", "between", "in", "out", "over", "1", "12", "2019", "3.5", "1,000",
    "000", ".", ",", "/", ":", "(", ")", "$", "US$", "£", "USD", "RM", "%", "percent", "per", "cent", "points", "miles", "km/h", "m", "bn",
    "GB", "year", "old", "years", "am", "p.m.", "May", "June", "S&P", "Title", "page", "No", "F", "é", "½", "°", "'", "’", "s", "th", "nd",
    "e", "x", "#", "@", "§", "[", "]", "times", "fold", "doubled", "twice", "as", "many", "minus", "point", "zero", "more", "than",
    "about", "people", "ss", "\u{200B}", "👍",
];

proptest::proptest! {
    #[test]
    fn any_text_is_read_in_order(picks in proptest::collection::vec(0..PIECES.len(), 0..40)) {
        let text: String = picks.iter().map(|i| PIECES[*i]).collect();
        let found = find(&text, &tokens(&text));
        let mut spans: Vec<_> = found.figures.iter().map(|f| f.span).chain(found.numbers.iter().map(|n| n.span)).collect();
        for figures in found.figures.windows(2) {
            assert!(figures[0].span.end <= figures[1].span.start && figures[0].claim <= figures[1].claim, "{text:?}");
        }
        spans.sort_by_key(|s| s.start);
        for span in &spans {
            assert!(!span.is_empty() && text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize), "{text:?}");
        }
        for pair in spans.windows(2) {
            assert!(pair[0].end <= pair[1].start, "{text:?}: {} and {}", pair[0].of(&text), pair[1].of(&text));
        }
    }
}
