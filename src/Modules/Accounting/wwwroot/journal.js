// The journal grid: keyboard, outbox, dialogs, panel of a lesson.
// A cell's place is its identity: r is the pupil's row, c the lesson's column. What the server holds is in `base` and
// `versions`; what was typed and is not settled lies over it in `over` until the server answers.

import { RUSSIAN, marks } from './marks.js';
import { lookup } from './lookup.js';

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const data = JSON.parse($('#journal-data').textContent);
const table = $('#journal');
const L = data.lessons.length;
const rows = table ? [...table.tBodies[0].rows] : [];
const R = rows.length;
const td = (r, c) => rows[r].cells[c + 1];
const heads = table ? [...table.tHead.rows[1].cells] : [];
const cols = table ? $$('col', table) : [];
const base = rows.map((_, r) => data.lessons.map((_, c) => td(r, c).textContent));
const gone = rows.map((_, r) => data.lessons.map((_, c) => td(r, c).classList.contains('g')));
const fixed = rows.map((_, r) => data.lessons.map((_, c) => td(r, c).classList.contains('c')));
const was = rows.map((_, r) => data.lessons.map((_, c) => td(r, c).classList.contains('w')));
const names = rows.map(row => row.cells[0].textContent);
const lessonId = c => `${data.course}/${data.lessons[c].d}/${data.lessons[c].s}`;
const columnOf = Object.fromEntries(data.lessons.map((_, c) => [lessonId(c), c]));
const rowOf = Object.fromEntries(data.pupils.map((p, r) => [p, r]));
const say = (key, ...args) => args.reduce((text, arg, i) => text.replaceAll(`{${i}}`, arg), data.texts[key]);
const place = data.locale;
const clock = new Intl.DateTimeFormat(place, { hour: '2-digit', minute: '2-digit', timeZone: data.zone });
const moment = new Intl.DateTimeFormat(place, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: data.zone });
const dayShort = new Intl.DateTimeFormat(place, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const dayLong = new Intl.DateTimeFormat(place, { day: 'numeric', month: 'long', timeZone: 'UTC' });
const decimal = new Intl.NumberFormat(place, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const day = (c, format = dayShort) => format.format(new Date(data.lessons[c].d));
const text = (node, value) => { node.textContent = value; return node; };
const make = (tag, value, className) => { const node = text(document.createElement(tag), value ?? ''); if (className) node.className = className; return node; };

const school = marks(data);
const { gradeOf, codeOf, parse, canonical, kindOf, compose, isCorrection, absence } = school;

// ── Cells on the screen ───────────────────────────────────────────────────────────────────────────────────────────

const over = new Map(); // key → { value, state: '' | 'uns' | 'bad' }
const keyOf = (c, target) => `${lessonId(c)}|${target}`;
const cellKey = (r, c) => keyOf(c, data.pupils[r]);
const shown = (r, c) => over.get(cellKey(r, c))?.value ?? base[r][c];
const marked = was.findIndex(row => row.includes(true));
let cur = { r: Math.max(0, marked), c: Math.max(0, cols.findIndex(col => col.classList.contains('at')) - 1) };
let anchor = { ...cur };
let armed = null; // the cell that waits for its second grade
let last = null;
const box = () => ({ top: Math.min(cur.r, anchor.r), bottom: Math.max(cur.r, anchor.r), left: Math.min(cur.c, anchor.c), right: Math.max(cur.c, anchor.c) });
const many = () => cur.r !== anchor.r || cur.c !== anchor.c;
const inBox = (b, r, c) => r >= b.top && r <= b.bottom && c >= b.left && c <= b.right;

function paint(r, c) {
  const node = td(r, c), lying = over.get(cellKey(r, c)), value = lying?.value ?? base[r][c];
  text(node, armed?.r === r && armed.c === c ? value + '/' : value);
  node.className = [kindOf(value), fixed[r][c] && 'c', was[r][c] && 'w', gone[r][c] && 'g', lying?.state, cur.r === r && cur.c === c && 'here',
    many() && inBox(box(), r, c) && 'sel'].filter(Boolean).join(' ');
}

function paintBox(b) { for (let r = b.top; r <= b.bottom; r++) for (let c = b.left; c <= b.right; c++) paint(r, c); }

const sheet = $('.sheet');
const at = { x: 0, y: 0 };
let geo;
function measure() {
  const first = td(0, 0);
  geo = { w: first.offsetWidth, h: R > 1 ? rows[1].offsetTop - rows[0].offsetTop : first.offsetHeight,
    viewW: sheet.clientWidth - rows[0].cells[0].offsetWidth - rows[0].cells[L + 1].offsetWidth, viewH: sheet.clientHeight - table.tHead.offsetHeight };
  at.x = sheet.scrollLeft; at.y = sheet.scrollTop;
}

function reveal(r, c) {
  const x = c * geo.w, y = r * geo.h;
  if (x < at.x) sheet.scrollLeft = at.x = x;
  else if (x + geo.w > at.x + geo.viewW) sheet.scrollLeft = at.x = x + geo.w - geo.viewW;
  if (y < at.y) sheet.scrollTop = at.y = y;
  else if (y + geo.h > at.y + geo.viewH) sheet.scrollTop = at.y = y + geo.h - geo.viewH;
}

function go(r, c, { extend = false, focus = true } = {}) {
  r = Math.max(0, Math.min(R - 1, r)); c = Math.max(0, Math.min(L - 1, c));
  const old = { ...cur }, oldBox = many() ? box() : null;
  const otherLesson = old.c !== c;
  cur = { r, c };
  if (!extend) anchor = { r, c };
  if (oldBox) paintBox(oldBox);
  if (many()) paintBox(box());
  td(old.r, old.c).removeAttribute('tabindex');
  paint(old.r, old.c); paint(r, c);
  td(r, c).tabIndex = 0;
  rows[old.r].classList.remove('at'); rows[r].classList.add('at');
  if (otherLesson || !heads[c].classList.contains('at')) {
    heads[old.c].classList.remove('at'); heads[c].classList.add('at');
    cols[old.c + 1].classList.remove('at'); cols[c + 1].classList.add('at');
    showLesson(c);
  }
  where();
  reveal(r, c);
  if (focus) td(r, c).focus({ preventScroll: true });
}

function where() {
  const { topic, plan } = data.lessons[cur.c];
  text($('#journal-where'), [names[cur.r], day(cur.c), topic ?? plan].filter(Boolean).join(' · '));
}

let direction = localStorage.getItem('eljournal.direction') ?? 'down';
function next(r, c, step, way = direction) {
  do {
    if (way === 'down') { r += step; if (r >= R) { r = 0; c++; } else if (r < 0) { r = R - 1; c--; } }
    else { c += step; if (c >= L) { c = 0; r++; } else if (c < 0) { c = L - 1; r--; } }
  } while (r >= 0 && r < R && c >= 0 && c < L && gone[r][c]);
  return r >= 0 && r < R && c >= 0 && c < L ? { r, c } : null;
}

function step(by) { const to = next(cur.r, cur.c, by) ?? cur; go(to.r, to.c); }

function turn(way) {
  direction = way;
  localStorage.setItem('eljournal.direction', way);
  for (const b of $$('[data-do=down], [data-do=right]')) b.setAttribute('aria-pressed', String(b.dataset.do === way));
}

function month(by) {
  const of = c => data.lessons[c].d.slice(0, 7);
  let c = cur.c;
  do c += by; while (c > 0 && c < L - 1 && of(c) === of(cur.c));
  c = Math.max(0, Math.min(L - 1, c));
  if (by < 0) while (c > 0 && of(c - 1) === of(c)) c--;
  go(cur.r, c);
}

// ── Outbox: paint, send, mark unsaved only after a while, retry, keep over a reload ───────────────────────────────

const store = `eljournal.outbox.${data.user ?? ''}`;
let queue = []; // in order; `held` ones wait for an answer of the person
let sending = false, wait = 0, retry = 0, ended = false, leaving = false, savedAt = null;
const open = () => queue.filter(item => !item.held);
const itemKey = item => `${item.lesson}|${item.pupil ?? ':' + item.field}`;
const spot = item => ({ c: columnOf[item.lesson], r: rowOf[item.pupil] });
const keep = () => queue.length ? sessionStorage.setItem(store, JSON.stringify(queue.map(({ held, ...item }) => item))) : sessionStorage.removeItem(store);

function status() {
  const node = $('#journal-status'), waiting = open(), late = waiting.filter(i => performance.now() - i.since > 390);
  let state = 'saved', words = savedAt ? say('saved', clock.format(savedAt)) : '';
  if (ended) [state, words] = ['ended', say('ended', queue.length)];
  else if (retry > 0 && waiting.length) [state, words] = ['offline', say('offline', waiting.length)];
  else if (late.length) [state, words] = ['saving', say('saving', waiting.length)];
  else if (!data.write) [state, words] = ['', say('readonly')];
  if (node.dataset.words === state + words) return;
  node.dataset.words = state + words;
  if (words && state) node.dataset.state = state; else delete node.dataset.state;
  text(node, words);
  if (ended) {
    const href = `${data.signIn}?return=${encodeURIComponent(location.pathname + location.search)}`;
    const link = Object.assign(make('a', say('signin')), { href, onclick: () => { leaving = true; } }); // the outbox waits in this tab
    node.append(' ', link);
  }
}

function repaint(item) {
  const { r, c } = spot(item);
  if (c === undefined) return;
  if (item.pupil === undefined) { if (c === cur.c) showLesson(c); } else if (r !== undefined) paint(r, c);
}

function lay(item, state) { over.set(itemKey(item), { value: item.value ?? item.text, minutes: item.minutes, state }); repaint(item); }

function lift(item) { over.delete(itemKey(item)); repaint(item); }

/** Puts an entry into the outbox and on the screen; an undecided one of the same place gives way. */
function enter(entry) {
  const item = { id: crypto.randomUUID(), reason: null, note: null, ...entry };
  for (const old of queue.filter(i => i.held && itemKey(i) === itemKey(item))) forget(old);
  problems.delete(itemKey(item));
  showProblems();
  item.since = performance.now();
  queue.push(item);
  keep();
  lay(item, '');
  setTimeout(() => { if (queue.includes(item) && !item.held) { lay(latest(item), 'uns'); status(); } }, 400);
  flush();
  return item.id;
}

const latest = item => queue.findLast(i => itemKey(i) === itemKey(item)) ?? item;

function forget(item) {
  queue = queue.filter(i => i !== item);
  questions = questions.filter(q => q.item !== item);
  keep();
}

async function flush() {
  clearTimeout(wait);
  if (sending || ended || !open().length) return status();
  sending = true;
  const [head, ...rest] = open(), batch = [head], taken = new Set([itemKey(head)]);
  if (head.pupil !== undefined) {
    for (const item of rest) {
      if (item.pupil === undefined || taken.has(itemKey(item)) || batch.length === 60) break;
      batch.push(item); taken.add(itemKey(item));
    }
  }
  const body = ({ since, held, ...item }) => item;
  const [url, payload] = head.pupil !== undefined ? ['/api/v1/journal/cells', { entries: batch.map(body) }] : ['/api/v1/journal/lesson', body(head)];
  let answer;
  try {
    const response = await fetch(url, { method: 'POST', credentials: 'same-origin', redirect: 'manual', signal: AbortSignal.timeout(15000),
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-ElJournal': '1', 'Idempotency-Key': head.id }, body: JSON.stringify(payload) });
    if (response.status === 401 || response.type === 'opaqueredirect') ended = true;
    else if (response.status >= 500 || response.status === 429 || response.status === 408) throw new Error(String(response.status));
    else answer = { ok: response.ok, status: response.status, json: await response.json().catch(() => null) };
  } catch {
    sending = false;
    retry = Math.min(30, retry ? retry * 2 : 2);
    wait = setTimeout(flush, retry * 1000);
    return status();
  }
  sending = false;
  if (ended) return status();
  retry = 0;
  const results = !answer.ok || !answer.json ? null : answer.json.results ?? [answer.json];
  for (const item of batch) {
    const result = results?.find(r => r.id === item.id)
      ?? { status: 'refused', problem: { text: answer.json?.detail ?? answer.json?.title ?? say('lost', answer.status) } };
    settle(item, result);
  }
  keep();
  ask();
  flush();
}

/** What the server said to one entry. */
function settle(item, result) {
  const follower = queue.find(i => i !== item && !i.held && itemKey(i) === itemKey(item));
  if (result.status === 'accepted') {
    queue = queue.filter(i => i !== item);
    savedAt = new Date(result.at ?? Date.now());
    for (const i of queue) if (itemKey(i) === itemKey(item)) i.seen = result.version;
    hold(item, result.value ?? item.value ?? item.text, result.version, result);
    if (!follower) lift(item);
    return;
  }
  if (result.current) hold(item, result.current.value ?? '', result.current.version, {});
  if (follower) { queue = queue.filter(i => i !== item); dropUndo(item.id); return; } // the later words stand; the server will judge those
  if (result.status === 'refused') {
    queue = queue.filter(i => i !== item);
    dropUndo(item.id);
    complain(item, result.problem?.text ?? say('lost', ''));
    document.dispatchEvent(new CustomEvent('journal:refused', { detail: { item, problem: result.problem, label: label(item) } }));
  } else {
    item.held = true;
    lay(item, 'uns');
    questions.push({ item, result });
  }
}

/** The server's value becomes the ground under what is typed. */
function hold(item, value, version, { corrected, average, minutes }) {
  const { r, c } = spot(item);
  if (c === undefined) return;
  const lesson = data.lessons[c];
  if (item.pupil !== undefined) {
    if (r === undefined) return;
    base[r][c] = value;
    data.versions[r][c] = version;
    if (corrected !== undefined) fixed[r][c] = corrected;
    if (average !== undefined) {
      const mean = rows[r].cells[L + 1];
      text(mean, average === null ? '' : decimal.format(average / 100)).classList.toggle('low', average !== null && average < 350);
    }
    paint(r, c);
    if (c === cur.c) totals(c);
  } else if (item.field === 'work_type') {
    Object.assign(lesson, { wt: value || undefined, wv: version });
    const kind = data.kinds.find(k => k.c === value), link = $('a', heads[c]);
    $('b', link)?.remove();
    if (kind?.l) link.append(make('b', kind.l));
    heads[c].classList.toggle('k', Boolean(kind?.l));
  } else {
    const topic = item.field === 'topic', line = $('#journal-topics').tBodies[0].rows[c], cell = line.cells[topic ? 1 : 2];
    if (topic) Object.assign(lesson, { topic: value || undefined, tv: version });
    else Object.assign(lesson, { hw: value || undefined, hv: version, min: minutes ?? item.minutes ?? undefined });
    if (topic) line.classList.toggle('plan', !value);
    text(cell, topic ? value || lesson.plan || '' : value).classList.toggle('c', Boolean(corrected) || cell.classList.contains('c'));
    if (c === cur.c) where();
  }
}

// ── What was refused stays visible until it is dismissed ──────────────────────────────────────────────────────────

const problems = new Map();
const label = item => {
  const { r, c } = spot(item);
  return [item.pupil === undefined ? say(item.field) : names[r] ?? item.name, c === undefined ? item.lesson.split('/')[1] : day(c)].filter(Boolean).join(', ');
};

function complain(item, words, again) {
  problems.set(itemKey(item), { item, words, again });
  lay(item, 'bad');
  showProblems();
}

function showProblems() {
  $('#journal-problems').replaceChildren(...[...problems.values()].map(({ item, words }) => {
    const line = make('p'), button = make('button', say('dismiss'));
    line.append(make('b', `${say('refused')}: ${label(item)}: «${item.value ?? item.text}».`), make('span', words), button);
    button.type = 'button';
    button.onclick = () => dismiss(item);
    return line;
  }));
}

function dismiss(item) {
  problems.delete(itemKey(item));
  lift(item);
  showProblems();
  td(cur.r, cur.c).focus({ preventScroll: true });
}

// ── Questions: a reason, or somebody was faster. Asked only when the typing pauses, so no key picks an answer ─────

let questions = [], lastKey = 0, asking = false, askTimer = 0;
const dialog = id => $(`dialog#${id}`);

async function ask() {
  clearTimeout(askTimer);
  if (asking || !questions.length) return;
  const pause = 600 - (performance.now() - lastKey);
  if (pause > 0 || $('dialog[open]')) { askTimer = setTimeout(ask, Math.max(pause, 200)); return; }
  asking = true;
  if (questions[0].result.status === 'changed') await askConflict(questions.shift());
  else {
    const group = questions.filter(q => q.result.status === 'reason_needed');
    questions = questions.filter(q => !group.includes(q));
    const answer = await askReason(group.map(q => q.item));
    for (const { item } of group) {
      queue = queue.filter(i => i !== item);
      if (answer) resend(item, answer, item.seen);
      else { dropUndo(item.id); lift(item); }
    }
  }
  asking = false;
  keep();
  flush();
  ask();
}

/** The same words as a new entry: with a reason, or over the version that was shown. */
function resend(item, answer, seen) {
  const { held, since, ...entry } = item, id = crypto.randomUUID();
  for (const change of undone.concat(undos).flat()) if (change.id === item.id) change.id = id;
  enter({ ...entry, ...answer, id, seen });
}

const serverValue = item => {
  const { r, c } = spot(item);
  if (c === undefined) return '';
  const l = data.lessons[c];
  return (item.pupil !== undefined ? base[r]?.[c] : item.field === 'topic' ? l.topic : item.field === 'homework' ? l.hw : l.wt) ?? '';
};

/** Resolves to { reason, note }, or null when the old mark stays. */
function askReason(items) {
  const d = dialog('reason'), note = $('input', d), opened = performance.now();
  const [first] = items, mine = first.value ?? first.text;
  const change = $('.change', d);
  text(change, items.length > 1 ? `${items.length} ×` : `${label(first)}: `);
  if (items.length === 1) change.append(make('span', serverValue(first) || '∅', 'old'), ' → ', make('b', mine || '∅'));
  note.value = '';
  return new Promise(resolve => {
    let answer = null;
    const pick = button => { answer = { reason: button.value, note: note.value.trim() || null }; d.close(); };
    const buttons = $$('.choices button', d);
    d.onkeydown = e => {
      if (performance.now() - opened < 250 && e.key !== 'Escape') return e.preventDefault();
      if (e.target === note) { if (e.key === 'Enter') { e.preventDefault(); buttons[0]?.focus(); } return; }
      const chosen = buttons[Number(e.key) - 1], i = buttons.indexOf(document.activeElement);
      if (chosen) { e.preventDefault(); pick(chosen); }
      else if (e.key === 'ArrowDown') buttons[Math.min(i + 1, buttons.length - 1)].focus();
      else if (e.key === 'ArrowUp') buttons[Math.max(i - 1, 0)].focus();
    };
    d.onclick = e => { const b = e.target.closest('button'); if (b) b.dataset.cancel === undefined ? pick(b) : d.close(); };
    d.onclose = () => resolve(answer);
    d.showModal();
    buttons[0]?.focus();
  });
}

function askConflict({ item, result }) {
  const d = dialog('conflict'), now = result.current ?? {}, mine = item.value ?? item.text;
  const nameOf = value => item.field === 'work_type' ? data.kinds.find(k => k.c === value)?.n ?? value : value;
  text($('.change', d), label(item));
  text($('[data-theirs]', d), nameOf(now.value) || say('empty'));
  text($('[data-who]', d), [now.by, now.at && moment.format(new Date(now.at))].filter(Boolean).join(', '));
  text($('[data-mine]', d), nameOf(mine) || say('empty'));
  return new Promise(resolve => {
    let choice = 'later';
    d.onclick = e => { const b = e.target.closest('button'); if (b) { choice = b.dataset.keep === undefined ? 'mine' : 'theirs'; d.close(); } };
    d.onclose = async () => {
      queue = queue.filter(i => i !== item);
      if (choice === 'mine') {
        const answer = !now.value ? {} : item.reason ? { reason: item.reason, note: item.note } : await askReason([item]);
        if (answer) { resend(item, answer, now.version); return resolve(); }
        choice = 'later';
      }
      dropUndo(item.id);
      if (choice === 'theirs') {
        lift(item);
        const { r, c } = spot(item);
        if (r !== undefined && c !== undefined) td(r, c).classList.add('flash');
      } else complain(item, `${$('h2', d).textContent}: ${nameOf(now.value) || say('empty')} (${now.by ?? ''})`);
      resolve();
    };
    d.showModal();
  });
}

// ── Writing ───────────────────────────────────────────────────────────────────────────────────────────────────────

let undos = [], undone = [];
function dropUndo(id) {
  const rid = list => list.map(group => group.filter(change => change.id !== id)).filter(group => group.length);
  undos = rid(undos); undone = rid(undone);
  undoButtons();
}
function undoButtons() {
  for (const b of $$('[data-do=undo], [data-do=redo]')) b.disabled = !(b.dataset.do === 'undo' ? undos : undone).length;
}

/** Records values of cells: one act for undo, one reason for all where the rules ask for it at once. */
async function write(changes, remember = true) {
  if (!data.write) return status();
  changes = changes.map(ch => ({ ...ch, old: shown(ch.r, ch.c) })).filter(ch => ch.value !== ch.old);
  if (!changes.length) return;
  const entryOf = ch => ({ lesson: lessonId(ch.c), pupil: data.pupils[ch.r], name: names[ch.r], value: ch.value, seen: data.versions[ch.r][ch.c] });
  let answer = {};
  const asked = data.free ? [] : changes.filter(ch => isCorrection(base[ch.r][ch.c], ch.value));
  if (asked.length) {
    for (const ch of asked) lay(entryOf(ch), 'uns');
    answer = await askReason(asked.map(entryOf));
    lastKey = performance.now();
    if (!answer) { for (const ch of asked) lift(entryOf(ch)); changes = changes.filter(ch => !asked.includes(ch)); }
  }
  for (const ch of changes) ch.id = enter({ ...entryOf(ch), ...(asked.includes(ch) ? answer : {}) });
  if (changes.length && remember) { undos.push(changes); undone = []; }
  undoButtons();
  if (changes.some(ch => ch.c === cur.c)) totals(cur.c);
}

function undo(from = undos, to = undone, side = 'old') {
  const group = from.pop();
  if (!group) return;
  const back = group.map(({ r, c, old, value }) => ({ r, c, value: side === 'old' ? old : value }));
  to.push(group);
  const [{ r, c }] = back;
  go(r, c);
  write(back, false);
}
const redo = () => undo(undone, undos, 'value');

function put(value) {
  if (!data.write) return status();
  if (armed) {
    const { r, c } = armed;
    armed = null;
    if (gradeOf(value)) { write([{ r, c, value: `${shown(r, c)}/${value}` }]); paint(r, c); return; }
    paint(r, c);
  }
  if (many()) {
    const b = box(), all = [];
    for (let r = b.top; r <= b.bottom; r++) for (let c = b.left; c <= b.right; c++) if (!gone[r][c]) all.push({ r, c, value: value && compose(shown(r, c), value) });
    write(all);
    return;
  }
  const { r, c } = cur;
  last = { r, c };
  write([{ r, c, value: value && compose(shown(r, c), value) }]);
  if (value) step(1);
}

function arm() {
  const target = last && parse(shown(last.r, last.c))?.grades.length ? last : cur;
  if (!data.write || !parse(shown(target.r, target.c))?.grades.length) return;
  armed = target;
  paint(target.r, target.c);
}

function disarm() {
  if (!armed) return false;
  const { r, c } = armed;
  armed = null;
  paint(r, c);
  return true;
}

function copy(e) {
  if ($('dialog[open]')) return;
  const b = box(), lines = [];
  for (let r = b.top; r <= b.bottom; r++) lines.push(data.lessons.slice(b.left, b.right + 1).map((_, i) => shown(r, b.left + i)).join('\t'));
  e.clipboardData.setData('text/plain', lines.join('\n'));
  e.preventDefault();
}

function paste(e) {
  e.preventDefault();
  if (!data.write) return status();
  const lines = e.clipboardData.getData('text/plain').replace(/\r?\n$/, '').split(/\r?\n/).map(line => line.split('\t'));
  const b = box(), fill = lines.length === 1 && lines[0].length === 1, all = [], skipped = [];
  const height = fill ? b.bottom - b.top + 1 : lines.length;
  for (let i = 0; i < height; i++) {
    const line = fill ? Array(b.right - b.left + 1).fill(lines[0][0]) : lines[i];
    line.forEach((raw, j) => {
      const r = b.top + i, c = b.left + j, value = canonical(raw), inside = r < R && c < L;
      const why = !raw.trim() ? null : !inside ? say('outside') : gone[r][c] ? say('gone') : value === null ? say('unknown') : '';
      if (why) skipped.push(`${say('line', i + 1, j + 1)}: «${raw.trim()}» — ${inside ? `${names[r]}, ${day(c)}: ` : ''}${why}`);
      else if (why === '') all.push({ r, c, value });
    });
  }
  write(all);
  if (skipped.length) {
    $('ul', dialog('skipped')).replaceChildren(...skipped.map(line => make('li', line)));
    dialog('skipped').showModal();
  }
}

// ── The panel of one lesson ───────────────────────────────────────────────────────────────────────────────────────

const panel = $('#journal-panel');
const form = panel && $('form', panel);
const field = name => form.elements[name];
let dirty = new Set();

function showLesson(c) {
  if (!panel) return;
  const l = data.lessons[c], lying = name => over.get(keyOf(c, ':' + name));
  $('h2', panel).firstChild.data = day(c, dayLong);
  text($('h2 small', panel), $('h2 small', panel).textContent.replace(/\d+/, l.s));
  const link = $('[data-lesson-link]', panel);
  if (link) link.href = $('a', heads[c]).href;
  if (form) {
    form.action = $('a', heads[c]).href;
    const set = (name, value) => { const f = field(name); if (f !== document.activeElement || !dirty.has(name)) { f.value = value; dirty.delete(name); } };
    set('worktype', lying('work_type')?.value ?? l.wt ?? '');
    set('topic', lying('topic')?.value ?? l.topic ?? l.plan ?? '');
    set('homework', lying('homework')?.value ?? l.hw ?? '');
    set('minutes', (lying('homework') ? lying('homework').minutes : l.min) ?? '');
    text($('[data-planned]', panel), !l.topic && l.plan ? say('planned', l.item ?? '') : '');
    field('seen.topic').value = l.tv ?? 0;
    field('seen.homework').value = l.hv ?? 0;
    for (const [name, key] of [['topic', 'topic'], ['homework', 'homework'], ['worktype', 'work_type']])
      field(name).setAttribute('aria-invalid', String(lying(key)?.state === 'bad'));
  } else {
    const line = $('#journal-topics').tBodies[0].rows[c];
    for (const [name, i] of [['topic', 1], ['homework', 2]]) text($(`[data-field=${name}]`, panel), (name === 'topic' ? l.topic : line.cells[i].textContent) || '–').classList.toggle('w', line.cells[i].classList.contains('w'));
  }
  totals(c);
}

function totals(c) {
  if (!panel) return;
  const cells = rows.map((_, r) => parse(shown(r, c))).filter(Boolean), grades = cells.flatMap(p => p.grades);
  const counted = grades.filter(g => g.v !== undefined);
  text($('[data-total=absent]', panel), cells.filter(p => p.code && p.code.k !== 'o').length);
  text($('[data-total=grades]', panel), grades.length);
  text($('[data-total=mean]', panel), counted.length ? decimal.format(counted.reduce((sum, g) => sum + g.v, 0) / counted.length / 100) : '–');
}

function saveField(name) {
  const c = cur.c, l = data.lessons[c], key = name === 'worktype' ? 'work_type' : name;
  const words = field(name).value.trim(), lying = over.get(keyOf(c, ':' + key));
  const minutes = name === 'homework' && field('minutes').value.trim() ? Number.parseInt(field('minutes').value, 10) || null : null;
  const stands = lying?.value ?? { topic: l.topic, homework: l.hw, worktype: l.wt }[name] ?? '';
  const standing = lying ? lying.minutes ?? null : l.min ?? null;
  dirty.delete(name);
  if (name === 'homework') dirty.delete('minutes');
  if (words === stands && (name !== 'homework' || minutes === standing)) return;
  enter({ lesson: lessonId(c), field: key, text: words, minutes, planItem: name === 'topic' && words === l.plan ? l.item ?? null : null,
    seen: { topic: l.tv, homework: l.hv, worktype: l.wv }[name] ?? 0 });
}

function panelKeys() {
  form.addEventListener('submit', e => { e.preventDefault(); for (const name of ['worktype', 'topic', 'homework']) saveField(name); });
  form.addEventListener('input', e => dirty.add(e.target.name));
  form.addEventListener('change', e => { if (e.target.name === 'worktype') saveField('worktype'); });
  form.addEventListener('focusout', e => {
    const pair = ['homework', 'minutes'], name = e.target.name;
    if (name === 'topic' && dirty.has('topic')) saveField('topic');
    else if (pair.includes(name) && !pair.includes(e.relatedTarget?.name) && pair.some(p => dirty.has(p))) saveField('homework');
  });
  form.addEventListener('keydown', e => {
    lastKey = performance.now();
    if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) { e.preventDefault(); form.requestSubmit(); }
    else if (e.key === 'F2') { e.preventDefault(); history({ lesson: lessonId(cur.c), field: e.target.name === 'topic' ? 'topic' : e.target.name === 'worktype' ? 'work_type' : 'homework' }); }
    else if (e.key === 'Escape') { dirty.clear(); e.target.blur(); showLesson(cur.c); td(cur.r, cur.c).focus({ preventScroll: true }); }
  });
}

const column = () => cur.c;
const { history, palette } = lookup({ $, $$, say, make, text, dialog, moment, names, gone, shown, column, canWrite: data.write, marks: school, write, go });
const cellHistory = () => history({ lesson: lessonId(cur.c), pupil: data.pupils[cur.r] });

// ── Keys ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const deeds = { undo: () => undo(), redo, history: cellHistory, palette, keys: () => dialog('keys').showModal(), down: () => turn('down'), right: () => turn('right') };

function key(e) {
  lastKey = performance.now();
  const ctrl = e.ctrlKey || e.metaKey, shift = e.shiftKey, { r, c } = cur;
  if (e.altKey || e.isComposing) return;
  const done = act => { e.preventDefault(); act(); };
  const to = (toR, toC) => done(() => { disarm(); go(toR, toC, { extend: shift }); });
  switch (e.key) {
    case 'ArrowUp': return to(ctrl ? 0 : r - 1, c);
    case 'ArrowDown': return !ctrl && !shift && r === R - 1 && c < L - 1 ? to(0, c + 1) : to(ctrl ? R - 1 : r + 1, c);
    case 'ArrowLeft': return to(r, ctrl ? 0 : c - 1);
    case 'ArrowRight': return to(r, ctrl ? L - 1 : c + 1);
    case 'Home': return to(ctrl ? 0 : r, 0);
    case 'End': return to(ctrl ? R - 1 : r, L - 1);
    case 'PageUp': return done(() => month(-1));
    case 'PageDown': return done(() => month(1));
    case 'Enter': return done(() => { disarm(); last = null; step(shift ? -1 : 1); });
    case 'F2': return done(cellHistory);
    case 'Escape': {
      const problem = problems.get(cellKey(r, c));
      return done(() => disarm() || (problem ? dismiss(problem.item) : go(r, c)));
    }
    case 'Backspace': case 'Delete': return done(() => disarm() || put(''));
    case ' ': return absence && done(() => { const off = !many() && shown(r, c) === absence; put(off ? '' : absence); if (off) step(1); });
  }
  if (ctrl) {
    if (e.code === 'KeyZ') done(() => shift ? redo() : undo());
    else if (e.code === 'KeyY') done(redo);
    return;
  }
  if (e.key === '/' || e.code === 'NumpadDivide' || (e.code === 'Slash' && !shift)) return done(arm);
  if (e.key.length !== 1) return;
  const mark = gradeOf(e.key)?.s ?? codeOf(e.key)?.l ?? codeOf(RUSSIAN[e.code] ?? '')?.l ?? gradeOf('1' + e.key)?.s; // of ten points, 0 is the ten
  if (mark !== undefined) done(() => put(mark));
}

// ── Start ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function restore() {
  try { queue = JSON.parse(sessionStorage.getItem(store) ?? '[]'); } catch { queue = []; }
  for (const item of queue) { item.since = 0; lay(item, 'uns'); }
  if (queue.length) flush();
}

function start() {
  measure();
  for (const node of $$('.scripted')) node.hidden = false;
  for (const link of $$('thead a', table)) link.tabIndex = -1;
  turn(direction);
  table.addEventListener('keydown', key);
  table.addEventListener('copy', copy);
  table.addEventListener('paste', paste);
  const under = e => {
    const cell = e.target.closest('tbody td');
    return cell && cell.cellIndex <= L ? { r: cell.parentNode.sectionRowIndex, c: cell.cellIndex - 1 } : null;
  };
  table.addEventListener('mousedown', e => {
    const hit = under(e);
    if (!hit) return;
    e.preventDefault();
    disarm(); last = null;
    if (e.button === 0 || !inBox(box(), hit.r, hit.c)) go(hit.r, hit.c, { extend: e.shiftKey });
  });
  table.addEventListener('mouseover', e => { const hit = e.buttons === 1 && under(e); if (hit) go(hit.r, hit.c, { extend: true }); });
  table.addEventListener('contextmenu', e => { if (under(e)) { e.preventDefault(); cellHistory(); } });
  sheet.addEventListener('scroll', () => { at.x = sheet.scrollLeft; at.y = sheet.scrollTop; }, { passive: true });
  new ResizeObserver(measure).observe(sheet);
  document.addEventListener('keydown', e => {
    if ((e.ctrlKey || e.metaKey) && e.code === 'KeyK' && !$('dialog[open]')) { e.preventDefault(); palette(); }
    else if (e.key === 'F1' && !$('dialog[open]')) { e.preventDefault(); dialog('keys').showModal(); }
  });
  document.addEventListener('click', e => {
    const button = e.target.closest('button');
    if (button?.dataset.do) deeds[button.dataset.do]();
    else if (button?.dataset.put !== undefined) { put(button.dataset.put); td(cur.r, cur.c).focus({ preventScroll: true }); }
    else if (button?.dataset.close !== undefined) button.closest('dialog').close();
  });
  if (form) panelKeys();
  addEventListener('online', () => { retry = 0; flush(); });
  document.addEventListener('visibilitychange', () => { if (!document.hidden && queue.length) { ended = false; flush(); } });
  addEventListener('beforeunload', e => { if (queue.length && !leaving) e.preventDefault(); });
  $('[data-sign-out]')?.addEventListener('submit', e => {
    if (queue.length && !confirm(say('leave', queue.length))) e.preventDefault();
    else { queue = []; keep(); }
  });
  go(cur.r, cur.c, { focus: data.write && matchMedia('(pointer: fine)').matches && document.activeElement === document.body });
  showLesson(cur.c);
  restore();
  status();
}

if (R && L) start();
