// The panel of one lesson: kind of work, topic, homework, and the lesson's figures.

import { $, data, day, dayLong, heads, hundredths, lessonId, rows, say, text } from './page.js';
import { counted, cur, focusCell, keyOf, over, school } from './cells.js';
import { average } from './average.js';
import { enter } from './outbox.js';
import { history } from './notes.js';
import { offer } from './absent.js';
import { typed } from './questions.js';

const panel = $('#journal-panel');
const form = panel && $('form', panel);
const field = name => form.elements[name];
let dirty = new Set();

/** `again`: the same lesson, come up to date; what is being typed in it stays. */
export function showLesson(c, again = false) {
  if (!panel) return;
  const l = data.lessons[c], lying = name => over.get(keyOf(c, ':' + name));
  $('h2', panel).firstChild.data = day(c, dayLong);
  text($('h2 small', panel), $('h2 small', panel).textContent.replace(/\d+/, l.s));
  text($('[data-field=shift]', panel), l.sh ?? '');
  const link = $('[data-lesson-link]', panel);
  if (link) link.href = $('a', heads[c]).href;
  if (form) {
    form.action = $('a', heads[c]).href;
    const set = (name, value) => { const f = field(name); if (!dirty.has(name) || !again && f !== document.activeElement) { f.value = value; dirty.delete(name); } };
    set('worktype', lying('work_type')?.value ?? l.wt ?? '');
    set('topic', lying('topic')?.value ?? l.topic ?? l.plan ?? '');
    set('homework', lying('homework')?.value ?? l.hw ?? '');
    set('minutes', (lying('homework') ? lying('homework').minutes : l.min) ?? '');
    text($('[data-planned]', panel), !l.topic && l.plan ? say('planned', l.item ?? '') : '');
    field('seen.topic').value = l.tv ?? 0;
    field('seen.homework').value = l.hv ?? 0;
    for (const [name, key] of [['topic', 'topic'], ['homework', 'homework'], ['worktype', 'work_type']])
      field(name).setAttribute('aria-invalid', String(lying(key)?.state === 'bad'));
    offer(c);
  } else {
    const line = $('#journal-topics').tBodies[0].rows[c];
    for (const [name, i] of [['topic', 1], ['homework', 2]]) text($(`[data-field=${name}]`, panel), (name === 'topic' ? l.topic : line.cells[i].textContent) || '–').classList.toggle('w', line.cells[i].classList.contains('w'));
  }
  panelTotals(c);
}

export function panelTotals(c) {
  if (!panel) return;
  const cells = rows.map((_, r) => school.parse(counted(r, c))).filter(Boolean), grades = cells.flatMap(p => p.grades);
  const mean = average(grades.map(g => [g.v, 1]));
  text($('[data-total=absent]', panel), cells.filter(p => p.code && p.code.k !== 'o').length);
  text($('[data-total=grades]', panel), grades.length);
  text($('[data-total=mean]', panel), mean === null ? '–' : hundredths(mean));
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
  enter([{ lesson: lessonId(c), field: key, text: words, minutes, planItem: name === 'topic' && words === l.plan ? l.item ?? null : null,
    seen: { topic: l.tv, homework: l.hv, worktype: l.wv }[name] ?? 0 }]);
}

export function panelKeys() {
  if (!form) return;
  form.addEventListener('submit', e => { e.preventDefault(); for (const name of ['worktype', 'topic', 'homework']) saveField(name); });
  form.addEventListener('input', e => dirty.add(e.target.name));
  form.addEventListener('change', e => { if (e.target.name === 'worktype') saveField('worktype'); });
  form.addEventListener('focusout', e => {
    const pair = ['homework', 'minutes'], name = e.target.name;
    if (name === 'topic' && dirty.has('topic')) saveField('topic');
    else if (pair.includes(name) && !pair.includes(e.relatedTarget?.name) && pair.some(p => dirty.has(p))) saveField('homework');
  });
  form.addEventListener('keydown', e => {
    typed();
    if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) { e.preventDefault(); form.requestSubmit(); }
    else if (e.key === 'F2') { e.preventDefault(); history({ lesson: lessonId(cur.c), field: e.target.name === 'topic' ? 'topic' : e.target.name === 'worktype' ? 'work_type' : 'homework' }); }
    else if (e.key === 'Escape') { dirty.clear(); e.target.blur(); showLesson(cur.c); focusCell(); }
  });
}
