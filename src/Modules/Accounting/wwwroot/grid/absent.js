// Who was absent from the class's lesson before this one is offered, and taken over with one key; nothing is entered by itself.

import { $, data, L, lessonId, names, R, rowOf, say, text } from './page.js';
import { cur, school, shown, shut } from './cells.js';
import { write } from './writing.js';

const asked = new Map(); // column → promise of what was found
const untouched = c => { for (let r = 0; r < R; r++) if (shown(r, c) !== '') return false; return true; };

async function find(c) {
  try {
    const response = await fetch(`/api/v1/journal/absent?${new URLSearchParams({ lesson: lessonId(c) })}`, { headers: { Accept: 'application/json', 'X-ElJournal': '1' } });
    return response.ok ? await response.json() : null;
  } catch { return null; }
}

/** The hour before of a doubled lesson stands on the page itself. */
function before(c) {
  const same = data.lessons[c - 1]?.d === data.lessons[c].d ? c - 1 : -1;
  if (same < 0 || untouched(same)) return null;
  const absent = data.pupils.flatMap((pupil, r) => { const code = school.parse(shown(r, same))?.code; return code && code.k !== 'o' ? [{ pupil, code: code.l }] : []; });
  return absent.length ? { slot: data.lessons[same].s, subject: '', absent } : null;
}

const changes = (c, found) => found.absent.map(({ pupil, code }) => ({ r: rowOf[pupil], c, value: code })).filter(({ r }) => r !== undefined && !shut[r][c] && shown(r, c) === '');

export async function offer(c) {
  const node = $('#journal-offer');
  if (!node) return;
  node.hidden = true;
  if (data.lessons[c].d !== data.today || !untouched(c)) return;
  const near = before(c);
  if (!near && !asked.has(c)) asked.set(c, find(c));
  const found = near ?? await asked.get(c);
  if (!found || cur.c !== c || !untouched(c)) return;
  const who = changes(c, found);
  if (!who.length) return;
  text($('span', node), say('offer', found.slot, who.map(({ r, value }) => `${names[r]} (${value})`).join(', ')));
  node.hidden = false;
}

/** Takes over what was offered for the lesson under the cursor. */
export async function accept() {
  const node = $('#journal-offer'), c = cur.c;
  if (!node || node.hidden || c >= L) return;
  const found = before(c) ?? await asked.get(c);
  node.hidden = true;
  if (found) write(changes(c, found));
}
