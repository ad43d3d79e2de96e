// What came too late for the teacher's own hand: beside the refusal stands the way to a request, and what was typed goes with it.
// The words wait in this window's own store, never in an address. Where the school wants words beside a reason, none is taken without.

const place = 'ask:';
const words = JSON.parse(document.getElementById('permit-words')?.textContent ?? 'null');

// The request form takes what was typed in the grid.
const form = document.getElementById('correction-form');
if (form) {
  const key = place + location.pathname + location.search, kept = JSON.parse(sessionStorage.getItem(key) ?? 'null');
  if (kept) {
    sessionStorage.removeItem(key);
    for (const [name, value] of Object.entries(kept)) {
      const field = form.querySelector(`[name=${name}]`);
      if (field && value) field.value = value;
    }
  }
}

// A refusal that a permission may lift: journal.js tells of each refusal.
const offers = new Map();
document.addEventListener('journal:refused', ({ detail: { item, problem, label } }) => {
  if (problem?.href) offers.set(problem.href, { wanted: item.value ?? item.text ?? '', reason: item.reason, memo: item.note, label });
  show();
});

function show() {
  const problems = document.getElementById('journal-problems');
  if (!problems || !words || !offers.size) return;
  let list = document.getElementById('journal-permits');
  if (!list) {
    list = document.createElement('div');
    list.id = 'journal-permits';
    list.className = 'note warn';
    problems.after(list);
  }
  list.replaceChildren(...[...offers].map(([href, { label, ...typed }]) => {
    const line = document.createElement('p'), link = document.createElement('a');
    link.href = href;
    link.textContent = words.ask;
    link.onclick = () => sessionStorage.setItem(place + href, JSON.stringify(typed));
    line.append(`${label}: «${typed.wanted}». `, link);
    return line;
  }));
}

// The dialog of reasons belongs to journal.js; it is held back here until there are words.
const lacksWords = d => {
  const note = d?.querySelector('input[name=note][required]');
  if (!note || note.value.trim()) return false;
  note.reportValidity();
  note.focus();
  return true;
};
document.addEventListener('click', e => {
  const button = e.target.closest?.('dialog#reason .choices button');
  if (button && lacksWords(button.closest('dialog'))) e.stopImmediatePropagation();
}, true);
document.addEventListener('keydown', e => {
  const d = e.target.closest?.('dialog#reason');
  if (d && e.target.name !== 'note' && /^[1-9]$/.test(e.key) && lacksWords(d)) { e.preventDefault(); e.stopImmediatePropagation(); }
}, true);
