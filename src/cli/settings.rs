//! `whosays settings`.

use super::{Stop, width};
use crate::settings::{self, FILE, Scope, TABLE};
use anstyle::Style;
use std::io::Write;
use std::process::ExitCode;

/// The JSON schema of the settings file.
pub fn schema() -> Result<ExitCode, Stop> {
    let schema = serde_json::to_string_pretty(&settings::schema()).expect("a value is always JSON");
    writeln!(std::io::stdout(), "{schema}")?;
    Ok(ExitCode::SUCCESS)
}

/// Every key, for people.
pub fn list() -> Result<ExitCode, Stop> {
    let mut out = anstream::stdout().lock();
    let bold = Style::new().bold();
    for (scope, head) in [
        (
            Scope::Team,
            format!("In {FILE} at the root of the workspace; an editor's own settings, with “whosays.” before the key, go before it:"),
        ),
        (Scope::Person, "In an editor's settings only, with “whosays.” before the key:".to_string()),
    ] {
        writeln!(out, "{head}\n")?;
        for setting in TABLE.iter().filter(|s| s.scope == scope) {
            writeln!(out, "  {bold}{}{bold:#} = {}", setting.key, setting.default)?;
            writeln!(out, "    {}", setting.kind.expects())?;
            for line in super::explain::wrap(&setting.docs.replace('`', ""), width() - 4) {
                writeln!(out, "    {line}")?;
            }
            writeln!(out)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
