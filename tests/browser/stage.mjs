// What every test in a browser stands on: the built site, served, and a browser. Both end with the tests of the file.
import { after, before } from 'node:test';
import { launch } from './browser.mjs';
import { serve } from './serve.mjs';
import { SITE, mount } from './site.mjs';

/**
 * Filled before the first test: `server` (its `url` ends in a slash) and `browser`. `then` is what the file needs besides;
 * it is called once both are there (two `before` of one file would not wait for each other).
 */
export function siteInBrowser(then = async () => {}) {
  const stage = { server: undefined, browser: undefined };
  before(async () => {
    stage.server = await serve(SITE, mount);
    stage.browser = await launch();
    await then(stage);
  });
  after(async () => {
    await stage.browser?.close();
    await stage.server?.close();
  });
  return stage;
}
