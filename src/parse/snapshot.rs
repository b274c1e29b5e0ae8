//! What one version of a framework says, as plain data. It is what two versions are compared by, wherever they come
//! from: a folder, a frozen release, or the published data of another framework.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::Arc;

/// The name in the first key, by which others may know the format.
const FORMAT: &str = "gradus-framework/1";

/// That name. What has another one is not read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct FormatName;

impl Serialize for FormatName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(FORMAT)
    }
}

impl<'de> Deserialize<'de> for FormatName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<FormatName, D::Error> {
        let other = || serde::de::Error::custom(format!("its format is not `{FORMAT}`"));
        if String::deserialize(deserializer)? == FORMAT { Ok(FormatName) } else { Err(other()) }
    }
}

/// A version. Lists keep the order that the version gave them.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Snapshot {
    pub format: FormatName,
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub version: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(default)]
    pub levels: Vec<Level>,
    #[serde(default)]
    pub archetypes: Vec<Archetype>,
    /// Lower-order thinking first: a process's place in the list is its order.
    #[serde(default)]
    pub processes: Vec<Process>,
    #[serde(default)]
    pub groups: Vec<Group>,
    /// Shared by snapshots that say the same of one.
    pub capabilities: Vec<Arc<Capability>>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Level {
    pub number: u32,
    #[serde(default)]
    pub title: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Archetype {
    pub id: String,
    #[serde(default)]
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plural: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Process {
    pub id: String,
    #[serde(default)]
    pub title: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Group {
    /// The slug path.
    pub id: String,
    #[serde(default)]
    pub number: String,
    #[serde(default)]
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Capability {
    /// Empty where the version had none; such a capability is paired by what it says.
    #[serde(default)]
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The slug path of its group.
    #[serde(default)]
    pub group: String,
    #[serde(default)]
    pub statements: Vec<Statement>,
    /// The Markdown source of what stands below the statement. None is "not known", which is never told as a change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mappings: Vec<Mapping>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<Retired>,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Statement {
    pub level: u32,
    pub text: String,
    #[serde(default)]
    pub archetypes: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub process: Option<String>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Mapping {
    pub scheme: String,
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Retired {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    #[serde(default)]
    pub replaced_by: Vec<String>,
}

impl Snapshot {
    /// Reads the site's `data/framework.json`, or a frozen release. Keys that it does not know are passed over.
    pub fn from_json(text: &str) -> Result<Snapshot, String> {
        Snapshot::read(text).map_err(|error| format!("this is not the data of a framework: {error}"))
    }

    /// The same, with the place of what cannot be read.
    pub(super) fn read(text: &str) -> serde_json::Result<Snapshot> {
        serde_json::from_str(text)
    }

    /// What `from_json` reads again.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("plain data becomes JSON")
    }
}

impl Capability {
    /// All that it asks for, as one text: what tells it from others where ids do not.
    pub fn words(&self) -> String {
        self.statements.iter().map(|statement| statement.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}
