//! The `majlis` command.

fn main() -> anyhow::Result<()> {
    majlis::cli::main()
}
