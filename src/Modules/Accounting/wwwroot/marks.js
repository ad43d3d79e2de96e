// What may stand in a cell, by the school's own tables: grades and codes of attendance are data.

/** The letter a key carries in the Russian layout, whatever layout is on. */
export const RUSSIAN = { KeyQ: 'Й', KeyW: 'Ц', KeyE: 'У', KeyR: 'К', KeyT: 'Е', KeyY: 'Н', KeyU: 'Г', KeyI: 'Ш', KeyO: 'Щ', KeyP: 'З', BracketLeft: 'Х', BracketRight: 'Ъ', KeyA: 'Ф', KeyS: 'Ы', KeyD: 'В', KeyF: 'А', KeyG: 'П', KeyH: 'Р', KeyJ: 'О', KeyK: 'Л', KeyL: 'Д', Semicolon: 'Ж', Quote: 'Э', KeyZ: 'Я', KeyX: 'Ч', KeyC: 'С', KeyV: 'М', KeyB: 'И', KeyN: 'Т', KeyM: 'Ь', Comma: 'Б', Period: 'Ю', Backquote: 'Ё' };
const same = (a, b) => a.toLocaleLowerCase('ru') === b.toLocaleLowerCase('ru');

export function marks(rules) {
  const gradeOf = word => rules.grades.find(g => same(g.s, word));
  const codeOf = word => rules.codes.find(a => same(a.l, word));

  /** Takes a cell's text apart; null when it is not of this school's marks. */
  function parse(value) {
    const words = value.trim().split(/\s+/).filter(Boolean);
    const code = words.length ? codeOf(words[0]) : undefined;
    if (code) words.shift();
    if (words.length > 1) return null;
    const grades = words.length ? words[0].split('/').map(gradeOf) : [];
    return grades.includes(undefined) ? null : { code, grades };
  }

  /** The text as the journal writes it, or null. */
  function canonical(value) {
    const parts = parse(value);
    return parts && [parts.code?.l, parts.grades.map(g => g.s).join('/')].filter(Boolean).join(' ');
  }

  function kindOf(value) {
    const parts = parse(value);
    return !parts ? '' : parts.grades.some(g => g.low) ? 'd' : parts.code?.k ?? '';
  }

  /** A grade joins a "late" mark and the other way round; everything else replaces. */
  function compose(old, typed) {
    const before = parse(old), now = parse(typed);
    if (!before || !now) return typed;
    if (now.grades.length && !now.code && before.code?.k === 'o') return `${before.code.l} ${typed}`;
    if (now.code?.k === 'o' && before.grades.length) return `${typed} ${before.grades.map(g => g.s).join('/')}`;
    return typed;
  }

  const isCorrection = (old, now) => old !== '' && !now.startsWith(old + '/') && !(kindOf(old) === 'o' && now.startsWith(old + ' ')) && !now.endsWith(' ' + old);

  return { gradeOf, codeOf, parse, canonical, kindOf, compose, isCorrection, absence: rules.codes.find(a => a.k === 'n')?.l };
}
