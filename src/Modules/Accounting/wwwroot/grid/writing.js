// Writing into cells: a mark, a second mark, a range; undo and redo as entries of their own.

import { $$, data, L, lessonId, names, rows, say } from './page.js';
import { armed, base, box, cur, go, many, noteOf, paint, school, setArmed, shown, shut, step } from './cells.js';
import { enter, lay, lift, status } from './outbox.js';
import { askReason, typed, warn } from './questions.js';

let undos = [], undone = [];
let last = null; // where a second mark would go
export const forgetLast = () => { last = null; };

export function dropUndo(id) {
  const rid = list => list.map(group => group.filter(change => change.id !== id)).filter(group => group.length);
  undos = rid(undos); undone = rid(undone);
  undoButtons();
}

/** An entry is sent again under another id: it is still the same act. */
export function sameAct(old, id) { for (const change of undone.concat(undos).flat()) if (change.id === old) change.id = id; }

function undoButtons() {
  for (const b of $$('[data-do=undo], [data-do=redo]')) b.disabled = !(b.dataset.do === 'undo' ? undos : undone).length;
}

export const entryOf = (r, c, value) => ({ lesson: lessonId(c), pupil: data.pupils[r], name: names[r], value, seen: data.versions[r][c] });

/** Records values of cells: one act for undo, one reason for all where the rules ask for it at once. */
export async function write(changes, remember = true) {
  if (!data.write) return status();
  changes = changes.map(ch => ({ ...ch, old: shown(ch.r, ch.c) })).filter(ch => ch.value !== ch.old);
  if (!changes.length) return;
  let answer = {};
  const asked = data.free ? [] : changes.filter(ch => school.isCorrection(base[ch.r][ch.c], ch.value));
  if (asked.length) {
    for (const ch of asked) lay(entryOf(ch.r, ch.c, ch.value), 'uns');
    answer = await askReason(asked.map(ch => entryOf(ch.r, ch.c, ch.value)));
    typed();
    if (!answer) { for (const ch of asked) lift(entryOf(ch.r, ch.c, ch.value)); changes = changes.filter(ch => !asked.includes(ch)); }
  }
  if (!changes.length) return;
  const ids = enter(changes.map(ch => ({ ...entryOf(ch.r, ch.c, ch.value), ...(asked.includes(ch) ? answer : {}) })));
  changes.forEach((ch, i) => { ch.id = ids[i]; });
  if (remember) { undos.push(changes); undone = []; }
  undoButtons();
  for (const { r, c, value } of changes) {
    const parts = data.absent && school.parse(value);
    if (parts && parts.grades.length && parts.code && parts.code.k !== 'o') warn(r, c, say('absent', value));
  }
}

/** What is said to a cell beside its mark: a comment, the due day of a point. */
export function annotate(r, c, { comment, due }) {
  const entry = entryOf(r, c, shown(r, c));
  enter([{ ...entry, ...(comment === undefined ? {} : { comment, commentSeen: noteOf(r, c)?.v ?? 0 }), ...(due ? { due } : {}) }]);
}

function undoFrom(from, to, side) {
  const group = from.pop();
  if (!group) return;
  const back = group.map(({ r, c, old, value }) => ({ r, c, value: side === 'old' ? old : value }));
  to.push(group);
  const [{ r, c }] = back;
  go(r, c);
  write(back, false);
}
export const undo = () => undoFrom(undos, undone, 'old');
export const redo = () => undoFrom(undone, undos, 'value');

export function put(value) {
  if (!data.write) return status();
  if (armed) {
    const { r, c } = armed, standing = school.parse(shown(r, c));
    setArmed(null);
    if (school.gradeOf(value)) { write([{ r, c, value: standing?.grades.length ? `${shown(r, c)}/${value}` : `${shown(r, c)} ${value}` }]); paint(r, c); return; }
    paint(r, c);
  }
  if (many()) { fill(value); return; }
  const { r, c } = cur;
  last = { r, c };
  write([{ r, c, value: value && school.compose(shown(r, c), value) }]);
  if (value && !shut[r][c]) step(1); // where no mark can stand the answer is read first
}

/** One value in every selected cell in which a mark can stand. */
function fill(value) {
  const b = box(), all = [];
  for (let r = b.top; r <= b.bottom; r++) for (let c = b.left; c <= b.right; c++)
    if (!shut[r][c] && !rows[r].hidden) all.push({ r, c, value: value && school.compose(shown(r, c), value) });
  write(all);
}

/** A mark of attendance for every hour that the class has on that day: one Н an hour of a doubled lesson. */
export function putDay(value) {
  if (!data.write) return status();
  if (many()) { fill(value); return; }
  const { r, c } = cur, hours = [];
  for (let other = 0; other < L; other++)
    if (data.lessons[other].d === data.lessons[c].d && !shut[r][other]) hours.push({ r, c: other, value: school.compose(shown(r, other), value) });
  last = { r, c };
  write(hours);
  step(1);
}

export function arm() {
  const standing = place => { const parts = school.parse(shown(place.r, place.c)); return parts && (parts.grades.length > 0 || parts.code); };
  const target = last && standing(last) ? last : cur;
  if (!data.write || !standing(target)) return;
  setArmed(target);
  paint(target.r, target.c);
}

export function disarm() {
  if (!armed) return false;
  const { r, c } = armed;
  setArmed(null);
  paint(r, c);
  return true;
}
