// Finds out whether the program can be started, before an editor waits for it in vain.

"use strict";

const { spawn } = require("node:child_process");
const { homedir } = require("node:os");
const { join } = require("node:path");

const PATIENCE = 30_000;
const INSTALL = 'pip install "strengthlint[lsp]"';

/** The path that somebody has set, with ~ and ${workspaceFolder} filled in. */
function expanded(path, folder) {
  const given = (path || "strengthlint").trim().replaceAll("${workspaceFolder}", folder || ".");
  return /^~[\\/]/.test(given) ? join(homedir(), given.slice(2)) : given;
}

/**
 * What keeps a program from being started, as one or two sentences; "" where nothing does.
 *
 * A server to which nobody speaks ends at once, and without a word.
 */
function trouble(program, args = ["lsp"], patience = PATIENCE) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ["pipe", "ignore", "pipe"], windowsHide: true });
    let said = "";
    const timer = setTimeout(() => {
      child.kill();
      resolve(`“${program}” does not answer. Look whether it works in a terminal: ${program} --version`);
    }, patience);
    child.stderr.on("data", (part) => {
      said = (said + part).slice(-2000);
    });
    child.stdin.on("error", () => {});
    child.stdin.end();
    child.on("error", (error) => {
      clearTimeout(timer);
      resolve(
        error.code === "ENOENT"
          ? `There is no program “${program}”. Install it (${INSTALL}), or say in the settings where it is.`
          : `“${program}” cannot be started (${error.code || error.message}). Say in the settings where the program is.`,
      );
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      if (code === 0) return resolve("");
      const last = said.trim().split(/\r?\n/).at(-1) || "";
      if (/no command|No such command/.test(said)) {
        return resolve(`“${program}” is too old to serve an editor. Bring it up to date: ${INSTALL} --upgrade`);
      }
      resolve(last || `“${program}” ended by itself (${code}). Look whether it works in a terminal.`);
    });
  });
}

module.exports = { INSTALL, expanded, trouble };
