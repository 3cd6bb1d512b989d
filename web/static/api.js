// Talking to the server, and the words and small pieces every part of the page shares.

export const words = JSON.parse(document.getElementById("words").textContent);
export const textLimit = Number(document.body.dataset.textLimit);

export class Refused extends Error {
  constructor(status) {
    super(`the server answered ${status}`);
    this.status = status;
  }
}

async function asked(path, options) {
  const response = await fetch(path, options);
  if (!response.ok) throw new Refused(response.status);
  return response.json();
}

export const get = (path) => asked(path, { cache: "no-store" });

export const post = (path, body) =>
  asked(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** A copy of what a <template> of the page contains. */
export const copy = (id) =>
  document.getElementById(id).content.firstElementChild.cloneNode(true);

export const say = (word, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words[word]);

/** The round letter that stands for a person: of the given name, which comes last. */
export function drawFace(element, person) {
  const given = person.name.trim().split(/\s+/).pop() ?? "";
  element.textContent = given.slice(0, 1).toLocaleUpperCase("vi");
  element.dataset.tint = Number(person.chat.slice(1)) % 6;
}

/** Where a person belongs, in a few words: roles, then places. */
export const belongs = (person) => [person.roles.join(", "), ...person.places].filter(Boolean).join(" · ");
