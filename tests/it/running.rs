//! The real binary, running: started on a project, asked over HTTP, listened to, ended by a signal. No wait has a length
//! of its own: each is for something that becomes true, and gives up only where no machine is that slow.

use serde_json::Value;
use std::fmt::Debug;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

pub use crate::run::is_long;

/// Longer than anything takes on the slowest machine; a test that reaches it has failed.
pub const LONG: Duration = Duration::from_secs(30);

/// Waits until `look` finds what it looks for. It says what is in the way, which is what is told in the end.
pub fn wait_until<T>(what: &str, mut look: impl FnMut() -> Result<T, String>) -> T {
    let end = Instant::now() + LONG;
    loop {
        match look() {
            Ok(found) => return found,
            Err(why) if Instant::now() > end => panic!("waited in vain for {what}: {why}"),
            Err(_) => thread::sleep(Duration::from_millis(4)),
        }
    }
}

pub fn when(is_so: bool, why_not: impl FnOnce() -> String) -> Result<(), String> {
    if is_so { Ok(()) } else { Err(why_not()) }
}

pub fn same<T: PartialEq + Debug>(got: T, wanted: T) -> Result<(), String> {
    when(got == wanted, || format!("{got:?} is not {wanted:?}"))
}

/// A `gradus` that runs, and what it has said so far. Killed when dropped.
pub struct Running {
    child: Child,
    said: Arc<(Mutex<Said>, Condvar)>,
}

#[derive(Default)]
struct Said {
    lines: Vec<String>,
    ended: bool,
}

impl Running {
    pub fn start(project: &Path, args: &[&str]) -> Running {
        Running::start_with(project, args, &[])
    }

