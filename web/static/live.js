// The stream of news. The browser reconnects with the id of the last news; when the server refuses
// even to answer (it restarts), the browser gives up, so we open the stream again ourselves.

import { words } from "./api.js";

const AGAIN = 1500; // milliseconds

/** Calls `heard`, `said`, `clock` or `reset` of `listeners` with the data of each event. */
export function listen(listeners) {
  const offline = document.getElementById("offline");
  offline.textContent = words.offline;
  let last = "";

  const open = () => {
    const stream = new EventSource(`/api/events${last && `?last=${encodeURIComponent(last)}`}`);
    stream.onopen = () => (offline.hidden = true);
    stream.onerror = () => {
      offline.hidden = false;
      if (stream.readyState === EventSource.CLOSED) setTimeout(open, AGAIN);
    };
    for (const [name, listener] of Object.entries(listeners)) {
      stream.addEventListener(name, (event) => {
        last = event.lastEventId || last;
        listener(JSON.parse(event.data));
      });
    }
  };
  open();
}
