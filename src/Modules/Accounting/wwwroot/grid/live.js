// Hears from the server in which lessons something was recorded, and fetches those. A window that nobody looks at asks for nothing, and
// looks at everything when it is looked at again.

/** onLesson(state of a lesson); `all` names the lessons to look at where something may have been missed. */
export function live(course, onLesson, all) {
  let source = null, heard = false, busy = false;
  const wanted = new Set();

  async function fetchWanted() {
    if (busy) return;
    busy = true;
    for (const lesson of wanted) {
      wanted.delete(lesson);
      try {
        const answer = await fetch(`/api/v1/journal/lessons/${lesson}`, { credentials: 'same-origin', headers: { Accept: 'application/json' } });
        if (answer.ok) onLesson(await answer.json());
      } catch { /* when the network is back, the stream says so */ }
    }
    busy = false;
  }

  const want = lessons => { for (const lesson of lessons) wanted.add(lesson); fetchWanted(); };

  function listen() {
    source = new EventSource(`/api/v1/journal/${course}/live`);
    source.addEventListener('lesson', e => want([e.data]));
    source.addEventListener('page', () => want(all()));
    source.addEventListener('open', () => { if (heard) want(all()); heard = true; });
  }

  function look() {
    if (document.hidden) { source?.close(); source = null; }
    else if (!source) listen();
  }

  document.addEventListener('visibilitychange', look);
  addEventListener('pagehide', () => { source?.close(); source = null; });
  addEventListener('pageshow', look);
  look();
}
