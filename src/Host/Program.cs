using ElJournal.Host;

await using var installation = await Installation.Open(null, args);
Console.WriteLine(installation.Backend);
await installation.App.RunAsync();
