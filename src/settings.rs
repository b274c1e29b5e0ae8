//! `gradus.yml`: the framework's own facts and the site's settings. Every key but `framework.id`, `title` and `version`
//! has a default; an unknown key is a finding; an environment variable (`GRADUS_SITE__BASE_URL`) overrides a key.

use crate::base::{Diagnostic, FileId, Fix, Located, Place, Severity, Span, codes};
use crate::parse::fields::{Fields, is_web_address};
use crate::parse::yaml::{self, Entry, Node, Value};
use crate::parse::{Language, Shape};
use crate::source::{Content, SETTINGS, Sources};

#[derive(Clone, Debug)]
pub struct Settings {
    pub framework: FrameworkSettings,
    pub names: Names,
    pub site: SiteSettings,
    /// A pattern that ids follow, as the author wrote it, and where.
    pub id_pattern: Option<Located<String>>,
    pub checklists: ChecklistSettings,
    /// How many days before a review is due it is told.
    pub warn_days: i64,
    pub search: SearchSettings,
    pub checks: Checks,
}

/// Which findings a framework does not want to hear of, or takes more or less seriously.
#[derive(Clone, Default, Debug)]
pub struct Checks {
    ignored: Vec<String>,
    severities: Vec<(String, Severity)>,
}

impl Checks {
    /// Errors cannot be ignored: the site could not be built truthfully.
    pub fn apply(&self, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut kept = Vec::with_capacity(findings.len());
        for mut finding in findings {
            if finding.severity != Severity::Error {
                if self.ignored.iter().any(|id| id == finding.code.id) {
                    continue;
                }
                let set = self.severities.iter().find(|(id, _)| id == finding.code.id);
                finding.severity = set.map_or(finding.severity, |(_, severity)| *severity);
            }
            kept.push(finding);
        }
        kept
    }
}

#[derive(Clone, Debug)]
pub struct FrameworkSettings {
    pub id: String,
    pub title: String,
    pub title_place: Place,
    pub version: String,
    pub version_place: Place,
    pub language: Language,
    pub languages: Vec<Language>,
    pub licence: Option<String>,
    pub publisher: Option<String>,
    pub description: Option<String>,
}

/// What this framework calls its things.
#[derive(Clone, Debug)]
pub struct Names {
    /// By depth: a domain, a sub-domain, and so on; the last one serves for all that is deeper.
    pub groups: Vec<Name>,
    pub capability: Name,
    pub statement: Name,
    pub level: Name,
    pub archetype: Name,
    pub process: Name,
}

/// A word for one and for several.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Name {
    pub one: String,
    pub many: String,
}

#[derive(Clone, Debug)]
pub struct SiteSettings {
    /// Ends with a slash. Needed only for what must be absolute.
    pub base_url: Option<String>,
    pub theme: Located<String>,
    /// With `{path}` for the file's path.
    pub edit_url: Option<String>,
    /// With `{id}`.
    pub suggest_url: Option<String>,
    /// Whether kept releases stay readable at `/v/`.
    pub versions: bool,
}

impl SiteSettings {
    /// The path that the site stands under: `/framework/` of `https://example.org/framework/`, and `/` without an address.
    pub fn mount(&self) -> &str {
        let base = self.base_url.as_deref().unwrap_or("/");
        base.split_once("://").map_or(base, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]))
    }
}

#[derive(Clone, Debug)]
pub struct ChecklistSettings {
    pub paper: Paper,
    pub layouts: Vec<String>,
    /// The sorts of slices that come as PDF, too.
    pub pdf: Vec<String>,
    /// Files of fonts that PDFs take letters from first, as the author wrote their paths.
    pub fonts: Vec<Located<String>>,
}

