// Нагрузка by keyboard: arrows move, letters find a teacher, Enter assigns, Backspace clears; the mouse picks cells, Shift widens.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const data = JSON.parse($('#load-data').textContent);
const form = $('#load');
const grids = $$('.load-grid', form);
const say = (key, ...args) => args.reduce((text, arg, i) => text.replaceAll(`{${i}}`, arg), data.texts[key]);
const figure = new Intl.NumberFormat(data.locale, { maximumFractionDigits: 2 });
const hours = hundredths => figure.format(hundredths / 100);
const teachers = new Map(data.teachers.map(t => [t.id, t]));
const fold = text => text.toLocaleLowerCase('ru').replaceAll('ё', 'е');
const LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`", RUSSIAN = 'йцукенгшщзхъфывапролджэячсмитьбюё';
const russian = text => [...text.toLowerCase()].map(c => RUSSIAN[LATIN.indexOf(c)] ?? c).join('');
const at = td => ({ grid: td.closest('table'), r: td.parentElement.sectionRowIndex, c: td.cellIndex });
const cellAt = (grid, r, c) => grid.tBodies[0].rows[r]?.cells[c];

let cur = null, anchor = null;

// ── Where one is and what is chosen ────────────────────────────────────────────────────────────────────────────────

for (const grid of grids) {
  grid.setAttribute('role', 'grid');
  grid.setAttribute('aria-multiselectable', 'true');
  for (const field of $$('input[name=cell], a', grid)) field.tabIndex = -1;
  for (const td of $$('td', grid)) td.tabIndex = -1;
}
const cells = $$('td[data-key]', form);
const keyed = Object.fromEntries(cells.map(td => [td.dataset.key, td]));
const tick = (td, on) => { const box = $('input', td); if (box) box.checked = on; td.setAttribute('aria-selected', String(on)); };
const chosen = () => cells.filter(td => $('input', td)?.checked);

function go(td, { extend = false, add = false, focus = true } = {}) {
  if (!td) return;
  if (cur) cur.tabIndex = -1;
  cur = td;
  td.tabIndex = 0;
  if (!extend || !anchor || anchor.closest('table') !== td.closest('table')) anchor = td;
  const a = at(anchor), b = at(td);
  const [top, bottom, left, right] = [Math.min(a.r, b.r), Math.max(a.r, b.r), Math.min(a.c, b.c), Math.max(a.c, b.c)];
  if (!add) for (const one of chosen()) tick(one, false);
  for (let r = top; r <= bottom; r++) for (let c = left; c <= right; c++) {
    const one = cellAt(b.grid, r, c);
    if (one?.dataset.key) tick(one, true);
  }
  where();
  if (focus) td.focus();
}

function where() {
  const subject = cur.parentElement.cells[0].textContent.trim(), head = cur.closest('table').tHead.rows[0].cells[cur.cellIndex].textContent;
  const who = teachers.get(cur.dataset.teacher)?.n ?? say('nobody'), many = chosen().length;
  $('#load-where').textContent = many > 1 ? say('many', many, hours(chosen().reduce((sum, td) => sum + Number(td.dataset.hours), 0)))
    : cur.dataset.key ? say('where', subject, head, hours(Number(cur.dataset.hours)), who) : say('none', subject, head);
}

function step(dr, dc, options) {
  const { grid, r, c } = at(cur), rows = grid.tBodies[0].rows.length, width = grid.tHead.rows[0].cells.length;
  const next = { r: r + dr, c: c + dc };
  if (next.c < 1 || next.c >= width) return;
  if (next.r < 0 || next.r >= rows) {
    const other = grids[grids.indexOf(grid) + Math.sign(dr)];
    if (other && !options?.extend) go(cellAt(other, dr > 0 ? 0 : other.tBodies[0].rows.length - 1, 1), options);
    return;
  }
  go(cellAt(grid, next.r, next.c), options);
}

/** After an assignment one goes on down the column to what is still open, else one step. */
function onward() {
  const { grid, r, c } = at(cur);
  for (let below = r + 1; below < grid.tBodies[0].rows.length; below++) {
    const td = cellAt(grid, below, c);
    if (td?.dataset.key && !td.dataset.teacher) return go(td);
  }
  step(1, 0);
}

// ── What is sent ───────────────────────────────────────────────────────────────────────────────────────────────────

let queue = Promise.resolve();

function paint(td, teacher) {
  td.dataset.teacher = teacher;
  td.classList.toggle('open', !teacher);
  $('label span', td).textContent = teachers.get(teacher)?.n ?? say('nobody');
  const box = $('input', td);
  box.setAttribute('aria-label', box.getAttribute('aria-label').replace(/: [^:]*$/, `: ${teachers.get(teacher)?.n ?? say('nobody')}`));
}

function fail(text) {
  const error = $('#load-error');
  error.textContent = text;
  error.hidden = !text;
}

/** Paints at once, sends in order; what is refused gets its former teacher back. */
function put(list, teacher) {
  const wanted = list.filter(td => td.dataset.teacher !== teacher);
  if (!wanted.length) return;
  const body = new FormData(form), before = new Map(wanted.map(td => [td, td.dataset.teacher]));
  body.delete('cell');
  for (const td of wanted) { body.append('cell', td.dataset.key); paint(td, teacher); td.classList.add('sending'); }
  body.set('teacher', teacher);
  body.set('do', teacher ? 'assign' : 'clear');
  fail('');
  queue = queue.then(async () => {
    try {
      const reply = await fetch(form.action, { method: 'POST', body: new URLSearchParams(body), headers: { Accept: 'application/json' } });
      if (!reply.ok || !reply.headers.get('content-type')?.includes('json')) throw new Error(String(reply.status));
      settle(await reply.json());
    } catch {
      for (const [td, was] of before) paint(td, was);
      fail(say('lost'));
    }
    for (const td of wanted) td.classList.remove('sending');
    if (cur) where();
  });
}

function settle(answer) {
  for (const [key, cell] of Object.entries(answer.cells ?? {})) {
    const td = keyed[key];
    if (!td) continue;
    paint(td, cell.t);
    const plain = $('i > b', td);
    if (plain && cell.c) {
      const link = document.createElement('a');
      link.href = `${form.action}/${cell.c}`;
      link.tabIndex = -1;
      link.textContent = plain.textContent;
      link.setAttribute('aria-label', say('course', plain.textContent));
      plain.replaceWith(link);
    }
  }
  if (answer.loads) for (const teacher of teachers.values()) showLoad(teacher, answer.loads[teacher.id] ?? 0);
  if (answer.left !== undefined) {
    const left = $('#load-left');
    left.classList.toggle('done', answer.left === 0);
    $('b', left).textContent = hours(answer.left);
    $('span', left).textContent = answer.left === 0 ? left.dataset.done : left.dataset.left;
  }
  for (const link of $$('.load-levels [data-level]')) {
    const open = answer.levels?.[link.dataset.level];
    if (open !== undefined) $('small', link).textContent = open === 0 ? '✓' : hours(open);
  }
  if (answer.error) fail(answer.error);
}

function showLoad(teacher, load) {
  teacher.h = load;
  const row = $(`.load-staff [data-teacher="${CSS.escape(teacher.id)}"]`);
  if (!row) return;
  row.classList.toggle('idle', load === 0);
  $('b', row).textContent = hours(load);
  $('small', row).textContent = !data.rate || !load || load === data.rate ? '' : load > data.rate ? '+' + hours(load - data.rate) : '−' + hours(data.rate - load);
}

// ── The list of teachers ───────────────────────────────────────────────────────────────────────────────────────────

const picker = document.createElement('div');
picker.className = 'load-pick';
picker.hidden = true;
const field = Object.assign(document.createElement('input'), { type: 'text', autocomplete: 'off', spellcheck: false });
const list = Object.assign(document.createElement('ul'), { id: 'load-list' });
for (const [name, value] of Object.entries({ role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'load-list', 'aria-autocomplete': 'list', 'aria-label': say('find') })) field.setAttribute(name, value);
list.setAttribute('role', 'listbox');
list.setAttribute('aria-label', say('find'));
picker.append(field, list);
document.body.append(picker);
let found = [], index = 0;

function find() {
  const typed = fold(field.value.trim()), other = fold(russian(field.value.trim())), subject = cur.parentElement.dataset.subject;
  const match = word => data.teachers.map(t => teachers.get(t.id)).filter(t => fold(t.n).startsWith(word));
  found = typed ? match(typed) : [...teachers.values()];
  if (!found.length && typed) found = match(other);
  // Who teaches the subject already comes first.
  found = found.toSorted((a, b) => b.s.includes(subject) - a.s.includes(subject)).slice(0, 9);
  index = 0;
  list.replaceChildren(...found.map((t, i) => {
    const option = document.createElement('li');
    option.id = `load-option-${i}`;
    option.setAttribute('role', 'option');
    const name = document.createElement('span'), load = document.createElement('b');
    name.textContent = t.n;
    load.textContent = say('load', hours(t.h));
    option.append(name, load);
    option.addEventListener('pointerdown', e => { e.preventDefault(); index = i; pick(); });
    return option;
  }));
  if (!found.length) {
    const none = document.createElement('li');
    none.textContent = say('nothing');
    none.setAttribute('role', 'option');
    none.setAttribute('aria-disabled', 'true');
    list.append(none);
  }
  mark();
}

function mark() {
  for (const [i, option] of [...list.children].entries()) option.setAttribute('aria-selected', String(i === index && found.length > 0));
  if (found.length) field.setAttribute('aria-activedescendant', `load-option-${index}`); else field.removeAttribute('aria-activedescendant');
}

function openPicker(typed) {
  if (!chosen().length) return;
  field.value = typed;
  picker.hidden = false;
  const box = cur.getBoundingClientRect(), tall = picker.offsetHeight || 260;
  picker.style.left = `${Math.max(8, Math.min(box.left, innerWidth - picker.offsetWidth - 8)) + scrollX}px`;
  picker.style.top = `${(box.bottom + tall > innerHeight && box.top > tall ? box.top - tall : box.bottom) + scrollY}px`;
  find();
  field.focus({ preventScroll: true });
}

function closePicker() {
  if (picker.hidden) return;
  picker.hidden = true;
  cur?.focus();
}

function pick() {
  const teacher = found[index];
  if (!teacher) return;
  const list = chosen();
  closePicker();
  put(list, teacher.id);
  if (list.length === 1) onward();
}

field.addEventListener('input', find);
field.addEventListener('blur', () => { picker.hidden = true; });
field.addEventListener('keydown', e => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
  if (by && found.length) { index = (index + by + found.length) % found.length; mark(); }
  else if (e.key === 'Enter') pick();
  else if (e.key === 'Escape') closePicker();
  else return;
  e.preventDefault();
});

// ── Keys and mouse in the grid ─────────────────────────────────────────────────────────────────────────────────────

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

form.addEventListener('keydown', e => {
  if (!e.target.matches('.load-grid td') || e.altKey) return;
  const { grid, r } = at(cur), width = grid.tHead.rows[0].cells.length;
  if (MOVES[e.key] && !e.ctrlKey && !e.metaKey) step(...MOVES[e.key], { extend: e.shiftKey });
  else if (e.key === 'Home') go(cellAt(grid, r, 1), { extend: e.shiftKey });
  else if (e.key === 'End') go(cellAt(grid, r, width - 1), { extend: e.shiftKey });
  else if (e.key === 'Enter') openPicker('');
  else if (e.key === 'F2') { const link = $('a', cur); if (!link) return; link.click(); }
  else if (e.key === 'Backspace' || e.key === 'Delete') put(chosen(), '');
  else if (e.key.length === 1 && e.key !== ' ' && !e.ctrlKey && !e.metaKey) openPicker(e.key);
  else return;
  e.preventDefault();
});

for (const grid of grids) {
  grid.addEventListener('click', e => {
    if (e.target.closest('a')) return;
    const td = e.target.closest('td');
    if (!td) return;
    e.preventDefault();
    const again = td === cur && chosen().length === 1 && chosen()[0] === td;
    go(td, { extend: e.shiftKey, add: e.ctrlKey || e.metaKey });
    if (again || matchMedia('(pointer: coarse)').matches) openPicker('');
  });
}

form.addEventListener('submit', e => {
  e.preventDefault();
  const teacher = e.submitter?.value === 'clear' ? '' : form.elements.teacher.value;
  if (!chosen().length) fail(say('no-cells'));
  else if (!teacher && e.submitter?.value !== 'clear') fail(say('no-teacher'));
  else put(chosen(), teacher);
});

$('.load-keys')?.removeAttribute('hidden');
const first = cells.find(td => !td.dataset.teacher) ?? cells[0];
if (first) go(first, { focus: false });
// The day is what the page shows, so another one is asked for anew.
form.elements.from?.addEventListener('change', e => { if (e.target.value) location.search = `?level=${form.elements.level.value}&on=${e.target.value}`; });
