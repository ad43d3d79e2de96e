// Cells on the screen and the cursor among them. A cell's place is its identity: r is the pupil's row, c the lesson's column.
// What the server holds is in `base` and `versions`; what was typed and is not settled lies over it in `over` until the server answers.

import { $, $$, cols, data, dated, day, heads, L, lessonId, names, number, R, rows, say, sheet, table, td, text } from './page.js';
import { marks } from './marks.js';
import { showAll } from './filter.js';
import { problems } from './questions.js';
import { showLesson } from './panel.js';
import { would } from './totals.js';

export const school = marks(data);
const has = letter => rows.map((_, r) => data.lessons.map((_, c) => td(r, c).classList.contains(letter)));
export const base = rows.map((_, r) => data.lessons.map((_, c) => td(r, c).textContent));
export const gone = has('g');
/** Where no mark can stand: the pupil is not in the class, or nothing is given on the lesson. */
export const shut = gone.map(row => row.map((away, c) => away || Boolean(data.lessons[c].off)));
export const fixed = has('c');
const was = has('w');

/** Comments and points: r·L + c → { text, v, due }. */
export const notes = new Map((data.notes ?? []).map(({ r = 0, c = 0, ...note }) => [r * L + c, note]));
export const placeOf = (r, c) => r * L + c;
export const noteOf = (r, c) => notes.get(placeOf(r, c));
export const over = new Map(); // key → { value, state: '' | 'uns' | 'bad' }
export const keyOf = (c, target) => `${lessonId(c)}|${target}`;
const keys = rows.map((_, r) => data.lessons.map((_, c) => keyOf(c, data.pupils[r])));
export const cellKey = (r, c) => keys[r][c];
export const shown = (r, c) => over.get(cellKey(r, c))?.value ?? base[r][c];
/** What counts: a refused value stands on the screen to be mended, and in no sum. */
export const counted = (r, c) => { const lying = over.get(cellKey(r, c)); return lying && lying.state !== 'bad' ? lying.value : base[r][c]; };

const marked = was.findIndex(row => row.includes(true));
const first = Math.max(0, cols.findIndex(col => col.classList.contains('at')) - 1);
export let cur = { r: Math.max(0, marked >= 0 ? marked : shut.findIndex(row => !row[first])), c: first };
export let anchor = { ...cur };
export let armed = null; // the cell that waits for its second grade
export const setArmed = place => { armed = place; };
export const box = () => ({ top: Math.min(cur.r, anchor.r), bottom: Math.max(cur.r, anchor.r), left: Math.min(cur.c, anchor.c), right: Math.max(cur.c, anchor.c) });
export const many = () => cur.r !== anchor.r || cur.c !== anchor.c;
export const inBox = (b, r, c) => r >= b.top && r <= b.bottom && c >= b.left && c <= b.right;

/** What is said of a cell beside its value: why it was refused, until when a grade is owed, the comment. */
export function said(r, c) {
  const note = noteOf(r, c), problem = problems.get(cellKey(r, c));
  const point = note?.due && school.parse(shown(r, c))?.point;
  return [problem?.words, point && say(note.due < data.today ? 'overdue' : 'due', dated(note.due)), note?.text].filter(Boolean).join(' · ');
}

export function paint(r, c) {
  const node = td(r, c), lying = over.get(cellKey(r, c)), value = lying?.value ?? base[r][c], note = noteOf(r, c);
  const point = value.endsWith('.');
  text(node, armed?.r === r && armed.c === c ? value + '/' : value);
  node.className = [school.kindOf(value), fixed[r][c] && 'c', was[r][c] && 'w', gone[r][c] ? 'g' : shut[r][c] && 'x', point && (note?.due < data.today ? 'p late' : 'p'), note?.text && 'm',
    lying?.state, cur.r === r && cur.c === c && 'here', many() && inBox(box(), r, c) && 'sel'].filter(Boolean).join(' ');
  if (cur.r === r && cur.c === c) speak(node, r, c);
  if (gone[r][c]) return;
  const words = note || lying?.state === 'bad' ? said(r, c) : '';
  if (words) node.title = words; else if (node.title) node.removeAttribute('title');
}

/** The cell under the cursor in words: what stands in it, whose it is and of which day, the kind of work, and what its marks and colours tell others. */
function speak(node, r, c) {
  const l = data.lessons[c], kind = data.kinds.find(k => k.c === l.wt), lying = over.get(cellKey(r, c)), value = shown(r, c), parts = school.parse(value);
  const note = noteOf(r, c), problem = problems.get(cellKey(r, c));
  const words = [
    !value ? say('blank') : [!parts ? value : [parts.code && `${parts.code.l} (${parts.code.n})`, parts.grades.map(g => g.s).join('/')].filter(Boolean).join(' '),
      parts?.point && (note?.due ? say(note.due < data.today ? 'overdue' : 'due', dated(note.due)) : say('point'))].filter(Boolean).join(', '),
    names[r], day(c), shut[r][c] && say(gone[r][c] ? 'gone' : 'off'), kind && say('weight', kind.n, number((kind.w ?? 0) / 100)), fixed[r][c] && say('corrected'),
    problem ? say('rejected', problem.words) : lying?.state === 'uns' && say('unsaved'), note?.text && say('noted', note.text)].filter(Boolean).join('; ');
  if (node.ariaLabel !== words) node.ariaLabel = words;
}

