(() => {
  "use strict";
  const { name, headings, rows } = JSON.parse(document.getElementById("data").textContent);
  const articles = [...document.querySelectorAll("article")];
  const progress = document.getElementById("progress");
  const place = headings.indexOf("Verdict");
  let unsaved = false;
  let current = 0;

  const verdict = (number) => {
    const chosen = document.querySelector(`input[name="v${number}"]:checked`);
    return chosen ? chosen.value : "";
  };
  const tell = () => {
    let judged = 0;
    articles.forEach((article, number) => {
      const done = verdict(number) !== "";
      article.classList.toggle("judged", done);
      judged += done;
    });
    progress.textContent = `${judged} of ${rows.length} judged${unsaved ? ", not saved yet" : ""}`;
  };
  const go = (number) => {
    current = Math.min(Math.max(number, 0), articles.length - 1);
    articles[current].focus({ preventScroll: true });
    articles[current].scrollIntoView({ block: "center" });
  };
  const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const save = () => {
    const table = [headings, ...rows.map((row, number) => row.map((text, at) => (at === place ? verdict(number) : text)))];
    const csv = "\ufeff" + table.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csv], { type: "text/csv;charset=utf-8" }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
    unsaved = false;
    tell();
  };

  document.getElementById("bar").hidden = false;
  document.getElementById("save").addEventListener("click", save);
  document.getElementById("findings").addEventListener("change", () => {
    unsaved = true;
    tell();
  });
  document.getElementById("findings").addEventListener("focusin", (event) => {
    const article = event.target.closest("article");
    if (article) current = articles.indexOf(article);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !articles.length) return;
    const value = { y: "yes", o: "optional", n: "no" }[event.key];
    if (value) {
      document.querySelector(`input[name="v${current}"][value="${value}"]`).checked = true;
      unsaved = true;
      go(current + 1);
      tell();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && event.target.tagName !== "INPUT") {
      // Within an answer the arrows choose, as everywhere.
      event.preventDefault();
      go(current + (event.key === "ArrowDown" ? 1 : -1));
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
  tell();
})();
