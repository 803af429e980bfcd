//! Charts: what they show over the shipped fact base, and that they can be drawn whatever they hold.

mod base;
mod bounds;
mod key;
mod sheet;
mod shipped;
