// Keeps the pages of a teacher's day at hand for when there is no network. Asks the network first, always: what is kept is shown only
// where no answer comes. The server says whose page may be kept; a person who leaves, or another who comes, empties everything.
const PAGES = 'eljournal-pages', FILES = 'eljournal-files';
const OWNER = '/offline/owner', STAND_IN = '/offline';
const LONGEST = 24 * 3600_000; // a page is of one day
const FRESH = 10 * 60_000; // not fetched ahead again before
const MOST_FILES = 200;
const PARTINGS = ['/sign-out', '/sign-in', '/role', '/language'];

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', e => e.waitUntil(self.clients.claim()));
self.addEventListener('message', e => e.waitUntil(ahead(e.data?.keep ?? [])));
self.addEventListener('fetch', e => {
  const { request } = e, url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === 'POST' && request.mode === 'navigate' && PARTINGS.some(path => url.pathname.startsWith(path))) e.waitUntil(forget());
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate') e.respondWith(page(request));
  else if (url.pathname.startsWith('/_content/')) e.respondWith(file(request));
});

const forget = () => caches.delete(PAGES);

/** Which lesson the cursor stands on is the page's own matter: one page has one place. */
const placeOf = url => new URL(url, location.origin).pathname;

const age = answer => Date.now() - Date.parse(answer.headers.get('Date') ?? 0);

async function page(request) {
  try {
    const answer = await fetch(request);
    await keep(request.url, answer.clone());
    return answer;
  } catch (failure) {
    const kept = await (await caches.open(PAGES)).match(placeOf(request.url));
    if (kept && age(kept) < LONGEST) return kept;
    return standIn(failure);
  }
}

async function standIn(failure) {
  const stand = await (await caches.open(PAGES)).match(STAND_IN);
  if (stand) return stand;
  throw failure;
}

async function file(request) {
  const files = await caches.open(FILES);
  try {
    const answer = await fetch(request);
    if (answer.ok && answer.headers.get('ETag') !== (await files.match(request))?.headers.get('ETag')) await put(files, request, answer.clone());
    return answer;
  } catch (failure) {
    const kept = await files.match(request);
    if (kept) return kept;
    throw failure;
  }
}

async function put(files, request, answer) {
  const keys = await files.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length + 1 - MOST_FILES))) await files.delete(old);
  await files.put(request, answer);
}

/** Keeps a page that its answer allows to keep, for the person whom the answer names. */
async function keep(url, answer) {
  const owner = answer.headers.get('Eljournal-Keep');
  if (!answer.ok || !owner) return;
  let pages = await caches.open(PAGES);
  if (await (await pages.match(OWNER))?.text() !== owner) {
    await forget();
    pages = await caches.open(PAGES);
    await pages.put(OWNER, new Response(owner));
  }
  const words = await answer.clone().text();
  await pages.put(placeOf(url), answer);
  await files([...words.matchAll(/(?:src|href)="(\/_content\/[^"]+)"/g)].map(found => found[1]));
}

/** The files of a page, and the modules that these import. */
async function files(addresses) {
  const kept = await caches.open(FILES), seen = new Set();
  const rest = [...new Set(addresses)];
  while (rest.length) {
    const address = new URL(rest.pop(), location.origin).href;
    if (seen.has(address)) continue;
    seen.add(address);
    let answer = await kept.match(address);
    if (!answer) {
      answer = await fetch(address).catch(() => null);
      if (!answer?.ok) continue;
      await put(kept, address, answer.clone());
    }
    if (address.endsWith('.js')) for (const found of (await answer.text()).matchAll(/from\s+'(\.\/[^']+)'/g)) rest.push(new URL(found[1], address).href);
  }
}

/** Pages that will be wanted today, one after another so that the server hardly feels it. */
async function ahead(addresses) {
  for (const address of [STAND_IN, ...addresses]) {
    const there = await (await caches.open(PAGES)).match(placeOf(address));
    if (there && age(there) < FRESH) continue;
    const answer = await fetch(address, { credentials: 'same-origin', redirect: 'manual', headers: { 'Eljournal-Ahead': '1' } }).catch(() => null);
    if (answer) await keep(address, answer);
  }
}
