// The page: one text or document, its remarks, and the program on this machine that is asked.

import { DocumentView } from "./document.js";
import { Notes } from "./notes.js";
import { TextView } from "./text.js";

const PAUSE = 150;
// Milliseconds: what may be done between two frames, and after how long nobody is typing.
const A_FRAME = 8;
const REST = 300;
// Characters on a page of a letter.
const PAGE = 2800;
const GONE = "The program behind this page does not answer; it may have been stopped. Your text is still here: copy it. Then start strengthlint app once more, and open its new address.";
const ALIVE = 60_000;
const COOKIE = "strengthlint-profile";
const LEVELS = ["note", "reflect", "rethink"];

const about = JSON.parse(document.getElementById("about").textContent);
const at = (id) => document.getElementById(id);
const page = Array.from(crypto.getRandomValues(new Uint8Array(8)), (each) => each.toString(16).padStart(2, "0")).join("");

let view = null;
let remarks = [];
let originals = new Map();
let now = null;
let counter = 0;
let waiting = 0;
let edition = 0;
let asking = null;
let opening = null;
let isUnsaved = false;
// Whether all of what stands here was read once.
let isRead = false;

// Asking

class Told extends Error {}

async function ask(path, body, signal) {
  let answer;
  try {
    answer = await fetch(path, { method: "POST", body, signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Told(GONE);
  }
  if (answer.ok) {
    tell("trouble", "");
    return answer;
  }
  let message = "Something went wrong. Try it once more.";
  try {
    message = (await answer.json()).error.message;
  } catch {
    // What is no JSON of ours has nothing to say to people.
  }
  throw new Told(message);
}

function tell(where, message) {
  at(where).textContent = message;
  at(where).hidden = !message;
}

function complain(error) {
  if (error.name === "AbortError") return;
  if (!(error instanceof Told)) throw error;
  tell("told", "");
  tell("trouble", error.message);
}

// What is answered may come in parts, a line of JSON each; the last one is the answer.
async function* parts(answer) {
  if (answer.status === 204) return;
  if (!answer.headers.get("content-type").startsWith("application/x-ndjson")) {
    yield await answer.json();
    return;
  }
  let rest = "";
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    let read;
    try {
      read = await reader.read();
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Told(GONE);
    }
    if (read.done) return;
    const lines = (rest + read.value).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      const part = JSON.parse(line);
      if (part.error) throw new Told(part.error.message);
      yield part;
    }
  }
}

// Telling how far it is

let pace = null;

function working(on) {
  at("working").hidden = !on;
  if (!on) pace = null;
  else {
    at("working-on").textContent = on;
    at("stopped").hidden = true;
  }
  if (!pace) at("so-far").hidden = true;
}

function progress({ what, done, of }) {
  const now = performance.now();
  if (pace?.what !== what || done < pace.first) pace = { what, first: done, since: now, words: pace?.words };
  const left = done > pace.first ? ((of - done) * (now - pace.since)) / (done - pace.first) : null;
  const pages = Math.ceil(of / PAGE);
  const where = what === "whole" ? "Looking at it as a whole" : pages > 1 ? `Page ${Math.min(Math.floor(done / PAGE) + 1, pages)} of about ${pages} is read` : "Reading";
  working([where, left === null ? "" : remaining(left)].filter(Boolean).join("; ") + ".");
  at("so-far").hidden = false;
  at("so-far").max = of;
  at("so-far").value = done;
}

function remaining(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 3) return "a moment left";
  if (seconds < 50) return `about ${Math.ceil(seconds / 5) * 5} seconds left`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "about a minute left" : `about ${minutes} minutes left`;
}

function stop() {
  if (!opening && !asking) return;
  const isShown = !opening || opening.isShown;
  opening?.abort();
  asking?.abort();
  clearTimeout(waiting);
  working("");
  if (isShown) at("stopped").hidden = false;
  else tell("told", "Stopped. Nothing was opened.");
}

// Checking

function soon(pause = PAUSE) {
  clearTimeout(waiting);
  waiting = setTimeout(check, pause);
}

