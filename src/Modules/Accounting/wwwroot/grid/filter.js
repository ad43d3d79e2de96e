// Which pupils are shown: by name, and by what stands in their rows.

import { $, data, names, R, rows, say, text } from './page.js';
import { short } from './totals.js';
import { beside, cur, go, measure, noteOf, school, shown } from './cells.js';

const plain = s => s.toLocaleLowerCase('ru').replaceAll('ё', 'е');
export const fits = (name, words) => { const own = plain(name).split(/\s+/); return words.map(plain).every(p => own.some(w => w.startsWith(p))); };

const parts = r => data.lessons.map((_, c) => school.parse(shown(r, c))).filter(Boolean);
const kinds = {
  absent: r => { const code = school.parse(shown(r, cur.c))?.code; return Boolean(code) && code.k !== 'o'; },
  empty: r => shown(r, cur.c) === '',
  low: r => parts(r).some(p => p.grades.some(g => g.low)),
  points: r => parts(r).some(p => p.point),
  none: r => !parts(r).some(p => p.grades.length),
  few: r => short(r) > 0,
  notes: r => data.lessons.some((_, c) => noteOf(r, c)?.text),
};

function sift() {
  const words = $('#journal-sift [name=name]').value.trim().split(/\s+/).filter(Boolean), kind = kinds[$('#journal-sift [name=kind]').value];
  rows.forEach((row, r) => {
    row.hidden = !fits(names[r], words) || Boolean(kind) && !kind(r);
    row.style.counterSet = `pupil ${r + 1}`; // the numbers of the list stay with their pupils
  });
  const left = rows.filter(row => !row.hidden).length;
  text($('#journal-sift [data-left]'), left < R ? say('sifted', left, R) : '');
  if (left === 0) return;
  measure();
  if (rows[cur.r].hidden) { const r = beside(cur.r, 1); go(rows[r].hidden ? beside(cur.r, -1) : r, cur.c, { focus: false }); }
}

/** Who is looked for is shown, whatever was sifted out. */
export function showAll() {
  const form = $('#journal-sift');
  for (const row of rows) row.hidden = false;
  if (!form) return;
  $('[name=name]', form).value = '';
  $('[name=kind]', form).value = '';
  text($('[data-left]', form), '');
  measure();
}

export function filter() {
  const form = $('#journal-sift');
  form.addEventListener('input', sift);
  form.addEventListener('change', sift);
  document.addEventListener('pointerdown', e => { if (!form.contains(e.target)) form.open = false; });
  $('[data-all]', form).addEventListener('click', showAll);
  form.addEventListener('keydown', e => {
    if (e.key === 'Escape') { form.open = false; $('summary', form).focus(); }
    else if (e.key === 'Enter' && e.target.name === 'name') { e.preventDefault(); form.open = false; go(rows.findIndex(row => !row.hidden), cur.c); }
  });
}
