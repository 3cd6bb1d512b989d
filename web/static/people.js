// The side list: people found by a search, and those who just heard something.

import { belongs, copy, drawFace, get, pause, say } from "./api.js";

const KEPT = 100; // entries of "just heard"
const TYPING = 150; // milliseconds without a key before the search starts

const side = document.getElementById("people");
const search = document.getElementById("search");
const sections = { found: document.getElementById("found"), latest: document.getElementById("latest") };
const known = new Map(); // chat -> person
const heard = new Map(); // chat -> {line, time}, oldest first
const unread = new Map(JSON.parse(sessionStorage.getItem("unread") ?? "[]")); // chat -> count
let open = () => {};
let changed = () => {};
let chosen = false; // somebody picked a list or searched: leave it as they want it
let wanted = new Set(); // chats whose people are being asked for

export const unreadOf = (chat) => unread.get(chat) ?? 0;
export const unreadInAll = () => [...unread.values()].reduce((sum, count) => sum + count, 0);
export const personOf = (chat) => known.get(chat);

export function remember(person) {
  known.set(person.chat, person);
}

function setUnread(chat, count) {
  if (count) unread.set(chat, count);
  else unread.delete(chat);
  sessionStorage.setItem("unread", JSON.stringify([...unread]));
  drawLatest();
  changed();
}

export const seen = (chat) => unread.has(chat) && setUnread(chat, 0);

/** A message arrived for somebody; `visible` when their conversation is in sight. */
export function heardNow({ chat, line, time }, visible) {
  heard.delete(chat);
  heard.set(chat, { line, time });
  if (heard.size > KEPT) heard.delete(heard.keys().next().value);
  if (sections.latest.hidden && !chosen) showSection("latest");
  if (visible) drawLatest();
  else setUnread(chat, unreadOf(chat) + 1);
}

function update(item, { chat, line, time }) {
  const person = known.get(chat);
  item.dataset.chat = chat;
  item.firstElementChild.classList.toggle("open", isOpen(chat));
  item.querySelector(".line").textContent = line;
  item.querySelector("time").textContent = time;
  if (person) {
    drawFace(item.querySelector(".face"), person);
    item.querySelector(".name").textContent = person.name;
  }
  const count = item.querySelector(".count");
  count.hidden = !unreadOf(chat);
  count.textContent = unreadOf(chat);
  count.title = say("unread", { count: unreadOf(chat) });
}

/** Entries stay the same elements while they move, so that a click in a moving list is not lost. */
function draw(list, entries) {
  const items = new Map([...list.children].map((item) => [item.dataset.chat, item]));
  for (const [place, entry] of entries.entries()) {
    const item = items.get(entry.chat) ?? copy("entry");
    items.delete(entry.chat);
    update(item, entry);
    if (list.children[place] !== item) list.insertBefore(item, list.children[place] ?? null);
  }
  for (const item of items.values()) item.remove();
}

let drawing = 0;
function drawLatest() {
  cancelAnimationFrame(drawing); // a month of news in one second draws once a frame
  drawing = requestAnimationFrame(() => {
    const entries = [...heard].reverse();
    draw(sections.latest.querySelector("ul"), entries.map(([chat, last]) => ({ chat, ...last })));
    sections.latest.querySelector(".note").hidden = entries.length > 0;
    missing(entries.map(([chat]) => chat));
  });
}

async function missing(chats) {
  const fresh = chats.filter((chat) => !known.has(chat) && !wanted.has(chat)).slice(0, 60);
  if (!fresh.length) return;
  wanted = new Set([...wanted, ...fresh]);
  try {
    const { people } = await get(`/api/people?chats=${fresh.join(",")}`);
    people.forEach(remember);
    drawLatest();
    changed();
  } catch {
    await pause(2000);
    fresh.forEach((chat) => wanted.delete(chat));
  }
}

export const isOpen = (chat) => location.hash.slice(1).split(",").includes(chat);

let asked = 0;
async function find() {
  const query = search.value.trim();
  const turn = ++asked;
  const { people, count } = await get(`/api/people?q=${encodeURIComponent(query)}`);
  if (turn !== asked) return; // a later search was typed meanwhile
  people.forEach(remember);
  const entries = people.map((person) => ({ chat: person.chat, line: belongs(person), time: "" }));
  draw(sections.found.querySelector("ul"), entries);
  const note = sections.found.querySelector(".note");
  note.hidden = people.length === count && count > 0;
  note.textContent = count ? say("more", { count: count - people.length }) : say("none");
}

function showSection(name) {
  for (const [key, section] of Object.entries(sections)) section.hidden = key !== name;
  for (const tab of side.querySelectorAll("[data-list]")) {
    tab.setAttribute("aria-pressed", String(tab.dataset.list === name));
  }
}

/** Read everything the side list shows again. */
export async function refresh() {
  const { activity } = await get("/api/activity");
  for (const { chat, line, time } of activity.reverse()) {
    heard.delete(chat);
    heard.set(chat, { line, time });
  }
  drawLatest();
  if (!chosen) showSection(heard.size ? "latest" : "found");
  await find();
}

export const redraw = () => {
  drawLatest();
  for (const item of sections.found.querySelectorAll("li")) {
    item.firstElementChild.classList.toggle("open", isOpen(item.dataset.chat));
  }
};

/** `onOpen(chat)` when somebody is picked, `onChange()` when an unread count or a name changed. */
export function start(onOpen, onChange) {
  open = onOpen;
  changed = onChange;
  let timer = 0;
  search.addEventListener("input", () => {
    chosen = true;
    showSection("found");
    clearTimeout(timer);
    timer = setTimeout(() => find().catch(() => {}), TYPING);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") sections.found.querySelector(".entry")?.click();
  });
  side.addEventListener("click", (event) => {
    const tab = event.target.closest("[data-list]");
    if (tab) {
      chosen = true;
      showSection(tab.dataset.list);
    }
    const picked = event.target.closest("li[data-chat]");
    if (picked) open(picked.dataset.chat);
  });
}
