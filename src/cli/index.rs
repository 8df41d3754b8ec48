//! `whosays index`: makes the index of a folder or brings it up to date, tells about it, removes it.

use super::{Stop, complain, files, library};
use crate::archive::index::{self, Status, store};
use crate::report::in_line;
use crate::settings::Settings;
use clap::Args;
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

#[derive(Args)]
pub struct Options {
    /// The folders of the archive [default: the folder of work, or the one with whosays.toml above it]
    #[arg(value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// Only tell about the index: articles, size, age, place
    #[arg(long, conflicts_with = "clear")]
    status: bool,
    /// Remove the index
    #[arg(long)]
    clear: bool,
    /// One JSON object a line, for programs
    #[arg(long)]
    json: bool,
}

/// Exit code 1 when there is no index to tell about or to remove.
pub fn run(options: &Options) -> Result<ExitCode, Stop> {
    let cache = store::cache_folder().ok_or_else(|| Stop::Failed("there is no folder for caches here".into()))?;
    let folders = if options.folders.is_empty() { vec![PathBuf::from(".")] } else { options.folders.clone() };
    for folder in &folders {
        std::fs::metadata(folder).map_err(|e| Stop::Failed(format!("{}: {}", folder.display(), files::reason(&e))))?;
    }
    let (settings, _) = Settings::load(&files::root(&folders));
    let roots = library::outermost(library::roots(&settings, &folders));
    if options.clear {
        return clear(&cache, &roots, options);
    }
    if !options.status {
        build(&cache, Arc::new(settings), &roots, options)?;
    }
    let mut out = std::io::stdout().lock();
    let mut none = false;
    for root in &roots {
        match index::status(&cache, root) {
            Some(status) => {
                status.notices.iter().for_each(|notice| complain(notice));
                let text = if options.json { as_json(root, &status).to_string() } else { as_text(root, &status) };
                writeln!(out, "{text}")?;
            }
            None => {
                none = true;
                complain(&format!("{} has no index; `whosays index` makes one", root.display()));
            }
        }
    }
    out.flush()?;
    Ok(ExitCode::from(u8::from(none)))
}

fn clear(cache: &Path, roots: &[PathBuf], options: &Options) -> Result<ExitCode, Stop> {
    let mut out = std::io::stdout().lock();
    let mut none = true;
    for root in roots {
        let bar = library::bar("removing  {bar:32} {bytes} of {total_bytes}");
        let removed = store::clear(cache, root, &mut |done, all| {
            bar.set_length(all);
            bar.set_position(done);
        });
        bar.finish_and_clear();
        let removed = removed.map_err(|e| Stop::Failed(format!("the index of {}: {e}", root.display())))?;
        none &= removed.is_none();
        if options.json {
            writeln!(out, "{}", json!({"root": root.to_string_lossy(), "removed": removed.is_some(), "index_bytes": removed}))?;
        } else {
            let what = removed.map_or("there is no index".into(), |bytes| format!("the index was removed, {}", sized(bytes)));
            writeln!(out, "{}: {what}", in_line(&root.to_string_lossy()))?;
        }
    }
    out.flush()?;
    Ok(ExitCode::from(u8::from(none)))
}

fn build(cache: &Path, settings: Arc<Settings>, roots: &[PathBuf], options: &Options) -> Result<(), Stop> {
    let began = Instant::now();
    let (archive, report) = library::on_disk(cache, &settings, roots);
    // The articles are read; what is left is to put small parts together.
    let bar = library::bar("putting the parts of the index together  {elapsed}");
    bar.enable_steady_tick(Duration::from_millis(200));
    archive.finish();
    bar.finish_and_clear();
    for skipped in &report.skipped {
        complain(&format!("{}: {}", skipped.path.display(), skipped.reason));
    }
    if !options.json {
        let seconds = began.elapsed().as_secs_f64();
        writeln!(
            std::io::stdout(),
            "{} of {} articles read in {seconds:.1} s",
            grouped(report.read as u64),
            grouped(report.articles as u64)
        )?;
    }
    Ok(())
}

fn as_json(root: &Path, status: &Status) -> serde_json::Value {
    let age = status.updated.and_then(|at| SystemTime::now().duration_since(at).ok()).map(|age| age.as_secs());
    json!({
        "root": root.to_string_lossy(), "articles": status.articles, "text_bytes": status.text, "index_bytes": status.bytes,
        "segments": status.segments, "age_seconds": age, "folder": status.folder.to_string_lossy(), "notices": status.notices,
    })
}

fn as_text(root: &Path, status: &Status) -> String {
    let age = status.updated.and_then(|at| SystemTime::now().duration_since(at).ok()).map_or("some time".into(), |age| aged(age.as_secs()));
    format!(
        "{}\n  articles  {}\n  size      {} for {} of text\n  written   {age} ago\n  place     {}",
        in_line(&root.to_string_lossy()),
        grouped(status.articles as u64),
        sized(status.bytes),
        sized(status.text),
        in_line(&status.folder.to_string_lossy()),
    )
}

fn aged(seconds: u64) -> String {
    let (n, unit) = match seconds {
        0..120 => (seconds, "second"),
        120..7200 => (seconds / 60, "minute"),
        7200..172_800 => (seconds / 3600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    format!("{n} {unit}{}", if n == 1 { "" } else { "s" })
}

fn sized(bytes: u64) -> String {
    match bytes {
        0..100_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).expect("digits are letters of one byte")).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_in_the_units_of_people() {
        assert_eq!([grouped(7), grouped(1234), grouped(1_000_000)], ["7", "1,234", "1,000,000"]);
        assert_eq!(
            [aged(1), aged(119), aged(120), aged(7200), aged(200_000)],
            ["1 second", "119 seconds", "2 minutes", "2 hours", "2 days"]
        );
        assert_eq!([sized(512), sized(2_500_000)], ["0.5 kB", "2.5 MB"]);
    }
}
