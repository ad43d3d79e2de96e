// The lesson's page: a row of the КТП fills the topic in; Enter in an empty homework repeats the last one, its figures ready to be changed.

const byId = id => document.getElementById(id);
const plan = byId('lesson-plan'), topic = byId('lesson-topic'), homework = byId('lesson-homework'), minutes = byId('lesson-minutes');

plan?.addEventListener('change', () => {
  const words = plan.selectedOptions[0].dataset.topic;
  if (words && topic) topic.value = words;
});

homework?.addEventListener('keydown', e => {
  const { last, minutes: spent } = homework.dataset;
  if (e.key !== 'Enter' || e.shiftKey || e.ctrlKey || e.metaKey || e.isComposing || homework.value.trim() || !last) return;
  e.preventDefault();
  homework.value = last;
  if (spent && minutes && !minutes.value) minutes.value = spent;
  const figures = [...last.matchAll(/\d[\d–—\-, ]*/g)].at(-1);
  if (figures) homework.setSelectionRange(figures.index, figures.index + figures[0].trimEnd().length);
});
