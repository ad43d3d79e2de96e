using ElJournal.Host;
using ElJournal.Store;

var owner = Environment.GetEnvironmentVariable("ConnectionStrings__ElJournal")
    ?? throw new InvalidOperationException("ConnectionStrings__ElJournal is not set.");
await using var app = HostApp.Build(new HostSettings(await Migration.MakeRole(owner, null), owner, AppContext.BaseDirectory), args);
await Migration.Apply(app.Services, owner);
await app.RunAsync();
