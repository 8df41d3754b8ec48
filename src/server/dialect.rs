//! How a client's people write a setting: messages name it as it stands in their own settings.

use crate::settings::TABLE;
use tower_lsp::ls_types::ClientInfo;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// `whosays.rules.list-total`, as in VS Code, Sublime Text and most others.
    #[default]
    Dotted,
    /// `settings.whosays.rules["list-total"]`, in Lua.
    Neovim,
    /// `config.rules.list-total`, below `[language-server.whosays]`.
    Helix,
    /// `lsp.whosays.settings.rules.list-total`
    Zed,
    /// `whosays.settings.whosays.rules.list-total`, in `lsp_servers`.
    Kakoune,
    /// `:whosays (:rules (:list-total ..))`, in `eglot-workspace-configuration`.
    Eglot,
}

impl Dialect {
    pub fn of(client: Option<&ClientInfo>) -> Dialect {
        match client.map(|c| c.name.to_lowercase()) {
            Some(name) if name.starts_with("neovim") => Dialect::Neovim,
            Some(name) if name.starts_with("helix") => Dialect::Helix,
            Some(name) if name.starts_with("eglot") => Dialect::Eglot,
            Some(name) if name.starts_with("zed") => Dialect::Zed,
            Some(name) if name.starts_with("kak-lsp") => Dialect::Kakoune,
            _ => Dialect::Dotted,
        }
    }

    /// A key of the table, or what somebody took for one, as this client's settings have it.
    pub fn setting(self, key: &str) -> String {
        match self {
            Dialect::Dotted => format!("whosays.{key}"),
            Dialect::Helix => format!("config.{key}"),
            Dialect::Zed => format!("lsp.whosays.settings.{key}"),
            Dialect::Kakoune => format!("whosays.settings.whosays.{key}"),
            Dialect::Eglot => {
                let parts: Vec<String> = key.split('.').map(|part| format!(" (:{part}")).collect();
                format!(":whosays{}{}", parts.concat(), ")".repeat(parts.len()))
            }
            Dialect::Neovim => key.split('.').fold("settings.whosays".into(), |path, part| {
                if part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
                    format!("{path}.{part}")
                } else {
                    format!("{path}[\"{part}\"]")
                }
            }),
        }
    }

    /// A message about settings with the keys that it quotes as this client has them.
    pub fn message(self, message: &str) -> String {
        let all = message.starts_with("There is no setting");
        let is_key = |words: &str| {
            let first = words.split('.').next();
            all || TABLE.iter().any(|s| s.key.split('.').next() == first)
        };
        let mut out = String::with_capacity(message.len() + 16);
        let mut rest = message;
        while let Some((before, quoted)) = rest.split_once('“') {
            out.push_str(before);
            let Some((words, after)) = quoted.split_once('”') else {
                rest = &rest[before.len()..];
                break;
            };
            let words = if is_key(words) { self.setting(words) } else { words.to_string() };
            out.push_str(&format!("“{words}”"));
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dialect(name: &str) -> Dialect {
        Dialect::of(Some(&ClientInfo { name: name.into(), version: None }))
    }

    #[test]
    fn a_setting_is_named_as_the_clients_people_write_it() {
        let written = |name| dialect(name).setting("rules.list-total");
        assert_eq!(written("Visual Studio Code"), "whosays.rules.list-total");
        assert_eq!(written("Sublime Text LSP"), "whosays.rules.list-total");
        assert_eq!(written("Neovim"), "settings.whosays.rules[\"list-total\"]");
        assert_eq!(written("helix"), "config.rules.list-total");
        assert_eq!(written("Zed"), "lsp.whosays.settings.rules.list-total");
        assert_eq!(written("kak-lsp"), "whosays.settings.whosays.rules.list-total");
        assert_eq!(written("Eglot"), ":whosays (:rules (:list-total))");
        assert_eq!(Dialect::of(None).setting("hover.enabled"), "whosays.hover.enabled");
    }

    #[test]
    fn only_keys_are_put_in_other_words() {
        let neovim = Dialect::Neovim;
        assert_eq!(
            neovim.message("There is no setting “rule.x”; did you mean “rules.strictness”?"),
            "There is no setting “settings.whosays.rule.x”; did you mean “settings.whosays.rules.strictness”?"
        );
        assert_eq!(neovim.message("There is no rule “list”."), "There is no rule “list”.");
        assert_eq!(
            neovim.message("“hover.enabled” must be true or false, not “half"),
            "“settings.whosays.hover.enabled” must be true or false, not “half"
        );
    }
}
