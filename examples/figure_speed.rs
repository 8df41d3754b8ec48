use std::time::Instant;
use whosays::article::{figure, paragraph, token};
fn main() {
    let text = std::fs::read_to_string("/tmp/all.txt").expect("file");
    let spans = paragraph::split(&text);
    let paras: Vec<&str> = spans.iter().map(|s| s.of(&text)).collect();
    for _ in 0..3 {
        let t = Instant::now();
        let toks: Vec<_> = paras.iter().map(|p| token::tokens(p)).collect();
        let a = t.elapsed();
        let t = Instant::now();
        let mut n = 0;
        for (p, k) in paras.iter().zip(&toks) {
            let f = figure::find(p, k);
            n += f.figures.len() + f.numbers.len();
        }
        let b = t.elapsed();
        println!(
            "{} bytes, {n} found; tokens {:.1} MB/s, figures {:.1} MB/s",
            text.len(),
            text.len() as f64 / a.as_secs_f64() / 1e6,
            text.len() as f64 / b.as_secs_f64() / 1e6
        );
    }
}
