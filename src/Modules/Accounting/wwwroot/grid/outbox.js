// Outbox: paint, send, mark unsaved only after a while, retry, keep over a reload.

import { $, clock, columnOf, data, heads, make, number, rowOf, say, text } from './page.js';
import { base, cur, fixed, placeOf, notes, over, paint, where } from './cells.js';
import { ask, clearProblem, complain, dropQuestions, question, label } from './questions.js';
import { dropUndo } from './writing.js';
import { showLesson } from './panel.js';
import { changed, weightChanged } from './totals.js';
import { outbox as device } from '../offline/device.js';
import { burst, placeOf as itemKey, send } from '../offline/send.js';

let queue = []; // in order; `held` ones wait for an answer of the person, `refused` ones until they are dismissed or mended
let box = null; // where they lie on the device
let sending = false, wait = 0, retry = 0, ended = false, savedAt = null;
export let leaving = false;
const open = () => queue.filter(item => !item.held && !item.refused);
const unsettled = () => queue.filter(item => !item.refused);
export { itemKey };
export const spot = item => ({ c: columnOf[item.lesson], r: rowOf[item.pupil] });
export const pending = () => queue.length;

let keeping = Promise.resolve(), unkept = 0;
export function keep() {
  const items = queue.map(({ held, since, ...item }) => item);
  $('#journal-status').dataset.waiting = unsettled().length;
  unkept++;
  keeping = keeping.then(() => box?.keep(items)).catch(() => { box = null; }).finally(() => { unkept--; }); // a device that keeps nothing any more: the window still does
}

export function status() {
  const node = $('#journal-status'), waiting = open(), late = waiting.filter(i => performance.now() - i.since > 390);
  let state = 'saved', words = savedAt ? say('saved', clock.format(savedAt)) : '';
  if (ended) [state, words] = ['ended', say('ended', unsettled().length)];
  else if (retry > 0 && waiting.length) [state, words] = ['offline', say('offline', waiting.length)];
  else if (late.length) [state, words] = ['saving', say('saving', waiting.length)];
  else if (!data.write) [state, words] = ['', say('readonly')];
  if (node.dataset.words === state + words) return;
  node.dataset.words = state + words;
  if (words && state) node.dataset.state = state; else delete node.dataset.state;
  text(node, words);
  if (ended) {
    const href = `${data.signIn}?return=${encodeURIComponent(location.pathname + location.search)}`;
    const link = Object.assign(make('a', say('signin')), { href, onclick: () => { leaving = true; } }); // the outbox waits on the device
    node.append(' ', link);
  }
}

function repaint(item) {
  const { r, c } = spot(item);
  if (c === undefined) return;
  if (item.pupil === undefined) { if (c === cur.c) showLesson(c, true); }
  else if (r !== undefined) { paint(r, c); changed(r, c); }
}

export function lay(item, state) { over.set(itemKey(item), { value: item.value ?? item.text, minutes: item.minutes, state }); repaint(item); }

export function lift(item) { over.delete(itemKey(item)); repaint(item); }

/** Puts entries into the outbox and on the screen; an undecided one of the same place gives way. */
export function enter(entries) {
  const items = entries.map(entry => ({ id: crypto.randomUUID(), reason: null, note: null, at: new Date().toISOString(), ...entry, since: performance.now() }));
  if (retry > 0) for (const item of items) item.late = true; // the network is known to be gone: this stays true however the page ends
  const places = new Set(items.map(itemKey));
  for (const old of queue.filter(i => (i.held || i.refused) && places.has(itemKey(i)))) forget(old);
  for (const item of items) clearProblem(item);
  queue.push(...items);
  keep();
  for (const item of items) lay(item, '');
  setTimeout(() => {
    for (const item of items) if (queue.includes(item) && !item.held && !item.refused) lay(latest(item), 'uns');
    status();
  }, 400);
  flush();
  return items.map(item => item.id);
}

const latest = item => queue.findLast(i => itemKey(i) === itemKey(item)) ?? item;

/** An item that needs no answer any more. */
export function forget(item) {
  queue = queue.filter(i => i !== item);
  dropQuestions(item);
  keep();
}

export async function flush() {
  clearTimeout(wait);
  if (sending || ended || !open().length) return status();
  sending = true;
  const batch = burst(open());
  let answer;
  try {
    answer = await send(batch);
  } catch {
    for (const item of open()) item.late = true;
    keep();
    sending = false;
    retry = Math.min(30, retry ? retry * 2 : 2);
    wait = setTimeout(flush, retry * 1000);
    return status();
  }
  sending = false;
  ended = Boolean(answer.ended);
  if (ended) return status();
  retry = 0;
  for (const item of batch) settle(item, answer.results(item) ?? { status: 'refused', problem: { text: answer.words ?? say('lost', answer.status) } });
  keep();
  ask();
  flush();
}

let taken = [], telling = 0;

/** For those who listen: what is saved, once the typing pauses; of many their number and the last. */
function tell(item) {
  taken.push(item);
  clearTimeout(telling);
  telling = setTimeout(() => {
    const last = taken.at(-1), value = (last.comment ?? last.value ?? last.text) || say('blank');
    text($('#journal-said'), taken.length === 1 ? say('told', label(last), value) : say('toldmany', taken.length, label(last), value));
    taken = [];
  }, 700);
}

