//! Starts the server for Zed. The program is never downloaded: it is the one that the settings name, else the one on the path.

use zed_extension_api::settings::LspSettings;
use zed_extension_api::{self as zed, serde_json, LanguageServerId, Result, Worktree};

struct Whosays;

impl zed::Extension for Whosays {
    fn new() -> Whosays {
        Whosays
    }

    fn language_server_command(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<zed::Command> {
        let binary = LspSettings::for_worktree(id.as_ref(), worktree).ok().and_then(|settings| settings.binary);
        let named = binary.as_ref().and_then(|binary| binary.path.clone());
        let command = named.or_else(|| worktree.which("whosays")).ok_or(
            "whosays is not on PATH: install it, or name it in the settings as lsp.whosays.binary.path",
        )?;
        let arguments = binary.and_then(|binary| binary.arguments).unwrap_or_else(|| vec!["lsp".into()]);
        Ok(zed::Command { command, args: arguments, env: worktree.shell_env() })
    }

    /// What stands in Zed's settings under `lsp.whosays.settings` is what other editors send as `whosays`.
    fn language_server_workspace_configuration(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<Option<serde_json::Value>> {
        let settings = LspSettings::for_worktree(id.as_ref(), worktree).ok().and_then(|settings| settings.settings);
        Ok(Some(serde_json::json!({ "whosays": settings.unwrap_or_default() })))
    }
}

zed::register_extension!(Whosays);
