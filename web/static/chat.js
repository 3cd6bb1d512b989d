// The page: up to four conversations side by side, kept in the address (#p12,p40), fed by news.

import * as clock from "./clock.js";
import { listen } from "./live.js";
import { Panel } from "./panel.js";
import * as people from "./people.js";

const MOST = 4;
const desk = document.getElementById("desk");
const tabs = document.getElementById("tabs");
const panels = new Map(); // chat -> Panel, in the order on the page
let used = []; // chats, least recently used first: the first gives way to a fifth

const inAddress = () => [...new Set(location.hash.slice(1).split(","))].filter((chat) => /^p\d+$/.test(chat));

const calm = matchMedia("(prefers-reduced-motion: reduce)");

function bringIntoView(element, smoothly = !calm.matches) {
  element.scrollIntoView({ behavior: smoothly ? "smooth" : "instant", inline: "nearest", block: "nearest" });
}

// On a phone one conversation is in sight at a time; what is in sight is read.
const watcher = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      const panel = panels.get(target.dataset.chat);
      if (panel) {
        panel.visible = isIntersecting;
        if (isIntersecting) people.seen(panel.chat);
      }
      const tab = tabs.querySelector(`[data-tab="${target.dataset.chat ?? target.id}"]`);
      tab?.setAttribute("aria-current", String(isIntersecting));
    }
  },
  { root: desk, threshold: 0.6 },
);
watcher.observe(document.getElementById("people"));

function keepAddress() {
  const hash = panels.size ? `#${[...panels.keys()].join(",")}` : " ";
  history.replaceState(null, "", hash === " " ? location.pathname : hash);
  document.getElementById("choose").hidden = panels.size > 0;
  desk.dataset.open = panels.size;
  people.redraw();
  drawTabs();
}

function touch(chat) {
  used = [...used.filter((other) => other !== chat), chat];
}

function add(chat) {
  const panel = new Panel(chat, () => close(chat));
  panels.set(chat, panel);
  desk.append(panel.element);
  panel.element.addEventListener("focusin", () => touch(chat));
  watcher.observe(panel.element);
  panel.refresh().then(drawTabs, (error) => error.status === 404 && close(chat));
}

function open(chat) {
  if (!panels.has(chat)) {
    if (panels.size >= MOST) close(used[0]);
    add(chat);
  }
  touch(chat);
  people.seen(chat);
  keepAddress();
  bringIntoView(panels.get(chat).element);
  if (matchMedia("(hover: hover)").matches) panels.get(chat).input.focus({ preventScroll: true });
}

function close(chat) {
  const panel = panels.get(chat);
  watcher.unobserve(panel.element);
  panel.element.remove();
  panels.delete(chat);
  used = used.filter((other) => other !== chat);
  keepAddress();
}

function followAddress() {
  const wanted = inAddress().slice(0, MOST);
  for (const chat of [...panels.keys()]) if (!wanted.includes(chat)) close(chat);
  for (const chat of wanted) {
    if (!panels.has(chat)) add(chat);
    touch(chat);
  }
  keepAddress();
}

function drawTabs() {
  const first = tabs.firstElementChild;
  first.querySelector(".count").hidden = !people.unreadInAll();
  first.querySelector(".count").textContent = people.unreadInAll();
  const others = [...panels.keys()].map((chat) => {
    const tab = document.createElement("button");
    const person = people.personOf(chat);
    const count = document.createElement("b");
    tab.type = "button";
    tab.dataset.tab = chat;
    tab.append(person?.name.split(/\s+/).pop() ?? "…", count);
    tab.setAttribute("aria-current", String(tabs.querySelector(`[data-tab="${chat}"]`)?.ariaCurrent === "true"));
    count.className = "count";
    count.hidden = !people.unreadOf(chat);
    count.textContent = people.unreadOf(chat);
    return tab;
  });
  tabs.replaceChildren(first, ...others);
}

tabs.addEventListener("click", (event) => {
  const name = event.target.closest("[data-tab]")?.dataset.tab;
  if (name) bringIntoView(panels.get(name)?.element ?? document.getElementById(name));
});

const quietly = (work) => work.catch(() => {}); // the stream says `reset` when the server is back

function refreshAll() {
  for (const panel of panels.values()) quietly(panel.refresh());
  quietly(people.refresh());
  quietly(clock.refresh());
}

people.start(open, drawTabs);
window.addEventListener("hashchange", followAddress);
followAddress();
if (panels.size) bringIntoView(panels.values().next().value.element, false);
listen({
  reset: refreshAll,
  clock: clock.show,
  said: ({ chat }) => panels.has(chat) && quietly(panels.get(chat).refresh()),
  heard: (news) => {
    const panel = panels.get(news.chat);
    people.heardNow(news, Boolean(panel?.visible) && !document.hidden);
    if (panel) quietly(panel.refresh());
  },
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  for (const panel of panels.values()) if (panel.visible) people.seen(panel.chat);
});
