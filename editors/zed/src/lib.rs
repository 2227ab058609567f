//! Starts `strengthlint lsp`; all that is known about language is in there.

use zed_extension_api::{self as zed, settings::LspSettings, LanguageServerId, Result, Worktree};

const MISSING: &str = "There is no program “strengthlint”. Install it (pip install \"strengthlint[lsp]\"), \
or say in the settings where it is: lsp → strengthlint → binary → path.";

struct Strengthlint;

impl zed::Extension for Strengthlint {
    fn new() -> Self {
        Strengthlint
    }

    fn language_server_command(
        &mut self,
        server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<zed::Command> {
        let set = LspSettings::for_worktree(server.as_ref(), worktree)
            .ok()
            .and_then(|settings| settings.binary)
            .and_then(|binary| binary.path);
        let command = set
            .or_else(|| worktree.which("strengthlint"))
            .ok_or(MISSING)?;
        Ok(zed::Command {
            command,
            args: vec!["lsp".into()],
            env: worktree.shell_env(),
        })
    }

    fn language_server_initialization_options(
        &mut self,
        server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<zed::serde_json::Value>> {
        Ok(LspSettings::for_worktree(server.as_ref(), worktree)
            .ok()
            .and_then(|settings| settings.initialization_options))
    }
}

zed::register_extension!(Strengthlint);
