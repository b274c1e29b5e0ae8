//! `gradus serve`

use super::again::{Again, Round, Turn, WatchArgs};
use super::report;
use super::{Env, Exit, Global};
use crate::base::{Bytes, Diagnostic, Diagnostics, Output};
use crate::pipeline::{self, Built, Options};
use crate::serve::{Server, Showing, Site, Told};
use crate::site::decode;
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
    let options = Options { drafts: args.drafts, overrides: env.overrides(), ..Options::default() };
    let mut again = Again::start(&project, options, &args.watch);
    let mut preview = Preview::default();
    let Turn::Changed(first) = again.turn(env) else { return Exit::Interrupted };
    let Round { built, timings, .. } = *first;
    let pages = built.pages;
    preview.take(env, built, "");
    preview.prove(env, &again);
    let server = match Server::start(args.interface, args.port, preview.showing()) {
        Ok(server) => server,
        Err(error) => {
            env.fail(&error.to_string(), error.help().as_deref());
            return Exit::Failed;
        }
    };
    let what = match preview.site {
        Some(_) => format!("{pages} pages in {:.2} s", timings.seconds()),
        None => "nothing to show before the errors are mended".to_owned(),
    };
    env.say(&format!("Preview at {} ({what}); Ctrl-C ends it", server.url()));
    if args.open
        && let Err(error) = open::that_detached(server.url())
    {
        env.say(&format!("note: no browser could be opened ({error}); open the address yourself"));
    }
    loop {
        match again.turn(env) {
            Turn::Ended => break,
            Turn::Same => {}
            Turn::Changed(round) => {
                let cause = round.cause();
                let Round { built, timings, .. } = *round;
                preview.take(env, built, &cause);
                server.show(preview.showing());
                if preview.is_sound && !global.quiet {
                    env.say(&format!("Built again in {:.0} ms{cause}", timings.seconds() * 1000.0));
                }
                if global.verbose > 0 {
                    timings.tell(env);
                }
            }
        }
        if preview.prove(env, &again) {
            server.show(preview.showing());
        }
    }
    server.stop();
    Exit::Interrupted
}

/// What the preview shows: the last good site, and what is wrong now.
#[derive(Default)]
struct Preview {
    site: Option<Arc<Files>>,
    /// The last site of which every file could be made.
    proven: Option<Arc<Files>>,
    findings: Vec<Told>,
    /// Whether the site is that of the newest sources.
    is_sound: bool,
}

/// The site's files, with the sources that their findings point into.
struct Files {
    site: pipeline::Site,
    sources: Arc<Sources>,
    /// The path that the site stands under.
    mount: String,
}

impl Site for Files {
    fn file(&self, path: &str) -> Option<Result<Bytes, Vec<Told>>> {
        let made = self.site.get(path)?;
        Some(made.map_err(|mistake| vec![report::told(&mistake, &self.sources)]))
    }
}

impl Preview {
    fn take(&mut self, env: &mut Env, built: Built, cause: &str) {
        self.is_sound = built.site.is_some();
        self.tell(env, &built.findings, &built.sources, cause);
        if let Some(site) = built.site {
            let is_proven = !site.map.has_own_templates();
            let mount = decode(site.plan.settings.site.mount());
            let files = Arc::new(Files { site, sources: built.sources, mount });
            if is_proven {
                self.proven = Some(Arc::clone(&files));
            }
            self.site = Some(files);
        }
    }

    /// Says what is wrong on the terminal, and keeps it for the pages.
    fn tell(&mut self, env: &mut Env, findings: &[Diagnostic], sources: &Sources, cause: &str) {
        report::print(env, findings, sources);
        let outcome = match (self.is_sound, &self.site) {
            (true, _) => "the preview is up to date".to_owned(),
            (false, Some(_)) => format!("the preview shows the last good version{cause}"),
            (false, None) => format!("there is nothing to show yet{cause}"),
        };
        if !findings.is_empty() {
            report::summary(env, findings, &outcome);
        }
        self.findings = findings.iter().map(|finding| report::told(finding, sources)).collect();
    }

    fn showing(&self) -> Showing {
        let mount = self.site.as_ref().map_or("/".to_owned(), |site| site.mount.clone());
        let site = self.site.clone().map(|site| site as Arc<dyn Site>);
        Showing { site, mount, findings: self.findings.clone() }
    }

    /// Makes every file of a site with templates of the project's own: a mistake in one may show on few pages only. Stops
    /// when the next change is there, which is more urgent. If there is a mistake, goes back to the last site without
    /// one, and says so.
    fn prove(&mut self, env: &mut Env, again: &Again) -> bool {
        let is_proven = |it: &Arc<Files>| self.proven.as_ref().is_some_and(|proven| Arc::ptr_eq(it, proven));
        let Some(files) = self.site.clone().filter(|it| self.is_sound && !is_proven(it)) else { return false };
        let all: Vec<usize> = (0..files.site.len()).collect();
        let mut mistakes = Diagnostics::new();
        for some in all.chunks(256) {
            if again.is_overtaken() {
                return false;
            }
            let made: Vec<Diagnostic> = some.par_iter().filter_map(|at| Some(*files.site.make(*at).err()?)).collect();
            mistakes.extend(made);
        }
        if mistakes.is_empty() {
            self.proven = Some(files);
            return false;
        }
        self.site = self.proven.clone();
        self.is_sound = false;
        self.tell(env, &mistakes.sorted(files.sources.ranks()), &files.sources, "");
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_stands_where_browsers_ask_for_it_however_its_address_is_written() {
        for (url, mount) in [("https://example.org/my%20site/", "/my site/"), ("https://example.org", "/")] {
            let base = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/base");
            let read = crate::source::read(base.as_ref()).expect("a framework");
            let overrides = vec![("site__base_url".to_owned(), url.to_owned())];
            let built = pipeline::build(read, &Options { overrides, ..Options::default() }, None, &mut |_, _| ());
            let (mut out, mut err) = (Vec::new(), Vec::new());
            let mut env = Env {
                args: Vec::new(),
                dir: ".".into(),
                variables: Vec::new(),
                out: &mut out,
                err: &mut err,
                color: false,
                terminal: false,
                out_width: None,
                width: 100,
            };
            let mut preview = Preview::default();
            preview.take(&mut env, built, "");
            let showing = preview.showing();
            assert_eq!(showing.mount, mount, "{}", String::from_utf8_lossy(&err));
        }
    }
}
