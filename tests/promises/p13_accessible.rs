//! What makes a page accessible and can be seen without a browser. `tests/browser/accessibility.test.mjs` asks axe, in
//! light, dark and forced colours, at every width; `keyboard.test.mjs` goes there without a mouse.

use crate::run::{Project, tree};

#[test]
fn accessible_pages_have_a_language_a_title_one_heading_and_a_way_past_the_head() {
    let project = Project::base();
    project.gradus(&["build"]);
    let mut titles = std::collections::BTreeMap::new();
    for (path, bytes) in tree(&project.path().join("public")) {
        if !path.ends_with(".html") || String::from_utf8_lossy(&bytes).contains("http-equiv=\"refresh\"") {
            continue;
        }
        let page = String::from_utf8(bytes).expect("text");
        // What stands in a template is no part of the page until a script takes it.
        let mut page = page;
        while let (Some(start), Some(end)) = (page.find("<template"), page.find("</template>")) {
            page.replace_range(start..end + "</template>".len(), "");
        }
        assert!(page.contains("<html lang=\"en"), "{path}");
        assert_eq!(page.matches("<h1").count(), 1, "{path}");
        assert_eq!(page.matches("<main").count(), 1, "{path}");
        assert!(
            page.contains("name=\"viewport\"") && !page.contains("user-scalable") && !page.contains("maximum-scale"),
            "{path}"
        );
        let skip = page.find("href=\"#").expect("a link to a place on the page");
        assert!(skip < page.find("<main").expect("a main part"), "{path} has no way past its head");
        assert!(!page.contains("tabindex=\"1") && !page.contains("autofocus"), "{path}");
        let title = page.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).expect("a title");
        let before = titles.insert(title.to_owned(), path.clone());
        assert_eq!(before, None, "{path} has the title of another page: {title}");
        for image in page.split("<img ").skip(1) {
            assert!(image.split('>').next().is_some_and(|tag| tag.contains("alt=\"")), "{path}");
        }
    }
    assert!(titles.len() > 20, "{}", titles.len());
}
