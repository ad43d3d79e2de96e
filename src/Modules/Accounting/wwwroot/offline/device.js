// Entries that are not yet with the server, kept on the device until they are: over a reload, a closed window and a dead battery.
// Every window has its own; what a closed one left behind is taken over by the next that opens.
const TAB = 'eljournal.tab';

const made = request => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
const done = change => new Promise((resolve, reject) => { change.oncomplete = resolve; change.onerror = change.onabort = () => reject(change.error); });

function open() {
  const request = indexedDB.open('eljournal', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('entries', { keyPath: 'id' });
  return made(request);
}

/**
 * This window's name, held as long as the window lives; a duplicated window gets one of its own. A page that was just left may hold the name for a
 * moment longer: whoever did not wait for it would take a new one, and what was typed before would lie there unsent.
 */
const GOING = 1500;

async function ownTab() {
  const take = (name, how) => !navigator.locks ? true : new Promise(resolve =>
    navigator.locks.request(`${TAB}.${name}`, how, lock => { resolve(!!lock); return lock && new Promise(() => {}); }).catch(() => resolve(false)));
  let name = sessionStorage.getItem(TAB) ?? crypto.randomUUID();
  if (!await take(name, { ifAvailable: true }) && !await take(name, { signal: AbortSignal.timeout(GOING) }))
    await take(name = crypto.randomUUID(), { ifAvailable: true });
  sessionStorage.setItem(TAB, name);
  return name;
}

const livingTabs = async () => new Set(((await navigator.locks?.query())?.held ?? []).map(lock => lock.name));

/**
 * The entries of one person on this device.
 * load(): those of this window and of closed ones, in the order typed. keep(items): from now on exactly these. clear(): none, of any window.
 */
export async function outbox(user) {
  const [database, tab] = [await open(), await ownTab()];
  const known = new Map();
  let order = Date.now();
  return {
    async load() {
      const living = await livingTabs();
      const change = database.transaction('entries', 'readwrite'), entries = change.objectStore('entries');
      const own = (await made(entries.getAll())).filter(entry => entry.user === user && (entry.tab === tab || !living.has(`${TAB}.${entry.tab}`) && navigator.locks));
      for (const entry of own) { entries.put({ ...entry, tab }); known.set(entry.id, { words: JSON.stringify(entry.item), order: entry.order }); }
      await done(change);
      return own.sort((a, b) => a.order - b.order).map(entry => entry.item);
    },
    async keep(items) {
      const change = database.transaction('entries', 'readwrite'), entries = change.objectStore('entries'), left = new Set(known.keys());
      for (const item of items) {
        left.delete(item.id);
        const words = JSON.stringify(item), before = known.get(item.id);
        if (before?.words === words) continue;
        known.set(item.id, { words, order: before?.order ?? ++order });
        entries.put({ id: item.id, user, tab, order: known.get(item.id).order, item: JSON.parse(words) });
      }
      for (const id of left) { known.delete(id); entries.delete(id); }
      await done(change);
    },
    async clear() {
      const change = database.transaction('entries', 'readwrite'), entries = change.objectStore('entries');
      for (const entry of await made(entries.getAll())) if (entry.user === user) entries.delete(entry.id);
      known.clear();
      await done(change);
    },
  };
}
