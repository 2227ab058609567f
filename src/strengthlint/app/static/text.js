// A text that is typed or pasted: a field, with the marks behind it letter for letter.

export class TextView {
  constructor(place, text, events) {
    this.events = events;
    this.remarks = [];
    this.now = null;
    this.lines = [];
    this.marks = new WeakMap();
    this.swaps = [];
    this.root = document.createElement("div");
    this.root.className = "writing";
    this.behind = document.createElement("div");
    this.behind.className = "behind";
    this.behind.setAttribute("aria-hidden", "true");
    this.field = document.createElement("textarea");
    this.field.setAttribute("aria-label", "Your text");
    this.field.placeholder = "Paste or type here.\n\nOr drop a letter anywhere on this page: Word, PDF, OpenDocument, text and more.";
    this.field.spellcheck = true;
    this.field.lang = "en-GB";
    this.field.value = text;
    this.before = text;
    this.root.append(this.behind, this.field);
    place.replaceChildren(this.root);
    this.field.addEventListener("input", (event) => this.typed(event));
    const look = () => this.events.pick(this.at(this.field.selectionStart));
    this.field.addEventListener("click", look);
    this.field.addEventListener("keyup", (event) => {
      if (event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End") look();
    });
    this.draw();
  }

  get swapped() {
    return this.swaps.filter((text) => this.field.value.includes(text)).length;
  }

  get isEmpty() {
    return !this.field.value.trim();
  }

  get text() {
    return this.field.value;
  }

  asked() {
    return { text: this.field.value };
  }

  passages() {
    let start = 0;
    const found = [];
    for (const line of this.field.value.split("\n")) {
      if (line.trim()) found.push({ block: 0, start, end: start + line.length });
      start += line.length + 1;
    }
    return found;
  }

  // What was typed, as one edit: the stretch that differs.
  typed(event) {
    const [before, after] = [this.before, this.field.value];
    this.before = after;
    const most = Math.min(before.length, after.length);
    let start = 0;
    while (start < most && before[start] === after[start]) start += 1;
    let same = 0;
    while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
    const edit = { block: 0, start, end: before.length - same, shift: after.length - before.length };
    this.events.changed(edit, event.inputType === "insertFromPaste");
  }

  show(remarks, now) {
    this.remarks = remarks;
    this.now = now;
    this.draw();
  }

  // Only lines that are not as they were are made anew.
  draw() {
    const before = this.lines;
    const made = this.laidOut();
    const most = Math.min(made.length, before.length);
    let same = 0;
    while (same < most && isSame(made[same], before[same])) same += 1;
    let below = 0;
    while (below < most - same && isSame(made[made.length - 1 - below], before[before.length - 1 - below])) below += 1;
    for (let place = 0; place < same; place += 1) made[place].row = before[place].row;
    for (let place = 1; place <= below; place += 1) made[made.length - place].row = before[before.length - place].row;
    const [left, wanted] = [before.slice(same, before.length - below), made.slice(same, made.length - below)];
    const follows = below ? made[made.length - below].row : null;
    const seen = new Set();
    wanted.forEach((line, place) => {
      const known = left[place];
      if (!known) {
        line.row = document.createElement("div");
        this.behind.insertBefore(line.row, follows);
      } else {
        line.row = known.row;
        if (isSame(line, known)) return;
      }
      this.fill(line, seen);
    });
    for (const line of left.slice(wanted.length)) line.row.remove();
    this.lines = made;
  }

  // Each line of the text with the stretches of it that are marked.
  laidOut() {
    const marked = this.remarks.filter((remark) => !remark.left);
    let start = 0;
    let next = 0;
    return this.field.value.split("\n").map((text) => {
      const end = start + text.length;
      while (next < marked.length && marked[next].end <= start) next += 1;
      const marks = [];
      for (let place = next; place < marked.length && marked[place].start < end; place += 1) {
        const remark = marked[place];
        marks.push({
          from: Math.max(remark.start - start, 0),
          to: Math.min(remark.end - start, text.length),
          remark,
          level: remark.level,
          isNow: remark === this.now,
        });
      }
      start = end + 1;
      return { text, marks, row: null };
    });
  }

  fill({ text, marks, row }, seen) {
    const parts = [];
    let place = 0;
    for (const { from, to, remark, level, isNow } of marks) {
      if (to <= place) continue;
      if (from > place) parts.push(text.slice(place, from));
      const mark = document.createElement("mark");
      mark.className = level + (isNow ? " now" : "");
      mark.dataset.id = remark.id;
      mark.textContent = text.slice(Math.max(from, place), to);
      parts.push(mark);
      // Of words that go over two lines the first are where they stand.
      if (!seen.has(remark)) this.marks.set(remark, mark);
      seen.add(remark);
      place = to;
    }
    const rest = text.slice(place);
    if (rest || !text) parts.push(rest || document.createElement("br"));
    row.replaceChildren(...parts);
  }

  at(place) {
    return this.remarks.find((remark) => !remark.left && remark.start <= place && place <= remark.end && place < this.field.value.length) || null;
  }

  mark(remark) {
    const known = this.marks.get(remark);
    if (known?.isConnected) return known;
    return remark.left ? null : this.behind.querySelector(`mark[data-id="${remark.id}"]`);
  }

  topOf(remark) {
    const mark = this.mark(remark);
    return mark ? mark.getBoundingClientRect().top : null;
  }

  goTo(remark) {
    this.field.focus({ preventScroll: true });
    this.field.setSelectionRange(remark.start, remark.end);
  }

  // Goes through the browser's own editing, so that its undo knows of it.
  swap(remark, text) {
    this.goTo(remark);
    this.swaps.push(text);
    if (!document.execCommand("insertText", false, text)) {
      this.field.setRangeText(text, remark.start, remark.end, "end");
      this.typed({});
    }
  }

  edit(remark) {
    this.goTo(remark);
  }

  undo() {
    this.field.focus({ preventScroll: true });
    document.execCommand("undo");
  }

  get canUndo() {
    return true;
  }

  focus() {
    this.field.focus();
  }
}

function isSame(line, other) {
  return (
    line.text === other.text &&
    line.marks.length === other.marks.length &&
    line.marks.every((mark, place) => {
      const known = other.marks[place];
      return mark.from === known.from && mark.to === known.to && mark.remark === known.remark && mark.level === known.level && mark.isNow === known.isNow;
    })
  );
}
