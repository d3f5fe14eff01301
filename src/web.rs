//! The site as HTML: pages, forms, language, embedded assets.
//!
//! Turns requests into calls of the domain and answers with rendered pages. Builds no activity,
//! names no table.

pub mod assets;
pub mod filters;
pub mod i18n;
pub mod mail;
pub mod page;
pub mod pages;
pub mod paths;
pub mod samples;
pub mod view;
