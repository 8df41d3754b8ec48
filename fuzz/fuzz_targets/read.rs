//! Any bytes are an article, and reading on after an edit is reading afresh.
#![no_main]

use libfuzzer_sys::fuzz_target;
use whosays::article::Article;
use whosays::text;

fuzz_target!(|bytes: &[u8]| {
    // The first byte says where the text is cut in two: the second half is put in as an edit.
    let Some((&share, bytes)) = bytes.split_first() else { return };
    let (text, _) = text::decode(bytes.to_vec());
    let article = Article::read(&text);
    for span in
        article.figures.iter().map(|f| f.span).chain(article.quotes.iter().map(|q| q.span)).chain(article.mentions.iter().map(|m| m.span))
    {
        // Panics off a letter's border.
        std::hint::black_box(span.of(&text));
    }
    let cut = (0..=text.len() * share as usize / 255).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let edited = &text[cut..];
    let after = Article::read_after(edited, Some((&text, &article)));
    assert_eq!(format!("{after:?}"), format!("{:?}", Article::read(edited)));
});
