// Runs `gradus serve` on a small framework of its own, for tests of what a page does while its sources change.
import { spawn, execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GRADUS, temporaryFolder } from './program.mjs';

const projects = temporaryFolder();
let count = 0;
const running = new Set();
process.once('exit', () => running.forEach(child => child.kill('SIGKILL')));
// A signal ends node without `exit`, unless somebody turns the one into the other.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

/** The example framework of `gradus init`, in a folder that is gone when the test file is done. */
export function newProject() {
  const folder = join(projects, String(++count));
  execFileSync(GRADUS, ['-q', 'init', folder, '--template', 'example'], { stdio: ['ignore', 'inherit', 'inherit'] });
  const read = path => readFileSync(join(folder, path), 'utf8');
  /** Saves as most editors do: the new file takes the place of the old one in one stroke. */
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    const beside = join(folder, dirname(path), '.saving~');
    writeFileSync(beside, text);
    renameSync(beside, join(folder, path));
  };
  /** Changes a file's text. A `from` that is not in it is a mistake of the test. */
  const replace = (path, from, to) => {
    const text = read(path);
    if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
    write(path, text.replace(from, () => to));
  };
  return { folder, read, write, replace, remove: path => rmSync(join(folder, path)) };
}

/** Resolves once the preview answers, to `{ url, said, stop }`. Without a port the system gives a free one. */
export async function preview(project, port = 0) {
  const child = spawn(GRADUS, ['-C', project.folder, 'serve', '--port', String(port)], { stdio: ['ignore', 'ignore', 'pipe'] });
  running.add(child);
  let said = '';
  const ended = new Promise(done => child.once('close', done)).then(() => running.delete(child));
  const stop = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(late);
  };
  const url = await new Promise((found, failed) => {
    child.stderr.setEncoding('utf8').on('data', text => {
      said += text;
      const start = said.match(/Preview at (\S+)/);
      if (start) found(start[1]);
    });
    child.once('error', failed);
    ended.then(() => failed(new Error(`gradus serve ended: ${said}`)));
  });
  // A test that fails before it stops its preview must not hang: node then ends, and takes the preview with it.
  child.unref();
  child.stderr.unref();
  return { url, stop, said: () => said };
}
