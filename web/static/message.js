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
  const ours = ["sheet", "papers", "tep"].map((page) => `${location.origin}/${page}/`);
  return words.split(/(\s+)/).map((part) => {
    if (!ours.some((page) => part.startsWith(page))) return document.createTextNode(part);
    const link = document.createElement("a");
    link.href = link.textContent = part;
    link.target = "_blank";
    link.rel = "noopener";
    return link;
  });
}

/** A file of the house: a picture is seen, anything else is a link that saves it. */
function fileParts(file) {
  if (!file.address) {
    const gone = document.createElement("span");
    gone.className = "gone";
    gone.textContent = say("fileGone");
    return [gone];
  }
  const link = document.createElement("a");
  link.href = file.address;
  link.download = file.name;
  link.textContent = `${say("save")} ${file.name}`;
  if (!file.picture) return [link];
  const open = document.createElement("a");
  const image = document.createElement("img");
  open.href = image.src = file.address;
  open.target = "_blank";
  open.rel = "noopener";
  image.alt = say("picture");
  open.append(image);
  return [open, link];
}

/** The file of a message, drawn once: a picture is not fetched again at each piece of news. */
function showFile(element, message) {
  const key = message.file?.address ?? "gone";
  if (!message.file || element.dataset.file === key) return;
  element.dataset.file = key;
  const text = element.querySelector(".text");
  text.classList.add("file");
  const words = document.createElement("p");
  words.textContent = message.text;
  text.replaceChildren(words, ...fileParts(message.file));
}

/**
 * `open`: its question can be answered; `next`: the message after it; `typed`: its words as typed
 * here, for a message whose words the house does not keep.
 */
export function updateMessage(element, message, { open, next, typed }) {
  const text = element.querySelector(".text");
  const shown = message.text ?? typed;
  if (message.file) showFile(element, message);
  else text.replaceChildren(...withLinks(shown ?? say("purged")));
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
