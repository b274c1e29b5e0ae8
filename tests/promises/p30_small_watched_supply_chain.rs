//! Every package comes from one registry with a known sum, none of them is banned, and whichever runs code while it is
//! compiled stands in a list with the reason. `cargo deny check` (deny.toml) asks about licences and advisories.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Names that look like what we use, or that nobody looks after any more.
static BANNED: &[&str] =
    &["serde_yml", "libyml", "yaml-rust", "yaml-rust2", "marked-yaml", "openssl-sys", "native-tls", "reqwest", "curl"];

#[test]
fn supply_chain_is_one_registry_with_sums_and_without_what_is_banned() {
    let lock = read("Cargo.lock");
    let packages: Vec<&str> = lock.split("[[package]]").skip(1).collect();
    assert!(packages.len() > 50 && packages.len() < 400, "{}", packages.len());
    for package in packages {
        let value = |key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
            line.unwrap_or_default().trim_matches('"').to_owned()
        };
        let name = value("name");
        assert!(!BANNED.contains(&name.as_str()), "{name}");
        if name != "gradus" {
            assert_eq!(value("source"), "registry+https://github.com/rust-lang/crates.io-index", "{name}");
            assert_eq!(value("checksum").len(), 64, "{name}");
        }
    }
    let deny = read("deny.toml");
    for banned in BANNED {
        assert!(deny.contains(&format!("\"{banned}\"")), "deny.toml does not ban {banned}");
    }
}

#[test]
fn supply_chain_runs_no_code_while_compiling_that_is_not_listed() {
    let platform = "x86_64-unknown-linux-gnu";
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--locked", "--filter-platform", platform]);
    let output = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let resolved: BTreeSet<&str> = metadata["resolve"]["nodes"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|node| node["id"].as_str())
        .collect();
    let runs = |package: &Value, kind: &str| {
        package["targets"].as_array().into_iter().flatten().any(|target| target["kind"][0] == kind)
    };
    let packages = metadata["packages"].as_array().expect("a list");
    let packages = packages.iter().filter(|package| package["id"].as_str().is_some_and(|id| resolved.contains(id)));
    let found: BTreeSet<&str> = packages
        .filter(|package| runs(package, "custom-build") || runs(package, "proc-macro"))
        .filter_map(|package| package["name"].as_str())
        .collect();
    let list = read("tests/promises/runs-while-compiling.txt");
    let listed: BTreeSet<&str> = list
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (name, reason) = line.split_once(": ").unwrap_or((line, ""));
            assert!(reason.len() > 5, "{name} stands there without a reason");
            name
        })
        .collect();
    let new: Vec<_> = found.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&found).collect();
    assert!(
        new.is_empty(),
        "these run code while they are compiled: look at them, then list them with the reason: {new:?}"
    );
    assert!(gone.is_empty(), "these are used no more, or run no code: take them out of the list: {gone:?}");
}

#[test]
fn supply_chain_has_no_unsafe_code_of_ours() {
    for file in ["src/lib.rs", "src/main.rs"] {
        assert!(read(file).contains("#![forbid(unsafe_code)]"), "{file}");
    }
}

#[test]
fn supply_chain_of_tests_is_locked_and_installs_without_running_anything() {
    let lock: Value = serde_json::from_str(&read("tests/package-lock.json")).expect("JSON");
    for (name, package) in lock["packages"].as_object().expect("packages") {
        assert!(
            name.is_empty() || package["integrity"].as_str().is_some_and(|sum| sum.starts_with("sha512-")),
            "{name}"
        );
        assert!(name.is_empty() || package["dev"] == true, "{name}");
    }
    assert!(read("tests/run").contains("npm ci --prefix tests --ignore-scripts"));
}