#[derive(Clone, Debug)]
pub struct SearchSettings {
    /// A word or phrase, and others that mean the same.
    pub synonyms: Vec<(String, Vec<String>)>,
    /// The keys that lead to the search box: `mod+k`, where `mod` is Ctrl or Cmd. `None` for no such keys.
    pub shortcut: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Paper {
    A4,
    Letter,
}

impl Name {
    /// English plurals by rule; other words are written as `{ one: …, many: … }`.
    fn of(one: &str) -> Name {
        let many = match one {
            _ if ["s", "x", "ch", "sh", "z"].iter().any(|end| one.ends_with(end)) => format!("{one}es"),
            _ if one.ends_with('y') && !["ay", "ey", "oy", "uy"].iter().any(|end| one.ends_with(end)) => {
                format!("{}ies", &one[..one.len() - 1])
            }
            _ => format!("{one}s"),
        };
        Name { one: one.to_owned(), many }
    }
}

/// The names of layouts that `checklists.layouts` takes.
pub static LAYOUTS: &[&str] = &["learner", "assessor", "induction", "roster", "large-print", "blank"];

/// The sorts of ready checklists that `checklists.pdf` takes.
pub static SLICES: &[&str] = &["levels", "groups", "archetypes", "archetype-levels", "profiles"];

/// Reads the settings. `None` if nothing can be built with them; the findings say why.
pub fn read(sources: &Sources, overrides: &[(String, String)], findings: &mut Vec<Diagnostic>) -> Option<Settings> {
    let Some(file) = sources.find(SETTINGS) else {
        findings.push(
            Diagnostic::nowhere(&codes::NO_SETTINGS, format!("there is no `{SETTINGS}` here"))
                .help("`gradus init` makes a new framework; or go to the folder that holds yours"),
        );
        return None;
    };
    if matches!(sources.content(file), Content::Faulty) {
        return None;
    }
    let text = sources.text(file);
    let (node, problems) = yaml::read(text, 0);
    let unreadable = node.is_none() && !problems.is_empty();
    findings.extend(problems.into_iter().map(|problem| problem.into_finding(file)));
    if unreadable {
        return None;
    }
    let mut node = node.unwrap_or(Node { value: Value::Map(Vec::new()), span: Span::new(0, 0) });
    for (name, value) in overrides {
        override_key(&mut node, name, value);
    }
    let before = findings.len();
    let settings = from_node(node, file, findings);
    findings[before..].iter_mut().for_each(place_outside);
    settings
}

/// A finding about a value that stands in no file says so, and has no place.
pub fn place_outside(finding: &mut Diagnostic) {
    if finding.place.is_some_and(|place| place.span == FROM_OUTSIDE) {
        finding.place = None;
        finding.message.push_str(", as the command line or a `GRADUS_…` variable has it");
    }
}

/// The environment variables that override keys, out of all variables.
pub fn overrides(variables: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    let ours = variables.filter_map(|(name, value)| Some((name.strip_prefix("GRADUS_")?.to_lowercase(), value)));
    let mut ours: Vec<_> = ours.filter(|(name, _)| name.contains("__")).collect();
    ours.sort();
    ours
}

/// The span of a value that stands in no file.
const FROM_OUTSIDE: Span = Span { start: u32::MAX, end: u32::MAX };

/// `site__base_url` sets `base_url` of `site`, making the mapping where it is missing.
fn override_key(node: &mut Node, name: &str, value: &str) {
    let mut at = node;
    for part in name.split("__") {
        if !matches!(at.value, Value::Map(_)) {
            at.value = Value::Map(Vec::new());
        }
        let Value::Map(entries) = &mut at.value else { return };
        let index = entries.iter().position(|entry| entry.key == part).unwrap_or_else(|| {
            let value = Node { value: Value::Null, span: FROM_OUTSIDE };
            entries.push(Entry { key: part.to_owned(), key_span: FROM_OUTSIDE, value });
            entries.len() - 1
        });
        at = &mut entries[index].value;
    }
    *at = Node { value: Value::Scalar { text: value.to_owned(), plain: false }, span: FROM_OUTSIDE };
}

fn from_node(node: Node, file: FileId, findings: &mut Vec<Diagnostic>) -> Option<Settings> {
    from_fields(Fields::of(Some(node), "`gradus.yml`", file, findings), file)
}

/// The keys that `gradus.yml` has.
pub fn shape() -> Shape {
    Shape::of(|fields| {
        from_fields(fields, FileId::default());
    })
}

fn from_fields(mut top: Fields, file: FileId) -> Option<Settings> {
    top.require("framework", "{ id: my-framework, title: \"My framework\", version: \"1.0.0\" }");
    let framework = top.child("framework", "`framework`").and_then(framework);
    let names = names(&mut top);
    let site = site(&mut top, file);
    let id_pattern = match top.child("ids", "`ids`") {
        Some(mut ids) => {
            let pattern = ids.line("pattern");
            ids.finish();
            pattern
        }
        None => None,
    };
    let checklists = checklists(&mut top);
    let warn_days = warn_days(&mut top);
    let search = search(&mut top);
    let checks = checks(&mut top);
    top.free("extra");
    top.finish();
    Some(Settings { framework: framework?, names, site, id_pattern, checklists, warn_days, search, checks })
}

fn warn_days(top: &mut Fields) -> i64 {
    let usual = 60;
    let Some(mut review) = top.child("review", "`review`") else { return usual };
    let days = review.number("warn_days");
    if let Some(days) = days.as_ref().filter(|days| days.value < 0) {
        let message = format!("`{}` is no number of days", days.value);
        review.push(Diagnostic::new(&codes::BAD_VALUE, days.place, message).help("write `warn_days: 60`"));
    }
    review.finish();
    days.map_or(usual, |days| days.value)
}

fn framework(mut fields: Fields) -> Option<FrameworkSettings> {
    let id = fields.required_line("id", "my-framework");
    if let Some(id) = &id
        && !crate::base::is_slug(&id.value)
    {
        let message = format!("`{}` cannot be a framework's id", id.value);
        let better = crate::base::slug(&id.value);
        fields.push(
            Diagnostic::new(&codes::BAD_VALUE, id.place, message)
                .help(format!("write `{better}`: small letters, digits and hyphens")),
        );
    }
    let title = fields.required_line("title", "\"My framework\"");
    let version = fields.required_line("version", "\"1.0.0\"");
    let language =
        language(&mut fields, "language").unwrap_or_else(|| Language::new("en").expect("`en` is a language tag"));
    let languages = fields.list("languages");
    let languages = languages.into_iter().filter_map(|tag| tag_or_finding(&mut fields, tag)).collect();
    let settings = FrameworkSettings {
        id: id.as_ref().map(|id| id.value.clone()).unwrap_or_default(),
        title: title.as_ref().map(|title| title.value.clone()).unwrap_or_default(),
        title_place: title.as_ref().map(|title| title.place).unwrap_or_default(),
        version: version.as_ref().map(|version| version.value.clone()).unwrap_or_default(),
        version_place: version.as_ref().map(|version| version.place).unwrap_or_default(),
        language,
        languages,
        licence: fields.line("licence").map(|text| text.value),
        publisher: fields.line("publisher").map(|text| text.value),
        description: fields.line("description").map(|text| text.value),
    };
    fields.finish();
    (id.is_some() && title.is_some() && version.is_some()).then_some(settings)
}

fn language(fields: &mut Fields, key: &'static str) -> Option<Language> {
    let tag = fields.line(key)?;
    tag_or_finding(fields, tag)
}

fn tag_or_finding(fields: &mut Fields, tag: Located<String>) -> Option<Language> {
    let language = Language::new(&tag.value);
    if language.is_none() {
        let message = format!("`{}` is not a language", tag.value);
        fields.push(
            Diagnostic::new(&codes::BAD_VALUE, tag.place, message).help("write a code such as `en`, `cy` or `pt-BR`"),
        );
    }
    language
}

fn names(top: &mut Fields) -> Names {
    let mut names = Names {
        groups: vec![Name::of("Domain"), Name::of("Sub-domain"), Name::of("Area")],
        capability: Name::of("Capability"),
        statement: Name::of("Statement"),
        level: Name::of("Level"),
        archetype: Name::of("Archetype"),
        process: Name { one: "Thinking skill".into(), many: "Thinking skills".into() },
    };
    let Some(mut fields) = top.child("names", "`names`") else { return names };
    let groups: Vec<Name> = fields.nodes("groups").into_iter().filter_map(|node| name(&mut fields, node)).collect();
    if !groups.is_empty() {
        names.groups = groups;
    }
    for (key, word) in [
        ("capability", &mut names.capability),
        ("statement", &mut names.statement),
        ("level", &mut names.level),
        ("archetype", &mut names.archetype),
        ("process", &mut names.process),
    ] {
        let node = fields.nodes(key).into_iter().next();
        if let Some(given) = node.and_then(|node| name(&mut fields, node)) {
            *word = given;
        }
    }
    fields.finish();
    names
}

/// A word, or `{ one: …, many: … }`.
fn name(fields: &mut Fields, node: Node) -> Option<Name> {
    if let Value::Scalar { text, .. } = &node.value
        && !text.trim().is_empty()
    {
        return Some(Name::of(text.trim()));
    }
    fields.read(node, "a name", |name| {
        let (one, many) = (name.required_line("one", "Level"), name.line("many"));
        let (one, many) = (one?.value, many.map(|many| many.value));
        Some(Name { many: many.unwrap_or_else(|| Name::of(&one).many), one })
    })
}

fn site(top: &mut Fields, file: FileId) -> SiteSettings {
    let theme = Located::new("default".to_owned(), Place { file, span: Span::default() });
    let mut site = SiteSettings { base_url: None, theme, edit_url: None, suggest_url: None, versions: false };
    let Some(mut fields) = top.child("site", "`site`") else { return site };
    site.base_url = fields.url("base_url").and_then(|url| {
        if url.value.contains(['?', '#']) {
            let message = format!("`{}` has a part that no folder's address has", url.value);
            fields.push(
                Diagnostic::new(&codes::BAD_VALUE, url.place, message).help("leave out what begins with `?` or `#`"),
            );
            return None;
        }
        Some(with_slash(url.value))
    });
    if let Some(theme) = fields.line("theme") {
        if !crate::base::is_slug(&theme.value) {
            let message = format!("`{}` cannot be the name of a theme", theme.value);
            let help = "a theme's folder in `themes/` is named by small letters, digits and hyphens";
            fields.push(Diagnostic::new(&codes::BAD_VALUE, theme.place, message).help(help));
        } else {
            site.theme = theme;
        }
    }
    site.edit_url = with_place(&mut fields, "edit_url", "{path}");
    site.suggest_url = with_place(&mut fields, "suggest_url", "{id}");
    site.versions = fields.flag("versions");
    fields.finish();
    site
}

fn with_slash(url: String) -> String {
    if url.ends_with('/') { url } else { url + "/" }
}

/// An address with a gap that each page fills.
fn with_place(fields: &mut Fields, key: &'static str, gap: &str) -> Option<String> {
    let url = fields.line(key)?;
    if !is_web_address(&url.value) || !url.value.contains(gap) {
        let message = format!("`{key}` has to be a web address with `{gap}` in it");
        fields.push(
            Diagnostic::new(&codes::BAD_VALUE, url.place, message)
                .help(format!("write `{key}: \"https://example.org/…/{gap}\"`")),
        );
        return None;
    }
    Some(url.value)
}

fn checklists(top: &mut Fields) -> ChecklistSettings {
    let mut settings = ChecklistSettings {
        paper: Paper::A4,
        layouts: vec!["learner".into(), "assessor".into()],
        pdf: vec!["levels".into(), "archetypes".into(), "archetype-levels".into()],
        fonts: Vec::new(),
    };
    let Some(mut fields) = top.child("checklists", "`checklists`") else { return settings };
    if let Some(paper) = fields.choice("paper", &["a4", "letter"])
        && paper.value == "letter"
    {
        settings.paper = Paper::Letter;
    }
    fields.only("layouts", LAYOUTS.iter().copied());
    let layouts = fields.list("layouts");
    for layout in &layouts {
        if !LAYOUTS.contains(&layout.value.as_str()) {
            let message = format!("there is no layout `{}`", layout.value);
            let help = crate::base::suggest::help(&layout.value, LAYOUTS.iter().copied());
            let finding = Diagnostic::new(&codes::BAD_VALUE, layout.place, message).maybe_help(help);
            fields.push(finding.fix(Fix::name(&layout.value, LAYOUTS.iter().copied())));
        }
    }
    if !layouts.is_empty() {
        settings.layouts = layouts.into_iter().map(|layout| layout.value).collect();
    }
    fields.only("pdf", SLICES.iter().copied());
    let pdf = fields.has("pdf").then(|| fields.list("pdf"));
    for sort in pdf.iter().flatten() {
        if !SLICES.contains(&sort.value.as_str()) {
            let message = format!("there are no checklists called `{}`", sort.value);
            let help = crate::base::suggest::help(&sort.value, SLICES.iter().copied());
            let finding = Diagnostic::new(&codes::BAD_VALUE, sort.place, message).maybe_help(help);
            fields.push(finding.fix(Fix::name(&sort.value, SLICES.iter().copied())));
        }
    }
    if let Some(pdf) = pdf {
        settings.pdf = pdf.into_iter().map(|sort| sort.value).collect();
    }
    settings.fonts = fields.list("font");
    fields.finish();
    settings
}

fn search(top: &mut Fields) -> SearchSettings {
    let mut settings = SearchSettings { synonyms: Vec::new(), shortcut: Some("mod+k".to_owned()) };
    let Some(mut fields) = top.child("search", "`search`") else { return settings };
    for (word, others) in fields.list_pairs("synonyms") {
        settings.synonyms.push((word.value, others.into_iter().map(|other| other.value).collect()));
    }
    if let Some(keys) = fields.line_or_none("shortcut") {
        settings.shortcut = keys.and_then(|keys| shortcut(&mut fields, keys));
    }
    fields.finish();
    settings
}

/// Keys held together, in small letters: `mod+k`. One key alone would be pressed by whoever dictates or slips.
fn shortcut(fields: &mut Fields, keys: Located<String>) -> Option<String> {
    let parts: Vec<String> = keys.value.split('+').map(|part| part.trim().to_lowercase()).collect();
    let (key, held) = parts.split_last()?;
    let is_key = key.chars().count() == 1 && !key.contains(char::is_whitespace);
    let is_held = held.iter().all(|part| ["mod", "ctrl", "alt", "shift"].contains(&part.as_str()));
    if is_key && is_held && held.iter().any(|part| part != "shift") {
        return Some(parts.join("+"));
    }
    let message = format!("`{}` is no shortcut", keys.value);
    let help = "write `mod+k`, where `mod` is Ctrl, or Cmd on a Mac (also `ctrl`, `alt`, `shift`), or `\"\"` for none";
    fields.push(Diagnostic::new(&codes::BAD_VALUE, keys.place, message).help(help));
    None
}

fn checks(top: &mut Fields) -> Checks {
    let mut checks = Checks::default();
    let Some(mut fields) = top.child("checks", "`checks`") else { return checks };
    fields.only("ignore", codes::ALL.iter().filter(|code| code.severity != Severity::Error).map(|code| code.id));
    fields.only("severity", ["error", "warning", "note"]);
    for code in fields.list("ignore") {
        if is_code(&mut fields, &code) && can_change(&mut fields, &code) {
            checks.ignored.push(code.value);
        }
    }
    for (code, word) in fields.text_pairs("severity") {
        let severity = [Severity::Error, Severity::Warning, Severity::Note]
            .into_iter()
            .find(|severity| severity.name() == word.value);
        let known = is_code(&mut fields, &code) && can_change(&mut fields, &code);
        match severity {
            Some(severity) if known => checks.severities.push((code.value, severity)),
            Some(_) => {}
            None => {
                let message = format!("`{}` is no severity", word.value);
                fields.push(
                    Diagnostic::new(&codes::BAD_VALUE, word.place, message).help("write `error`, `warning` or `note`"),
                );
            }
        }
    }
    fields.finish();
    checks
}

/// An error says that the site could not be built truthfully; no setting makes that go away.
fn can_change(fields: &mut Fields, code: &Located<String>) -> bool {
    let is_error = codes::ALL.iter().any(|known| known.id == code.value && known.severity == Severity::Error);
    if is_error {
        let message = format!("`{}` is an error, which cannot be ignored or made less of", code.value);
        fields.push(Diagnostic::new(&codes::BAD_VALUE, code.place, message).help("take the line out"));
    }
    !is_error
}

fn is_code(fields: &mut Fields, code: &Located<String>) -> bool {
    let known = codes::ALL.iter().any(|known| known.id == code.value);
    if !known {
        let message = format!("there is no finding with the code `{}`", code.value);
        let help = crate::base::suggest::nearest(&code.value, codes::ALL.iter().map(|code| code.id));
        fields.push(
            Diagnostic::new(&codes::BAD_VALUE, code.place, message)
                .maybe_help(help.map(|near| format!("did you mean `{near}`?")))
                .fix(Fix::name(&code.value, codes::ALL.iter().map(|code| code.id))),
        );
    }
    known
}
