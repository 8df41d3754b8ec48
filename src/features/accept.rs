//! Accepting: what the project writes into its `whosays.toml` so that a name or an acronym is not queried again.

use crate::rules::Finding;
use crate::settings::{self, FILE, Settings};
use crate::text::Span;
use std::path::{Path, PathBuf};

/// An edit of a settings file that settles a finding for the whole project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    pub title: String,
    pub file: PathBuf,
    /// Whether the file is there.
    pub exists: bool,
    /// Where in the file, and what is put there.
    pub edit: (Span, String),
}

/// What would accept the words of a finding for the project. None for findings of other rules, for documents outside of all
/// workspace folders, and where the settings file cannot be edited safely.
///
/// `read` gives the newest text of a file, None where there is no such file.
pub fn acceptance(finding: &Finding, text: &str, settings: &Settings, read: impl FnOnce(&Path) -> Option<String>) -> Option<Acceptance> {
    let key = match finding.code {
        "name-variant" => "accept.names",
        "undefined-acronym" => "accept.acronyms",
        _ => return None,
    };
    let file = settings.root.as_ref()?.join(FILE);
    let known = read(&file);
    let exists = known.is_some();
    let words = super::written(finding.span.of(text));
    let edit = settings::add_to_list(known.as_deref().unwrap_or_default(), key, &words)?;
    Some(Acceptance { title: format!("Accept “{words}” in this project ({FILE})"), file, exists, edit })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{Archive, Document};
    use crate::rules;

    /// What accepting the first finding does to a settings file, and what is found afterwards.
    fn check(text: &str, known: Option<&str>, expected: &str) {
        let settings = Settings { root: Some("/desk".into()), ..Settings::default() };
        let (document, archive) = (Document::new("/desk/a.txt", text), Archive::default());
        let findings = rules::run(&document, &archive, &settings);
        let found = acceptance(&findings[0], text, &settings, |_| known.map(str::to_string)).expect("it can be accepted");
        assert_eq!((found.file.as_path(), found.exists), (Path::new("/desk/whosays.toml"), known.is_some()));
        let mut file = known.unwrap_or_default().to_string();
        file.insert_str(found.edit.0.start as usize, &found.edit.1);
        assert_eq!(file, expected);
        let (overrides, problems) = Settings::from_toml(&file);
        assert_eq!(problems, []);
        let mut settings = settings;
        settings.merge(&overrides);
        assert_eq!(rules::run(&document, &archive, &settings), []);
    }

    #[test]
    fn what_is_accepted_is_not_queried_again() {
        check("Lawyers of the NHRX left early.\n", None, "[accept]\nacronyms = [\"NHRX\"]\n");
        check(
            "Ines Caldeira spoke. Nobody heard Caldiera.\n",
            Some("# ours\n[accept]\nnames = [\"Moss\"] # the baker\n"),
            "# ours\n[accept]\nnames = [\"Moss\", \"Caldiera\"] # the baker\n",
        );
    }
}
