// Учебный план: totals follow what is typed; Enter and the arrows up and down walk a column.

const table = document.querySelector('.plan-grid');
const total = table?.querySelector('.total');
const excess = table?.querySelector('.excess');
const place = document.documentElement.lang || 'ru';
const words = new Intl.NumberFormat(place, { maximumFractionDigits: 2 });
const hundredths = text => {
  const typed = text.trim().replace(',', '.');
  return /^\d+(\.\d{1,2})?$/.test(typed) ? Math.round(Number(typed) * 100) : 0;
};
const lessons = [...(table?.querySelectorAll('tbody[data-layer=core] tr:not(.section)') ?? [])];

function add(column) {
  const sum = lessons.reduce((all, row) => all + hundredths(row.cells[column].querySelector('input')?.value ?? ''), 0);
  const cell = total.cells[column], ceiling = cell.dataset.ceiling, over = ceiling ? Math.max(0, sum - Number(ceiling)) : 0;
  cell.textContent = words.format(sum / 100);
  excess.cells[column].textContent = over ? '+' + words.format(over / 100) : '';
  for (const one of [cell, excess.cells[column]]) one.classList.toggle('over', over > 0);
}

table?.addEventListener('input', e => add(e.target.closest('td').cellIndex));

// What was typed before the script had come counts too.
for (let column = 1; column < (total?.cells.length ?? 0); column++)
  if (lessons.some(row => { const field = row.cells[column].querySelector('input'); return field && field.value !== field.defaultValue; })) add(column);

table?.addEventListener('keydown', e => {
  const by = { ArrowUp: -1, ArrowDown: 1, Enter: e.shiftKey ? -1 : 1 }[e.key];
  if (!by || !e.target.matches('input[name=h]')) return;
  e.preventDefault();
  const column = e.target.closest('td').cellIndex;
  const fields = [...table.querySelectorAll('tbody tr:not(.section)')].map(row => row.cells[column].querySelector('input'));
  const next = fields[fields.indexOf(e.target) + by];
  next?.focus();
  next?.select();
});
