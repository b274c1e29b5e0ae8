//! A learner's assessment is never lost. Today the site keeps none: people fill in files and paper of their own. This
//! holds the door: whoever makes a script keep something in a browser has to prove the promise here.

use std::path::Path;

#[test]
fn an_assessment_is_never_lost_because_no_page_keeps_one() {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/assets");
    let mut scripts = 0;
    for entry in walkdir::WalkDir::new(assets) {
        let path = entry.expect("readable").into_path();
        if path.extension().is_some_and(|ending| ending == "js") {
            let text = std::fs::read_to_string(&path).expect("text");
            for keeps in ["localStorage", "sessionStorage", "indexedDB", "document.cookie", "caches.", "serviceWorker"]
            {
                assert!(!text.contains(keeps), "{} uses {keeps}", path.display());
            }
            scripts += 1;
        }
    }
    assert!(scripts > 2, "{scripts}");
}
