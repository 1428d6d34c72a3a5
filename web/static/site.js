// Makes the question forms quicker: the answer comes as a stream into the page that is open. Whatever goes wrong, the
// form is sent as it would be without this script, with the same request_id, so that the question is asked once.

const STREAM = "/ask/stream";
const SILENT_MS = 45_000; // the server sends something every 15 seconds
const LONGEST_MS = 150_000;
const STILL_MS = 10_000;
const LEAVING_MS = 3_000;
const MESSAGE_MS = 8_000;
const FOLLOW_MS = 3_000;
const COUNT_FROM = 0.8;

const main = document.getElementById("main");
const isQuestions = (form) => form.getAttribute("action") === "/ask" && form.method === "post";
const make = (tag, given = {}) => Object.assign(document.createElement(tag), given);

// What is under way, null while nothing is.
let asking = null;
let shownPath = location.pathname;

// One line says what is done; it stays where it is, so that screen readers follow it.
const bar = make("div", { className: "stage" });
const line = make("p");
line.setAttribute("role", "status");
const stop = make("button", { type: "button", textContent: "Stop", hidden: true });
bar.append(line, stop);
if (main.querySelector("form[action='/ask']")) main.append(bar);

let clearing;
function say(text, isSeen = true) {
  clearTimeout(clearing);
  line.textContent = text;
  bar.classList.toggle("seen", Boolean(text) && isSeen);
  if (!asking) clearing = setTimeout(() => say(""), MESSAGE_MS);
}

function lock(form) {
  for (const button of main.querySelectorAll("form[action='/ask'] button")) button.setAttribute("aria-disabled", "true");
  for (const box of main.querySelectorAll("form[action='/ask'] textarea")) box.readOnly = true;
  form.setAttribute("aria-busy", "true");
  stop.hidden = false;
}

