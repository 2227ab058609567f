// Starts `strengthlint lsp` and shows what it says; all that is known about language is in there.

"use strict";

const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

const { INSTALL, expanded, trouble } = require("./program");

const LANGUAGES = ["git-commit", "html", "markdown", "mdx", "plaintext"];
const GUIDE = "Copy the command that installs it";
const SETTINGS = "Open the settings";

let client;
let log;
let turn = Promise.resolve();

/** Everything that starts or stops the client, one after the other. */
function inTurn(work) {
  turn = turn.then(work, work).catch((error) => log.error(String(error)));
  return turn;
}

async function start() {
  const settings = vscode.workspace.getConfiguration("strengthlint");
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const program = expanded(settings.get("path"), folder);
  const wrong = await trouble(program);
  if (wrong) {
    log.error(wrong);
    void tell(wrong);
    return;
  }
  const server = { command: program, args: ["lsp"], transport: TransportKind.stdio };
  client = new LanguageClient("strengthlint", "strengthlint", server, {
    documentSelector: LANGUAGES.flatMap((language) => [
      { scheme: "file", language },
      { scheme: "untitled", language },
    ]),
    initializationOptions: { profile: settings.get("profile"), show: settings.get("show") },
    synchronize: { configurationSection: "strengthlint" },
    outputChannel: log,
    middleware: { window: { showDocument } },
  });
  await client.start();
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop().catch(() => {});
}

async function tell(wrong) {
  const chosen = await vscode.window.showErrorMessage(`strengthlint: ${wrong}`, GUIDE, SETTINGS);
  if (chosen === GUIDE) await vscode.env.clipboard.writeText(INSTALL);
  if (chosen === SETTINGS) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "strengthlint.path");
  }
}

/** The page of a rule is to be read, so it is shown as it reads. */
async function showDocument(params, token, next) {
  const uri = vscode.Uri.parse(params.uri);
  if (!params.selection && uri.scheme === "file" && /strengthlint-rules-/.test(uri.path)) {
    await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
    return { success: true };
  }
  return next(params, token);
}

function activate(context) {
  log = vscode.window.createOutputChannel("strengthlint", { log: true });
  const restart = () => inTurn(stop).then(() => inTurn(start));
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand("strengthlint.restart", restart),
    vscode.commands.registerCommand("strengthlint.log", () => log.show()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("strengthlint.path")) void restart();
    }),
  );
  return inTurn(start);
}

function deactivate() {
  return inTurn(stop);
}

module.exports = { activate, deactivate };
