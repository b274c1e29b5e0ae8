//! Disks of a kind that this machine does not have: mounts in a namespace of their own, which only some processes see, so
//! that nothing stays mounted whatever becomes of a test. It takes the rights of root; where it is not allowed, tests that
//! need it say so and are skipped.

use super::bench::clean;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A process that keeps a mount. When it ends, the mount is gone.
pub struct Mounted {
    keeper: Child,
}

impl Mounted {
    /// Has this line of a shell mount something; it is given folders as `$1`, `$2` … None where that is not possible, which
    /// is said.
    pub fn new(line: &str, folders: &[&Path]) -> Option<Mounted> {
        let script = format!("{{ {line}; }} >&2 && echo mounted && read -r end");
        let mut command = clean("unshare");
        // In a namespace of processes, too, so that a program that serves a mount ends with it.
        command.args(["--mount", "--propagation", "private", "--pid", "--fork", "--kill-child"]);
        command.args(["sh", "-c", &script, "sh"]).args(folders);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut mounted = command.spawn().ok().map(|keeper| Mounted { keeper });
        let mut said = [0; "mounted".len()];
        let hear = |it: &mut Mounted| it.keeper.stdout.as_mut().is_some_and(|out| out.read_exact(&mut said).is_ok());
        if !mounted.as_mut().is_some_and(hear) {
            eprintln!("skipped: not possible here: {line}");
            return None;
        }
        mounted
    }

    /// The same command as one that sees the mount.
    pub fn enter(&self, command: &Command) -> Command {
        let mut entered = clean("nsenter");
        entered.arg(format!("--mount=/proc/{}/ns/mnt", self.keeper.id())).arg("--").arg(command.get_program());
        entered.args(command.get_args());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => entered.env(name, value),
                None => entered.env_remove(name),
            };
        }
        entered
    }

    /// Where this process, which does not see the mount, finds a folder that is in it.
    pub fn outside(&self, inside: &Path) -> PathBuf {
        let root = PathBuf::from(format!("/proc/{}/root", self.keeper.id()));
        root.join(inside.strip_prefix("/").expect("an absolute path"))
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = self.keeper.kill();
        let _ = self.keeper.wait();
    }
}
