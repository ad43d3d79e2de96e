// The timetable of a class or group: lessons are dragged with the mouse or carried with the keys; every drop is sent at once,
// and what the server says stands there is drawn. Without this script the same is done by the forms of each cell.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const data = JSON.parse($('#timetable-data').textContent);
let board = data.board;
const table = $('#timetable');
const rows = [...table.tBodies[0].rows];
const cells = rows.map(row => [...row.cells].slice(1));
const stock = $('#stock');
const carry = $('#carry');
const form = $('#gesture');
const say = (key, ...args) => args.reduce((text, arg, i) => text.replaceAll(`{${i}}`, arg), data.texts[key]);
const make = (tag, text, className) => {
  const node = document.createElement(tag);
  if (text) node.textContent = text;
  if (className) node.className = className;
  return node;
};
const place = td => td.dataset.place;
const cellAt = key => $(`td[data-place="${key}"]`, table);
const spot = td => { const r = rows.indexOf(td.parentNode); return { r, c: cells[r].indexOf(td) }; };
const names = [...table.tHead.rows[0].cells].slice(1).map(th => th.textContent);
const nameOf = td => say('cell', names[spot(td).c], rows[spot(td).r].cells[0].firstChild.textContent.trim());

let held = null; // what is carried: { lesson } from a place or { item } from the stock, with the places it may go to
let busy = false;

// ── Drawing ───────────────────────────────────────────────────────────────────────────────────────────────────────

function chip(lesson) {
  const node = make('button', '', `lesson ${lesson.layer}${lesson.bad ? ' bad' : lesson.warn ? ' warns' : ''}`);
  node.type = 'button';
  node.tabIndex = -1;
  node.dataset.key = lesson.key;
  node.append(make('b', lesson.subject));
  node.append(make('small', [lesson.group, lesson.teacher, lesson.room && (/^\d/.test(lesson.room) ? say('room', lesson.room) : lesson.room)].filter(Boolean).join(' · ')));
  if (lesson.week) node.append(make('span', say('week.' + lesson.week), 'tag'));
  const reason = lesson.bad || lesson.warn;
  if (reason) { node.title = reason; node.append(make('span', reason, 'sr')); }
  return node;
}

function pile(item) {
  const node = make('button', '', `lesson ${item.layer}`);
  node.type = 'button';
  node.dataset.course = item.course;
  node.disabled = item.left <= 0;
  const name = make('b', item.subject + ' ');
  name.append(make('span', item.amount, item.left < 0 ? 'over' : ''));
  node.append(name, make('small', [item.group, item.teacher].filter(Boolean).join(' · ')));
  const line = make('li');
  line.append(node);
  return line;
}

function list(box, texts) {
  box.hidden = texts.length === 0;
  $('ul', box).replaceChildren(...texts.map(text => make('li', text)));
}

function draw() {
  for (const td of cells.flat()) {
    td.replaceChildren(...board.lessons.filter(l => `${l.day}.${l.slot}` === place(td)).map(chip));
    td.className = '';
    td.tabIndex = -1;
    td.setAttribute('aria-label', td.childElementCount ? '' : say('empty', nameOf(td)));
    if (td.childElementCount) td.removeAttribute('aria-label');
  }
  stock.replaceChildren(...board.stock.map(pile));
  $('#stock-empty').hidden = board.stock.length > 0;
  list($('#bad'), board.bad);
  list($('#warn'), board.warn);
  ($('#room-dialog').open ? null : rest());
}

function rest() {
  const stop = stops(cells[0][0])[0] ?? cells[0][0];
  if (!$('[tabindex="0"]', table)) stop.tabIndex = 0;
}

function tell(text, kind) {
  carry.hidden = !text;
  carry.className = 'note' + (kind ? ' ' + kind : '');
  carry.textContent = text ?? '';
}

// ── Where the focus is ────────────────────────────────────────────────────────────────────────────────────────────

/** In a cell one stands on each of its lessons, or on the empty cell itself; who carries stands on cells. */
const stops = td => (!held && td.childElementCount ? [...td.children] : [td]);

function stand(node) {
  for (const old of $$('[tabindex="0"]', table)) old.tabIndex = -1;
  node.tabIndex = 0;
  node.focus();
  if (held) hint(node.closest('td'));
}

function step(from, down, right) {
  const td = from.closest('td');
  const { r, c } = spot(td);
  const here = stops(td);
  const next = here.indexOf(from) + down;
  if (down && here[next]) return stand(here[next]);
  const to = cells[r + down]?.[c + right];
  if (to) stand(stops(to)[down < 0 ? stops(to).length - 1 : 0]);
}

// ── Carrying ──────────────────────────────────────────────────────────────────────────────────────────────────────