function paintBox(b) { for (let r = b.top; r <= b.bottom; r++) for (let c = b.left; c <= b.right; c++) paint(r, c); }

const at = { x: 0, y: 0 };
let geo;
export function measure() {
  const first = td(0, 0), total = rows[0].cells[L + 2], shownRows = rows.filter(row => !row.hidden);
  let above = 0;
  geo = { w: first.offsetWidth, h: shownRows.length > 1 ? shownRows[1].offsetTop - shownRows[0].offsetTop : (shownRows[0] ?? rows[0]).offsetHeight,
    viewW: sheet.clientWidth - rows[0].cells[0].offsetWidth - rows[0].cells[L + 1].offsetWidth - (getComputedStyle(total).position === 'sticky' ? total.offsetWidth : 0),
    viewH: sheet.clientHeight - table.tHead.offsetHeight - (table.tFoot?.offsetHeight ?? 0),
    above: rows.map(row => row.hidden ? above : above++) };
  if (!geo.w) geo.w = heads[0].offsetWidth;
  at.x = sheet.scrollLeft; at.y = sheet.scrollTop;
}

export function scrolled() { at.x = sheet.scrollLeft; at.y = sheet.scrollTop; }

function reveal(r, c) {
  const x = c * geo.w, y = geo.above[r] * geo.h;
  if (x < at.x) sheet.scrollLeft = at.x = x;
  else if (x + geo.w > at.x + geo.viewW) sheet.scrollLeft = at.x = x + geo.w - geo.viewW;
  if (y < at.y) sheet.scrollTop = at.y = y;
  else if (y + geo.h > at.y + geo.viewH) sheet.scrollTop = at.y = y + geo.h - geo.viewH;
}

export function go(r, c, { extend = false, focus = true } = {}) {
  r = Math.max(0, Math.min(R - 1, r)); c = Math.max(0, Math.min(L - 1, c));
  if (rows[r].hidden) showAll();
  const old = { ...cur }, oldBox = many() ? box() : null;
  const otherLesson = old.c !== c;
  cur = { r, c };
  if (!extend) anchor = { r, c };
  if (oldBox) paintBox(oldBox);
  if (many()) paintBox(box());
  td(old.r, old.c).removeAttribute('tabindex'); td(old.r, old.c).ariaLabel = null;
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

export const focusCell = () => td(cur.r, cur.c).focus({ preventScroll: true });

/** Selects the whole column, as spreadsheets do. */
export function selectColumn() {
  const column = cur.c;
  anchor = { r: 0, c: column };
  go(R - 1, column, { extend: true });
}

export function where() {
  const { r, c } = cur, { topic, plan } = data.lessons[c];
  text($('#journal-where'), [names[r], rows[r].cells[0].title, day(c), said(r, c) || topic || plan].filter(Boolean).join(' · '));
  would(r, c);
}

/** The next cell in the direction of entry in which a mark can stand; null past the last. */
export function next(r, c, step, way = direction) {
  do {
    if (way === 'down') { r += step; if (r >= R) { r = 0; c++; } else if (r < 0) { r = R - 1; c--; } }
    else { c += step; if (c >= L) { c = 0; r++; } else if (c < 0) { c = L - 1; r--; } }
  } while (r >= 0 && r < R && c >= 0 && c < L && (shut[r][c] || rows[r].hidden));
  return r >= 0 && r < R && c >= 0 && c < L ? { r, c } : null;
}

/** The nearest row that the filter shows, or the same. */
export function beside(r, by) {
  let to = r + by;
  while (to >= 0 && to < R && rows[to].hidden) to += by;
  return to >= 0 && to < R ? to : r;
}
export const edge = last => last ? rows.findLastIndex(row => !row.hidden) : rows.findIndex(row => !row.hidden);

export function step(by) { const to = next(cur.r, cur.c, by) ?? cur; go(to.r, to.c); }

export let direction = localStorage.getItem('eljournal.direction') ?? 'down';
export function turn(way) {
  direction = way;
  localStorage.setItem('eljournal.direction', way);
  for (const b of $$('[data-do=down], [data-do=right]')) b.setAttribute('aria-pressed', String(b.dataset.do === way));
}

export function month(by) {
  const of = c => data.lessons[c].d.slice(0, 7);
  let c = cur.c;
  do c += by; while (c > 0 && c < L - 1 && of(c) === of(cur.c));
  c = Math.max(0, Math.min(L - 1, c));
  if (by < 0) while (c > 0 && of(c - 1) === of(c)) c--;
  go(cur.r, c);
}
