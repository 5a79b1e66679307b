import { html } from '../lit/lit-html.js';
import { Choice } from '../server/store.js';
import { language } from '../server/language.js';
import { t } from './words.js';

/** In which zone times are shown. */
export const zoneChoice = new Choice('zone', ['local', 'task', 'UTC']);

const LOCAL = Intl.DateTimeFormat().resolvedOptions().timeZone;
const formats = new Map();
const relatives = new Intl.RelativeTimeFormat(language, { style: 'short', numeric: 'auto' });
const STEPS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** The zone in force for what belongs to a task, or to none. */
export function zone(ofTask = 'UTC') {
  return { local: LOCAL, task: ofTask, UTC: 'UTC' }[zoneChoice.value];
}

/** The zone as the header names it. */
export function zoneName() {
  return { local: LOCAL, task: t('zone.task'), UTC: 'UTC' }[zoneChoice.value];
}

function format(options, zoneId) {
  const key = `${JSON.stringify(options)} ${zoneId}`;
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat(language, { ...options, timeZone: zoneId }));
  }
  return formats.get(key);
}

const MINUTE = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const CLOCK = { ...MINUTE, second: '2-digit' };
const DAY = { month: 'short', day: 'numeric' };
const FULL = { weekday: 'short', year: 'numeric', ...DAY, ...CLOCK, timeZoneName: 'short' };

/** By how many milliseconds a zone is ahead of UTC at an instant. */
export function offset(at, zoneId) {
  const seen = new Date(at).toLocaleString('sv', { timeZone: zoneId });
  return Date.parse(`${seen.replace(' ', 'T')}Z`) - Math.floor(at / 1_000) * 1_000;
}

/** Milliseconds as a field for date and time takes them, in the zone in force. */
export function onWall(at) {
  return new Date(at + offset(at, zone())).toISOString().slice(0, 19);
}

/** The milliseconds that such a field means. */
export function fromWall(text) {
  const wall = Date.parse(`${text}Z`);
  const near = wall - offset(wall, zone());
  return wall - offset(near, zone());
}

/** Time of day today, else with the day. In the zones of tasks the zone is told with each time. */
export function dateTime(instant, ofTask, brief = false) {
  if (!instant) return '–';
  const zoneId = zone(ofTask);
  const at = new Date(instant);
  const sameDay = format(DAY, zoneId).format(at) === format(DAY, zoneId).format(new Date());
  // A day is named where it begins.
  if (brief) return format((instant + offset(instant, zoneId)) % STEPS[0][1] ? MINUTE : { weekday: 'short' }, zoneId).format(at);
  const options = sameDay ? CLOCK : { ...DAY, ...CLOCK };
  const named = zoneChoice.value === 'task' ? { ...options, timeZoneName: 'short' } : options;
  return format(named, zoneId).format(at);
}

/** Everything about an instant, the zone too. */
export function fullTime(instant, ofTask) {
  return instant ? format(FULL, zone(ofTask)).format(new Date(instant)) : '–';
}

/** Everything about an instant, to the millisecond. */
export function exactTime(instant, ofTask) {
  return format({ ...FULL, fractionalSecondDigits: 3 }, zone(ofTask)).format(new Date(instant));
}

/** Such as "in 5 min." or "3 hr. ago". */
export function relative(instant, now = Date.now()) {
  if (!instant) return '–';
  const distance = new Date(instant) - now;
  const [unit, size] =
    STEPS.find(([, length]) => Math.abs(distance) >= length) ?? STEPS[STEPS.length - 1];
  return relatives.format(Math.trunc(distance / size), unit);
}

/** Milliseconds of an ISO-8601 duration; null of null. */
export function millis(iso) {
  if (iso === null || iso === undefined) return null;
  const parts = /^(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(-?[\d.]+)S)?$/.exec(iso);
  if (!parts) return null;
  const [, sign, days = 0, hours = 0, minutes = 0, seconds = 0] = parts;
  const total = ((days * 24 + +hours) * 60 + +minutes) * 60_000 + seconds * 1_000;
  return sign ? -total : total;
}

const numbers = [0, 1].map(
  (digits) => new Intl.NumberFormat(language, { maximumFractionDigits: digits }),
);

/** A whole number as people write it. */
export function count(number) {
  return numbers[0].format(number);
}

/** A length of time in two units at most. */
export function duration(ms) {
  if (ms === null || ms === undefined) return '–';
  const value = Math.max(0, ms);
  if (value < 1) return '<1 ms';
  if (value < 1_000) return `${numbers[0].format(value)} ms`;
  if (value < 60_000) return `${numbers[1].format(value / 1_000)} s`;
  const minutes = Math.floor(value / 60_000);
  if (minutes < 60) return `${minutes} min ${Math.floor((value % 60_000) / 1_000)} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** Milliseconds between two instants; the second may be missing: until now. */
export function between(from, to, now = Date.now()) {
  return from ? (to ? new Date(to) : now) - new Date(from) : null;
}

/** An instant as a time of day; all of it to whoever asks. */
export function when(instant) {
  return html`<span title=${fullTime(instant)}>${dateTime(instant)}</span>`;
}

/** An instant as seen from now; all of it to whoever asks. */
export function ago(instant) {
  return html`<span title=${fullTime(instant)}>${relative(instant)}</span>`;
}
