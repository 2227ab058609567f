// The remarks beside the text: the question first, then the reason, other wording, and who says so.

const GAP = 10;
// As many move to their place before one's eyes; more are there at once.
const FEW = 40;
const LEVELS = { rethink: "Rethink", reflect: "Reflect", note: "Note" };
const WIDE = window.matchMedia("(min-width: 60.01rem)");

export class Notes {
  constructor(place, wholes, events) {
    this.place = place;
    this.wholes = wholes;
    this.events = events;
    this.cards = new Map();
    this.order = [];
    WIDE.addEventListener("change", () => this.arrange());
    wholes.addEventListener("toggle", () => this.arrange());
  }

  get isBeside() {
    return WIDE.matches;
  }

  // Cards that are there already stay, with the focus and all that was opened in them.
  show(remarks, now) {
    this.order = remarks.filter((remark) => remark.block !== null);
    const wholes = remarks.length - this.order.length;
    this.wholes.hidden = !wholes;
    const count = wholes === 1 ? "One question about the text as a whole" : `${wholes} questions about the text as a whole`;
    const summary = this.wholes.querySelector("summary");
    if (wholes && summary.textContent !== count) summary.textContent = count;
    if (now && now.block === null && now !== this.now) this.wholes.open = true;
    const kept = new Set(remarks.map((remark) => remark.id));
    for (const [id, card] of this.cards) {
      if (kept.has(id)) continue;
      if (card.root.contains(document.activeElement)) this.lostFocus = true;
      card.root.remove();
      this.cards.delete(id);
    }
    const before = new Map();
    for (const remark of remarks) {
      let card = this.cards.get(remark.id);
      if (!card) {
        card = new Card(remark, this.events);
        this.cards.set(remark.id, card);
      }
      card.update(remark, remark === now);
      const place = remark.block === null ? this.wholes.lastElementChild : this.place;
      const follows = before.has(place) ? before.get(place).nextSibling : place.firstChild;
      if (follows !== card.root) place.insertBefore(card.root, follows);
      before.set(place, card.root);
    }
    document.body.classList.toggle("has-sheet", Boolean(now));
    this.now = now;
  }

  focus(remark) {
    if (remark.block === null) this.wholes.open = true;
    this.cards.get(remark.id)?.words.focus({ preventScroll: WIDE.matches });
  }

  // Beside its words where there is room; the one that is looked at has its place first.
  arrange(topOf) {
    if (topOf) this.topOf = topOf;
    this.place.classList.toggle("placed", WIDE.matches);
    const cards = this.order.map((remark) => [remark, this.cards.get(remark.id)]);
    if (!WIDE.matches || !this.topOf) {
      for (const [, card] of cards) card.stand(null);
      this.place.style.minHeight = "";
      return;
    }
    const zero = this.place.getBoundingClientRect().top;
    const wanted = cards.map(([remark]) => {
      const top = this.topOf(remark);
      return top === null ? 0 : top - zero;
    });
    const heights = cards.map(([, card]) => card.root.offsetHeight);
    const tops = wanted.slice();
    const first = Math.max(this.order.indexOf(this.now), 0);
    if (tops.length) tops[first] = Math.max(tops[first], 0);
    for (let place = first - 1; place >= 0; place -= 1) tops[place] = Math.min(wanted[place], tops[place + 1] - heights[place] - GAP);
    if (tops[0] < 0) tops[0] = 0;
    for (let place = 1; place < tops.length; place += 1) tops[place] = Math.max(place > first ? wanted[place] : tops[place], tops[place - 1] + heights[place - 1] + GAP);
    this.place.classList.toggle("few", cards.length <= FEW);
    cards.forEach(([, card], place) => card.stand(Math.round(tops[place])));
    const last = tops.length - 1;
    this.place.style.minHeight = last >= 0 ? `${tops[last] + heights[last]}px` : "";
  }
}

