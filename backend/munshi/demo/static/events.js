/** The live line to the simulator: opened again whenever it breaks, and told of when it is up or down. */

import { eventsUrl } from "./api.js";

const PAUSES = [500, 1_000, 2_000, 4_000, 8_000];

/**
 * @param {{event: (event: any) => void, up: () => void, down: () => void}} on
 *   `up` follows every opening, and everything before it may have been missed
 */
export function listen(on) {
  let failures = 0;
  const open = () => {
    const socket = new WebSocket(eventsUrl());
    socket.onopen = () => {
      failures = 0;
      on.up();
    };
    socket.onmessage = (message) => on.event(JSON.parse(message.data));
    socket.onclose = () => {
      on.down();
      setTimeout(open, PAUSES[Math.min(failures++, PAUSES.length - 1)]);
    };
  };
  open();
}
