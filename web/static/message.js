// One message as it is drawn: its words, its options, and what became of it.

import { copy, say } from "./api.js";

const STATES = { failed: "failed", sending: "sending", unsent: "unsent" };

export function daySign(day) {
  const sign = document.createElement("p");
  sign.className = "day";
  sign.textContent = day;
  return sign;
}

export function newMessage(message) {
  const element = copy("message");
  element.dataset.id = message.id;
  element.classList.add(message.heard ? "heard" : "said");
  const group = element.querySelector(".options");
  group.hidden = !message.options?.length;
  for (const [place, label] of (message.options ?? []).entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.dataset.digit = place + 1;
    if (message.question_id) button.dataset.question = message.question_id;
    group.append(button);
  }
  return element;
}

/** Words, with addresses of our own pages to be opened; all other words stay words. */
function withLinks(words) {
  const ours = `${location.origin}/sheet/`;
  return words.split(/(\s+)/).map((part) => {
    if (!part.startsWith(ours)) return document.createTextNode(part);
    const link = document.createElement("a");
    link.href = link.textContent = part;
    link.target = "_blank";
    link.rel = "noopener";
    return link;
  });
}

/**
 * `open`: its question can be answered; `next`: the message after it; `typed`: its words as typed
 * here, for a message whose words the house does not keep.
 */
export function updateMessage(element, message, { open, next, typed }) {
  const text = element.querySelector(".text");
  const shown = message.text ?? typed;
  text.replaceChildren(...withLinks(shown ?? say("purged")));
  text.classList.toggle("purged", shown === undefined);
  element.querySelector("time").textContent = message.time ?? "";
  element.classList.toggle("failed", message.state === "failed" || message.state === "unsent");
  const state = message.heard ? null : STATES[message.state];
  element.querySelector(".state").textContent = state ? say(state) : "";
  element.querySelector(".again").hidden = message.state !== "unsent";
  for (const button of element.querySelectorAll(".options button")) {
    button.disabled = !open;
    button.title = open ? "" : say("closed");
    const chosen = next && !next.heard && next.text?.trim() === button.dataset.digit;
    button.classList.toggle("chosen", Boolean(chosen));
  }
}
