//! `whosays doctor`: what belongs into a report of something that goes wrong. Names versions, settings and counts; no word of
//! an article, and no name of one.

use super::{Stop, files};
use crate::archive::index::{self, store};
use crate::archive::{Archive, Reason, ScanReport};
use crate::report::in_line;
use crate::rules;
use crate::settings::{FILE, Settings};
use crate::text::{Encoding, Text};
use std::fmt::Write as _;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Exit code 1 when something is wrong; the lines that say so begin with an exclamation mark.
pub fn run(folder: &Path) -> Result<ExitCode, Stop> {
    std::fs::metadata(folder).map_err(|e| Stop::Failed(format!("{}: {}", folder.display(), files::reason(&e))))?;
    let mut told = Told::default();
    program(&mut told);
    server(&mut told);
    let root = files::root(&[folder.to_path_buf()]);
    let settings = workspace(&mut told, &root);
    archive(&mut told, folder, &root, settings);
    std::io::stdout().write_all(told.lines.as_bytes())?;
    Ok(ExitCode::from(u8::from(told.wrong)))
}

#[derive(Default)]
struct Told {
    lines: String,
    wrong: bool,
}

impl Told {
    fn say(&mut self, what: &str, value: impl AsRef<str>) {
        let _ = writeln!(self.lines, "  {:11} {}", format!("{what}:"), in_line(value.as_ref()));
    }

    fn warn(&mut self, what: &str, value: impl AsRef<str>) {
        self.wrong = true;
        let _ = writeln!(self.lines, "! {:11} {}", format!("{what}:"), in_line(value.as_ref()));
    }
}

/// A path with the person's own folder as `~`: reports are pasted where everybody reads.
fn shown(path: &Path) -> String {
    match std::env::home_dir().and_then(|home| Some(path.strip_prefix(home).ok()?.to_path_buf())) {
        Some(inside) if inside.as_os_str().is_empty() => "~".into(),
        Some(inside) => Path::new("~").join(inside).display().to_string(),
        None => path.display().to_string(),
    }
}