async function check() {
  clearTimeout(waiting);
  asking?.abort();
  const mine = new AbortController();
  asking = mine;
  at("stopped").hidden = true;
  const asked = { ...view.asked(), page, profile: at("profile").value };
  const askedAbout = edition;
  // While a letter is read, that is what is told.
  const long = setTimeout(() => opening || working(remarks.length ? "Reading what changed…" : "Reading…"), 700);
  try {
    for await (const part of parts(await ask("check", JSON.stringify(asked), mine.signal))) {
      if (mine !== asking) return;
      if (part.progress) {
        clearTimeout(long);
        if (!opening) progress(part.progress);
      }
      // What was asked about may no longer be what stands there; the next answer comes soon.
      if (part.remarks && askedAbout === edition) take(part);
    }
  } catch (error) {
    complain(error);
  } finally {
    clearTimeout(long);
    if (mine === asking) {
      asking = null;
      if (!opening) working("");
    }
  }
}

// A remark that was there before is the same one: what was decided about it still holds.
function take(answer) {
  const old = new Map(remarks.map((remark) => [`${remark.block} ${remark.start} ${remark.code}`, remark]));
  const spoken = new Set(remarks.map((remark) => remark.origin));
  const found = answer.remarks.filter((remark) => isOpen(remark) && !isSetAside(remark)).map((remark) => {
    const known = old.get(`${remark.block} ${remark.start} ${remark.code}`) || { id: (counter += 1), left: false };
    // In a part of what was found the numbers are not yet those of the file.
    if (known.origin === undefined && !answer.isPart) {
      const origin = (originals.get(words(remark)) || []).find((each) => !spoken.has(each.number));
      known.origin = origin ? origin.number : null;
      spoken.add(known.origin);
    }
    return Object.assign(known, remark);
  });
  if (answer.isPart) {
    // There may be more; what was known before stands until it is read again.
    const all = new Set(found);
    for (const remark of remarks) all.add(remark);
    remarks = [...all];
  } else remarks = found;
  // What stands somewhere first, in reading order; then what is asked of all of it.
  remarks.sort((one, other) => (one.block === null) - (other.block === null) || one.block - other.block || one.start - other.start);
  if (answer.isPart) {
    draw();
    return;
  }
  there = answer.there;
  keptCount = answer.remarks.filter((remark) => remark.standing === "quoted" || remark.standing === "preferred").length;
  told = [...answer.gaps.map((gap) => `Read in part: ${gap}`), ...answer.notices];
  about.show = answer.show;
  isRead = true;
  if (now) now = remarks.find((remark) => remark.id === now.id) || null;
  draw();
}

let keptCount = 0;
let there = [];
let told = [];

function isOpen(remark) {
  return remark.standing === "open";
}

// By what a remark of the file is known again.
function words({ block, code, matched }) {
  return `${block} ${code} ${matched}`;
}

// A comment in the file may set words aside, and is not among what is asked about again.
function isSetAside(remark) {
  return (originals.get(words(remark)) || []).some((each) => each.standing === "suppressed");
}

function shown() {
  const least = at("with-notes").checked ? 0 : LEVELS.indexOf(about.show);
  return remarks.filter((remark) => LEVELS.indexOf(remark.level) >= least);
}

// What was typed moves what stands after it, at once; what stood in it is asked about anew.
function changed(edit, isWhole) {
  isUnsaved = true;
  edition += 1;
  if (view.isEmpty || edit.shift > PAGE) isRead = false;
  const count = remarks.length;
  remarks = remarks.filter((remark) => {
    if (remark.block !== edit.block || remark.end <= edit.start) return true;
    if (remark.start < edit.end) return false;
    remark.start += edit.shift;
    remark.end += edit.shift;
    return true;
  });
  if (now && !remarks.includes(now)) now = null;
  if (remarks.length < count) draw();
  else drawText();
  soon(isWhole ? 0 : PAUSE);
}

// Drawing

function draw() {
  notes.show(shown(), now);
  if (notes.lostFocus) {
    notes.lostFocus = false;
    if (document.activeElement === document.body) at("notes").focus({ preventScroll: true });
  }
  drawText();
  arrangeSoon();
}

