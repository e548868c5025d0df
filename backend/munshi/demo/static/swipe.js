/** Swiping a message to the right replies to it, as on a phone. */

const FAR = 64; // pixels that count as meant
const SLACK = 12; // pixels before it is told from scrolling

/**
 * @param {HTMLElement} list whose rows can be swiped
 * @param {(row: HTMLElement) => void} swiped
 */
export function onSwipe(list, swiped) {
  /** @type {?{row: HTMLElement, x: number, y: number, far: number}} */
  let swipe = null;
  const end = (/** @type {boolean} */ meant) => {
    if (!swipe) return;
    const { row, far } = swipe;
    row.style.transform = "";
    swipe = null;
    if (meant && far >= FAR) swiped(row);
  };
  list.addEventListener("pointerdown", (event) => {
    const row = /** @type {Element} */ (event.target).closest(".row");
    if (event.pointerType === "touch" && row)
      swipe = { row: /** @type {HTMLElement} */ (row), x: event.clientX, y: event.clientY, far: 0 };
  });
  list.addEventListener("pointermove", (event) => {
    if (!swipe) return;
    swipe.far = Math.min(event.clientX - swipe.x, FAR + SLACK);
    if (Math.abs(event.clientY - swipe.y) > Math.max(SLACK, swipe.far)) end(false);
    else if (swipe.far > SLACK) swipe.row.style.transform = `translateX(${swipe.far - SLACK}px)`;
  });
  list.addEventListener("pointerup", () => end(true));
  list.addEventListener("pointercancel", () => end(false));
}
