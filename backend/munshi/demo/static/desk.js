/** Which chats are open, and which is before the eyes on a phone; both stand in the address, so a reload keeps them. */

const MOST = 6;

export class Desk {
  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    /** @type {string[]} */
    this.open = [];
    /** @type {?string} */
    this.current = null;
    addEventListener("popstate", () => this.read());
  }

  /** Takes what the address says. */
  read() {
    const said = new URLSearchParams(location.hash.slice(1));
    this.open = (said.get("open") ?? "").split(",").filter((key) => /^[^/]+\/[^/]+$/.test(key));
    this.current = this.open.find((key) => key === said.get("at")) ?? null;
    this.changed();
  }

  /** @param {string} key opens a chat, or goes to it; the one that was opened first makes room for a seventh */
  show(key) {
    if (!this.open.includes(key)) this.open = [...this.open, key].slice(-MOST);
    this.#go(key);
  }

  /** @param {string} key */
  close(key) {
    this.open = this.open.filter((each) => each !== key);
    this.#go(this.current === key ? null : this.current);
  }

  /** Back to the list of people, on a phone. */
  leave() {
    this.#go(null);
  }

  /** @param {?string} key */
  #go(key) {
    const address = `#open=${this.open.join(",")}${key ? `&at=${key}` : ""}`;
    if (location.hash !== address) history.pushState(null, "", address);
    this.current = key;
    this.changed();
  }
}
