/** The list of those one can be, by business, with what is new for them. */

import { face, sign } from "./avatar.js";
import { rolesOf } from "./cast.js";
import * as clock from "./clock.js";
import { fill, h, icon } from "./dom.js";
import { preview } from "./preview.js";

const MOST_NEWCOMERS = 10;

export class People {
  /**
   * @param {HTMLElement} element
   * @param {{cast: import("./cast.js").Cast, store: import("./store.js").Store, desk: import("./desk.js").Desk}} parts
   */
  constructor(element, { cast, store, desk }) {
    this.element = element;
    this.cast = cast;
    this.store = store;
    this.desk = desk;
    /** @type {Map<string, {row: HTMLElement, show: () => void}>} */
    this.rows = new Map();
    /** @type {Map<string, HTMLElement>} the last line of each business, where newcomers come in */
    this.doors = new Map();
  }

  /** Everything, once it is known who can be played. */
  build() {
    const sections = this.cast.stages.map((stage) => this.#stage(stage));
    fill(this.element, sections.length > 1 ? this.#signs(sections) : null, sections);
    const newcomers = Object.keys(this.cast.newcomers).slice(-MOST_NEWCOMERS);
    for (const key of [...this.store.chats.keys(), ...newcomers]) this.tell(key);
    this.mark();
  }

  /** A chat has changed, or somebody has come in. @param {string} key */
  tell(key) {
    const number = key.split("/")[0];
    if (!this.rows.has(key)) this.doors.get(number)?.before(h("li", {}, this.#row(key)));
    this.rows.get(key)?.show();
  }

  /** Shows which are open. */
  mark() {
    for (const [key, { row }] of this.rows)
      row.setAttribute("aria-current", String(this.desk.open.includes(key)));
  }

  /** A way to each business, for the list is longer than the screen. @param {HTMLElement[]} sections */
  #signs(sections) {
    const ways = this.cast.stages.map((stage, place) =>
      h(
        "button",
        { type: "button", title: stage.name, onclick: () => sections[place].scrollIntoView() },
        sign(stage.kind),
        stage.name,
      ),
    );
    return h("nav", { class: "signs", "aria-label": "Businesses" }, ways);
  }

  /** @param {import("./types.js").Stage} stage */
  #stage(stage) {
    const id = `stage-${stage.number}`;
    const head = h(
      "header",
      {},
      sign(stage.kind),
      h("div", {}, h("h2", { id }, stage.name), h("p", {}, stage.address ?? stage.display_number)),
    );
    const rows = stage.people.map((player) => h("li", {}, this.#row(`${stage.number}/${player.person}`)));
    const door = h("li", {}, this.#newcomer(stage));
    this.doors.set(stage.number, door);
    return h("section", { "aria-labelledby": id }, head, h("ul", {}, rows, door));
  }

  /** @param {string} key */
  #row(key) {
    const player = this.cast.player(key, this.store.chats.get(key)?.name);
    const line = h("span", { class: "person-line", dir: "auto" });
    const time = h("span", { class: "person-time" });
    const badge = h("span", { class: "badge", hidden: true });
    const role = h("span", { class: "role" }, rolesOf(player));
    const name = h("span", { class: "person-name" }, h("b", {}, player.name), role);
    const row = h(
      "button",
      { type: "button", class: "person", dataset: { key }, onclick: () => this.desk.show(key) },
      face(player.name, player.person),
      h("span", { class: "person-text" }, name, line),
      h("span", { class: "person-side" }, time, badge),
    );
    const show = () => {
      const chat = this.store.chats.get(key);
      line.textContent = chat?.typing ? "typing…" : chat?.last ? preview(chat.last) : "";
      line.classList.toggle("is-typing", Boolean(chat?.typing));
      time.textContent = chat?.last ? clock.brief(chat.last.at) : "";
      badge.hidden = !chat?.unread;
      badge.textContent = String(chat?.unread ?? 0);
      badge.setAttribute("aria-label", `${chat?.unread ?? 0} unread`);
    };
    show();
    this.rows.set(key, { row, show });
    return row;
  }

  /** @param {import("./types.js").Stage} stage */
  #newcomer(stage) {
    const name = h("input", {
      "aria-label": `Name of a new customer of ${stage.name}`,
      placeholder: "Somebody new: a name",
      maxlength: 40,
      required: true,
      autocomplete: "off",
      dir: "auto",
    });
    const form = h(
      "form",
      { class: "newcomer" },
      icon("plus"),
      name,
      h("button", { type: "submit" }, "Open"),
    );
    form.addEventListener("submit", (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      const key = this.cast.invent(stage, name.value.trim() || "New customer");
      name.value = "";
      this.tell(key);
      this.desk.show(key);
    });
    return form;
  }
}
