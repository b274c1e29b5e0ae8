//! A build, a check and a comparison open no socket, start no program, read nothing outside the project, and write
//! nothing outside the output, as the system itself tells.

use super::bench::{Bench, program, said};
use super::traced::{self, trace};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What any process asks the system for: its libraries, and how many processors there are.
const SYSTEM: &[&str] =
    &["/lib", "/usr/lib", "/etc/ld.so", "/proc/", "/sys/fs/cgroup", "/sys/devices/system", "/sys/kernel", "/dev/"];

/// A file that a call names, as a path from the top; and whether the call may change something.
fn named(line: &str, folder: &Path) -> Option<(PathBuf, bool)> {
    let (call, rest) = line.split_once('(')?;
    let call = call.rsplit(' ').next()?;
    let (held, rest) = rest.split_once('"')?;
    let text = rest.split('"').next()?;
    // `openat(4</the/folder>, "file", …`
    let folder = held.split_once('<').and_then(|(_, held)| held.split_once('>')).map_or(folder, |it| Path::new(it.0));
    let opens = matches!(call, "open" | "openat" | "openat2" | "creat");
    let writes = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"].iter().any(|flag| rest.contains(flag));
    let looks = [
        "stat",
        "statx",
        "newfstatat",
        "lstat",
        "access",
        "faccessat",
        "faccessat2",
        "readlink",
        "readlinkat",
        "getcwd",
        "statfs",
        "chdir",
    ];
    let changes = if opens { writes } else { !looks.contains(&call) && call != "execve" };
    Some((folder.join(text), changes))
}

fn assert_stays_at_home(bench: &Bench, command: &Command, what: &str, may_write: bool) {
    let options = ["-f", "-y", "-e", "trace=%file,%network,%process"].map(str::to_owned);
    let traced = trace(&options, command);
    assert!(matches!(traced.output.status.code(), Some(0 | 1)), "{what}: {}", said(&traced.output));
    let project = bench.project.path().canonicalize().expect("there");
    assert!(traced.lines.len() > 50, "{what}: {:#?}", traced.lines);
    let mut content = 0;
    for line in &traced.lines {
        let line = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let call = line.split('(').next().unwrap_or_default();
        for never in ["socket", "connect", "bind", "listen", "sendto", "sendmsg", "socketpair", "accept", "accept4"] {
            assert_ne!(call, never, "{what}: {line}");
        }
        if ["clone", "clone3"].contains(&call) {
            assert!(line.contains("CLONE_THREAD"), "{what} starts a process: {line}");
        }
        assert!(!["fork", "vfork"].contains(&call), "{what} starts a process: {line}");
        if call == "execve" || call == "execveat" {
            assert!(line.contains(env!("CARGO_BIN_EXE_gradus")), "{what} starts a program: {line}");
            continue;
        }
        if call == "getcwd" {
            continue;
        }
        let Some((path, changes)) = named(line, &project).filter(|_| !line.contains(" = -1 ")) else { continue };
        let is_ours = path.starts_with(&project) || path.starts_with(bench.project.path());
        let is_system = SYSTEM.iter().any(|start| path.to_string_lossy().starts_with(start));
        let is_above = project.starts_with(&path);
        content += usize::from(is_ours && path.to_string_lossy().contains("/content/"));
        if changes {
            let name = path.to_string_lossy().into_owned();
            let is_output = name.contains("/public") || name.contains(".public.gradus-");
            assert!(may_write && is_ours && is_output || name == "/dev/null", "{what} changes {name}: {line}");
        } else {
            let opens = call.starts_with("open");
            assert!(is_ours || is_system || is_above && !opens, "{what} reads {}: {line}", path.display());
        }
    }
    assert!(content > 5, "{what} was seen to read content {content} times: {:#?}", traced.lines);
}

#[test]
fn no_network_no_execution_and_nothing_outside_as_the_system_tells() {
    if !traced::is_possible() {
        return;
    }
    let bench = Bench::new(&std::env::temp_dir());
    let put = |path: &str, text: &str| bench.project.write(path, text);
    // What content can name to have it read, fetched or run.
    put("secret.txt", "secret");
    put(
        "content/pages/wants.md",
        "---\ntitle: Wants\ndescription: $(touch /tmp/x) `id` {{ load_data(path=\"/etc/passwd\") }}\n---\n[a](../../secret.txt) ![b](../../../../etc/passwd) [c](file:///etc/passwd) [d](https://evil.example/) ![e](https://evil.example/x.png)\n",
    );
    put(
        "content/resources/r.md",
        "---\ntitle: R\nurl: https://evil.example/\n---\n{% include \"/etc/passwd\" %} {{ get_env(name=\"HOME\") }} {{< include /etc/passwd >}} <?php system('id') ?> <!--#exec cmd=\"id\"-->\n",
    );
    let command = |args: &[&str]| {
        let mut command = program();
        command.arg("-C").arg(bench.project.path()).args(args);
        command
    };
    let here = bench.project.path().to_str().expect("a plain path");
    assert_stays_at_home(&bench, &command(&["check"]), "check", false);
    bench.project.remove("content/pages/wants.md");
    put("content/pages/new.md", "---\ntitle: New\n---\nNew.\n");
    assert_stays_at_home(&bench, &command(&["build"]), "build", true);
    assert!(bench.public().join("new/index.html").exists());
    assert_stays_at_home(&bench, &command(&["diff", here, here]), "diff", false);
    assert_stays_at_home(&bench, &command(&["list"]), "list", false);
}
