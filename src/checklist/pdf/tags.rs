//! What a sheet is for those who do not see it: a tree of headings, lists and tables, in reading order.

use krilla::geom::Rect;
use krilla::tagging::{BBox, ListNumbering, Node as Leaf, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};
use std::num::{NonZeroU16, NonZeroU32};

/// A node, by its place in the tree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Node(usize);

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Role {
    /// A heading of a level, and its text.
    Heading(u16, String),
    Paragraph,
    List,
    Item,
    /// An item's number.
    Label,
    Body,
    /// A table, and what it is about.
    Table(String),
    Head,
    Rows,
    Row,
    /// The head of a column, or of as many as it spans.
    ColumnHead(u32),
    RowHead,
    Cell,
    /// An address to go to.
    Link(String),
    /// A picture, and what it says.
    Figure(String),
}

/// Nodes stand in reading order, each after the one that holds it.
#[derive(Default)]
pub struct Tree {
    nodes: Vec<(Role, Option<Node>)>,
}

impl Tree {
    pub fn add(&mut self, role: Role, within: Option<Node>) -> Node {
        self.nodes.push((role, within));
        Node(self.nodes.len() - 1)
    }

    pub fn role(&self, node: Node) -> &Role {
        &self.nodes[node.0].0
    }

    /// The tree as the writer of PDFs takes it, with what was drawn for each node.
    pub fn tagged(&self, drawn: Drawn, language: &str) -> TagTree {
        let place = |at: usize| drawn.places.iter().find(|(node, _)| node.0 == at).map(|(_, place)| *place);
        let nodes = self.nodes.iter().zip(drawn.leaves).enumerate();
        let mut groups: Vec<TagGroup> =
            nodes.map(|(at, ((role, _), leaves))| TagGroup::with_children(tag(role, place(at)), leaves)).collect();
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        // From the last: a node is whole before it goes to the one that holds it. What is held was pushed in reverse.
        for at in (0..groups.len()).rev() {
            let mut group = groups.pop().expect("one for each node");
            let own = group.children.iter().take_while(|child| matches!(child, Leaf::Leaf(_))).count();
            group.children[own..].reverse();
            match self.nodes[at].1 {
                Some(Node(within)) => groups[within].push(group),
                None => tree.push(group),
            }
        }
        tree.children.reverse();
        tree
    }
}

/// What was drawn for each node, in the order of drawing, and where, if that matters.
pub struct Drawn {
    leaves: Vec<Vec<Leaf>>,
    places: Vec<(Node, BBox)>,
}

impl Drawn {
    pub fn new(tree: &Tree) -> Drawn {
        Drawn { leaves: tree.nodes.iter().map(|_| Vec::new()).collect(), places: Vec::new() }
    }

    pub fn push(&mut self, node: Node, leaf: impl Into<Leaf>) {
        self.leaves[node.0].push(leaf.into());
    }

    pub fn place(&mut self, node: Node, page: usize, rect: Option<Rect>) {
        self.places.extend(rect.map(|rect| (node, BBox::new(page, rect))));
    }
}

fn tag(role: &Role, place: Option<BBox>) -> TagKind {
    let one = |n: u16| NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN);
    match role {
        Role::Heading(level, text) => Tag::Hn(one(*level), Some(text.clone())).into(),
        Role::Paragraph => Tag::P.into(),
        Role::List => Tag::L(ListNumbering::None).into(),
        Role::Item => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Body => Tag::LBody.into(),
        Role::Table(about) => Tag::Table.with_summary(Some(about.clone())).into(),
        Role::Head => Tag::THead.into(),
        Role::Rows => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnHead(columns) => {
            let span = NonZeroU32::new(*columns).filter(|columns| columns.get() > 1);
            Tag::TH(TableHeaderScope::Column).with_col_span(span).into()
        }
        Role::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
        Role::Link(_) => Tag::Link.into(),
        Role::Figure(says) => Tag::Figure(Some(says.clone())).with_bbox(place).into(),
    }
}
