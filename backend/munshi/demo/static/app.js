/** Starts the page: loads who can be played, opens the phones that the address names, listens for news. */

import * as api from "./api.js";
import { face } from "./avatar.js";
import { Cast } from "./cast.js";
import * as clock from "./clock.js";
import { Desk } from "./desk.js";
import { fill, h, icon } from "./dom.js";
import { listen } from "./events.js";
import { People } from "./people.js";
import { Phone } from "./phone.js";
import { Sending } from "./sending.js";
import { Store } from "./store.js";

const small = matchMedia("(max-width: 760px)");
const part = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

const cast = new Cast();
const store = new Store();
const sending = new Sending(store, (key) => cast.player(key, store.chats.get(key)?.name).name);
const desk = new Desk(() => arrange());
const people = new People(part("people-list"), { cast, store, desk });
/** @type {Map<string, Phone>} */
const phones = new Map();

/** Opens and closes phones as the desk says. */
function arrange() {
  for (const key of [...phones.keys()].filter((each) => !desk.open.includes(each))) closePhone(key);
  for (const key of desk.open.filter((each) => !phones.has(each) && cast.stage(each))) openPhone(key);
  for (const [key, phone] of phones) phone.element.classList.toggle("current", key === desk.current);
  document.body.classList.toggle("in-chat", desk.current !== null && phones.has(desk.current));
  people.mark();
  tabs();
  const current = phones.get(desk.current ?? "");
  current?.element.scrollIntoView({ inline: "nearest", block: "nearest" });
  if (!small.matches) current?.composer.focus();
  see();
}

/** @param {string} key */
function closePhone(key) {
  phones.get(key)?.element.remove();
  phones.delete(key);
}

/** @param {string} key */
function openPhone(key) {
  const phone = new Phone(key, { store, sending, cast, desk });
  phones.set(key, phone);
  part("phones").append(phone.element);
  if (store.chat(key).messages) phone.show();
  else store.open(key).catch(() => undefined); // read anew when the line is up
}

/** The switcher of a phone-sized screen. */
function tabs() {
  const tab = (/** @type {string} */ key) => {
    const player = cast.player(key, store.chats.get(key)?.name);
    const unread = store.chat(key).unread;
    const badge = unread ? h("span", { class: "badge", "aria-label": `${unread} unread` }, unread) : null;
    return h(
      "button",
      { type: "button", "aria-pressed": String(key === desk.current), onclick: () => desk.show(key) },
      face(player.name, player.person),
      h("span", {}, player.name.split(" ")[0], h("small", {}, player.roles[0] ?? "new")),
      badge,
    );
  };
  const more = h(
    "button",
    { type: "button", class: "more", onclick: () => desk.leave() },
    icon("plus"),
    "Person",
  );
  fill(part("tabs"), desk.open.filter((key) => phones.has(key)).map(tab), more);
}

/** What is before the eyes has been seen. */
function see() {
  if (document.visibilityState !== "visible") return;
  for (const key of phones.keys()) if (!small.matches || key === desk.current) void store.see(key);
}

/** Looks after the assistant for as long as the page is open, more often while it is away. */
async function watch() {
  const reachable = document.visibilityState === "hidden" || (await store.look());
  setTimeout(watch, reachable ? 15_000 : 2_000);
}

/** @param {any} event */
async function hear(event) {
  if (event.event === "message") store.put(event.message);
  if (event.event === "state") store.move(event.wamid, event.state, event.error);
  if (event.event === "typing") store.typing(`${event.number}/${event.person}`, event.seconds);
  if (event.event === "reset") await renew();
}

/** Reads everything again, because something may have been missed. */
async function renew() {
  if (!cast.stages.length) await begin();
  clock.set((await api.clock()).now);
  await store.load();
  sending.resume();
}

/** The first reading of all. */
async function begin() {
  await cast.load();
  desk.read();
  const first = cast.first();
  if (!phones.size && first && !small.matches) desk.show(first);
  people.build();
}

/** @param {?string} text */
function notice(text) {
  part("notice").hidden = text === null;
  part("notice").textContent = text ?? "";
}

store.listeners.add((key) => {
  phones.get(key)?.show();
  people.tell(key);
  if (small.matches && desk.open.includes(key)) tabs();
  see();
  const unread = [...store.chats.values()].reduce((sum, chat) => sum + chat.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ""}Munshi: demonstration chat`;
});
document.addEventListener("visibilitychange", see);
small.addEventListener("change", arrange);
void watch();
listen({
  event: hear,
  up: () =>
    renew().then(
      () => notice(null),
      () => notice("The demonstration does not answer."),
    ),
  down: () => notice("No connection to the demonstration. Trying again…"),
});
