// A document that was opened: it stands as it reads, and each block can be changed.

const INNER = { quotation: "blockquote" };

export class DocumentView {
  constructor(place, opened, file, events) {
    this.events = events;
    this.file = file;
    this.name = opened.name;
    this.copy = opened.copy;
    this.blocks = opened.blocks;
    this.before = this.blocks.map((block) => block.text);
    this.remarks = [];
    this.accepted = [];
    this.history = [];
    this.now = null;
    this.drawn = [];
    this.marked = new Map();
    this.links = new WeakMap();
    this.root = document.createElement("div");
    this.root.className = "document";
    this.root.append(...this.built());
    place.replaceChildren(this.root);
    this.root.addEventListener("click", (event) => {
      const words = event.target.closest("mark a");
      if (!words) return;
      event.preventDefault();
      const remark = this.remarks.find((each) => String(each.id) === words.dataset.id);
      if (remark) this.events.pick(remark, true);
    });
  }

  get isEmpty() {
    return !this.blocks.some((block) => block.text.trim());
  }

  get text() {
    const lines = [];
    let before = null;
    for (const block of this.blocks) {
      const row = block.cell ? `${block.cell.table} ${block.cell.row}` : null;
      if (row && row === before) lines[lines.length - 1] += `\t${block.text}`;
      else {
        const list = block.kind === "list-item" ? `${block.marker || "•"} ` : "";
        if (lines.length && !(row && before) && !(list && this.inList)) lines.push("");
        lines.push(list + block.text);
        this.inList = Boolean(list);
      }
      before = row;
    }
    return lines.join("\n");
  }

  asked() {
    return { blocks: this.blocks, name: this.name };
  }

  passages() {
    return this.blocks.map((block, number) => ({ block: number, start: 0, end: block.text.length + 1 }));
  }

  // Drawing

  built() {
    const made = [];
    let table = null;
    let list = null;
    const columns = new Set(this.blocks.filter((block) => block.cell && block.column_heading).map((block) => block.cell.table));
    this.blocks.forEach((block, number) => {
      if (block.cell) {
        list = null;
        if (!table || table.key !== block.cell.table) {
          table = { key: block.cell.table, rows: new Map(), cells: new Map(), body: document.createElement("tbody") };
          const frame = document.createElement("table");
          frame.append(table.body);
          const around = element("div", "table");
          around.append(frame);
          made.push(around);
        }
        this.cell(table, block, columns.has(block.cell.table)).append(this.block("div", block, number));
        return;
      }
      table = null;
      if (block.kind === "list-item") {
        if (!list) {
          list = element("ul", "list");
          made.push(list);
        }
        list.append(this.block("li", block, number));
        return;
      }
      list = null;
      const tag = block.kind === "heading" ? `h${Math.min(2 + block.trail.length, 6)}` : INNER[block.kind] || "p";
      made.push(this.block(tag, block, number));
    });
    return made;
  }

  cell(table, block, hasHeadings) {
    const { row, column } = block.cell;
    if (!table.rows.has(row)) {
      table.rows.set(row, document.createElement("tr"));
      table.body.append(table.rows.get(row));
    }
    const key = `${row} ${column}`;
    if (!table.cells.has(key)) {
      const cell = document.createElement(hasHeadings && row === 1 ? "th" : "td");
      if (cell.tagName === "TH") cell.scope = "col";
      table.cells.set(key, cell);
      table.rows.get(row).append(cell);
    }
    return table.cells.get(key);
  }

  block(tag, block, number) {
    const outer = element(tag, "block");
    if (block.label) {
      const label = element("span", "label");
      label.textContent = block.label;
      outer.append(label);
    }
    if (block.marker && block.kind !== "list-item") outer.append(`${block.marker} `);
    const words = element("span", "words");
    const edit = element("button", "edit");
    edit.type = "button";
    edit.textContent = "Edit";
    edit.setAttribute("aria-label", `Edit: ${block.text.slice(0, 40)}`);
    edit.addEventListener("click", () => this.open(number));
    outer.addEventListener("dblclick", () => this.open(number));
    outer.append(words, edit);
    this.drawn[number] = { outer, words, edit, key: null, field: null };
    this.drawBlock(number);
    return outer;
  }

