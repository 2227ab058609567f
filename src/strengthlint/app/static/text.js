// A text that is typed or pasted: a field, with the marks behind it letter for letter.

export class TextView {
  constructor(place, text, events) {
    this.events = events;
    this.remarks = [];
    this.now = null;
    this.lines = [];
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
    const marked = this.remarks.filter((remark) => !remark.left);
    let start = 0;
    let next = 0;
    const made = this.field.value.split("\n").map((text) => {
      const end = start + text.length;
      while (next < marked.length && marked[next].end <= start) next += 1;
      const marks = [];
      for (let place = next; place < marked.length && marked[place].start < end; place += 1) {
        const remark = marked[place];
        marks.push([Math.max(remark.start - start, 0), Math.min(remark.end - start, text.length), remark]);
      }
      start = end + 1;
      const key = text + "\0" + marks.map(([from, to, remark]) => `${from},${to},${remark.level},${remark.id},${remark === this.now}`).join(";");
      return { text, marks, key };
    });
    let same = 0;
    const most = Math.min(made.length, this.lines.length);
    while (same < most && made[same].key === this.lines[same].key) same += 1;
    let below = 0;
    while (below < most - same && made[made.length - 1 - below].key === this.lines[this.lines.length - 1 - below].key) below += 1;
    const children = this.behind.children;
    for (let place = this.lines.length - below - 1; place >= same; place -= 1) children[place].remove();
    const follows = children[same] || null;
    for (const line of made.slice(same, made.length - below)) this.behind.insertBefore(drawn(line), follows);
    this.lines = made;
  }

  at(place) {
    return this.remarks.find((remark) => !remark.left && remark.start <= place && place <= remark.end && place < this.field.value.length) || null;
  }

  mark(remark) {
    return this.behind.querySelector(`mark[data-id="${remark.id}"]`);
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

function drawn(line) {
  const row = document.createElement("div");
  let place = 0;
  for (const [from, to, remark] of line.marks) {
    if (to <= place) continue;
    row.append(line.text.slice(place, Math.max(from, place)));
    const mark = document.createElement("mark");
    mark.className = remark.level;
    mark.dataset.id = remark.id;
    mark.textContent = line.text.slice(Math.max(from, place), to);
    row.append(mark);
    place = to;
  }
  const rest = line.text.slice(place);
  if (rest || !line.text) row.append(rest || document.createElement("br"));
  return row;
}
