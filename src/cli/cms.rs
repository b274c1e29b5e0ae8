//! `gradus cms`

use super::{Env, Exit, Global, init, report, whole_file};
use crate::cms::{self, Editor};
use crate::pipeline::{self, Options};
use std::fs;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct CmsArgs {
    /// The form editor
    editor: EditorArg,
    /// The file to write, such as admin/config.yml; without it, the configuration is printed
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum EditorArg {
    /// Decap CMS: every change becomes a pull request
    Decap,
    /// Sveltia CMS: changes are saved at once
    Sveltia,
}

pub fn run(env: &mut Env, global: &Global, args: &CmsArgs) -> Exit {
    let Some(project) = env.project(global) else { return Exit::Failed };
    let Some(read) = env.read(&project) else { return Exit::Failed };
    let built =
        pipeline::build(read, &Options { overrides: env.overrides(), ..Options::default() }, None, &mut |_, _| ());
    let (Some(site), Some(settings)) = (&built.site, &built.settings) else {
        report::print(env, &built.findings, &built.sources);
        report::summary(env, &built.findings, "no configuration was made");
        return if built.settings_failed { Exit::Failed } else { Exit::Findings };
    };
    let editor = match args.editor {
        EditorArg::Decap => Editor::Decap,
        EditorArg::Sveltia => Editor::Sveltia,
    };
    let known = settings.site.edit_url.as_deref().and_then(cms::repository).or_else(|| init::repository(&project));
    let repository = known.clone().unwrap_or_else(|| init::UNKNOWN_REPOSITORY.to_owned());
    let text = cms::config(editor, &site.plan.framework, settings, &repository);
    match args.output.as_ref().filter(|path| path.as_os_str() != "-") {
        None => {
            let _ = env.out.write_all(text.as_bytes());
        }
        Some(file) => {
            let path = env.dir.join(file);
            let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
            if let Err(error) = folder.and_then(|()| whole_file::put(&path, text.as_bytes())) {
                env.fail(&format!("could not write `{}`: {error}", file.display()), None);
                return Exit::Failed;
            }
            if !global.quiet {
                env.say(&format!("The forms of this framework -> {}", report::visible(&file.display().to_string())));
            }
        }
    }
    if known.is_none() && !global.quiet {
        env.say(&format!("note: write your repository on GitHub in the place of {repository}"));
    }
    Exit::Fine
}
