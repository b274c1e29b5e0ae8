// Starts the machine's Chromium, and watches a page for what no page of ours may do.
import { chromium } from 'playwright-core';

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

export function launch() {
  return chromium.launch({ executablePath: process.env.GRADUS_CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
}

/** A page that notes its faults: console errors, policy violations, requests elsewhere, cookies. */
export async function watchedPage(context, origin) {
  await context.addInitScript(() => {
    globalThis.violations = [];
    document.addEventListener('securitypolicyviolation', event => violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', error => faults.push(`script error: ${error.message}`));
  page.on('console', message => {
    const isItsOwn404 = message.text().includes('status of 404') && message.location().url === page.url();
    if (message.type() === 'error' && !isItsOwn404) faults.push(`console: ${message.text()}`);
  });
  page.on('request', request => {
    if (!request.url().startsWith(origin)) faults.push(`request to ${request.url()}`);
  });
  /** What was noted since the last call, each fault on a line. */
  page.faults = async () => {
    const refused = await page.evaluate(() => violations.splice(0));
    const cookies = await context.cookies();
    await context.clearCookies();
    return [...faults.splice(0), ...refused.map(it => `policy: ${it}`), ...cookies.map(it => `cookie ${it.name}`)];
  };
  return page;
}
