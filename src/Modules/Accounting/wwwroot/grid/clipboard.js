// Blocks of cells to and from a spreadsheet. What cannot be entered is skipped and listed, whatever is pasted.

import { $, data, day, dialog, L, make, names, rows, say } from './page.js';
import { box, gone, school, shown, shut } from './cells.js';
import { status } from './outbox.js';
import { write } from './writing.js';

const LONGEST = 200_000, LISTED = 50, WORDS = 40;

export function copy(e) {
  if ($('dialog[open]')) return;
  const b = box(), lines = [];
  for (let r = b.top; r <= b.bottom; r++) if (!rows[r].hidden) lines.push(data.lessons.slice(b.left, b.right + 1).map((_, i) => shown(r, b.left + i)).join('\t'));
  e.clipboardData.setData('text/plain', lines.join('\n'));
  e.preventDefault();
}

/** Only text is taken, and of that no more than the grid can hold: a whole book of another program does no harm. */
function read(clipboard) {
  const raw = clipboard.getData('text/plain').slice(0, LONGEST);
  return raw.replace(/\r?\n$/, '').split(/\r?\n/).map(line => line.split('\t', L + 1));
}

function why(raw, value, r, c) {
  if (shut[r][c]) return say(gone[r][c] ? 'gone' : 'off');
  if (value === null) return say('unknown');
  return data.lessons[c].d > data.today ? say('future') : '';
}

export function paste(e) {
  e.preventDefault();
  if (!data.write) return status();
  const lines = read(e.clipboardData), b = box(), one = lines.length === 1 && lines[0].length === 1, all = [], skipped = [];
  const targets = rows.map((_, r) => r).filter(r => r >= b.top && !rows[r].hidden && (!one || r <= b.bottom));
  const height = one ? targets.length : Math.min(lines.length, targets.length);
  for (let i = 0; i < height; i++) {
    const r = targets[i], line = one ? Array(b.right - b.left + 1).fill(lines[0][0]) : lines[i];
    line.forEach((raw, j) => {
      const c = b.left + j, words = raw.trim().slice(0, WORDS);
      if (!words) return;
      const value = c < L ? school.canonical(raw) : null, reason = c < L ? why(raw, value, r, c) : say('outside');
      if (reason) skipped.push(`${say('line', i + 1, j + 1)}: «${words}» — ${c < L ? `${names[r]}, ${day(c)}: ` : ''}${reason}`);
      else all.push({ r, c, value });
    });
  }
  const beyond = lines.slice(height).filter(line => line.some(cell => cell.trim())).length;
  if (beyond) skipped.push(say('beyond', beyond, height));
  write(all);
  if (!skipped.length) return;
  const rest = skipped.length - LISTED;
  $('ul', dialog('skipped')).replaceChildren(...skipped.slice(0, LISTED).map(line => make('li', line)), ...(rest > 0 ? [make('li', say('more', rest))] : []));
  dialog('skipped').showModal();
}
