//! `gradus list`

use super::report::visible;
use super::{Env, Exit, Global, change, dates, look};
use crate::base::suggest;
use crate::look::list::{self, Order, Status, Wanted};
use crate::look::thing::{SORTS, Thing};
use crate::look::{Table, Wrong, find, review, table};
use crate::pipeline::Known;

#[derive(clap::Args)]
pub struct ListArgs {
    /// statements (also if left out), capabilities, groups, levels, archetypes, processes, profiles, resources, mappings,
    /// terms, releases or pages
    #[arg(value_name = "WHAT")]
    what: Option<String>,
    /// Statements at these levels: 2, or 1,2
    #[arg(short, long, value_name = "NUMBER", value_delimiter = ',')]
    level: Vec<String>,
    /// Statements in any of these groups, and in groups in them
    #[arg(short, long, visible_alias = "group", value_name = "GROUP", value_delimiter = ',')]
    domain: Vec<String>,
    /// Statements for any of these archetypes
    #[arg(short, long, value_name = "NAME", value_delimiter = ',')]
    archetype: Vec<String>,
    /// Statements that ask for any of these kinds of thinking
    #[arg(short, long, value_name = "NAME", value_delimiter = ',')]
    process: Vec<String>,
    /// Whether they are in use
    #[arg(long, value_name = "STATUS")]
    status: Option<StatusArg>,
    /// Drafts, too
    #[arg(short = 'D', long, conflicts_with = "status")]
    drafts: bool,
    /// Statements due for review in this time, or overdue: 60d, 8w, 3m or 1y
    #[arg(long, value_name = "TIME")]
    review_due: Option<String>,
    /// In which order
    #[arg(long, value_name = "KEY")]
    sort: Option<OrderArg>,
    /// How to show them
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: FormatArg,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum StatusArg {
    Current,
    Retired,
    Draft,
    All,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum OrderArg {
    Group,
    Id,
    Level,
    Process,
    Review,
    Statement,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum FormatArg {
    /// For reading
    Table,
    /// For programs: an array of objects
    Json,
    /// For spreadsheets
    Csv,
    /// For documents
    Markdown,
    /// Nothing but ids or names, a line each
    Ids,
}

pub fn run(env: &mut Env, global: &Global, args: &ListArgs) -> Exit {
    let drafts = args.drafts || matches!(args.status, Some(StatusArg::Draft | StatusArg::All));
    let Some(known) = look::known(env, global, drafts) else { return Exit::Failed };
    let made = match args.what.as_deref() {
        None | Some("statements" | "statement") => statements(env, &known, args),
        Some(word) => things(&known, word, args),
    };
    let table = match made {
        Ok(table) => table,
        Err(wrong) => return change::fail(env, &wrong),
    };
    match args.format {
        FormatArg::Table if table.rows.is_empty() => env.say("Nothing is like that."),
        FormatArg::Table => {
            let text = table.short().text(look::width(env), &visible);
            look::put_lines(env, &text);
        }
        FormatArg::Json => look::put_json(env, &table.json()),
        FormatArg::Csv => look::put(env, &table.csv()),
        FormatArg::Markdown => look::put(env, &table.short().markdown()),
        FormatArg::Ids => {
            let mut names: Vec<String> = table.rows.iter().map(|row| visible(&table::plain(&row[0]))).collect();
            let mut seen = std::collections::HashSet::new();
            names.retain(|name| seen.insert(name.clone()));
            look::put(env, &names.iter().map(|name| format!("{name}\n")).collect::<String>());
        }
    }
    Exit::Fine
}

fn statements(env: &Env, known: &Known, args: &ListArgs) -> Result<Table, Wrong> {
    let of = &known.framework;
    let due = args.review_due.as_ref().map(|typed| {
        let today = dates::today(&env.variables)?;
        review::ahead(typed, today).ok_or_else(|| {
            Wrong::new(format!("`{typed}` is no time to look ahead"))
                .help("write days, weeks, months or years: `60d`, `8w`, `3m` or `1y`")
        })
    });
    let due = due.transpose()?;
    let wanted = Wanted {
        levels: args.level.iter().map(|typed| find::level(of, typed)).collect::<Result<_, _>>()?,
        groups: args.domain.iter().map(|typed| find::group(of, typed)).collect::<Result<_, _>>()?,
        archetypes: args.archetype.iter().map(|typed| find::archetype(of, typed)).collect::<Result<_, _>>()?,
        processes: args.process.iter().map(|typed| find::process(of, typed)).collect::<Result<_, _>>()?,
        status: match args.status {
            None if args.drafts => vec![Status::Current, Status::Draft],
            None | Some(StatusArg::Current) => vec![Status::Current],
            Some(StatusArg::Retired) => vec![Status::Retired],
            Some(StatusArg::Draft) => vec![Status::Draft],
            Some(StatusArg::All) => Vec::new(),
        },
        due,
    };
    let order = match args.sort {
        None if due.is_some() => Order::Review,
        None | Some(OrderArg::Group) => Order::Reading,
        Some(OrderArg::Id) => Order::Id,
        Some(OrderArg::Level) => Order::Level,
        Some(OrderArg::Process) => Order::Process,
        Some(OrderArg::Review) => Order::Review,
        Some(OrderArg::Statement) => Order::Statement,
    };
    Ok(list::statements(of, &known.sources, &wanted, order))
}

fn things(known: &Known, word: &str, args: &ListArgs) -> Result<Table, Wrong> {
    let Some(sort) = list::sort(&word.to_lowercase()) else {
        let words: Vec<&str> = std::iter::once("statements").chain(SORTS.iter().map(|sort| sort.words[0])).collect();
        let all: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
        let wrong = Wrong::new(format!("there is no list of `{word}`"));
        // Somebody who types an id wants to see what has it.
        let is_thing =
            find::anything(&known.framework, &known.sources, word).is_ok_and(|it| matches!(it, Thing::Capability(_)));
        let near = suggest::nearest(word, words).map(|near| format!("did you mean `{near}`?"));
        let help = near.unwrap_or_else(|| format!("there are: {}", all.join(", ")));
        return Err(wrong.help(if is_thing { format!("`gradus show {word}` shows it") } else { help }));
    };
    let flags = [
        ("level", !args.level.is_empty()),
        ("domain", !args.domain.is_empty()),
        ("archetype", !args.archetype.is_empty()),
        ("process", !args.process.is_empty()),
        ("status", args.status.is_some()),
        ("review-due", args.review_due.is_some()),
        ("sort", args.sort.is_some()),
    ];
    match flags.iter().find(|(_, is_given)| *is_given) {
        Some((flag, _)) => Err(look::unfit(flag, word)),
        None => Ok(list::things(&known.framework, &known.sources, sort)),
    }
}
