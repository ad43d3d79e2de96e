return await ElJournal.Host.Cli.CommandLine.Run(args);
