//! What can be typed, as plain data.

use super::values::{base_url, template, title};
use crate::document::front_matter::schema;
use crate::scaffold;
use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

const EXIT_CODES: &str = "\
Exit codes:
  0  nothing is wrong
  1  there are findings at error level, or any at all with --strict
  2  the work could not be done";

const FIRST_STEPS: &str = "\
Examples:
  waybook new my-playbook     make a workspace and begin to write
  waybook check               say what is wrong with it
  waybook serve               see it in a browser while writing
  waybook build               write the site
  waybook explain loop-open   say why a finding matters, and how it is mended";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "waybook",
    version,
    about = "Turn playbooks of a customer journey into a checked website",
    long_about = "Waybook turns Markdown playbooks of a five-stage customer journey into a website, and checks \
                  the journey the way a compiler checks a program.",
    after_help = concat_help(FIRST_STEPS),
    arg_required_else_help = true,
    max_term_width = 100
)]
pub(super) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
    /// Options of every command.
    #[command(flatten)]
    pub(super) global: Global,
}

/// Options that may stand before or behind any command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(super) struct Global {
    /// The workspace [default: the nearest folder upwards with waybook.yaml or with playbooks in content/]
    #[arg(long, value_name = "DIR", global = true)]
    pub(super) root: Option<PathBuf>,
    /// Print findings and errors only: no progress, no summary
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// When to use colours; `auto` heeds NO_COLOR
    #[arg(long, value_name = "WHEN", value_enum, default_value_t, global = true)]
    pub(super) color: Color,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal.
    #[default]
    #[value(help = None)]
    Auto,
    /// Everywhere.
    #[value(help = None)]
    Always,
    /// Nowhere.
    #[value(help = None)]
    Never,
}

/// The commands; each one's own documentation is its help.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Build(Build),
    Serve(Serve),
    Check(Check),
    New(New),
    Add(Add),
    Explain(Explain),
    Schema(Schema),
    Completions(Completions),
}

/// Write the site of a workspace into a folder
///
/// Nothing is written while there are findings at error level. Only files that earlier builds wrote are ever changed or
/// deleted; a folder with other files in it is refused.
#[derive(Debug, Args)]
#[command(
    after_long_help = concat_help("\
Examples:
  waybook build
  waybook build --output public --base-url https://example.com/playbook/
  waybook build --site spring --strict")
)]
pub(super) struct Build {
    /// The folder to write to [default: `output` of waybook.yaml, else site/; for one of `sites` a folder in it]
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Which of the `sites` of waybook.yaml to build
    #[arg(long, value_name = "NAME")]
    pub(super) site: Option<String>,
    /// The address the site will be published at, for feeds and search engines
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<String>,
    /// The theme: atlas, ledger, or one in themes/ [default: `theme` of waybook.yaml]
    #[arg(long, value_name = "NAME")]
    pub(super) theme: Option<String>,
    /// How the workspace is judged.
    #[command(flatten)]
    pub(super) judging: Judging,
}

/// Options of commands that check.
#[derive(Debug, Args)]
pub(super) struct Judging {
    /// Take in pages with `draft: true`
    #[arg(long)]
    pub(super) drafts: bool,
    /// Fail on any finding, warnings and infos included
    #[arg(long)]
    pub(super) strict: bool,
    /// Count the findings that lint.baseline holds like all others
    #[arg(long)]
    pub(super) no_baseline: bool,
    /// The day of the check, for rules that look at dates, as YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE", value_parser = schema::date)]
    pub(super) today: Option<Date>,
}

/// Show a workspace in a browser while it is written
///
/// Pages are made when they are asked for and follow every saved file; the output folder is never written. Findings
/// stand over the page they are about. The preview answers this machine only, unless --host says otherwise.
#[derive(Debug, Args)]
#[command(
    after_long_help = concat_help("\
Examples:
  waybook serve --open
  waybook serve --drafts --follow
  waybook serve --host 0.0.0.0 --port 8080
  waybook serve --editor \"idea://open?file=/{path}&line={line}\"")
)]
pub(super) struct Serve {
    /// The name or address to listen on; anything but localhost lets others on the network read along
    #[arg(long, value_name = "ADDR", default_value = "localhost")]
    pub(super) host: String,
    /// The port [default: the first free one from 4321 on]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) port: Option<u16>,
    /// Open the page in a browser
    #[arg(long)]
    pub(super) open: bool,
    /// Bring the page of a file that was saved to the front
    #[arg(long)]
    pub(super) follow: bool,
    /// How a place opens in the editor, with {path}, {line} and {column} in it
    #[arg(
        long,
        value_name = "URL",
        default_value = "vscode://file/{path}:{line}:{column}"
    )]
    pub(super) editor: String,
    /// Which of the `sites` of waybook.yaml to show
    #[arg(long, value_name = "NAME")]
    pub(super) site: Option<String>,
    /// Take in pages with `draft: true`; they carry a banner
    #[arg(long)]
    pub(super) drafts: bool,
    /// The day of the check, for rules that look at dates, as YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE", value_parser = schema::date)]
    pub(super) today: Option<Date>,
}

