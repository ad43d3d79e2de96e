// What may stand in a cell, by the school's own tables: grades and codes of attendance are data.

/** The letter a key carries in the Russian layout, whatever layout is on. */
export const RUSSIAN = { KeyQ: 'Й', KeyW: 'Ц', KeyE: 'У', KeyR: 'К', KeyT: 'Е', KeyY: 'Н', KeyU: 'Г', KeyI: 'Ш', KeyO: 'Щ', KeyP: 'З', BracketLeft: 'Х', BracketRight: 'Ъ', KeyA: 'Ф', KeyS: 'Ы', KeyD: 'В', KeyF: 'А', KeyG: 'П', KeyH: 'Р', KeyJ: 'О', KeyK: 'Л', KeyL: 'Д', Semicolon: 'Ж', Quote: 'Э', KeyZ: 'Я', KeyX: 'Ч', KeyC: 'С', KeyV: 'М', KeyB: 'И', KeyN: 'Т', KeyM: 'Ь', Comma: 'Б', Period: 'Ю', Backquote: 'Ё' };

/** A deferred grade. */
export const POINT = '.';
const MOST = 4;
const same = (a, b) => a.toLocaleLowerCase('ru') === b.toLocaleLowerCase('ru');

export function marks(rules) {
  const gradeOf = word => rules.grades.find(g => same(g.s, word));
  const codeOf = word => rules.codes.find(a => same(a.l, word));
  const read = new Map();

  /** Takes a cell's text apart; null when it is not of this school's marks. */
  function parse(value) {
    let parts = read.get(value);
    if (parts === undefined) {
      parts = take(value);
      if (read.size < 500) read.set(value, parts);
    }
    return parts;
  }

  function take(value) {
    const words = value.trim().split(/\s+/).filter(Boolean);
    const code = words.length ? codeOf(words[0]) : undefined;
    if (code) words.shift();
    const point = words.at(-1) === POINT;
    if (point) words.pop();
    if (words.length > (point ? 0 : 1)) return null;
    const grades = words.length ? words[0].split('/').map(gradeOf) : [];
    return grades.includes(undefined) || grades.length > MOST ? null : { code, grades, point };
  }

  const written = parts => [parts.code?.l, parts.grades.map(g => g.s).join('/'), parts.point && POINT].filter(Boolean).join(' ');

  /** The text as the journal writes it, or null. */
  function canonical(value) {
    const parts = parse(value);
    return parts && written(parts);
  }

  function kindOf(value) {
    const parts = parse(value);
    return !parts ? '' : parts.grades.some(g => g.low) ? 'd' : parts.code?.k ?? '';
  }

  /** A grade joins a "late" mark, a point joins any mark of attendance, and the other way round; everything else replaces. */
  function compose(old, typed) {
    const before = parse(old), now = parse(typed);
    if (!before || !now) return typed;
    if (!now.code && (now.grades.length ? before.code?.k === 'o' || before.point : now.point)) return written({ ...now, code: before.code });
    if (now.code && !now.grades.length && !now.point && (before.point || now.code.k === 'o')) return written({ ...before, code: now.code });
    return typed;
  }

  /** Whether something that stands would give way: what the server asks a reason for. */
  function isCorrection(old, now) {
    const before = parse(old), after = parse(now);
    return !before || !after ? old !== '' : Boolean(before.code && before.code !== after.code) || before.grades.some((g, i) => after.grades[i] !== g);
  }

  return { gradeOf, codeOf, parse, canonical, kindOf, compose, isCorrection, absence: rules.codes.find(a => a.k === 'n')?.l };
}
