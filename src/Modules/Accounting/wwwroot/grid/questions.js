// What the server refused stays visible until it is dismissed; a reason or a conflict is asked only when the typing pauses,
// so no key picks an answer.

import { $, $$, data, day, dialog, make, moment, names, say, td, text } from './page.js';
import { base, cellKey, focusCell } from './cells.js';
import { enter, flush, forget, itemKey, keep, lay, lift, spot } from './outbox.js';
import { dropUndo, sameAct } from './writing.js';

export const problems = new Map();
const warnings = new Map();
let lastKey = 0;
export const typed = () => { lastKey = performance.now(); };

export const label = item => {
  const { r, c } = spot(item);
  return [item.pupil === undefined ? say(item.field) : names[r] ?? item.name, c === undefined ? item.lesson.split('/')[1] : day(c)].filter(Boolean).join(', ');
};

export function complain(item, words) {
  problems.set(itemKey(item), { item, words });
  lay(item, 'bad');
  showProblems();
}

/** Taken, but worth a look: a grade of one who was absent. */
export function warn(r, c, words) {
  warnings.set(cellKey(r, c), { key: cellKey(r, c), place: `${names[r]}, ${day(c)}`, words });
  showProblems();
}

export function clearProblem(item) {
  const known = problems.delete(itemKey(item)), warned = warnings.delete(itemKey(item));
  if (known || warned) showProblems();
}

function showProblems() {
  const wanted = new Map();
  for (const known of [...problems.values(), ...warnings.values()]) wanted.set(known, lines.get(known) ?? line(known));
  for (const [known, node] of lines) if (!wanted.has(known)) node.remove();
  for (const [known, node] of wanted) if (!lines.has(known)) $('#journal-problems').append(node);
  lines = wanted;
}

/** A line stays as it is while it holds: of what is announced, only the new is heard. */
let lines = new Map();

function line(known) {
  const { item, key, place, words } = known, node = make('p', '', item ? '' : 'warn'), button = make('button', say('dismiss'));
  node.append(make('b', item ? `${say('refused')}: ${label(item)}: «${item.comment ?? item.value ?? item.text}».` : place), ' ', make('span', words), ' ', button);
  button.type = 'button';
  button.onclick = () => { if (item) return dismiss(item); warnings.delete(key); showProblems(); focusCell(); };
  return node;
}

export function dismiss(item) {
  problems.delete(itemKey(item));
  forget(item);
  lift(item);
  showProblems();
  focusCell();
}

export const problemAt = (r, c) => problems.get(cellKey(r, c));

let questions = [], asking = false, askTimer = 0;
export const question = (item, result) => { questions.push({ item, result }); };
export const dropQuestions = item => { questions = questions.filter(q => q.item !== item); };

export async function ask() {
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
      forget(item);
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
  const { held, since, refused, ...entry } = item, id = crypto.randomUUID();
  sameAct(item.id, id);
  enter([{ ...entry, ...answer, id, seen }]);
}

const serverValue = item => {
  const { r, c } = spot(item);
  if (c === undefined) return '';
  const l = data.lessons[c];
  return (item.pupil !== undefined ? base[r]?.[c] : item.field === 'topic' ? l.topic : item.field === 'homework' ? l.hw : l.wt) ?? '';
};

/** Resolves to { reason, note }, or null when the old mark stays. */
export function askReason(items) {
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
      forget(item);
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
