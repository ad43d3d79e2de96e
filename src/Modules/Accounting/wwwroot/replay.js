// The slider of a replayed page: moving it opens that step, the arrow keys go event by event.
const bar = document.getElementById('replay');
const slider = document.getElementById('replay-step');
const link = forward => bar.querySelector(forward ? '[data-forward]' : '[data-back]').href;

slider.addEventListener('change', () => slider.form.requestSubmit());
document.addEventListener('keydown', e => {
  if (e.altKey || e.ctrlKey || e.metaKey || e.shiftKey || (e.key !== 'ArrowLeft' && e.key !== 'ArrowRight')) return;
  if (e.target.closest('input, textarea, select, dialog, table[role=grid]') && e.target !== slider) return;
  e.preventDefault();
  const forward = e.key === 'ArrowRight', step = Number(bar.dataset.step);
  if (forward ? step < Number(bar.dataset.steps) : step > 0) location.assign(link(forward));
});
slider.focus({ preventScroll: true });
