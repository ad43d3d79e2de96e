// The palette: a pupil by the beginning of the name, with a mark behind it the mark («куз 4»), or a command.

import { $, $$, data, dialog, make, names, say } from './page.js';
import { cur, go, school, shown, shut } from './cells.js';
import { fits } from './filter.js';
import { write } from './writing.js';

let found = [], chosen = 0;

function search() {
  const words = $('#palette input').value.trim().split(/\s+/).filter(Boolean), c = cur.c;
  const value = data.write && words.length > 1 ? school.canonical(words.at(-1)) : null;
  const parts = value ? words.slice(0, -1) : words;
  found = names.flatMap((name, r) => fits(name, parts) && !(value && shut[r][c]) ? [{ name, r, value }] : []).slice(0, 8);
  if (parts.length) found.push(...$$('.tools [data-do]').filter(b => !b.disabled && b.dataset.do !== 'palette' && fits((b.getAttribute('aria-label') ?? b.textContent).replace(/[^\p{L} ]/gu, ' ').trim(), parts)).map(b => ({ name: b.getAttribute('aria-label') ?? b.textContent, run: b })));
  chosen = 0;
  listFound();
}

function listFound() {
  const list = $('#palette-list'), c = cur.c;
  list.replaceChildren(...found.map((hit, i) => {
    const line = make('li', hit.name);
    line.id = `found-${i}`;
    line.setAttribute('role', 'option');
    line.setAttribute('aria-selected', String(i === chosen));
    if (hit.value) line.append(make('b', `${shown(hit.r, c) || '∅'} → ${hit.value}`));
    line.onclick = () => { chosen = i; take(); };
    return line;
  }));
  if (!found.length) list.append(make('li', say('nothing'), 'hint'));
  $('#palette input').setAttribute('aria-activedescendant', found.length ? `found-${chosen}` : '');
}

function take() {
  const hit = found[chosen], input = $('#palette input');
  if (!hit) return;
  if (hit.value) {
    write([{ r: hit.r, c: cur.c, value: school.compose(shown(hit.r, cur.c), hit.value) }]);
    input.value = '';
    search();
    input.focus();
    return;
  }
  dialog('palette').close();
  if (hit.run) hit.run.click(); else go(hit.r, cur.c);
}

export function palette() {
  const input = $('#palette input');
  input.value = '';
  search();
  dialog('palette').showModal();
  input.focus();
}

export function paletteKeys() {
  $('#palette input').addEventListener('input', search);
  $('#palette').addEventListener('keydown', e => {
    if (e.key === 'Enter') { e.preventDefault(); take(); }
    else if (e.key === 'ArrowDown' || e.key === 'ArrowUp') { e.preventDefault(); chosen = Math.max(0, Math.min(found.length - 1, chosen + (e.key === 'ArrowDown' ? 1 : -1))); listFound(); }
  });
}
