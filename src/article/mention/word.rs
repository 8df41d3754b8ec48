//! Words that tell something of the name beside them, too few for a list of their own.

use super::Gender;
use crate::article::lexicon::Class;
use crate::article::token::Token;
use crate::text::number;

/// What an organisation is called before its name: "the retailer Moss".
pub fn is_body(word: &str) -> bool {
    matches!(
        word,
        "firm"
            | "newspaper"
            | "website"
            | "site"
            | "platform"
            | "startup"
            | "start-up"
            | "maker"
            | "retailer"
            | "producer"
            | "brokerage"
            | "airline"
            | "operator"
            | "broadcaster"
            | "giant"
            | "subsidiary"
            | "unit"
            | "rival"
            | "carrier"
            | "lender"
            | "supplier"
            | "manufacturer"
            | "nonprofit"
            | "charity"
            | "band"
            | "chain"
            | "publisher"
            | "developer"
            | "brand"
            | "label"
            | "outlet"
            | "channel"
            | "conglomerate"
            | "insurer"
            | "contractor"
            | "provider"
            | "parent"
            | "militia"
            | "organizer"
    )
}

/// What a ruler has: "the Moss administration".
pub fn is_rule(word: &str) -> bool {
    matches!(
        word,
        "administration"
            | "Administration"
            | "government"
            | "Government"
            | "regime"
            | "campaign"
            | "Campaign"
            | "era"
            | "presidency"
            | "Presidency"
            | "family"
            | "camp"
            | "loyalists"
    )
}

pub fn is_honorific(token: &Token, text: &str) -> bool {
    token.is(Class::OCCUPATION.or(Class::ABBREVIATED_TITLE)) && is_address(token.text(text))
}

fn is_address(word: &str) -> bool {
    matches!(
        word,
        "Mr" | "Mrs"
            | "Ms"
            | "Miss"
            | "Dr"
            | "Mister"
            | "Madam"
            | "Madame"
            | "Monsieur"
            | "Mme"
            | "Señor"
            | "Señora"
            | "Herr"
            | "Frau"
            | "Shri"
            | "Smt"
            | "Messrs"
            | "Prof"
            | "Fr"
            | "Rev"
            | "Hon"
            | "MR"
            | "MRS"
            | "MS"
            | "DR"
    )
}

pub fn gender_of(honorific: &str) -> Option<Gender> {
    match honorific {
        "Mr" | "MR" | "Mister" | "Monsieur" | "Señor" | "Herr" | "Shri" | "Fr" => Some(Gender::Male),
        "Mrs" | "Ms" | "Miss" | "MRS" | "MS" | "Madam" | "Madame" | "Mme" | "Señora" | "Frau" | "Smt" => Some(Gender::Female),
        _ => None,
    }
}

/// Whether a word ends like a people, a faith or a movement.
pub fn is_people(word: &str) -> bool {
    let rest = word.as_bytes().get(3..).unwrap_or_default();
    [&b"ians"[..], b"ese", b"ists", b"ites", b"ism", b"ist", b"ani", b"anis"].iter().any(|end| rest.ends_with(end))
}

/// Capitals inside a word: "BuzzFeed", "JPMorgan", but not "McKay" or "O’Brien".
pub fn is_mixed(word: &str) -> bool {
    // Most names.
    if number::is_small_inside(word) {
        return false;
    }
    let inner = word.chars().skip(1).filter(|c| c.is_uppercase()).count();
    let lower = word.chars().filter(|c| c.is_lowercase()).count();
    let scottish =
        word.starts_with("Mc") || word.starts_with("Mac") || word.starts_with("De") || word.starts_with("Di") || word.contains(['\'', '’']);
    inner > 0 && lower > 0 && !scottish
}

/// Irregular past tenses that are hardly anything else: "paid", "won".
pub fn is_past(word: &str) -> bool {
    matches!(
        word,
        "paid"
            | "won"
            | "lost"
            | "made"
            | "took"
            | "gave"
            | "began"
            | "built"
            | "bought"
            | "sold"
            | "held"
            | "led"
            | "met"
            | "ran"
            | "sent"
            | "spent"
            | "went"
            | "wrote"
            | "kept"
            | "left"
            | "grew"
            | "sought"
            | "brought"
            | "became"
            | "came"
            | "chose"
            | "drew"
            | "drove"
            | "fought"
            | "got"
            | "knew"
            | "spoke"
            | "stood"
            | "taught"
            | "threw"
            | "withdrew"
            | "struck"
            | "rose"
            | "fell"
            | "saw"
            | "sat"
            | "shot"
            | "forgot"
            | "hid"
            | "forbade"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::lexicon;

    #[test]
    fn every_address_is_in_the_lexicon() {
        for word in ["Mr", "Mrs", "Ms", "Miss", "Dr", "Mister", "Madam", "Madame", "Monsieur", "Mme", "Señor", "Señora", "Herr", "Frau"]
            .iter()
            .chain(&["Shri", "Smt", "Messrs", "Prof", "Fr", "Rev", "Hon", "MR", "MRS", "MS", "DR"])
        {
            assert!(is_address(word) && lexicon::class(word).any(Class::OCCUPATION.or(Class::ABBREVIATED_TITLE)), "{word}");
        }
    }

    #[test]
    fn endings_of_peoples_need_a_word_before_them() {
        let people: Vec<_> =
            ["Burkinabese", "Trotskyists", "Siamese", "Manese", "Mani", "Pakistani", "Baptist", "Fist", "Levites", "Asians"]
                .into_iter()
                .filter(|word| is_people(word))
                .collect();
        assert_eq!(people, ["Burkinabese", "Trotskyists", "Siamese", "Manese", "Pakistani", "Baptist", "Levites"]);
    }

    #[test]
    fn capitals_inside_a_word_are_seen() {
        let mixed: Vec<_> = ["BuzzFeed", "McKay", "Moss", "O’Brien", "iPhone", "Épargne", "ÉpargneX", "US", "Transcontinentally"]
            .into_iter()
            .filter(|word| is_mixed(word))
            .collect();
        assert_eq!(mixed, ["BuzzFeed", "iPhone", "ÉpargneX"]);
    }
}
