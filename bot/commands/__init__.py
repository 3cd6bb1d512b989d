"""The command line: one module a subcommand, with NAME, HELP, arguments(parser), run(options)."""
