//! What `gradus init --with …` lays around a framework: files for GitHub, files for Visual Studio Code. Adding a set is an
//! entry of `EXTRAS`; adding a file to one is a line of its list.

use super::Files;
use crate::cms;
use crate::schema::Subject;

/// A set of files that go together.
pub struct Extra {
    /// What it is called on the command line.
    pub id: &'static str,
    pub files: fn() -> Vec<(&'static str, String)>,
    /// What is left to do by hand, a line each. `{repository}` is owner and name, as far as they are known.
    pub next: &'static [&'static str],
}

pub static EXTRAS: &[Extra] = &[
    Extra {
        id: "github",
        files: || owned(GITHUB),
        next: &[
            "In .github/workflows/check.yml and pages.yml, say after GRADUS_INSTALL how Gradus is installed.",
            "On GitHub, under Settings, Pages, choose \"GitHub Actions\" as the source.",
            "In gradus.yml, so that each page leads to its file and to the form for suggestions:",
            "  site:",
            "    edit_url: \"https://github.com/{repository}/edit/main/{path}\"",
            "    suggest_url: \"https://github.com/{repository}/issues/new?template=suggest-a-change.yml&capability={id}\"",
        ],
    },
    Extra {
        id: "vscode",
        files: vscode,
        next: &[
            "In Visual Studio Code, open this folder and take the extension that it recommends.",
            "Ctrl+Shift+P, \"Run Test Task\" checks everything; in an empty file, type `capability` and press Ctrl+Space.",
        ],
    },
];

static GITHUB: Files = &[
    (".github/workflows/check.yml", include_str!("github/check.yml")),
    (".github/workflows/comment.yml", include_str!("github/comment.yml")),
    (".github/workflows/pages.yml", include_str!("github/pages.yml")),
    (".github/ISSUE_TEMPLATE/suggest-a-change.yml", include_str!("github/suggest-a-change.yml")),
    (".github/CODEOWNERS", include_str!("github/CODEOWNERS")),
    (".github/pull_request_template.md", include_str!("github/pull_request_template.md")),
    (".gitignore", include_str!("github/gitignore")),
];

static VSCODE: Files = &[
    (".vscode/tasks.json", include_str!("vscode/tasks.json")),
    (".vscode/settings.json", include_str!("vscode/settings.json")),
    (".vscode/extensions.json", include_str!("vscode/extensions.json")),
    (".vscode/gradus.code-snippets", include_str!("vscode/gradus.code-snippets")),
];

fn owned(files: Files) -> Vec<(&'static str, String)> {
    files.iter().map(|(path, text)| (*path, (*text).to_owned())).collect()
}

/// The schema of the settings is the one that this program reads by.
fn vscode() -> Vec<(&'static str, String)> {
    let schema = Subject::named("settings").expect("settings have a schema").schema();
    let text = serde_json::to_string_pretty(&schema).expect("plain data becomes JSON") + "\n";
    let mut files = owned(VSCODE);
    files.push((".vscode/gradus.schema.json", text));
    files
}

/// Owner and name of the repository on GitHub, out of the text of a `.git/config`.
pub fn repository(config: &str) -> Option<String> {
    let mut lines = config.lines().map(str::trim).skip_while(|line| *line != "[remote \"origin\"]").skip(1);
    let address = lines.by_ref().take_while(|line| !line.starts_with('[')).find_map(|line| {
        let (key, value) = line.split_once('=')?;
        (key.trim() == "url").then(|| value.trim())
    })?;
    let (_, path) = address.split_once("github.com")?;
    let path = path.trim_start_matches([':', '/']).trim_end_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path);
    cms::repository(&format!("https://github.com/{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(url: &str) -> Option<String> {
        repository(&format!(
            "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = {url}\n\tfetch = +x\n[branch \"main\"]\n"
        ))
    }

    #[test]
    fn the_repository_is_read_from_any_form_of_its_address() {
        for url in [
            "https://github.com/trust/framework.git",
            "https://github.com/trust/framework",
            "git@github.com:trust/framework.git",
            "ssh://git@github.com/trust/framework.git/",
        ] {
            assert_eq!(origin(url).as_deref(), Some("trust/framework"), "{url}");
        }
        for url in ["https://example.org/trust/framework.git", "https://github.com/trust", "git@github.com:a/b c"] {
            assert_eq!(origin(url), None, "{url}");
        }
        assert_eq!(repository("[remote \"other\"]\nurl = https://github.com/a/b\n"), None);
    }

    #[test]
    fn what_may_write_runs_nothing_of_what_was_proposed() {
        let comment = include_str!("github/comment.yml");
        assert!(!comment.contains("uses:"), "no action, so no checkout and nothing unpacked");
        assert!(comment.contains("permissions: {}"));
        for workflow in [comment, include_str!("github/check.yml"), include_str!("github/pages.yml")] {
            let scripts =
                workflow.split("run: ").skip(1).map(|rest| rest.split("\n      - ").next().unwrap_or_default());
            for script in scripts {
                assert!(!script.contains("${{"), "a text of a stranger's goes into a script: {script}");
            }
        }
    }

    #[test]
    fn what_strangers_can_start_reads_and_no_more() {
        let check = include_str!("github/check.yml");
        let granted: Vec<&str> =
            check.lines().filter(|line| line.contains(": write") || line.contains("secrets.")).collect();
        assert!(granted.is_empty(), "{granted:?}");
        assert!(check.contains("\n  pull_request:\n") && !check.contains("pull_request_target"));
        assert!(check.contains("permissions:\n  contents: read\n"));
    }

    #[test]
    fn actions_are_named_by_their_commit() {
        for (path, text) in GITHUB {
            for used in text.lines().filter_map(|line| line.split_once("uses: ")).map(|(_, used)| used) {
                let commit = used.split_once('@').map(|(_, rest)| rest.split(' ').next().unwrap_or_default());
                let is_commit =
                    commit.is_some_and(|commit| commit.len() == 40 && commit.chars().all(|c| c.is_ascii_hexdigit()));
                assert!(is_commit && used.contains(" # v"), "{path}: {used}");
            }
        }
    }
}
