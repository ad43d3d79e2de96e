// Works without the network: has the pages of the day kept, and says on a kept page that it is one.
const WORKER = '/_content/ElJournal.Accounting/offline-worker.js';

/** Where a browser cannot keep pages (no https), the page works as ever while there is a network. */
export async function keepPages(addresses) {
  if (!navigator.serviceWorker) return;
  const policy = window.trustedTypes?.createPolicy('eljournal-worker', { createScriptURL: url => { if (url === WORKER) return url; throw new TypeError(url); } });
  try {
    await navigator.serviceWorker.register(policy ? policy.createScriptURL(WORKER) : WORKER, { scope: '/' });
    (await navigator.serviceWorker.ready).active.postMessage({ keep: [...new Set([location.pathname, ...addresses])] });
  } catch { /* the browser does not let it: everything else works */ }
}
