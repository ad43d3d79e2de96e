using ElJournal.Access.Accounts;
using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Ui;
using Marten;

namespace ElJournal.Host.Web;

/// <summary>Перенос с бумажного бланка (D-6): the entry names who types it, and in whose place where the lesson was another's.</summary>
internal static class Paper
{
    /// <summary>Field of the form: what is sent stands on paper.</summary>
    public const string Field = "paper";

    /// <summary>Who sends the form: the person at the keyboard, and, from paper, the teacher who gave the lesson behind it.</summary>
    public static async Task<Actor> Writer(HttpContext http, IFormCollection form, LessonId lesson, IDocumentStore store)
    {
        var actor = http.Actor()!;
        if (form[Field] != "on") return actor;
        await using var session = store.QuerySession(actor.School.Value);
        var course = await session.LoadAsync<CourseCard>(Streams.Course(lesson.Course), http.RequestAborted);
        var giver = (await session.LoadAsync<Lesson>(lesson.Stream, http.RequestAborted))?.Substitute ?? course?.TeacherOn(lesson.Date)?.Teacher;
        var accounts = giver is not { } staff ? [] : await session.QueryAsync<Account>("where d.tenant_id = ? and d.data ->> 'staff' = ?", http.RequestAborted, actor.School.Value, staff.Value);
        var author = accounts.OrderBy(account => account.Suspended).FirstOrDefault()?.Key;
        return actor with { Channel = Channel.Paper, OnBehalfOf = author == actor.Account ? null : author };
    }
}
