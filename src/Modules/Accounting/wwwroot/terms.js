// Итоги: a digit enters and steps down, the space takes what is proposed, the arrows walk; the reason is asked for only where it is needed.
const table = document.getElementById('term-grades');
const symbols = JSON.parse(document.getElementById('term-symbols').textContent);
const inputs = [...table.querySelectorAll('.mark-in')];
const rowOf = input => input.closest('tr');
const written = value => symbols.find(s => s.toLowerCase() === value.trim().replace(/\.$/, '').toLowerCase());

for (const hint of document.querySelectorAll('#term-sheet .scripted')) hint.hidden = false;
table.classList.add('asks');

function judge(input) {
  const row = rowOf(input), value = input.value.trim(), was = row.querySelector('[name^="was."]').value;
  const changed = value !== was;
  const differs = value !== '' && !('free' in row.dataset) && written(value) !== (row.dataset.proposed || undefined);
  row.classList.toggle('asked', changed && (differs || 'had' in row.dataset));
  row.classList.toggle('unsaved', changed);
}

function step(input, by) {
  const next = inputs[inputs.indexOf(input) + by];
  if (!next) return;
  next.focus();
  next.select();
}

for (const input of inputs) {
  judge(input);
  input.addEventListener('input', () => {
    judge(input);
    const found = written(input.value);
    const longer = symbols.some(s => s !== found && s.toLowerCase().startsWith(input.value.trim().toLowerCase()));
    if (found && !longer && !rowOf(input).classList.contains('asked')) step(input, 1);
  });
  input.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === 'ArrowDown' || e.key === 'Enter') step(input, 1);
    else if (e.key === 'ArrowUp') step(input, -1);
    else if (e.key === ' ') {
      if (rowOf(input).dataset.proposed) input.value = rowOf(input).dataset.proposed;
      judge(input);
      step(input, 1);
    } else return;
    e.preventDefault();
  });
}
table.addEventListener('change', e => { if (e.target.matches('.mark-in')) judge(e.target); });
(inputs.find(i => i.getAttribute('aria-invalid')) ?? inputs.find(i => !i.value && !rowOf(i).classList.contains('gone')))?.focus({ preventScroll: true });
