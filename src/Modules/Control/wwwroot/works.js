// Planning a control work: while somebody chooses, the limits beside the form say what holds. Without it the button "check" does the same.

const form = document.querySelector('form[data-works]'), panel = document.getElementById('limits');
const words = JSON.parse(document.getElementById('limits-words').textContent);
const part = name => document.getElementById('limits-' + name);
const fields = ['course', 'date', 'slot', 'lessons', 'work'];
let asked = 0, waiting;

function element(tag, text, properties = {}) {
  const made = Object.assign(document.createElement(tag), properties);
  made.textContent = text;
  return made;
}

function tell(name, text) {
  part(name).textContent = text ?? '';
  part(name).hidden = !text;
}

function line({ holds, says, found }) {
  const item = element('li', '', { className: holds ? 'ok' : 'off' });
  item.append(element('span', (holds ? words.holds : words.broken) + ':', { className: 'sr' }), ' ' + says, element('small', found));
  return item;
}

function day({ date, slot, says }) {
  const button = element('button', says, { type: 'button' });
  button.addEventListener('click', () => {
    form.elements.date.value = date;
    form.elements.slot.value = slot;
    ask();
    form.elements.date.focus();
  });
  return button;
}

function show(answer) {
  part('place').textContent = answer.place ?? words.check;
  tell('problem', answer.problem);
  part('hint').hidden = answer.checks.length > 0 || !!answer.problem || answer.days.length > 0;
  part('list').replaceChildren(...answer.checks.map(line));
  tell('paper', answer.paper);
  document.getElementById('topics')?.replaceChildren(...answer.topics.map(topic => Object.assign(document.createElement('option'), { value: topic })));
  part('days').hidden = answer.days.length === 0;
  part('days').querySelector('.works-days').replaceChildren(...answer.days.map(day));
  // What will be asked for stands open; what somebody has opened stays so.
  if (answer.paper) form.querySelector('[data-part=paper]').open = true;
  if (answer.checks.some(check => !check.holds)) form.querySelector('[data-part=why]').open = true;
}

async function ask() {
  const values = new FormData(form), query = new URLSearchParams();
  for (const name of fields) if (values.get(name)) query.set(name, values.get(name));
  if (!query.has('course')) return;
  const mine = ++asked;
  try {
    const answer = await fetch(`${panel.dataset.address}?${query}`, { headers: { accept: 'application/json' } });
    // A later question has been asked meanwhile.
    if (answer.ok && mine === asked) show(await answer.json());
  } catch {
    // Without a network the button still asks, and saving judges in any case.
  }
}

form.querySelector('[name=check]').hidden = true;
form.addEventListener('input', e => {
  if (!fields.includes(e.target.name)) return;
  // Another course or day has another lesson.
  if (e.target.name === 'course' || e.target.name === 'date') form.elements.slot.value = '';
  clearTimeout(waiting);
  waiting = setTimeout(ask, 200);
});
// A work that stands is asked about only when somebody begins to move it.
if (!form.elements.work) ask();
