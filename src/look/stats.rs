//! All figures of a framework: coverage, guidance, review, reading.

use super::coverage::{Gap, Grid, gaps, grids, guidance};
use super::reading::Figures;
use super::review::{Calendar, calendar};
use super::table::{Table, escaped};
use crate::model::Framework;
use crate::settings::Settings;
use jiff::civil::Date;
use serde_json::{Value, json};

pub struct Stats {
    title: String,
    version: String,
    today: Date,
    grids: Vec<Grid>,
    gaps: Vec<Gap>,
    guidance: Table,
    calendar: Calendar,
    reading: Vec<(String, Figures)>,
    /// Whether the measure of readability was made for the framework's language.
    is_english: bool,
}

/// What the measure is, for whoever reads the figure.
const MEASURE: &str = "school year: Coleman-Liau index (1975), a year of school in the United States, for English text of 100 words or more";

/// Of a long list of gaps or overdue ids the first few are told to people, and all to programs.
const MOST_TOLD: usize = 30;

impl Stats {
    pub fn new(of: &Framework, settings: &Settings, today: Date) -> Stats {
        Stats {
            title: settings.framework.title.clone(),
            version: settings.framework.version.clone(),
            today,
            grids: grids(of, &settings.names),
            gaps: gaps(of),
            guidance: guidance(of),
            calendar: calendar(of, today),
            reading: reading(of, settings),
            is_english: settings.framework.language.is_english(),
        }
    }

    pub fn json(&self) -> Value {
        let grid = |grid: &Grid| json!({ "domain": grid.path, "title": grid.title, "levels": grid.table.json() });
        let gap = |gap: &Gap| json!({ "domain": gap.domain, "level": gap.level, "archetype": gap.archetype });
        let overdue = |(day, id): &(Date, String)| json!({ "id": id, "next_review": day.to_string() });
        let months = self.calendar.months.iter().map(|(month, count)| (month.clone(), json!(count)));
        json!({
            "framework": self.title,
            "version": self.version,
            "date": self.today.to_string(),
            "coverage": self.grids.iter().map(grid).collect::<Vec<_>>(),
            "gaps": self.gaps.iter().map(gap).collect::<Vec<_>>(),
            "guidance": self.guidance.json(),
            "review": {
                "overdue": self.calendar.overdue.iter().map(overdue).collect::<Vec<_>>(),
                "months": Value::Object(months.collect()),
                "without_date": self.calendar.without,
            },
            "reading": { "measure": MEASURE, "texts": self.reading_table().json() },
        })
    }

    /// For people: parts with a heading each, lines and tables. `table` writes a table, `text` makes a text safe.
    fn parts(
        &self,
        heading: &dyn Fn(&str) -> String,
        table: &dyn Fn(&Table) -> String,
        line: &dyn Fn(&str) -> String,
    ) -> String {
        let mut out = String::new();
        let mut part = |title: &str, content: String| {
            if !content.is_empty() {
                out.push_str(&format!("{}\n{content}\n", heading(title)));
            }
        };
        for grid in &self.grids {
            part(&format!("Statements: {}", grid.title), table(&grid.table));
        }
        let gaps = self.gaps.iter().take(MOST_TOLD).map(|gap| {
            let whom = gap.archetype.as_ref().map_or("anybody", String::as_str);
            line(&format!("nothing for {whom} at level {} in {}", gap.level, gap.domain))
        });
        let more = self.gaps.len().saturating_sub(MOST_TOLD);
        let more = (more > 0).then(|| line(&format!("and {more} more; `--format json` has all")));
        part("Empty cells", gaps.chain(more).collect());
        part("Beyond the statement", table(&self.guidance));
        let overdue =
            self.calendar.overdue.iter().take(MOST_TOLD).map(|(day, id)| line(&format!("{id} was due on {day}")));
        part(&format!("Reviews, as of {}", self.today), table(&self.calendar.table()));
        part("Overdue, the oldest first", overdue.collect());
        part("Reading", table(&self.reading_table()) + &if self.is_english { line(MEASURE) } else { String::new() });
        out.trim_end().to_owned() + "\n"
    }

    pub fn plain(&self, width: Option<usize>, shown: &dyn Fn(&str) -> String) -> String {
        let heading = |text: &str| shown(text);
        let table =
            |table: &Table| table.text(width, shown).lines().map(|line| format!("  {line}\n")).collect::<String>();
        self.parts(&heading, &table, &|text| format!("  {}\n", shown(text)))
    }

    pub fn markdown(&self) -> String {
        let heading = |text: &str| format!("## {}\n", escaped(text));
        let list = |text: &str| format!("- {}\n", escaped(text));
        // A list ends a table only behind an empty line.
        let table = |table: &Table| table.markdown() + "\n";
        let head = format!("# {}, version {}\n\n", escaped(&self.title), escaped(&self.version));
        head + &self.parts(&heading, &table, &list).replace("\n\n\n", "\n\n")
    }

    fn reading_table(&self) -> Table {
        let mut table =
            Table::new(["texts", "number", "words_per_text", "most_words", "words_per_sentence", "school_year"]);
        for (name, figures) in &self.reading {
            let school = figures.school_year().filter(|_| self.is_english);
            table.rows.push(vec![
                json!(name),
                json!(figures.texts),
                tenth(figures.words_per_text()),
                json!(figures.most_words),
                tenth(figures.words_per_sentence()),
                tenth(school),
            ]);
        }
        table
    }
}

fn tenth(number: Option<f64>) -> Value {
    number.map_or(Value::Null, |number| json!((number * 10.0).round() / 10.0))
}

fn reading(of: &Framework, settings: &Settings) -> Vec<(String, Figures)> {
    let mut rows = Vec::new();
    let mut all = Figures::default();
    for (level, entity) in of.levels() {
        let mut figures = Figures::default();
        for (_, statement) in of.statements().filter(|(_, it)| it.level == level) {
            figures.add(&statement.text.own().phrase.plain);
            all.add(&statement.text.own().phrase.plain);
        }
        rows.push((format!("statements, {} {}", settings.names.level.one.to_lowercase(), entity.number), figures));
    }
    rows.push(("statements, all".to_owned(), all));
    let mut guidance = Figures::default();
    for (_, capability) in of.capabilities().filter(|(_, it)| it.retired.is_none()) {
        guidance.add(&capability.about.body.own().plain());
    }
    rows.push(("guidance".to_owned(), guidance));
    rows
}
