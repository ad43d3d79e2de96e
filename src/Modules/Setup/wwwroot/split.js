// The split editor: a digit puts the pupil into that group and goes on to the next, arrows walk the list, the figures follow.
// Everything works without it: these are radio buttons of a form.

const table = document.getElementById('split-rows');
const form = document.getElementById('split');
const words = JSON.parse(document.getElementById('split-words').textContent);
const plural = new Intl.PluralRules(words.locale);
const rows = [...table.tBodies[0].rows].map(row => ({ row, name: row.cells[1].textContent, picks: [...row.querySelectorAll('[type=radio]')] }));
const counts = [...table.tHead.querySelectorAll('[data-count]')];
const note = document.getElementById('without');
const formOf = number => words.lost[Math.min({ one: 0, few: 1 }[plural.select(number)] ?? words.lost.length - 1, words.lost.length - 1)];
let changed = false;

function figures() {
  for (const [place, count] of counts.entries()) count.textContent = rows.filter(r => r.picks[place].checked).length;
  const lost = rows.filter(r => r.picks.at(-1).checked);
  for (const r of rows) r.row.classList.toggle('lost', r.picks.at(-1).checked);
  note.className = lost.length > 0 ? 'note bad' : 'note good';
  note.textContent = lost.length === 0 ? words.all
    : `${formOf(lost.length).replace('{0}', lost.length)}: ${lost.map(r => r.name).join(', ')}`;
}

const chosen = r => r.picks.find(p => p.checked) ?? r.picks[0];

table.addEventListener('keydown', event => {
  const at = rows.findIndex(r => r.picks.includes(event.target));
  if (at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
  const go = place => rows[place] && chosen(rows[place]).focus();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  if (digit !== undefined) {
    // Zero is the last column: no group.
    const pick = digit === '0' ? rows[at].picks.at(-1) : rows[at].picks[digit - 1];
    if (!pick || (digit !== '0' && pick === rows[at].picks.at(-1))) return;
    event.preventDefault();
    if (!pick.checked) {
      pick.checked = true;
      changed = true;
      figures();
    }
    if (rows[at + 1]) go(at + 1);
    else pick.focus();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  go(at + step);
});

table.addEventListener('change', () => { changed = true; figures(); });
form.addEventListener('submit', () => { changed = false; });
addEventListener('beforeunload', event => { if (changed) event.preventDefault(); });
for (const keys of document.querySelectorAll('.keys')) keys.hidden = false;
figures();
