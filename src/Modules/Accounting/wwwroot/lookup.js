// What is looked up beside the grid: the history of an entry and the palette for a pupil («куз 4») or a command.

const plain = s => s.toLocaleLowerCase('ru').replaceAll('ё', 'е');

export function lookup({ $, $$, say, make, text, dialog, moment, names, gone, shown, column, canWrite, marks, write, go }) {
  const { canonical, compose } = marks;
  async function history(query) {
    const d = dialog('history'), body = $('tbody', d);
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
    d.showModal();
  }

  let found = [], chosen = 0;

  function search() {
    const words = $('#palette input').value.trim().split(/\s+/).filter(Boolean);
    const value = canWrite && words.length > 1 ? canonical(words.at(-1)) : null;
    const parts = (value ? words.slice(0, -1) : words).map(plain);
    const fits = name => { const own = plain(name).split(/\s+/); return parts.every(p => own.some(w => w.startsWith(p))); };
    found = names.flatMap((name, r) => fits(name) && !(value && gone[r][column()]) ? [{ name, r, value }] : []).slice(0, 8);
    if (parts.length) found.push(...$$('.tools [data-do]').filter(b => !b.disabled && b.dataset.do !== 'palette' && fits(b.textContent.replace(/[^\p{L} ]/gu, ' ').trim())).map(b => ({ name: b.textContent, run: b })));
    chosen = 0;
    listFound();
  }

  function listFound() {
    const list = $('#palette-list');
    list.replaceChildren(...found.map((hit, i) => {
      const line = make('li', hit.name);
      line.id = `found-${i}`;
      line.setAttribute('role', 'option');
      line.setAttribute('aria-selected', String(i === chosen));
      if (hit.value) line.append(make('b', `${shown(hit.r, column()) || '∅'} → ${hit.value}`));
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
      write([{ r: hit.r, c: column(), value: compose(shown(hit.r, column()), hit.value) }]);
      input.value = '';
      search();
      input.focus();
      return;
    }
    dialog('palette').close();
    if (hit.run) hit.run.click(); else go(hit.r, column());
  }

  function palette() {
    const input = $('#palette input');
    input.value = '';
    search();
    dialog('palette').showModal();
    input.focus();
  }

  $('#palette input').addEventListener('input', search);
  $('#palette').addEventListener('keydown', e => {
    if (e.key === 'Enter') { e.preventDefault(); take(); }
    else if (e.key === 'ArrowDown' || e.key === 'ArrowUp') { e.preventDefault(); chosen = Math.max(0, Math.min(found.length - 1, chosen + (e.key === 'ArrowDown' ? 1 : -1))); listFound(); }
  });
  return { history, palette };
}
