//! Groups: folders to a tree, in order and numbered.

use super::*;
use crate::parse::kind::group::GroupFront;

impl Stage<'_> {
    pub(super) fn groups(&mut self, documents: Vec<Document>) {
        let mut by_parent: BTreeMap<String, Vec<(Document, GroupFront)>> = BTreeMap::new();
        let paths: std::collections::BTreeSet<String> = documents.iter().map(group_path).collect();
        for mut document in documents {
            let Some(Front::Group(front)) = document.front.take() else { continue };
            let parent = document.folders.join("/");
            if !parent.is_empty() && !paths.contains(&parent) {
                if !self.names.groups.has(&parent) {
                    self.no_index(document.file, &parent);
                }
                self.names.groups.add_absent(&group_path(&document), Absence::Broken);
                continue;
            }
            by_parent.entry(parent).or_default().push((document, front));
        }
        self.groups_in("", None, "", &mut by_parent);
        let mut folders: BTreeMap<&str, Vec<GroupRef>> = BTreeMap::new();
        for (handle, group) in self.framework.groups() {
            self.names.groups.add(&group.path, handle);
            self.names.targets.add(&group.path, Target::Group(handle));
            folders.entry(group.path.rsplit('/').next().unwrap_or_default()).or_default().push(handle);
        }
        for (folder, handles) in folders {
            if let [only] = handles[..] {
                self.names.targets.add(folder, Target::Group(only));
            }
        }
    }

    pub(super) fn no_index(&mut self, file: FileId, folder: &str) {
        // Told once a folder: the name counts as known from here on.
        self.names.groups.add_absent(folder, Absence::Broken);
        let place = Place { file, span: Span::default() };
        let message = format!("the folder `content/domains/{folder}/` has no `_index.md`");
        let help = format!("write `content/domains/{folder}/_index.md` with a `title:`; that makes the folder a group");
        self.find(Diagnostic::new(&codes::NO_GROUP, place, message).help(help));
    }

    /// Adds the groups of one parent in order, each followed by its own.
    pub(super) fn groups_in(
        &mut self,
        parent_path: &str,
        parent: Option<GroupRef>,
        parent_number: &str,
        rest: &mut BTreeMap<String, Vec<(Document, GroupFront)>>,
    ) {
        let Some(mut siblings) = rest.remove(parent_path) else { return };
        siblings.sort_by_cached_key(|(document, front)| {
            let number = front.number.as_ref().map_or("", |number| &number.value);
            (weight(front.common.weight), number.is_empty(), natural(number), natural(&document.stem))
        });
        let mut numbers: BTreeMap<String, Place> = BTreeMap::new();
        for (at, (document, front)) in siblings.into_iter().enumerate() {
            if let Some(number) = &front.number {
                if let Some(first) = numbers.get(&number.value) {
                    self.shared("the number", &number.value, *first, number.place);
                }
                numbers.insert(number.value.clone(), number.place);
            }
            let derived =
                if parent_number.is_empty() { format!("{}", at + 1) } else { format!("{parent_number}.{}", at + 1) };
            let number = front.number.map_or(derived, |number| number.value);
            let path = group_path(&document);
            let about = self.titled(&document, front.common);
            let handle = GroupRef::new(self.framework.groups.len());
            self.framework.groups.push(Arc::new(Group {
                about,
                path: path.clone(),
                number: number.clone(),
                code: front.code.map(|code| code.value),
                depth: document.folders.len(),
                parent,
                last: handle,
                statements: 0..0,
            }));
            self.groups_in(&path, Some(handle), &number, rest);
            let last = GroupRef::new(self.framework.groups.len() - 1);
            Arc::make_mut(&mut self.framework.groups[handle.index()]).last = last;
        }
    }
}
