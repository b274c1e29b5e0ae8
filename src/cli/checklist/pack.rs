//! A pack: every ready sheet as a file of its own, a cover, and a list of them.

use super::{Job, Way, mistaken, put, unmade};
use crate::base::csv;
use crate::checklist::pdf::Missing;
use crate::checklist::{Pack, Sheet, ready};
use crate::cli::{Env, report};
use crate::look::Wrong;
use std::fs;
use std::path::Path;

/// The list of a pack, for programs. Its cover is for people, and is not there for formats that nobody prints.
const LIST: &str = "checklists.csv";
const COVER: &str = "index";

impl Job<'_> {
    pub fn pack(&self, env: &mut Env) -> Result<(), Wrong> {
        let slices = ready(self.framework(), &self.settings.checklists);
        if slices.is_empty() {
            let wrong = Wrong::new("no checklist comes ready made here, so there is no pack");
            let help = "choose one, as with `--level 1`, or write `checklists: { ready: [levels] }` in `gradus.yml`";
            return Err(if self.settings.checklists.are_all_ready() { wrong } else { wrong.help(help) });
        }
        let shown = self.args.output.clone().unwrap_or_default();
        let folder = env.dir.join(&shown);
        prepare(&folder, &shown)?;
        let mut missing = Vec::new();
        let mut pack = Pack::new(self.framework(), self.settings, self.form);
        for slice in slices {
            let subject = slice.subject(self.framework(), &self.settings.names);
            let sheet = Sheet::new(self.framework(), self.settings, &subject, self.form);
            let name = format!("{}.{}", slice.file_name(self.framework()), self.ending());
            pack.add(name.clone(), &sheet);
            put(&folder.join(&name), &self.written(sheet, &mut missing)?)?;
        }
        put(&folder.join(LIST), list(&pack).as_bytes())?;
        let cover = self.cover(&pack, &folder, &mut missing)?;
        self.tell(env, &missing);
        if !self.quiet {
            let shown = report::visible(&shown.display().to_string());
            let cover = cover.map(|cover| format!("{cover} and ")).unwrap_or_default();
            env.say(&format!("{} checklists -> {shown}, listed in {cover}{LIST}", pack.entries.len()));
        }
        Ok(())
    }

    /// Writes the cover, and says what it is called.
    fn cover(&self, pack: &Pack, folder: &Path, missing: &mut Vec<Missing>) -> Result<Option<String>, Wrong> {
        let bytes = match self.way {
            Way::Html => self.site.cover(pack).map_err(|mistake| mistaken(*mistake))?,
            Way::Format(format) => {
                let Some(cover) = format.cover else { return Ok(None) };
                let done = cover(pack, self.site.fonts()).map_err(unmade)?;
                missing.extend(done.missing);
                done.bytes.into()
            }
        };
        let name = format!("{COVER}.{}", self.ending());
        put(&folder.join(&name), &bytes)?;
        Ok(Some(name))
    }
}

fn list(pack: &Pack) -> String {
    let mut list = String::from("file,checklist,statements,version,edition\r\n");
    for entry in &pack.entries {
        csv::row(
            &mut list,
            [&entry.file, &entry.title, &entry.count.to_string(), &entry.version, &entry.edition].map(String::as_str),
        );
    }
    list
}

/// A pack goes into a folder of its own: what an earlier one left there would pass for current.
fn prepare(folder: &Path, shown: &Path) -> Result<(), Wrong> {
    let wrong = |error| Wrong::new(format!("could not make the folder `{}`: {error}", shown.display()));
    fs::create_dir_all(folder).map_err(wrong)?;
    let empty = fs::read_dir(folder).map_err(wrong)?.next().is_none();
    let help = "name a new folder, or an empty one, for the pack";
    let fault = Wrong::new(format!("there are files in `{}` already", shown.display())).help(help);
    if empty { Ok(()) } else { Err(fault) }
}