// While somebody types, the remarks beside the text stay what they are.
function drawText() {
  const all = shown();
  view.show(all, now);
  at("undo").disabled = !view.canUndo || view.isEmpty;
  at("copy-text").disabled = at("report").disabled = view.isEmpty;
  at("steps").hidden = all.length < 2;
  summarise(all);
}

let frame = 0;
let later = 0;
let cost = 0;

// Remarks come to stand beside their words in the next frame; very many, when nobody is typing.
function arrangeSoon() {
  cancelAnimationFrame(frame);
  clearTimeout(later);
  if (cost < A_FRAME) frame = requestAnimationFrame(arrange);
  else later = setTimeout(arrange, REST);
}

function arrange() {
  const since = performance.now();
  notes.arrange((remark) => view.topOf(remark));
  cost = performance.now() - since;
}

function summarise(all) {
  const every = all.filter((remark) => !remark.left);
  const open = every.filter((remark) => remark.block !== null);
  const lines = [];
  if (view.isEmpty) lines.push(["Paste or type something, or open a letter. What there is to think about appears here."]);
  else if (!isRead) lines.push(["Remarks appear here as your text is read."]);
  else {
    const count = (level) => open.filter((remark) => remark.level === level).length;
    const [rethink, reflect, note] = ["rethink", "reflect", "note"].map(count);
    if (!open.length) lines.push(["Nothing here asks for other words.", "good"]);
    else {
      const kinds = [
        [rethink, "widely agreed guidance offers better words"],
        [reflect, "it depends on what you mean"],
        [note, "people differ"],
      ].filter(([number]) => number);
      const told = kinds.length === 1 ? `, where ${kinds[0][1]}` : `: ${kinds.map(([number, what]) => `${number} where ${what}`).join(", ")}`;
      lines.push([`${places(open.length)} to think about${told}.`]);
    }
    const passages = view.passages();
    const well = passages.length - countHolding(passages, open);
    if (passages.length > 1 && well) lines.push([`${well} of ${passages.length} passages read well as they are.`, "good"]);
    if (keptCount) lines.push([keptCount === 1 ? "In one place somebody’s own words, a mention or a name are kept as they are." : `In ${keptCount} places somebody’s own words, a mention or a name are kept as they are.`, "good"]);
    for (const line of there) lines.push([line, "good"]);
    const left = all.length - every.length;
    const done = [view.swapped && `changed ${view.swapped}`, left && `left ${left} as ${left === 1 ? "it is" : "they are"}`].filter(Boolean);
    if (done.length) lines.push([`You have ${done.join(" and ")}.`]);
    for (const line of told) lines.push([line]);
  }
  const key = JSON.stringify(lines);
  // Said once, and not with every letter that is typed.
  if (key === at("summary").dataset.key) return;
  at("summary").dataset.key = key;
  at("summary").replaceChildren(
    ...lines.map(([words, name]) => {
      const line = document.createElement("p");
      line.textContent = words;
      if (name) line.className = name;
      return line;
    }),
  );
}

// How many passages hold a remark; both are in reading order.
function countHolding(passages, open) {
  let count = 0;
  let next = 0;
  for (const { block, start, end } of passages) {
    const isBefore = (remark) => remark.block < block || (remark.block === block && remark.start < start);
    while (next < open.length && isBefore(open[next])) next += 1;
    const remark = open[next];
    if (remark && remark.block === block && remark.start < end) count += 1;
  }
  return count;
}

function grouped(list, key) {
  const groups = new Map();
  for (const each of list) {
    if (groups.has(key(each))) groups.get(key(each)).push(each);
    else groups.set(key(each), [each]);
  }
  return groups;
}

function places(count) {
  return count === 1 ? "One place" : `${count} places`;
}

// Deciding

const notes = new Notes(at("cards"), at("wholes"), {
  pick(remark) {
    pick(remark);
  },
  close(remark) {
    pick(null);
    notes.focus(remark);
  },
  swap(remark, words) {
    const next = after(remark);
      now = null;
    view.swap(remark, words);
    tell("told", `Changed to “${words}”. Undo takes it back.`);
    if (next) {
      pick(next);
      notes.focus(next);
    } else at("undo").focus();
  },
  leave(remark, isLeft) {
    remark.left = isLeft;
    const next = isLeft ? after(remark) : remark;
    now = next;
    draw();
    notes.focus(next || remark);
  },
  edit(remark) {
    pick(null);
    view.edit(remark);
  },
  goTo(remark) {
    view.goTo(remark);
    toMark(remark);
  },
  resized() {
    notes.arrange();
  },
});

