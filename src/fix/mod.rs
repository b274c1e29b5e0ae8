//! Mends that a program can write: what a finding's mend comes to in its file, and how it gets there without changing
//! anything else. Pure: `gradus check --fix` reads and writes.

mod apply;
mod disk;
mod edit;
mod order;

pub use apply::applied;
pub use disk::on_disk;
pub use edit::{Edit, Mends};
pub use order::ordered;
