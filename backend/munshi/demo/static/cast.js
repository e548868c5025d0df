/** Who can be played: the people of the businesses, and newcomers whom the page invents. */

import { cast } from "./api.js";

/** @typedef {import("./types.js").Stage} Stage */
/** @typedef {import("./types.js").Player} Player */

const ORDER = ["shop", "restaurant", "repair", "workshop"];
const ROLES = ["customer", "owner", "manager", "employee"];
const KEPT = "munshi.newcomers";

export class Cast {
  constructor() {
    /** @type {Stage[]} */
    this.stages = [];
    /** @type {Record<string, string>} names of newcomers by key */
    this.newcomers = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
  }

  async load() {
    const rank = (/** @type {Stage} */ stage) =>
      (ORDER.indexOf(stage.kind) + ORDER.length + 1) % (ORDER.length + 1);
    this.stages = (await cast()).sort((one, other) => rank(one) - rank(other));
    for (const stage of this.stages) stage.people.sort((one, other) => roleRank(one) - roleRank(other));
  }

  /** @param {string} key @returns {Stage | undefined} */
  stage(key) {
    return this.stages.find((stage) => stage.number === key.split("/")[0]);
  }

  /** The person behind a key; somebody whom nobody knows is a customer. @param {string} key @param {string} [name] @returns {Player} */
  player(key, name) {
    const person = key.split("/")[1];
    const known = this.stage(key)?.people.find((each) => each.person === person);
    return known ?? { person, name: this.newcomers[key] ?? name ?? person, roles: [], language: null };
  }

  /** Somebody new, with a number that nobody has. @param {Stage} stage @param {string} name @returns {string} the key */
  invent(stage, name) {
    const key = `${stage.number}/9198${String(crypto.getRandomValues(new Uint32Array(1))[0] % 1e8).padStart(8, "0")}`;
    this.newcomers[key] = name;
    localStorage.setItem(KEPT, JSON.stringify(this.newcomers));
    return key;
  }

  /** Whom a newcomer to the page is first: a customer of the first business that has people. @returns {?string} */
  first() {
    const stage = this.stages.find((each) => each.people.length > 0);
    const customers = stage?.people.filter((each) => each.roles.includes("customer")) ?? [];
    const player = customers.find((each) => each.language === "hinglish") ?? customers[0] ?? stage?.people[0];
    return player ? `${stage.number}/${player.person}` : null;
  }
}

/** @param {Player} player @returns {string} such as "owner" or "manager, employee" */
export const rolesOf = (player) =>
  [...player.roles].sort((one, other) => ROLES.indexOf(one) - ROLES.indexOf(other)).join(", ") ||
  "new customer";

/** @param {Player} player */
const roleRank = (player) => Math.min(...player.roles.map((role) => ROLES.indexOf(role)), ROLES.length);
