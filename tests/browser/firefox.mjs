// Firefox, to print pages with: asked over its own protocol for automation, so that no driver has to be installed.
import { execFileSync, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const NAMES = ['firefox-esr', 'firefox'];

/** What Firefox is called here; undefined where there is none. */
export const firefox = NAMES.find(name => {
  try {
    return execFileSync(name, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return false;
  }
});

/** Starts it. Resolves to `{ print(url), close() }`; `print` resolves to the bytes of a PDF. */
export async function start() {
  const profile = mkdtempSync(join(tmpdir(), 'gradus-firefox-'));
  // It writes the port that it chose into its profile.
  writeFileSync(join(profile, 'user.js'), 'user_pref("marionette.port", 0);\n');
  const process = spawn(firefox, ['--headless', '--marionette', '--no-remote', '--profile', profile], { stdio: 'ignore' });
  const ended = new Promise(done => process.once('exit', done));
  const close = async () => {
    process.kill();
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const send = talk(await reached(profile));
    await send('WebDriver:NewSession', {});
    return {
      close,
      async print(url) {
        await send('WebDriver:Navigate', { url });
        // A5, where the page itself does not say which paper it wants.
        const { value } = await send('WebDriver:Print', { page: { width: 14.8, height: 21 }, shrinkToFit: false });
        return Buffer.from(value, 'base64');
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A connection, as soon as there is one to be had. */
async function reached(profile) {
  for (let tries = 0; tries < 600; tries += 1) {
    const port = (() => {
      try {
        return Number(readFileSync(join(profile, 'MarionetteActivePort'), 'utf8'));
      } catch {
        return 0;
      }
    })();
    const socket = port && (await new Promise(done => {
      const one = connect(port, '127.0.0.1', () => done(one));
      one.once('error', () => done(undefined));
    }));
    if (socket) return socket;
    await pause(100);
  }
  throw new Error('Firefox does not answer');
}

/** A message is its length, a colon, and JSON: kind, number, then a command with its parameters or an error and a result. */
function talk(socket) {
  const asked = new Map();
  let rest = Buffer.alloc(0);
  socket.on('data', data => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
      const colon = rest.indexOf(':');
      const length = Number(rest.subarray(0, colon));
      if (colon < 0 || rest.length < colon + 1 + length) return;
      const message = JSON.parse(rest.subarray(colon + 1, colon + 1 + length));
      rest = rest.subarray(colon + 1 + length);
      // The first one is a greeting.
      if (!Array.isArray(message)) continue;
      const [, number, error, result] = message;
      const { resolve, reject } = asked.get(number);
      if (error) reject(new Error(`${error.error}: ${error.message}`));
      else resolve(result);
    }
  });
  socket.on('error', error => asked.forEach(({ reject }) => reject(error)));
  return (command, parameters) => new Promise((resolve, reject) => {
    const number = asked.size + 1;
    asked.set(number, { resolve, reject });
    const message = JSON.stringify([0, number, command, parameters]);
    socket.write(`${Buffer.byteLength(message)}:${message}`);
  });
}