async function take(what, at) {
  held = what;
  document.body.classList.add('carrying');
  const name = what.lesson?.subject ?? what.item.subject;
  held.name = name;
  tell(say('carry', name));
  source()?.classList.add('taken');
  if (at) stand(at);
  const query = new URLSearchParams({ on: board.on, course: what.lesson?.course ?? what.item.course, was: what.lesson?.key ?? '' });
  try {
    const answer = await fetch(`${form.getAttribute('action')}/places?${query}`, { headers: { Accept: 'application/json' } });
    const places = answer.ok ? await answer.json() : {};
    if (held !== what) return;
    held.places = places;
    for (const td of cells.flat()) td.classList.add(places[place(td)]?.kind ?? 'free');
    hint(held.over ?? document.activeElement.closest?.('td'));
  } catch {
    if (held === what) tell(say('offline'), 'bad');
  }
}

const source = () => held && (held.lesson ? $(`[data-key="${held.lesson.key}"]`, table) : $(`[data-course="${held.item.course}"]`, stock));

function hint(td) {
  for (const old of $$('td.over', table)) old.classList.remove('over');
  if (!td || !table.contains(td)) return;
  td.classList.add('over');
  const at = held.places?.[place(td)];
  const words = say('at', held.name, nameOf(td), at?.text ?? '…');
  tell(words, at ? { free: 'good', warn: 'warn', bad: 'bad' }[at.kind] : '');
  td.setAttribute('aria-label', words);
}

function letGo() {
  source()?.classList.remove('taken');
  held = null;
  document.body.classList.remove('carrying');
  for (const td of cells.flat()) {
    td.classList.remove('free', 'warn', 'bad', 'over');
    if (td.childElementCount) td.removeAttribute('aria-label'); else td.setAttribute('aria-label', say('empty', nameOf(td)));
  }
}

function drop(td) {
  const what = held;
  const at = what.places?.[place(td)];
  if (at?.kind === 'bad') return tell(say('refused', at.text), 'bad');
  letGo();
  const [weekday, slot] = place(td).split('.');
  if (what.lesson && `${what.lesson.day}.${what.lesson.slot}` === place(td)) { tell(''); return focusOn(what.lesson.course, place(td)); }
  return send(what.lesson ? { op: 'move', was: what.lesson.key, weekday, slot } : { op: 'place', course: what.item.course, weekday, slot },
    what.lesson?.course ?? what.item.course, place(td));
}

// ── Sending ───────────────────────────────────────────────────────────────────────────────────────────────────────

async function send(fields, course, at) {
  if (busy) return;
  busy = true;
  tell(say('saving'));
  const body = new URLSearchParams(new FormData(form));
  const unit = board.units[course];
  for (const [name, value] of Object.entries({ ...fields, on: board.on, id: crypto.randomUUID(), [`seen:${unit}`]: board.seen[unit] })) body.set(name, value ?? '');
  try {
    const answer = await fetch(form.getAttribute('action'), { method: 'POST', body, headers: { Accept: 'application/json' }, redirect: 'manual' });
    if (answer.type === 'opaqueredirect' || answer.status === 401) { location.reload(); return; }
    const said = await answer.json();
    board = said.board;
    draw();
    tell(said.refusal ?? said.note ?? say('saved'), said.refusal ? 'bad' : said.note ? 'warn' : 'good');
  } catch {
    tell(say('offline'), 'bad');
  } finally {
    busy = false;
  }
  focusOn(course, at);
}

function focusOn(course, at) {
  const lesson = at && board.lessons.find(l => l.course === course && `${l.day}.${l.slot}` === at);
  const td = at && cellAt(at);
  stand(lesson ? $(`[data-key="${lesson.key}"]`, table) : td ? stops(td)[0] : $('[tabindex="0"]', table) ?? stops(cells[0][0])[0]);
}

function change(lesson, fields) {
  send({ op: 'change', was: lesson.key, week: lesson.week ?? '', room: lesson.room ?? '', ...fields }, lesson.course, `${lesson.day}.${lesson.slot}`);
}

function ask(lesson) {
  const dialog = $('#room-dialog');
  const field = $('input', dialog);
  field.value = lesson.room ?? '';
  dialog.returnValue = '';
  dialog.onclose = () => {
    if (dialog.returnValue === 'ok' && field.value.trim() !== (lesson.room ?? '')) change(lesson, { room: field.value.trim() });
    else focusOn(lesson.course, `${lesson.day}.${lesson.slot}`);
  };
  dialog.showModal();
  field.select();
}

// ── Keys ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const arrows = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const lessonOf = node => node.dataset.key && board.lessons.find(l => l.key === node.dataset.key);

