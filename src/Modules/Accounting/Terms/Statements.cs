using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Journal;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Accounting.Terms;

/// <summary>Reads statements of classes.</summary>
public sealed class Statements(IDocumentStore store, Names names, TimeProvider clock)
{
    /// <summary>Null: no such class or term, or no subject of it is the reader's to see.</summary>
    public async Task<Statement?> Of(Actor reader, ClassId schoolClass, TermId term, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(reader.School.Value);
        if (await TermRegister.Load(session, reader.School, schoolClass, clock.GetUtcNow(), cancel) is not { } register
            || register.Classes.FirstOrDefault(c => c.Id == schoolClass.Value) is not { } roster
            || register.DaysOf(term, roster.Level) is not { } days) return null;
        var graded = register.Courses.Where(c => register.IsGraded(c, term, roster.Level)).ToList();
        var courses = graded.Where(c => reader.Grants.AllowEver(Permission.ReadJournal, Streams.Course(c.Course))).ToList();
        if (!register.Courses.Any(c => reader.Grants.AllowEver(Permission.ReadJournal, Streams.Course(c.Course)))) return null;

        var pages = (await session.LoadManyAsync<TermPage>(cancel, courses.Select(c => TermPages.Stream(c.Course, term)).ToArray())).ToDictionary(p => p.Course);
        var last = register.Today < days.To ? register.Today : days.To;
        var enrolled = roster.Pupils.Where(p => p.From <= days.To && !(p.Left <= days.From)).GroupBy(p => p.Pupil).Select(g => g.Last()).ToList();
        var called = await names.Pupils(session, reader.School, enrolled.Select(p => p.Pupil), cancel);
        var council = YearPages.All.Contains(term) ? await session.LoadAsync<ClassCouncil>(Streams.Council(schoolClass), cancel) : null;
        var rules = register.Rules?.On(days.To);
        var subjects = courses.GroupBy(register.SubjectOf).OrderBy(g => g.Key, StringComparer.CurrentCulture).ToList();
        var expected = courses.ToDictionary(
            c => c.Course, c => register.RosterOf(c) is { } r && term != YearPages.Exam ? register.Expected(r, days).ToHashSet() : []);
        var rows = enrolled
            .Select(p => Row(p, p.Left <= last ? p.Left : null))
            .OrderBy(r => r.Name, StringComparer.CurrentCulture).ToList();
        var here = rows.Where(r => r.Left is null).ToList();
        var columns = subjects.Select((s, i) => new StatementColumn(s.Key, [.. s.Select(c => c.Course)], Indicators.Of(here.Select(r => r.Cells[i])))).ToList();
        var lead = roster.LeadOn(register.Today) is { } led ? await names.Staff(session, reader.School, led.Teacher, cancel) : null;
        return new Statement(
            schoolClass, roster.Name, lead, term, TermSheets.NameOf(register.Year, roster.Level, term), PageBuilder.YearName(register.Year),
            [.. register.Year.TermsOf(roster.Level).Select(t => t.Id).Concat(YearPages.All).Select(id => new SheetTab(
                id, TermSheets.NameOf(register.Year, roster.Level, id), id == term, false))],
            courses.Count == graded.Count, columns, rows,
            [.. columns.Select((c, i) => (c.Subject, (IReadOnlyList<string>)[.. here.Where(r => r.Cells[i] is { Needed: true, Grade: null }).Select(r => r.Name)]))
                .Where(m => m.Item2.Count > 0)],
            Indicators.Of(here.SelectMany(r => r.Cells)), PupilLevels.Of(rows));

        StatementRow Row(Enrolment pupil, DateOnly? left)
        {
            var cells = subjects.Select(s => Cell(s, pupil.Pupil, left is not null)).ToList();
            return new StatementRow(pupil.Pupil, called.GetValueOrDefault(pupil.Pupil, "—"), left, cells, Indicators.Of(cells).Average) { Council = [.. council?.Of(pupil.Pupil) ?? []] };
        }

        StatementCell Cell(IEnumerable<CourseCard> subject, PupilId pupil, bool gone)
        {
            var grade = subject.Select(c => pages.GetValueOrDefault(c.Course.Value)?.GradeOf(pupil)).FirstOrDefault(g => g is not null);
            var value = subject.Select(c => register.Grading?.Of(c.Subject, roster.Level, days.To)?.Symbols ?? register.Journal?.On(days.To)?.Grades ?? [])
                .SelectMany(symbols => symbols).FirstOrDefault(s => s.Symbol == grade)?.Hundredths;
            return new StatementCell(
                grade, !gone && subject.Any(c => expected[c.Course].Contains(pupil)), rules?.Ranks.FirstOrDefault(r => r.Symbol == grade)?.Rank,
                grade is not null && grade == rules?.NotAttested.Symbol, value)
            {
                Retaken = subject.Select(c => pages.GetValueOrDefault(c.Course.Value)?.MarkOf(pupil)).FirstOrDefault(m => m?.Former is not null && m.Grade == grade),
            };
        }
    }
}