function after(remark) {
  const all = shown().filter((each) => !each.left || each === remark);
  return all[all.indexOf(remark) + 1] || all.find((each) => each !== remark && !each.left) || null;
}

function pick(remark, withFocus = false) {
  if (remark === now) {
    if (remark && withFocus) notes.focus(remark);
    return;
  }
  now = remark;
  draw();
  if (!remark) return;
  notes.arrange();
  if (withFocus) notes.focus(remark);
  // On a small screen the remark lies over the page, and its words are to be seen above it.
  if (!notes.isBeside) toMark(remark);
}

function toMark(remark) {
  view.mark(remark)?.scrollIntoView({ block: notes.isBeside ? "center" : "start" });
}

function step(by) {
  const all = shown();
  if (!all.length) return;
  const place = now ? all.indexOf(now) + by : by > 0 ? 0 : all.length - 1;
  const next = all[(place + all.length) % all.length];
  pick(next);
  toMark(next);
  notes.arrange();
  notes.focus(next);
}

// A text or a document

const events = { changed, pick, settled: () => draw() };

function begin(made) {
  asking?.abort();
  asking = null;
  clearTimeout(waiting);
  view = made;
  edition += 1;
  remarks = [];
  originals = new Map();
  isRead = false;
  now = null;
  keptCount = 0;
  there = [];
  told = [];
  const isDocument = view instanceof DocumentView;
  at("name").textContent = isDocument ? view.name : "";
  at("name").hidden = at("as-text").hidden = at("anew").hidden = !isDocument;
  at("copy").hidden = !(isDocument && view.copy);
  at("copy").textContent = isDocument && view.copy ? `Save a ${view.copy} copy` : "";
  isUnsaved = false;
}

function write(text = "") {
  opening?.abort();
  opening = null;
  working("");
  begin(new TextView(at("view"), text, events));
  draw();
  if (text) soon(0);
}

function framed(asked, data) {
  return new Blob([JSON.stringify(asked), "\n", data]);
}

async function open(file) {
  tell("told", "");
  tell("trouble", "");
  if (file.size > about.mostBytes) {
    const size = Math.floor(file.size / 1e6);
    tell("trouble", `${file.name}: This file is ${size} MB; the limit is ${about.mostBytes / 1e6} MB. Split it into parts and check those.`);
    return;
  }
  if (isUnsaved && !view.isEmpty && !window.confirm("There is text on this page already. Open this letter in its place?")) return;
  opening?.abort();
  asking?.abort();
  const mine = new AbortController();
  opening = mine;
  working(`Reading ${file.name}…`);
  let begun = null;
  try {
    const asked = { name: file.name, page, profile: at("profile").value };
    for await (const part of parts(await ask("open", framed(asked, file), mine.signal))) {
      if (mine !== opening) return;
      if (part.progress) progress(part.progress);
      if (part.blocks) {
        begin(new DocumentView(at("view"), part, file, events));
        mine.isShown = true;
        begun = edition;
        at("paper").focus({ preventScroll: true });
        window.scrollTo(0, 0);
        draw();
      }
      if (part.remarks) {
        if (!part.isPart) originals = grouped(part.remarks, words);
        if (begun === edition) take(part);
      }
    }
  } catch (error) {
    if (error instanceof Told) error.message = `${file.name}: ${error.message}`;
    complain(error);
  } finally {
    if (mine === opening) {
      opening = null;
      working("");
      // Somebody wrote in it meanwhile; or nothing was opened, and what stands here was not read to its end.
      const isOwing = begun === null ? !isRead && !view.isEmpty : begun !== edition;
      if (isOwing && !mine.signal.aborted) soon(0);
    }
  }
}