table.addEventListener('keydown', e => {
  const node = e.target;
  if (!node.closest('td') || e.ctrlKey || e.altKey || e.metaKey) return;
  const lesson = lessonOf(node);
  if (arrows[e.key]) step(node, ...arrows[e.key]);
  else if (e.key === 'Home' || e.key === 'End') { const row = cells[spot(node.closest('td')).r]; stand(stops(e.key === 'Home' ? row[0] : row.at(-1))[0]); }
  else if (held && (e.key === 'Enter' || e.key === ' ')) drop(node.closest('td'));
  else if (held && e.key === 'Escape') escape();
  else if (held) return;
  else if (lesson && (e.key === 'Enter' || e.key === ' ')) take({ lesson }, node.closest('td'));
  else if (e.key === 'Enter') ($('button:not(:disabled)', stock) ?? node).focus();
  else if (lesson && (e.key === 'Delete' || e.key === 'Backspace')) send({ op: 'remove', was: lesson.key }, lesson.course, `${lesson.day}.${lesson.slot}`);
  else if (lesson && e.code === 'KeyA' || lesson && e.key.toLowerCase() === 'а') change(lesson, { week: lesson.week === 'a' ? '' : 'a' });
  else if (lesson && e.code === 'KeyB' || lesson && e.key.toLowerCase() === 'б') change(lesson, { week: lesson.week === 'b' ? '' : 'b' });
  else if (lesson && e.code === 'KeyR') ask(lesson);
  else return;
  e.preventDefault();
});

stock.addEventListener('keydown', e => {
  const item = itemOf(e.target);
  const all = $$('button:not(:disabled)', stock);
  if (item && (e.key === 'Enter' || e.key === ' ')) take({ item }, free() ?? cells[0][0]);
  else if (e.key === 'ArrowDown' || e.key === 'ArrowUp') all[all.indexOf(e.target.closest('button')) + (e.key === 'ArrowDown' ? 1 : -1)]?.focus();
  else return;
  e.preventDefault();
});

const itemOf = node => { const button = node.closest('[data-course]'); return button && !button.disabled && board.stock.find(s => s.course === button.dataset.course); };

/** The first empty place, read day by day. */
function free() {
  for (let c = 0; c < cells[0].length; c++) for (const row of cells) if (!row[c].childElementCount) return row[c];
  return null;
}

function escape() {
  const what = held;
  letGo();
  tell(say('cancelled'));
  if (what.lesson) focusOn(what.lesson.course, `${what.lesson.day}.${what.lesson.slot}`);
  else $(`[data-course="${what.item.course}"]`, stock)?.focus();
}

document.addEventListener('keydown', e => { if (held && e.key === 'Escape' && !table.contains(e.target)) escape(); });
table.addEventListener('focusout', e => { if (held && !held.pointer && e.relatedTarget && !table.contains(e.relatedTarget)) { letGo(); tell(say('cancelled')); } });

// ── Mouse and finger ──────────────────────────────────────────────────────────────────────────────────────────────

const far = 5; // pixels: less is a click
let press = null;
let dragged = false; // the click that the browser makes of a drag is none

document.addEventListener('pointerdown', e => {
  if (e.button !== 0 || e.pointerType === 'touch') return;
  const node = e.target.closest('button.lesson');
  if (!node || held || busy) return;
  const lesson = lessonOf(node), item = lesson ? null : itemOf(node);
  if (lesson || item) press = { x: e.clientX, y: e.clientY, lesson, item };
});

document.addEventListener('pointermove', e => {
  if (press && !held && Math.hypot(e.clientX - press.x, e.clientY - press.y) > far) take({ lesson: press.lesson, item: press.item, pointer: true });
  if (!held || e.pointerType === 'touch') return;
  const td = document.elementFromPoint(e.clientX, e.clientY)?.closest('td[data-place]');
  if (td !== held.over) { held.over = td; if (td) hint(td); else for (const old of $$('td.over', table)) old.classList.remove('over'); }
});

document.addEventListener('pointerup', e => {
  if (!press) return;
  const was = press;
  press = null;
  if (!held) return;
  dragged = true;
  setTimeout(() => { dragged = false; });
  const under = document.elementFromPoint(e.clientX, e.clientY);
  const td = under?.closest('td[data-place]');
  if (td) { drop(td); if (held) letGo(); return; }
  letGo();
  if (under?.closest('aside') && was.lesson) send({ op: 'remove', was: was.lesson.key }, was.lesson.course);
  else tell(say('cancelled'));
});

document.addEventListener('pointercancel', () => { press = null; if (held?.pointer) { letGo(); tell(''); } });

// A click that is no drag takes or lays down, so that a finger can do all that a mouse does.
table.addEventListener('click', e => {
  const td = e.target.closest('td[data-place]');
  if (!td || e.detail === 0 || dragged) return;
  if (held) return drop(td);
  const lesson = lessonOf(e.target.closest('button.lesson') ?? td);
  if (lesson) take({ lesson }, td);
});
stock.addEventListener('click', e => { const item = itemOf(e.target); if (item && e.detail !== 0 && !held && !dragged) take({ item }, free() ?? cells[0][0]); });

table.setAttribute('role', 'grid');
for (const row of cells) for (const td of row) td.setAttribute('role', 'gridcell');
$('#cell')?.remove();
draw();