    /// With some variables of its environment set.
    pub fn start_with(project: &Path, args: &[&str], variables: &[(&str, &str)]) -> Running {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gradus"));
        command.arg("-C").arg(project).args(args);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        // What this machine's person has set for their own framework is not meant for ours.
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("GRADUS_")) {
            command.env_remove(name);
        }
        command.envs(variables.iter().copied());
        let mut child = command.spawn().expect("the binary runs");
        let said: Arc<(Mutex<Said>, Condvar)> = Arc::default();
        let (from, to) = (child.stderr.take().expect("a pipe"), Arc::clone(&said));
        thread::spawn(move || {
            for line in BufReader::new(from).lines().map_while(Result::ok) {
                to.0.lock().expect("sound").lines.push(line);
                to.1.notify_all();
            }
            to.0.lock().expect("sound").ended = true;
            to.1.notify_all();
        });
        Running { child, said }
    }

    /// All lines on stderr, up to now.
    pub fn said(&self) -> Vec<String> {
        self.said.0.lock().expect("sound").lines.clone()
    }

    /// How many lines begin like this.
    pub fn count(&self, start: &str) -> usize {
        self.said().iter().filter(|line| line.contains(start)).count()
    }

    /// Waits for a line that begins like this, behind the first `from` lines; gives its number and text.
    pub fn line(&self, start: &str, from: usize) -> (usize, String) {
        let (lock, told) = &*self.said;
        let end = Instant::now() + LONG;
        let mut said = lock.lock().expect("sound");
        loop {
            let found = said.lines.iter().enumerate().skip(from).find(|(_, line)| line.contains(start));
            if let Some((at, line)) = found {
                return (at, line.clone());
            }
            let left = end.saturating_duration_since(Instant::now());
            assert!(!said.ended && !left.is_zero(), "`{start}` was not said after {from} lines: {:#?}", said.lines);
            said = told.wait_timeout(said, left).expect("sound").0;
        }
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn is_alive(&mut self) -> bool {
        self.child.try_wait().expect("a child").is_none()
    }

    /// Sends a signal: `INT`, `TERM`, `KILL`.
    pub fn signal(&self, name: &str) {
        // The shell has `kill` within itself; the program of that name is not on every machine.
        let done = Command::new("sh").arg("-c").arg(format!("kill -{name} {}", self.id())).status();
        assert!(done.expect("a shell").success(), "no signal {name}");
    }

    /// Waits for the end; gives how it ended and all that was said.
    pub fn end(mut self) -> (ExitStatus, Vec<String>) {
        let status = wait_until("the end", || self.child.try_wait().expect("a child").ok_or("it runs".to_owned()));
        let lines = wait_until("the last line", || {
            let said = self.said.0.lock().expect("sound");
            if said.ended { Ok(said.lines.clone()) } else { Err("there may be more".to_owned()) }
        });
        (status, lines)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A preview: the process, and where it listens.
pub struct Preview {
    pub run: Running,
    pub port: u16,
}

impl Preview {
    /// On a port that the system chooses.
    pub fn start(project: &Path, more: &[&str]) -> Preview {
        Preview::of(Running::start(project, &[&["serve", "--port", "0"], more].concat()))
    }

    /// Waits for the line with the address.
    pub fn of(run: Running) -> Preview {
        let (_, line) = run.line("Preview at http://", 0);
        let authority = line["Preview at http://".len()..].split('/').next().expect("a host");
        let port = authority.rsplit(':').next().and_then(|port| port.parse().ok());
        Preview { port: port.unwrap_or_else(|| panic!("no port in {line}")), run }
    }

    pub fn client(&self) -> Client {
        Client { port: self.port, stream: None }
    }

    pub fn get(&self, address: &str) -> Answer {
        self.client().get(address)
    }

    pub fn events(&self) -> Events {
        Events::of(self.port)
    }
}

pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().skip(1).filter_map(|line| line.split_once(':'));
        lines.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A browser that keeps its connection.
pub struct Client {
    port: u16,
    stream: Option<BufReader<TcpStream>>,
}

impl Client {
    pub fn get(&mut self, address: &str) -> Answer {
        // A connection that was kept may have ended in the meantime, as with any browser.
        if self.stream.is_some()
            && let Ok(answer) = self.ask(address)
        {
            return answer;
        }
        self.stream = None;
        self.ask(address).unwrap_or_else(|error| panic!("no answer to {address}: {error}"))
    }

    fn ask(&mut self, address: &str) -> io::Result<Answer> {
        if self.stream.is_none() {
            self.stream = Some(BufReader::new(connect(self.port)?));
        }
        let stream = self.stream.as_mut().expect("just made");
        let request = format!("GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port);
        stream.get_mut().write_all(request.as_bytes())?;
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if stream.read_line(&mut head)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let mut answer = Answer { status, head, body: Vec::new() };
        let length = answer.header("content-length").and_then(|length| length.parse().ok());
        answer.body = vec![0; length.unwrap_or_else(|| panic!("{address} has no length: {}", answer.head))];
        stream.read_exact(&mut answer.body)?;
        Ok(answer)
    }
}

fn connect(port: u16) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(LONG))?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// What an open page hears.
pub struct Events {
    news: Arc<Mutex<Vec<Value>>>,
    stream: TcpStream,
}

impl Events {
    fn of(port: u16) -> Events {
        let mut stream = connect(port).expect("a connection");
        // It is sent as it comes, without the lengths of its parts, to those who speak the older protocol.
        let request = format!("GET /.gradus/events HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("written");
        stream.set_read_timeout(None).expect("set");
        let news: Arc<Mutex<Vec<Value>>> = Arc::default();
        let (from, to) = (BufReader::new(stream.try_clone().expect("a second handle")), Arc::clone(&news));
        thread::spawn(move || {
            for line in from.lines().map_while(Result::ok) {
                if let Some(data) = line.strip_prefix("data:") {
                    to.lock().expect("sound").push(serde_json::from_str(data).expect("news are JSON"));
                }
            }
        });
        let events = Events { news, stream };
        wait_until("the first news", || when(!events.all().is_empty(), || "nothing was heard".to_owned()));
        events
    }

    pub fn all(&self) -> Vec<Value> {
        self.news.lock().expect("sound").clone()
    }

    /// The state of now.
    pub fn last(&self) -> Value {
        self.news.lock().expect("sound").last().cloned().unwrap_or_default()
    }

    pub fn version(&self) -> u64 {
        self.last()["version"].as_u64().unwrap_or_default()
    }

    pub fn errors(&self) -> u64 {
        self.last()["counts"]["errors"].as_u64().unwrap_or_default()
    }

    pub fn titles(&self) -> Vec<String> {
        let last = self.last();
        let titles = last["findings"].as_array().into_iter().flatten().filter_map(|it| it["title"].as_str());
        titles.map(str::to_owned).collect()
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        let _ = self.stream.shutdown(std::net::Shutdown::Both);
    }
}

/// The files of a site as `gradus build` wrote it, by their addresses; without the list that is for itself.
pub fn addresses(files: Vec<(String, Vec<u8>)>) -> Vec<(String, Vec<u8>)> {
    let files = files.into_iter().filter(|(path, _)| path != ".gradus-manifest");
    files.map(|(path, bytes)| (address(&path), bytes)).collect()
}

fn address(path: &str) -> String {
    let path = match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    };
    let mut address = String::from("/");
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => address.push(byte as char),
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

/// Whether a file is served as it was built.
pub fn is_served(client: &mut Client, address: &str, built: &[u8]) -> Result<(), String> {
    let answer = client.get(address);
    same(answer.status, 200).map_err(|why| format!("the status of {address}: {why}"))?;
    let tag = format!("\"{}\"", &blake3::hash(built).to_hex()[..16]);
    same(answer.header("etag"), Some(tag.as_str())).map_err(|why| format!("the tag of {address}: {why}"))?;
    let is_page = answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
    let body = if is_page { without_additions(&answer.text())? } else { answer.body };
    when(body == built, || format!("{address} is not as it was built:\n{}", String::from_utf8_lossy(&body)))
}

/// A page without what the server adds to it.
fn without_additions(page: &str) -> Result<Vec<u8>, String> {
    let start = page.rfind("<script src=\"/.gradus/live.js\"").ok_or("a page without the script")?;
    let end = page[start..].find("</script>").ok_or("a script without an end")? + start + "</script>".len();
    let page = format!("{}{}", &page[..start], &page[end..]);
    Ok(page.replacen("connect-src &#39;self&#39;; ", "", 1).into_bytes())
}
