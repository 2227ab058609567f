(function () {
  "use strict";
  var form = document.getElementById("search");
  var words = document.getElementById("words");
  var level = document.getElementById("level");
  var found = document.getElementById("found");
  var fold = function (text) {
    return text.toLowerCase().replace(/[‘’]/g, "'").replace(/[-\s]+/g, " ").trim();
  };
  var articles = Array.prototype.map.call(document.querySelectorAll("article"), function (element) {
    return { element: element, text: fold(element.textContent), level: element.dataset.level };
  });
  var show = function () {
    var wanted = fold(words.value).split(" ").filter(Boolean);
    var phrase = wanted.join(" ");
    var active = Boolean(phrase || level.value);
    // Whole phrase first; if nobody says it in this order, all its words anywhere in an entry.
    var exact = articles.some(function (item) { return item.text.indexOf(phrase) >= 0; });
    var count = 0;
    articles.forEach(function (item) {
      var fits = (!level.value || item.level === level.value) && (exact
        ? item.text.indexOf(phrase) >= 0
        : wanted.every(function (word) { return item.text.indexOf(word) >= 0; }));
      item.element.hidden = !fits;
      count += fits ? 1 : 0;
    });
    document.querySelectorAll(".family, .chapter").forEach(function (part) {
      part.hidden = active && !part.querySelector("article:not([hidden])");
    });
    document.querySelectorAll(".elsewhere").forEach(function (part) { part.hidden = active; });
    document.getElementById("introduction").hidden = active;
    found.textContent = active
      ? (count === 0 ? "Nothing found. Try fewer letters." : count + " of " + articles.length)
      : articles.length + (articles.length === 1 ? " entry" : " entries");
  };
  // A link to an entry that the search has hidden shows everything again.
  window.addEventListener("hashchange", function () {
    var target = document.getElementById(location.hash.slice(1));
    if (target && target.closest("[hidden]")) {
      words.value = "";
      level.value = "";
      show();
      target.scrollIntoView();
    }
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  words.addEventListener("input", show);
  level.addEventListener("change", show);
  form.hidden = false;
  show();
  var contents = document.querySelector("nav details");
  contents.open = !window.matchMedia("(max-width: 61.9rem)").matches;
  window.addEventListener("beforeprint", function () { contents.open = true; });
})();
