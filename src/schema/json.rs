//! A shape as JSON Schema. Where the reader is generous, so is the schema: a single text is a list of one, and a number is
//! a text.

use crate::parse::{Key, Shape, Takes};
use serde_json::{Map, Value, json};

/// The members of the schema of a mapping. `says` gives the words for the key at a path.
pub fn object(
    shape: &Shape,
    path: &mut Vec<&'static str>,
    says: &dyn Fn(&[&'static str]) -> String,
) -> Map<String, Value> {
    let mut properties = Map::new();
    for key in &shape.keys {
        path.push(key.name);
        let words = says(path);
        let mut schema = value(key, path, says);
        if !words.is_empty() {
            schema.insert("description".into(), json!(words));
        }
        properties.insert(key.name.to_owned(), Value::Object(schema));
        path.pop();
    }
    let required: Vec<&str> = shape.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut schema = Map::new();
    schema.insert("type".into(), json!("object"));
    schema.insert("additionalProperties".into(), json!(false));
    if !required.is_empty() {
        schema.insert("required".into(), json!(required));
    }
    schema.insert("properties".into(), Value::Object(properties));
    schema
}

fn value(key: &Key, path: &mut Vec<&'static str>, says: &dyn Fn(&[&'static str]) -> String) -> Map<String, Value> {
    let mut inner = || key.inner.as_ref().map_or(json!({}), |shape| Value::Object(object(shape, path, says)));
    let one = match key.values.is_empty() {
        true => text(),
        false => json!({ "enum": key.values }),
    };
    let schema = match key.takes {
        Takes::Text | Takes::Line => one,
        Takes::LineOrNone => json!({ "type": TEXT }),
        Takes::Number => json!({ "type": ["integer", "string"], "pattern": "^[+-]?[0-9]+$" }),
        Takes::Date => json!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
        Takes::Flag => json!({ "enum": [true, false, "true", "false"] }),
        Takes::Url => json!({ "type": "string", "pattern": "^https?://[^\\s]+$" }),
        Takes::List => one_or_list(one),
        Takes::Child => inner(),
        Takes::Rows => json!({ "type": "array", "items": inner() }),
        Takes::Nodes => one_or_list(json!({ "anyOf": [one, inner()] })),
        Takes::Pairs => json!({ "type": "object", "additionalProperties": { "anyOf": [one, inner()] } }),
        Takes::TextPairs => json!({ "type": "object", "additionalProperties": one }),
        Takes::ListPairs => json!({ "type": "object", "additionalProperties": one_or_list(one) }),
        Takes::Free => json!({}),
    };
    match schema {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// What YAML may take an unquoted text for.
const TEXT: [&str; 3] = ["string", "number", "boolean"];

fn text() -> Value {
    json!({ "type": TEXT, "pattern": "\\S" })
}

fn one_or_list(one: Value) -> Value {
    json!({ "anyOf": [{ "type": "array", "items": one }, one] })
}
