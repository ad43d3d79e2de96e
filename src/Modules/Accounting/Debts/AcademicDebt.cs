using System.Text.Json.Serialization;
using ElJournal.Setup;

namespace ElJournal.Accounting.Debts;

/// <summary>
/// Академическая задолженность with its retakes. That there is one follows from the grade; a stream begins with the first retake.
/// </summary>
/// <param name="Id">Key of the stream.</param>
/// <param name="Course">Stored for the index by which the debts of courses are found.</param>
/// <param name="Grade">The grade that made it.</param>
public sealed record AcademicDebt(string Id, string Course, TermId Term, PupilId Pupil, string Grade, IReadOnlyList<Retake> Retakes)
{
    [JsonIgnore]
    public bool Passed => Retakes.Any(r => r.State == RetakeState.Passed);

    /// <summary>The one that waits to be held.</summary>
    [JsonIgnore]
    public Retake? Open => Retakes.LastOrDefault(r => r.State == RetakeState.Appointed);

    /// <summary>How many of the retakes are spent.</summary>
    [JsonIgnore]
    public int Spent => Retakes.Count(r => r.Counts);

    public static AcademicDebt Create(RetakeAppointed e) =>
        Apply(e, new AcademicDebt(new DebtKey(e.Course, e.Term, e.Pupil).Stream, e.Course.Value, e.Term, e.Pupil, e.Grade, []));

    public static AcademicDebt Apply(RetakeAppointed e, AcademicDebt debt) =>
        debt with { Grade = e.Grade, Retakes = [.. debt.Retakes, new Retake(e.Attempt, e.Date, e.Form, e.Examiners, e.Commission) { Document = e.Document }] };

    public static AcademicDebt Apply(RetakePostponed e, AcademicDebt debt) => debt.Last(r => r with { Date = e.Date, Document = e.Document });

    public static AcademicDebt Apply(RetakeMissed e, AcademicDebt debt) =>
        debt.Last(r => r with { State = RetakeState.Missed, Counts = e.Counts, Document = e.Document });

    public static AcademicDebt Apply(RetakeHeld e, AcademicDebt debt) => debt.Last(r => r with
    {
        State = e.Passed ? RetakeState.Passed : RetakeState.Failed,
        Counts = true,
        Grade = e.Grade,
        Protocol = e.Protocol,
        Held = e.Date,
    });

    private AcademicDebt Last(Func<Retake, Retake> change) => this with { Retakes = [.. Retakes.SkipLast(1), .. Retakes.TakeLast(1).Select(change)] };
}

/// <summary>Пересдача.</summary>
/// <param name="Form">One of <see cref="RetakeForms"/>.</param>
public sealed record Retake(int Attempt, DateOnly Date, string Form, IReadOnlyList<StaffId> Examiners, bool Commission)
{
    public RetakeState State { get; init; }

    /// <summary>It is spent.</summary>
    public bool Counts { get; init; }

    public string? Grade { get; init; }

    public string? Protocol { get; init; }

    /// <summary>Дата протокола.</summary>
    public DateOnly? Held { get; init; }

    /// <summary>On which it was put off, is later than its term, or was missed.</summary>
    public string? Document { get; init; }
}

/// <summary>What became of a retake.</summary>
public enum RetakeState
{
    /// <summary>Назначена.</summary>
    Appointed,

    /// <summary>Сдана.</summary>
    Passed,

    /// <summary>Не сдана.</summary>
    Failed,

    /// <summary>Неявка.</summary>
    Missed,
}
