// What is looked up about an entry: its history; of a cell also the comment and the due day of a point, which are written here.

import { $, data, dialog, lessonId, make, moment, say, text } from './page.js';
import { cur, noteOf, school, shown, shut } from './cells.js';
import { annotate } from './writing.js';

export async function history(query, cell = null) {
  const d = dialog('history'), body = $('tbody', d), form = $('form', d);
  let answer = null;
  try {
    const response = await fetch(`/api/v1/journal/history?${new URLSearchParams(query)}`, { headers: { Accept: 'application/json', 'X-ElJournal': '1' } });
    if (response.ok) answer = await response.json();
  } catch { /* told below */ }
  text($('.change', d), answer?.title ?? say('failed'));
  $('table', d).hidden = !answer?.changes.length;
  $('.nothing', d).hidden = !answer || answer.changes.length > 0;
  body.replaceChildren(...(answer?.changes ?? []).map(ch => {
    const line = make('tr'), what = make('td'), who = make('td', ch.by), why = make('td', ch.reason ?? '');
    what.append(make('span', ch.old ?? '∅', ch.old ? 'old' : 'hint'), ' → ', make('b', ch.new ?? '∅'));
    who.append(make('small', [ch.role, ch.channel].filter(Boolean).join(' · ')));
    if (ch.note) why.append(make('small', ch.note));
    line.append(make('td', moment.format(new Date(ch.at)), 'nowrap'), what, who, why);
    return line;
  }));
  if (form) annotation(form, cell);
  d.showModal();
  if (form && cell) form.elements.comment.focus();
}

function annotation(form, cell) {
  const writable = cell && data.write && !shut[cell.r][cell.c];
  form.hidden = $('[form=cell-note]').hidden = !writable;
  if (!writable) return;
  const { r, c } = cell, note = noteOf(r, c), point = school.parse(shown(r, c))?.point;
  form.elements.comment.value = note?.text ?? '';
  form.elements.due.value = note?.due ?? '';
  $('[data-due]', form).hidden = !point;
  form.onsubmit = e => {
    e.preventDefault();
    const comment = form.elements.comment.value.trim(), due = point ? form.elements.due.value : '';
    const said = { comment: comment === (note?.text ?? '') ? undefined : comment, due: due === (note?.due ?? '') ? undefined : due };
    dialog('history').close();
    if (said.comment !== undefined || said.due) annotate(r, c, said);
  };
}

export const cellHistory = () => history({ lesson: lessonId(cur.c), pupil: data.pupils[cur.r] }, { ...cur });
