// Averages as they would become: of the pupil, of the lesson, of the class. Reckoned at once, before the server answers.

import { $, data, heads, hundredths, L, R, rows, say, table, text } from './page.js';
import { cellKey, counted, over, school } from './cells.js';
import { average, quality } from './average.js';
import { panelTotals } from './panel.js';

const weightOf = c => { const kind = data.kinds.find(k => k.c === data.lessons[c].wt); return kind ? kind.w ?? 0 : 100; };
const gradesIn = (r, c) => school.parse(counted(r, c))?.grades ?? [];

function weighed(r, without = -1) {
  const all = [];
  for (let c = 0; c < L; c++) if (c !== without) for (const g of gradesIn(r, c)) all.push([g.v, weightOf(c)]);
  return all;
}

const ofRow = []; // what each pupil's grades weigh, reckoned anew only where something has changed
const served = new Map(); // r → what the server reckoned, while nothing of the row is on its way
const dirty = { rows: new Set(), columns: new Set(), waiting: false };

/** A cell has changed on the screen: the sums it belongs to are reckoned once, however many change together. */
export function changed(r, c, average) {
  if (average === undefined) served.delete(r); else served.set(r, average);
  dirty.rows.add(r); dirty.columns.add(c);
  if (dirty.waiting) return;
  dirty.waiting = true;
  queueMicrotask(() => {
    dirty.waiting = false;
    for (const row of dirty.rows) drawRow(row);
    for (const column of dirty.columns) drawColumn(column);
    drawClass();
    dirty.rows.clear(); dirty.columns.clear();
  });
}

export function weightChanged() { for (let r = 0; r < R; r++) changed(r, 0); }

function drawRow(r) {
  const lying = data.lessons.some((_, c) => over.get(cellKey(r, c)) && over.get(cellKey(r, c)).state !== 'bad');
  ofRow[r] = weighed(r);
  const mean = served.has(r) && !lying ? served.get(r) : average(ofRow[r]);
  text(rows[r].cells[L + 1], mean === null ? '' : hundredths(mean)).classList.toggle('low', mean !== null && mean < 350);
  drawTotal(r, mean);
}

/** Of how many marks a term's grade is short. */
export const short = r => {
  const row = rows[r].classList, marks = data.min === undefined || row.contains('left') || row.contains('exempt') ? 0 : data.min - (ofRow[r] ??= weighed(r)).length;
  return Math.max(0, marks);
};

/** What the rules propose follows the average, as long as it hangs on nothing else. */
function drawTotal(r, mean) {
  const cell = rows[r].cells[L + 2];
  if (cell.classList.contains('t')) return;
  const few = short(r), grade = mean === null || few ? undefined : (data.marks ?? []).find(m => mean >= (m.v ?? 0)) ?? data.marks?.at(-1);
  text(cell, few ? say('few', data.min - few, data.min) : grade ? `(${grade.s})` : '').className = few ? 'few' : grade ? 'h' : '';
}

const foot = () => table.tFoot?.rows ?? [];
const percent = value => value === null ? '' : String(value);
const valuesIn = c => rows.flatMap((_, r) => gradesIn(r, c).map(g => g.v));

function drawColumn(c) {
  const [means, good] = foot();
  if (!means) return;
  const values = valuesIn(c), mean = average(values.map(v => [v, 1]));
  text(means.cells[c + 1], mean === null ? '' : hundredths(mean));
  if (good) text(good.cells[c + 1], percent(quality(values)));
  if (heads[c].classList.contains('at')) panelTotals(c);
}

function drawClass() {
  const [means, good] = foot();
  if (!means) return;
  const all = rows.flatMap((_, r) => ofRow[r] ??= weighed(r)), mean = average(all);
  text(means.cells[L + 1], mean === null ? '' : hundredths(mean));
  if (good) text(good.cells[L + 1], percent(quality(all.map(([v]) => v))));
}

/** What the pupil's average would become with each grade in this cell. */
export function would(r, c) {
  const node = $('#journal-would');
  if (!node) return;
  const others = weighed(r, c), now = average(weighed(r)), weight = weightOf(c);
  const choices = data.grades.filter(g => g.v !== undefined && weight > 0).slice(0, 6).map(g => `${g.s} → ${hundredths(average([...others, [g.v, weight]]))}`);
  text(node, choices.length ? say('would', now === null ? '–' : hundredths(now), choices.join(' · ')) : '');
}
