//! Names by which the same is found again, however they are typed.

/// Small letters without accents, dots and typography, "&" as "and", no leading "the".
///
/// ```
/// use whosays::text::fold::fold;
/// assert_eq!(fold("The  U.S. Sheriffs’ Ássociation"), "us sheriffs' association");
/// ```
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    fold_into(name, &mut folded);
    folded
}

/// The same in a string that was used before: a pack folds thousands of names.
pub fn fold_into(name: &str, folded: &mut String) {
    folded.clear();
    // Most names are plain: they are copied whole.
    let mut before = b' ';
    let is_plain = |b: u8| {
        let is_second = b == b' ' && before == b' ';
        before = b;
        b.is_ascii() && b >= b' ' && b != b'.' && b != b'&' && !is_second
    };
    if name.bytes().all(is_plain) && !name.ends_with(' ') {
        folded.push_str(name);
        folded.make_ascii_lowercase();
        without_article(folded);
        return;
    }
    let mut space = false;
    for c in name.chars() {
        match c {
            'a'..='z' | 'A'..='Z' => {
                if space && !folded.is_empty() {
                    folded.push(' ');
                }
                folded.push(c.to_ascii_lowercase());
            }
            ' ' => {
                space = true;
                continue;
            }
            '.' => continue,
            '’' | '‘' => folded.push('\''),
            '&' => {
                if space && !folded.is_empty() {
                    folded.push(' ');
                }
                space = false;
                folded.push_str("and");
                continue;
            }
            c if c.is_whitespace() => {
                space = true;
                continue;
            }
            c => {
                if space && !folded.is_empty() {
                    folded.push(' ');
                }
                for c in c.to_lowercase() {
                    match unaccented(c) {
                        Some(plain) => folded.push_str(plain),
                        // Combining marks fall away too.
                        None if matches!(c, '\u{300}'..='\u{36F}') => {}
                        None => folded.push(c),
                    }
                }
            }
        }
        space = false;
    }
    without_article(folded);
}

fn without_article(folded: &mut String) {
    if folded.starts_with("the ") {
        folded.drain(.."the ".len());
    }
}

fn unaccented(c: char) -> Option<&'static str> {
    Some(match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' | 'ĉ' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ə' => "e",
        'ğ' | 'ģ' | 'ĝ' => "g",
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ł' | 'ļ' | 'ľ' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ō' | 'ő' | 'ø' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ţ' | 'ț' => "t",
        'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ž' | 'ż' => "z",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_and_other_names_fold_alike() {
        for (name, folded) in [
            ("The Harbor Agency", "harbor agency"),
            ("the  Harbor Agency", "harbor agency"),
            (" Harbor Agency ", "harbor agency"),
            ("H.A.", "ha"),
            ("Moss & Hart", "moss and hart"),
            ("O'Neil-Moss, Jr", "o'neil-moss, jr"),
            ("O’Neil", "o'neil"),
            ("Saldaña\tMoss", "saldana moss"),
            ("the", "the"),
            ("", ""),
        ] {
            assert_eq!(fold(name), folded, "{name}");
        }
    }
}
