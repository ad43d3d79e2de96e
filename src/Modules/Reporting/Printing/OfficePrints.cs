using ElJournal.Accounting;
using ElJournal.Forms;
using ElJournal.Kernel;
using ElJournal.Reporting.Printing.Forms;
using ElJournal.Setup;

namespace ElJournal.Reporting.Printing;

/// <summary>Makes the prints that do not belong to one class: registers, schedules, sheets of a day, an answer.</summary>
public sealed class OfficePrints(PrintBooks books, ISubstitutionSheets substitutions, IControlSheets control, ILessonSheets lessons)
{
    /// <summary>Журнал замещений of a day or a month.</summary>
    public Task<FormPrint> Substitutions(Actor reader, DateOnly? day, DateOnly? month, CancellationToken cancel = default) => InRussian.Of(async () =>
    {
        var data = await substitutions.Register(reader, day, month, cancel);
        var ground = await books.Ground(reader, cancel);
        return ground.Print($"Журнал замещений: {SubstitutionForm.Period(data)}", SubstitutionForm.Of(data, ground));
    });

    /// <summary>График контрольных работ, with the choice that it shows as a query. Null: no school year is open.</summary>
    public Task<(FormPrint Print, string Query)?> Works(Actor reader, WorksAsked asked, CancellationToken cancel = default) => InRussian.Of<(FormPrint, string)?>(async () =>
    {
        if (await control.Works(reader, asked, cancel) is not { } data) return null;
        var ground = await books.Ground(reader, cancel);
        return (ground.Print($"График контрольных работ: {data.Period}, {data.YearName}", WorksForm.Of(data, ground)), data.Query);
    });

    /// <summary>Бланки на случай сбоя for today, with the courses they name. Null: there is no such class, or nothing of it to read.</summary>
    /// <param name="schoolClass">Null: the reader's own lessons.</param>
    public Task<(FormPrint Print, IReadOnlyList<CourseId> Courses)?> Emergency(Actor reader, ClassId? schoolClass, CancellationToken cancel = default) =>
        InRussian.Of<(FormPrint, IReadOnlyList<CourseId>)?>(async () =>
        {
            if (await lessons.Emergency(reader, schoolClass, cancel) is not { } data) return null;
            var ground = await books.Ground(reader, cancel);
            return (ground.Print($"Бланки уроков: {data.Date:dd.MM.yyyy}", LessonForms.Emergency(data, ground)), [.. data.Lessons.Select(l => l.Course).Distinct()]);
        });

    /// <summary>Справка об одной отметке. Null: there is no such cell, or none for this reader.</summary>
    public Task<FormPrint?> Answer(Actor reader, LessonId lesson, PupilId pupil, CancellationToken cancel = default) => InRussian.Of(async () =>
    {
        if (await lessons.Answer(reader, lesson, pupil, cancel) is not { } data) return null;
        var ground = await books.Ground(reader, cancel);
        return ground.Print("Справка об отметке", LessonForms.Answer(data, ground));
    });
}