async function download(path, name) {
  const isDocument = view instanceof DocumentView;
  const left = remarks.filter((remark) => remark.left && (remark.origin ?? null) !== null);
  const asked = {
    name: isDocument ? view.name : "text.txt",
    profile: at("profile").value,
    accepted: isDocument ? view.accepted : [],
    rewritten: isDocument ? view.rewritten(path === "copy" && view.copy === "Word") : [],
    left: left.map((remark) => ({ number: remark.origin, code: remark.code, matched: remark.matched })),
  };
  working(name);
  try {
    const answer = await ask(path, framed(asked, isDocument ? view.file : view.text));
    const about = JSON.parse(decodeURIComponent(answer.headers.get("Strengthlint-Told")));
    save(await answer.blob(), about.name);
    const lines = [`${about.name} is in your downloads${about.told ? `: ${about.told}` : ""}.`, ...about.notes];
    tell("trouble", "");
    tell("told", lines.join(" "));
    if (about.isWhole) isUnsaved = false;
  } catch (error) {
    complain(error);
  } finally {
    working("");
  }
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function copyText() {
  try {
    await navigator.clipboard.writeText(view.text);
    tell("told", "The text is copied. Paste it where you need it.");
    isUnsaved = false;
  } catch {
    write(view.text);
    view.field.select();
    tell("told", "This browser does not let a page copy. The text is selected: press Ctrl and C.");
  }
}

// Setting up

function cookie() {
  return document.cookie.split("; ").find((each) => each.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
}

function setUp() {
  for (const profile of about.profiles) at("profile").add(new Option(profile.about.split(/[;,.]/)[0], profile.name));
  const names = about.profiles.map((profile) => profile.name);
  const remembered = cookie();
  at("profile").value = names.includes(remembered) ? remembered : about.profile;
  at("profile").addEventListener("change", () => {
    // A cookie, since the port, which other storage goes by, is another one each time.
    document.cookie = `${COOKIE}=${at("profile").value}; max-age=31536000; path=/; samesite=strict`;
    soon(0);
  });
  at("with-notes").checked = about.show === "note";
  at("with-notes").addEventListener("change", draw);
  at("file").accept = about.suffixes.join(",");
  at("open").addEventListener("click", () => at("file").click());
  at("file").addEventListener("change", () => {
    const [file] = at("file").files;
    at("file").value = "";
    if (file) open(file);
  });
  at("undo").addEventListener("click", () => {
    tell("told", "");
    view.undo();
  });
  at("as-text").addEventListener("click", () => {
    const { text } = view;
    write(text);
    isUnsaved = true;
    view.focus();
  });
  at("anew").addEventListener("click", () => {
    if (isUnsaved && !window.confirm("Start again with an empty page? What you changed here is not kept.")) return;
    tell("told", "");
    write();
    view.focus();
  });
  at("copy-text").addEventListener("click", copyText);
  at("copy").addEventListener("click", () => download("copy", "Writing the copy…"));
  at("report").addEventListener("click", () => download("report", "Writing the report…"));
  at("stop").addEventListener("click", stop);
  at("go-on").addEventListener("click", () => {
    check();
    at("paper").focus({ preventScroll: true });
  });
  at("previous").addEventListener("click", () => step(-1));
  at("next").addEventListener("click", () => step(1));
  dropping();
  document.addEventListener("keydown", (event) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
    if (isUndo && view instanceof DocumentView && event.target.tagName !== "TEXTAREA") {
      event.preventDefault();
      view.undo();
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (isUnsaved && !view.isEmpty) event.preventDefault();
  });
  new ResizeObserver(arrangeSoon).observe(at("paper"));
  setInterval(() => ask("here", "").catch(complain), ALIVE);
  write();
}

function dropping() {
  const hasFile = (event) => event.dataTransfer?.types.includes("Files");
  window.addEventListener("dragover", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    at("drop").hidden = false;
  });
  window.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) at("drop").hidden = true;
  });
  window.addEventListener("drop", (event) => {
    at("drop").hidden = true;
    if (!hasFile(event)) return;
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    if (files.length) open(files[0]);
    if (files.length > 1) tell("told", `One letter at a time: ${files[0].name} is opened.`);
  });
  window.addEventListener("paste", (event) => {
    const [file] = event.clipboardData?.files || [];
    if (!file || event.clipboardData.getData("text/plain")) return;
    event.preventDefault();
    open(file);
  });
}

setUp();
