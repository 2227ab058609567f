// The bundle as it is packaged, in an editor that only listens.

"use strict";

const assert = require("node:assert/strict");
const { existsSync } = require("node:fs");
const Module = require("node:module");
const { join } = require("node:path");
const test = require("node:test");

const BUNDLE = join(__dirname, "../dist/extension.js");

/** Stands for all of an editor that nobody asks about. */
function anything() {
  return new Proxy(class {}, {
    get: (target, key) => (key in target ? target[key] : (target[key] = anything())),
    apply: () => anything(),
  });
}

function editor(path, shown) {
  const vscode = anything();
  vscode.version = "1.91.0";
  vscode.workspace = {
    getConfiguration: () => ({ get: (key) => (key === "path" ? path : "") }),
    onDidChangeConfiguration: () => ({ dispose() {} }),
  };
  vscode.commands = { registerCommand: () => ({ dispose() {} }) };
  vscode.window = {
    createOutputChannel: () => ({ error: () => {}, show: () => {} }),
    showErrorMessage: async (...said) => void shown.push(said),
  };
  return vscode;
}

test("where the program is not installed, one message says what to do", { skip: !existsSync(BUNDLE) }, async () => {
  const shown = [];
  const load = Module._load;
  Module._load = (name, ...rest) =>
    name === "vscode" ? editor("no-such-program-here", shown) : load(name, ...rest);
  const { activate } = require(BUNDLE);
  await activate({ subscriptions: [] });
  Module._load = load;
  assert.equal(shown.length, 1);
  assert.match(shown[0][0], /^strengthlint: There is no program “no-such-program-here”\. Install it/);
  assert.deepEqual(shown[0].slice(1), ["Copy the command that installs it", "Open the settings"]);
});
