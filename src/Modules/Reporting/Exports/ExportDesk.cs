using ElJournal.Kernel;
using ElJournal.Reporting.Pages;
using ElJournal.Reporting.Reading;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Reporting.Exports;

/// <summary>Opens exports with the reader's rights: rows of courses that the reader may read, and no others.</summary>
public sealed class ExportDesk(IDocumentStore store, ReportSchools schools, ReportNames names, TimeProvider clock)
{
    /// <summary>What may be chosen. Null: there is no school year yet.</summary>
    public async Task<(ReportArea Area, ReportChoices Choices, IReadOnlyList<ExportTemplateSaved> Templates)?> Form(Actor reader, ExportWish wish, CancellationToken cancel)
    {
        if (await Area(reader, wish, cancel) is not { } area) return null;
        await using var session = store.QuerySession(reader.School.Value);
        var templates = await session.LoadAsync<ExportTemplates>(ExportTemplates.Stream(reader.Account), cancel);
        return (area, await ReportChoices.Of(session, names, area, reader.Role, cancel), templates?.All ?? []);
    }

    /// <summary>Writes the file. False: there is no such year.</summary>
    public async Task<bool> Write(Actor reader, ExportWish wish, Stream to, CancellationToken cancel)
    {
        if (await Area(reader, wish, cancel) is not { } area) return false;
        // Names first and in another session: one connection reads one answer at a time.
        await using var asking = store.QuerySession(reader.School.Value);
        var classes = area.Courses.SelectMany(c => c.Card.Classes).Distinct().Select(c => area.School.Classes.GetValueOrDefault(c)).OfType<ClassRoster>();
        var pupils = await names.Pupils(asking, classes.SelectMany(c => c.Pupils).Select(p => p.Pupil), cancel);
        var staff = await names.Staff(asking, area.Courses.SelectMany(c => c.Card.Teachers).Select(t => t.Teacher), cancel);
        await using var session = store.QuerySession(reader.School.Value);
        var source = new ExportSource(session, area.School, area.Courses, wish.From ?? area.School.Year.From, wish.To ?? area.School.Year.To, pupils, staff);
        await ExportFiles.Write(wish, wish.Of.Rows(source, cancel), to, cancel);
        return true;
    }

    private async Task<ReportArea?> Area(Actor reader, ExportWish wish, CancellationToken cancel) =>
        await schools.Of(reader.School, wish.Year, cancel) is { } school
            ? new ReportArea(school, reader.Grants, Permission.ReadJournal, new ReportQuery { Class = wish.Class?.Value, Subject = wish.Subject?.Value }, clock.GetUtcNow())
            : null;
}