function unlock() {
  for (const button of main.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  for (const box of main.querySelectorAll("form[action='/ask'] textarea")) box.readOnly = false;
  for (const form of main.querySelectorAll("[aria-busy]")) form.removeAttribute("aria-busy");
  for (const draft of main.querySelectorAll(".draft")) draft.remove();
  stop.hidden = true;
  asking = null;
}

async function ask(form, button) {
  const began = { form, button, abort: new AbortController(), isStopped: false, isLeaving: false };
  asking = began;
  const timers = {};
  const wait = (name, ms, then) => {
    clearTimeout(timers[name]);
    timers[name] = setTimeout(then, ms);
  };
  const giveUp = () => began.abort.abort();
  const heard = () => wait("silent", SILENT_MS, giveUp);
  const told = (text) => {
    say(text);
    wait("still", STILL_MS, () => say(`${text}. This takes longer than usual`));
  };
  // Before the form is locked, since what it holds is sent.
  const body = new URLSearchParams(new FormData(form, button));
  lock(form);
  told("Sending your question");
  heard();
  wait("longest", LONGEST_MS, giveUp);
  let isDone = false;
  try {
    const headers = { Accept: "text/event-stream, application/problem+json" };
    const response = await fetch(STREAM, { method: "POST", body, headers, signal: began.abort.signal, redirect: "error" });
    if (!response.ok || !response.headers.get("Content-Type")?.startsWith("text/event-stream")) throw new Error();
    for await (const { name, data } of events(response, heard)) {
      if (name === "status") told(data.text);
      else if (name === "sentence") add(form, data.text);
      else if (name === "error") throw new Error();
      else if (name === "final") {
        if (!began.isStopped) show(data, form);
        isDone = true;
        break;
      }
    }
  } catch {
    // Whatever it was, the form is sent below.
  }
  Object.values(timers).forEach(clearTimeout);
  if (isDone || began.isStopped) return;
  // A page that is being left has its connections cut as well.
  if (began.isLeaving) await new Promise((then) => setTimeout(then, LEAVING_MS));
  if (asking === began) send(form, button);
}

async function* events(response, heard) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      heard();
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const event = parsed(block);
        if (event) yield event;
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function parsed(block) {
  let name = "message";
  const data = [];
  for (const row of block.split("\n")) {
    if (row.startsWith("event:")) name = row.slice(6).trim();
    if (row.startsWith("data:")) data.push(row.slice(5).replace(/^ /, ""));
  }
  return data.length ? { name, data: JSON.parse(data.join("\n")) } : null;
}

// Sends the form as a browser without script does.
function send(form, button) {
  say("Loading the answer as a page");
  if (button?.name) form.append(make("input", { type: "hidden", name: button.name, value: button.value }));
  form.submit();
}

function add(form, text) {
  const sentence = make("p", { textContent: text });
  const begun = main.querySelector(".draft");
  if (begun) return begun.append(sentence);
  const draft = make("div", { className: "draft" });
  // Read out when it is checked as a whole, not piece by piece.
  draft.setAttribute("aria-hidden", "true");
  draft.append(sentence);
  form.after(draft);
  draft.scrollIntoView({ block: "nearest" });
}

function show({ url, title, html }, form) {
  const focused = document.activeElement;
  const isComposing = focused === document.body || focused === stop || form.contains(focused);
  const fresh = make("template");
  fresh.innerHTML = html;
  unlock();
  swap(main.querySelector(".width"), fresh.content);
  document.title = title;
  if (url) {
    history.pushState(null, "", url);
    shownPath = location.pathname;
    document.querySelector(".top [aria-current]")?.setAttribute("aria-current", "true");
  }
  const summary = main.querySelector(".summary");
  say(summary ? "" : "Answer ready", false);
  const turn = [...main.querySelectorAll("article.turn")].pop();
  if (summary) summary.focus();
  else if (turn && isComposing) {
    const heading = turn.querySelector("h3");
    heading.tabIndex = -1;
    turn.scrollIntoView();
    heading.focus({ preventScroll: true });
  }
}

// Puts the fresh page in place. Turns that say the same stay, so that whoever reads one is not taken away from it.
function swap(place, fresh) {
  prepare(fresh);
  // The browser would complain that something has the focus already; it is moved in show().
  for (const field of fresh.querySelectorAll("[autofocus]")) field.removeAttribute("autofocus");
  const stays = new Map();
  for (const turn of fresh.querySelectorAll("article.turn")) {
    const there = document.getElementById(turn.id);
    if (there && there.textContent === turn.textContent) stays.set(turn, there);
  }
  const kept = new Set(stays.values());
  for (const node of [...place.childNodes]) if (!kept.has(node)) node.remove();
  let next = place.firstChild;
  for (const node of [...fresh.childNodes]) {
    if (stays.has(node)) next = stays.get(node).nextSibling;
    else place.insertBefore(node, next);
  }
}

// Adds what only works with script.
function prepare(root) {
  for (const box of root.querySelectorAll("form[action='/ask'] textarea[data-most]")) {
    const hint = root.querySelector(`#${box.id}-hint`);
    hint?.append(make("span", { className: "keys", textContent: " Enter makes a new line; Ctrl and Enter sends the question." }));
    const count = make("p", { className: "count hint", id: `${box.id}-count`, hidden: true });
    box.after(count);
    box.setAttribute("aria-describedby", `${box.getAttribute("aria-describedby")} ${count.id}`);
    tell(box, count);
  }
  if (!navigator.clipboard) return;
  for (const answer of root.querySelectorAll(".answer:has(.sources blockquote)")) {
    const part = make("p", { className: "copy" });
    part.append(make("button", { type: "button", textContent: "Copy with references" }));
    answer.append(part);
  }
}

let counting;
function tell(box, count) {
  const most = Number(box.dataset.most);
  const left = most - [...box.value.trim()].length;
  count.hidden = left > most * (1 - COUNT_FROM);
  const characters = `character${Math.abs(left) === 1 ? "" : "s"}`;
  count.textContent = left < 0 ? `${-left} ${characters} too many` : `${left} ${characters} left`;
  count.classList.toggle("error", left < 0);
}

async function copy(button) {
  try {
    await navigator.clipboard.writeText(withReferences(button.closest(".answer")));
    say("Copied");
  } catch {
    say("The browser did not allow copying. Select the text, or take the answers with you below");
  }
}

function withReferences(answer) {
  const words = (element) => element.innerText.trim().replace(/\s*\n\s*/g, ", ").replace(/\s+/g, " ");
  const notices = [...answer.querySelectorAll(".notice")].map(words);
  const sources = [...answer.querySelectorAll(".source:has(blockquote)")].map((source) => {
    const number = source.querySelector(".number")?.lastChild.textContent.trim();
    const notes = [...source.querySelectorAll("div > p.small")].map(words);
    const quote = source.querySelector("blockquote").textContent.trim();
    return [`“${quote}”`, `${number ? `[${number}] ` : ""}${words(source.querySelector(".whose"))}`, ...notes].join("\n");
  });
  const provenance = [...answer.querySelectorAll(".provenance")].map(words);
  return [...notices, ...sources, ...provenance].join("\n\n");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!isQuestions(form) || form.closest(".stage")) return;
  event.preventDefault();
  if (!asking) ask(form, event.submitter);
});

