/** Times as a phone in India shows them, by the clock of the demonstration, which may stand elsewhere than ours. */

const ZONE = "Asia/Kolkata"; // where the demonstration businesses are
const DAY = 86_400_000;

const clockTime = new Intl.DateTimeFormat("en-IN", {
  hour: "numeric",
  minute: "2-digit",
  hour12: true,
  timeZone: ZONE,
});
const calendarDay = new Intl.DateTimeFormat("en-CA", { dateStyle: "short", timeZone: ZONE });
const weekday = new Intl.DateTimeFormat("en-IN", { weekday: "long", timeZone: ZONE });
const longDate = new Intl.DateTimeFormat("en-IN", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: ZONE,
});

let ahead = 0;

/** @param {string} moment what the simulator's clock said just now, ISO 8601 */
export function set(moment) {
  ahead = Date.parse(moment) - Date.now();
}

/** @returns {Date} */
export const now = () => new Date(Date.now() + ahead);

/** @param {string} moment ISO 8601 @returns {string} such as "7:05 pm" */
export const time = (moment) => clockTime.format(new Date(moment)).toLowerCase();

/** @param {string} moment ISO 8601 @returns {string} "2026-11-24"; equal for moments of one day */
export const dayOf = (moment) => calendarDay.format(new Date(moment));

/** @param {string} moment ISO 8601 @returns {string} "Today", "Yesterday", "Monday" or "3 November 2026" */
export function dayName(moment) {
  const date = new Date(moment);
  const days = daysAgo(date);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  return days > 1 && days < 7 ? weekday.format(date) : longDate.format(date);
}

/** @param {string} moment ISO 8601 @returns {string} the time of today, else the day */
export const brief = (moment) => (daysAgo(new Date(moment)) === 0 ? time(moment) : dayName(moment));

/** @param {Date} date */
const daysAgo = (date) =>
  Math.round((Date.parse(calendarDay.format(now())) - Date.parse(calendarDay.format(date))) / DAY);
