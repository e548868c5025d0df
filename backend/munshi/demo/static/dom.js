/** Makes elements. Text only ever becomes a text node, so nothing that people write is read as HTML. */

const SVG = "http://www.w3.org/2000/svg";
const SPRITE = "/demo/static/icons.svg";

/** @typedef {Node | string | number | false | null | undefined} Child */

/**
 * An element with attributes, listeners (`onclick`, …) and children. A class list, `dataset` and properties
 * such as `hidden` are given as in the DOM; null, undefined and false are left out.
 *
 * @param {string} tag
 * @param {Object<string, any>} [given]
 * @param {...(Child | Child[])} children
 * @returns {any} the element
 */
export function h(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "dataset") Object.assign(element.dataset, value);
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value !== "string") /** @type {any} */ (element)[name] = value;
    else element.setAttribute(name === "className" ? "class" : name, value === true ? "" : String(value));
  }
  element.append(...kept(children));
  return element;
}

/**
 * @param {Node} parent
 * @param {...(Child | Child[])} children take the place of what the parent had
 */
export function fill(parent, ...children) {
  /** @type {Element} */ (parent).replaceChildren(...kept(children));
}

/**
 * A picture from the sprite, hidden from screen readers: the button around it has the name.
 *
 * @param {string} name
 * @param {string} [className]
 */
export function icon(name, className = "icon") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${SPRITE}#${name}`);
  svg.append(use);
  return svg;
}

/**
 * A round button that shows a picture only.
 *
 * @param {string} name the picture
 * @param {string} label what a screen reader says
 * @param {() => void} onclick
 * @param {string} [className]
 */
export function iconButton(name, label, onclick, className = "round") {
  return h(
    "button",
    { type: "button", class: className, "aria-label": label, title: label, onclick },
    icon(name),
  );
}

/** @param {(Child | Child[])[]} children */
function kept(children) {
  return /** @type {(Node | string)[]} */ (
    children
      .flat()
      .filter((child) => child !== null && child !== undefined && child !== false)
      .map((child) => (typeof child === "number" ? String(child) : child))
  );
}