fn program(told: &mut Told) {
    let build = if cfg!(debug_assertions) { "debug build" } else { "release build" };
    let _ = writeln!(told.lines, "whosays {} for {} {}, {build}", env!("CARGO_PKG_VERSION"), std::env::consts::OS, std::env::consts::ARCH);
    let own = std::env::current_exe().and_then(std::fs::canonicalize).ok();
    told.say("program", own.as_deref().map_or("unknown".into(), shown));
    let name = format!("whosays{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let first = std::env::split_paths(&path).map(|folder| folder.join(&name)).find(|file| file.is_file());
    // The usual cause of "I updated it and nothing changed".
    match first.and_then(|file| std::fs::canonicalize(file).ok()) {
        Some(file) if Some(&file) != own.as_ref() => told.say("on PATH", format!("{}, which is another one", shown(&file))),
        Some(_) => told.say("on PATH", "the same"),
        None => told.say("on PATH", "none; an editor has to be given the whole path"),
    }
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    told.say("machine", format!("{cores} cores"));
}

/// A session with the server, over a pipe in memory.
fn server(told: &mut Told) {
    let began = Instant::now();
    match tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build() {
        Ok(runtime) => {
            let answered = runtime.block_on(async { tokio::time::timeout(Duration::from_secs(10), session()).await });
            runtime.shutdown_background();
            match answered {
                Ok(Ok(0)) => told.say("server", format!("starts, answers and ends in {} ms", began.elapsed().as_millis())),
                Ok(Ok(code)) => told.warn("server", format!("ends with code {code}")),
                Ok(Err(e)) => told.warn("server", format!("does not answer: {e}")),
                Err(_) => told.warn("server", "does not answer within 10 s"),
            }
        }
        Err(e) => told.warn("server", format!("no thread can be started: {e}")),
    }
}

async fn session() -> std::io::Result<u8> {
    let (here, there) = tokio::io::duplex(1 << 16);
    let (input, output) = tokio::io::split(there);
    let served = tokio::spawn(crate::server::serve(input, output));
    let (mut answers, mut questions) = tokio::io::split(here);
    for (message, answered) in [
        (r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#, "\"capabilities\""),
        (r#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#, "\"id\":2"),
    ] {
        questions.write_all(format!("Content-Length: {}\r\n\r\n{message}", message.len()).as_bytes()).await?;
        let mut read = Vec::new();
        while !String::from_utf8_lossy(&read).contains(answered) {
            if answers.read_buf(&mut read).await? == 0 {
                return Err(std::io::Error::other("it ended in the middle"));
            }
        }
    }
    let exit = r#"{"jsonrpc":"2.0","method":"exit"}"#;
    questions.write_all(format!("Content-Length: {}\r\n\r\n{exit}", exit.len()).as_bytes()).await?;
    served.await.map_err(std::io::Error::other)
}

fn workspace(told: &mut Told, root: &Path) -> Settings {
    let (settings, problems) = Settings::load(root);
    let file = root.join(FILE);
    told.say("workspace", shown(root));
    if !file.is_file() {
        told.say("settings", format!("no {FILE} here or above; all is as by default"));
        return settings;
    }
    told.say("settings", shown(&file));
    let text = std::fs::read(&file).map(|bytes| Text::from(crate::text::decode(bytes).0.as_str())).unwrap_or_default();
    for problem in &problems {
        let line = text.position(problem.span.start as usize, Encoding::Utf8).line + 1;
        told.warn("settings", format!("line {line}: {}", problem.message));
    }
    let changed: Vec<String> =
        rules::ALL.iter().filter_map(|rule| Some(format!("{} = {}", rule.code, settings.levels.get(rule.code)?.name()))).collect();
    if !changed.is_empty() {
        told.say("rules", changed.join(", "));
    }
    told.say("strictness", settings.strictness.name());
    if !settings.silences.is_empty() {
        told.say("silences", settings.silences.len().to_string());
    }
    told.say("articles", format!("*.{{{}}} up to {}", settings.extensions.join(","), files::megabytes(settings.max_bytes)));
    settings
}

fn archive(told: &mut Told, folder: &Path, root: &Path, settings: Settings) {
    let archive = Archive::new(Arc::new(settings));
    let place: PathBuf = if root.join(FILE).is_file() { root.to_path_buf() } else { files::absolute(folder) };
    if let Err(e) = archive.add_root(&place) {
        told.warn("archive", e.to_string().replace(&*place.to_string_lossy(), &shown(&place)));
        return;
    }
    let began = Instant::now();
    let report = archive.scan(&|_| ControlFlow::Continue(()));
    let size = files::megabytes(report.bytes);
    told.say("archive", format!("{} articles, {size}, read in {} ms", report.articles, began.elapsed().as_millis()));
    if let Some(cache) = store::cache_folder() {
        match index::status(&cache, &place) {
            Some(status) => {
                told.say("index", format!("{} articles, {} in {}", status.articles, files::megabytes(status.bytes), shown(&status.folder)));
                // As many as there are; each is a sentence without a name of an article.
                status.notices.iter().for_each(|notice| told.warn("index", notice));
            }
            None => told.say("index", format!("none in {}", shown(&cache))),
        }
    }
    if report.articles == 0 {
        told.warn("archive", "no article was found: look at articles.extensions and articles.include, and at .gitignore");
    }
    skipped(told, &report);
}

/// How many files were passed over, and why. Their names may say more than anybody wants to paste.
fn skipped(told: &mut Told, report: &ScanReport) {
    let count = |wanted: fn(&Reason) -> bool| report.skipped.iter().filter(|s| wanted(&s.reason)).count();
    let large = count(|r| matches!(r, Reason::TooLarge(..)));
    let unreadable = count(|r| matches!(r, Reason::Unreadable(_)));
    if large > 0 {
        told.warn("skipped", format!("{large} over the budget of articles.max-megabytes"));
    }
    if unreadable > 0 {
        told.warn("skipped", format!("{unreadable} that cannot be read"));
    }
    if report.replaced > 0 {
        told.say("encoding", format!("{} articles hold bytes that are no UTF-8", report.replaced));
    }
}
