using System.CommandLine;
using Spectre.Console;

namespace ElJournal.Host.Cli;

/// <summary><c>eljournal doctor</c>: is the installation well, and what to do where it is not. It changes nothing.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Осмотреть установку: что в порядке, что нет и что делать. Код 0 — в порядке, 1 — есть неполадки");
        command.SetAction(async (given, cancel) =>
        {
            await using var installation = await Installation.Open(
                given.GetValue(CommandLine.Data), use: InstallationUse.Looking, cancel: cancel);
            var school = await SchoolTask.School(installation, cancel);
            var findings = await Terminal.Waited("Осмотр", () => new Examination(installation, school).Run(cancel));
            var isWell = findings.All(finding => finding.Health is not Health.Ill);
            if (given.GetValue(CommandLine.Json)) Terminal.Json(new { Well = isWell, School = school?.Value, Checks = findings });
            else Say(findings);
            return isWell ? CommandLine.Done : CommandLine.Refused;
        });
        return command;
    }

    private static void Say(IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
        {
            var mark = finding.Health switch { Health.Well => "[green]✓[/]", Health.Note => "[yellow]![/]", _ => "[red]✗[/]" };
            AnsiConsole.MarkupLine($"{mark} {Markup.Escape(finding.About)}: {Markup.Escape(finding.Seen)}");
            if (finding.Advice is { } advice) AnsiConsole.MarkupLineInterpolated($"    → {advice}");
        }
    }
}