/// Say what is wrong with a workspace, and fix what is clear
///
/// The whole workspace is always read, since one file may break another. With paths, findings in other files are
/// neither shown, nor counted, nor fixed. Without `--fix` nothing is written.
#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("changes").args(["fix", "diff"]).multiple(true),
    after_long_help = concat_help("\
Examples:
  waybook check
  waybook check content/launch/pillars --strict
  waybook check --fix
  waybook check --diff --unsafe
  waybook check --today 2027-01-31
  waybook check --format json > findings.json
  waybook check --statistics

A finding is silenced by a comment before the block: <!-- lint-allow rule-name: reason -->
The level of a rule is set in waybook.yaml, under `lint`, for all files or for some.
What was wrong before you began is recorded with --write-baseline.")
)]
pub(super) struct Check {
    /// Files or folders of the workspace [default: all of it]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Fix what has one clear fix, then show what is left. No fix brings up a finding that was not there
    #[arg(long)]
    pub(super) fix: bool,
    /// With --fix or --diff: fixes too that are good guesses. Look at what they changed
    #[arg(long = "unsafe", requires = "changes")]
    pub(super) guesses: bool,
    /// Print what --fix would change, and write nothing; exit code 1 if it would change anything, else 0
    #[arg(long, conflicts_with_all = ["format", "statistics"])]
    pub(super) diff: bool,
    /// Record every finding in lint.baseline: from then on only others are reported
    #[arg(long, conflicts_with_all = ["paths", "no_baseline", "format", "statistics", "changes"])]
    pub(super) write_baseline: bool,
    /// How the workspace is judged.
    #[command(flatten)]
    pub(super) judging: Judging,
    /// What the findings look like.
    #[command(flatten)]
    pub(super) form: Form,
}

/// Options that say what findings look like.
#[derive(Debug, Args)]
pub(super) struct Form {
    /// For whom the findings are
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(super) format: Format,
    /// Count the findings of each rule instead of showing them
    #[arg(long)]
    pub(super) statistics: bool,
}

/// What findings look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, on standard error
    #[default]
    Human,
    /// For programs: one JSON object
    Json,
    /// For code scanning: a SARIF 2.1.0 log
    Sarif,
    /// For a pull request: annotations of GitHub Actions
    Github,
}

/// Make a new workspace
///
/// It has a waybook.yaml and one playbook with every part that a playbook may have. Nothing is ever overwritten.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  waybook new my-playbook
  waybook new tea --template xiaohongshu --title \"Tea on Xiaohongshu\"")]
pub(super) struct New {
    /// The folder to make; an empty one may be there already
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
    /// `blank` has prompts where you write, `xiaohongshu` is a written example to change
    #[arg(long, value_name = "NAME", value_parser = template(), default_value = "blank")]
    pub(super) template: scaffold::Template,
    /// The title of the site [default: from the folder's name]
    #[arg(long, value_name = "TEXT", value_parser = title)]
    pub(super) title: Option<String>,
}

/// Add a playbook, a page or a record to a workspace
///
/// A file is never overwritten; records go to the end of touchpoints.yaml or metrics.yaml. What is added holds prompts,
/// `[Write: …]`, in place of your words.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  waybook add pillar first-week
  waybook add stage research --playbook launch
  waybook add touchpoint comment-thread --title \"Comments under a note\"
  waybook add playbook spring --title \"Spring launch\"")]
pub(super) struct Add {
    /// What to add
    #[arg(value_enum, value_name = "KIND")]
    pub(super) kind: AddKind,
    /// Its name in files, ids and addresses: lower-case letters, digits, hyphens (for a stage: its key)
    #[arg(value_name = "SLUG")]
    pub(super) slug: String,
    /// The playbook's folder, where there are several
    #[arg(long, value_name = "NAME")]
    pub(super) playbook: Option<String>,
    /// Its title [default: from the slug]
    #[arg(long, value_name = "TEXT", value_parser = title)]
    pub(super) title: Option<String>,
}

/// What can be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum AddKind {
    /// A folder with every part of a playbook
    Playbook,
    /// One of the five stages
    Stage,
    /// A content pillar
    Pillar,
    /// A mistake that spans stages
    Mistake,
    /// A page of its own
    Page,
    /// A record in touchpoints.yaml
    Touchpoint,
    /// A record in metrics.yaml
    Metric,
}

/// Explain a rule, or list all of them
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  waybook explain              list every rule
  waybook explain loop-open    what it finds, why that is bad, and what to write instead")]
pub(super) struct Explain {
    /// The rule's name, as a finding shows it in brackets
    #[arg(value_name = "RULE")]
    pub(super) rule: Option<String>,
}

/// Print the JSON Schema of a kind of file, or list the kinds
///
/// Editors complete and check files by it. A new workspace has what Visual Studio Code needs in .vscode/; after an
/// upgrade of Waybook, --write brings it up to date.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  waybook schema                           list every kind
  waybook schema pillar > pillar.json      the front matter of content pillars
  waybook schema config                    waybook.yaml
  waybook schema --write                   write .vscode/ for this workspace anew")]
pub(super) struct Schema {
    /// The kind of file
    #[arg(value_name = "KIND")]
    pub(super) kind: Option<String>,
    /// Write schemas and snippets into .vscode/ of the workspace; settings that are there stay as they are
    #[arg(long, conflicts_with = "kind")]
    pub(super) write: bool,
}

/// Print the completion script of a shell
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  waybook completions bash > ~/.local/share/bash-completion/completions/waybook
  waybook completions zsh > ~/.zfunc/_waybook
  waybook completions fish > ~/.config/fish/completions/waybook.fish
  waybook completions powershell >> $PROFILE")]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub(super) shell: clap_complete::Shell,
}

/// Examples with the exit codes behind them.
fn concat_help(examples: &str) -> String {
    format!("{examples}\n\n{EXIT_CODES}")
}

#[cfg(test)]
mod tests {
    use super::Arguments;
    use clap::CommandFactory;

    #[test]
    fn the_declaration_holds_together() {
        Arguments::command().debug_assert();
    }
}
