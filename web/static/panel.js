// One open conversation: who it is, what was said and heard, and the place to answer.

import { copy, drawFace, get, pause, post, Refused, say, textLimit } from "./api.js";
import { daySign, newMessage, updateMessage } from "./message.js";
import * as people from "./people.js";

const PATIENCE = [500, 1500, 4000]; // milliseconds before each new try of an unsent message

// A UUID where the browser has it; the fallback is as unlikely to repeat.
const newKey = () =>
  crypto.randomUUID?.() ?? `m-${[...crypto.getRandomValues(new Uint32Array(4))].join("-")}`;

export class Panel {
  #messages = []; // as the server gave them, oldest first
  #pending = []; // typed here and not yet seen in the conversation
  #drawn = new Map(); // id -> element
  #typed = new Map(); // key -> text, for messages whose words the house does not keep
  #atEnd = true; // the newest message is in view, and is kept there
  #reading = false;
  #again = false;
  #sending = Promise.resolve(); // messages of one chat leave one after the other

  constructor(chat, onClose) {
    this.chat = chat;
    this.visible = true;
    this.element = copy("panel");
    this.element.dataset.chat = chat;
    this.log = this.element.querySelector(".log");
    this.input = this.element.querySelector("textarea");
    this.element.querySelector(".close").addEventListener("click", onClose);
    this.element.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    });
    this.input.addEventListener("input", () => this.#fit());
    this.log.addEventListener("click", (event) => this.#clicked(event));
    this.log.addEventListener("scroll", () => {
      this.#atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80;
    });
    // another column makes this one narrower and its text longer
    new ResizeObserver(() => this.#atEnd && this.#toEnd()).observe(this.log);
    const person = people.personOf(chat);
    if (person) this.#drawPerson(person);
  }

  /** Read what is new; calls while reading become one more reading. Throws when it cannot. */
  async refresh() {
    this.#again = true;
    if (this.#reading) return;
    this.#reading = true;
    try {
      while (this.#again) {
        this.#again = false;
        const last = this.#messages.at(-1)?.id;
        const path = `/api/chat/${this.chat}${last ? `?after=${encodeURIComponent(last)}` : ""}`;
        this.#take(await get(path));
      }
    } finally {
      this.#reading = false;
    }
  }

  #take({ person, messages }) {
    const fresh = new Set(messages.map((message) => message.id));
    this.#messages = [...this.#messages.filter((message) => !fresh.has(message.id)), ...messages];
    this.#pending = this.#pending.filter((message) => !fresh.has(message.id));
    people.remember(person);
    this.#drawPerson(person);
    this.#draw();
  }

  #drawPerson(person) {
    const put = (name, text) => (this.element.querySelector(name).textContent = text);
    drawFace(this.element.querySelector("header .face"), person);
    put(".name", person.name);
    put(".title", person.title);
    put(".place", person.places.join(" · "));
    const badges = person.roles.map((role) => {
      const badge = document.createElement("span");
      badge.className = "badge";
      badge.textContent = role;
      return badge;
    });
    badges.push(copy(person.joined ? "badge-joined" : "badge-not-joined"));
    if (person.stands_for) {
      const other = document.createElement("span");
      other.className = "badge other";
      other.textContent = say("standsFor", { name: person.stands_for });
      badges.push(other);
    }
    this.element.querySelector(".badges").replaceChildren(...badges);
    this.element.querySelector(".hint").hidden = person.joined;
    this.element.setAttribute("aria-label", person.name);
  }

  #draw() {
    const all = [...this.#messages, ...this.#pending];
    const lastHeard = this.#messages.findLast((message) => message.heard);
    const elements = [];
    let day = "";
    for (const [place, message] of all.entries()) {
      if (message.day && message.day !== day) {
        day = message.day;
        elements.push(this.#element(`day ${day}`, () => daySign(day)));
      }
      const element = this.#element(message.id, () => newMessage(message));
      // an answer on its way closes the question already; before joining, questions have no id
      const answered = this.#pending.some((other) => other.question === message.question_id);
      const open = message.open || (!message.question_id && message === lastHeard);
      updateMessage(element, message, {
        open: open && !answered,
        next: all[place + 1],
        typed: this.#typed.get(message.id),
      });
      elements.push(element);
    }
    this.#arrange(elements);
    this.log.querySelector(".empty").hidden = all.length > 0;
    if (this.#atEnd) this.#toEnd();
  }

  #element(id, make) {
    if (!this.#drawn.has(id)) this.#drawn.set(id, make());
    return this.#drawn.get(id);
  }

  /** Put the elements in order without touching those already in place: readers aloud stay calm. */
  #arrange(elements) {
    const wanted = new Set(elements);
    for (const [id, element] of this.#drawn) {
      if (wanted.has(element)) continue;
      element.remove();
      this.#drawn.delete(id);
    }
    let place = this.log.querySelector(".empty").nextElementSibling;
    for (const element of elements) {
      if (element === place) place = place.nextElementSibling;
      else this.log.insertBefore(element, place);
    }
  }

  #clicked(event) {
    const option = event.target.closest(".options button");
    if (option) this.#say(option.dataset.digit, Number(option.dataset.question) || null);
    const again = event.target.closest(".again");
    const id = again?.closest(".message").dataset.id;
    const message = this.#pending.find((other) => other.id === id);
    if (message) this.#send(message);
  }

  #submit() {
    const text = this.input.value.trim();
    if (!text || text.length > textLimit) return;
    this.input.value = "";
    this.#fit();
    this.#say(text, null);
  }

  #toEnd() {
    this.#atEnd = true;
    this.log.scrollTop = this.log.scrollHeight;
  }

  #say(text, question) {
    const message = { id: newKey(), heard: false, text, question, state: "sending" };
    this.#pending.push(message);
    this.#typed.set(message.id, text);
    this.#send(message);
    this.#toEnd();
  }

  #send(message) {
    message.state = "sending";
    this.#draw();
    this.#sending = this.#sending.then(() => this.#deliver(message));
  }

  /** The same key each time, so that a try that did arrive is not said twice. */
  async #deliver(message) {
    const body = { key: message.id, text: message.text, question_id: message.question };
    for (const wait of [...PATIENCE, null]) {
      try {
        await post(`/api/chat/${this.chat}`, body);
        await this.refresh().catch(() => {}); // the stream will call again
        return;
      } catch (error) {
        if (wait === null || (error instanceof Refused && error.status < 500)) break;
        await pause(wait);
      }
    }
    message.state = "unsent";
    this.#draw();
  }

  #fit() {
    const { input } = this;
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight, 160)}px`;
    const tooLong = input.value.trim().length > textLimit;
    input.setCustomValidity(tooLong ? say("tooLong", { count: textLimit }) : "");
    if (tooLong) input.reportValidity();
  }
}