document.addEventListener("keydown", (event) => {
  const form = event.target.form;
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.target.tagName !== "TEXTAREA") return;
  if (!form || !isQuestions(form)) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("button"));
});

document.addEventListener("input", ({ target }) => {
  const count = document.getElementById(`${target.id}-count`);
  if (!count || !target.dataset.most) return;
  tell(target, count);
  // Said once the hands rest, or every letter would be read out.
  clearTimeout(counting);
  if (!count.hidden) counting = setTimeout(() => asking || say(count.textContent, false), 1_000);
});

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.(".copy button");
  if (button) copy(button);
});

stop.addEventListener("click", () => {
  const { form, abort } = asking;
  asking.isStopped = true;
  abort.abort();
  unlock();
  const box = form.querySelector("textarea");
  say(box ? "No longer waiting. Your question is still in the box; its answer may be kept in this conversation" : "No longer waiting");
  (box ?? form.querySelector("button")).focus();
});

addEventListener("beforeunload", () => {
  if (asking) asking.isLeaving = true;
});

// Shown again as it was left, with a question that is asked no more.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  asking?.abort.abort();
  unlock();
  say("");
});

addEventListener("popstate", () => {
  if (location.pathname !== shownPath) location.reload();
});

// Tells how far the reading of an upload is, until it is done; the page itself is left as it is.
const followed = main.querySelector("[data-follow]");
async function follow() {
  try {
    const response = await fetch(location.pathname, { headers: { Accept: "text/html" } });
    if (!response.ok) return;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("[data-follow]");
    if (!fresh) {
      followed.textContent = "It is done. ";
      followed.append(make("a", { href: location.pathname, textContent: "See the report" }));
      main.querySelector("h1").textContent = document.title = "Your upload was read";
      main.querySelectorAll("[data-while]").forEach((line) => line.remove());
      return;
    }
    if (fresh.textContent !== followed.textContent) followed.textContent = fresh.textContent;
  } catch {
    // The server may be back the next time.
  }
  setTimeout(follow, FOLLOW_MS);
}
if (followed) setTimeout(follow, FOLLOW_MS);

prepare(main);

// A quiz on a projector is led by keys, as presenters send them; a page that is longer than the screen is scrolled first.
const slide = main.querySelector(".slide");
const LEADS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev" };
if (slide) {
  addEventListener("keydown", (event) => {
    const rel = LEADS[event.key];
    const link = rel && main.querySelector(`.slides a[rel=${rel}]`);
    if (!link || event.repeat || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { top, bottom } = slide.getBoundingClientRect();
    if (event.key === "PageDown" && bottom > innerHeight + 1) return;
    if (event.key === "PageUp" && top < 0) return;
    event.preventDefault();
    link.click();
  });
}
