/** The card of a payment in the chat: what is to be paid, and buttons that pay it, fail, or say how it stands. */

import { h } from "./dom.js";

/** @param {string} number @param {any} parameters of Meta's order_details */
export function card(number, parameters) {
  const lines = parameters.order.items.map((/** @type {any} */ item) =>
    h("li", {}, h("span", { dir: "auto" }, item.name), h("span", {}, rupees(item.amount))),
  );
  for (const part of ["tax", "shipping"])
    if (parameters.order[part]?.value) lines.push(h("li", {}, h("span", {}, part), h("span", {}, rupees(parameters.order[part]))));
  const state = h("p", { class: "footer", role: "status" });
  const buttons = h("div", { class: "choices" });
  const show = (/** @type {any} */ found) => {
    const open = found && found.status === "pending" && found.order === "pending";
    state.textContent = found ? (open ? (found.attempts ? "failed, can be tried again" : "to be paid") : found.status === "captured" ? "paid" : found.order) : "not known any more";
    buttons.hidden = !open;
  };
  const address = `/demo/api/payments/${encodeURIComponent(number)}/${encodeURIComponent(parameters.reference_id)}`;
  const ask = (/** @type {string | undefined} */ outcome) =>
    fetch(address, outcome ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ outcome }) } : {})
      .then((answer) => (answer.ok ? answer.json() : null))
      .then(show, () => show(null));
  for (const [outcome, title] of [["pay", `Pay ${rupees(parameters.total_amount)}`], ["fail", "Pay with a wrong PIN"]])
    buttons.append(h("button", { type: "button", class: "choice", onclick: () => ask(outcome) }, title));
  ask(undefined);
  return h("div", { class: "pay-card" }, h("ul", {}, ...lines), h("strong", {}, rupees(parameters.total_amount)), state, buttons);
}

/** @param {{value: number, offset: number}} amount */
const rupees = ({ value, offset }) =>
  new Intl.NumberFormat("en-IN", { style: "currency", currency: "INR", minimumFractionDigits: value % offset ? 2 : 0 }).format(value / offset);
