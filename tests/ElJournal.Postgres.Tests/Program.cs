using ElJournal.Postgres.Tests;
using Xunit.Runner.InProc.SystemConsole;

// Run by a test as another process: "hold app DIR" and "hold tests" start a server and keep it until they are killed
// or their input ends. Everything else is the test runner.
if (args is ["hold", ..])
{
    await Holder.HoldAsync(args[1..]);
    return 0;
}

return args.Any(argument => argument is "--server" or "--internal-msbuild-node")
    ? await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await ConsoleRunner.Run(args);
