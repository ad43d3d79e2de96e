// Others' entries appear on an open page: the server names the lessons in which something was recorded, the page fetches those.
// A window that nobody looks at asks for nothing, and looks at everything when it is looked at again.

/** onLesson(state of one lesson), onPage(): something may have been missed. Returns a function that ends it. */
export function live(course, onLesson, onPage) {
  let source = null, wanted = new Set(), busy = false;

  async function fetchWanted() {
    if (busy) return;
    busy = true;
    for (const lesson of wanted) {
      wanted.delete(lesson);
      try {
        const answer = await fetch(`/api/v1/journal/lessons/${lesson}`, { credentials: 'same-origin', headers: { Accept: 'application/json' } });
        if (answer.ok) onLesson(await answer.json());
      } catch { /* the stream tells when the network is back */ }
    }
    busy = false;
  }

  function listen(again) {
    source = new EventSource(`/api/v1/journal/${course}/live`);
    let first = !again;
    source.addEventListener('lesson', e => { wanted.add(e.data); fetchWanted(); });
    source.addEventListener('page', () => onPage());
    source.addEventListener('open', () => { if (!first) onPage(); first = false; });
  }

  const look = () => {
    if (document.hidden) { source?.close(); source = null; }
    else if (!source) listen(true);
  };
  document.addEventListener('visibilitychange', look);
  addEventListener('pagehide', () => { source?.close(); source = null; });
  addEventListener('pageshow', look);
  if (!document.hidden) listen(false);
}
