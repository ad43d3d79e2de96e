// The journal grid: keys, mouse and buttons. What they do stands in grid/*.js, a file a notion.

import { $, $$, data, dialog, heads, L, R, sheet, table } from './grid/page.js';
import { POINT, RUSSIAN } from './grid/marks.js';
import { beside, box, cur, direction, edge, focusCell, go, inBox, many, measure, month, school, scrolled, selectColumn, shown, step, turn } from './grid/cells.js';
import { outbox, restore, status } from './grid/outbox.js';
import { dismiss, problemAt, typed } from './grid/questions.js';
import { arm, disarm, forgetLast, put, putDay, redo, undo } from './grid/writing.js';
import { copy, paste } from './grid/clipboard.js';
import { panelKeys, showLesson } from './grid/panel.js';
import { cellHistory } from './grid/notes.js';
import { palette, paletteKeys } from './grid/palette.js';
import { filter } from './grid/filter.js';
import { accept } from './grid/absent.js';
import { others } from './grid/others.js';
import { keepPages } from './offline/pages.js';

const deeds = { arm: () => { arm(); focusCell(); }, undo, redo, history: cellHistory, palette, accept, keys: () => dialog('keys').showModal(), down: () => turn('down'), right: () => turn('right') };

const { gradeOf, codeOf, absence } = school;

function down(r, c, { ctrl, shift }) {
  if (ctrl) return [edge(true), c];
  // Past the last pupil the next lesson begins.
  return !shift && r === edge(true) && c < L - 1 ? [edge(false), c + 1] : [beside(r, 1), c];
}

function key(e) {
  typed();
  const ctrl = e.ctrlKey || e.metaKey, shift = e.shiftKey, { r, c } = cur;
  if (e.altKey || e.isComposing || e.target.closest('thead')) return;
  const done = act => { e.preventDefault(); act(); };
  const to = (toR, toC) => done(() => { disarm(); forgetLast(); go(toR, toC, { extend: shift }); });
  switch (e.key) {
    case 'ArrowUp': return to(ctrl ? edge(false) : beside(r, -1), c);
    case 'ArrowDown': return to(...down(r, c, { ctrl, shift }));
    case 'ArrowLeft': return to(r, ctrl ? 0 : c - 1);
    case 'ArrowRight': return to(r, ctrl ? L - 1 : c + 1);
    case 'Home': return to(ctrl ? edge(false) : r, 0);
    case 'End': return to(ctrl ? edge(true) : r, L - 1);
    case 'PageUp': return done(() => month(-1));
    case 'PageDown': return done(() => month(1));
    case 'Enter': return done(() => { disarm(); forgetLast(); step(shift ? -1 : 1); });
    case 'F2': return done(cellHistory);
    case 'Escape': {
      const problem = problemAt(r, c);
      return done(() => disarm() || (problem ? dismiss(problem.item) : go(r, c)));
    }
    case 'Backspace': case 'Delete': return done(() => disarm() || put(''));
    case ' ': return ctrl ? done(selectColumn) : absence && done(space);
  }
  if (ctrl) {
    if (e.code === 'KeyZ') done(() => shift ? redo() : undo());
    else if (e.code === 'KeyY') done(redo);
    return;
  }
  const mark = markOf(e);
  if (mark) done(mark);
}

function space() {
  const off = !many() && shown(cur.r, cur.c) === absence;
  put(off ? '' : absence);
  if (off) step(1);
}

/** What a key without Ctrl writes; undefined when it writes nothing. */
function markOf(e) {
  if (e.key === POINT) return () => put(POINT);
  if (e.key === '/' || e.key === ',') return arm;
  if (e.key === '=') return accept;
  if (e.key.length !== 1) return undefined;
  const grade = gradeOf(e.key)?.s;
  if (grade !== undefined) return () => put(grade);
  const code = (codeOf(e.key) ?? codeOf(RUSSIAN[e.code] ?? ''))?.l;
  if (code !== undefined) return () => e.shiftKey ? putDay(code) : put(code);
  const ten = gradeOf('1' + e.key)?.s; // of ten points, 0 is the ten
  return ten === undefined ? undefined : () => put(ten);
}

function mouse() {
  const under = e => {
    const cell = e.target.closest('tbody td');
    return cell && cell.cellIndex <= L ? { r: cell.parentNode.sectionRowIndex, c: cell.cellIndex - 1 } : null;
  };
  table.addEventListener('mousedown', e => {
    const hit = under(e);
    if (!hit) return;
    e.preventDefault();
    disarm(); forgetLast();
    if (e.button === 0 || !inBox(box(), hit.r, hit.c)) go(hit.r, hit.c, { extend: e.shiftKey });
  });
  table.addEventListener('mouseover', e => { const hit = e.buttons === 1 && under(e); if (hit) go(hit.r, hit.c, { extend: true }); });
  table.addEventListener('contextmenu', e => { if (under(e)) { e.preventDefault(); cellHistory(); } });
  sheet.addEventListener('scroll', scrolled, { passive: true });
}

function start() {
  measure();
  for (const node of $$('.scripted')) if (node.id !== 'journal-offer') node.hidden = false;
  for (const link of $$('thead a', table)) link.tabIndex = -1;
  for (const head of heads) head.ariaLabel = head.title; // a number and a letter say little to the ear
  turn(direction);
  table.addEventListener('keydown', key);
  table.addEventListener('copy', copy);
  table.addEventListener('paste', paste);
  mouse();
  new ResizeObserver(measure).observe(sheet);
  document.addEventListener('keydown', e => {
    if ((e.ctrlKey || e.metaKey) && e.code === 'KeyK' && !$('dialog[open]')) { e.preventDefault(); palette(); }
    else if (e.key === 'F1' && !$('dialog[open]')) { e.preventDefault(); dialog('keys').showModal(); }
  });
  document.addEventListener('click', e => {
    const button = e.target.closest('button');
    if (button?.dataset.do) deeds[button.dataset.do]();
    else if (button?.dataset.put !== undefined) { put(button.dataset.put); focusCell(); }
    else if (button?.dataset.close !== undefined) button.closest('dialog').close();
  });
  panelKeys();
  paletteKeys();
  filter();
  outbox();
  go(cur.r, cur.c, { focus: data.write && matchMedia('(pointer: fine)').matches && document.activeElement === document.body });
  showLesson(cur.c);
  restore();
  status();
  if (!table.closest('.past')) others();
  if (data.write) keepPages([]);
}

if (R && L) start();
