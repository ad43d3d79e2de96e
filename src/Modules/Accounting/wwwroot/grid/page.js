// The page as the server drew it: its table, its data, its words.

export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
export const data = JSON.parse($('#journal-data').textContent);
export const table = $('#journal');
export const sheet = $('.ledger');
export const rows = table ? [...table.tBodies[0].rows] : [];
export const heads = table ? [...table.tHead.rows[1].cells] : [];
export const cols = table ? $$('col', table) : [];
export const R = rows.length;
export const L = data.lessons.length;
export const td = (r, c) => rows[r].cells[c + 1];
export const names = rows.map(row => row.cells[0].firstChild.data.trim());
export const lessonId = c => `${data.course}/${data.lessons[c].d}/${data.lessons[c].s}`;
export const columnOf = Object.fromEntries(data.lessons.map((_, c) => [lessonId(c), c]));
export const rowOf = Object.fromEntries(data.pupils.map((p, r) => [p, r]));

export const say = (key, ...args) => args.reduce((text, arg, i) => text.replaceAll(`{${i}}`, arg), data.texts[key]);
const place = data.locale, zone = data.zone;
export const clock = new Intl.DateTimeFormat(place, { hour: '2-digit', minute: '2-digit', timeZone: zone });
export const moment = new Intl.DateTimeFormat(place, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone });
export const dayShort = new Intl.DateTimeFormat(place, { day: 'numeric', month: 'short', timeZone: 'UTC' });
export const dayLong = new Intl.DateTimeFormat(place, { day: 'numeric', month: 'long', timeZone: 'UTC' });
const decimal = new Intl.NumberFormat(place, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
export const number = value => new Intl.NumberFormat(place).format(value);
export const hundredths = value => decimal.format(value / 100);
export const day = (c, format = dayShort) => format.format(new Date(data.lessons[c].d));
export const dated = (iso, format = dayShort) => format.format(new Date(iso));

export const text = (node, value) => { node.textContent = value; return node; };
export const make = (tag, value, className) => { const node = text(document.createElement(tag), value ?? ''); if (className) node.className = className; return node; };
export const dialog = id => $(`dialog#${id}`);
