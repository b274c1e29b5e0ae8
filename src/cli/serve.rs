//! `gradus serve`

use super::again::{Again, Round, WatchArgs};
use super::report::{self, Format};
use super::timings::Timings;
use super::{Env, Exit, Global};
use crate::base::{Bytes, Diagnostic, Output};
use crate::pipeline::{self, Built, Options};
use crate::serve::{Server, Showing, Site, Told};
use crate::settings::{self, Settings};
use crate::source::Sources;
use rayon::prelude::*;
use std::net::IpAddr;
use std::sync::Arc;

#[derive(clap::Args)]
pub struct ServeArgs {
    /// The port; without it 1111, or the next one that is free
    #[arg(short, long)]
    port: Option<u16>,
    /// The address of this computer to serve at; the preview is for you alone unless you change it
    #[arg(short, long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    interface: IpAddr,
    /// Open the preview in a browser
    #[arg(long)]
    open: bool,
    /// Show what is marked as a draft, too
    #[arg(short = 'D', long)]
    drafts: bool,
    #[command(flatten)]
    watch: WatchArgs,
}

pub fn run(env: &mut Env, global: &Global, args: &ServeArgs) -> Exit {
    let Some(project) = env.project(global) else { return Exit::Failed };
    let overrides = settings::overrides(env.variables.iter().cloned());
    let options = Options { drafts: args.drafts, offline: false, overrides };
    let mut again = Again::start(&project, options, &args.watch);
    let mut preview = Preview::default();
    let Some(first) = again.round(env) else { return Exit::Interrupted };
    let pages = first.built.pages;
    let seconds = first.timings.seconds();
    preview.take(env, first.built);
    let server = match Server::start(args.interface, args.port, preview.showing()) {
        Ok(server) => server,
        Err(error) => {
            env.fail(&error.to_string(), error.help().as_deref());
            return Exit::Failed;
        }
    };
    let what = match preview.site {
        Some(_) => format!("{pages} pages in {seconds:.2} s"),
        None => "nothing to show before the errors are mended".to_owned(),
    };
    env.say(&format!("Preview at {} ({what}); Ctrl-C ends it", server.url()));
    if args.open
        && let Err(error) = open::that_detached(server.url())
    {
        env.say(&format!("note: no browser could be opened ({error}); open the address yourself"));
    }
    preview.look_at_all(env, &again, &server);
    while let Some(round) = again.round(env) {
        let cause = round.cause();
        let Round { built, timings, .. } = round;
        preview.take(env, built);
        server.show(preview.showing());
        if !global.quiet {
            told(env, &timings, &cause, &preview);
        }
        if global.verbose > 0 {
            timings.tell(env);
        }
        preview.look_at_all(env, &again, &server);
    }
    server.stop();
    Exit::Interrupted
}

fn told(env: &mut Env, timings: &Timings, cause: &str, preview: &Preview) {
    let ms = timings.seconds() * 1000.0;
    let shows = match (preview.is_sound, &preview.site) {
        (true, _) => format!("Built again in {ms:.0} ms"),
        (false, Some(_)) => "The preview shows the last good version".to_owned(),
        (false, None) => "There is nothing to show yet".to_owned(),
    };
    env.say(&format!("{shows}{cause}"));
}

/// What the preview shows: the last good site, and what is wrong now.
#[derive(Default)]
struct Preview {
    site: Option<Arc<Files>>,
    mount: Option<String>,
    findings: Vec<Told>,
    /// Whether the site is that of the newest sources.
    is_sound: bool,
    /// The site before, while the newest one has not been looked at as a whole.
    before: Option<Arc<Files>>,
}

/// The site's files, with the sources that their findings point into.
struct Files {
    site: pipeline::Site,
    sources: Arc<Sources>,
}

impl Site for Files {
    fn file(&self, path: &str) -> Option<Result<Bytes, Vec<Told>>> {
        let made = self.site.get(path)?;
        Some(made.map_err(|mistake| vec![report::told(&mistake, &self.sources)]))
    }
}

impl Preview {
    fn take(&mut self, env: &mut Env, built: Built) {
        self.tell(env, &built.findings, &built.sources);
        self.mount = built.settings.as_ref().map(mount).or(self.mount.take());
        self.is_sound = built.site.is_some();
        if let Some(site) = built.site {
            let doubtful = site.map.has_own_templates();
            let files = Files { site, sources: built.sources };
            self.before = self.site.replace(Arc::new(files)).filter(|_| doubtful);
        }
    }

    fn tell(&mut self, env: &mut Env, findings: &[Diagnostic], sources: &Sources) {
        report::print(env, findings, sources, Format::Human);
        if !findings.is_empty() {
            report::summary(env, findings, "the preview follows when they are mended");
        }
        self.findings = findings.iter().map(|finding| report::told(finding, sources)).collect();
    }

    fn showing(&self) -> Showing {
        let site = self.site.clone().map(|site| site as Arc<dyn Site>);
        Showing { site, mount: self.mount.clone().unwrap_or("/".to_owned()), findings: self.findings.clone() }
    }

    /// Makes every page of a project with templates of its own: a mistake in one may show on few pages only. Until the
    /// next change is there, which is more urgent.
    fn look_at_all(&mut self, env: &mut Env, again: &Again, server: &Server) {
        let Some(site) = self.site.clone().filter(|it| self.is_sound && it.site.map.has_own_templates()) else {
            return;
        };
        let files: Vec<usize> = (0..site.site.len()).collect();
        let mut mistakes: Vec<Diagnostic> = Vec::new();
        for some in files.chunks(256).take_while(|_| !again.is_overtaken()) {
            let made: Vec<Diagnostic> = some.par_iter().filter_map(|at| Some(*site.site.make(*at).err()?)).collect();
            mistakes.extend(made);
        }
        mistakes.sort_by(|a, b| (a.place, &a.message).cmp(&(b.place, &b.message)));
        mistakes.dedup();
        if mistakes.is_empty() {
            return;
        }
        self.site = self.before.take();
        self.is_sound = false;
        self.tell(env, &mistakes, &site.sources);
        server.show(self.showing());
    }
}

/// The path that the site stands under: `/framework/` of `https://example.org/framework/`.
fn mount(settings: &Settings) -> String {
    let base = settings.site.base_url.as_deref().unwrap_or("/");
    let path = base.split_once("://").map_or(base, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
    path.to_owned()
}
