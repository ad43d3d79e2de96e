using System.CommandLine;
using ElJournal.Kernel;
using ElJournal.Store.Examining;
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
            var findings = await Terminal.Waited("Осмотр", () => Look(installation, school, cancel));
            var isWell = findings.All(finding => finding.Health is not Health.Ill);
            if (given.GetValue(CommandLine.Json)) Terminal.Json(new { Well = isWell, School = school?.Value, Checks = findings });
            else Say(findings);
            return isWell ? CommandLine.Done : CommandLine.Refused;
        });
        return command;
    }

    /// <summary>The one list of the program, of all schools, and whether there is a school at all.</summary>
    private static async Task<IReadOnlyList<Finding>> Look(Installation installation, SchoolId? school, CancellationToken cancel)
    {
        var findings = await installation.Services.GetRequiredService<Examination>().Run(null, cancel);
        return school is not null ? findings
            : [new Finding("school", "Школа", Health.Note, "не заведена, либо их несколько и ни одна не названа", "запустите eljournal serve."), .. findings];
    }

    private static void Say(IReadOnlyList<Finding> findings)
    {
        var isOne = findings.Select(finding => finding.School).OfType<SchoolId>().Distinct().Count() <= 1;
        foreach (var finding in findings)
        {
            var mark = finding.Health switch { Health.Well => "[green]✓[/]", Health.Note => "[yellow]![/]", _ => "[red]✗[/]" };
            AnsiConsole.MarkupLine($"{mark} {Markup.Escape(finding.About)}{(isOne || finding.School is null ? "" : $", школа {finding.School}")}: {Markup.Escape(finding.Seen)}");
            if (finding.Advice is { } advice) AnsiConsole.MarkupLineInterpolated($"    → {advice}");
        }
    }
}