  drawBlock(number) {
    const drawn = this.drawn[number];
    if (drawn.field) return;
    const { text } = this.blocks[number];
    const marks = this.marked.get(number) || [];
    const key = text + "\0" + marks.map((remark) => `${remark.start},${remark.end},${remark.level},${remark.id},${remark === this.now}`).join(";");
    if (key === drawn.key) return;
    const focused = drawn.words.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    drawn.key = key;
    drawn.words.replaceChildren();
    let place = 0;
    for (const remark of marks) {
      if (remark.end <= place) continue;
      const start = Math.max(remark.start, place);
      drawn.words.append(text.slice(place, start));
      const mark = element("mark", remark.level + (remark === this.now ? " now" : ""));
      const link = document.createElement("a");
      link.href = `#card-${remark.id}`;
      link.dataset.id = remark.id;
      link.setAttribute("aria-label", `${text.slice(start, remark.end)} (${remark.level}: go to the remark)`);
      link.textContent = text.slice(start, remark.end);
      mark.append(link);
      this.links.set(remark, link);
      drawn.words.append(mark);
      place = remark.end;
    }
    drawn.words.append(text.slice(place));
    if (focused) drawn.words.querySelector(`a[data-id="${focused}"]`)?.focus();
  }

  show(remarks, now) {
    this.remarks = remarks;
    this.now = now;
    this.marked = new Map();
    for (const remark of remarks) {
      if (remark.left) continue;
      if (this.marked.has(remark.block)) this.marked.get(remark.block).push(remark);
      else this.marked.set(remark.block, [remark]);
    }
    for (let number = 0; number < this.blocks.length; number += 1) this.drawBlock(number);
  }

  // Changing

  open(number, remark = null) {
    const drawn = this.drawn[number];
    if (drawn.field) return;
    const before = this.blocks[number].text;
    const field = document.createElement("textarea");
    field.value = before;
    field.spellcheck = true;
    field.setAttribute("aria-label", "Edit this passage; Escape when it is done");
    drawn.field = field;
    drawn.words.replaceChildren(field);
    drawn.edit.hidden = true;
    field.focus();
    if (remark) field.setSelectionRange(remark.start, remark.end);
    let last = before;
    field.addEventListener("input", () => {
      const text = field.value.replace(/\r?\n/g, " ");
      this.blocks[number].text = text;
      this.events.changed(difference(last, text, number), false);
      last = text;
    });
    const done = () => {
      if (!drawn.field) return;
      drawn.field = null;
      drawn.key = null;
      drawn.edit.hidden = false;
      const after = this.blocks[number].text;
      if (after !== before) this.history.push({ number, before, after, accepted: null, isSwap: false });
      this.drawBlock(number);
      this.events.settled();
    };
    field.addEventListener("blur", done);
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" && event.key !== "Enter") return;
      event.preventDefault();
      done();
      drawn.edit.focus();
    });
  }

  set(number, text) {
    const before = this.blocks[number].text;
    this.blocks[number].text = text;
    this.events.changed(difference(before, text, number), true);
  }

  swap(remark, text) {
    const number = remark.block;
    const before = this.blocks[number].text;
    const after = before.slice(0, remark.start) + text + before.slice(remark.end);
    const accepted = (remark.origin ?? null) === null ? null : { number: remark.origin, code: remark.code, matched: remark.matched, text };
    if (accepted) this.accepted.push(accepted);
    this.history.push({ number, before, after, accepted, isSwap: true });
    this.set(number, after);
  }

  undo() {
    const last = this.history.pop();
    if (!last) return;
    this.accepted = this.accepted.filter((each) => each !== last.accepted);
    this.set(last.number, last.before);
    this.drawn[last.number].outer.scrollIntoView({ block: "nearest" });
  }

  get canUndo() {
    return this.history.length > 0;
  }

  get swapped() {
    return this.history.filter((each) => each.isSwap).length;
  }

  // Passages that read otherwise; where a copy cannot hold them, those with somebody's own words.
  rewritten(withSwaps) {
    const own = new Set(this.history.filter((each) => withSwaps || !each.accepted).map((each) => each.number));
    this.drawn.forEach((drawn, number) => {
      if (drawn.field) own.add(number);
    });
    return [...own].map((number) => ({ block: number, before: this.before[number], after: this.blocks[number].text })).filter((each) => each.before !== each.after);
  }

  // Finding

  mark(remark) {
    const link = this.links.get(remark);
    return link?.isConnected ? link : null;
  }

  topOf(remark) {
    const place = this.mark(remark) || this.drawn[remark.block]?.outer;
    return place ? place.getBoundingClientRect().top : null;
  }

  goTo(remark) {
    const mark = this.mark(remark);
    mark?.focus({ preventScroll: true });
  }

  edit(remark) {
    this.open(remark.block, remark);
  }

  focus() {
    document.getElementById("paper").focus();
  }
}

function element(tag, name) {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}

function difference(before, after, block) {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return { block, start, end: before.length - same, shift: after.length - before.length };
}
