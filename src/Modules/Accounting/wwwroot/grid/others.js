// Others' entries come onto the open page. What the person has typed and the server has not answered stays on top: the answer will say
// who was faster, and both values are shown then.

import { columnOf, data, rowOf, td } from './page.js';
import { cellKey, cur, keyOf, noteOf, over } from './cells.js';
import { holdCell, holdText, holdWork } from './outbox.js';
import { changed } from './totals.js';
import { showLesson } from './panel.js';
import { live } from './live.js';

function come(state) {
  const c = columnOf[state.lesson];
  if (c === undefined) return;
  for (const { pupil, average, ...now } of state.cells) {
    const r = rowOf[pupil];
    if (r === undefined || (now.version <= data.versions[r][c] && now.commentVersion <= (noteOf(r, c)?.v ?? 0))) continue;
    const own = over.has(cellKey(r, c));
    holdCell({ comment: now.comment ?? '' }, r, c, now.value, now.version, now);
    changed(r, c, average ?? null);
    if (!own) flash(td(r, c));
  }
  const lesson = data.lessons[c], free = name => !over.has(keyOf(c, ':' + name));
  if (state.topicVersion > (lesson.tv ?? 0) && free('topic')) holdText({ field: 'topic' }, c, state.topic ?? '', state.topicVersion, {});
  if (state.homeworkVersion > (lesson.hv ?? 0) && free('homework')) holdText({ field: 'homework' }, c, state.homework ?? '', state.homeworkVersion, { minutes: state.minutes });
  if (state.workTypeVersion > (lesson.wv ?? 0) && free('work_type')) holdWork(c, state.workType ?? '', state.workTypeVersion);
  if (c === cur.c) showLesson(c, true);
}

function flash(node) {
  node.classList.add('flash');
  node.addEventListener('animationend', () => node.classList.remove('flash'), { once: true });
}

/** Something may have been missed: every lesson that the page has is looked at, one after another. */
export function others() {
  live(data.course, come, () => Object.keys(columnOf));
}
