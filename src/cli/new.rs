//! `gradus new`: flags, questions and help of each kind come from `edit::new::KINDS`.

use super::{Env, Exit, Global, ask, change, dates};
use crate::base::capital;
use crate::edit::new::{Answers, Ask, Job, KINDS, Kind, Need, kind, missing};
use clap::{Arg, ArgAction, ArgMatches, Command};
use std::io::IsTerminal;

/// What was typed behind `gradus new`.
pub struct NewArgs {
    kind: Option<&'static Kind>,
    answers: Answers,
    dry_run: bool,
}

impl clap::Args for NewArgs {
    fn augment_args(command: Command) -> Command {
        command.subcommands(KINDS.iter().map(|kind| subcommand(kind))).disable_help_subcommand(true)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

fn subcommand(kind: &Kind) -> Command {
    let dry_run =
        Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue).help("Show the file without writing it");
    let command = Command::new(kind.id).about(capital(kind.what)).disable_version_flag(true);
    command.args(kind.asks.iter().map(argument)).arg(dry_run)
}

fn argument(ask: &Ask) -> Arg {
    let argument = Arg::new(ask.flag).long(ask.flag).value_name(ask.value).help(ask.question);
    // A statement may begin with a hyphen, and then the finding says what is wrong with it.
    let argument = if ask.many { argument.action(ArgAction::Append) } else { argument };
    argument.allow_hyphen_values(ask.need != Need::Flag && ask.choices.is_none())
}

/// The answers that a flag gives. A text may have commas in it, as its flag can be given again.
fn given(ask: &Ask, line: &str) -> Vec<String> {
    match ask.value {
        "TEXT" => Some(line.trim().to_owned()).filter(|line| !line.is_empty()).into_iter().collect(),
        _ => ask::split(ask, line.trim()),
    }
}

impl clap::FromArgMatches for NewArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<NewArgs, clap::Error> {
        let Some((kind, matches)) = matches.subcommand().and_then(|(id, matches)| Some((kind(id)?, matches))) else {
            return Ok(NewArgs { kind: None, answers: Answers::new(), dry_run: false });
        };
        let mut answers = Answers::new();
        for wanted in kind.asks {
            let typed = matches.get_many::<String>(wanted.flag).into_iter().flatten();
            let all: Vec<String> = typed.flat_map(|line| given(wanted, line)).collect();
            if !all.is_empty() {
                answers.insert(wanted.flag, all);
            }
        }
        Ok(NewArgs { kind: Some(kind), answers, dry_run: matches.get_flag("dry-run") })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = NewArgs::from_arg_matches(matches)?;
        Ok(())
    }
}

pub fn run(env: &mut Env, global: &Global, args: NewArgs) -> Exit {
    let Some(kind) = args.kind else {
        let width = KINDS.iter().map(|kind| kind.id.len()).max().unwrap_or(0);
        for kind in KINDS {
            let _ = writeln!(env.out, "gradus new {:<width$}  {}", kind.id, kind.what);
        }
        return Exit::Fine;
    };
    let Some(project) = env.project(global) else { return Exit::Failed };
    let Some(known) = change::known(env, &project) else { return Exit::Failed };
    let today = match dates::today(&env.variables) {
        Ok(today) => today,
        Err(wrong) => return change::fail(env, &wrong),
    };
    let mut job = Job { kind, known: &known, answers: args.answers, today };
    if let Some(ask) = missing(kind, &job.answers) {
        let stdin = std::io::stdin();
        if !(env.terminal && stdin.is_terminal()) {
            let (message, help) = ask::missing(&known, kind, ask);
            env.fail(&message, Some(&help));
            return Exit::Failed;
        }
        let asked = ask::ask(&mut stdin.lock(), &mut *env.err, &known, kind, &mut job.answers);
        if asked.is_none() {
            env.fail("the questions were not answered to the end, and nothing was written", None);
            return Exit::Failed;
        }
    }
    match (kind.make)(&job) {
        Ok(plan) => change::carry_out(env, global, &project, &known, &plan, args.dry_run),
        Err(wrong) => change::fail(env, &wrong),
    }
}
