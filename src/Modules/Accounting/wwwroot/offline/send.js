// The way of entries to the server: one message for a burst of cells, in the order typed; each entry has its own id and is recorded once.

const BATCH = 60;

export const placeOf = item => `${item.lesson}|${item.pupil ?? ':' + item.field}`;

/** The entries that go together with the first: cells of other places, up to a text or to a place met before. */
export function burst([head, ...rest]) {
  const together = [head], taken = new Set([placeOf(head)]);
  if (head.pupil === undefined) return together;
  for (const item of rest) {
    if (item.pupil === undefined || taken.has(placeOf(item)) || together.length === BATCH) break;
    together.push(item); taken.add(placeOf(item));
  }
  return together;
}

/**
 * Sends entries. Answers { ended } when the session is over, { results: item → result or undefined, words } when the server spoke;
 * throws when it did not. An entry that waited for the network says when it was typed.
 */
export async function send(items) {
  const body = ({ since, held, refused, late, at, ...item }) => late && at ? { ...item, typed: at } : item;
  const cells = items[0].pupil !== undefined;
  const response = await fetch(cells ? '/api/v1/journal/cells' : '/api/v1/journal/lesson', {
    method: 'POST', credentials: 'same-origin', redirect: 'manual', signal: AbortSignal.timeout(15000),
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-ElJournal': '1', 'Idempotency-Key': items[0].id },
    body: JSON.stringify(cells ? { entries: items.map(body) } : body(items[0])),
  });
  if (response.status === 401 || response.type === 'opaqueredirect') return { ended: true };
  if (response.status >= 500 || response.status === 429 || response.status === 408) throw new Error(String(response.status));
  const json = await response.json().catch(() => null);
  const results = !response.ok || !json ? [] : json.results ?? [json];
  return { results: item => results.find(result => result.id === item.id), words: json?.detail ?? json?.title, status: response.status };
}
