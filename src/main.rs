//! The command line of buyerscout.

fn main() -> std::process::ExitCode {
    buyerscout::cli::main()
}