class Card {
  constructor(remark, events) {
    this.events = events;
    this.remark = remark;
    this.root = made("article", "card");
    this.root.id = `card-${remark.id}`;
    const heading = made("h3");
    this.badge = made("span", "badge");
    this.words = made("button");
    this.words.type = "button";
    this.words.addEventListener("click", () => events.pick(this.isOpen ? null : this.remark));
    heading.append(this.badge, this.words);
    this.ask = made("p", "ask");
    this.more = made("div", "more");
    this.root.append(heading, this.ask, this.more);
    this.root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.isOpen) events.close(this.remark);
    });
    this.key = null;
    this.top = null;
  }

  // At a height of the page, or, where that is null, one after the other.
  stand(top) {
    if (top === this.top) return;
    this.top = top;
    this.root.style.top = top === null ? "" : `${top}px`;
  }

  update(remark, isOpen) {
    this.remark = remark;
    this.isOpen = isOpen;
    this.root.className = `card ${remark.level}${isOpen ? " now" : ""}${remark.left ? " left" : ""}`;
    this.words.setAttribute("aria-expanded", String(isOpen));
    const key = JSON.stringify([remark.matched, remark.level, remark.ask, remark.message, remark.reason, remark.suggestions, remark.left, isOpen]);
    if (key === this.key) return;
    this.key = key;
    this.badge.textContent = remark.left ? "Left" : LEVELS[remark.level];
    const isWhole = remark.block === null;
    this.words.textContent = isWhole ? remark.ask || remark.message : `“${remark.matched}”`;
    this.ask.textContent = remark.left || isWhole ? "" : remark.ask || remark.message;
    this.ask.hidden = !this.ask.textContent;
    const focused = this.more.contains(document.activeElement);
    this.more.replaceChildren(...(isOpen ? this.inside() : []));
    this.more.hidden = !isOpen;
    if (focused) this.words.focus({ preventScroll: true });
  }

  inside() {
    const { remark, events } = this;
    const parts = [];
    if (remark.left) {
      parts.push(text("p", "You left this as it is."));
      parts.push(this.acts([["Take it up again", () => events.leave(remark, false)]]));
      return parts;
    }
    if (remark.ask && remark.message) parts.push(text("p", remark.message));
    if (remark.sentences.length) {
      parts.push(text("p", "For instance:", "lead-in"));
      const list = made("ul");
      list.append(...remark.sentences.map((each) => text("li", `“${each}”`)));
      parts.push(list);
    }
    if (remark.reason) parts.push(text("p", `Softer here: ${remark.reason}.`));
    const swaps = remark.suggestions.filter((each) => each.kind === "swap");
    const others = remark.suggestions.filter((each) => each.kind !== "swap");
    if (swaps.length && remark.block !== null) {
      const list = made("div", "swaps");
      for (const each of swaps) {
        const button = text("button", `Write “${each.text}”`);
        button.type = "button";
        button.addEventListener("click", () => events.swap(remark, each.text));
        list.append(button);
      }
      parts.push(list);
    }
    if (others.length) {
      parts.push(text("p", swaps.length ? "Or think of:" : "You could write:", "lead-in"));
      const list = made("ul");
      list.append(...others.map((each) => text("li", each.text)));
      parts.push(list);
    }
    const acts = [["Leave it", () => events.leave(remark, true)]];
    if (remark.block !== null) {
      acts.push(["In my own words", () => events.edit(remark)]);
      acts.push(["Show in the text", () => events.goTo(remark)]);
    }
    acts.push(["Close", () => events.close(remark), "close"]);
    parts.push(this.acts(acts));
    const who = made("details");
    who.append(text("summary", "Who says so"));
    if (remark.sources.length) {
      const list = made("ul");
      list.append(...remark.sources.map((source) => text("li", source)));
      who.append(list);
    } else who.append(text("p", "This comes from your own organisation, or from no published guide."));
    const link = text("a", `More about these words (${remark.code}, opens a new tab)`);
    link.href = `/rules/${encodeURIComponent(remark.code)}`;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    const line = made("p");
    line.append(link);
    who.append(line);
    who.addEventListener("toggle", () => events.resized());
    parts.push(who);
    return parts;
  }

  acts(list) {
    const row = made("div", "acts");
    for (const [label, act, name] of list) {
      const button = text("button", label, name);
      button.type = "button";
      button.addEventListener("click", act);
      row.append(button);
    }
    return row;
  }
}

function made(tag, name) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  return element;
}

function text(tag, words, name) {
  const element = made(tag, name);
  element.textContent = words;
  return element;
}
