// The demo clock: three buttons that move time, and the time as it moves.

import { get, post, say } from "./api.js";

const bar = document.getElementById("clock");

export function show({ text, iso, running }) {
  if (!bar) return;
  const now = document.getElementById("now");
  now.textContent = text;
  now.dateTime = iso;
  bar.classList.toggle("moving", running);
  document.getElementById("running").firstElementChild.hidden = !running;
  for (const button of bar.querySelectorAll("button")) button.disabled = running;
}

export const refresh = async () => bar && show(await get("/api/clock"));

async function move(step) {
  const now = document.getElementById("now");
  show({ text: now.textContent, iso: now.dateTime, running: true });
  try {
    const others = document.getElementById("others").checked;
    const mine = location.hash.slice(1).split(",").filter(Boolean);
    show(await post("/api/clock", { step, others_answer: others, mine }));
  } catch {
    await refresh().catch(() => show({ text: say("clockFailed"), iso: now.dateTime, running: false }));
  }
}

if (bar) {
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-step]");
    if (button) move(button.dataset.step);
  });
}