/** What the server said to one entry. */
function settle(item, result) {
  const follower = open().find(i => i !== item && itemKey(i) === itemKey(item));
  if (result.status === 'accepted') {
    queue = queue.filter(i => i !== item);
    savedAt = new Date(result.at ?? Date.now());
    for (const i of queue) if (itemKey(i) === itemKey(item)) i.seen = result.version;
    hold(item, result.value ?? item.value ?? item.text, result.version, result);
    if (!follower) settled(item, result.average);
    tell(item);
    return;
  }
  if (result.current) hold(item, result.current.value ?? '', result.current.version, {});
  if (follower) { queue = queue.filter(i => i !== item); dropUndo(item.id); return; } // the later words stand; the server will judge those
  if (result.status === 'refused') {
    item.refused = result.problem?.text ?? say('lost', '');
    dropUndo(item.id);
    complain(item, item.refused);
    document.dispatchEvent(new CustomEvent('journal:refused', { detail: { item, problem: result.problem, label: label(item) } }));
  } else {
    item.held = true;
    lay(item, 'uns');
    question(item, result);
  }
}

function settled(item, average) {
  lift(item);
  const { r, c } = spot(item);
  if (item.pupil !== undefined && r !== undefined && c !== undefined) changed(r, c, average ?? null);
}

/** The server's value becomes the ground under what is typed. */
function hold(item, value, version, result) {
  const { r, c } = spot(item);
  if (c === undefined) return;
  if (item.pupil !== undefined) { if (r !== undefined) holdCell(item, r, c, value, version, result); }
  else if (item.field === 'work_type') holdWork(c, value, version);
  else holdText(item, c, value, version, result);
}

export function holdCell(item, r, c, value, version, { corrected, due, commentVersion }) {
  base[r][c] = value;
  data.versions[r][c] = version;
  if (corrected !== undefined) fixed[r][c] = corrected;
  if (commentVersion !== undefined) {
    const note = { ...notes.get(placeOf(r, c)), due: due ?? undefined, v: commentVersion };
    if (item.comment !== undefined) note.text = item.comment || undefined;
    if (note.due || note.text || note.v) notes.set(placeOf(r, c), note); else notes.delete(placeOf(r, c));
  }
  paint(r, c);
  if (r === cur.r && c === cur.c) where();
}

export function holdWork(c, value, version) {
  Object.assign(data.lessons[c], { wt: value || undefined, wv: version });
  const kind = data.kinds.find(k => k.c === value), link = $('a', heads[c]);
  $('b', link)?.remove();
  if (kind?.l) link.append(make('b', kind.l));
  heads[c].classList.toggle('k', Boolean(kind?.l));
  if (kind) heads[c].ariaLabel = heads[c].title = `${heads[c].title.split(' · ')[0]} · ${say('weight', kind.n, number((kind.w ?? 0) / 100))}`;
  weightChanged();
}

export function holdText(item, c, value, version, { corrected, minutes }) {
  const lesson = data.lessons[c], topic = item.field === 'topic', line = $('#journal-topics').tBodies[0].rows[c], cell = line.cells[topic ? 1 : 2];
  if (topic) Object.assign(lesson, { topic: value || undefined, tv: version });
  else Object.assign(lesson, { hw: value || undefined, hv: version, min: minutes ?? item.minutes ?? undefined });
  if (topic) line.classList.toggle('plan', !value);
  text(cell, topic ? value || lesson.plan || '' : value).classList.toggle('c', Boolean(corrected) || cell.classList.contains('c'));
  if (c === cur.c) where();
}

const LOOK_AGAIN = 3000;

/**
 * What was typed before a reload, or in a window that was closed: sent now; what was refused is shown again. A window that is only just closing still
 * counts as living, so there is a second look a little later.
 */
export async function restore(again = true) {
  let items = [];
  try {
    box ??= await device(data.user ?? '');
    await keeping; // what is settled meanwhile is no longer there
    items = await box.load();
  } catch { box = null; }
  const there = new Set(queue.map(item => item.id));
  const found = items.filter(item => !there.has(item.id)).map(item => ({ ...item, since: 0, late: item.late || Date.now() - Date.parse(item.at) > 60_000 }));
  queue.unshift(...found);
  for (const item of found) if (item.refused) complain(item, item.refused); else lay(latest(item), 'uns');
  keep();
  flush();
  if (again && box) setTimeout(() => restore(false), LOOK_AGAIN);
}

export function outbox() {
  addEventListener('online', () => { retry = 0; flush(); });
  document.addEventListener('visibilitychange', () => { if (!document.hidden && queue.length) { ended = false; flush(); } });
  addEventListener('beforeunload', e => { if ((!box || unkept) && unsettled().length && !leaving) e.preventDefault(); });
  $('[data-sign-out]')?.addEventListener('submit', e => {
    if (queue.length && !confirm(say('leave', queue.length))) e.preventDefault();
    else { queue = []; box?.clear(); }
  });
}
