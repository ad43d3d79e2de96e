// My day: keeps today's pages for when there is no network, and sends what was typed without one.

import { outbox } from './offline/device.js';
import { burst, placeOf, send } from './offline/send.js';
import { keepPages } from './offline/pages.js';

const $ = (selector, root = document) => root.querySelector(selector);
const data = JSON.parse($('#day-data').textContent);
const place = $('#day-waiting');
const form = { one: new Intl.PluralRules(data.locale) };
const count = (words, n) => { const all = words.split('|'); return all[{ one: 0, few: 1, many: 2 }[form.one.select(n)] ?? all.length - 1].replaceAll('{0}', n); };

let box, wait = 0, retry = 0, busy = false;

/** What waits, and for what: the network, or the person's own word on the page where it was typed. */
function show(items, asking) {
  place.hidden = !items.length;
  if (!items.length) return;
  const pages = new Map(asking.map(item => [item.lesson, item]));
  $('p', place).textContent = count(asking.length === items.length ? data.texts.asks : data.texts.waits, items.length);
  $('ul', place).replaceChildren(...[...pages.keys()].map(lesson => {
    const line = document.createElement('li'), link = document.createElement('a'), [course, day] = lesson.split('/');
    link.href = `/journal/${course}?lesson=${encodeURIComponent(lesson)}`;
    link.textContent = `${data.courses[course] ?? course}, ${new Intl.DateTimeFormat(data.locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(day))}`;
    line.append(link);
    return line;
  }));
}

async function flush() {
  clearTimeout(wait);
  if (busy) return;
  busy = true;
  let items = await box.load();
  const asking = items.filter(item => item.refused);
  const open = () => items.filter(item => !asking.includes(item));
  try {
    while (open().length) {
      const batch = burst(open()), answer = await send(batch.map(item => ({ ...item, late: true })));
      if (answer.ended) break; // the session is over: the page that follows sign-in goes on
      for (const item of batch) {
        const result = answer.results(item);
        if (result?.status !== 'accepted') { asking.push(item); continue; }
        items = items.filter(other => other !== item);
        for (const other of items) if (placeOf(other) === placeOf(item)) other.seen = result.version;
      }
      await box.keep(items);
    }
    retry = 0;
  } catch {
    retry = Math.min(30, retry ? retry * 2 : 2);
    wait = setTimeout(flush, retry * 1000);
  }
  busy = false;
  show(items, asking);
}

keepPages([...document.querySelectorAll('.day .lessons a[href^="/"], a[data-keep]')].map(link => link.pathname));
try {
  box = await outbox(data.user);
  addEventListener('online', () => { retry = 0; flush(); });
  document.addEventListener('visibilitychange', () => { if (!document.hidden) flush(); });
  $('[data-sign-out]')?.addEventListener('submit', e => {
    if (!place.hidden && !confirm(data.texts.leave)) e.preventDefault(); else box.clear();
  });
  await flush();
} catch { /* a browser that keeps nothing: nothing waits in it */ }
