"use strict";

const assert = require("node:assert/strict");
const { homedir } = require("node:os");
const { join } = require("node:path");
const test = require("node:test");

const { expanded, trouble } = require("../src/program");

const run = (code, patience) => trouble(process.execPath, ["-e", code], patience);

test("a program that is not there is told with what installs it", async () => {
  const said = await trouble("no-such-program-here");
  assert.match(said, /^There is no program “no-such-program-here”\. Install it \(pip install "strengthlint\[lsp\]"\)/);
});

test("what the program says is told", async () => {
  const said = await run("console.error('It needs one package more.'); process.exit(2)");
  assert.equal(said, "It needs one package more.");
});

test("a program that is too old is told", async () => {
  const said = await run("console.error('There is no command and no file “lsp”.'); process.exit(2)");
  assert.match(said, /is too old to serve an editor/);
});

test("a program that does not answer is told", async () => {
  assert.match(await run("setTimeout(() => {}, 60000)", 300), /does not answer/);
});

test("a program that serves is no trouble", async () => {
  assert.equal(await run("process.stdin.on('end', () => process.exit(0)).resume()"), "");
});

test("a path may begin at home or in the folder that is open", () => {
  assert.equal(expanded("~/.venv/bin/strengthlint", ""), join(homedir(), ".venv/bin/strengthlint"));
  assert.equal(expanded("${workspaceFolder}/bin/strengthlint", "/a"), "/a/bin/strengthlint");
  assert.equal(expanded("", ""), "strengthlint");
});
